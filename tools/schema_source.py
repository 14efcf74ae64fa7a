"""The XSD of the record, as text made from the field table.

XSD 1.0 allows a wildcard only where no tag of the table can stand, so every block ends with a lax
wildcard after its last required tag; optional tags behind that one are declared globally and reach their
declaration through the wildcard. Order is checked, lengths are not, attributes are free.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

NOTE = """\
  UNOFFICIAL. This schema is hocba's own, made by tools/generate_formats.py from the field table of
  format v1.0 (Công văn 2088/BGDĐT-GDTH, Phụ lục 1, as transcribed in public). The Ministry has published
  no schema:
  a document that this schema refuses may still be in order, and one that it accepts need not be."""
BLOCKS = ("THONG_TIN_CHUNG", "QUA_TRINH_HOC_TAP", "TONG_KET", "BANG_DIEM", "DANH_GIA_NANG_LUC_PHAM_CHAT")
# required in the table, but legally absent or at home in another block as well (rule G-14; format-v1.md §5)
ABSENT = {("THONG_TIN_CHUNG", "TEN_QUAN_HUYEN"), ("QUA_TRINH_HOC_TAP", "NAM_HOC")}
TREE = {
    "HOC_BA": [("DU_LIEU_HOC_BA", ""), ("DANH_SACH_THONG_TIN_KY", "")],
    "DU_LIEU_HOC_BA": [
        ("THONG_TIN_CHUNG", ""),
        ("QUA_TRINH_HOC_TAP", ' maxOccurs="unbounded"'),
        ("TONG_KET", ""),
    ],
    "TONG_KET": [("BANG_DIEM", ' maxOccurs="unbounded"'), ("DANH_GIA_NANG_LUC_PHAM_CHAT", "")],
}
WILDCARD = '      <xs:any minOccurs="0" maxOccurs="unbounded" namespace="##any" processContents="lax"/>'
ATTRIBUTES = '<xs:anyAttribute namespace="##any" processContents="lax"/>'


class Field(Protocol):
    """What this needs of a row of the field table."""

    @property
    def block(self) -> str: ...
    @property
    def tag(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def required(self) -> str: ...
    @property
    def alias(self) -> str: ...


def schema(rows: Iterable[Field]) -> str:
    """The whole schema."""
    table = list(rows)
    simple = {row.tag: row for row in table if row.block in BLOCKS and row.type != "complex"}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<!--",
        NOTE,
        "-->",
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="unqualified">',
        *_value("text", "xs:string"),
        *_value("number", "decimal4"),
        '  <xs:simpleType name="decimal4">',
        '    <xs:restriction base="xs:decimal"><xs:fractionDigits value="4"/></xs:restriction>',
        "  </xs:simpleType>",
        *_slot(),
    ]
    for block in ("HOC_BA", "DU_LIEU_HOC_BA", *BLOCKS):
        lines += _block(block, [row for row in table if row.block == block])
    lines += _signing_area([row for row in table if row.block == "DANH_SACH_THONG_TIN_KY"])
    lines += [f'  <xs:element name="{name}" type="{name}"/>'
              for name in ("HOC_BA", "DU_LIEU_HOC_BA", "DANH_SACH_THONG_TIN_KY", *BLOCKS)]  # fmt: skip
    for row in simple.values():
        lines += [f'  <xs:element name="{name}" type="{_type(row)}"/>'
                  for name in (row.tag, row.alias) if name]  # fmt: skip
    return "\n".join([*lines, "</xs:schema>", ""])


def _type(row: Field) -> str:
    return "number" if row.type == "number" else "text"


def _value(name: str, base: str) -> list[str]:
    return [
        f'  <xs:complexType name="{name}">',
        f'    <xs:simpleContent><xs:extension base="{base}">{ATTRIBUTES}</xs:extension></xs:simpleContent>',
        "  </xs:complexType>",
    ]


def _block(block: str, rows: list[Field]) -> list[str]:
    last = max((index for index, row in enumerate(rows) if not _optional(row)), default=-1)
    if block in TREE:
        last = len(rows)
    lines = [f'  <xs:complexType name="{block}">', "    <xs:sequence>"]
    for row in rows[: last + 1]:
        lines += _particle(row)
    lines += [f'      <xs:element ref="{name}"{occurs}/>' for name, occurs in TREE.get(block, [])]
    return [*lines, WILDCARD, "    </xs:sequence>", f"    {ATTRIBUTES}", "  </xs:complexType>"]


def _optional(row: Field) -> bool:
    return row.required != "yes" or (row.block, row.tag) in ABSENT


def _particle(row: Field) -> list[str]:
    occurs = ' minOccurs="0"' if _optional(row) else ""
    if not row.alias:
        return [f'      <xs:element ref="{row.tag}"{occurs}/>']
    return [
        f"      <xs:choice{occurs}>",
        f'        <xs:element ref="{row.tag}"/>',
        f'        <xs:element ref="{row.alias}"/>',
        "      </xs:choice>",
    ]


def _signing_area(slots: list[Field]) -> list[str]:
    lines = ['  <xs:complexType name="DANH_SACH_THONG_TIN_KY">', "    <xs:sequence>"]
    for row in slots:
        occurs = "" if row.required == "yes" else ' minOccurs="0"'
        lines.append(f'      <xs:element name="{row.tag}" type="slot"{occurs}/>')
    return [*lines, WILDCARD, "    </xs:sequence>", f"    {ATTRIBUTES}", "  </xs:complexType>"]


def _slot() -> list[str]:
    return [
        '  <xs:complexType name="slot">',
        "    <xs:sequence>",
        WILDCARD,
        "    </xs:sequence>",
        f"    {ATTRIBUTES}",
        "  </xs:complexType>",
    ]
