"""Change one byte, attribute or element of a later record: what still passes says the same of everybody."""

from __future__ import annotations

import copy
import re
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.later.document import primary, secondary
from tests.later.world import NOW, later

from hocba.errors import HocbaError
from hocba.verify.engine import Verifier
from hocba.verify.report import Indication, Report

KINDS = ("inside", "outside", "whole", "primary")
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"


@cache
def signed(kind: str) -> bytes:
    if kind == "primary":
        return later().complete_primary(primary(inside=False))
    start = later().homeroom_signed(later().teachers_signed(secondary(inside=kind != "outside")))
    return later().issued(start, seal="" if kind == "whole" else "#data")


@cache
def verifier() -> Verifier:
    return later().verifier()


def answered(raw: bytes) -> Report | None:
    """The report; None where the bytes are refused. Nothing but HocbaError may escape."""
    try:
        return verifier().verify(raw, at=NOW)
    except HocbaError:
        return None


@cache
def original(kind: str) -> Report:
    report = answered(signed(kind))
    assert report is not None
    assert report.indication is Indication.TOTAL_PASSED
    return report


def owes(raw: bytes, kind: str) -> None:
    """A change passes only where the record is the same and everybody has signed the same as before."""
    report = answered(raw)
    if report is None or report.indication is not Indication.TOTAL_PASSED:
        return
    before = original(kind)
    assert report.require().record == before.require().record
    assert report.format_id == before.format_id
    filled = [entry for entry in report.signatures if entry.present]
    needed = [entry for entry in before.signatures if kind != "primary" or entry.slot != "GVCN"]
    said = {(entry.signer, entry.claimed_time, len(entry.covers)) for entry in filled}
    assert {(entry.signer, entry.claimed_time, len(entry.covers)) for entry in needed} <= said
    assert len(filled) in {len(needed), len(before.signatures)}


@settings(max_examples=150)
@given(st.data(), st.sampled_from(KINDS))
def test_one_byte(data: st.DataObject, kind: str) -> None:
    raw = signed(kind)
    at = data.draw(st.integers(0, len(raw) - 1))
    byte = data.draw(st.integers(0, 255))
    how = data.draw(st.sampled_from(["replace", "insert", "delete"]))
    middle = b"" if how == "delete" else bytes([byte])
    owes(raw[:at] + middle + raw[at + (how != "insert") :], kind)


def tree(kind: str) -> tuple[etree._Element, list[etree._Element]]:
    root = etree.fromstring(signed(kind))
    return root, list(root.iter())


@settings(max_examples=150)
@given(st.data(), st.sampled_from(KINDS))
def test_one_attribute(data: st.DataObject, kind: str) -> None:
    root, elements = tree(kind)
    element = elements[data.draw(st.integers(0, len(elements) - 1))]
    names = [*element.attrib, "id", "Id", "lang"]
    name = data.draw(st.sampled_from(names))
    if name in element.attrib and data.draw(st.booleans()):
        del element.attrib[name]
    else:
        known = [owner.get("Id") for owner in elements if owner.get("Id")]
        values = ["", "x", "#data", *known, *(f"#{value}" for value in known)]
        element.set(name, data.draw(st.sampled_from(values)))
    owes(etree.tostring(root), kind)


@settings(max_examples=200)
@given(st.data(), st.sampled_from(KINDS))
def test_one_element_removed_copied_moved_or_swapped(data: st.DataObject, kind: str) -> None:
    root, elements = tree(kind)
    element = elements[data.draw(st.integers(1, len(elements) - 1))]
    target = elements[data.draw(st.integers(1, len(elements) - 1))]
    _changed(element, target, data)
    owes(etree.tostring(root), kind)


@settings(max_examples=200)
@given(st.data(), st.sampled_from(KINDS))
def test_slots_rows_and_signatures_removed_copied_moved_or_swapped(data: st.DataObject, kind: str) -> None:
    """As above, among the elements that make up who signed what."""
    root, elements = tree(kind)
    made_of = re.compile(
        r"GVBM|GVCN|CBQL|KY_PHAT_HANH|DIEM_TONG_KET|DANH_SACH|PHAT_HANH|THONG_TIN_HOC|DU_LIEU"
    )
    parts = [each for each in elements[1:] if each.tag == SIGNATURE or made_of.match(str(each.tag))]
    for _ in range(data.draw(st.integers(1, 2))):
        _changed(data.draw(st.sampled_from(parts)), data.draw(st.sampled_from(parts)), data)
    owes(etree.tostring(root), kind)


def _changed(element: etree._Element, target: etree._Element, data: st.DataObject) -> None:
    parent, other = element.getparent(), target.getparent()
    if parent is None or other is None:  # taken out before
        return
    how = data.draw(st.sampled_from(["remove", "copy", "move", "swap", "rename", "text", "empty"]))
    apart = element not in target.iterancestors() and target not in element.iterancestors()
    if how == "remove":
        parent.remove(element)
    elif how == "copy":
        target.insert(data.draw(st.integers(0, len(target))), copy.deepcopy(element))
    elif how == "move" and element is not target and element not in target.iterancestors():
        target.insert(data.draw(st.integers(0, len(target))), element)
    elif how == "swap" and element is not target and apart:
        copied = copy.deepcopy(element)
        other.replace(target, copied)
        parent.replace(element, target)
    elif how == "rename":
        element.tag = target.tag
    elif how == "text":
        element.text = data.draw(st.sampled_from(["", "X", "9", (element.text or "") + " "]))
    elif how == "empty":
        del element[:]


@settings(max_examples=80)
@given(st.data(), st.sampled_from(KINDS))
def test_a_comment_or_instruction_anywhere(data: st.DataObject, kind: str) -> None:
    root, elements = tree(kind)
    element = elements[data.draw(st.integers(0, len(elements) - 1))]
    node = etree.Comment("x") if data.draw(st.booleans()) else etree.ProcessingInstruction("x", "y")
    text = element.text or ""
    at = data.draw(st.integers(0, len(text)))
    element.text, node.tail = text[:at], text[at:]
    element.insert(0, node)
    owes(etree.tostring(root), kind)
