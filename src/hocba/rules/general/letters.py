"""G-11, G-19: letters and booleans stand in their exact form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from hocba.rules.assessed import assessed
from hocba.rules.codes import statuses
from hocba.rules.facts import Facts
from hocba.rules.form import ASSESSMENT, GENERAL, ROW, SUMMARY, Form, Place, place
from hocba.rules.hit import Hit, hit
from hocba.rules.letters import intended

Coded = Mapping[str, Mapping[str, frozenset[str]]]

_LEVELS = frozenset({"T", "K", "Đ", "CĐ"})
_MARKS = frozenset({"Đ", "CĐ", "M"})
_LITERALS = frozenset({"0", "1"})
_SECONDARY = {
    SUMMARY: (
        *(f"ket_qua_hoc_tap_{when}" for when in ("ky_1", "ky_2", "ca_nam", "lai")),
        *(f"ket_qua_ren_luyen_{when}" for when in ("ky_1", "ky_2", "ca_nam", "lai")),
    ),
    ROW: ("diem_hoc_ky_1", "diem_hoc_ky_2", "diem_ca_nam", "diem_kiem_tra_lai"),
}


@lru_cache(maxsize=64)
def coded_fields(form: Form) -> Coded:
    """Part → field → its letters: levels of subjects and competences; levels and letter marks (secondary)."""
    subject_levels = frozenset(entry.code for entry in statuses("mucdatduoc"))
    levels = frozenset(entry.code for entry in statuses("nang_luc_pham_chat"))
    found: dict[str, dict[str, frozenset[str]]] = {
        ROW: {"muc_dat_duoc": subject_levels, **dict.fromkeys(_SECONDARY[ROW], _MARKS)},
        ASSESSMENT: {name: levels for _, name in assessed(form)},
        SUMMARY: dict.fromkeys(_SECONDARY[SUMMARY], _LEVELS),
    }
    kept = {
        role: {name: allowed for name, allowed in names.items() if form.has(role, name)}
        for role, names in found.items()
    }
    return MappingProxyType({role: MappingProxyType(names) for role, names in kept.items()})


def look_alikes(facts: Facts) -> Iterator[Hit]:
    """G-11: a letter written with a character that only looks like it, or in small letters."""
    coded = coded_fields(facts.form)
    for role, values in ((SUMMARY, facts.summary), (ASSESSMENT, facts.assessment)):
        for name, allowed in coded[role].items():
            if (value := values[name]) not in allowed and value:
                yield from _look_alike(value, allowed, place(facts, role, name))
    for name, allowed in coded[ROW].items():
        column = [row.values[name] for row in facts.rows]
        if allowed.issuperset(column):
            continue
        for row, value in zip(facts.rows, column, strict=True):
            if value and value not in allowed and not value[0].isdigit():
                yield from _look_alike(value, allowed, place(facts, ROW, name, row.index))


def _look_alike(value: str, allowed: frozenset[str], where: Place) -> Iterator[Hit]:
    meant = intended(value, allowed)
    if meant is not None:
        named = " ".join(f"U+{ord(letter):04X}" for letter in value)
        expected = f"{meant} ({' '.join(f'U+{ord(letter):04X}' for letter in meant)})"
        yield hit("G-11", where, found=f"{value} ({named})", private={"expected": expected})


def booleans(facts: Facts) -> Iterator[Hit]:
    """G-19: ``1`` or ``0``; what a reader also takes (true, Có, X …) is told all the same."""
    for role, values in ((GENERAL, facts.general), (SUMMARY, facts.summary)):
        for name in facts.form.booleans[role]:
            value = values[name]
            if value and value not in _LITERALS:
                yield hit("G-19", place(facts, role, name), found=value)
