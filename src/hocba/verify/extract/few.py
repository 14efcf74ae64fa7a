"""A bound on how often one thing is said: a hostile file may repeat it a million times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from lxml import etree

from hocba.findings import Finding
from hocba.xml.path import line_of, tag_path

__all__ = ["MOST", "Spot", "few_of_each", "found_at"]

MOST = 5
Spot = tuple[str, etree._Element, str]


def few_of_each(places: Iterable[Spot]) -> list[Finding]:
    """Findings for the first places of each code; places are code, element and slot."""
    counts: Counter[str] = Counter()
    findings = []
    for code, element, slot in places:
        counts[code] += 1
        if counts[code] <= MOST:
            findings.append(found_at(code, element, slot))
    return findings


def found_at(code: str, element: etree._Element, slot: str = "") -> Finding:
    """The finding ``code`` about ``element``."""
    return Finding.of(code, path=tag_path(element), line=line_of(element), slot=slot)
