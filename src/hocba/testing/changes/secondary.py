"""Changes of marks, levels, promotion and words of a record of THCS or THPT (Thông tư 22/2021)."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.facts import Row
from hocba.rules.form import ROW, SUMMARY
from hocba.testing.changes.base import Base, Made, Mutation
from hocba.testing.changes.edit import put
from hocba.testing.changes.expected import added
from hocba.testing.changes.expected_secondary import result_of
from hocba.testing.changes.table import marks

__all__ = ["absences", "secondary"]

_TERMS = ("diem_hoc_ky_1", "diem_hoc_ky_2", "diem_ca_nam")
_AGAIN = "diem_kiem_tra_lai"
_LEVELS = ("T", "K", "Đ", "CĐ")
_LEARNING = tuple(f"ket_qua_hoc_tap_{when}" for when in ("ky_1", "ky_2", "ca_nam", "lai"))
_CONDUCT = tuple(f"ket_qua_ren_luyen_{when}" for when in ("ky_1", "ky_2", "ca_nam", "lai"))
_ABSENCES = "tong_so_buoi_nghi_hoc_ca_nam"
_TITLES = {"title Xuất sắc": "Danh hiệu Học sinh Xuất sắc.", "title Giỏi": "Danh hiệu Học sinh Giỏi."}


def secondary(base: Base) -> Made:
    """TR-3 to TR-25, each by one text; nothing where Thông tư 22/2021 does not read the record."""
    if base.secondary:
        yield from filter(lambda one: one.codes, _all(base))


def _all(base: Base) -> Made:
    held = [row for row in base.facts.rows if row.values[_TERMS[2]]]
    yield from _scored(base, [row for row in held if row.subject is not None and row.subject.scored])
    yield from _commented(base, [row for row in held if row.subject is not None and not row.subject.scored])
    yield from _results(base)
    yield from _summary(base)
    yield from _overwritten(base)


def _row(base: Base, row: Row, name: str, text: str | None, *codes: str, field: str) -> Mutation:
    changed = put(base.record, ROW, row.index, **{field: text})
    return Mutation(name, added(base, changed, *codes), changed)


def _scored(base: Base, rows: list[Row]) -> Made:
    if not rows:
        return
    for text, more in marks("TR-6").items():
        yield _row(base, rows[0], f"mark {text}", text, "TR-6", *more, field=_TERMS[0])
    yield _row(base, rows[-1], "mark A of the year", "A", "TR-6", field=_TERMS[2])
    for row in dict.fromkeys((rows[0].index, rows[-1].index)):
        yield from _one_scored(base, base.facts.rows[row])
    first = [row for row in rows if row.values[_TERMS[0]]]
    if len(first) == 1:
        yield _row(base, first[0], "the only mark of semester I missing", None, field=_TERMS[0])
    elective = next((row for row in rows if _elective(base, row)), None)
    if elective is not None:
        yield _row(base, elective, "Đ in an elective subject", "Đ", "TR-7", field=_TERMS[1])


def _elective(base: Base, row: Row) -> bool:
    return row.subject is not None and base.grade in row.subject.elective_grades


def _one_scored(base: Base, row: Row) -> Made:
    code = row.code
    for term, field in zip(("semester I", "semester II", "the year"), _TERMS, strict=True):
        if not row.values[field]:
            continue
        yield _row(base, row, f"Đ in {code}, {term}", "Đ", "TR-7", field=field)
        yield _row(base, row, f"no mark in {code}, {term}", None, field=field)
        for text in ("0.0", "3.4", "4.9", "6.4", "7.9", "10"):
            if text != row.values[field]:
                yield _row(base, row, f"mark {text} in {code}, {term}", text, field=field)
    year = result_of(base, row, _TERMS[2])
    if isinstance(year, int) and not isinstance(year, bool):
        for change in (-1, 1, -3):
            if 0 <= year + change <= 100:
                tenths = year + change
                text = f"{tenths // 10}.{tenths % 10}"
                yield _row(base, row, f"year {change:+d} tenths in {code}", text, field=_TERMS[2])
    for text in ("8.0", "2.0"):
        yield _row(base, row, f"re-test {text} in {code}", text, field=_AGAIN)
    yield _row(base, row, f"Đ as re-test in {code}", "Đ", "TR-7", field=_AGAIN)


def _commented(base: Base, rows: list[Row]) -> Made:
    plain = [row for row in rows if row.values[_TERMS[2]] != "M"]
    for row in plain[:1]:
        for term, field in zip(("semester I", "semester II", "the year"), _TERMS, strict=True):
            yield _row(base, row, f"mark in {row.code}, {term}", "8.0", "TR-7", field=field)
            yield _row(base, row, f"A in {row.code}, {term}", "A", "TR-6", field=field)
            other = "CĐ" if row.values[field] == "Đ" else "Đ"
            yield _row(base, row, f"{other} in {row.code}, {term}", other, field=field)
        yield _row(base, row, f"Đ as re-test in {row.code}", "Đ", field=_AGAIN)


def _results(base: Base) -> Made:
    for field in (*_LEARNING, *_CONDUCT):
        value = base.facts.summary[field]
        tag = field.upper()
        if value:
            yield _of_summary(base, f"{tag}: A", "TR-8", **{field: "A"})
            yield _of_summary(base, f"{tag}: Giỏi", "TR-8", "G-9", **{field: "Giỏi"})
        elif not (base.assessed and field.endswith("lai")):
            continue
        for level in _LEVELS:
            if level != value:
                yield _of_summary(base, f"{tag}: {level} for {value or 'nothing'}", **{field: level})


def _of_summary(base: Base, name: str, *codes: str, **texts: str | None) -> Mutation:
    changed = put(base.record, SUMMARY, **texts)
    return Mutation(name, added(base, changed, *codes), changed)


def _summary(base: Base) -> Made:
    held = base.facts.summary
    flag = held["duoc_len_lop"]
    if flag in {"0", "1"}:
        yield _of_summary(base, "promotion turned", duoc_len_lop="0" if flag == "1" else "1")
    elif not flag:
        yield _of_summary(base, "promotion from the last grade", duoc_len_lop="1")
    for name, title in _TITLES.items():
        yield _of_summary(base, name, noi_dung_khen_thuong=title)
    if held["noi_dung_hoan_thanh_chuong_trinh"]:
        for name, text in (("no text of completion", None), ("text of promotion", "Được lên lớp.")):
            yield _of_summary(base, name, noi_dung_hoan_thanh_chuong_trinh=text)


def _overwritten(base: Base) -> Made:
    """TR-14: a result after the summer written over the one of the year."""
    options = {"before": base.record}
    for row in base.facts.rows:
        if row.values[_AGAIN]:
            made = _row(
                base, row, f"re-test written over {row.code}", row.values[_AGAIN], "TR-14", field=_TERMS[2]
            )
            yield Mutation(made.name, made.codes, made.record, options)
    for fields in (_LEARNING, _CONDUCT):
        again = base.facts.summary[fields[3]]
        if again and again != base.facts.summary[fields[2]]:
            made = _of_summary(
                base, f"{fields[3].upper()} written over the year", "TR-14", **{fields[2]: again}
            )
            yield Mutation(made.name, made.codes, made.record, options)


def absences(base: Base) -> Made:
    """G-13 and TR-13: sessions missed, in the one field of THCS and THPT."""
    if not base.facts.form.has(SUMMARY, _ABSENCES):
        return
    for text, codes in _counts():
        if text != base.facts.summary[_ABSENCES]:
            made = _of_summary(base, f"{text} absences in the year", *codes, **{_ABSENCES: text})
            if made.codes:
                yield made


def _counts() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "0", ("G-13",)
    yield "301", ("G-13",)
    yield "46", ()
    yield "45", ()
    yield "nhiều", ("G-12",)
