"""Changes of the subjects of a record: codes, rows twice, rows missing, rows too many."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.model.block import Block
from hocba.rules.codes import Subject, subjects
from hocba.rules.facts import Row
from hocba.rules.form import ROW
from hocba.testing.changes.base import Base, Made, Mutation
from hocba.testing.changes.edit import blocks, put, rebuilt, texts_of
from hocba.testing.changes.expected import added

__all__ = ["rows"]

_ALWAYS_TESTED = ("01", "02")
_TECHNOLOGY = ("12", "87")
_UNKNOWN = "ZZ9"
_LIMITS = {"v1_0": 50, "v2_tieuhoc": 50, "v2_trunghoc": 20}
_TEACHER = {"id": "gv-1", "so_cccd": "000188000001", "ho_va_ten": "Mẫu Thị Hường"}


def rows(base: Base) -> Made:
    """G-15, G-16, TH-17, TH-22 and TR-24, with what they mean for results."""
    plain = _plain(base)
    yield from _twice(base, plain)
    yield from _unknown(base, plain)
    if base.level != "GDTX":
        yield from _missing(base)
    if base.level == "TH":
        yield from _another_grade(base)
    elif base.secondary:
        yield from _choices(base)


def _plain(base: Base) -> Row:
    """A compulsory subject without test that is not exempt; of GDTX the first row."""
    fitting = [row for row in base.facts.rows if _is_plain(base, row)]
    return fitting[0] if fitting else base.facts.rows[0]


def _is_plain(base: Base, row: Row) -> bool:
    subject = row.subject
    if subject is None or subject.scored or not subject.compulsory_in(base.grade):
        return False
    return "M" not in {row.level, row.mark, row.values["diem_ca_nam"]}


def _without(base: Base, index: int) -> list[Block]:
    return [block for at, block in enumerate(blocks(base.record, ROW)) if at != index]


def _twice(base: Base, row: Row) -> Made:
    held = blocks(base.record, ROW)
    again = held[row.index]
    if base.facts.form.format_id != "v1_0":
        again = again.unchecked({**again.__dict__, "id": None})
    changed = rebuilt(base.record, ROW, [*held, again])
    yield Mutation("subject twice", added(base, changed, "G-15", *_of_a_new_row(base, row)), changed)


def _of_a_new_row(base: Base, row: Row) -> Iterator[str]:
    """What a copy of ``row`` at a new place is told as well: test numbers, a long name."""
    if row.teachers:
        yield "G-6"
    if len(row.name) > _LIMITS[base.facts.format_id]:
        yield "G-9"


def _unknown(base: Base, row: Row) -> Made:
    changed = put(base.record, ROW, row.index, ma_mon_hoc=_UNKNOWN)
    if "subjects" in base.traits:
        yield Mutation("unknown subject code", added(base, changed, "G-16"), changed)
    absent = put(base.record, ROW, row.index, ma_mon_hoc=None)
    codes = ("G-1", "G-16") if "subjects" in base.traits else ("G-1",)
    yield Mutation("subject code missing", added(base, absent, *codes), absent)
    longer = put(base.record, ROW, row.index, ma_mon_hoc=f"{row.code}-01")
    told = ("G-9", "G-16") if "subjects" in base.traits else ("G-9",)
    yield Mutation("subject code with more behind it", added(base, longer, *told), longer)


def _missing(base: Base) -> Made:
    for row in base.facts.rows:
        if row.subject is None or not row.subject.compulsory_in(base.grade):
            continue
        changed = rebuilt(base.record, ROW, _without(base, row.index))
        codes = {"G-16"}
        if base.primary and row.code in _TECHNOLOGY:
            codes = {"TH-22"}
        if base.primary and row.code in _ALWAYS_TESTED:
            codes.add("TH-17")
        name = "one row for Tin học và Công nghệ" if row.code == "87" else f"no row of {row.subject.name}"
        yield Mutation(name, added(base, changed, *codes), changed)


def _another_grade(base: Base) -> Made:
    """Khoa học before grade 4, Tự nhiên và Xã hội after grade 3."""
    code, name = ("13", "Khoa học") if base.grade <= 3 else ("04", "Tự nhiên và Xã hội")
    held = blocks(base.record, ROW)
    texts: dict[str, str | None] = {"ma_mon_hoc": code, "ten_mon_hoc": name, "diem_kiem_tra_dinh_ky": None}
    if base.assessed:
        texts["muc_dat_duoc"] = "T"
    new = texts_of(held[-1], **texts)
    changed = rebuilt(base.record, ROW, [*held, new])
    yield Mutation("subject of another grade", added(base, changed, "G-16"), changed)


def _choices(base: Base) -> Made:
    """TR-24: a choice subject fewer, a choice subject more (THPT)."""
    chosen = [row for row in base.facts.rows if row.subject is not None and row.subject.choice]
    taken = [row for row in chosen if row.teachers]
    if not taken:
        return
    for row in taken[:2]:
        changed = rebuilt(base.record, ROW, _without(base, row.index))
        yield Mutation(f"choice subject {row.code} missing", added(base, changed, "TR-24"), changed)
    present = {row.code for row in chosen}
    for subject in subjects(base.level, base.grade):
        if subject.choice and subject.code not in present:
            changed = rebuilt(base.record, ROW, [*blocks(base.record, ROW), _new(base, subject)])
            codes = ["TR-24", "G-6"]
            if len(subject.name) > _LIMITS["v2_trunghoc"]:
                codes.append("G-9")
            yield Mutation("a fifth choice subject", added(base, changed, *codes), changed)
            return


def _new(base: Base, subject: Subject) -> Block:
    kind: type[Block] = type(blocks(base.record, ROW)[0])
    result = ("8.0" if subject.scored else "Đ") if base.assessed else None
    marks = dict.fromkeys(("diem_hoc_ky_1", "diem_hoc_ky_2", "diem_ca_nam"), result)
    return kind.claims({"ma_mon_hoc": subject.code, "ten_mon_hoc": subject.name, **marks, "gvbm": [_TEACHER]})
