"""Where the areas of a later record stand: by id, or by name where no id tells (format-v2.md §1)."""

from __future__ import annotations

from typing import cast

import attrs
from lxml import etree

from hocba.formats.format import Format
from hocba.xml.names import DS

__all__ = ["ID_ATTRIBUTES", "SIGNATURE", "Frame", "first_id", "frame_of"]

ID_ATTRIBUTES = ("Id", "id", "ID")
SIGNATURE = f"{{{DS}}}Signature"
_OWNERS = etree.XPath(".//*[@Id=$value or @id=$value or @ID=$value]")


@attrs.frozen(eq=False)
class Frame:
    """The areas of one document, ``None`` where there is none. ``record`` holds the blocks."""

    data: etree._Element | None
    record: etree._Element | None
    signing: etree._Element | None
    issuing: etree._Element | None

    def holds(self, element: etree._Element) -> bool:
        """Whether one of the areas stands inside ``element``."""
        areas = (self.data, self.record, self.signing, self.issuing)
        return any(area is not None and element in area.iterancestors() for area in areas)


def first_id(element: etree._Element) -> tuple[str, str | None]:
    """The attribute that holds the id of ``element``, and the id; ``Id`` and ``None`` without one."""
    for name in ID_ATTRIBUTES:
        value = element.get(name)
        if value is not None:
            return name, str(value)
    return "Id", None


def frame_of(root: etree._Element, known: Format, namespace: str) -> Frame:
    """The areas below ``root``, whose tags are in ``namespace`` (``{uri}`` or empty).

    Signatures are not searched.
    """
    tree = known.tree
    data = _area(root, namespace + known.data, tree.data_id, ())
    within = root if data is None else data
    record = _area(within, namespace + tree.record, tree.record_id, (data,))
    if record is None and data is not None:
        record = _area(root, namespace + tree.record, tree.record_id, (data,))
    return Frame(
        data,
        record,
        _named(root, within, namespace + known.signing_area),
        _named(root, root, namespace + tree.issuing),
    )


def _area(
    parent: etree._Element, tag: str, value: str, others: tuple[etree._Element | None, ...]
) -> etree._Element | None:
    """The child ``tag`` with the id ``value``; else what has the id anywhere; else what has the name."""
    child = parent.find(tag)
    if child is not None and first_id(child)[1] == value:
        return child
    owners = cast("list[etree._Element]", _OWNERS(parent, value=value))
    outside = [one for one in owners if not _in_signature(one) and not any(one is each for each in others)]
    if len(outside) == 1:
        return outside[0]
    named = next((element for element in outside if element.tag == tag), None)
    if named is not None or child is not None:
        return named if named is not None else child
    return outside[0] if outside else _below(parent, tag)


def _named(root: etree._Element, within: etree._Element, tag: str) -> etree._Element | None:
    """The child ``tag`` of ``within`` or of ``root``; else the first one anywhere."""
    for parent in (within, root):
        child = parent.find(tag)
        if child is not None:
            return child
    return _below(root, tag)


def _below(parent: etree._Element, tag: str) -> etree._Element | None:
    return next((one for one in parent.iter(tag) if one is not parent and not _in_signature(one)), None)


def _in_signature(element: etree._Element) -> bool:
    return any(above.tag == SIGNATURE for above in element.iterancestors())
