"""Where the parts of a record stand whose slots follow from the document (later formats)."""

from __future__ import annotations

from lxml import etree

from hocba.profiles.expansion import Expansion, expand
from hocba.verify.extract.layout import Layout, strangers, survey
from hocba.verify.extract.plan import SIGNATURE, Plan
from hocba.xml.ids import IdIndex
from hocba.xml.names import DS

__all__ = ["layout_of"]

_REFERENCE = f"{{{DS}}}SignedInfo/{{{DS}}}Reference"
_LOOKED_AT = 16


def layout_of(root: etree._Element, plan: Plan, ids: IdIndex) -> Layout:
    """The layout of the record ``root``, whose ids are ``ids``, in the format of ``plan``."""
    return _later(root, plan, ids) if plan.profile.expands else survey(root, plan)


def _later(root: etree._Element, plan: Plan, ids: IdIndex) -> Layout:
    expansion = expand(plan.profile, root, ids)
    paths, row = (
        expansion.paths,
        plan.profile.row,
    )  # of a thousand rows only the first are told by their place
    layout = Layout(
        expansion.data,
        dict(expansion.elements),
        {},
        list(expansion.oddities),
        expansion,
        {
            name: {element: paths.get(element, row) for element in elements}
            for name, elements in expansion.covers.items()
        },
    )
    _signatures(root, layout, ids)
    _unsigned(root, layout, expansion, plan)
    return layout


def _signatures(root: etree._Element, layout: Layout, ids: IdIndex) -> None:
    owners = {element: name for name, element in layout.slots.items()}
    strays = 0
    for element in root.iter(SIGNATURE):
        parent = element.getparent()
        name = None if parent is None else owners.get(parent)
        if name is None:
            strays += 1
            inside = strays <= _LOOKED_AT and _inside_target(element, ids)
            layout.places.append(("VER-SIG-IN-TARGET" if inside else "VER-SIG-OUTSIDE", element, ""))
        elif name in layout.signatures:
            layout.places.append(("VER-SIG-DOUBLED", element, name))
        else:
            layout.signatures[name] = element


def _inside_target(signature: etree._Element, ids: IdIndex) -> bool:
    """Whether a reference of ``signature`` names an element around it."""
    around = set(signature.iterancestors())
    uris = [reference.get("URI") or "" for reference in signature.findall(_REFERENCE)[:_LOOKED_AT]]
    return any(owner in around for uri in uris for owner in ids.owners(uri.removeprefix("#")))


def _unsigned(root: etree._Element, layout: Layout, expansion: Expansion, plan: Plan) -> None:
    """Content outside the data element that no signature covers and no table foresees."""
    outside = [slot for slot in layout.slots.values() if not _below(slot, expansion.data)]
    frame = [part for part in expansion.frame if not _below(part, expansion.data)]
    holders = dict.fromkeys([*frame, *(above for slot in outside for above in slot.iterancestors())])
    known = {expansion.data, *outside, *holders}
    for holder in (root, *holders):
        if holder is root or _below(holder, root):
            strangers(holder, layout, [child for child in holder if child not in known])
    for slot in outside:
        strangers(slot, layout, [child for child in slot if child.tag not in plan.beside])


def _below(element: etree._Element, other: etree._Element | None) -> bool:
    return any(above is other for above in element.iterancestors())
