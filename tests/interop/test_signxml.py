"""signxml as a second engine where it is sound, and the faults for which it is no more than that."""

from __future__ import annotations

import base64
from importlib.metadata import version
from pathlib import Path

import pytest
from lxml import etree

import hocba
from hocba.sign.options import SignatureOptions
from tests.interop.conftest import School
from tests.interop.engines import signxml_engine
from tests.interop.engines.common import DS, private_key_of
from tests.interop.engines.libxmlsec import LibXmlSec
from tests.interop.test_others_accept import _signed, _tampered

pytestmark = pytest.mark.interop
as_described = pytest.mark.skipif(
    not version("signxml").startswith("5.2."), reason="the faults are those of signxml 5.2"
)


@pytest.mark.parametrize(("profile", "references"), [("xades-b-b", 3), ("xmldsig-signingtime", 2)])
def test_accepts_hocba(school: School, tmp_path: Path, profile: str, references: int) -> None:
    file = _signed(school, profile, SignatureOptions(), tmp_path / "signed.xml")
    options = {"references": references, "xades": profile == "xades-b-b"}
    assert all(verdict.valid for verdict in signxml_engine.verify(file, school.keys, **options))
    tampered = signxml_engine.verify(_tampered(file), school.keys, **options)
    assert not any(verdict.valid for verdict in tampered)


def test_hocba_reads_it(rsa_school: School, tmp_path: Path) -> None:
    """XAdES with inclusive C14N is sound; its extra reference covers KeyInfo."""
    file = tmp_path / "signxml.xml"
    raw = rsa_school.draft.read_bytes()
    file.write_bytes(signxml_engine.sign(raw, rsa_school.keys, claims=rsa_school.claims))
    report = rsa_school.verify(file)
    assert all(signature.intact is True for signature in report.signatures)
    assert {signature.form for signature in report.signatures} == {"XAdES-B-B"}


@as_described
def test_fault_refuses_the_layout_of_the_field(rsa_school: School, tmp_path: Path) -> None:
    """As delivered it takes lxml's wrong inclusive form of SignedInfo."""
    file = _signed(rsa_school, "xmldsig-signingtime", SignatureOptions(), tmp_path / "signed.xml")
    found = signxml_engine.verify(file, rsa_school.keys, references=2, xades=False, excise=False)
    assert not any(verdict.valid for verdict in found)


@as_described
def test_fault_exclusive_xades(rsa_school: School, tmp_path: Path) -> None:
    """XAdES with exclusive C14N: what was digested is not what the references say."""
    from signxml import CanonicalizationMethod

    file = tmp_path / "exclusive.xml"
    file.write_bytes(
        signxml_engine.sign(
            rsa_school.draft.read_bytes(),
            rsa_school.keys,
            claims=rsa_school.claims,
            c14n=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
        )
    )
    assert not any(verdict.valid for verdict in LibXmlSec.ready(rsa_school.anchors).verify(file))
    report = rsa_school.verify(file)
    assert report.indication is hocba.Indication.TOTAL_FAILED
    assert all(signature.intact is False for signature in report.signatures)


@as_described
def test_fault_unknown_transforms_are_skipped(rsa_school: School, tmp_path: Path) -> None:
    root = _one_signature(rsa_school)
    transforms = root.find(f".//{{{DS}}}Transforms")
    for name in ("http://www.w3.org/TR/1999/REC-xslt-19991116", "urn:example:unknown"):
        transforms.insert(1, etree.Element(f"{{{DS}}}Transform", Algorithm=name))
    _sign_again(root, rsa_school)
    _taken_by_signxml_only(root, rsa_school, tmp_path)


@as_described
def test_fault_base64_is_lenient(rsa_school: School, tmp_path: Path) -> None:
    root = _one_signature(rsa_school)
    value = root.find(f".//{{{DS}}}SignatureValue")
    value.text = "!*" + value.text
    _taken_by_signxml_only(root, rsa_school, tmp_path)


def _one_signature(school: School) -> etree._Element:
    keys = {"GVCN": school.keys["GVCN"]}
    return etree.fromstring(signxml_engine.sign(school.draft.read_bytes(), keys, claims=school.claims))


def _sign_again(root: etree._Element, school: School) -> None:
    """A new value over SignedInfo as it now stands; with the ds prefix lxml's inclusive form is right."""
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    info = etree.tostring(root.find(f".//{{{DS}}}SignedInfo"), method="c14n")
    value = private_key_of(school.keys["GVCN"]).sign(info, PKCS1v15(), SHA256())
    root.find(f".//{{{DS}}}SignatureValue").text = base64.b64encode(value).decode()


def _taken_by_signxml_only(root: etree._Element, school: School, folder: Path) -> None:
    file = folder / "changed.xml"
    file.write_bytes(etree.tostring(root))
    keys = {"GVCN": school.keys["GVCN"]}
    (verdict,) = signxml_engine.verify(file, keys, references=3, xades=True)
    assert verdict.valid, verdict
    report = school.verify(file)
    teacher = next(signature for signature in report.signatures if signature.slot == "GVCN")
    assert teacher.intact is not True
