"""TONG_KET of the reconstructed format v2_trunghoc; made by tools/generate_formats.py."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from hocba.model.block import Block
from hocba.model.fields import OptionalBoolean, OptionalNumber, OptionalSecondaryLevel, OptionalText, rebuilt
from hocba.model.v2_trunghoc import SOURCE


class TongKet(Block):
    """The results of the school year.

    Reconstructed ("dựng lại"): no specification is public. Every field may be left out, since
    obligations only warn (rule G-1). :class:`Block` says how it is created otherwise.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/TONG_KET"

    duoc_len_lop: OptionalBoolean = rebuilt(
        tag_path, "DUOC_LEN_LOP", "Được lên lớp", "boolean", "[inferred]", obligation="required",
        source=SOURCE, dictionary="duoclenlop", max_length=1,
        note="0=Không; 1=Có"
    )  # fmt: skip
    noi_dung_duoc_len_lop: OptionalText = rebuilt(
        tag_path, "NOI_DUNG_DUOC_LEN_LOP", "Nội dung được lên lớp", "text", "[unconfirmed]",
        obligation="required", source=SOURCE, dictionary="ndungduoclenlop", max_length=150,
    )  # fmt: skip
    noi_dung_hoan_thanh_chuong_trinh: OptionalText = rebuilt(
        tag_path, "NOI_DUNG_HOAN_THANH_CHUONG_TRINH", "Nội dung hoàn thành chương trình lớp học", "text",
        "[inferred]", obligation="optional", source=SOURCE, dictionary="ndunghoanthanh", max_length=150,
    )  # fmt: skip
    ket_qua_tham_gia_cac_cuoc_thi: OptionalText = rebuilt(
        tag_path, "KET_QUA_THAM_GIA_CAC_CUOC_THI", "Kết quả tham gia các cuộc thi", "text", "[unconfirmed]",
        obligation="optional", source=SOURCE, dictionary="kquathamgiacuocthi", max_length=2000,
    )  # fmt: skip
    noi_dung_ket_qua_ren_luyen_trong_he: OptionalText = rebuilt(
        tag_path, "NOI_DUNG_KET_QUA_REN_LUYEN_TRONG_HE", "Nội dung kết quả rèn luyện trong hè", "text",
        "[unconfirmed]", obligation="optional", source=SOURCE, dictionary="ndungkquarenluyen",
        max_length=500,
    )  # fmt: skip
    noi_dung_khen_thuong: OptionalText = rebuilt(
        tag_path, "NOI_DUNG_KHEN_THUONG", "Nội dung khen thưởng", "text", "[inferred]",
        obligation="optional", source=SOURCE, dictionary="ndungkhenthuong", max_length=2000,
    )  # fmt: skip
    nhan_xet_gvcn: OptionalText = rebuilt(
        tag_path, "NHAN_XET_GVCN", "Nhận xét giáo viên chủ nhiệm", "text", "[inferred]",
        obligation="required", source=SOURCE, dictionary="nxetgvcn", max_length=2000,
    )  # fmt: skip
    ket_qua_hoc_tap_ky_1: OptionalSecondaryLevel = rebuilt(
        tag_path, "KET_QUA_HOC_TAP_KY_1", "Kết quả học tập kỳ 1", "secondary_level", "[unconfirmed]",
        obligation="conditional", source=SOURCE, dictionary="hocky1", max_length=2,
        note="T=Tốt; K=Khá; Đ=Đạt; CĐ=Chưa đạt (list data_green_g03_gddt028); marked required, but not "
             "required when cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    ket_qua_hoc_tap_ky_2: OptionalSecondaryLevel = rebuilt(
        tag_path, "KET_QUA_HOC_TAP_KY_2", "Kết quả học tập kỳ 2", "secondary_level", "[unconfirmed]",
        obligation="conditional", source=SOURCE, dictionary="hocky2", max_length=2,
        note="T=Tốt; K=Khá; Đ=Đạt; CĐ=Chưa đạt (list data_green_g03_gddt028); marked required, but not "
             "required when cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    ket_qua_hoc_tap_ca_nam: OptionalSecondaryLevel = rebuilt(
        tag_path, "KET_QUA_HOC_TAP_CA_NAM", "Kết quả học tập cả năm", "secondary_level", "[unconfirmed]",
        obligation="conditional", source=SOURCE, dictionary="canam", max_length=2,
        note="T=Tốt; K=Khá; Đ=Đạt; CĐ=Chưa đạt (list data_green_g03_gddt028); marked required, but not "
             "required when cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    tong_so_buoi_nghi_hoc_ca_nam: OptionalNumber = rebuilt(
        tag_path, "TONG_SO_BUOI_NGHI_HOC_CA_NAM", "Tổng số buổi nghỉ học cả năm", "number", "[unconfirmed]",
        obligation="optional", source=SOURCE, dictionary="sobuoinghi",
        note="1..300; 0 cannot be sent: leave out; no split into có phép / không phép"
    )  # fmt: skip
    ket_qua_ren_luyen_ky_1: OptionalSecondaryLevel = rebuilt(
        tag_path, "KET_QUA_REN_LUYEN_KY_1", "Kết quả rèn luyện học kỳ 1", "secondary_level", "[unconfirmed]",
        obligation="required", source=SOURCE, dictionary="renluyenhocky1", max_length=2,
        note="T=Tốt; K=Khá; Đ=Đạt; CĐ=Chưa đạt (list data_green_g03_gddt028)"
    )  # fmt: skip
    ket_qua_ren_luyen_ky_2: OptionalSecondaryLevel = rebuilt(
        tag_path, "KET_QUA_REN_LUYEN_KY_2", "Kết quả rèn luyện học kỳ 2", "secondary_level", "[unconfirmed]",
        obligation="required", source=SOURCE, dictionary="renluyenhocky2", max_length=2,
        note="T=Tốt; K=Khá; Đ=Đạt; CĐ=Chưa đạt (list data_green_g03_gddt028)"
    )  # fmt: skip
    ket_qua_ren_luyen_ca_nam: OptionalSecondaryLevel = rebuilt(
        tag_path, "KET_QUA_REN_LUYEN_CA_NAM", "Kết quả rèn luyện cả năm", "secondary_level", "[unconfirmed]",
        obligation="required", source=SOURCE, dictionary="renluyencanam", max_length=2,
        note="T=Tốt; K=Khá; Đ=Đạt; CĐ=Chưa đạt (list data_green_g03_gddt028)"
    )  # fmt: skip
    ket_qua_ren_luyen_lai: OptionalSecondaryLevel = rebuilt(
        tag_path, "KET_QUA_REN_LUYEN_LAI", "Kết quả đánh giá rèn luyện lại trong hè", "secondary_level",
        "[unconfirmed]", obligation="optional", source=SOURCE, dictionary="renluyenlai", max_length=2,
        note="T=Tốt; K=Khá; Đ=Đạt; CĐ=Chưa đạt (list data_green_g03_gddt028)"
    )  # fmt: skip
    ket_qua_hoc_tap_lai: OptionalSecondaryLevel = rebuilt(
        tag_path, "KET_QUA_HOC_TAP_LAI", "Kết quả đánh giá học tập lại trong hè", "secondary_level",
        "[unconfirmed]", obligation="optional", source=SOURCE, dictionary="kqhoctaplai", max_length=2,
        note="T=Tốt; K=Khá; Đ=Đạt; CĐ=Chưa đạt (list data_green_g03_gddt028)"
    )  # fmt: skip

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            duoc_len_lop: bool | str | None = None,
            noi_dung_duoc_len_lop: str | None = None,
            noi_dung_hoan_thanh_chuong_trinh: str | None = None,
            ket_qua_tham_gia_cac_cuoc_thi: str | None = None,
            noi_dung_ket_qua_ren_luyen_trong_he: str | None = None,
            noi_dung_khen_thuong: str | None = None,
            nhan_xet_gvcn: str | None = None,
            ket_qua_hoc_tap_ky_1: str | None = None,
            ket_qua_hoc_tap_ky_2: str | None = None,
            ket_qua_hoc_tap_ca_nam: str | None = None,
            tong_so_buoi_nghi_hoc_ca_nam: int | Decimal | str | None = None,
            ket_qua_ren_luyen_ky_1: str | None = None,
            ket_qua_ren_luyen_ky_2: str | None = None,
            ket_qua_ren_luyen_ca_nam: str | None = None,
            ket_qua_ren_luyen_lai: str | None = None,
            ket_qua_hoc_tap_lai: str | None = None,
        ) -> None: ...
