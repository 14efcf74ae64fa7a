"""G-14: names and codes of provinces fit the edition of the year, before or since 01/7/2025."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hocba.rules import values
from hocba.rules.codes import EDITION_CHANGE, Province
from hocba.rules.codes.province_table import BEFORE, SINCE, of_code, of_name
from hocba.rules.facts import Facts
from hocba.rules.form import GENERAL, HISTORY, Place, place
from hocba.rules.hit import Hit, hit, open_hit

_NAME, _CODE = "ten_tinh_thanh_pho", "ma_tinh_thanh_pho"
_ADDRESSES = ("noi_sinh", "que_quan", "cho_o_hien_nay")
_COMMUNES = ("ma_xa_phuong", *(f"{address}_ma_xa_phuong" for address in _ADDRESSES))
_COMMUNE = re.compile(r"[0-9]{5}")
_LONGEST = 400


class _Editions(NamedTuple):
    """The edition that the year wants, and whether the other one may be used as well."""

    wanted: int
    either: bool

    @property
    def other(self) -> int:
        return BEFORE if self.wanted == SINCE else SINCE

    @property
    def all(self) -> tuple[int, int]:
        return self.wanted, self.other

    @property
    def allowed(self) -> tuple[int, ...]:
        return self.all if self.either else (self.wanted,)


_SINCE_ONLY = _Editions(SINCE, either=False)


def _editions(facts: Facts) -> _Editions | None:
    """A record of an earlier year that was created since 01/7/2025 may use either edition."""
    if facts.first_year is None:
        return None
    if facts.first_year >= SINCE:
        return _SINCE_ONLY
    days = (values.day(facts.general[name]) for name in ("ngay_tao_hoc_ba", "ngay_ky_phat_hanh_hoc_ba"))
    late = any(day is not None and day >= EDITION_CHANGE for day in days)
    return _Editions(BEFORE, either=late)


def names(facts: Facts) -> Iterator[Hit]:
    """G-14: the province of the school exists in the edition of the school year.

    The years of the history keep the names of their own time; a name of today is accepted there too.
    """
    editions = _editions(facts)
    if editions is not None:
        yield from _name(facts.general[_NAME], place(facts, GENERAL, _NAME), editions)
    if not facts.form.has(HISTORY, _NAME):
        return
    for index, entry in enumerate(facts.history):
        years = values.school_year(entry["nam_hoc"]) if entry[_NAME] else None
        if years is not None:
            wanted = SINCE if years[0] >= SINCE else BEFORE
            where = place(facts, HISTORY, _NAME, index)
            yield from _name(entry[_NAME], where, _Editions(wanted, either=wanted == BEFORE))


def _name(value: str, where: Place, editions: _Editions) -> Iterator[Hit]:
    if not value or any(of_name(year, value) for year in editions.allowed):
        return
    found = of_name(editions.other, value)
    if found is None:
        yield hit("G-14", where, found=value)
    else:
        new = of_code(SINCE, found.successor) if editions.wanted == SINCE else None
        yield Hit("G-14", "other", where, {"found": found.name, "meant": _told(new)}, {})


def codes(facts: Facts) -> Iterator[Hit]:
    """G-14: the code of a province exists in the edition and means the province that is named beside it.

    Beside the school's code stands its province; beside the code of an address the address, of which the
    last part is taken for the province. A name of before counts for the code of its successor.
    """
    if not facts.form.has(GENERAL, _CODE):
        return
    editions = _editions(facts)
    if editions is None:
        return
    where = place(facts, GENERAL, _CODE)
    school = _code(facts.general[_CODE], facts.general[_NAME], where, editions)
    yield from (_opened(found, facts.general[_CODE]) for found in school)
    for address in _ADDRESSES:
        name = f"{address}_{_CODE}"
        value = facts.general[name]
        if value:
            last = facts.general[address][-_LONGEST:].rpartition(",")[2]
            yield from _code(value, last, place(facts, GENERAL, name), editions)


def _opened(found: Hit, code: str) -> Hit:
    """Which province a school lies in says nothing about the pupil; a text that is no code might."""
    if found.case == "code":
        return open_hit("G-14", found.place, "code", found=code)
    return found._replace(values=found.private, private={})


def _code(value: str, name: str, where: Place, editions: _Editions) -> Iterator[Hit]:
    if not value:
        return
    meanings = [found for year in editions.allowed if (found := of_code(year, value)) is not None]
    if not meanings:
        yield _no_code(value, where, editions)
    elif name and not any(_agrees(meaning, name) for meaning in meanings):
        named = next((found for year in editions.all if (found := of_name(year, name)) is not None), None)
        if named is not None:
            yield _another(value, named, where, editions)


def _no_code(value: str, where: Place, editions: _Editions) -> Hit:
    other = of_code(editions.other, value)
    if other is None:
        return hit("G-14", where, "code", found=value)
    new = of_code(SINCE, other.successor) if editions.wanted == SINCE else None
    return hit("G-14", where, "code-other", found=value, private={"old": other.name, "meant": _told(new)})


def _agrees(meaning: Province, name: str) -> bool:
    """Whether ``name`` is that province, in its own edition or as one that it was made of."""
    same = of_name(meaning.edition, name)
    before = of_name(BEFORE, name)
    merged = meaning.edition == SINCE and before is not None and before.code in meaning.merged_from
    return merged or (same is not None and same.code == meaning.code)


def _another(value: str, named: Province, where: Place, editions: _Editions) -> Hit:
    """The trap: one code, two provinces. Both are named, with the code that the named province has."""
    before, since = of_code(BEFORE, value), of_code(SINCE, value)
    successor = of_code(SINCE, named.successor)
    right = named if named.edition in editions.allowed else successor
    private = {
        "before": before.name if before is not None else "–",
        "since": since.name if since is not None else "–",
        "named": named.name,
        "meant": _told(right),
    }
    return hit("G-14", where, "meaning", found=value, private=private)


def _told(found: Province | None) -> str:
    return f"{found.code} {found.name}" if found is not None else "–"


def communes(facts: Facts) -> Iterator[Hit]:
    """G-14: the code of a commune has five digits; the list itself is not held."""
    for name in _COMMUNES:
        value = facts.general[name]
        if value and _COMMUNE.fullmatch(value) is None:
            yield hit("G-14", place(facts, GENERAL, name), "commune", found=value)
