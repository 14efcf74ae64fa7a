"""Tags that stand more than once where one value is meant: two programs would read two records.

The schema lets unknown tags stand at the end of every block, and a known one counts there as unknown. What
it says about such tags is therefore not enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree

from hocba.formats.classes import models_of
from hocba.formats.format import Format
from hocba.formats.repeats_later import repeated_later
from hocba.formats.tags import GENERAL, HISTORY, RESULTS
from hocba.xml.path import local_name

__all__ = ["repeated", "second_year"]

YEAR = "NAM_HOC"


def repeated(root: etree._Element, known: Format) -> Iterator[etree._Element]:
    """Every element below ``root`` that repeats a simple tag, a part or the assessment block.

    Both spellings of a tag are one; namespaces make no difference. Years that follow one another in one
    element are no repetition (format-v1.md §4).
    """
    if known.later:
        yield from repeated_later(root, known)
        return
    data = next((child for child in root if local_name(child) == known.data), None)
    if data is None:
        return
    names = _names(known)
    assessed = False
    for parent in data.iter("*"):
        yield from _in(parent, names)
        if any(local_name(child) == known.assessment_marker for child in parent):
            if assessed:
                yield parent
            assessed = True


def _in(parent: etree._Element, names: Mapping[str, str]) -> Iterator[etree._Element]:
    years = local_name(parent) == HISTORY
    seen: set[str] = set()
    for child in parent.iterchildren("*"):
        name = names.get(local_name(child))
        if name is None:
            continue
        if name in seen and years and name == YEAR:
            seen.clear()
        elif name in seen:
            yield child
        seen.add(name)


def second_year(root: etree._Element, known: Format) -> tuple[etree._Element, bool] | None:
    """A year of the general part where the history has its own, and whether it is one of those."""
    if known.later:
        return None
    history = list(root.iterfind(f"{{*}}{known.data}/{{*}}{HISTORY}"))
    stray = root.find(f"{{*}}{known.data}/{{*}}{GENERAL}/{{*}}{YEAR}")
    years = [_text(each) for entry in history for each in entry.iter(f"{{*}}{YEAR}")]
    if stray is None or not history or len(years) < len(history):
        return None
    return stray, _text(stray) in years


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext(with_tail=False))).strip()


@lru_cache(maxsize=8)
def _names(known: Format) -> Mapping[str, str]:
    """What must not stand twice in one place, under all its spellings."""
    names = {GENERAL: GENERAL, RESULTS: RESULTS}
    models = models_of(known)
    for block in models:
        for row in known.block(block):
            names[row.tag] = row.tag
            if row.alias:
                names[row.alias] = row.tag
    return {name: tag for name, tag in names.items() if name not in models or name in (GENERAL, RESULTS)}
