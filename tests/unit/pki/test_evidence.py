from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from hocba.errors import ConfigurationError, InputError, LimitExceededError
from hocba.limits import Limits
from hocba.pki.evidence import Evidence
from hocba.testing.pki import TestPki


def test_empty() -> None:
    assert Evidence.load() == Evidence.load(()) == Evidence()


def test_objects(small_pki: TestPki) -> None:
    crl, other = small_pki.crls[:2]
    ca = small_pki.public_ca.certificate
    found = Evidence.load(
        [
            crl,
            ca,
            other.der,
            x509.load_der_x509_certificate(ca.der),
            x509.load_der_x509_crl(crl.der),
            Evidence(crls=(other,)),
            ca.pem() + x509.load_der_x509_crl(crl.der).public_bytes(Encoding.PEM),
        ]
    )
    assert found == Evidence((crl, other), (ca,))
    assert pickle.loads(pickle.dumps(found)) == found


def test_a_single_item_needs_no_list(small_pki: TestPki, tmp_path: Path) -> None:
    crl = small_pki.crls[0]
    (tmp_path / "a.crl").write_bytes(crl.der)
    for item in (crl, crl.der, str(tmp_path), tmp_path / "a.crl", Evidence((crl,))):
        assert Evidence.load(item).crls == (crl,)  # type: ignore[arg-type]
    assert Evidence.load(small_pki.public_ca.certificate).certificates == (small_pki.public_ca.certificate,)  # type: ignore[arg-type]


def test_folder(small_pki: TestPki, tmp_path: Path) -> None:
    small_pki.write(tmp_path)
    folder = tmp_path / "evidence"
    (folder / "below").mkdir()
    (folder / "below" / "ca.crt").write_bytes(small_pki.public_ca.certificate.pem())
    (folder / "readme.txt").write_text("xin chào")
    found = Evidence.load([folder])
    assert set(found.crls) == set(small_pki.crls)
    assert found.certificates == (small_pki.public_ca.certificate,)
    (finding,) = found.findings
    assert finding.code == "PKI-EVIDENCE-UNKNOWN"
    assert "readme.txt" in finding.message("vi")
    assert dict(finding.values)["reason"] == "PKI-CERT-MALFORMED"


def test_named_files_must_be_evidence(tmp_path: Path) -> None:
    place = tmp_path / "readme.txt"
    place.write_text("xin chào")
    for item in (place, b"xin chao", tmp_path / "absent"):
        with pytest.raises(InputError):
            Evidence.load([item])


def test_too_large(small_pki: TestPki, tmp_path: Path) -> None:
    (tmp_path / "a.crl").write_bytes(small_pki.crls[0].der)
    limits = Limits(crl_bytes=100)
    with pytest.raises(LimitExceededError):
        Evidence.load([tmp_path / "a.crl"], limits=limits)
    (finding,) = Evidence.load([tmp_path], limits=limits).findings
    assert dict(finding.values)["reason"] == "FILE-TOO-LARGE"


def test_other_objects() -> None:
    with pytest.raises(ConfigurationError) as caught:
        Evidence.load([42])
    assert caught.value.code == "PKI-EVIDENCE-TYPE"
