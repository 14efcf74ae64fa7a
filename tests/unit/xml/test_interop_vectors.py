"""Canonical forms inside signatures that others made: their digests and values agree."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, padding, rsa, utils
from lxml import etree
from tests.shared_data import shared_data

from hocba.errors import MalformedXmlError
from hocba.xml.base64 import decode_strict
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import Document, parse
from hocba.xml.ids import IdIndex
from hocba.xml.names import C14N_10, DS, EXC_C14N, EXC_C14N_COMMENTS

NS = {"d": DS, "e": EXC_C14N}


def sha1(data: bytes) -> bytes:
    return hashlib.sha1(data, usedforsecurity=False).digest()


def load(*parts: str) -> Document:
    return parse(shared_data("xmldsig", *parts).read_bytes())


def values(signature: etree._Element, path: str) -> list[bytes]:
    return [decode_strict(each.text or "") for each in signature.findall(path, NS)]


def test_exclusive_references_agree() -> None:
    document = load("merlin-exc-c14n-one", "exc-signature.xml")
    forms = Canonicalizer(document)
    signature = document.root.find("d:Signature", NS)
    target = IdIndex(document.root).find("to-be-signed")
    references = signature.findall("d:SignedInfo/d:Reference", NS)
    assert len(references) == 4
    for reference in references:
        algorithm = reference.find("d:Transforms/d:Transform", NS).get("Algorithm")
        listed = reference.find(".//e:InclusiveNamespaces", NS)
        prefixes = () if listed is None else listed.get("PrefixList").split()
        comments = {EXC_C14N: False, EXC_C14N_COMMENTS: True}[algorithm]
        octets = forms.exclusive(target, with_comments=comments, prefixes=prefixes)
        assert [sha1(octets)] == values(reference, "d:DigestValue")
    verify_dsa(signature, forms.exclusive(signature.find("d:SignedInfo", NS)))


def verify_dsa(signature: etree._Element, signed: bytes) -> None:
    p, q, g, y = (
        int.from_bytes(values(signature, f".//d:DSAKeyValue/d:{name}")[0]) for name in ("P", "Q", "G", "Y")
    )
    key = dsa.DSAPublicNumbers(y, dsa.DSAParameterNumbers(p, q, g)).public_key()
    (raw,) = values(signature, "d:SignatureValue")
    pair = utils.encode_dss_signature(int.from_bytes(raw[:20]), int.from_bytes(raw[20:]))
    key.verify(pair, signed, hashes.SHA1())
    with pytest.raises(InvalidSignature):
        key.verify(pair, signed + b" ", hashes.SHA1())


SIGNED = "merlin-xmldsig-twenty-three"


@pytest.mark.parametrize("name", ["dsa", "rsa", "hmac-sha1"])
def test_enveloping(name: str) -> None:
    document = load(SIGNED, f"signature-enveloping-{name}.xml")
    forms = Canonicalizer(document)
    signature = document.root
    target = IdIndex(signature).find("object")
    assert [sha1(forms.inclusive(target))] == values(signature, "d:SignedInfo/d:Reference/d:DigestValue")
    signed_info = signature.find("d:SignedInfo", NS)
    assert signed_info.find("d:CanonicalizationMethod", NS).get("Algorithm") == C14N_10
    signed = forms.inclusive(signed_info)
    (value,) = values(signature, "d:SignatureValue")
    if name == "dsa":
        verify_dsa(signature, signed)
    elif name == "rsa":
        n, e = (
            int.from_bytes(values(signature, f".//d:RSAKeyValue/d:{part}")[0])
            for part in ("Modulus", "Exponent")
        )
        rsa.RSAPublicNumbers(e, n).public_key().verify(value, signed, padding.PKCS1v15(), hashes.SHA1())
    else:
        assert hmac.digest(b"secret", signed, "sha1") == value


def test_enveloped() -> None:
    document = load(SIGNED, "signature-enveloped-dsa.xml")
    forms = Canonicalizer(document)
    signature = document.root.find(".//d:Signature", NS)
    octets = forms.whole(without=signature)
    assert [sha1(octets)] == values(signature, "d:SignedInfo/d:Reference/d:DigestValue")
    verify_dsa(signature, forms.inclusive(signature.find("d:SignedInfo", NS)))


def test_document_type_of_the_long_vector_is_refused() -> None:
    with pytest.raises(MalformedXmlError) as caught:
        load(SIGNED, "signature.xml")
    assert caught.value.code == "XML-DTD"
