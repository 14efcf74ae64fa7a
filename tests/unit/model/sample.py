"""A whole record of nobody, as values for strict creation."""

from __future__ import annotations

from datetime import date
from typing import Any

from hocba.model.block import Block
from hocba.model.record import DanhGiaNangLucPhamChat, QuaTrinhHocTap, Record, ThongTinChung, TongKet

BY_KIND: dict[str, Any] = {
    "text": "Chữ tiếng Việt ấy",
    "date": date(2016, 9, 2),
    "number": 28,
    "mark": 9,
    "boolean": True,
    "level": "T",
    "competence": "Đ",
    "result": "Hoàn thành",
    "sex": "Nữ",
}


def filled(kind: type[Block]) -> dict[str, Any]:
    """A value for every simple field of ``kind``."""
    made = {}
    for name, field in kind.model_fields.items():
        about = field.json_schema_extra
        if isinstance(about, dict):
            made[name] = BY_KIND[str(about["kind"])]
    return made


def values() -> dict[str, Any]:
    """Arguments of :class:`Record`."""
    general = filled(ThongTinChung)
    general.update(
        ma_tra_cuu_uuid="0f8a5c2e-6b1d-4c3a-9e57-2d4b8f6a1c90",
        ten_nam_hoc="2024-2025",
        ho_va_ten="Nguyễn Thị Mẫu",
        so_cccd="000316000001",
        so_cccd_giam_hieu_ky_hoc_ba="000180000001",
    )
    years = [filled(QuaTrinhHocTap) | {"nam_hoc": f"{year}-{year + 1}"} for year in (2023, 2024)]
    rows = [
        {"ma_mon_hoc": "01", "ten_mon_hoc": "Tiếng Việt", "muc_dat_duoc": "T", "diem_kiem_tra_dinh_ky": 9},
        {"ma_mon_hoc": "02", "ten_mon_hoc": "Toán", "muc_dat_duoc": "H", "diem_kiem_tra_dinh_ky": 10},
        {"ma_mon_hoc": "05", "ten_mon_hoc": "Đạo đức", "muc_dat_duoc": "T"},
    ]
    results = filled(TongKet)
    results.update(bang_diem=rows, danh_gia_nang_luc_pham_chat=filled(DanhGiaNangLucPhamChat))
    return {"thong_tin_chung": general, "qua_trinh_hoc_tap": years, "tong_ket": results}


def record() -> Record:
    """The record of :func:`values`."""
    return Record(**values())
