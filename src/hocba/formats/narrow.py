"""The schema without room for unknown tags: what it accepts holds no tag twice where one is meant."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from hocba.formats.format import Format
from hocba.formats.xsd_exact import exact_schema

__all__ = ["narrowed"]

_XS = "{http://www.w3.org/2001/XMLSchema}"


def narrowed(schema: etree._Element, known: Format) -> etree._Element:
    """A copy of ``schema`` in which blocks end with the last known tag; of a later format, one made anew.

    Only wildcards behind other tags go, so that the content of slots stays free. Optional tags of the table
    that no schema can name before a wildcard take its place: the wildcard accepted them too.
    """
    if known.later:
        return etree.fromstring(exact_schema(known))
    copy = deepcopy(schema)
    for wildcard in list(copy.iter(f"{_XS}any")):
        block, owner = wildcard.getparent(), wildcard.getparent()
        while owner is not None and owner.tag != f"{_XS}complexType":
            owner = owner.getparent()
        if block is None or owner is None or len(block) == 1:
            continue
        named = {each.get("ref") or each.get("name") for each in block.iter(f"{_XS}element")}
        for row in known.block(owner.get("name") or ""):
            if row.tag not in named and row.required == "no" and not row.alias:
                etree.SubElement(block, f"{_XS}element", ref=row.tag, minOccurs="0")
        block.remove(wildcard)
    return copy
