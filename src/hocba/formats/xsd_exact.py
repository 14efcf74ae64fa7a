"""The schema of a later format without room for unknown tags, as text: what it accepts holds no tag twice."""

from __future__ import annotations

from hocba.formats.format import Format
from hocba.formats.tree import Branch, SlotBranch
from hocba.formats.xsd import ANY, ATTRIBUTES, content_of, simple_types

__all__ = ["exact_schema"]


def exact_schema(known: Format) -> str:
    """Every tag of the table in its place and number, blocks and slots in the order of the tree.

    The content of slots is free. Attributes are free.
    """
    tree = known.tree
    lines = [
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="unqualified">',
        *simple_types(),
        *_type("slot", [ANY]),
    ]
    signing = _area(known, "signing")
    issuing = _area(known, "issuing")
    inside = _local(known.signing_area, "signing", ' minOccurs="0"')
    lines += _type("root", [_local(known.data, "data"), inside, _local(tree.issuing, "issuing")])
    lines += _type("data", [_local(tree.record, "record"), inside])
    lines += _type("signing", signing)
    lines += _type("issuing", issuing)
    lines += _type("record", [_block(branch) for branch in tree.inside("")])
    for slot in tree.slots:
        if slot.list:
            lines += _type(f"list-{slot.list}", [_local(slot.tag, "slot", _many(slot))])
    for branch in tree.branches:
        lines += _type(f"block-{branch.tag}", _content(known, branch))
    return "\n".join([*lines, f'<xs:element name="{known.root}" type="root"/>', "</xs:schema>"])


def _content(known: Format, branch: Branch) -> list[str]:
    made = []
    for particle in content_of(known, branch.tag, blocks=False):
        occurs = "" if particle.required else ' minOccurs="0"'
        inner = [_local(name, particle.kind) for name in particle.names]
        if len(inner) == 1:
            made.append(_local(particle.names[0], particle.kind, occurs))
        else:
            made.append(f"<xs:choice{occurs}>{''.join(inner)}</xs:choice>")
    return made + [_block(inner) for inner in known.tree.inside(branch.tag)]


def _block(branch: Branch) -> str:
    occurs = "" if branch.least and not branch.any_depth else ' minOccurs="0"'
    return _local(
        branch.tag, f"block-{branch.tag}", occurs + (' maxOccurs="unbounded"' if branch.repeated else "")
    )


def _area(known: Format, area: str) -> list[str]:
    return [
        _local(slot.list, f"list-{slot.list}", ' minOccurs="0"') if slot.list
        else _local(slot.tag, "slot", _many(slot))
        for slot in known.tree.area(area)
    ]  # fmt: skip


def _many(slot: SlotBranch) -> str:
    return ' minOccurs="0"' + (' maxOccurs="unbounded"' if slot.repeated else "")


def _local(name: str, kind: str, occurs: str = "") -> str:
    return f'<xs:element name="{name}" type="{kind}"{occurs}/>'


def _type(name: str, content: list[str]) -> list[str]:
    inner = "".join(content)
    return [f'<xs:complexType name="{name}"><xs:sequence>{inner}</xs:sequence>{ATTRIBUTES}</xs:complexType>']
