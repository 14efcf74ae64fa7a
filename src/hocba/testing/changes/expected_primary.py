"""Thông tư 27/2020 once more: which of TH-1 to TH-10, TH-19 and TH-20 a record owes."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.codes import competences, subjects
from hocba.testing.changes.base import Base

__all__ = ["primary_faults"]

_WORDS = ("Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Chưa hoàn thành")
_TITLES = {
    "TH-5": ("học sinh xuất sắc", 0),
    "TH-6": ("học sinh tiêu biểu hoàn thành tốt trong học tập và rèn luyện", 1),
}
_YES = {"1": True, "0": False, "Có": True, "Không": False}


def primary_faults(base: Base) -> frozenset[tuple[str, str]]:
    """(key, place) of what levels, marks, result, flags and words of a record contradict."""
    return frozenset((key, "") for key in (*_results(base), *_flags(base), *_words(base)))


def computed(levels: list[str], assessed: list[str], marks: list[int]) -> int:
    """Điều 9.2.a: the place of the result among the four."""
    best = set(levels) <= {"T"} and set(assessed) <= {"T"}
    lowest = min(marks, default=10)
    if best and lowest >= 7:
        return 0 if lowest >= 9 else 1
    return 2 if "C" not in levels and "C" not in assessed and lowest >= 5 else 3


def _results(base: Base) -> Iterator[str]:
    written = base.facts.summary["ket_qua_xep_loai"]
    if not base.counted or written not in _WORDS:
        return
    levels, whole = _levels(base)
    assessed, all_assessed = _assessed(base)
    marks, all_marks = _marks(base)
    if not levels:
        return
    due, said = computed(levels, assessed, marks), _WORDS.index(written)
    # what is wanting can only have lowered the result
    if due != said and (said < due or (whole and all_assessed and all_marks)):
        yield f"TH-{due + 1}"


def _levels(base: Base) -> tuple[list[str], bool]:
    found = [row.level for row in base.facts.rows if row.level in {"T", "H", "C"}]
    present = {row.code for row in base.facts.rows}
    whole = all(row.level in {"T", "H", "C", "M"} for row in base.facts.rows)
    due = {one.code for one in subjects("TH", base.grade) if one.compulsory_in(base.grade)}
    return found, whole and due <= present


def _assessed(base: Base) -> tuple[list[str], bool]:
    found, whole = [], True
    for entry in competences():
        tag = entry.tag_v1 if "v1_0" in base.traits else entry.tag_v2
        level = base.facts.assessment[tag.lower()]
        if level in {"T", "Đ", "C"}:
            found.append(level)
        elif level or entry.required:
            whole = False
    return found, whole


def _marks(base: Base) -> tuple[list[int], bool]:
    found, whole = [], True
    for row in base.facts.rows:
        if row.level == "M" or row.mark == "M":
            continue
        if row.mark in {str(mark) for mark in range(11)}:
            found.append(int(row.mark))
        elif row.mark or (row.subject is not None and base.grade in row.subject.tested_grades):
            whole = False
    return found, whole


def _flag(base: Base, name: str) -> bool | None:
    return _YES.get(base.facts.summary[name])


def _flags(base: Base) -> Iterator[str]:
    completed = _flag(base, "da_hoan_thanh_chuong_trinh_lop_hoc")
    if base.counted and completed is not None:
        written = base.facts.summary["ket_qua_xep_loai"]
        if written in _WORDS and completed is (written == _WORDS[-1]):
            yield "TH-8"
        if not completed and _flag(base, "duoc_len_lop"):
            yield "TH-9"
    if base.counted:
        yield from _programme(base, completed)


def _programme(base: Base, completed: bool | None) -> Iterator[str]:
    name = "da_hoan_thanh_chuong_trinh_tieu_hoc"
    finished = _flag(base, name)
    if base.grade < 5:
        if finished:
            yield "TH-10"
        return
    readable = completed is not None and (finished is not None or not base.facts.summary[name])
    if readable and bool(finished) is not completed:
        yield "TH-10"


def _words(base: Base) -> Iterator[str]:
    """TH-5, TH-6, TH-19 over the words that the generator and the changes write."""
    written = base.facts.summary["ket_qua_xep_loai"]
    reward = base.facts.summary["noi_dung_khen_thuong"].lower()
    for code, (title, place) in _TITLES.items():
        if title in reward and written in _WORDS and written != _WORDS[place]:
            yield code
    text = base.facts.summary["noi_dung_hoan_thanh_chuong_trinh"].lower().rstrip(".")
    if any(_contradicts(base, phrase.strip()) for phrase in text.split(";")):
        yield "TH-19"


def _contradicts(base: Base, phrase: str) -> bool:
    denied = phrase.startswith(("chưa", "không"))
    words = phrase.split()
    grade = int(words[-1]) if words and words[-1].isdigit() else None
    if "chương trình lớp" in phrase:
        return grade != base.grade or _flag(base, "da_hoan_thanh_chuong_trinh_lop_hoc") is denied
    if "chương trình tiểu học" in phrase:
        finished = _flag(base, "da_hoan_thanh_chuong_trinh_tieu_hoc")
        return (False if finished is None and base.grade < 5 else finished) is denied
    if "được lên lớp" in phrase:
        return grade not in {None, base.grade + 1} or _flag(base, "duoc_len_lop") is denied
    return False
