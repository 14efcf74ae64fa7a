"""Certificates of real authorities, as test inputs; nobody trusts them here."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.shared_data import shared_data

from hocba.files import read_bounded
from hocba.pki.certificate import Certificate, SignerKind, load_certificates
from hocba.pki.known import Purpose, World, known_anchor
from hocba.pki.paths import PathValidator
from hocba.pki.status import Status, StatusSource
from hocba.pki.store import TrustStore

FINGERPRINTS = {
    "vnrca256.crt": "bac8bf609ab420a8ee1780d74f4de5c7f7184959d2a7375b0a75e4c29f0908e7",
    "rootcag2.crt": "f04ba4b459a7c9a1b971ad9b1cb833e695a80c79aea63b174b66a70edfe2fdb8",
    "cpcag2.crt": "d8cab7a4aef92e6bb2509d7c61cee7b44f3731b2d21074963530277b366fae4b",
    "vnpt-ca-sha2.crt": "7d6ba5245317f9ed5d8bc765a4634d26ac6340d36b9f584df3b52d9c4a81a306",
}


def real(name: str) -> Certificate:
    (certificate,) = load_certificates(read_bounded(shared_data("pki-vn", name)))
    return certificate


@pytest.mark.parametrize(("name", "fingerprint"), FINGERPRINTS.items())
def test_fingerprints(name: str, fingerprint: str) -> None:
    certificate = real(name)
    assert certificate.fingerprint == fingerprint
    assert certificate.is_ca
    assert certificate.kind is SignerKind.PERSON


@pytest.mark.parametrize(
    ("root", "below", "world"),
    [("vnrca256.crt", "vnpt-ca-sha2.crt", World.PUBLIC), ("rootcag2.crt", "cpcag2.crt", World.GOVERNMENT)],
)
def test_chains(root: str, below: str, world: World) -> None:
    store = TrustStore().add(real(root))
    result = PathValidator(store).validate(real(below), authority=True)
    assert result.valid
    assert result.world is world
    assert result.chain == (real(below), real(root))
    assert result.in_force(datetime(2025, 1, 1, tzinfo=UTC))
    assert not result.in_force(datetime(2014, 1, 1, tzinfo=UTC))
    other = "rootcag2.crt" if root == "vnrca256.crt" else "vnrca256.crt"
    assert (
        PathValidator(store.remove(FINGERPRINTS[root]).add(real(other)))
        .validate(real(below), authority=True)
        .problem
        == "PKI-CHAIN-NONE"
    )


def test_without_lists_the_status_is_unknown() -> None:
    answer = StatusSource().status(
        real("vnpt-ca-sha2.crt"), real("vnrca256.crt"), datetime(2025, 1, 1, tzinfo=UTC)
    )
    assert answer.status is Status.UNKNOWN
    assert answer.problem == "PKI-CRL-NONE"


def test_known_anchors() -> None:
    assert known_anchor(FINGERPRINTS["vnrca256.crt"]) is not None
    assert known_anchor(FINGERPRINTS["vnpt-ca-sha2.crt"]) is None
    store = TrustStore().add(real("cpcag2.crt"))
    assert store.anchors == ()
    assert store.intermediates == (real("cpcag2.crt"),)


def test_folder_of_certificates() -> None:
    store = TrustStore.load(shared_data("pki-vn"))
    assert {anchor.world for anchor in store.anchors} == {World.PUBLIC, World.GOVERNMENT}
    assert {anchor.certificate.fingerprint for anchor in store.anchors} == {
        FINGERPRINTS["vnrca256.crt"],
        FINGERPRINTS["rootcag2.crt"],
    }
    assert all(anchor.purposes == {Purpose.SIGN} for anchor in store.anchors)
    assert len(store.intermediates) == 2


def test_vnpt_distribution_point() -> None:
    assert real("vnpt-ca-sha2.crt").crl_urls == {"https://rootca.gov.vn/crl/vnrca256.crl"}
