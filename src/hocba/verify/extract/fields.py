"""The signed data that judging needs, by tag path below the data element."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from hocba.verify.extract.plan import Plan

__all__ = ["fields_of"]


def fields_of(data: etree._Element, plan: Plan) -> Mapping[str, str]:
    """The fields that occur exactly once in a block that occurs exactly once, and hold text only.

    ``data`` has no comments: text would not be joined over them.
    """
    values: dict[str, str] = {}
    for place, tags in plan.fields.items():
        blocks = data.findall(place)
        if len(blocks) != 1:
            continue
        seen: dict[str, list[str]] = {}
        for element in blocks[0].iterchildren(*tags):
            seen.setdefault(tags[element.tag], []).append("" if len(element) else element.text or "")
        values.update((path, texts[0]) for path, texts in seen.items() if len(texts) == 1)
    return values
