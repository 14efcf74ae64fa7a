"""Change any one byte, attribute or element of an issued record: what still passes says the same."""

from __future__ import annotations

import copy

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.unit.verify.world import issued, judged

from hocba.errors import HocbaError
from hocba.verify.report import Indication, Report

PROFILES = ("xades-b-b", "xmldsig-signingtime")


def answered(raw: bytes) -> Report | None:
    """The report; None where the bytes are refused. Nothing but HocbaError may escape."""
    try:
        return judged(raw)
    except HocbaError:
        return None


def owes(raw: bytes, profile: str) -> None:
    """A change passes only where the record read from the signed octets is the same."""
    report = answered(raw)
    if report is None or report.indication is not Indication.TOTAL_PASSED:
        return
    original = judged(issued(profile))
    assert report.require().record == original.require().record
    for now, before in zip(report.signatures, original.signatures, strict=True):
        if now.present or before.slot != "GVCN":  # the one slot that may stand empty in v1.0
            assert (now.signer, now.claimed_time, now.covers) == (
                before.signer,
                before.claimed_time,
                before.covers,
            )


@settings(max_examples=150)
@given(st.data(), st.sampled_from(PROFILES))
def test_one_byte(data: st.DataObject, profile: str) -> None:
    raw = issued(profile)
    at = data.draw(st.integers(0, len(raw) - 1))
    byte = data.draw(st.integers(0, 255))
    kind = data.draw(st.sampled_from(["replace", "insert", "delete"]))
    middle = b"" if kind == "delete" else bytes([byte])
    owes(raw[:at] + middle + raw[at + (kind != "insert") :], profile)


@settings(max_examples=60)
@given(st.data(), st.sampled_from(PROFILES))
def test_a_cut_file_never_passes(data: st.DataObject, profile: str) -> None:
    raw = issued(profile)
    at = data.draw(st.integers(0, len(raw.rstrip()) - 1))
    report = answered(raw[:at])
    assert report is None or report.indication is not Indication.TOTAL_PASSED


def tree(profile: str) -> tuple[etree._Element, list[etree._Element]]:
    root = etree.fromstring(issued(profile))
    return root, list(root.iter())


@settings(max_examples=120)
@given(st.data(), st.sampled_from(PROFILES))
def test_one_attribute(data: st.DataObject, profile: str) -> None:
    root, elements = tree(profile)
    element = elements[data.draw(st.integers(0, len(elements) - 1))]
    names = [*element.attrib, "id", "Id", "lang"]
    name = data.draw(st.sampled_from(names))
    if name in element.attrib and data.draw(st.booleans()):
        del element.attrib[name]
    else:
        values = ["", "x", "data", "#data", *(owner.get("Id", "y") for owner in elements[:40])]
        element.set(name, data.draw(st.sampled_from(values)))
    owes(etree.tostring(root), profile)


@settings(max_examples=150)
@given(st.data(), st.sampled_from(PROFILES))
def test_one_element_removed_copied_or_moved(data: st.DataObject, profile: str) -> None:
    root, elements = tree(profile)
    element = elements[data.draw(st.integers(1, len(elements) - 1))]
    target = elements[data.draw(st.integers(0, len(elements) - 1))]
    parent = element.getparent()
    kind = data.draw(st.sampled_from(["remove", "copy", "move", "rename", "text"]))
    if kind == "remove":
        parent.remove(element)
    elif kind == "copy":
        target.insert(data.draw(st.integers(0, len(target))), copy.deepcopy(element))
    elif kind == "move" and element not in target.iterancestors() and element is not target:
        target.insert(data.draw(st.integers(0, len(target))), element)
    elif kind == "rename":
        element.tag = target.tag
    elif kind == "text":
        element.text = data.draw(st.sampled_from(["", "X", "9", (element.text or "") + " "]))
    owes(etree.tostring(root), profile)


@settings(max_examples=60)
@given(st.data(), st.sampled_from(PROFILES))
def test_a_comment_or_instruction_anywhere(data: st.DataObject, profile: str) -> None:
    root, elements = tree(profile)
    element = elements[data.draw(st.integers(0, len(elements) - 1))]
    node = etree.Comment("x") if data.draw(st.booleans()) else etree.ProcessingInstruction("x", "y")
    text = element.text or ""
    at = data.draw(st.integers(0, len(text)))
    element.text, node.tail = text[:at], text[at:]
    element.insert(0, node)
    owes(etree.tostring(root), profile)
