from __future__ import annotations

import pickle
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from hocba.errors import ConfigurationError, StorageError
from hocba.pki.certificate import SignerKind
from hocba.pki.evidence import Evidence
from hocba.pki.known import World
from hocba.pki.paths import PathValidator
from hocba.pki.register import Register
from hocba.pki.status import Status, StatusSource
from hocba.pki.store import TrustStore
from hocba.testing.authority import new_key
from hocba.testing.pki import PASSWORD, TestPki

NOW = datetime(2025, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def pki() -> TestPki:
    return TestPki.create(NOW)


@pytest.mark.parametrize(
    ("name", "kind", "world", "status", "in_force"),
    [
        ("teacher", SignerKind.PERSON, World.PUBLIC, Status.GOOD, True),
        ("head", SignerKind.PERSON, World.GOVERNMENT, Status.GOOD, True),
        ("school", SignerKind.ORGANISATION, World.GOVERNMENT, Status.GOOD, True),
        ("second_school", SignerKind.ORGANISATION, World.GOVERNMENT, Status.GOOD, True),
        ("expired_teacher", SignerKind.PERSON, World.PUBLIC, Status.UNKNOWN, False),
        ("revoked_teacher", SignerKind.PERSON, World.PUBLIC, Status.REVOKED, True),
    ],
)
def test_signers(
    pki: TestPki, name: str, kind: SignerKind, world: World, status: Status, in_force: bool
) -> None:
    certificate = pki[name].certificate
    path = PathValidator(pki.trust).validate(certificate)
    assert path.valid
    assert (certificate.kind, path.world, path.in_force(NOW)) == (kind, world, in_force)
    source = StatusSource(pki.evidence.crls)
    assert source.status(certificate, path.chain[1], NOW).status is status
    assert source.status(path.chain[1], path.chain[2], NOW).status is Status.GOOD


def test_names_are_fixed_and_keys_are_new(pki: TestPki) -> None:
    other = TestPki.create(NOW, leaf_key="p-256", authority_key="p-384")
    for name in pki.identities:
        assert other[name].certificate.subject_der == pki[name].certificate.subject_der
        assert other[name].certificate.fingerprint != pki[name].certificate.fingerprint
    assert isinstance(pki["teacher"].key, rsa.RSAPrivateKey)
    assert pki["teacher"].key.key_size == 2048
    assert isinstance(other["teacher"].key, ec.EllipticCurvePrivateKey)
    assert isinstance(other.public_root.identity.key.curve, ec.SECP384R1)


def test_write(pki: TestPki, tmp_path: Path) -> None:
    pki.write(tmp_path)
    assert TrustStore.load(tmp_path / "trust") == pki.trust
    assert Register.load(tmp_path / "trust" / "register.csv") == pki.register
    assert set(Evidence.load(tmp_path / "evidence").crls) == set(pki.crls)  # type: ignore[arg-type]  # one folder
    assert {place.stem for place in (tmp_path / "keys").iterdir()} == set(pki.identities)
    held = pkcs12.load_pkcs12((tmp_path / "keys" / "school.p12").read_bytes(), PASSWORD.encode())
    assert held.cert is not None
    assert len(held.additional_certs) == 2


def test_openssl_reads_the_keys(pki: TestPki, tmp_path: Path) -> None:
    (tmp_path / "head.p12").write_bytes(pki["head"].p12("mật khẩu"))
    command = ["openssl", "pkcs12", "-in", str(tmp_path / "head.p12"), "-nodes", "-passin", "pass:mật khẩu"]
    shown = subprocess.run(command, check=True, capture_output=True).stdout
    assert shown.count(b"BEGIN CERTIFICATE") == 3
    assert shown.count(b"BEGIN PRIVATE KEY") == 1


def test_cannot_be_written(pki: TestPki, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        pki.write(tmp_path / "file" / "below")


def test_signers_sign(pki: TestPki) -> None:
    from hashlib import sha256

    from hocba.pki.algorithms import verify_value
    from hocba.sign.signers import SigningItem

    method = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
    item = SigningItem("1", sha256(b"x").digest(), "http://www.w3.org/2001/04/xmlenc#sha256", method)
    signer = pki.signer("school")
    assert signer is pki.signer("school")
    (value,) = signer.sign([item])
    assert verify_value(pki["school"].certificate, method, value, b"x")
    with pytest.raises(KeyError):
        pki.signer("nobody")


def test_impostors_bear_the_same_names(pki: TestPki) -> None:
    for world, real in (("public", pki.public_ca), ("government", pki.government_ca)):
        fake = pki.impostor(world)
        assert [one.subject_der for one in fake.chain] == [one.subject_der for one in real.chain]
        assert not set(fake.chain) & set(real.chain)


def test_wrong_certificates_on_request(pki: TestPki) -> None:
    made = pki.public_ca.issue(
        {"CN": "Ai Đó", "UID": ["MST:0000000009", "MNS:9"]},
        now=NOW,
        key="p-256",
        usages=("key_encipherment",),
        not_before=NOW + timedelta(days=1),
        serial=77,
    )
    assert made.certificate.serial == 77
    assert not made.certificate.key_usage_ok
    assert not made.certificate.in_force(NOW)
    assert made.certificate.tax_codes == ("0000000009",)


def test_refusals(pki: TestPki) -> None:
    with pytest.raises(ConfigurationError) as caught:
        TestPki.create(datetime(2025, 1, 1))
    assert caught.value.code == "PKI-TEST-NAIVE-TIME"
    for kind in ("rsa", "rsa-many", "p-255", ""):
        with pytest.raises(ConfigurationError) as caught:
            new_key(kind)
        assert caught.value.code == "PKI-TEST-KEY-KIND"
    for secret in (pki, pki["teacher"]):
        with pytest.raises(ConfigurationError) as caught:
            pickle.dumps(secret)
        assert caught.value.code == "PKI-TEST-KEY-PICKLE"
    assert "PRIVATE" not in repr(pki)
