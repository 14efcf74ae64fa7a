"""write_class and read_class: together they are the identity on what records say."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.record_values import strict_records
from tests.unit.sheets.kit import examples

from hocba.model.block import Block
from hocba.model.record import Record
from hocba.sheets.assign import assign
from hocba.sheets.class_reader import read_class
from hocba.sheets.class_sheet import meta_of
from hocba.sheets.class_writer import write_class
from hocba.sheets.collect import collect
from hocba.sheets.csv_read import unquoted
from hocba.sheets.csv_write import guarded
from hocba.sheets.limits import DEFAULT_SHEET_LIMITS
from hocba.sheets.mapping import NO_MAPPING
from hocba.sheets.opening import open_book
from hocba.sheets.settings import settle
from hocba.testing.legal import legal_record, legal_records

CODES = st.text(alphabet="0123456789ABĐ-/", min_size=1, max_size=8).filter(
    lambda text: text.strip("-/") != ""
)


def trimmed(block: Any) -> Any:
    """Without blanks around values and with one kind of line end: what a cell does not tell."""
    if isinstance(block, tuple):
        return tuple(trimmed(one) for one in block)
    if not isinstance(block, Block):
        plain = type(block) is str
        return (block.strip().replace("\r\n", "\n").replace("\r", "\n") or None) if plain else block
    return type(block).unchecked({name: trimmed(value) for name, value in block.__dict__.items()})


def read_back(path: Path) -> tuple[Any, ...]:
    """The records of ``path`` without what rules say of them: drawn values keep no rule."""
    book = open_book(path, DEFAULT_SHEET_LIMITS, None)
    sheets, problems = assign(book, NO_MAPPING)
    settings = settle(sheets, NO_MAPPING, meta_of(sheets), format=None, level_name=None, key=None)
    gathered, found = collect(book, sheets, NO_MAPPING, settings, DEFAULT_SHEET_LIMITS)
    assert [(one.code, one.cell) for one in (*problems, *found)] == []
    return tuple(settings.layout.record(**draft.values(settings.layout)) for draft in gathered.pupils)


@st.composite
def classes(draw: st.DrawFn) -> tuple[Record, ...]:
    """One to three records with ids of their own."""
    records = []
    for number in range(draw(st.integers(1, 3))):
        record = trimmed(draw(strict_records()))
        general = record.thong_tin_chung.replace(ma_tra_cuu_uuid=f"00000000-0000-4000-8000-{number:012d}")
        kept = record.replace(thong_tin_chung=general, hoc_ba_id=trimmed(record.hoc_ba_id), extensions=())
        records.append(kept)
    return tuple(records)


@pytest.mark.parametrize("csv", [True, False], ids=["csv", "xlsx"])
@given(records=classes())
@settings(max_examples=40)
def test_records_come_back(csv: bool, records: tuple[Record, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("class" if csv else "class.xlsx")
        write_class(records, path, csv=csv)
        assert read_back(path) == records


@pytest.mark.slow
@given(values=st.lists(CODES, min_size=1, max_size=4))
def test_marks_of_secondary_school_come_back(values: list[str]) -> None:
    record = examples("v2_trunghoc", "thpt")[0]
    rows = tuple(
        row.replace(ma_mon_hoc=f"{number}{value}", nhan_xet_mon_hoc=value, id=value)
        for number, (row, value) in enumerate(zip(record.diem_tong_ket, values, strict=False))
    )
    changed = record.replace(diem_tong_ket=rows)
    with tempfile.TemporaryDirectory() as folder:
        write_class([changed], Path(folder) / "class", csv=True)
        assert read_back(Path(folder) / "class") == (changed,)


@given(text=st.text(max_size=30) | st.text(alphabet="'=+-@\t\"0x", max_size=8))
def test_what_csv_guards_is_given_back(text: str) -> None:
    assert unquoted(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def there_and_back(records: Iterable[Any], folder: Path) -> int:
    """Each record through CSV, rules applied; those with content outside their format have no sheet."""
    count = 0
    for number, record in enumerate(one for one in records if not one.extensions):
        path = folder / str(number)
        write_class([record], path, csv=True)
        read = read_class(path)
        assert read.records == (record,), [(one.code, one.cell) for one in read.errors]
        count += 1
    return count


def test_legal_records_of_every_level_come_back(tmp_path: Path) -> None:
    assert there_and_back(legal_records(40), tmp_path) > 35


@pytest.mark.slow
def test_many_legal_records_come_back(tmp_path: Path) -> None:
    assert there_and_back(legal_records(600, seed="sheets"), tmp_path) > 550


@pytest.mark.parametrize(("level", "grade"), [("TH", 3), ("THCS", 8), ("THPT", 11)])
def test_a_class_of_legal_records_comes_back(level: str, grade: int, tmp_path: Path) -> None:
    made = (legal_record(number, level=level, grade=grade) for number in range(12))
    records = tuple(record for record in made if not record.extensions)
    write_class(records, tmp_path / "class.xlsx")
    assert read_class(tmp_path / "class.xlsx").records == records
