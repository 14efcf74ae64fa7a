"""Records with a value in every field, made from the classes themselves."""

from __future__ import annotations

from typing import Any

from hocba.model.base import RecordBase
from hocba.model.block import Block
from hocba.model.part import parts_of
from hocba.model.walk import simple_fields
from hocba.testing.records import synthetic_record

BY_KIND: dict[str, Any] = {
    "date": "15/08/2012",
    "number": "12",
    "mark": "9",
    "secondary_mark": "8.5",
    "boolean": "0",
    "level": "T",
    "competence": "Đ",
    "result": "Hoàn thành tốt",
    "secondary_level": "K",
    "sex": "Nữ",
}
BY_NAME: dict[str, str] = {
    "trang_thai_hoc_ba": "1",
    "phien_ban": "2.0",
    "thong_tu": "22/2021",
    "ma_tra_cuu_uuid": "0b7a4c1e-7f0f-4a43-9d0c-5a9f3d2c1b00",
    "ten_nam_hoc": "2024-2025",
    "nam_hoc": "2024-2025",
    "ma_so_giao_duc": "01",
    "ma_xa_phuong": "00001",
    "ma_tinh_thanh_pho": "01",
    "noi_sinh_ma_xa_phuong": "00001",
    "noi_sinh_ma_tinh_thanh_pho": "01",
    "que_quan_ma_xa_phuong": "00001",
    "que_quan_ma_tinh_thanh_pho": "01",
    "cho_o_hien_nay_ma_xa_phuong": "00001",
    "cho_o_hien_nay_ma_tinh_thanh_pho": "01",
    "ma_cap_hoc": "03",
    "ma_khoi": "09",
    "ten_lop": "9A",
    "so_cccd": "000312000001",
    "so_cccd_giam_hieu_ky_hoc_ba": "000075000002",
    "so_cccd_giao_vien_chu_nhiem": "000188000001",
    "dan_toc": "Kinh",
    "quoc_tich": "Việt Nam",
    "ma_mon_hoc": "15",
    "ten_mon_hoc": "Toán",
}
WITHOUT = ("thang_nam_sinh", "nam_sinh")


def values(kind: type[Block]) -> dict[str, Any]:
    """A value for every simple field of ``kind``, and one block of every kind inside it."""
    made: dict[str, Any] = {}
    for name in simple_fields(kind):
        extra = kind.model_fields[name].json_schema_extra
        assert isinstance(extra, dict)
        if name not in WITHOUT:
            made[name] = BY_NAME.get(name) or BY_KIND.get(str(extra["kind"])) or f"Thử {name}"[:10]
    for part in parts_of(kind):
        if not part.parent:
            inner = values(part.kind)
            made[part.name] = [inner] if part.repeated else inner
    return made


def full(kind: type[RecordBase], **general: Any) -> RecordBase:
    """A record of ``kind``; ``general`` replaces fields of THONG_TIN_CHUNG."""
    made = values(kind)
    made["thong_tin_chung"] |= general
    return kind(**made)


def primary_v1() -> RecordBase:
    """A record of format v1.0, of grade 5 so that every boolean stands in it."""
    return synthetic_record(1, grade=5)
