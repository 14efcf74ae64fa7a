"""Names that have a code in transport: ethnic group and nationality. Warnings: lists are not complete."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.codes import ethnic_group, ethnic_group_by_code, nationality, nationality_by_code
from hocba.rules.facts import Facts
from hocba.rules.form import GENERAL, place
from hocba.rules.hit import Hit, hit

_GROUP, _NATION = "dan_toc", "quoc_tich"


def ethnic_groups(facts: Facts) -> Iterator[Hit]:
    """CODES-ETHNIC-GROUP: a known group in any of its spellings; the transport code is no name."""
    value = facts.general[_GROUP].strip()
    if not value or ethnic_group(value) is not None:
        return
    known = ethnic_group_by_code(value)
    case, meant = ("code", {"meant": known.name}) if known is not None else ("", {})
    yield hit("CODES-ETHNIC-GROUP", place(facts, GENERAL, _GROUP), case, found=value, private=meant)


def nationalities(facts: Facts) -> Iterator[Hit]:
    """CODES-NATIONALITY: a known nationality by its name; the transport code is no name."""
    value = facts.general[_NATION].strip()
    if not value or nationality(value) is not None:
        return
    known = nationality_by_code(value)
    case, meant = ("code", {"meant": known.name}) if known is not None else ("", {})
    yield hit("CODES-NATIONALITY", place(facts, GENERAL, _NATION), case, found=value, private=meant)
