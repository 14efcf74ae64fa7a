"""Single illegal changes of a legal record, as the rules report them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from hocba.model.record import Record
from hocba.sign.record_file import RecordFile
from hocba.testing.records import display_sample, mutations, synthetic_record
from tests.vectors.case import Case
from tests.vectors.world import Synthetic

# The single changes that are kept as files; tests/property/test_legal_records.py checks every one there is.
OF_A_FILE = frozenset(
    """
mother's name missing
record id of version 1
record id cut
school year with a slash
nine-digit number
manager's number with a letter
full-width digits
number of another year of birth
prefix of no province
sex without marks
30 February
created after issue
level and grade apart
weight with a comma
weight in words
height of a mouse
365 absences
province of no edition
older circular
years apart
no history
own year missing
another class in the own year
a year twice
a later year
mark 10.5
mark 8.5
mark 8,5
mark -1
mark 11
mark chín
mark ９
no mark in Toán
mark in Đạo đức
Đ for a subject
small letter for a level
Cyrillic letter for a level
level missing
unknown subject code
subject twice
no rows
one row for Tin học và Công nghệ
no mark in a language
D for a quality
Ð for a quality
đ for a quality
т for a quality
H for a quality
no Tin học from grade 3 on
Hoàn thành xuất sắc for Hoàn thành
Hoàn thành tốt for Hoàn thành
Chưa hoàn thành for Hoàn thành
result of another circular
title too high
title of another result
mark 4 and a result
completion turned
a flag in words
text of another grade
primary school completed early
Hoàn thành tốt for Hoàn thành xuất sắc
Hoàn thành for Hoàn thành xuất sắc
Chưa hoàn thành for Hoàn thành xuất sắc
Hoàn thành xuất sắc for Hoàn thành tốt
Hoàn thành for Hoàn thành tốt
Chưa hoàn thành for Hoàn thành tốt
Hoàn thành xuất sắc for Chưa hoàn thành
Hoàn thành tốt for Chưa hoàn thành
Hoàn thành for Chưa hoàn thành
Tin học before grade 3
primary school turned
""".strip().splitlines()
)


def cases(world: Synthetic) -> Iterator[Case]:
    yield _case("legal", "The display sample breaks no rule", display_sample())
    seen: set[tuple[str, str]] = set()
    for label, base in _bases():
        for mutation in mutations(base):
            if mutation.name not in OF_A_FILE:
                continue
            codes = frozenset((label if label.startswith("grade") else "", code) for code in mutation.codes)
            if label and codes <= seen:
                continue
            seen |= codes
            yield _case(label + _slug(mutation.name), mutation.name, mutation.record, *sorted(mutation.codes))
    yield from _special()


def _bases() -> Iterator[tuple[str, Record]]:
    """The display sample in full; of the others only what adds a rule."""
    yield "", display_sample()
    yield "excellent-", synthetic_record(5, grade=4)
    yield "good-", synthetic_record(1, grade=4)
    yield "in-need-", synthetic_record(6, grade=4)
    yield "grade-1-", synthetic_record(3, grade=1)
    yield "grade-5-", synthetic_record(3, grade=5)


def _special() -> Iterator[Case]:
    changes = {
        "year-sum": ("TEN_NAM_HOC", "2023-2025", "G-3/sum"),
        "issue-before-creation": ("NGAY_KY_PHAT_HANH_HOC_BA", "01/01/2024", "G-8/order"),
        "unknown-level": ("MA_CAP_HOC", "99", "G-10/code"),
        "grade-in-one-digit": ("MA_KHOI", "4", "G-10/code"),
        "exempt-level": ("MUC_DAT_DUOC", "M", "TH-13/exempt"),
        "exempt-mark": ("DIEM_KIEM_TRA_DINH_KY", "M", "TH-14/exempt"),
        "subject-of-another-grade": ("MA_MON_HOC", "04", "G-16/grade"),
        "class-of-the-own-year": ("TEN_LOP", "4B", "G-17/different"),
        "name-of-a-class-too-long": ("TEN_LOP", "4A chất lượng cao", "G-9"),
        "school-of-another-format": ("MA_CAP_HOC", "03", "G-10/format"),
        "unknown-ethnic-group": ("DAN_TOC", "Kính", "CODES-ETHNIC-GROUP"),
        "code-of-an-ethnic-group": ("DAN_TOC", "01", "CODES-ETHNIC-GROUP/code"),
        "ethnic-group-in-another-spelling": ("DAN_TOC", "H’MÔNG", ""),
        "unknown-nationality": ("QUOC_TICH", "Atlantis", "CODES-NATIONALITY"),
        "code-of-a-nationality": ("QUOC_TICH", "VN", "CODES-NATIONALITY/code"),
    }
    merged = RecordFile.from_record(synthetic_record(1, first_year=2025)).raw
    yield _raw(
        "province-before-2025",
        "a province of the edition before 2025",
        re.sub(b"(?<=<TEN_TINH_THANH_PHO>)[^<]*", "Bình Dương".encode(), merged, count=1),
        "G-14/other",
    )
    raw = RecordFile.from_record(display_sample()).raw
    for name, (tag, text, code) in changes.items():
        yield _raw(name, name.replace("-", " "), _with(raw, tag, text), *filter(None, [code]))
    yield from _texts(raw)
    slot = "<NGAY_KY>31/05/2024</NGAY_KY><SO_CCCD>000188000002</SO_CCCD>"
    yield _raw("signed-by-another-manager", "another manager in the slot", _with(raw, "CBQL", slot), "G-21")
    yield _raw("signed-by-another-teacher", "another teacher in the slot", _with(raw, "GVCN", slot), "G-21")
    extract = raw.replace(b"</THONG_TIN_CHUNG>", b"<TRICH_LUC>1</TRICH_LUC></THONG_TIN_CHUNG>")
    yield _raw("extract-from-paper", "an extract from a paper record", extract, "G-22")


def _texts(raw: bytes) -> Iterator[Case]:
    """Odd characters in the place of birth, one kind for each."""
    for name, text, code in (
        ("marks-written-apart", unicodedata.normalize("NFD", "Phường Ví Dụ"), "TEXT-NOT-NFC"),
        ("a-mark-without-a-letter", "Phường q\u0303", "TEXT-MARK"),
        ("zero-width-space", "Phường\u200b Ví Dụ", "TEXT-INVISIBLE"),
        ("right-to-left-override", "Phường \u202eỤD ÍV", "TEXT-BIDI"),
        ("control-character", "Phường\x85Ví Dụ", "TEXT-CONTROL"),
        ("no-break-space", "Phường\u00a0Ví Dụ", "TEXT-SPACE"),
        ("replacement-character", "Ph\ufffdng Ví Dụ", "TEXT-BROKEN"),
        ("letter-of-a-private-font", "Ph\ue0a1ng Ví Dụ", "TEXT-BROKEN"),
        ("eth-for-d-stroke", "Phường Ðo Thử", "TEXT-LOOK-ALIKE"),
        ("cyrillic-in-a-word", "Рhường Ví Dụ", "TEXT-LOOK-ALIKE"),
        ("greek-in-a-word", "Phường Τháng Tám", "TEXT-LOOK-ALIKE"),
        ("another-script", "Phường Иг", "TEXT-SCRIPT"),
        ("full-width-letters", "Ｐhường Ví Dụ", "TEXT-FULL-WIDTH"),
        ("arabic-digits", "Phường ٣", "TEXT-DIGIT"),
    ):
        yield _raw(f"text-{name}", name.replace("-", " "), _with(raw, "NOI_SINH", text), code)


def _with(raw: bytes, tag: str, text: str) -> bytes:
    changed, count = re.subn(rf"(?<=<{tag}>)[^<]*".encode(), text.encode(), raw, count=1)
    assert count == 1
    return changed


def _case(name: str, title: str, record: Record, *codes: str) -> Case:
    return _raw(name, title, RecordFile.from_record(record).raw, *codes)


def _raw(name: str, title: str, raw: bytes, *codes: str) -> Case:
    return Case(
        name=f"rules/{name}",
        title=title[:1].upper() + title[1:],
        clause="rules.md",
        attack=False,
        raw=raw,
        level="check",
        codes=codes,
    )


def _slug(text: str) -> str:
    marks = {"Đ": "D-stroke", "đ": "d-stroke-small", "Ð": "eth", "т": "cyrillic-t", "９": "full-width-9"}
    for mark, word in marks.items():
        text = text.replace(mark, f" {word} ") if len(text.replace(mark, "")) < len(text) else text
    plain = unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode()
    return (
        re.sub(r"[^a-z0-9.,]+", "-", plain.lower()).strip("-").replace(",", "-comma-").replace(".", "-point-")
    )
