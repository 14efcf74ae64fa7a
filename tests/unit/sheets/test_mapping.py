"""Mapping files: strict, bounded, and the two examples do what they say on sheets of their shape."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.unit.sheets.kit import class_file, examples, warnings

from hocba.errors import ConfigurationError, HocbaError, InputError
from hocba.rules.codes import subjects
from hocba.sheets import read_class
from hocba.sheets.mapping import Mapping
from hocba.sheets.mapping_file import EXAMPLES, example_text, load_mapping
from hocba.testing.records import synthetic_class


def refusal(folder: Path, text: str | bytes) -> str:
    path = folder / "map.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(HocbaError) as caught:
        load_mapping(path)
    assert caught.value.message("vi") and caught.value.message("en")
    return caught.value.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a = ", "SHEET-MAP-TOML"),
        (b"\xff\xfe", "SHEET-MAP-TOML"),
        ("colums = 1", "SHEET-MAP-KEY"),
        ("[[sheet]]\npart = 'diem'\nheaders = 1", "SHEET-MAP-KEY"),
        ("[dates]\nform = []", "SHEET-MAP-KEY"),
        ("format = 'v9'", "SHEET-MAP-VALUE"),
        ("level = 'thcs2'", "SHEET-MAP-VALUE"),
        ("title = 1", "SHEET-MAP-VALUE"),
        ("sheet = 1", "SHEET-MAP-VALUE"),
        ("sheet = [1]", "SHEET-MAP-VALUE"),
        ("[[sheet]]\npart = 'x'", "SHEET-MAP-VALUE"),
        ("[[sheet]]\npart = 'diem'\nheader_row = 0", "SHEET-MAP-VALUE"),
        ("[[sheet]]\npart = 'diem'\nheader_row = true", "SHEET-MAP-VALUE"),
        ("[[sheet]]\npart = 'diem'\nnames = [1]", "SHEET-MAP-VALUE"),
        ("[[sheet]]\npart = 'diem'\n[sheet.columns]\nA = 1", "SHEET-MAP-VALUE"),
        ("[[sheet]]\npart = 'diem'\n[sheet.columns]\nA = ' '", "SHEET-MAP-VALUE"),
        ("[dates]\nformats = ['%d/%m/%Y']", "SHEET-MAP-VALUE"),
        ("[dates]\nformats = ['dd/MM']", "SHEET-MAP-VALUE"),
        ("values = {GIOI_TINH = 1}", "SHEET-MAP-VALUE"),
        ("[constants]\nGIOI_TINH = 'Nam'", "SHEET-MAP-CONSTANT"),
        ("[constants]\nKET_QUA_XEP_LOAI = 'Hoàn thành'", "SHEET-MAP-CONSTANT"),
        ("[values.DUOC_LEN_LOP]\n'' = '1'", "SHEET-MAP-BLANK"),
        ("[values.DUOC_LEN_LOP]\n'  ' = '0'", "SHEET-MAP-BLANK"),
        ("#" + "x" * 300_000, "FILE-TOO-LARGE"),
        ("a = " + "[" * 5000, "SHEET-MAP-TOML"),
    ],
)
def test_what_is_wrong_with_a_file_is_named(tmp_path: Path, text: str, code: str) -> None:
    assert refusal(tmp_path, text) == code


def test_where_mappings_come_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_mapping(None) == Mapping()
    known = load_mapping("vnedu")
    assert load_mapping("vnedu.toml") == known == load_mapping(known)
    assert hash(known.title) and known.level == "thpt"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "vnedu.toml").write_text("title = 'mine'")
    assert load_mapping("vnedu.toml").title == "mine"
    assert load_mapping("vnedu").level == "thpt"
    with pytest.raises(InputError):
        load_mapping("nothing.toml")
    with pytest.raises(ConfigurationError):
        example_text("nothing")


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_say_that_they_are_examples(name: str) -> None:
    text, mapping = example_text(name), load_mapping(name)
    assert "VÍ DỤ" in text and "EXAMPLE" in text and "[unconfirmed]" in text
    assert (
        "ví dụ" in mapping.title
        and "không chính thức" in mapping.note_vi
        and "not official" in mapping.note_en
    )


def test_the_example_of_the_sector_database(tmp_path: Path) -> None:
    records = synthetic_class(2)
    path = class_file(tmp_path, 2)
    book = openpyxl.load_workbook(path)
    names = {"MA_HOC_SINH": "Mã định danh Bộ GD&ĐT", "HO_VA_TEN": "Họ tên", "NOI_SINH": "Nơi sinh chi tiết"}
    names |= {"SO_CCCD": "Số định danh cá nhân", "HO_VA_TEN_CHA": "Tên cha", "HO_VA_TEN_ME": "Tên mẹ"}
    rename(book, "HocSinh", "Sheet1", names)
    pupils = book["Sheet1"]
    pupils.insert_rows(1, 3)
    pupils["A1"] = "SỞ GIÁO DỤC VÀ ĐÀO TẠO"
    last = pupils.max_row
    pupils.cell(last + 2, 2, "Người lập bảng")
    pupils.cell(4, pupils.max_column + 1, "Trạng thái HS")
    for column, cell in enumerate(pupils[4], start=1):
        if "GIOI_TINH" in str(cell.value):
            for row in range(5, last + 1):
                pupils.cell(row, column, {"Nam": "01", "Nữ": "02"}[str(pupils.cell(row, column).value)])
    two_rows(book, "Kết quả học tập cuối năm", "TH", ("Mức", "Điểm"), 4)
    for name in ("NangLucPhamChat", "QuaTrinhHocTap"):
        rename(book, name, name, {"MA_HOC_SINH": "Mã học sinh", "HO_VA_TEN": "Họ và tên"})
    book.create_sheet("DM_DanToc").append(["Mã", "Tên"])
    drop(book, {"DINH_DANG", "NGUYEN_VAN", "KHOA_NOI", "PHIEN_BAN", "THONG_TU", "MA_CAP_HOC"})
    book.save(path)
    read = read_class(path, mapping="csdl_nganh")
    assert [(one.code, one.cell) for one in read.errors] == []
    assert warnings(read) == [("SHEET-UNUSED", "DM_DanToc")]
    assert [one.thong_tin_chung for one in read.records] == [one.thong_tin_chung for one in records]
    for one, known in zip(read.records, records, strict=True):
        assert set(one.tong_ket.bang_diem) == set(known.tong_ket.bang_diem)


def test_the_example_of_vnedu(tmp_path: Path) -> None:
    from hocba.sheets import write_class

    records = examples("v2_trunghoc", "thpt")
    path = tmp_path / "class.xlsx"
    write_class(records, path)
    book = openpyxl.load_workbook(path)
    rename(
        book,
        "HocSinh",
        "Hồ sơ học sinh",
        {"MA_HOC_SINH": "Mã HS", "HO_VA_TEN": "Họ tên", "SO_CCCD": "Số định danh"},
    )
    two_rows(
        book,
        "Tổng kết cả năm",
        "THPT",
        ("HKI", "HKII", "CN"),
        4,
        short={"Ngữ văn": "Văn", "Vật lí": "Lý", "Ngoại ngữ 1": "Tiếng Anh"},
    )
    drop(book, {"DINH_DANG", "NGUYEN_VAN", "KHOA_NOI", "THONG_TU", "MA_CAP_HOC"})
    del book["ChungChi"]
    book.save(path)
    read = read_class(path, mapping="vnedu")
    assert [(one.code, one.cell) for one in read.errors] == []
    for one, known in zip(read.records, records, strict=True):
        marks = {
            (row.ma_mon_hoc, row.diem_hoc_ky_1, row.diem_hoc_ky_2, row.diem_ca_nam)
            for row in one.diem_tong_ket
        }
        assert marks == {
            (row.ma_mon_hoc, row.diem_hoc_ky_1, row.diem_hoc_ky_2, row.diem_ca_nam)
            for row in known.diem_tong_ket
        }
        assert {row.gvbm for row in one.diem_tong_ket} == {row.gvbm for row in known.diem_tong_ket}


def rename(book: openpyxl.Workbook, sheet: str, title: str, headers: dict[str, str]) -> None:
    for cell in book[sheet][1]:
        for tag, name in headers.items():
            if f"[{tag}]" in str(cell.value):
                cell.value = name
    book[sheet].title = title


def drop(book: openpyxl.Workbook, tags: set[str]) -> None:
    """Take rows out of the class's own sheet: the mapping says them."""
    rows = [
        row
        for row in book["Lop"].iter_rows(values_only=True)
        if not any(f"[{tag}]" in str(row[0]) for tag in tags)
    ]
    del book["Lop"]
    sheet = book.create_sheet("Lop")
    for row in rows:
        sheet.append(row[:2])


def two_rows(
    book: openpyxl.Workbook,
    title: str,
    level: str,
    names: tuple[str, ...],
    first: int,
    short: dict[str, str] | None = None,
) -> None:
    """The marks as summaries have them: subjects merged over their columns, below some title rows."""
    rows = list(book["Diem"].iter_rows(min_row=2, values_only=True))
    del book["Diem"]
    sheet = book.create_sheet(title)
    taught = [one for one in subjects(level) if any(row[2] == one.code for row in rows)]
    sheet.cell(1, 1, "BẢNG TỔNG HỢP")
    sheet.cell(first, 1, "STT")
    sheet.cell(first, 2, "Mã học sinh")
    sheet.cell(first, 3, "Họ tên")
    for letter in "ABC":
        sheet.merge_cells(f"{letter}{first}:{letter}{first + 1}")
    for number, one in enumerate(taught):
        left = 4 + number * len(names)
        sheet.cell(first, left, (short or {}).get(one.name, one.name))
        for offset, name in enumerate(names):
            sheet.cell(first + 1, left + offset, name)
        sheet.merge_cells(start_row=first, end_row=first, start_column=left, end_column=left + len(names) - 1)
    for line, key in enumerate(dict.fromkeys(row[0] for row in rows), start=first + 2):
        own = {row[2]: row for row in rows if row[0] == key}
        sheet.cell(line, 1, line)
        sheet.cell(line, 2, key)
        sheet.cell(line, 3, next(iter(own.values()))[1])
        for number, one in enumerate(taught):
            for offset in range(len(names)):
                sheet.cell(line, 4 + number * len(names) + offset, own[one.code][4 + offset])


def test_format_and_level_are_said_somewhere(tmp_path: Path) -> None:
    from tests.unit.sheets.kit import workbook

    path = workbook(
        tmp_path / "a.xlsx", {"HocSinh": [["Mã học sinh", "Họ và tên", "MA_KHOI"], ["1", "Mẫu", "10"]]}
    )

    def refused(**options: object) -> str:
        with pytest.raises(ConfigurationError) as caught:
            read_class(path, **options)  # type: ignore[arg-type]  # wrong on purpose
        return caught.value.code

    assert refused() == "SHEET-FORMAT"
    assert refused(level="x") == "SHEET-LEVEL"
    assert refused(level="thcs", format="v1_0") == "SHEET-LEVEL-FORMAT"
    assert refused(format="v9") == "FORMAT-NO-SUCH"
    constant = Mapping(level="thpt", constants={"KHONG_CO": "x"})
    assert refused(mapping=constant) == "SHEET-MAP-NO-TAG"
    assert read_class(path, level="thpt").format_id == "v2_trunghoc"
    assert read_class(path, level="thpt", format="v2_trunghoc").pupils == 1
    assert read_class(path, format="v2_tieuhoc").format_id == "v2_tieuhoc"
