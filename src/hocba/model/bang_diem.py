"""BANG_DIEM of format v1.0; made by tools/generate_formats.py from the field table."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from hocba.model.block import Block
from hocba.model.fields import OptionalMark, RequiredLevel, RequiredText, optional, required


class BangDiem(Block):
    """One subject or educational activity: its level and, where tested, its mark.

    Fields, labels and order as in the table of format v1.0; :class:`Block` says how it is created.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM"

    ma_mon_hoc: RequiredText = required(
        "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM/MA_MON_HOC",
        "Mã môn học",
        "text",
        "[official]",
        max_length=3,
        note="codes/subjects.csv; wrapper tag of the rows not recovered, see format-v1.md §4",
    )
    ten_mon_hoc: RequiredText = required(
        "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM/TEN_MON_HOC", "Tên môn học", "text", "[official]", max_length=50
    )
    muc_dat_duoc: RequiredLevel = required(
        "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM/MUC_DAT_DUOC",
        "Mức đạt được",
        "level",
        "[official]",
        max_length=1,
        note="T/H/C (M in the later dictionary)",
    )
    diem_kiem_tra_dinh_ky: OptionalMark = optional(
        "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM/DIEM_KIEM_TRA_DINH_KY",
        "Điểm kiểm tra định kỳ",
        "mark",
        "[official]",
        max_length=4,
        note="integer 0-10 (M in the later dictionary)",
    )

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            ma_mon_hoc: str,
            ten_mon_hoc: str,
            muc_dat_duoc: str,
            diem_kiem_tra_dinh_ky: int | Decimal | str | None = None,
        ) -> None: ...
