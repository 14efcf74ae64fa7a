"""G-8: dates can be read and stand in their order."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.model.values import DateText
from hocba.rules.facts import Facts
from hocba.rules.form import GENERAL, HISTORY, place
from hocba.rules.hit import Hit, hit, open_hit

_BIRTH, _CREATED, _ISSUED = "ngay_sinh", "ngay_tao_hoc_ba", "ngay_ky_phat_hanh_hoc_ba"
_TRANSFER = "ngay_trang_thai_chuyen_den"


def readable(facts: Facts) -> Iterator[Hit]:
    """G-8: each date is one of the forms that are read, and exists in the calendar."""
    for name in (_BIRTH, _CREATED, _ISSUED):
        value = facts.general[name]
        if value and DateText(value).date is None:
            yield hit("G-8", place(facts, GENERAL, name), found=value)
    for index, entry in enumerate(facts.history):
        value = entry[_TRANSFER]
        if value and DateText(value).date is None:
            yield hit("G-8", place(facts, HISTORY, _TRANSFER, index), found=value)


def order(facts: Facts) -> Iterator[Hit]:
    """G-8: born before the record was created, created not after it was issued."""
    birth, created, issued = (DateText(facts.general[name]).date for name in (_BIRTH, _CREATED, _ISSUED))
    if birth is not None and created is not None and birth >= created:
        yield _order(facts, _BIRTH, _CREATED)
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
    issued = DateText(facts.general[_ISSUED]).date
    if facts.today is not None and issued is not None and issued > facts.today:
        today = facts.today.strftime("%d/%m/%Y")
        yield open_hit(
            "G-8", place(facts, GENERAL, _ISSUED), "future", found=facts.general[_ISSUED], today=today
        )
