"""G-14: place names fit the edition of the year, before or since 01/7/2025."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.model.values import DateText
from hocba.rules.codes import EDITION_CHANGE, province_by_name
from hocba.rules.facts import Facts
from hocba.rules.form import GENERAL, place
from hocba.rules.hit import Hit, hit

_NAME = "ten_tinh_thanh_pho"
_BEFORE, _SINCE = 2024, 2025


def edition(facts: Facts) -> Iterator[Hit]:
    """G-14: the province exists in the edition of the school year.

    A record of an earlier year that was created since 01/7/2025 may use the names of either edition.
    """
    value = facts.general[_NAME]
    if not value or facts.first_year is None:
        return
    wanted = _SINCE if facts.first_year >= _SINCE else _BEFORE
    other = _BEFORE if wanted == _SINCE else _SINCE
    if province_by_name(wanted, value) is not None:
        return
    if province_by_name(other, value) is None:
        yield hit("G-14", place(facts, GENERAL, _NAME), found=value)
    elif not (wanted == _BEFORE and _created_since(facts)):
        yield hit("G-14", place(facts, GENERAL, _NAME), "other", found=value)


def _created_since(facts: Facts) -> bool:
    days = (DateText(facts.general[name]).date for name in ("ngay_tao_hoc_ba", "ngay_ky_phat_hanh_hoc_ba"))
    return any(day is not None and day >= EDITION_CHANGE for day in days)
