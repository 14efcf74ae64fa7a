"""The signed data that judging needs, by tag path below the element in which the blocks stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from hocba.verify.extract.plan import Plan

__all__ = ["fields_of"]


def fields_of(content: etree._Element, plan: Plan) -> Mapping[str, str]:
    """The fields that occur exactly once in a block that occurs exactly once, and hold text only.

    In a later format, whose blocks have reconstructed names, a field is also taken from anywhere below
    ``content`` where the block does not have it and its name is unique (format-v2.md §1).
    """
    values: dict[str, str] = {}
    for place, tags in plan.fields.items():
        blocks = content.findall(place)
        if len(blocks) == 1:
            values.update(_unique(blocks[0].iterchildren(*tags), tags))
        if plan.profile.expands and not values.keys() >= set(tags.values()):
            values = {**_unique(content.iter(*tags), tags), **values}
    return values


def _unique(elements: Iterable[etree._Element], tags: Mapping[str, str]) -> dict[str, str]:
    seen: dict[str, list[str]] = {}
    for element in elements:
        seen.setdefault(tags[element.tag], []).append(_text(element))
    return {path: texts[0] for path, texts in seen.items() if len(texts) == 1}


def _text(element: etree._Element) -> str:
    """The text, joined over comments and instructions as readers do; empty where there is an element."""
    if not len(element):
        return element.text or ""
    if all(not isinstance(inner.tag, str) for inner in element):
        return str(element.xpath("string()"))
    return ""
