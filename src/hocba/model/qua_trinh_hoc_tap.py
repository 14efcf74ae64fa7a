"""QUA_TRINH_HOC_TAP of format v1.0; made by tools/generate_formats.py from the field table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from hocba.model.block import Block
from hocba.model.fields import RequiredDate, RequiredText, required


class QuaTrinhHocTap(Block):
    """One school year of the pupil's history.

    Fields, labels and order as in the table of format v1.0; :class:`Block` says how it is created.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/QUA_TRINH_HOC_TAP"

    nam_hoc: RequiredText = required(
        "DU_LIEU_HOC_BA/QUA_TRINH_HOC_TAP/NAM_HOC",
        "Năm học",
        "text",
        "[official]",
        max_length=9,
        note=(
            "printed as the last row before the heading of this group; TP.HCM (QĐ 1789, Phụ lục II) "
            "lists it inside the group"
        ),
    )
    ten_lop: RequiredText = required(
        "DU_LIEU_HOC_BA/QUA_TRINH_HOC_TAP/TEN_LOP", "Tên lớp", "text", "[official]", max_length=100
    )
    ten_truong: RequiredText = required(
        "DU_LIEU_HOC_BA/QUA_TRINH_HOC_TAP/TEN_TRUONG", "Tên trường", "text", "[official]", max_length=250
    )
    ngay_trang_thai_chuyen_den: RequiredDate = required(
        "DU_LIEU_HOC_BA/QUA_TRINH_HOC_TAP/NGAY_TRANG_THAI_CHUYEN_DEN",
        "Ngày trạng thái chuyển đến",
        "date",
        "[official]",
        max_length=10,
        note="optional in the later dictionary",
    )

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            nam_hoc: str,
            ten_lop: str,
            ten_truong: str,
            ngay_trang_thai_chuyen_den: date | str,
        ) -> None: ...
