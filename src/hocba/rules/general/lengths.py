"""G-9: no value is longer than the dictionary of the National Data Centre allows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from operator import gt

from hocba.rules import values
from hocba.rules.facts import Facts, every_text
from hocba.rules.form import place
from hocba.rules.hit import Hit, open_hit
from hocba.rules.text import nfc

_YEARS = ("ten_nam_hoc", "nam_hoc")


def within(facts: Facts) -> Iterator[Hit]:
    """G-9: characters are counted in normal form C. Nothing is ever cut.

    Limits that bind a transport code and not the words in XML are not in the form (GIOI_TINH, DAN_TOC,
    QUOC_TICH). Neither are values judged that a reader takes in a longer form and transport writes anew:
    dates, booleans, school years. In transport a longer value is an error; that is judged where transport
    data is made.
    """
    limits = facts.form.limits
    allowed = chain.from_iterable([limits[part.role] for part, _, _, _ in facts.every])
    if not any(map(gt, map(len, facts.derived(every_text)), allowed)):
        return
    for part, index, nested, held in facts.every:
        if any(map(gt, map(len, held.values()), limits[part.role])):
            for (name, value), limit in zip(held.items(), limits[part.role], strict=True):
                if len(value) > limit and len(nfc(value)) > limit and not _written_anew(name, value):
                    where = place(facts, part.role, name, index, nested)
                    yield open_hit("G-9", where, limit=str(limit), length=str(len(nfc(value))))


def _written_anew(name: str, value: str) -> bool:
    if name in _YEARS:
        return values.school_year(value) is not None
    return values.day(value) is not None or values.boolean(value) is not None
