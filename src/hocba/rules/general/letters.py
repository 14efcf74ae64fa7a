"""G-11, G-19: letters and booleans stand in their exact form."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.model.values import BooleanText
from hocba.rules.codes import competences, statuses
from hocba.rules.facts import Facts
from hocba.rules.form import ASSESSMENT, ROW, SUMMARY, Place, place
from hocba.rules.hit import Hit, hit
from hocba.rules.letters import intended

_BOOLEANS = ("duoc_len_lop", "da_hoan_thanh_chuong_trinh_lop_hoc", "da_hoan_thanh_chuong_trinh_tieu_hoc")


def look_alikes(facts: Facts) -> Iterator[Hit]:
    """G-11: a level written with a character that only looks like its letter, or in small letters."""
    subject_levels = {entry.code for entry in statuses("mucdatduoc")}
    for row in facts.rows:
        if row.level not in subject_levels:
            yield from _look_alike(row.level, subject_levels, place(ROW, "muc_dat_duoc", row.index))
    levels = {entry.code for entry in statuses("nang_luc_pham_chat")}
    for entry in competences():
        value = facts.assessment[entry.tag_v1.lower()]
        if value not in levels:
            yield from _look_alike(value, levels, place(ASSESSMENT, entry.tag_v1.lower()))


def _look_alike(value: str, allowed: set[str], where: Place) -> Iterator[Hit]:
    meant = intended(value, allowed) if value else None
    if meant is not None:
        named = " ".join(f"U+{ord(letter):04X}" for letter in value)
        expected = f"{meant} (U+{ord(meant):04X})"
        yield hit("G-11", where, found=f"{value} ({named})", private={"expected": expected})


def booleans(facts: Facts) -> Iterator[Hit]:
    """G-19: ``1`` or ``0``; what a reader also takes (true, Có, X …) only where the record was received."""
    for name in _BOOLEANS:
        value = facts.summary[name]
        if not value or value in {"0", "1"}:
            continue
        if facts.writing or BooleanText(value).value is None:
            yield hit("G-19", place(SUMMARY, name), found=value)
