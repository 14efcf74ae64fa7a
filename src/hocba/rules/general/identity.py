"""G-2, G-4 to G-7: record id, personal numbers and sex."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hocba.rules.birth import birth_of
from hocba.rules.codes import EDITION_CHANGE, TEST_PREFIX, personal_number_prefix
from hocba.rules.facts import Facts
from hocba.rules.form import GENERAL, TEACHER, Place, place
from hocba.rules.hit import Hit, hit, open_hit
from hocba.rules.text import nfc

_UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{12}")
_PUPIL = "so_cccd"
_NUMBERS = (_PUPIL, "so_cccd_giam_hieu_ky_hoc_ba", "so_cccd_giao_vien_chu_nhiem")
_SEXES = ("Nam", "Nữ")
_FIRST_CENTURY, _LAST_CENTURY = 20, 24


def record_id(facts: Facts) -> Iterator[Hit]:
    """G-2: a UUID version 4 in either letter case."""
    value = facts.general["ma_tra_cuu_uuid"]
    if value and _UUID4.fullmatch(value) is None:
        yield hit("G-2", place(facts, GENERAL, "ma_tra_cuu_uuid"), found=value)


class _Number(NamedTuple):
    """A personal number that is given, and where: in the general part, or of a teacher of a row."""

    value: str
    name: str
    role: str = GENERAL
    row: int | None = None
    teacher: int | None = None

    @property
    def of_pupil(self) -> bool:
        return self.role == GENERAL and self.name == _PUPIL

    def place(self, facts: Facts) -> Place:
        return place(facts, self.role, self.name, self.row, self.teacher)


def _numbers(facts: Facts) -> tuple[list[_Number], list[_Number]]:
    """Those of twelve digits and the others: pupil, signers, subject teachers."""
    given = [_Number(value, name) for name in _NUMBERS if (value := facts.general[name])]
    if TEACHER in facts.form.parts:
        given += [
            _Number(value, _PUPIL, TEACHER, row.index, nested)
            for row in facts.rows
            for nested, teacher in enumerate(row.teachers)
            if (value := teacher[_PUPIL])
        ]
    whole = [one for one in given if _NUMBER.fullmatch(one.value)]
    if len(whole) == len(given):
        return whole, []
    return whole, [one for one in given if not _NUMBER.fullmatch(one.value)]


def personal_numbers(facts: Facts) -> Iterator[Hit]:
    """G-4: twelve ASCII digits, for pupil, signing manager, homeroom teacher and subject teachers."""
    _, others = facts.derived(_numbers)
    for one in others:
        yield hit("G-4", one.place(facts), found=one.value)


def number_and_birth(facts: Facts) -> Iterator[Hit]:
    """G-5: digit 4 says sex and century of birth, digits 5 and 6 the year. What is unreadable is left out."""
    value = facts.general[_PUPIL]
    birth = facts.derived(birth_of)
    if birth is None or _NUMBER.fullmatch(value) is None:
        return
    year = birth.first.year
    century = year // 100 + 1
    if not _FIRST_CENTURY <= century <= _LAST_CENTURY:
        return
    first = 2 * (century - _FIRST_CENTURY)
    sex = nfc(facts.general["gioi_tinh"])
    allowed = (first + _SEXES.index(sex),) if sex in _SEXES else (first, first + 1)
    digits = f"{year % 100:02d}"
    if int(value[3]) not in allowed or value[4:6] != digits:
        expected = " / ".join(f"{digit}{digits}" for digit in allowed)
        yield hit("G-5", place(facts, GENERAL, _PUPIL), found=value[3:6], private={"expected": expected})


def prefixes(facts: Facts) -> Iterator[Hit]:
    """G-6: the first three digits are those of a province, for births up to 01/7/2025."""
    whole, _ = facts.derived(_numbers)
    for one in whole:
        digits = one.value[:3]
        if digits == TEST_PREFIX:
            yield open_hit("G-6", one.place(facts), "test")
        elif personal_number_prefix(digits) is None and not (one.of_pupil and _too_young(facts)):
            yield hit("G-6", one.place(facts), found=digits)


def _too_young(facts: Facts) -> bool:
    birth = facts.derived(birth_of)
    return birth is not None and birth.last >= EDITION_CHANGE


def sex(facts: Facts) -> Iterator[Hit]:
    """G-7: the word Nam or Nữ."""
    value = facts.general["gioi_tinh"]
    if value and nfc(value) not in _SEXES:
        yield hit("G-7", place(facts, GENERAL, "gioi_tinh"), found=value)
