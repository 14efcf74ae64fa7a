"""Where the parts of a record stand: one pass over the tree, everything out of place is named."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from lxml import etree

from hocba.profiles.expansion import Expansion
from hocba.verify.extract.few import Spot
from hocba.verify.extract.plan import SIGNATURE, Plan

__all__ = ["Layout", "strangers", "survey"]

_WHITE_SPACE = " \t\r\n"


@attrs.frozen
class Layout:
    """``data`` is the one data element in its place; ``slots`` and ``signatures`` by slot name.

    ``places`` name everything that is missing, doubled or misplaced, and content no signature covers.
    ``expansion`` and ``targets`` are those of a later format: the slots of this document, and what each has
    to cover with its path.
    """

    data: etree._Element | None
    slots: dict[str, etree._Element]
    signatures: dict[str, etree._Element]
    places: list[Spot]
    expansion: Expansion | None = None
    targets: Mapping[str, Mapping[etree._Element, str]] = attrs.field(factory=dict)

    @property
    def content(self) -> etree._Element | None:
        """The element in which the blocks of the record stand."""
        return self.data if self.expansion is None else self.expansion.content


def survey(root: etree._Element, plan: Plan) -> Layout:
    """Find data element, slots and signatures of the record ``root``."""
    layout = Layout(None, {}, {}, [])
    data: etree._Element | None = None
    area: etree._Element | None = None
    for element in root.iter(*plan.watched):
        tag, parent = element.tag, element.getparent()
        if tag == SIGNATURE:
            _signature(element, parent, layout)
        elif tag in plan.slots and parent is area and area is not None:
            _slot(element, plan.slots[tag].name, layout)
        elif tag == plan.data and parent is root:
            if data is not None:
                layout.places.append(("VER-DATA-DOUBLED", element, ""))
            data = data if data is not None else element
        elif tag == plan.area and parent is root and area is None:
            area = element
        elif element is not root:
            code = "VER-NESTED-RECORD" if tag == plan.root else "VER-SLOT-MISPLACED"
            layout.places.append((code, element, ""))
    if data is None:
        layout.places.append(("VER-DATA-MISSING", root, ""))
    _unsigned(root, area, data, layout, plan.beside)
    return attrs.evolve(layout, data=data)


def _signature(element: etree._Element, parent: etree._Element | None, layout: Layout) -> None:
    for name, slot in layout.slots.items():
        if slot is parent:
            if name in layout.signatures:
                layout.places.append(("VER-SIG-DOUBLED", element, name))
            else:
                layout.signatures[name] = element
            return
    layout.places.append(("VER-SIG-OUTSIDE", element, ""))


def _slot(element: etree._Element, name: str, layout: Layout) -> None:
    if name in layout.slots:
        layout.places.append(("VER-SLOT-DOUBLED", element, name))
    else:
        layout.slots[name] = element


def _unsigned(
    root: etree._Element,
    area: etree._Element | None,
    data: etree._Element | None,
    layout: Layout,
    beside: frozenset[str],
) -> None:
    """Content beside the data element that no signature covers and no table foresees."""
    kept = {data, area}
    strangers(root, layout, [child for child in root if child not in kept])
    if area is not None:
        known = set(layout.slots.values())
        strangers(area, layout, [child for child in area if child not in known])
    for slot in layout.slots.values():
        strangers(slot, layout, [child for child in slot if child.tag not in beside])


def strangers(parent: etree._Element, layout: Layout, found: list[etree._Element]) -> None:
    """Note the elements ``found`` in ``parent``, and text there, as what no signature covers."""
    for stranger in found:
        if isinstance(stranger.tag, str):
            layout.places.append(("VER-UNSIGNED-CONTENT", stranger, ""))
    texts = [parent.text, *[child.tail for child in parent]]
    if any(text and text.strip(_WHITE_SPACE) for text in texts):
        layout.places.append(("VER-UNSIGNED-CONTENT", parent, ""))
