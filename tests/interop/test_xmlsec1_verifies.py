"""Files that other programs laid out, signed by hocba: xmlsec1 finds digests and values right in place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hocba.pki.certificate import Certificate
from hocba.sign.gates import Gate
from hocba.sign.options import SignatureOptions
from hocba.sign.record_file import RecordFile
from hocba.sign.session import complete, prepare, signed_values
from hocba.testing.pki import TestPki
from hocba.testing.records import display_sample
from tests.interop.engines.common import DS, XADES, need, run

pytestmark = pytest.mark.interop

NOW = datetime(2026, 6, 1, 3, 4, 5, tzinfo=UTC)
PROFILES = ["xades-b-b", "xmldsig-signingtime"]
ID_ATTRIBUTES = (
    "id",
    "DU_LIEU_HOC_BA",
    "Id",
    "DU_LIEU_HOC_BA",
    "Id",
    f"{DS}:Object",
    "Id",
    f"{XADES}:SignedProperties",
)
LAYOUTS = {
    "as hocba writes it": (b"", b""),
    "namespace on the root": (b"<HOC_BA>", b'<HOC_BA xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'),
    "language on the root": (b"<HOC_BA>", b'<HOC_BA xml:lang="vi">'),
    "space in the area": (b"<DANH_SACH_THONG_TIN_KY>", b'<DANH_SACH_THONG_TIN_KY xml:space="preserve">'),
    "namespace in the slot": (b"<GVCN></GVCN>", b'<GVCN xmlns:n="urn:n"></GVCN>'),
    "prefix xades taken": (b"<HOC_BA>", b'<HOC_BA xmlns:xades="urn:other">'),
    "line ends": (b"><", b">\r\n  <"),
    "byte-order mark": (b"<?xml", b"\xef\xbb\xbf<?xml"),
    "comments": (b"<HOC_BA>", b"<!-- a --><?b c?><HOC_BA><!-- d -->"),
    "other id": (b'<DU_LIEU_HOC_BA id="data">', b"<DU_LIEU_HOC_BA z='2'  Id = 'd-1' a='1'>"),
}
ALGORITHMS = {
    "rsa-2048": None,
    "rsa-3072": None,
    "rsa-4096": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
    "p-256": None,
    "p-384": "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
}


@pytest.fixture(scope="module")
def pki() -> TestPki:
    return TestPki.create(NOW)


def _signed(
    raw: bytes, pki: TestPki, key: str, profile: str, options: SignatureOptions
) -> tuple[bytes, Certificate]:
    signer = pki.public_ca.issue({"CN": "Thử & <Nghiệm>"}, now=NOW, key=key).signer
    batch = prepare(
        [raw],
        slot="GVCN",
        certificate=signer.certificate,
        signing_time=NOW,
        profile=profile,
        options=options,
        gate=Gate(record=None),
        signature_algorithm=ALGORITHMS[key],
    )
    (outcome,) = complete(batch, signed_values(signer, batch))
    return outcome.require().raw, signer.certificate


def _verify(raw: bytes, certificate: Certificate, folder: Path) -> bool:
    program = need("xmlsec1")
    (folder / "key.pem").write_bytes(certificate.pem())
    (folder / "signed.xml").write_bytes(raw)
    ids = [
        part
        for attribute, element in zip(ID_ATTRIBUTES[::2], ID_ATTRIBUTES[1::2], strict=True)
        for part in (f"--id-attr:{attribute}", element)
    ]
    key = ["--pubkey-cert-pem", folder / "key.pem"]
    return run([program, "--verify", *key, *ids, folder / "signed.xml"]).returncode == 0


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("empty_ns", [False, True])
def test_layouts(pki: TestPki, tmp_path: Path, layout: str, profile: str, empty_ns: bool) -> None:
    raw = RecordFile.from_record(display_sample()).raw
    old, new = LAYOUTS[layout]
    before = raw.replace(old, new) if old else raw
    options = SignatureOptions(empty_ns=empty_ns)
    signed, certificate = _signed(before, pki, "rsa-2048", profile, options)
    assert _verify(signed, certificate, tmp_path)
    assert not _verify(signed.replace(b"<TEN_LOP>4A<", b"<TEN_LOP>4B<"), certificate, tmp_path)
    assert not _verify(
        signed.replace(b"2026-06-01T03:04:05Z", b"2026-06-01T03:04:06Z", 1), certificate, tmp_path
    )


@pytest.mark.parametrize("key", ALGORITHMS)
@pytest.mark.parametrize("profile", PROFILES)
def test_keys(pki: TestPki, tmp_path: Path, key: str, profile: str) -> None:
    raw = RecordFile.from_record(display_sample()).raw
    options = SignatureOptions(place="Xã <Thử> & 'Nghiệm'", chain=pki["teacher"].chain)
    signed, certificate = _signed(raw, pki, key, profile, options)
    assert _verify(signed, certificate, tmp_path)
