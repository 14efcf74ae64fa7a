"""The XSD of a format, as text made from its table and tree.

XSD 1.0 allows a wildcard only where no tag of the table can stand, so every block ends with a lax wildcard
after its last required tag; optional tags behind that one are declared globally and reach their declaration
through the wildcard. Order is checked, lengths are not, attributes are free. Of a reconstructed format no tag
is required whose very name is [unconfirmed], and the areas of the slots are free.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from hocba.formats.format import Format
from hocba.formats.table import Field
from hocba.formats.tree import Branch

__all__ = ["ANY", "ATTRIBUTES", "Particle", "content_of", "schema", "simple_types"]

_NOTE_V1 = """\
  UNOFFICIAL. This schema is hocba's own, made by tools/generate_formats.py from the field table of
  format v1.0 (Công văn 2088/BGDĐT-GDTH, Phụ lục 1, as transcribed in public). The Ministry has published
  no schema:
  a document that this schema refuses may still be in order, and one that it accepts need not be."""
_NOTE = """\
  UNOFFICIAL{0}. This schema is hocba's own, made from the field table of {1}
  ({2}).
  A document that this schema refuses may still be in order, and one that it accepts need not be."""
# required in the table of v1.0, but legally absent or at home in another block (rule G-14; format-v1.md §5)
_ABSENT = {("THONG_TIN_CHUNG", "TEN_QUAN_HUYEN"), ("QUA_TRINH_HOC_TAP", "NAM_HOC")}
# of a later format: without meaning in grades 9 and 12 (rule TR-25)
_ABSENT_LATER = {("TONG_KET", "DUOC_LEN_LOP")}
ANY = '<xs:any minOccurs="0" maxOccurs="unbounded" namespace="##any" processContents="lax"/>'
ATTRIBUTES = '<xs:anyAttribute namespace="##any" processContents="lax"/>'
_OPTIONAL = ' minOccurs="0"'
_UNBOUNDED = ' maxOccurs="unbounded"'


@attrs.frozen
class Particle:
    """What may stand at one place: a tag or one of two, and how often."""

    names: tuple[str, ...]
    required: bool = True
    repeated: bool = False
    kind: str = ""

    def lines(self, *, once: bool = False) -> list[str]:
        """References to the global declarations."""
        occurs = ("" if self.required else _OPTIONAL) + (_UNBOUNDED if self.repeated and not once else "")
        if len(self.names) == 1:
            return [f'      <xs:element ref="{self.names[0]}"{occurs}/>']
        inner = [f'        <xs:element ref="{name}"/>' for name in self.names]
        return [f"      <xs:choice{occurs}>", *inner, "      </xs:choice>"]


def schema(known: Format) -> str:
    """The whole schema of ``known``, as it ships."""
    tree = known.tree
    holders = (tree.record,) if known.later else ()
    simple = _simple(known)
    blocks = [branch.tag for branch in tree.branches]
    areas = _areas(known) if known.later else ()
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<!--\n{_note(known)}\n-->",
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="unqualified">',
        *simple_types(),
        *_type("slot", []),
        *_type(known.root, _root_particles(known)),
    ]
    for holder in (known.data, *holders, *blocks):
        content = content_of(known, holder)
        row = known.later and holder in simple
        lines += _row_type(holder, content) if row else _type(holder, content)
    if not known.later:
        lines += _signing_area(known)
    area = () if known.later else (known.signing_area,)
    lines += [_element(name, name) for name in (known.root, known.data, *area, *holders, *blocks)]
    lines += [_element(name, "slot") for name in areas if name not in blocks]
    taken = {known.root, known.data, *holders, *blocks, *areas}
    lines += [_element(name, kind) for name, kind in simple.items() if name not in taken]
    return "\n".join([*lines, "</xs:schema>", ""])


def _note(known: Format) -> str:
    if not known.later and not known.extends:
        return _NOTE_V1
    marked = ", RECONSTRUCTED (dựng lại): no specification is public" if known.reconstructed else ""
    return _NOTE.format(marked, known.id, known.source.replace("--", "- -"))


def _simple(known: Format) -> dict[str, str]:
    """Every simple tag with its type: number only where it is one in every block."""
    blocks = {branch.tag for branch in known.tree.branches}
    kinds: dict[str, str] = {}
    for row in known.fields:
        if row.block in blocks and row.type != "complex":
            kind = _kind(row)
            for name in (row.tag, row.alias):
                if name:
                    kinds[name] = kind if kinds.get(name, kind) == kind else "text"
    return kinds


def _areas(known: Format) -> tuple[str, ...]:
    """The areas of the slots and the slots, each once."""
    tree = known.tree
    names = [known.signing_area, tree.issuing]
    for slot in tree.slots:
        names += [slot.list, slot.tag] if slot.list else [slot.tag]
    return tuple(dict.fromkeys(names))


def _root_particles(known: Format) -> list[Particle]:
    if not known.later:
        return [Particle((known.data,)), Particle((known.signing_area,))]
    return [
        Particle((known.data,)),
        Particle((known.signing_area,), required=False),
        Particle((known.tree.issuing,)),
    ]


def content_of(known: Format, holder: str, *, blocks: bool = True) -> list[Particle]:
    """The tags of ``holder`` in the order of the table, then its blocks unless they are left out."""
    if holder == known.data and known.later:
        return [Particle((known.tree.record,))]
    parent = "" if holder in (known.data, known.tree.record) else holder
    rows = [row for row in known.block(parent) if row.type != "complex"] if parent else []
    simple = [
        Particle((row.tag, row.alias) if row.alias else (row.tag,), _required(row, known), kind=_kind(row))
        for row in rows
    ]
    return simple + [_part(branch) for branch in known.tree.inside(parent) if blocks]


def _part(branch: Branch) -> Particle:
    return Particle((branch.tag,), branch.least > 0 and not branch.any_depth, branch.repeated)


def _required(row: Field, known: Format) -> bool:
    if known.reconstructed and row.confidence == "[unconfirmed]":
        return False
    return row.required == "yes" and (row.block, row.tag) not in (_ABSENT_LATER if known.later else _ABSENT)


def _type(name: str, content: list[Particle]) -> list[str]:
    return [f'  <xs:complexType name="{name}">', *_sequence(content), "  </xs:complexType>"]


def _sequence(content: list[Particle], occurs: str = "") -> list[str]:
    last = max((index for index, one in enumerate(content) if one.required), default=-1)
    lines = [f"    <xs:sequence{occurs}>"]
    for index, particle in enumerate(content[: last + 1]):
        lines += particle.lines(once=index == last)
    return [*lines, f"      {ANY}", "    </xs:sequence>", f"    {ATTRIBUTES}"]


def _row_type(name: str, content: list[Particle]) -> list[str]:
    """A block whose tag is also another spelling of a simple tag in it: its content, or a text alone."""
    return [
        f'  <xs:complexType name="{name}" mixed="true">',
        *_sequence(content, _OPTIONAL),
        "  </xs:complexType>",
    ]


def _signing_area(known: Format) -> list[str]:
    """The slots of format v1.0 with their obligation; their content is free."""
    lines = [f'  <xs:complexType name="{known.signing_area}">', "    <xs:sequence>"]
    for row in known.block(known.signing_area):
        occurs = "" if row.required == "yes" else _OPTIONAL
        lines.append(f'      <xs:element name="{row.tag}" type="slot"{occurs}/>')
    return [*lines, f"      {ANY}", "    </xs:sequence>", f"    {ATTRIBUTES}", "  </xs:complexType>"]


def _element(name: str, kind: str) -> str:
    return f'  <xs:element name="{name}" type="{kind}"/>'


def _kind(row: Field) -> str:
    return "number" if row.type in ("number", "decimal") else "text"


def simple_types() -> list[str]:
    """The types of simple tags."""
    return [*_value("text", "xs:string"), *_value("number", "decimal4"), *_decimal()]


def _value(name: str, base: str) -> Iterable[str]:
    return (
        f'  <xs:complexType name="{name}">',
        f'    <xs:simpleContent><xs:extension base="{base}">{ATTRIBUTES}</xs:extension></xs:simpleContent>',
        "  </xs:complexType>",
    )


def _decimal() -> Iterable[str]:
    return (
        '  <xs:simpleType name="decimal4">',
        '    <xs:restriction base="xs:decimal"><xs:fractionDigits value="4"/></xs:restriction>',
        "  </xs:simpleType>",
    )
