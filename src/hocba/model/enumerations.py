"""The closed lists of the primary record (Thông tư 27/2020/TT-BGDĐT; rules TH-13, TH-15, TH-16, G-7).

A member equals the text that stands in the record (``MucDatDuoc.HOAN_THANH_TOT == "T"``). The letters
``T`` and ``C`` mean different things for a subject and for a competence; hence two lists.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["GioiTinh", "KetQuaXepLoai", "MucDanhGia", "MucDatDuoc"]


class MucDatDuoc(StrEnum):
    """Level reached in a subject or educational activity."""

    HOAN_THANH_TOT = "T"
    HOAN_THANH = "H"
    CHUA_HOAN_THANH = "C"
    MIEN = "M"


class MucDanhGia(StrEnum):
    """Level of a quality or competence (năng lực, phẩm chất)."""

    TOT = "T"
    DAT = "Đ"
    CAN_CO_GANG = "C"


class KetQuaXepLoai(StrEnum):
    """Result of the school year, written out (Điều 9.2.a)."""

    HOAN_THANH_XUAT_SAC = "Hoàn thành xuất sắc"
    HOAN_THANH_TOT = "Hoàn thành tốt"
    HOAN_THANH = "Hoàn thành"
    CHUA_HOAN_THANH = "Chưa hoàn thành"


class GioiTinh(StrEnum):
    """Sex, as the word that stands in XML."""

    NAM = "Nam"
    NU = "Nữ"
