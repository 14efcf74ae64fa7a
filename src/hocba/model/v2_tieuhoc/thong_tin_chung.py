"""THONG_TIN_CHUNG of the reconstructed format v2_tieuhoc; made by tools/generate_formats.py."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from hocba.model.block import Block
from hocba.model.fields import (
    OptionalBoolean,
    OptionalDate,
    OptionalNumber,
    OptionalSex,
    OptionalText,
    rebuilt,
)
from hocba.model.v2_tieuhoc import SOURCE


class ThongTinChung(Block):
    """The general part: record, school, pupil, parents, who signs.

    Reconstructed ("dựng lại"): no specification is public. Every field may be left out, since
    obligations only warn (rule G-1). :class:`Block` says how it is created otherwise.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/THONG_TIN_CHUNG"

    trang_thai_hoc_ba: OptionalText = rebuilt(
        tag_path, "TRANG_THAI_HOC_BA", "Trạng thái học bạ", "text", "[unconfirmed]", obligation="required",
        source=SOURCE, dictionary="trangthaithongtinhocba", max_length=30,
        note="1=Có hiệu lực; 2=Thu hồi (list data_dmdc_g03_gd001); state held by the database; a signed "
             "file cannot carry its own revocation"
    )  # fmt: skip
    trich_luc: OptionalBoolean = rebuilt(
        tag_path, "TRICH_LUC", "Có trích lục học bạ giấy thành học bạ số không", "boolean", "[unconfirmed]",
        obligation="required", source=SOURCE, dictionary="trichluc", max_length=1,
        note="0=Không; 1=Có; 1 = digital record extracted from a paper record"
    )  # fmt: skip
    ten_quan_huyen: OptionalText = rebuilt(
        tag_path, "TEN_QUAN_HUYEN", "Tên huyện", "text", "[inferred]", obligation="optional", source=SOURCE,
        dictionary="tenhuyen", max_length=250,
        note="old administrative division only"
    )  # fmt: skip
    phien_ban: OptionalText = rebuilt(
        tag_path, "PHIEN_BAN", "Phiên bản", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="phienbanthongtinhocba", max_length=10,
    )  # fmt: skip
    thong_tu: OptionalText = rebuilt(
        tag_path, "THONG_TU", "Thông tư", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="thongtu", max_length=10,
        note="expected 27/2020 [inferred]"
    )  # fmt: skip
    ma_tra_cuu_uuid: OptionalText = rebuilt(
        tag_path, "MA_TRA_CUU_UUID", "Mã định danh học bạ", "text", "[inferred]", obligation="required",
        source=SOURCE, dictionary="madinhdanhhocba", max_length=36,
        note="UUID version 4; read alias MA_DINH_DANH_HOC_BA"
    )  # fmt: skip
    ten_nam_hoc: OptionalText = rebuilt(
        tag_path, "TEN_NAM_HOC", "Năm học", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="namhoc", max_length=9,
        note="YYYY-YYYY; second year = first + 1"
    )  # fmt: skip
    ma_so_giao_duc: OptionalText = rebuilt(
        tag_path, "MA_SO_GIAO_DUC", "Mã sở giáo dục", "text", "[inferred]", obligation="required",
        source=SOURCE, dictionary="masogd", max_length=2,
        note="list data_dmdc_g03_gd002"
    )  # fmt: skip
    ten_so_gd: OptionalText = rebuilt(
        tag_path, "TEN_SO_GD", "Tên sở giáo dục", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="tensogd", max_length=150,
    )  # fmt: skip
    ma_truong: OptionalText = rebuilt(
        tag_path, "MA_TRUONG", "Mã trường", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="matruong", max_length=20,
        note="list data_dmdc_g03_gd003; opaque"
    )  # fmt: skip
    ten_truong: OptionalText = rebuilt(
        tag_path, "TEN_TRUONG", "Tên trường", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="tentruong", max_length=150,
    )  # fmt: skip
    ten_xa_phuong: OptionalText = rebuilt(
        tag_path, "TEN_XA_PHUONG", "Tên xã phường (của trường)", "text", "[inferred]", obligation="required",
        source=SOURCE, dictionary="thongtintruong_diachi_tenxa", max_length=150,
    )  # fmt: skip
    ten_tinh_thanh_pho: OptionalText = rebuilt(
        tag_path, "TEN_TINH_THANH_PHO", "Tên tỉnh (của trường)", "text", "[inferred]", obligation="required",
        source=SOURCE, dictionary="thongtintruong_diachi_tentinh", max_length=150,
    )  # fmt: skip
    ma_xa_phuong: OptionalText = rebuilt(
        tag_path, "MA_XA_PHUONG", "Mã xã phường (của trường)", "text", "[unconfirmed]",
        obligation="optional", source=SOURCE, dictionary="thongtintruong_diachi_maxa", max_length=5,
        note="QĐ 19/2025/QĐ-TTg (commune, 5 digits)"
    )  # fmt: skip
    ma_tinh_thanh_pho: OptionalText = rebuilt(
        tag_path, "MA_TINH_THANH_PHO", "Mã tỉnh (của trường)", "text", "[unconfirmed]",
        obligation="required", source=SOURCE, dictionary="thongtintruong_diachi_matinh", max_length=2,
        note="QĐ 19/2025/QĐ-TTg; codes/provinces_2025.csv"
    )  # fmt: skip
    ma_cap_hoc: OptionalText = rebuilt(
        tag_path, "MA_CAP_HOC", "Mã cấp học", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="macaphoc", max_length=2,
        note="list data_dmdc_g03_gd004; codes/levels.csv"
    )  # fmt: skip
    so_so_dang_bo: OptionalText = rebuilt(
        tag_path, "SO_SO_DANG_BO", "Số sổ đăng bộ", "text", "[inferred]", obligation="optional",
        source=SOURCE, dictionary="sosodangbo", max_length=50,
    )  # fmt: skip
    ho_va_ten: OptionalText = rebuilt(
        tag_path, "HO_VA_TEN", "Họ và tên học sinh", "text", "[inferred]", obligation="required",
        source=SOURCE, dictionary="hovaten", max_length=150,
    )  # fmt: skip
    so_cccd: OptionalText = rebuilt(
        tag_path, "SO_CCCD", "Số định danh của học sinh", "text", "[inferred]", obligation="required",
        source=SOURCE, dictionary="sodinhdanh", max_length=12,
        note="12 digits; read alias SO_DDCN"
    )  # fmt: skip
    ma_hoc_sinh: OptionalText = rebuilt(
        tag_path, "MA_HOC_SINH", "Mã học sinh", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="mahocsinh", max_length=20,
    )  # fmt: skip
    gioi_tinh: OptionalSex = rebuilt(
        tag_path, "GIOI_TINH", "Giới tính học sinh", "sex", "[inferred]", obligation="required",
        source=SOURCE, dictionary="gioitinh", max_length=1,
        note="transport 0=chưa có thông tin; 1=nam; 2=nữ (QCVN 109:2017/BTTTT); XML Nam / Nữ; max_length "
             "is of the transport code, not of the XML word"
    )  # fmt: skip
    ngay_sinh: OptionalDate = rebuilt(
        tag_path, "NGAY_SINH", "Ngày tháng năm sinh", "date", "[inferred]", obligation="conditional",
        source=SOURCE, dictionary="ngaythangnamsinh", max_length=10,
        note="YYYY-MM-DD in transport; dd/MM/yyyy in XML by default; give exactly one of NGAY_SINH / "
             "THANG_NAM_SINH / NAM_SINH [inferred]"
    )  # fmt: skip
    thang_nam_sinh: OptionalText = rebuilt(
        tag_path, "THANG_NAM_SINH", "Tháng năm sinh", "text", "[unconfirmed]", obligation="conditional",
        source=SOURCE, dictionary="thangnamsinh", max_length=7,
        note="YYYY-MM; partial birth date"
    )  # fmt: skip
    nam_sinh: OptionalText = rebuilt(
        tag_path, "NAM_SINH", "Năm sinh", "text", "[unconfirmed]", obligation="conditional", source=SOURCE,
        dictionary="namsinh", max_length=4,
        note="YYYY; partial birth date"
    )  # fmt: skip
    can_nang: OptionalNumber = rebuilt(
        tag_path, "CAN_NANG", "Cân nặng học sinh", "number", "[inferred]", obligation="optional",
        source=SOURCE, dictionary="cannang",
        note="1..300 (kg); decimal(18,4)"
    )  # fmt: skip
    chieu_cao: OptionalNumber = rebuilt(
        tag_path, "CHIEU_CAO", "Chiều cao học sinh", "number", "[inferred]", obligation="optional",
        source=SOURCE, dictionary="chieucao",
        note="10..300 (cm); decimal(18,4)"
    )  # fmt: skip
    tong_so_buoi_nghi_co_phep: OptionalNumber = rebuilt(
        tag_path, "TONG_SO_BUOI_NGHI_CO_PHEP", "Tổng số buổi nghỉ có phép", "number", "[inferred]",
        obligation="required", source=SOURCE, dictionary="nghicophep",
        note="0..200; decimal(18,4)"
    )  # fmt: skip
    tong_so_buoi_nghi_khong_phep: OptionalNumber = rebuilt(
        tag_path, "TONG_SO_BUOI_NGHI_KHONG_PHEP", "Tổng số buổi nghỉ không phép", "number", "[inferred]",
        obligation="required", source=SOURCE, dictionary="nghikhongphep",
        note="0..200; decimal(18,4); v1.0 prints THONG_SO_BUOI_NGHI_KHONG_PHEP: read alias"
    )  # fmt: skip
    noi_sinh: OptionalText = rebuilt(
        tag_path, "NOI_SINH", "Nơi sinh: địa chỉ chi tiết", "text", "[inferred]", obligation="required",
        source=SOURCE, dictionary="noisinh_diachichitiet", max_length=250,
    )  # fmt: skip
    noi_sinh_ma_xa_phuong: OptionalText = rebuilt(
        tag_path, "NOI_SINH_MA_XA_PHUONG", "Nơi sinh: mã xã, phường", "text", "[unconfirmed]",
        obligation="optional", source=SOURCE, dictionary="noisinh_maxa", max_length=5,
        note="QĐ 19/2025/QĐ-TTg (commune, 5 digits)"
    )  # fmt: skip
    noi_sinh_ma_tinh_thanh_pho: OptionalText = rebuilt(
        tag_path, "NOI_SINH_MA_TINH_THANH_PHO", "Nơi sinh: mã tỉnh, thành phố", "text", "[unconfirmed]",
        obligation="optional", source=SOURCE, dictionary="noisinh_matinh", max_length=2,
        note="QĐ 19/2025/QĐ-TTg; codes/provinces_2025.csv"
    )  # fmt: skip
    que_quan: OptionalText = rebuilt(
        tag_path, "QUE_QUAN", "Quê quán: địa chỉ chi tiết", "text", "[inferred]", obligation="required",
        source=SOURCE, dictionary="quequan_diachichitiet", max_length=250,
    )  # fmt: skip
    que_quan_ma_xa_phuong: OptionalText = rebuilt(
        tag_path, "QUE_QUAN_MA_XA_PHUONG", "Quê quán: mã xã, phường", "text", "[unconfirmed]",
        obligation="optional", source=SOURCE, dictionary="quequan_maxa", max_length=5,
        note="QĐ 19/2025/QĐ-TTg (commune, 5 digits)"
    )  # fmt: skip
    que_quan_ma_tinh_thanh_pho: OptionalText = rebuilt(
        tag_path, "QUE_QUAN_MA_TINH_THANH_PHO", "Quê quán: mã tỉnh, thành phố", "text", "[unconfirmed]",
        obligation="optional", source=SOURCE, dictionary="quequan_matinh", max_length=2,
        note="QĐ 19/2025/QĐ-TTg; codes/provinces_2025.csv"
    )  # fmt: skip
    cho_o_hien_nay: OptionalText = rebuilt(
        tag_path, "CHO_O_HIEN_NAY", "Nơi ở hiện nay: địa chỉ chi tiết", "text", "[inferred]",
        obligation="required", source=SOURCE, dictionary="noiohiennay_diachichitiet", max_length=250,
        note="read alias NOI_O_HIEN_NAY"
    )  # fmt: skip
    cho_o_hien_nay_ma_xa_phuong: OptionalText = rebuilt(
        tag_path, "CHO_O_HIEN_NAY_MA_XA_PHUONG", "Nơi ở hiện nay: mã xã, phường", "text", "[unconfirmed]",
        obligation="optional", source=SOURCE, dictionary="noiohiennay_maxa", max_length=5,
        note="QĐ 19/2025/QĐ-TTg (commune, 5 digits)"
    )  # fmt: skip
    cho_o_hien_nay_ma_tinh_thanh_pho: OptionalText = rebuilt(
        tag_path, "CHO_O_HIEN_NAY_MA_TINH_THANH_PHO", "Nơi ở hiện nay: mã tỉnh, thành phố", "text",
        "[unconfirmed]", obligation="optional", source=SOURCE, dictionary="noiohiennay_matinh", max_length=2,
        note="QĐ 19/2025/QĐ-TTg; codes/provinces_2025.csv"
    )  # fmt: skip
    dan_toc: OptionalText = rebuilt(
        tag_path, "DAN_TOC", "Dân tộc", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="dantoc", max_length=3,
        note="transport code QCVN 109:2017/BTTTT; XML name; codes/ethnic_groups.csv; max_length is of "
             "the transport code, not of the XML name"
    )  # fmt: skip
    quoc_tich: OptionalText = rebuilt(
        tag_path, "QUOC_TICH", "Quốc tịch", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="quoctich", max_length=2,
        note="transport code of 2 letters QCVN 109:2017/BTTTT (VN); XML name (Việt Nam); max_length is "
             "of the transport code, not of the XML name"
    )  # fmt: skip
    doi_tuong_chinh_sach: OptionalText = rebuilt(
        tag_path, "DOI_TUONG_CHINH_SACH", "Đối tượng chính sách", "text", "[unconfirmed]",
        obligation="optional", source=SOURCE, dictionary="doituongchinhsach", max_length=250,
        note="printed as Đối tượng"
    )  # fmt: skip
    co_khuyet_tat_khong_danh_gia: OptionalBoolean = rebuilt(
        tag_path, "CO_KHUYET_TAT_KHONG_DANH_GIA", "Học sinh khuyết tật không đánh giá", "boolean",
        "[unconfirmed]", obligation="required", source=SOURCE, dictionary="cokhuyettatkhongdanhgia",
        max_length=1,
        note="0=Không; 1=Có; rule G-20"
    )  # fmt: skip
    ho_va_ten_cha: OptionalText = rebuilt(
        tag_path, "HO_VA_TEN_CHA", "Họ và tên cha", "text", "[inferred]", obligation="optional",
        source=SOURCE, dictionary="hotencha", max_length=150,
    )  # fmt: skip
    ho_va_ten_me: OptionalText = rebuilt(
        tag_path, "HO_VA_TEN_ME", "Họ và tên mẹ", "text", "[inferred]", obligation="optional", source=SOURCE,
        dictionary="hotenme", max_length=150,
        note="required in v1.0"
    )  # fmt: skip
    ho_va_ten_nguoi_giam_ho: OptionalText = rebuilt(
        tag_path, "HO_VA_TEN_NGUOI_GIAM_HO", "Họ và tên người giám hộ", "text", "[inferred]",
        obligation="optional", source=SOURCE, dictionary="hotennguoigiamho", max_length=150,
    )  # fmt: skip
    ten_giam_hieu_ky_hoc_ba: OptionalText = rebuilt(
        tag_path, "TEN_GIAM_HIEU_KY_HOC_BA", "Tên giám hiệu ký học bạ", "text", "[inferred]",
        obligation="required", source=SOURCE, dictionary="tengiamhieu", max_length=150,
    )  # fmt: skip
    so_cccd_giam_hieu_ky_hoc_ba: OptionalText = rebuilt(
        tag_path, "SO_CCCD_GIAM_HIEU_KY_HOC_BA", "Số định danh cá nhân của giám hiệu ký học bạ", "text",
        "[inferred]", obligation="required", source=SOURCE, dictionary="soddcngiamhieu", max_length=12,
        note="12 digits; read alias SO_DDCN_GIAM_HIEU_KY_HOC_BA"
    )  # fmt: skip
    dia_danh_phat_hanh_hoc_ba: OptionalText = rebuilt(
        tag_path, "DIA_DANH_PHAT_HANH_HOC_BA", "Địa danh phát hành học bạ", "text", "[inferred]",
        obligation="required", source=SOURCE, dictionary="diadanhphathanh", max_length=150,
    )  # fmt: skip
    ngay_ky_phat_hanh_hoc_ba: OptionalDate = rebuilt(
        tag_path, "NGAY_KY_PHAT_HANH_HOC_BA", "Ngày phát hành học bạ", "date", "[inferred]",
        obligation="required", source=SOURCE, dictionary="ngaykyphathanh", max_length=10,
        note="YYYY-MM-DD in transport; dd/MM/yyyy in XML by default"
    )  # fmt: skip
    ngay_tao_hoc_ba: OptionalDate = rebuilt(
        tag_path, "NGAY_TAO_HOC_BA", "Ngày tạo học bạ", "date", "[inferred]", obligation="required",
        source=SOURCE, dictionary="ngaytao", max_length=10,
        note="YYYY-MM-DD in transport; dd/MM/yyyy in XML by default"
    )  # fmt: skip
    chuc_vu_giam_hieu_ky_hoc_ba: OptionalText = rebuilt(
        tag_path, "CHUC_VU_GIAM_HIEU_KY_HOC_BA", "Chức vụ giám hiệu ký học bạ", "text", "[inferred]",
        obligation="required", source=SOURCE, dictionary="chucvugiamhieu", max_length=150,
    )  # fmt: skip
    ten_giao_vien_chu_nhiem: OptionalText = rebuilt(
        tag_path, "TEN_GIAO_VIEN_CHU_NHIEM", "Tên giáo viên chủ nhiệm", "text", "[inferred]",
        obligation="required", source=SOURCE, dictionary="tengvcn", max_length=150,
        note="optional in v1.0"
    )  # fmt: skip
    so_cccd_giao_vien_chu_nhiem: OptionalText = rebuilt(
        tag_path, "SO_CCCD_GIAO_VIEN_CHU_NHIEM", "Số định danh cá nhân của giáo viên chủ nhiệm", "text",
        "[inferred]", obligation="required", source=SOURCE, dictionary="soddcngvcn", max_length=12,
        note="12 digits; read alias SO_DDCN_GIAO_VIEN_CHU_NHIEM"
    )  # fmt: skip
    ma_khoi: OptionalText = rebuilt(
        tag_path, "MA_KHOI", "Mã khối", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="makhoi", max_length=2,
        note="list data_dmdc_g03_gd005; codes/levels.csv"
    )  # fmt: skip
    ten_lop: OptionalText = rebuilt(
        tag_path, "TEN_LOP", "Tên lớp học", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="tenlop", max_length=10,
    )  # fmt: skip

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            trang_thai_hoc_ba: str | None = None,
            trich_luc: bool | str | None = None,
            ten_quan_huyen: str | None = None,
            phien_ban: str | None = None,
            thong_tu: str | None = None,
            ma_tra_cuu_uuid: str | None = None,
            ten_nam_hoc: str | None = None,
            ma_so_giao_duc: str | None = None,
            ten_so_gd: str | None = None,
            ma_truong: str | None = None,
            ten_truong: str | None = None,
            ten_xa_phuong: str | None = None,
            ten_tinh_thanh_pho: str | None = None,
            ma_xa_phuong: str | None = None,
            ma_tinh_thanh_pho: str | None = None,
            ma_cap_hoc: str | None = None,
            so_so_dang_bo: str | None = None,
            ho_va_ten: str | None = None,
            so_cccd: str | None = None,
            ma_hoc_sinh: str | None = None,
            gioi_tinh: str | None = None,
            ngay_sinh: date | str | None = None,
            thang_nam_sinh: str | None = None,
            nam_sinh: str | None = None,
            can_nang: int | Decimal | str | None = None,
            chieu_cao: int | Decimal | str | None = None,
            tong_so_buoi_nghi_co_phep: int | Decimal | str | None = None,
            tong_so_buoi_nghi_khong_phep: int | Decimal | str | None = None,
            noi_sinh: str | None = None,
            noi_sinh_ma_xa_phuong: str | None = None,
            noi_sinh_ma_tinh_thanh_pho: str | None = None,
            que_quan: str | None = None,
            que_quan_ma_xa_phuong: str | None = None,
            que_quan_ma_tinh_thanh_pho: str | None = None,
            cho_o_hien_nay: str | None = None,
            cho_o_hien_nay_ma_xa_phuong: str | None = None,
            cho_o_hien_nay_ma_tinh_thanh_pho: str | None = None,
            dan_toc: str | None = None,
            quoc_tich: str | None = None,
            doi_tuong_chinh_sach: str | None = None,
            co_khuyet_tat_khong_danh_gia: bool | str | None = None,
            ho_va_ten_cha: str | None = None,
            ho_va_ten_me: str | None = None,
            ho_va_ten_nguoi_giam_ho: str | None = None,
            ten_giam_hieu_ky_hoc_ba: str | None = None,
            so_cccd_giam_hieu_ky_hoc_ba: str | None = None,
            dia_danh_phat_hanh_hoc_ba: str | None = None,
            ngay_ky_phat_hanh_hoc_ba: date | str | None = None,
            ngay_tao_hoc_ba: date | str | None = None,
            chuc_vu_giam_hieu_ky_hoc_ba: str | None = None,
            ten_giao_vien_chu_nhiem: str | None = None,
            so_cccd_giao_vien_chu_nhiem: str | None = None,
            ma_khoi: str | None = None,
            ten_lop: str | None = None,
        ) -> None: ...
