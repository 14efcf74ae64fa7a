"""Records of THCS and THPT: the vectors of rules.md §4.4 as whole records, and one change for every code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hocba.model.v2_trunghoc.record import RecordTrungHoc
from hocba.sign.record_file import RecordFile
from tests.unit.rules import later, secondary
from tests.unit.rules.secondary import Marks, changed, row, without
from tests.vectors.case import Case
from tests.vectors.world import Synthetic

MATHS, LITERATURE, CIVICS, HISTORY, SPORT, LANGUAGE = "15", "19", "26", "05", "88", "31"
SCORED = ("19", "15", "69", "26", "05", "66", "27", "32")
COMMENT = ("88", "97", "91", "99")
WHEN = ("ky_1", "ky_2", "ca_nam")
LOW: Marks = {MATHS: ("3.0", "3.0"), LITERATURE: ("3.0", "3.0")}

# scored subjects of §4.4, subjects at CĐ, levels that may be written, key of the finding for any other
LEVELS = [
    (("8.0",) * 6 + ("6.5",) * 2, 0, "T", "TR-17"),
    (("8.0",) * 5 + ("7.9", "6.5", "6.5"), 0, "K", "TR-17"),
    (("8.0",) * 6 + ("6.5", "6.4"), 0, "K", "TR-17"),
    (("6.5",) * 6 + ("5.0",) * 2, 0, "K", "TR-17"),
    (("6.5",) * 6 + ("5.0", "4.9"), 0, "Đ", "TR-17"),
    (("5.0",) * 6 + ("3.5",) * 2, 1, "Đ", "TR-17"),
    (("5.0",) * 7 + ("3.4",), 0, "CĐ", "TR-17"),
    (("8.0",) * 7 + ("6.4",), 0, "K", "TR-17"),
    (("8.0",) * 7 + ("4.9",), 0, "K", "TR-18"),
    (("8.0",) * 7 + ("3.4",), 0, "Đ", "TR-18"),
    (("6.5",) * 7 + ("3.4",), 0, "Đ", "TR-18"),
    (("9.0",) * 8, 1, "K", "TR-18"),
    (("9.0",) * 8, 2, "CĐ", "TR-17"),
    (("8.0",) * 7 + ("3.4",), 1, "CĐ", "TR-17"),
    (("8.0",) * 6 + ("4.9",) * 2, 0, "Đ", "TR-17"),
    (("8.0",) * 5 + ("6.5", "6.5", "4.9"), 0, "K", "TR-18/either"),
    (("6.5",) * 5 + ("5.0", "5.0", "3.4"), 0, "Đ", "TR-18/either"),
]


def cases(world: Synthetic) -> Iterator[Case]:
    for grade in range(6, 13):
        yield _case(f"grade-{grade}-legal", f"A record of grade {grade} that breaks no rule", record(grade))
    yield from _levels()
    for name, (made, codes) in _changes().items():
        yield _case(name.replace(" ", "-"), name, made, *codes)


def record(grade: int = 7, marks: Marks | None = None, **changes: Any) -> RecordTrungHoc:
    """A complete record with these marks; everything else follows from them."""
    marked = secondary.legal(grade, marks)
    whole = later.trung_hoc(grade)
    held = {**whole.__dict__, "tong_ket": marked.tong_ket, "diem_tong_ket": marked.diem_tong_ket}
    return changed(RecordTrungHoc.claims(held), **changes)


def _levels() -> Iterator[Case]:
    for number, (scored, failed, right, key) in enumerate(LEVELS, start=1):
        marks: Marks = {code: (mark, mark) for code, mark in zip(SCORED, scored, strict=True)}
        marks |= dict.fromkeys(COMMENT[:failed], ("CĐ", "CĐ"))
        wrong = "T" if right != "T" else "K"
        flag = {"duoc_len_lop": "0"} if right == "CĐ" else {}
        title = f"{', '.join(scored)}; {failed} CĐ"
        either = (key,) if key == "TR-18/either" else ()
        yield _case(f"level-{number}", f"Level {right}: {title}", record(7, marks, **flag), *either)
        other = record(7, marks, ket_qua_hoc_tap_ca_nam=wrong, duoc_len_lop=None)
        yield _case(f"level-{number}-not-{wrong}", f"Not {wrong}: {title}", other, key)


def _changes() -> dict[str, tuple[RecordTrungHoc, tuple[str, ...]]]:
    failed = {"ket_qua_ren_luyen_ky_2": "CĐ", "ket_qua_ren_luyen_ca_nam": "CĐ"}
    partial = dict.fromkeys(SCORED, ("8.0", None, None)) | dict.fromkeys(COMMENT, ("Đ", None, None))
    wanting = {MATHS: ("6.0", "6.0"), LITERATURE: (None, None, None)}
    only_first = {f"ket_qua_{what}_{when}": None for what in ("hoc_tap", "ren_luyen") for when in WHEN[1:]}
    return {
        "average of the year": (record(7, {MATHS: ("7.9", "8.3", "8.0")}), ("TR-3",)),
        "average of the year a tenth apart": (record(7, {MATHS: ("7.9", "8.3", "8.1")}), ("TR-3/near",)),
        "average right": (record(7, {MATHS: ("6.4", "6.5", "6.5"), LITERATURE: ("6.5", "6.4", "6.4")}), ()),
        "year of a comment subject": (record(7, {SPORT: ("Đ", "CĐ", "Đ")}), ("TR-5",)),
        "two decimals": (row(record(), MATHS, diem_hoc_ky_1="8.25"), ("TR-6",)),
        "mark with a comma": (row(record(), MATHS, diem_hoc_ky_1="8,5"), ("TR-6",)),
        "letter that looks like a result": (row(record(), SPORT, diem_hoc_ky_1="CD"), ("G-11",)),
        "number in a comment subject": (row(record(), SPORT, diem_hoc_ky_1="8.5"), ("TR-7",)),
        "letter in a scored subject": (row(record(), MATHS, diem_hoc_ky_1="Đ"), ("TR-7/scored",)),
        "elective by comment": (_with_row(record(), LANGUAGE, "Ngoại ngữ 2", "Đ"), ("TR-7/elective",)),
        "level in words": (record(ket_qua_ren_luyen_ky_1="Tốt"), ("TR-8",)),
        "45 absences": (record(tong_so_buoi_nghi_hoc_ca_nam="45"), ()),
        "46 absences and promoted": (record(tong_so_buoi_nghi_hoc_ca_nam="46"), ("TR-13/absences",)),
        "fit and not promoted": (record(duoc_len_lop="0"), ("TR-10",)),
        "promoted without re-assessment": (record(7, LOW), ("TR-11",)),
        "promoted without summer training": (record(**failed), ("TR-12",)),
        "promoted after the summer": (record(**failed, ket_qua_ren_luyen_lai="Đ"), ()),
        "promoted and still failed": (record(**failed, ket_qua_ren_luyen_lai="CĐ"), ("TR-13",)),
        "re-assessed without need": (record(7, {MATHS: ("5.0", "5.0", "5.0", "6.0")}), ("TR-11/subject",)),
        "level after the summer": (record(7, LOW, ket_qua_hoc_tap_lai="Đ"), ("TR-11/level",)),
        "original of the year lost": (
            record(ket_qua_hoc_tap_ca_nam=None, ket_qua_hoc_tap_lai="T", duoc_len_lop=None),
            ("TR-14/lost",),
        ),
        "level of a semester": (record(ket_qua_hoc_tap_ky_1="K"), ("TR-16",)),
        "level of a semester too good for any": (
            record(7, wanting, ket_qua_hoc_tap_ky_1="T"),
            ("TR-16/at-most",),
        ),
        "level of the year too good for any": (
            record(7, wanting, ket_qua_hoc_tap_ca_nam="T"),
            ("TR-17/at-most",),
        ),
        "conduct of the year": (record(ket_qua_ren_luyen_ca_nam="K"), ("TR-19",)),
        "title xuat sac": (record(noi_dung_khen_thuong="Học sinh Xuất sắc"), ("TR-20",)),
        "title xuat sac earned": (
            record(7, dict.fromkeys(SCORED, ("9.0", "9.0")), noi_dung_khen_thuong="Học sinh Xuất sắc"),
            (),
        ),
        "title gioi": (
            record(7, {MATHS: ("6.0", "6.0")}, noi_dung_khen_thuong="Học sinh Giỏi"),
            ("TR-21",),
        ),
        "contest is no title": (
            record(7, {MATHS: ("6.0", "6.0")}, noi_dung_khen_thuong="Giải Nhì kỳ thi học sinh giỏi"),
            (),
        ),
        "grade 9 without completion": (record(9, noi_dung_hoan_thanh_chuong_trinh=None), ("TR-22",)),
        "grade 12 of another programme": (
            record(12, noi_dung_hoan_thanh_chuong_trinh="Hoàn thành chương trình trung học cơ sở"),
            ("TR-22",),
        ),
        "row without a teacher": (row(record(), MATHS, gvbm=[]), ("TR-23/none",)),
        "teacher without a number": (
            row(record(), MATHS, gvbm=[{"id": "gv-1", "ho_va_ten": "Trần Thị Thử"}]),
            ("TR-23",),
        ),
        "no subject with two semesters": (
            record(7, partial, duoc_len_lop=None, ket_qua_hoc_tap_ky_2=None, ket_qua_hoc_tap_ca_nam=None),
            ("TR-23/semesters",),
        ),
        "partial year": (record(7, partial, **only_first, duoc_len_lop=None), ()),
        "three choice subjects": (without(record(10), "35"), ("TR-24",)),
        "flag in grade 9": (record(9, duoc_len_lop="1"), ("TR-25",)),
        "from 2026 a warning": (record(ten_nam_hoc="2026-2027", ket_qua_hoc_tap_ca_nam="K"), ("TR-17",)),
        "not assessed": (record(ket_qua_hoc_tap_ca_nam="K", co_khuyet_tat_khong_danh_gia="1"), ()),
        "adjusted requirements": (
            record(ket_qua_hoc_tap_ca_nam="K", doi_tuong_chinh_sach="Khuyết tật"),
            ("TR-17",),
        ),
        "extract from paper": (record(ket_qua_hoc_tap_ca_nam="K", trich_luc="1"), ("TR-17",)),
        "gdtx": (record(ket_qua_hoc_tap_ca_nam="K", ma_cap_hoc="05"), ()),
        "older regulation": (record(ket_qua_hoc_tap_ca_nam="K", ten_nam_hoc="2020-2021"), ()),
    }


def _with_row(base: RecordTrungHoc, code: str, name: str, result: str) -> RecordTrungHoc:
    marks = dict.fromkeys(("diem_hoc_ky_1", "diem_hoc_ky_2", "diem_ca_nam"), result)
    added = {
        **base.diem_tong_ket[0].__dict__,
        "id": f"mon-{code}",
        "ma_mon_hoc": code,
        "ten_mon_hoc": name,
        **marks,
    }
    return RecordTrungHoc.claims({**base.__dict__, "diem_tong_ket": [*base.diem_tong_ket, added]})


def _case(name: str, title: str, made: RecordTrungHoc, *codes: str) -> Case:
    return Case(
        name=f"rules/secondary-{name.lower().replace('đ', 'd')}",
        title=title[:1].upper() + title[1:],
        clause="rules.md §4",
        attack=False,
        raw=RecordFile.from_record(made).raw,
        level="check",
        codes=codes,
    )
