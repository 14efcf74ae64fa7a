"""The record of format v1.0: one school year of one pupil."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field

from hocba.model.bang_diem import BangDiem
from hocba.model.base import RecordBase
from hocba.model.danh_gia import DanhGiaNangLucPhamChat
from hocba.model.extension import DEFAULT_LAYOUT, Extension, Layout
from hocba.model.fields import at_least_one
from hocba.model.qua_trinh_hoc_tap import QuaTrinhHocTap
from hocba.model.thong_tin_chung import ThongTinChung
from hocba.model.tong_ket import TongKet

__all__ = [
    "BangDiem",
    "DanhGiaNangLucPhamChat",
    "Extension",
    "Layout",
    "QuaTrinhHocTap",
    "Record",
    "ThongTinChung",
    "TongKet",
]


class Record(RecordBase):
    """What a school record claims. A claim only: nothing here was verified.

    ``Record(...)`` is strict: every required tag, the closed lists, dates, numbers and booleans in the
    written form, text made NFC; all problems arrive in one RecordError that names tags, never values.
    Parts may be given as mappings. :meth:`claims` and reading a file hold anything as written.

    Records are equal when they say the same: ``layout`` (spellings and names the format leaves open) does
    not count. ``repr`` shows the beginning of the record id and nothing else.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA"
    format_id: ClassVar[str] = "v1_0"

    thong_tin_chung: ThongTinChung = Field(
        title="Thông tin chung", description="format-v1.md §4: DU_LIEU_HOC_BA/THONG_TIN_CHUNG"
    )
    qua_trinh_hoc_tap: Annotated[tuple[QuaTrinhHocTap, ...], at_least_one] = Field(
        strict=False,
        title="Quá trình học tập",
        description="format-v1.md §4: DU_LIEU_HOC_BA/QUA_TRINH_HOC_TAP, one per school year",
    )
    tong_ket: TongKet = Field(title="Tổng kết", description="format-v1.md §4: DU_LIEU_HOC_BA/TONG_KET")
    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            thong_tin_chung: ThongTinChung | Mapping[str, Any],
            qua_trinh_hoc_tap: Sequence[QuaTrinhHocTap | Mapping[str, Any]],
            tong_ket: TongKet | Mapping[str, Any],
            extensions: Sequence[Extension | Mapping[str, Any]] = (),
            hoc_ba_id: str | None = None,
            layout: Layout | Mapping[str, Any] = DEFAULT_LAYOUT,
        ) -> None: ...
