"""G-8: dates can be read and stand in their order."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules import values
from hocba.rules.birth import PARTIAL, birth_of, partial
from hocba.rules.facts import Facts
from hocba.rules.form import GENERAL, place
from hocba.rules.hit import Hit, hit, open_hit

_BIRTH, _CREATED, _ISSUED = "ngay_sinh", "ngay_tao_hoc_ba", "ngay_ky_phat_hanh_hoc_ba"


def readable(facts: Facts) -> Iterator[Hit]:
    """G-8: each date is one of the forms that are read, and exists in the calendar."""
    dates = facts.form.dates
    for part, index, nested, held in facts.every:
        for name in dates[part.role]:
            value = held[name]
            if value and values.day(value) is None:
                yield hit("G-8", place(facts, part.role, name, index, nested), found=value)


def partly_known(facts: Facts) -> Iterator[Hit]:
    """G-8: a birth date of which only month or year is known; the form of these tags is reconstructed."""
    for name in PARTIAL:
        value = facts.general[name]
        if value and partial(name, value) is None:
            yield hit("G-8", place(facts, GENERAL, name), "partial", found=value)


def order(facts: Facts) -> Iterator[Hit]:
    """G-8: born before the record was created, created not after it was issued."""
    created, issued = (values.day(facts.general[name]) for name in (_CREATED, _ISSUED))
    birth = facts.derived(birth_of)
    if birth is not None and created is not None and birth.first >= created:
        given = next(name for name in (_BIRTH, *PARTIAL) if facts.general[name])
        yield _order(facts, given, _CREATED)
    if created is not None and issued is not None and created > issued:
        yield _order(facts, _CREATED, _ISSUED)


def _order(facts: Facts, earlier: str, later: str) -> Hit:
    where = place(facts, GENERAL, earlier)
    return hit(
        "G-8",
        where,
        "order",
        found=facts.general[earlier],
        private={"later": facts.general[later]},
        later_label=place(facts, GENERAL, later).label,
        later_tag=later.upper(),
    )


def future(facts: Facts) -> Iterator[Hit]:
    """G-8: not issued after the day of the check, where the caller names that day."""
    issued = values.day(facts.general[_ISSUED])
    if facts.today is not None and issued is not None and issued > facts.today:
        today = facts.today.strftime("%d/%m/%Y")
        where = place(facts, GENERAL, _ISSUED)
        yield open_hit("G-8", where, "future", found=facts.general[_ISSUED], today=today)
