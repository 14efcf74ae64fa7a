"""What hocba signs, every other implementation accepts; what was changed afterwards, every one refuses."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import hocba
from hocba.sign.options import SignatureOptions
from hocba.sign.session import complete, prepare
from tests.interop.conftest import SIGNERS, School, made
from tests.interop.engines.common import Verdict
from tests.interop.engines.jdk import Jdk
from tests.interop.engines.libxmlsec import LibXmlSec
from tests.interop.engines.xadesjs import XadesJs
from tests.interop.engines.xmlsec1 import XmlSec1

pytestmark = pytest.mark.interop

PROFILES = ["xades-b-b", "xmldsig-signingtime"]


@pytest.fixture(params=PROFILES)
def profile(request: pytest.FixtureRequest) -> str:
    """Each profile."""
    return str(request.param)


@pytest.fixture(params=[False, True], ids=["dsig", "field"])
def options(request: pytest.FixtureRequest) -> SignatureOptions:
    """Both ways to write SignatureProperties."""
    return SignatureOptions(empty_ns=request.param)


@pytest.fixture
def signed(school: School, profile: str, options: SignatureOptions, tmp_path: Path) -> Path:
    """The record signed by hocba in its three slots."""
    return _signed(school, profile, options, tmp_path / "signed.xml")


def _signed(school: School, profile: str, options: SignatureOptions, target: Path) -> Path:
    moments = {slot: school.now + timedelta(seconds=place) for place, slot in enumerate(SIGNERS)}

    def sign(raw: bytes, slot: str, signer: hocba.Pkcs12Signer) -> bytes:
        batch = prepare(
            [raw],
            slot=slot,
            certificate=signer.certificate,
            signing_time=moments[slot],
            profile=profile,
            options=options,
        )
        (value,) = signer.sign(batch.items)
        (outcome,) = complete(batch, {batch.items[0].item_id: value})
        assert outcome.file is not None, outcome.error
        return outcome.file.raw

    target.write_bytes(school.signed(sign))
    assert school.verify(target).indication is hocba.Indication.TOTAL_PASSED
    return target


def _tampered(file: Path) -> Path:
    raw = file.read_bytes()
    changed = raw.replace(b"<TEN_LOP>4A<", b"<TEN_LOP>4B<", 1)
    assert changed != raw
    target = file.with_name("tampered.xml")
    target.write_bytes(changed)
    return target


def _all(verdicts: tuple[Verdict, ...], *, valid: bool) -> None:
    assert {verdict.slot for verdict in verdicts} == set(SIGNERS)
    assert all(verdict.valid is valid for verdict in verdicts), verdicts


def test_jdk(signed: Path, jdk: Jdk) -> None:
    _all(jdk.verify(signed), valid=True)
    _all(jdk.verify(_tampered(signed)), valid=False)


def test_xmlsec1(signed: Path, xmlsec1: XmlSec1) -> None:
    _all(xmlsec1.verify(signed), valid=True)
    _all(xmlsec1.verify(_tampered(signed)), valid=False)


def test_libxmlsec(signed: Path, libxmlsec: LibXmlSec) -> None:
    _all(libxmlsec.verify(signed), valid=True)
    _all(libxmlsec.verify(_tampered(signed)), valid=False)


def test_xadesjs(signed: Path, xadesjs: XadesJs) -> None:
    _all(xadesjs.verify(signed), valid=True)
    _all(xadesjs.verify(_tampered(signed)), valid=False)


def test_pss(rsa_school: School, profile: str, jdk: Jdk, xadesjs: XadesJs, tmp_path: Path) -> None:
    """RSASSA-PSS, which xmlsec1 1.2 does not know."""
    file = _signed(rsa_school, profile, SignatureOptions(rsa_pss=True), tmp_path / "pss.xml")
    _all(jdk.verify(file), valid=True)
    _all(xadesjs.verify(file), valid=True)
    _all(LibXmlSec.ready(rsa_school.anchors).verify(file), valid=True)
    _all(jdk.verify(_tampered(file)), valid=False)


def test_p384(tmp_path_factory: pytest.TempPathFactory, jdk: Jdk, xadesjs: XadesJs, tmp_path: Path) -> None:
    """Raw R||S of 96 bytes, hashed with SHA-256 as the profile says."""
    school = made(tmp_path_factory, "p-384")
    file = _signed(school, PROFILES[0], SignatureOptions(), tmp_path / "p384.xml")
    _all(jdk.verify(file), valid=True)
    _all(xadesjs.verify(file), valid=True)
    _all(XmlSec1.ready(school.anchors).verify(file), valid=True)


def test_package(rsa_school: School, jdk: Jdk, tmp_path: Path) -> None:
    """A package of one record: three signatures inside, the sender's around them."""
    file = _signed(rsa_school, PROFILES[0], SignatureOptions(), tmp_path / "signed.xml")
    keys = rsa_school.keys["KY_PHAT_HANH"]
    (package,) = hocba.pack([file], signer=hocba.Pkcs12Signer(keys.p12, keys.password))
    (tmp_path / "package.xml").write_bytes(package.raw)
    verdicts = jdk.verify(tmp_path / "package.xml")
    assert {verdict.slot for verdict in verdicts} == {*SIGNERS, "DANH_SACH_HOC_BA"}
    assert all(verdict.valid for verdict in verdicts), verdicts
