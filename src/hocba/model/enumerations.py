"""The closed lists of records (Thông tư 27/2020 and 22/2021/TT-BGDĐT; TH-13, TH-15, TH-16, TR-8, G-7).

A member equals the text that stands in the record (``MucDatDuoc.HOAN_THANH_TOT == "T"``). The letters
``T`` and ``C`` mean different things for a subject and for a competence, and ``T`` and ``Đ`` stand in the
list of THCS and THPT too; hence a list for each.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["GioiTinh", "KetQuaXepLoai", "MucDanhGia", "MucDanhGiaTrungHoc", "MucDatDuoc"]


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


class MucDanhGiaTrungHoc(StrEnum):
    """Level of học tập or rèn luyện in THCS and THPT (levels Điều 8, 9 [official]; letters [observed])."""

    TOT = "T"
    KHA = "K"
    DAT = "Đ"
    CHUA_DAT = "CĐ"


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
