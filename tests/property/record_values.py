"""Strategies for records and for what may stand in their texts."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

from hypothesis import strategies as st

from hocba.model.block import Block
from hocba.model.enumerations import GioiTinh, KetQuaXepLoai, MucDanhGia, MucDatDuoc
from hocba.model.record import (
    BangDiem,
    DanhGiaNangLucPhamChat,
    QuaTrinhHocTap,
    Record,
    ThongTinChung,
    TongKet,
)

LETTERS = "aàảãáạăâbcdđeêghiklmnoôơpqrstuưvxyĐƯƠ &<>\"'\t\n\r.,-/0123456789“”…"
TEXTS = st.text(alphabet=LETTERS, min_size=1, max_size=20).filter(lambda text: text.strip())
NOT_IN_XML = "".join(map(chr, range(32))) + "\ufffe\uffff"
XML_TEXTS = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters=NOT_IN_XML), max_size=12
)

BY_KIND: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "date": st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31)),
    "number": st.decimals(0, 300, places=2) | st.integers(0, 300),
    "mark": st.integers(0, 10) | st.just("M"),
    "boolean": st.booleans(),
    "level": st.sampled_from(MucDatDuoc),
    "competence": st.sampled_from(MucDanhGia),
    "result": st.sampled_from(KetQuaXepLoai),
    "sex": st.sampled_from(GioiTinh),
}


def simple(kind: type[Block], *, claims: bool = False) -> dict[str, st.SearchStrategy[Any]]:
    """A strategy for each simple field; for claims any text that XML can carry, or nothing."""
    made = {}
    for name, field in kind.model_fields.items():
        about = field.json_schema_extra
        if isinstance(about, dict):
            strict = BY_KIND[str(about["kind"])]
            strict = strict if field.is_required() else st.none() | strict
            made[name] = st.none() | XML_TEXTS | strict if claims else strict
    return made


@st.composite
def shapes(draw: st.DrawFn, *, claims: bool = False) -> dict[str, Any]:
    """Values of a whole record."""

    def block(kind: type[Block]) -> st.SearchStrategy[dict[str, Any]]:
        return st.fixed_dictionaries(simple(kind, claims=claims))

    least = 0 if claims else 1
    results = draw(block(TongKet))
    results["bang_diem"] = draw(st.lists(block(BangDiem), min_size=least, max_size=3))
    results["danh_gia_nang_luc_pham_chat"] = draw(block(DanhGiaNangLucPhamChat))
    return {
        "thong_tin_chung": draw(block(ThongTinChung)),
        "qua_trinh_hoc_tap": draw(st.lists(block(QuaTrinhHocTap), min_size=least, max_size=2)),
        "tong_ket": results,
        "hoc_ba_id": draw(st.none() | st.text(alphabet='abc123&<"', min_size=1, max_size=5)),
    }


def strict_records() -> st.SearchStrategy[Record]:
    """Records as created in Python."""
    return shapes().map(lambda values: Record(**values))


def claimed_records() -> st.SearchStrategy[Record]:
    """Records as somebody else may have written them."""
    return shapes(claims=True).map(Record.claims)


def is_nfc(text: str) -> bool:
    """Whether ``text`` is in Unicode form NFC."""
    return unicodedata.is_normalized("NFC", text)
