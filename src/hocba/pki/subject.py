"""What a certificate says about its holder, read by object identifier."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from cryptography.x509 import Name

__all__ = ["SignerKind", "SubjectFacts", "subject_facts"]

COMMON_NAME = "2.5.4.3"
ORGANISATION = "2.5.4.10"
UNIT = "2.5.4.11"
TITLE = "2.5.4.12"
UID = "0.9.2342.19200300.100.1.1"

PERSONAL_PREFIXES = ("CCCD", "CMND")
TAX_PREFIX = "MST"
BUDGET_PREFIX = "MNS"


class SignerKind(StrEnum):
    """Whom a certificate stands for."""

    PERSON = "person"
    ORGANISATION = "organisation"


@attrs.frozen(kw_only=True)
class SubjectFacts:
    """The attributes of a subject that matter here; empty text or tuple where there is none."""

    common_name: str = ""
    organisation: str = ""
    unit: str = ""
    title: str = ""
    personal_numbers: tuple[str, ...] = ()
    tax_codes: tuple[str, ...] = ()
    budget_codes: tuple[str, ...] = ()
    kind: SignerKind = SignerKind.PERSON


def subject_facts(name: Name) -> SubjectFacts:
    """Read ``name``. The order and the spelling of attributes do not matter; UID may stand several times.

    An organisation is named by ``MST:`` or ``MNS:`` and by neither ``CCCD:`` nor ``CMND:``; everybody else
    is a person. Source: signing.md §8.
    """
    values: dict[str, list[str]] = {}
    for attribute in name:
        if isinstance(attribute.value, str):
            values.setdefault(attribute.oid.dotted_string, []).append(attribute.value)
    numbers = _numbers(values.get(UID, []))
    personal = [numbers[prefix] for prefix in PERSONAL_PREFIXES if prefix in numbers]
    organisational = TAX_PREFIX in numbers or BUDGET_PREFIX in numbers
    return SubjectFacts(
        common_name=_first(values, COMMON_NAME),
        organisation=_first(values, ORGANISATION),
        unit=_first(values, UNIT),
        title=_first(values, TITLE),
        personal_numbers=tuple(number for group in personal for number in group),
        tax_codes=numbers.get(TAX_PREFIX, ()),
        budget_codes=numbers.get(BUDGET_PREFIX, ()),
        kind=SignerKind.ORGANISATION if organisational and not personal else SignerKind.PERSON,
    )


def _first(values: dict[str, list[str]], oid: str) -> str:
    return values.get(oid, [""])[0]


def _numbers(identifiers: list[str]) -> dict[str, tuple[str, ...]]:
    """The numbers by prefix. A prefix with nothing after it is kept: it still tells the kind."""
    found: dict[str, tuple[str, ...]] = {}
    for identifier in identifiers:
        prefix, colon, number = identifier.partition(":")
        if not colon:
            continue
        key = prefix.strip().upper()
        held = found.get(key, ())
        found[key] = (*held, number.strip()) if number.strip() else held
    return found
