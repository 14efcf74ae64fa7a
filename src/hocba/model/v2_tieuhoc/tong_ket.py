"""TONG_KET of the reconstructed format v2_tieuhoc; made by tools/generate_formats.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from hocba.model.block import Block
from hocba.model.fields import OptionalBoolean, OptionalResult, OptionalText, rebuilt
from hocba.model.v2_tieuhoc import SOURCE


class TongKet(Block):
    """The results of the school year.

    Reconstructed ("dựng lại"): no specification is public. Every field may be left out, since
    obligations only warn (rule G-1). :class:`Block` says how it is created otherwise.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/TONG_KET"

    ket_qua_xep_loai: OptionalResult = rebuilt(
        tag_path, "KET_QUA_XEP_LOAI", "Kết quả xếp loại", "result", "[inferred]", obligation="conditional",
        source=SOURCE, dictionary="xeploai", max_length=50,
        note="Hoàn thành xuất sắc; Hoàn thành tốt; Hoàn thành; Chưa hoàn thành; not required when "
             "cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    duoc_len_lop: OptionalBoolean = rebuilt(
        tag_path, "DUOC_LEN_LOP", "Được lên lớp", "boolean", "[inferred]", obligation="required",
        source=SOURCE, dictionary="duoclenlop", max_length=1,
        note="0=Không; 1=Có"
    )  # fmt: skip
    noi_dung_hoan_thanh_chuong_trinh: OptionalText = rebuilt(
        tag_path, "NOI_DUNG_HOAN_THANH_CHUONG_TRINH", "Nội dung hoàn thành chương trình lớp học", "text",
        "[inferred]", obligation="optional", source=SOURCE, dictionary="ndunghoanthanh", max_length=2000,
    )  # fmt: skip
    da_hoan_thanh_chuong_trinh_lop_hoc: OptionalBoolean = rebuilt(
        tag_path, "DA_HOAN_THANH_CHUONG_TRINH_LOP_HOC", "Đã hoàn thành chương trình lớp học", "boolean",
        "[inferred]", obligation="required", source=SOURCE, dictionary="dahthanhctrinhlophoc", max_length=1,
        note="0=Không; 1=Có"
    )  # fmt: skip
    da_hoan_thanh_chuong_trinh_tieu_hoc: OptionalBoolean = rebuilt(
        tag_path, "DA_HOAN_THANH_CHUONG_TRINH_TIEU_HOC", "Đã hoàn thành chương trình tiểu học", "boolean",
        "[inferred]", obligation="required", source=SOURCE, dictionary="dahthanhctrinhtieuhoc", max_length=1,
        note="0=Không; 1=Có; optional in v1.0"
    )  # fmt: skip
    noi_dung_khen_thuong: OptionalText = rebuilt(
        tag_path, "NOI_DUNG_KHEN_THUONG", "Nội dung khen thưởng", "text", "[inferred]",
        obligation="optional", source=SOURCE, dictionary="ndungkhenthuong", max_length=2000,
    )  # fmt: skip
    noi_dung_khen_thuong_dot_xuat: OptionalText = rebuilt(
        tag_path, "NOI_DUNG_KHEN_THUONG_DOT_XUAT", "Nội dung khen thưởng đột xuất", "text", "[inferred]",
        obligation="optional", source=SOURCE, dictionary="ndungkhenthuongdotxuat", max_length=2000,
    )  # fmt: skip
    nhan_xet_gvcn: OptionalText = rebuilt(
        tag_path, "NHAN_XET_GVCN", "Nhận xét giáo viên chủ nhiệm", "text", "[inferred]",
        obligation="required", source=SOURCE, dictionary="nxetgvcn", max_length=2000,
    )  # fmt: skip

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            ket_qua_xep_loai: str | None = None,
            duoc_len_lop: bool | str | None = None,
            noi_dung_hoan_thanh_chuong_trinh: str | None = None,
            da_hoan_thanh_chuong_trinh_lop_hoc: bool | str | None = None,
            da_hoan_thanh_chuong_trinh_tieu_hoc: bool | str | None = None,
            noi_dung_khen_thuong: str | None = None,
            noi_dung_khen_thuong_dot_xuat: str | None = None,
            nhan_xet_gvcn: str | None = None,
        ) -> None: ...
