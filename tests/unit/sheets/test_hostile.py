"""Files that mean harm or nonsense: bounded, refused by name, nothing but errors of hocba comes out."""

from __future__ import annotations

import io
import random
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import attrs
import openpyxl
import pytest
from tests.unit.sheets.kit import class_file

from hocba.errors import HocbaError, InputError, LimitExceededError, MissingExtraError
from hocba.sheets.class_reader import read_class
from hocba.sheets.csv_read import read_csv, read_csv_folder
from hocba.sheets.limits import DEFAULT_SHEET_LIMITS, SheetLimits
from hocba.sheets.xlsx_read import read_workbook

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return class_file(tmp_path_factory.mktemp("hostile"), 1).read_bytes()


def with_part(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """``raw`` with one part changed or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        for known in names:
            data = old.read(known)
            new.writestr(known, change(data) if known == name else data)
        if name not in names:
            new.writestr(name, change(b""))
    return made.getvalue()


def sheet(body: str) -> Callable[[bytes], bytes]:
    return lambda _: f'<worksheet xmlns="{NS}"><sheetData>{body}</sheetData></worksheet>'.encode()


def refusal(raw: bytes, limits: SheetLimits = DEFAULT_SHEET_LIMITS) -> str:
    with pytest.raises(InputError) as caught:
        read_workbook(raw, limits)
    return caught.value.code


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"PK\x03\x04" + bytes(200), b"<html>", bytes(range(256))]
)
def test_no_workbook(data: bytes) -> None:
    assert refusal(data) == "SHEET-NOT-WORKBOOK"


def test_old_and_locked_workbooks_are_told_apart_from_broken_ones(raw: bytes, tmp_path: Path) -> None:
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)) == "SHEET-OLD-FORMAT"
    flagged = bytearray(raw)
    at = flagged.index(b"PK\x01\x02")
    flagged[at + 8] |= 1
    assert refusal(bytes(flagged)) == "SHEET-OLD-FORMAT"
    page = tmp_path / "export.xls"
    page.write_bytes(b"<table><tr><td>x</td></tr></table>")
    with pytest.raises(InputError) as caught:
        read_class(page, level="tieuhoc")
    assert caught.value.code == "SHEET-NOT-WORKBOOK"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        '<?xml version="1.0" encoding="utf-16"?><a/>',
        '<?xml version="1.0" encoding="iso-8859-1"?><a/>',
        "<a>",
        "",
        "<a><b></a></b>",
    ],
)
@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "docProps/core.xml", "xl/added.xml", "xl/_rels/x.RELS"]
)
def test_xml_that_declares_or_breaks(raw: bytes, part: str, text: str) -> None:
    assert refusal(with_part(raw, part, lambda _: text.encode())) == "SHEET-XML"


def test_utf16_hides_no_declaration(raw: bytes) -> None:
    hidden = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")
    assert refusal(with_part(raw, SHEET, lambda _: hidden)) == "SHEET-XML"


def test_a_bomb_is_refused_before_it_is_opened(raw: bytes) -> None:
    bomb = with_part(raw, "xl/media/a.xml", lambda _: b"<a>" + b" " * (300 * 1024 * 1024) + b"</a>")
    assert len(bomb) < 1024 * 1024
    tracemalloc.start()
    began = time.process_time()
    assert refusal(bomb) == "SHEET-LIMIT"
    spent, (_, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024 and spent < 1


def test_a_bomb_that_lies_about_its_size(raw: bytes) -> None:
    bomb = bytearray(with_part(raw, SHEET, lambda _: b"<a>" + b" " * 1_000_000 + b"</a>"))
    size = (1_000_007).to_bytes(4, "little")
    while size in bomb:
        at = bomb.index(size)
        bomb[at : at + 4] = (10).to_bytes(4, "little")
    assert refusal(bytes(bomb)) == "SHEET-NOT-WORKBOOK"


def test_names_that_stand_twice(raw: bytes) -> None:
    made = io.BytesIO(raw)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(made, "a") as archive:
        archive.writestr(SHEET, b"<a/>")
    assert refusal(made.getvalue()) == "SHEET-NOT-WORKBOOK"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<row r="0"/>', "SHEET-XML"),
        ('<row r="-1"/>', "SHEET-XML"),
        ('<row r="1048577"/>', "SHEET-XML"),
        ('<row r="²"/>', "SHEET-XML"),
        ('<row r="1.0"/>', "SHEET-XML"),
        ('<row r="1"><c r="A2"><v>1</v></c></row>', "SHEET-XML"),
        ('<row r="1"><c r="AAAA1"><v>1</v></c></row>', "SHEET-XML"),
        ('<row r="1"><c r="a1"><v>1</v></c></row>', "SHEET-XML"),
        ('<row r="1"><c r="A1"><row r="9"/></c></row>', "SHEET-XML"),
        ('<row r="1"><x><c r="A1"><v>1</v></c></x></row>', "SHEET-XML"),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "SHEET-LIMIT"),
        ('<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>', "SHEET-NOT-WORKBOOK"),
        ('<row r="1"><c r="A1"><v>abc</v></c></row>', "SHEET-NOT-WORKBOOK"),
        ('<row r="1"><c r="A1" s="99999"><v>1</v></c></row>', "SHEET-NOT-WORKBOOK"),
        (f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 40_000}</t></is></c></row>', "SHEET-LIMIT"),
        ("<a>" * 40 + "</a>" * 40, "SHEET-LIMIT"),
        ("".join(f"<n{number}/>" for number in range(5000)), "SHEET-LIMIT"),
    ],
)
def test_sheets_that_are_none(raw: bytes, body: str, code: str) -> None:
    assert refusal(with_part(raw, SHEET, sheet(body))) == code


def test_bounds(raw: bytes) -> None:
    few = attrs.evolve(DEFAULT_SHEET_LIMITS)
    assert refusal(raw, attrs.evolve(few, parts=3)) == "SHEET-LIMIT"
    assert refusal(raw, attrs.evolve(few, rows=5)) == "SHEET-LIMIT"
    assert refusal(raw, attrs.evolve(few, columns=5)) == "SHEET-LIMIT"
    assert refusal(raw, attrs.evolve(few, cells=5)) == "SHEET-LIMIT"
    assert refusal(raw, attrs.evolve(few, sheets=2)) == "SHEET-LIMIT"
    merged = with_part(
        raw,
        SHEET,
        lambda data: data.replace(
            b"</sheetData>", b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 9 + b"</mergeCells>"
        ),
    )
    assert refusal(merged, attrs.evolve(few, merged=8)) == "SHEET-LIMIT"
    with pytest.raises(LimitExceededError) as caught:
        read_class(io_path(raw), level="tieuhoc", limits=attrs.evolve(few, file_bytes=100))
    assert caught.value.code == "FILE-TOO-LARGE"


def io_path(raw: bytes) -> Path:
    import tempfile

    path = Path(tempfile.mkdtemp()) / "class.xlsx"
    path.write_bytes(raw)
    return path


def test_a_far_row_and_a_lying_dimension_cost_nothing(raw: bytes) -> None:
    far = '<row r="1"><c r="A1" t="str"><v>x</v></c></row><row r="1048576"><c r="XFD1048576"/></row>'
    lying = with_part(
        raw,
        SHEET,
        lambda _: (
            f'<worksheet xmlns="{NS}"><dimension ref="A1:XFD1048576"/>'
            f"<sheetData>{far}</sheetData></worksheet>".encode()
        ),
    )
    began = time.process_time()
    book = read_workbook(lying)
    assert time.process_time() - began < 2
    assert len(book.grids[0].rows) == 1


def test_a_far_row_that_holds_something_is_refused(raw: bytes) -> None:
    far = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    began = time.process_time()
    assert refusal(with_part(raw, SHEET, sheet(far))) == "SHEET-LIMIT"
    assert time.process_time() - began < 1


def test_parts_of_other_kinds_are_left_out(raw: bytes, tmp_path: Path) -> None:
    added = with_part(raw, "xl/vbaProject.bin", lambda _: b"macro")
    added = with_part(added, "../../evil.sh", lambda _: b"x")
    added = with_part(added, "xl/media/image1.png", lambda _: bytes(100))
    assert len(read_workbook(added).grids) == len(read_workbook(raw).grids)
    assert list(tmp_path.iterdir()) == []


def test_cells_without_coordinates_are_counted(raw: bytes) -> None:
    book = read_workbook(
        with_part(
            raw, SHEET, sheet("<row><c t='str'><v>a</v></c><c><f>1+1</f></c></row><row><c><v>3</v></c></row>")
        )
    )
    cells = [(str(cell.place), cell.kind) for row in book.grids[0].rows.values() for cell in row.values()]
    assert cells == [("Lop!A1", "text"), ("Lop!B1", "formula"), ("Lop!A2", "number")]


def test_results_of_formulas_count_and_empty_texts_are_results(raw: bytes) -> None:
    body = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
    body += '<c r="C1"><f>x</f><v/></c></row>'
    cells = read_workbook(with_part(raw, SHEET, sheet(body))).grids[0].row(1)
    assert {number: cell.kind.value for number, cell in cells.items()} == {1: "number", 3: "formula"}


def outcome(path: Path) -> bool:
    """Whether ``path`` can be read; anything but an error of hocba comes through."""
    try:
        read_class(path, level="tieuhoc")
    except HocbaError as problem:
        return not (problem.message("vi") and problem.message("en"))
    return True


def test_damaged_files_raise_errors_of_hocba_only(raw: bytes, tmp_path: Path) -> None:
    chance = random.Random(2026)
    path = tmp_path / "class.xlsx"
    read = 0
    for _ in range(150):
        damaged = bytearray(raw)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(
            bytes(damaged[: chance.randint(1, len(damaged))] if chance.random() < 0.2 else damaged)
        )
        read += outcome(path)
    assert read < 150


def test_damaged_parts_raise_errors_of_hocba_only(raw: bytes, tmp_path: Path) -> None:
    """As before, but the damage is inside the XML, where the zip's checksum does not notice it."""
    chance = random.Random(7)
    path = tmp_path / "class.xlsx"
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
    for _ in range(150):

        def damage(data: bytes) -> bytes:
            changed = bytearray(data)
            for _ in range(chance.randint(1, 4)):
                at = chance.randrange(len(changed))
                changed[at : at + chance.randint(0, 3)] = chance.choice(
                    [b"", b"9", b"<", b'"', b"A", b"-", b"\xc3"]
                )
            return bytes(changed)

        path.write_bytes(with_part(raw, chance.choice(names), damage))
        outcome(path)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("Mã học sinh\nÀ".encode("utf-16"), "SHEET-CSV-ENCODING"),
        ("Mã học sinh;Họ và tên".encode("cp1258", "replace") + b"\xe0", "SHEET-CSV-ENCODING"),
        (b"a,b\0c", "SHEET-CSV-ENCODING"),
        (b'a,b\n"x', "SHEET-CSV"),
        (b"a,b;c\nd,e;f", "SHEET-CSV-DELIMITER"),
        (b"sep=|\na|b", "SHEET-CSV-DELIMITER"),
        (b"," * 700, "SHEET-LIMIT"),
        (b"a," + b"x" * 40_000, "SHEET-LIMIT"),
        (b"a,b\n" + b'"' + b"x" * 200_000 + b'"', "SHEET-CSV"),
    ],
)
def test_csv_that_is_none(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_csv(path)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("data", "columns"),
    [
        (b"a,b\n1,2\n", 2),
        (b"\xef\xbb\xbfa;b\n1;2,5\n3;4,5\n", 2),
        (b"a\tb\tc\n1\t2,3\t4;5\n", 3),
        (b"sep=;\r\na;b,c\r\n", 2),
        (b"a\n1\n", 1),
        (b"", 0),
    ],
)
def test_separators(tmp_path: Path, data: bytes, columns: int) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    (grid,) = read_csv(path).grids
    assert max((max(cells) for cells in grid.rows.values()), default=0) == columns


def test_folders_of_csv(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_csv_folder(tmp_path)
    assert caught.value.code == "SHEET-CSV-NONE"
    for number in range(70):
        (tmp_path / f"{number}.csv").write_text("a,b")
    with pytest.raises(LimitExceededError):
        read_csv_folder(tmp_path)


def test_formulas_in_csv_and_numbers_kept_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b,c\n=1+1,"=""0012""",\'=x\n', encoding="utf-8")
    cells = read_csv(path).grids[0].row(2)
    assert [(cell.kind.value, cell.value) for cell in cells.values()] == [
        ("formula", None),
        ("text", "0012"),
        ("text", "=x"),
    ]


def test_without_openpyxl(raw: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "openpyxl"]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtraError) as caught:
        read_workbook(raw)
    assert "xlsx" in caught.value.message("vi")
    from hocba.sheets import template, write_class
    from hocba.testing.records import synthetic_class

    with pytest.raises(MissingExtraError):
        template(tmp_path / "a.xlsx")
    with pytest.raises(MissingExtraError):
        write_class(synthetic_class(1), tmp_path / "a.xlsx")
    write_class(synthetic_class(1), tmp_path / "csv", csv=True)
    assert read_class(tmp_path / "csv").records == tuple(synthetic_class(1))
    template(tmp_path / "empty", csv=True)


def test_the_date_system_of_1904(tmp_path: Path) -> None:
    import datetime as dt

    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet["A1"] = dt.date(2015, 8, 15)
    sheet["B1"] = 40769
    book.save(path)
    read = read_workbook(path.read_bytes())
    assert read.epoch == dt.date(1904, 1, 1)
    assert read.grids[0].row(1)[1].value == dt.date(2015, 8, 15)
