"""What stands in the signing area beside the signatures: claims, not evidence."""

from __future__ import annotations

from collections.abc import Container

from lxml import etree

from hocba.formats.format import Format
from hocba.formats.notes import Notes, is_element
from hocba.formats.reading import SlotClaim
from hocba.formats.tags import SlotTags, Tags
from hocba.model.values import DateText
from hocba.xml.names import DS
from hocba.xml.path import line_of

__all__ = ["read_slots"]

SIGNATURE = f"{{{DS}}}Signature"


def read_slots(area: etree._Element, known: Format, tags: Tags, notes: Notes) -> tuple[SlotClaim, ...]:
    """The claims of every slot that the format names; other elements are reported."""
    _report_strays(area, tags.slots, notes)
    return tuple(
        _claim(child, tags.slots[child.tag], known, tags, notes) for child in area if child.tag in tags.slots
    )


def _claim(slot: etree._Element, own: SlotTags, known: Format, tags: Tags, notes: Notes) -> SlotClaim:
    if not len(slot):
        return SlotClaim(
            name=own.name, path=f"{known.signing_area}/{own.name}", line=line_of(slot), signatures=0
        )
    _report_strays(slot, {*own.inner, SIGNATURE}, notes)
    day = slot.findtext(tags.name("NGAY_KY"))
    return SlotClaim(
        name=own.name,
        path=f"{known.signing_area}/{own.name}",
        line=line_of(slot),
        signatures=len(slot.findall(SIGNATURE)),
        ngay_ky=DateText(day) if day else None,
        so_cccd=slot.findtext(tags.name("SO_CCCD")) or None,
    )


def _report_strays(parent: etree._Element, expected: Container[str], notes: Notes) -> None:
    for child in parent:
        if not is_element(child):
            notes.comment(child)
        elif child.tag not in expected:
            notes.unknown_tag(child)
