"""Changes of levels, marks, results, flags and words of a primary record (Thông tư 27/2020)."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.model.any_record import AnyRecord
from hocba.rules.assessed import assessed
from hocba.rules.facts import Row
from hocba.rules.form import ASSESSMENT, ROW, SUMMARY
from hocba.testing.changes.base import Base, Made, Mutation
from hocba.testing.changes.edit import put
from hocba.testing.changes.expected import added
from hocba.testing.changes.table import marks

__all__ = ["primary"]

_RESULTS = ("Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành", "Chưa hoàn thành")
_TITLES = {
    "title too high": "Học sinh Xuất sắc",
    "title of another result": "HỌC SINH TIÊU BIỂU hoàn thành tốt trong học tập và rèn luyện",
}
_FLAGS = {
    "promotion turned": "duoc_len_lop",
    "completion turned": "da_hoan_thanh_chuong_trinh_lop_hoc",
    "primary school turned": "da_hoan_thanh_chuong_trinh_tieu_hoc",
}


def primary(base: Base) -> Made:
    """TH-1 to TH-20, each by one text; nothing where Thông tư 27/2020 does not read the record."""
    if base.primary:
        yield from filter(lambda one: one.codes, _all(base))


def _all(base: Base) -> Made:
    yield from _marks(base)
    yield from _levels(base)
    yield from _competences(base)
    yield from _summary(base)


def _row(base: Base, row: Row, name: str, text: str | None, *codes: str, field: str) -> Mutation:
    changed = put(base.record, ROW, row.index, **{field: text})
    return Mutation(name, added(base, changed, *codes), changed)


def _marks(base: Base) -> Made:
    field = "diem_kiem_tra_dinh_ky"
    maths = next((row for row in base.facts.rows if row.code == "01"), None)
    if maths is not None and maths.mark:
        for text, more in marks("TH-14").items():
            yield _row(base, maths, f"mark {text}", text, "TH-14", *more, field=field)
        for mark in range(11):
            if str(mark) != maths.mark:
                yield _row(base, maths, f"mark {mark} and a result", str(mark), field=field)
        yield _row(base, maths, "no mark in Toán", None, "TH-17", field=field)
        if maths.level != "M":
            yield _row(base, maths, "mark M", "M", "TH-14", field=field)
    ethics = next((row for row in base.facts.rows if row.code == "03"), None)
    if ethics is not None and not ethics.mark:
        yield _row(base, ethics, "mark in Đạo đức", "10", "TH-18", field=field)
        yield _row(base, ethics, "mark 4 in Đạo đức", "4", "TH-18", field=field)
    language = next((row for row in base.facts.rows if row.code == "11" and row.mark), None)
    if language is not None and language.level != "M":
        yield _row(base, language, "no mark in a language", None, "TH-17", field=field)


def _levels(base: Base) -> Made:
    field = "muc_dat_duoc"
    row = next((row for row in base.facts.rows if row.level in {"T", "H", "C"}), None)
    if row is None:
        return
    for text, name in (("Đ", "Đ for a subject"), ("A", "A for a subject"), ("K", "K for a subject")):
        yield _row(base, row, name, text, "TH-13", field=field)
    yield _row(base, row, "level in words", "Hoàn thành tốt", "TH-13", "G-9", field=field)
    yield _row(base, row, "exempt", "M", "TH-13", field=field)
    for level in "THC":
        if level != row.level:
            yield _row(base, row, f"level {level} and its result", level, field=field)
    other = next((one for one in base.facts.rows if one.level == "C"), None)
    if other is not None:
        yield _row(base, other, "nothing is C any more", "T", field=field)


def _competences(base: Base) -> Made:
    def changed(**texts: str | None) -> AnyRecord:
        return put(base.record, ASSESSMENT, **texts)

    given = [name for _, name in assessed(base.facts.form) if base.facts.assessment[name]]
    for name in given[:1]:
        for text in ("H", "K", "1"):
            other = changed(**{name: text})
            yield Mutation(f"{text} for a quality", added(base, other, "TH-15"), other)
    for name in dict.fromkeys([*given[:2], *given[-1:]]):
        for level in "TĐC":
            if level != base.facts.assessment[name]:
                other = changed(**{name: level})
                yield Mutation(f"{name.upper()}: {level} and its result", added(base, other), other)
    for entry, name in assessed(base.facts.form):
        if entry.required:
            continue
        if base.grade < 3:
            other = changed(**{name: "T"})
            yield Mutation(f"{entry.name} before grade 3", added(base, other, "TH-20"), other)
        elif base.facts.assessment[name]:
            other = changed(**{name: None})
            yield Mutation(f"no {entry.name} from grade 3 on", added(base, other, "TH-20"), other)


def _summary(base: Base) -> Made:
    held = base.facts.summary
    right = held["ket_qua_xep_loai"]
    if right:
        for wrong in _RESULTS:
            if wrong != right:
                yield _of_summary(base, f"{wrong} for {right}", ket_qua_xep_loai=wrong)
        yield _of_summary(base, "result of another circular", "TH-16", ket_qua_xep_loai="Giỏi")
        yield _of_summary(base, "result in small letters", "TH-16", ket_qua_xep_loai=right.lower())
    for name, title in _TITLES.items():
        yield _of_summary(base, name, noi_dung_khen_thuong=title)
    yield from _flags(base)
    for name, text in _sentences(base):
        yield _of_summary(base, name, noi_dung_hoan_thanh_chuong_trinh=text)


def _of_summary(base: Base, name: str, *codes: str, **texts: str | None) -> Mutation:
    changed = put(base.record, SUMMARY, **texts)
    return Mutation(name, added(base, changed, *codes), changed)


def _flags(base: Base) -> Made:
    for name, field in _FLAGS.items():
        value = base.facts.summary[field]
        if value in {"0", "1"}:
            yield _of_summary(base, name, **{field: "0" if value == "1" else "1"})
    last = "da_hoan_thanh_chuong_trinh_tieu_hoc"
    if base.grade < 5 and not base.facts.summary[last]:
        yield _of_summary(base, "primary school completed early", **{last: "1"})
    elif "v1_0" in base.traits and base.grade == 5:
        yield _of_summary(base, "completion of primary school missing", **{last: None})


def _sentences(base: Base) -> Iterator[tuple[str, str]]:
    yield "text of another grade", "Hoàn thành chương trình lớp 9."
    yield "text of the next grade but one", f"Được lên lớp {base.grade + 2}."
    yield "text of no promotion", "Chưa được lên lớp."
    yield "text of promotion", f"Được lên lớp {base.grade + 1}."
    yield "text of primary school completed", "Hoàn thành chương trình tiểu học."
    yield "text of primary school not completed", "Chưa hoàn thành chương trình tiểu học."
