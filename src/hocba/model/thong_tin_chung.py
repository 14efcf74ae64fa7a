"""THONG_TIN_CHUNG of format v1.0; made by tools/generate_formats.py from the field table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from hocba.model.block import Block
from hocba.model.fields import (
    OptionalText,
    RequiredDate,
    RequiredNumber,
    RequiredSex,
    RequiredText,
    optional,
    required,
)


class ThongTinChung(Block):
    """The general part: record, school, pupil, parents, who signs.

    Fields, labels and order as in the table of format v1.0; :class:`Block` says how it is created.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/THONG_TIN_CHUNG"

    phien_ban: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/PHIEN_BAN",
        "Phiên bản",
        "text",
        "[official]",
        max_length=10,
        note="format version; first version is 1.0",
    )
    thong_tu: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/THONG_TU",
        "Thông tư",
        "text",
        "[official]",
        max_length=10,
        note=(
            "assessment regulation; no literal is printed; expected 27/2020 [inferred] (dictionary "
            "length 10 for primary)"
        ),
    )
    ma_tra_cuu_uuid: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/MA_TRA_CUU_UUID",
        "Mã số tra cứu học bạ",
        "text",
        "[official]",
        max_length=36,
        note="UUID version 4; 32 characters + 4 hyphens; see format-v1.md §3",
    )
    ten_nam_hoc: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/TEN_NAM_HOC",
        "Tên năm học",
        "text",
        "[official]",
        max_length=9,
        note="example value 2023-2024",
    )
    ma_so_giao_duc: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/MA_SO_GIAO_DUC",
        "Mã sở giáo dục",
        "text",
        "[official]",
        max_length=2,
        note="code of the Department (Sở)",
    )
    ten_so_gd: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/TEN_SO_GD", "Tên sở giáo dục", "text", "[official]", max_length=150
    )
    ma_truong: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/MA_TRUONG",
        "Mã trường",
        "text",
        "[official]",
        max_length=20,
        note="opaque; example has 8 digits",
    )
    ten_truong: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/TEN_TRUONG", "Tên trường", "text", "[official]", max_length=150
    )
    ten_quan_huyen: OptionalText = optional(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/TEN_QUAN_HUYEN",
        "Tên quận huyện",
        "text",
        "[official]",
        max_length=250,
        note="no districts since 01/7/2025: rule G-14 accepts its absence from school year 2025-2026",
    )
    ten_xa_phuong: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/TEN_XA_PHUONG",
        "Tên xã phường",
        "text",
        "[official]",
        max_length=150,
        note="commune of the school",
    )
    ten_tinh_thanh_pho: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/TEN_TINH_THANH_PHO",
        "Tên tỉnh thành phố",
        "text",
        "[official]",
        max_length=150,
        note="province of the school",
    )
    ma_cap_hoc: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/MA_CAP_HOC",
        "Mã cấp học",
        "text",
        "[official]",
        max_length=2,
        note="value list not printed; codes/levels.csv [inferred]",
    )
    so_so_dang_bo: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/SO_SO_DANG_BO",
        "Số sổ đăng bộ",
        "text",
        "[official]",
        max_length=50,
        note="optional in the later dictionary",
    )
    ho_va_ten: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/HO_VA_TEN",
        "Họ và tên",
        "text",
        "[official]",
        max_length=150,
        note="pupil",
    )
    so_cccd: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/SO_CCCD",
        "Số CCCD",
        "text",
        "[official]",
        max_length=12,
        note="personal identification number of the pupil; rules G-4 to G-6",
    )
    ma_hoc_sinh: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/MA_HOC_SINH",
        "Mã học sinh",
        "text",
        "[official]",
        max_length=20,
        note="sector code of the pupil",
    )
    gioi_tinh: RequiredSex = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/GIOI_TINH",
        "Giới tính",
        "sex",
        "[official]",
        note="word: Nam / Nữ (the dictionary uses codes 0/1/2)",
    )
    ngay_sinh: RequiredDate = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/NGAY_SINH",
        "Ngày sinh",
        "date",
        "[official]",
        max_length=10,
        note="example value in dd/MM/yyyy",
    )
    can_nang: RequiredNumber = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/CAN_NANG",
        "Cân nặng",
        "number",
        "[official]",
        note="kg; text holding a number; dictionary decimal(18,4) range 1-300",
    )
    chieu_cao: RequiredNumber = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/CHIEU_CAO",
        "Chiều cao",
        "number",
        "[official]",
        note="cm; text holding a number; dictionary decimal(18,4) range 10-300",
    )
    tong_so_buoi_nghi_co_phep: RequiredNumber = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/TONG_SO_BUOI_NGHI_CO_PHEP",
        "Tổng số buổi nghỉ có phép",
        "number",
        "[official]",
        note="dictionary decimal(18,4) range 0-200",
    )
    thong_so_buoi_nghi_khong_phep: RequiredNumber = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/THONG_SO_BUOI_NGHI_KHONG_PHEP",
        "Tổng số buổi nghỉ không phép",
        "number",
        "[official]",
        note=(
            "sic: THONG for TONG; read alias TONG_SO_BUOI_NGHI_KHONG_PHEP; dictionary decimal(18,4) "
            "range 0-200"
        ),
    )
    noi_sinh: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/NOI_SINH", "Nơi sinh", "text", "[official]", max_length=250
    )
    que_quan: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/QUE_QUAN", "Quê quán", "text", "[official]", max_length=250
    )
    cho_o_hien_nay: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/CHO_O_HIEN_NAY",
        "Chỗ ở hiện nay",
        "text",
        "[official]",
        max_length=250,
    )
    dan_toc: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/DAN_TOC",
        "Dân tộc",
        "text",
        "[official]",
        note="name in v1.0; code of 3 characters in the dictionary",
    )
    quoc_tich: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/QUOC_TICH",
        "Quốc tịch",
        "text",
        "[official]",
        note="name in v1.0 (Việt Nam); code of 2 characters in the dictionary",
    )
    ho_va_ten_cha: OptionalText = optional(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/HO_VA_TEN_CHA", "Họ và tên cha", "text", "[official]", max_length=150
    )
    ho_va_ten_me: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/HO_VA_TEN_ME",
        "Họ và tên mẹ",
        "text",
        "[official]",
        max_length=150,
        note="required here, optional in the later dictionary",
    )
    ho_va_ten_nguoi_giam_ho: OptionalText = optional(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/HO_VA_TEN_NGUOI_GIAM_HO",
        "Họ và tên người giám hộ",
        "text",
        "[official]",
        max_length=150,
    )
    ten_giam_hieu_ky_hoc_ba: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/TEN_GIAM_HIEU_KY_HOC_BA",
        "Tên giám hiệu ký học bạ",
        "text",
        "[official]",
        max_length=150,
        note="must be the person who signs in CBQL",
    )
    so_cccd_giam_hieu_ky_hoc_ba: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/SO_CCCD_GIAM_HIEU_KY_HOC_BA",
        "Số CCCD giám hiệu ký học bạ",
        "text",
        "[official]",
        max_length=12,
        note="must equal CBQL/SO_CCCD",
    )
    dia_danh_phat_hanh_hoc_ba: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/DIA_DANH_PHAT_HANH_HOC_BA",
        "Địa danh phát hành học bạ",
        "text",
        "[official]",
        max_length=150,
    )
    ngay_tao_hoc_ba: RequiredDate = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/NGAY_TAO_HOC_BA",
        "Ngày tạo học bạ",
        "date",
        "[official]",
        max_length=10,
    )
    ngay_ky_phat_hanh_hoc_ba: RequiredDate = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/NGAY_KY_PHAT_HANH_HOC_BA",
        "Ngày ký phát hành học bạ",
        "date",
        "[official]",
        max_length=10,
    )
    chuc_vu_giam_hieu_ky_hoc_ba: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/CHUC_VU_GIAM_HIEU_KY_HOC_BA",
        "Chức vụ giám hiệu ký học bạ",
        "text",
        "[official]",
        max_length=150,
    )
    ten_giao_vien_chu_nhiem: OptionalText = optional(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/TEN_GIAO_VIEN_CHU_NHIEM",
        "Tên giáo viên chủ nhiệm",
        "text",
        "[official]",
        max_length=150,
    )
    so_cccd_giao_vien_chu_nhiem: OptionalText = optional(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/SO_CCCD_GIAO_VIEN_CHU_NHIEM",
        "Số CCCD giáo viên chủ nhiệm",
        "text",
        "[official]",
        max_length=12,
    )
    ma_khoi: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/MA_KHOI",
        "Mã khối",
        "text",
        "[official]",
        max_length=2,
        note="01 to 05 for primary [inferred]; codes/levels.csv",
    )
    ten_lop: RequiredText = required(
        "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/TEN_LOP", "Tên lớp", "text", "[official]", max_length=10
    )

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            phien_ban: str,
            thong_tu: str,
            ma_tra_cuu_uuid: str,
            ten_nam_hoc: str,
            ma_so_giao_duc: str,
            ten_so_gd: str,
            ma_truong: str,
            ten_truong: str,
            ten_quan_huyen: str | None = None,
            ten_xa_phuong: str,
            ten_tinh_thanh_pho: str,
            ma_cap_hoc: str,
            so_so_dang_bo: str,
            ho_va_ten: str,
            so_cccd: str,
            ma_hoc_sinh: str,
            gioi_tinh: str,
            ngay_sinh: date | str,
            can_nang: int | Decimal | str,
            chieu_cao: int | Decimal | str,
            tong_so_buoi_nghi_co_phep: int | Decimal | str,
            thong_so_buoi_nghi_khong_phep: int | Decimal | str,
            noi_sinh: str,
            que_quan: str,
            cho_o_hien_nay: str,
            dan_toc: str,
            quoc_tich: str,
            ho_va_ten_cha: str | None = None,
            ho_va_ten_me: str,
            ho_va_ten_nguoi_giam_ho: str | None = None,
            ten_giam_hieu_ky_hoc_ba: str,
            so_cccd_giam_hieu_ky_hoc_ba: str,
            dia_danh_phat_hanh_hoc_ba: str,
            ngay_tao_hoc_ba: date | str,
            ngay_ky_phat_hanh_hoc_ba: date | str,
            chuc_vu_giam_hieu_ky_hoc_ba: str,
            ten_giao_vien_chu_nhiem: str | None = None,
            so_cccd_giao_vien_chu_nhiem: str | None = None,
            ma_khoi: str,
            ten_lop: str,
        ) -> None: ...
