"""Files whose earlier signatures were made by others and cover something else than the data."""

from __future__ import annotations

import hashlib
from base64 import b64encode

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from lxml import etree
from tests.unit.sign.conftest import SignSlot

from hocba.sign.gates import Gate
from hocba.sign.record_file import RecordFile
from hocba.testing.pki import TestPki
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse
from hocba.xml.names import DS

D = f"{{{DS}}}"


def _signed_over(raw: bytes, uri: str, key: object) -> bytes:
    """The plain XMLDSig signature of GVCN in ``raw``, made again with its first reference over ``uri``:
    the whole file, or a part of the signature itself, of which enveloped-signature leaves nothing.
    """
    changed = raw.replace(b'URI="#data"', f'URI="{uri}"'.encode())
    document = parse(changed)
    canonical = Canonicalizer(document)
    (signature,) = document.root.iter(f"{D}Signature")
    octets = b"" if uri else canonical.whole(without=signature)
    old = signature.findtext(f".//{D}DigestValue") or ""
    changed = changed.replace(old.encode(), b64encode(hashlib.sha256(octets).digest()), 1)
    document = parse(changed)
    (info,) = document.root.iter(f"{D}SignedInfo")
    value = key.sign(  # type: ignore[attr-defined]  # an RSA key of the test PKI
        Canonicalizer(document).inclusive(info), padding.PKCS1v15(), hashes.SHA256()
    )
    written = etree.fromstring(changed).findtext(f".//{D}SignatureValue") or ""
    return changed.replace(written.encode(), b64encode(value))


@pytest.mark.parametrize(
    ("uri", "code", "reason"),
    [
        ("", "SIGN-WOULD-CHANGE", "VER-REF-WHOLE"),
        ("#signobject", "SIGN-EARLIER-BROKEN", "VER-REF-TRANSFORM"),
    ],
)
def test_coverage_of_earlier_signatures(
    draft: RecordFile, sign: SignSlot, pki: TestPki, uri: str, code: str, reason: str
) -> None:
    plain = sign(draft, "GVCN", profile="xmldsig-signingtime").require().raw
    unique = plain.split(b'Id="signobject-')[1][:36].decode()
    foreign = _signed_over(plain, f"{uri}-{unique}" if uri else "", pki["teacher"].key)
    error = sign(foreign, "CBQL").error
    assert error is not None
    assert (error.code, error.context["reason"]) == (code, reason)
    assert error.message("vi") != error.message("en")


def test_comments_can_be_overridden(raw: bytes, sign: SignSlot) -> None:
    commented = raw.replace(b"<HO_VA_TEN>", b"<HO_VA_TEN><!-- x -->")
    gate = Gate(override={"SIGN-COMMENTS": "đã xem"})
    outcome = sign(commented, "GVCN", gate=gate)
    assert outcome.signed, outcome.error
    assert b"<HO_VA_TEN><!-- x -->" in outcome.require().raw
