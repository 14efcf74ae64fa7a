"""G-11, G-19: letters and booleans stand in their exact form."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.model.values import BooleanText
from hocba.rules.assessed import assessed
from hocba.rules.codes import statuses
from hocba.rules.facts import Facts
from hocba.rules.form import ASSESSMENT, GENERAL, ROW, SUMMARY, Place, place
from hocba.rules.hit import Hit, hit
from hocba.rules.letters import intended


def look_alikes(facts: Facts) -> Iterator[Hit]:
    """G-11: a level written with a character that only looks like its letter, or in small letters."""
    subject_levels = {entry.code for entry in statuses("mucdatduoc")}
    for row in facts.rows:
        if row.level not in subject_levels:
            yield from _look_alike(row.level, subject_levels, place(facts, ROW, "muc_dat_duoc", row.index))
    levels = {entry.code for entry in statuses("nang_luc_pham_chat")}
    for _, name in assessed(facts.form):
        value = facts.assessment[name]
        if value not in levels:
            yield from _look_alike(value, levels, place(facts, ASSESSMENT, name))


def _look_alike(value: str, allowed: set[str], where: Place) -> Iterator[Hit]:
    meant = intended(value, allowed) if value else None
    if meant is not None:
        named = " ".join(f"U+{ord(letter):04X}" for letter in value)
        expected = f"{meant} (U+{ord(meant):04X})"
        yield hit("G-11", where, found=f"{value} ({named})", private={"expected": expected})


def booleans(facts: Facts) -> Iterator[Hit]:
    """G-19: ``1`` or ``0``; what a reader also takes (true, Có, X …) only where the record was received."""
    for role, values in ((GENERAL, facts.general), (SUMMARY, facts.summary)):
        for entry in facts.form.of_kind("boolean", role):
            value = values[entry.name]
            if not value or value in {"0", "1"}:
                continue
            if facts.writing or BooleanText(value).value is None:
                yield hit("G-19", place(facts, role, entry.name), found=value)
