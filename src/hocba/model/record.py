"""The record: one school year of one pupil."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, Field

from hocba.errors import RecordError
from hocba.model.bang_diem import BangDiem
from hocba.model.block import Block
from hocba.model.danh_gia import DanhGiaNangLucPhamChat
from hocba.model.extension import DEFAULT_LAYOUT, Extension, Layout, in_order
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


class Record(Block):
    """What a school record claims. A claim only: nothing here was verified.

    ``Record(...)`` is strict: every required tag, the closed lists, dates, numbers and booleans in the
    written form, text made NFC; all problems arrive in one RecordError that names tags, never values.
    Parts may be given as mappings. :meth:`claims` and reading a file hold anything as written.

    Records are equal when they say the same: ``layout`` (spellings and names the format leaves open) does
    not count. ``repr`` shows the beginning of the record id and nothing else.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA"

    thong_tin_chung: ThongTinChung = Field(
        title="Thông tin chung", description="format-v1.md §4: DU_LIEU_HOC_BA/THONG_TIN_CHUNG"
    )
    qua_trinh_hoc_tap: Annotated[tuple[QuaTrinhHocTap, ...], at_least_one] = Field(
        strict=False,
        title="Quá trình học tập",
        description="format-v1.md §4: DU_LIEU_HOC_BA/QUA_TRINH_HOC_TAP, one per school year",
    )
    tong_ket: TongKet = Field(title="Tổng kết", description="format-v1.md §4: DU_LIEU_HOC_BA/TONG_KET")
    extensions: Annotated[tuple[Extension, ...], AfterValidator(in_order)] = Field(
        default=(),
        strict=False,
        title="Nội dung ngoài bảng",
        description="content that the format does not know (format-v2.md §8)",
    )
    hoc_ba_id: str | None = Field(
        default=None, title="Id của thẻ HOC_BA", description="format-v1.md §2: attribute of HOC_BA"
    )
    layout: Layout = Field(
        default=DEFAULT_LAYOUT, title="Cách viết", description="spellings found; not compared", repr=False
    )

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

    @property
    def record_id(self) -> str | None:
        """``MA_TRA_CUU_UUID``: the id of this school year of this pupil, as written."""
        return self.thong_tin_chung.ma_tra_cuu_uuid

    @classmethod
    def claims(cls, values: Mapping[str, Any], /) -> Self:
        """A record as somebody wrote it: parts and fields may be missing or wrong.

        Takes the shape of ``model_dump()``. Raises RecordError where the shape itself is another.
        """
        known = dict(values)
        made = {
            "thong_tin_chung": _part(ThongTinChung, known.pop("thong_tin_chung", {})),
            "qua_trinh_hoc_tap": _parts(QuaTrinhHocTap, known.pop("qua_trinh_hoc_tap", ())),
            "tong_ket": _results(known.pop("tong_ket", {})),
            "extensions": in_order(_parts(Extension, known.pop("extensions", ()))),
            "hoc_ba_id": cls._claim("hoc_ba_id", known.pop("hoc_ba_id", None)),
            "layout": Layout.model_validate(known.pop("layout", {})),
        }
        if known:
            raise RecordError.of("MODEL-NO-FIELD", tags=", ".join(sorted(known)))
        return cls.unchecked(made)

    @classmethod
    def claims_json(cls, text: str | bytes) -> Self:
        """:meth:`claims` from the JSON of ``model_dump_json()``. Raises RecordError."""
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, dict):
            raise RecordError.of("MODEL-JSON")
        return cls.claims(values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record):
            return NotImplemented
        return self._says() == other._says()

    def __hash__(self) -> int:
        return hash(self._says())

    def _says(self) -> tuple[object, ...]:
        return (
            self.thong_tin_chung,
            self.qua_trinh_hoc_tap,
            self.tong_ket,
            self.extensions,
            self.hoc_ba_id,
        )

    def __repr_args__(self) -> list[tuple[str | None, Any]]:
        return [("record_id", f"{(self.record_id or '')[:8]}…")]


def _part(kind: type[Block], value: Any) -> Any:
    if isinstance(value, kind):
        return value
    if not isinstance(value, Mapping):
        raise RecordError.of("MODEL-CLAIM", kind=type(value).__name__)
    return kind.claims(value)


def _parts(kind: type[Block], values: Any) -> tuple[Any, ...]:
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Sequence):
        raise RecordError.of("MODEL-CLAIM", kind=type(values).__name__)
    return tuple(_part(kind, value) for value in values)


def _results(value: Any) -> TongKet:
    if isinstance(value, TongKet):
        return value
    if not isinstance(value, Mapping):
        raise RecordError.of("MODEL-CLAIM", kind=type(value).__name__)
    simple = dict(value)
    rows = _parts(BangDiem, simple.pop("bang_diem", ()))
    assessment = _part(DanhGiaNangLucPhamChat, simple.pop("danh_gia_nang_luc_pham_chat", {}))
    unknown = sorted(set(simple) - set(TongKet.model_fields))
    if unknown:
        raise RecordError.of("MODEL-NO-FIELD", tags=", ".join(unknown))
    made = {name: TongKet._claim(name, simple.get(name)) for name in TongKet.model_fields}
    made["bang_diem"] = rows
    made["danh_gia_nang_luc_pham_chat"] = assessment
    return TongKet.unchecked(made)
