"""Signatures that others made, good and hostile: what the extraction of facts says of them (shared/data)."""

from __future__ import annotations

import hmac
import warnings

import pytest
from tests.shared_data import shared_data

from hocba.errors import MalformedXmlError
from hocba.limits import DEFAULT_LIMITS
from hocba.verify.extract.octets import Octets
from hocba.verify.extract.references import Scope
from hocba.verify.extract.signature import take_apart
from hocba.verify.extract.signatures import Place, SignatureReader
from hocba.verify.facts import SignatureFacts
from hocba.xml.document import Document, parse
from hocba.xml.ids import IdIndex
from hocba.xml.names import DS

MERLIN = "merlin-xmldsig-twenty-three"
SIGNATURE = f"{{{DS}}}Signature"


def facts(*parts: str, data: str = "") -> list[SignatureFacts]:
    document = parse(shared_data("xmldsig", *parts).read_bytes())
    return judged_as_facts(document, data)


def judged_as_facts(document: Document, data: str = "") -> list[SignatureFacts]:
    ids = IdIndex(document.root)
    scope = Scope(ids, ids.get(data) if data else None, data, Octets(document))
    sparse = document.has_comments or document.has_instructions
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # certificates of 2002 with serial numbers that nobody uses any more
        return [
            SignatureReader(DEFAULT_LIMITS).read(element, Place("", "x"), scope, sparse=sparse)
            for element in document.root.iter(SIGNATURE)
        ]


def test_two_signed_infos_and_a_wrapped_one_are_refused() -> None:
    for name in ("saml_multiple_signed_info_nodes.xml", "saml_wrapped_signed_info_node.xml"):
        for found in facts("xml-crypto", name):
            assert found.problem == "VER-SIG-STRUCTURE"
            assert found.intact is None


def test_a_comment_in_the_digest_is_refused() -> None:
    found = facts("xml-crypto", "valid_saml_with_digest_comment.xml")
    assert {entry.problem for entry in found} == {"VER-SIG-COMMENT"}


def test_a_wrapped_assertion_is_never_covered() -> None:
    for found in facts("xml-crypto", "valid_saml_signature_wrapping.xml"):
        assert [reference.problem for reference in found.references] == ["VER-REF-DUPLICATE"]
        assert found.intact is None


def test_an_enveloped_signature_with_letters_beyond_ascii() -> None:
    (found,) = facts("xml-crypto", "valid_signature_utf8.xml", data="_w014WYqtFGe3OCA7UIXqUKTj8Qmo2GHn")
    assert [reference.intact for reference in found.references] == [True]


def test_relative_namespace_names_are_refused() -> None:
    """Canonicalisation is undefined for them, and libxml2 refuses it too: nothing could be digested."""
    for path in sorted(shared_data("xmldsig", "xml-crypto").glob("*valid_signature*.xml")):
        if b'xmlns="ns"' in path.read_bytes():
            with pytest.raises(MalformedXmlError):
                parse(path.read_bytes())


def test_external_references_are_never_fetched() -> None:
    for name in ("signature-external-dsa.xml", "signature-external-b64-dsa.xml", "signature-keyname.xml"):
        (found,) = facts(MERLIN, name)
        assert [reference.problem for reference in found.references] == ["VER-REF-URI"]


def test_a_document_type_and_a_truncated_hmac_are_refused() -> None:
    with pytest.raises(MalformedXmlError):
        facts(MERLIN, "signature.xml")
    (found,) = facts(MERLIN, "signature-enveloping-hmac-sha1-40.xml")
    assert found.problem == "VER-SIG-STRUCTURE"


def test_hmac_is_never_computed_and_its_octets_are_right() -> None:
    raw = shared_data("xmldsig", MERLIN, "signature-enveloping-hmac-sha1.xml").read_bytes()
    document = parse(raw)
    (found,) = judged_as_facts(document)
    assert found.value_ok is None
    parts = take_apart(
        next(document.root.iter(SIGNATURE)), Octets(document), sparse=False, limits=DEFAULT_LIMITS
    )
    assert hmac.digest(b"secret", parts.signed_octets, "sha1") == parts.value


def test_base64_transforms_are_refused_and_enveloped_digests_agree() -> None:
    (found,) = facts(MERLIN, "signature-enveloping-b64-dsa.xml")
    assert [reference.problem for reference in found.references] == ["VER-REF-TRANSFORM"]
    (found,) = facts(MERLIN, "signature-enveloped-dsa.xml")
    assert [(reference.role, reference.intact) for reference in found.references] == [("whole", True)]
    assert found.value_ok is None  # DSA is not computed


def test_comments_beside_what_is_read_do_not_matter() -> None:
    (found,) = facts("merlin-exc-c14n-one", "exc-signature.xml")
    assert found.problem == ""
    assert {reference.problem for reference in found.references} == {"VER-REF-URI"}
