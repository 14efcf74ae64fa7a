"""G-2, G-4 to G-7: record id, personal numbers and sex."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def _numbers(facts: Facts) -> Iterator[tuple[str, str, Place]]:
    """(name, value, place) of every personal number that is given: pupil, signers, subject teachers."""
    for name in _NUMBERS:
        value = facts.general[name]
        if value:
            yield name, value, place(facts, GENERAL, name)
    for row in facts.rows:
        for nested, teacher in enumerate(row.teachers):
            value = teacher[_PUPIL]
            if value:
                yield TEACHER, value, place(facts, TEACHER, _PUPIL, row.index, nested)


def personal_numbers(facts: Facts) -> Iterator[Hit]:
    """G-4: twelve ASCII digits, for pupil, signing manager, homeroom teacher and subject teachers."""
    for _, value, where in _numbers(facts):
        if _NUMBER.fullmatch(value) is None:
            yield hit("G-4", where, found=value)


def number_and_birth(facts: Facts) -> Iterator[Hit]:
    """G-5: digit 4 says sex and century of birth, digits 5 and 6 the year. What is unreadable is left out."""
    value = facts.general[_PUPIL]
    birth = birth_of(facts)
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
    for name, value, where in _numbers(facts):
        if _NUMBER.fullmatch(value) is None:
            continue
        if value.startswith(TEST_PREFIX):
            yield open_hit("G-6", where, "test")
        elif personal_number_prefix(value[:3]) is None and not (name == _PUPIL and _too_young(facts)):
            yield hit("G-6", where, found=value[:3])


def _too_young(facts: Facts) -> bool:
    birth = birth_of(facts)
    return birth is not None and birth.last >= EDITION_CHANGE


def sex(facts: Facts) -> Iterator[Hit]:
    """G-7: the word Nam or Nữ."""
    value = facts.general["gioi_tinh"]
    if value and nfc(value) not in _SEXES:
        yield hit("G-7", place(facts, GENERAL, "gioi_tinh"), found=value)
