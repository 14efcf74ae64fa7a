"""Damaged and hostile files: a refusal by name or a right answer, never another exception."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.property.test_exchange_payload import AT
from tests.unit.exchange.records import full, primary_v1

import hocba
from hocba.edit import correct, diff, redact
from hocba.errors import HocbaError
from hocba.exchange.national import build, parse, validate
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc

PIECES = st.sampled_from(
    [
        *(b"", b"<", b">", b"</THONG_TIN_CHUNG>", b"<!-- -->", b"<X>", b"</X>", b"<X/>", b"&amp;", b"&x;"),
        *(b"\xff", b"\x00", b" xmlns='u'", b"<TEN_LOP>x</TEN_LOP>", b"<MA_MON_HOC>15</MA_MON_HOC>"),
        *(b"<TONG_KET>", b"<![CDATA[", b"]]>", b"\n ", b"<NAM_HOC>2023-2024</NAM_HOC>", b"<?x ?>", b"9" * 40),
        "Đ\u200b\u202e".encode(),
    ]
)
SELECTORS = st.sampled_from(
    [
        *("CAN_NANG", "HO_VA_TEN", "HO_VA_TEN_NGUOI_GIAM_HO", "DUOC_LEN_LOP", "TEN_MON_HOC", "PHIEN_BAN"),
        *("BANG_DIEM[1]/MUC_DAT_DUOC", "QUA_TRINH_HOC_TAP[1]/TEN_LOP", "GVBM/HO_VA_TEN"),
        "DIEM_TONG_KET[@MA_MON_HOC=15]/TEN_MON_HOC",
    ]
)


@cache
def files() -> tuple[bytes, ...]:
    records: tuple[Any, ...] = (primary_v1(), full(RecordTieuHoc), full(RecordTrungHoc))
    return tuple(hocba.write(record).raw for record in records)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A record file with a few pieces cut out, put in or exchanged."""
    raw = draw(st.sampled_from(files()))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(raw)))
        end = min(len(raw), at + draw(st.integers(0, 40)))
        raw = raw[:at] + draw(PIECES) + raw[end:]
    return raw


@given(damaged(), SELECTORS, st.sampled_from(["1", "T", "Thử", "8.5", None, "a&<b", "\u200b"]))
def test_correction_of_damaged_files(raw: bytes, selector: str, value: str | None) -> None:
    try:
        made = correct(raw, {selector: value})
    except HocbaError:
        return
    before, after = hocba.read(raw), hocba.read(made.file)
    assert len(diff(before, after).changes) <= 1
    assert len(made.changes.changes) <= 1


@given(damaged(), damaged())
def test_comparison_of_damaged_files(one: bytes, other: bytes) -> None:
    try:
        found = diff(one, other)
    except HocbaError:
        return
    assert found.equal == (one == other)
    found.to_dict()


@given(damaged())
def test_redaction_and_payload_of_damaged_files(raw: bytes) -> None:
    try:
        record: Any = hocba.read(raw)
    except HocbaError:
        return
    made = build(record, changed_at=AT)
    validate(made)
    try:
        parse(made.to_json())
        hocba.write(redact(record, seed=1))
    except HocbaError:
        return


@given(st.text(alphabet="AB_[]@=/19 Đ-", max_size=30))
def test_any_selector(selector: str) -> None:
    try:
        correct(files()[0], {selector: "x"})
    except HocbaError:
        return
