"""G-11: letters that only look like a code, in every part that holds coded letters."""

from __future__ import annotations

from hocba.rules.form import ASSESSMENT, ROW, SUMMARY
from hocba.testing.changes.base import Base, Made, Mutation
from hocba.testing.changes.edit import put
from hocba.testing.changes.expected import added
from hocba.testing.changes.table import letters

__all__ = ["look_alikes"]

_MARKS = ("diem_hoc_ky_1", "diem_hoc_ky_2", "diem_ca_nam")
_RESULTS = tuple(
    f"ket_qua_{what}_{when}"
    for what in ("hoc_tap", "ren_luyen")
    for when in ("ky_1", "ky_2", "ca_nam", "lai")
)


def look_alikes(base: Base) -> Made:
    """A letter of the wrong alphabet, a small one, one with something invisible behind it."""
    yield from _levels(base)
    yield from _competences(base)
    yield from _results(base)
    yield from _marks(base)


def _levels(base: Base) -> Made:
    row = next((row for row in base.facts.rows if row.level and row.code == "03"), None)
    if row is None:
        return
    for name, text in letters("levels").items():
        changed = put(base.record, ROW, row.index, muc_dat_duoc=text)
        yield Mutation(name, added(base, changed, "G-11"), changed)
    for name, text in (("zero-width space behind a level", "T\u200b"), ("space before a level", " T")):
        changed = put(base.record, ROW, row.index, muc_dat_duoc=text)
        yield Mutation(name, added(base, changed, "G-11", "G-9"), changed)


def _competences(base: Base) -> Made:
    if base.facts.assessment["pham_chat_yeu_nuoc"]:
        for name, text in letters("competences").items():
            changed = put(base.record, ASSESSMENT, pham_chat_yeu_nuoc=text)
            yield Mutation(name, added(base, changed, "G-11"), changed)


def _results(base: Base) -> Made:
    given = [name for name in _RESULTS if base.facts.form.has(SUMMARY, name) and base.facts.summary[name]]
    for number, (name, text) in enumerate(letters("results").items()):
        if given:
            field = given[number % len(given)]
            changed = put(base.record, SUMMARY, **{field: text})
            yield Mutation(name, added(base, changed, "G-11"), changed)


def _marks(base: Base) -> Made:
    held = [row for row in base.facts.rows if row.values["diem_ca_nam"] in {"Đ", "CĐ", "M"}]
    if not held:
        return
    for number, (name, text) in enumerate(letters("marks").items()):
        changed = put(base.record, ROW, held[0].index, **{_MARKS[number % len(_MARKS)]: text})
        yield Mutation(name, added(base, changed, "G-11"), changed)
