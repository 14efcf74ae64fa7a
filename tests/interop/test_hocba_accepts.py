"""What other implementations sign in the layout of the field, hocba reads and judges rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

import hocba
from tests.interop.conftest import SIGNERS, School
from tests.interop.engines.common import ECDSA_SHA256, RSA_PSS_SHA256, RSA_SHA256, certificate_of
from tests.interop.engines.jdk import Jdk
from tests.interop.engines.libxmlsec import LibXmlSec
from tests.interop.engines.xadesjs import XadesJs
from tests.interop.engines.xmlsec1 import XmlSec1

pytestmark = pytest.mark.interop


def _algorithm(school: School) -> str:
    return RSA_SHA256 if _is_rsa(school) else ECDSA_SHA256


def _is_rsa(school: School) -> bool:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    return isinstance(certificate_of(school.keys["GVCN"]).public_key(), RSAPublicKey)


def _accepted(school: School, file: Path, form: str) -> None:
    report = school.verify(file)
    found = {signature.slot: signature for signature in report.signatures}
    assert set(found) == set(SIGNERS)
    assert all(signature.intact is True for signature in found.values())
    assert {signature.form for signature in found.values()} == {form}
    assert {signature.claimed_time for signature in found.values()} == {school.now}
    assert report.indication is hocba.Indication.TOTAL_PASSED, report.to_dict()
    record = report.require().record
    assert record == hocba.read(school.draft)


def _refused(school: School, file: Path) -> None:
    """The same file with one letter of the data changed."""
    raw = file.read_bytes()
    changed = raw.replace(b"<TEN_LOP>4A<", b"<TEN_LOP>4B<", 1)
    assert changed != raw
    tampered = file.with_name("tampered.xml")
    tampered.write_bytes(changed)
    report = school.verify(tampered)
    assert report.indication is hocba.Indication.TOTAL_FAILED
    assert all(signature.intact is False for signature in report.signatures)


@pytest.mark.parametrize("empty_ns", [False, True], ids=["dsig", "field"])
def test_jdk(school: School, jdk: Jdk, tmp_path: Path, empty_ns: bool) -> None:
    file = tmp_path / "jdk.xml"
    jdk.sign(
        school.draft, file, school.keys, algorithm=_algorithm(school), time=school.time, empty_ns=empty_ns
    )
    assert b"&#13;" in file.read_bytes(), "the JDK writes carriage returns into base64"
    _accepted(school, file, "XMLDSig + SigningTime")
    _refused(school, file)


def test_jdk_pss(rsa_school: School, jdk: Jdk, tmp_path: Path) -> None:
    file = tmp_path / "jdk.xml"
    options = {"algorithm": RSA_PSS_SHA256, "time": rsa_school.time, "empty_ns": True}
    jdk.sign(rsa_school.draft, file, rsa_school.keys, **options)
    _accepted(rsa_school, file, "XMLDSig + SigningTime")
    _refused(rsa_school, file)


@pytest.mark.parametrize("empty_ns", [False, True], ids=["dsig", "field"])
def test_xmlsec1(school: School, xmlsec1: XmlSec1, tmp_path: Path, empty_ns: bool) -> None:
    file = tmp_path / "xmlsec1.xml"
    xmlsec1.sign(
        school.draft,
        file,
        school.keys,
        algorithm=_algorithm(school),
        time=school.time,
        empty_ns=empty_ns,
        claims=school.claims,
    )
    _accepted(school, file, "XMLDSig + SigningTime")
    _refused(school, file)


def test_xmlsec1_with_the_chain_in_keyinfo(rsa_school: School, tmp_path: Path) -> None:
    """The signer's certificate among those of the authorities, in whatever order the tool writes them."""
    file = tmp_path / "chain.xml"
    XmlSec1.ready(rsa_school.anchors).sign(
        rsa_school.draft,
        file,
        rsa_school.keys_with_chain,
        algorithm=RSA_SHA256,
        time=rsa_school.time,
        empty_ns=True,
        claims=rsa_school.claims,
    )
    assert file.read_bytes().count(b"<X509Certificate>") > len(SIGNERS)
    _accepted(rsa_school, file, "XMLDSig + SigningTime")
    _refused(rsa_school, file)


def test_libxmlsec_pss(rsa_school: School, tmp_path: Path) -> None:
    file = tmp_path / "libxmlsec.xml"
    LibXmlSec.ready(rsa_school.anchors).sign(
        rsa_school.draft,
        file,
        rsa_school.keys,
        algorithm=RSA_PSS_SHA256,
        time=rsa_school.time,
        empty_ns=False,
        claims=rsa_school.claims,
    )
    _accepted(rsa_school, file, "XMLDSig + SigningTime")
    _refused(rsa_school, file)


def test_xadesjs(school: School, xadesjs: XadesJs, tmp_path: Path) -> None:
    file = tmp_path / "xadesjs.xml"
    xadesjs.sign(school.draft, file, school.keys, time=school.time, claims=school.claims)
    _accepted(school, file, "XAdES-B-B")
    _refused(school, file)


def test_three_engines_in_one_record(
    school: School, jdk: Jdk, xmlsec1: XmlSec1, xadesjs: XadesJs, tmp_path: Path
) -> None:
    """A teacher, a head teacher and a school that use different programs."""
    first, second, file = tmp_path / "1.xml", tmp_path / "2.xml", tmp_path / "3.xml"
    options = {"algorithm": _algorithm(school), "time": school.time, "empty_ns": True}
    jdk.sign(school.draft, first, {"GVCN": school.keys["GVCN"]}, **options)
    xmlsec1.sign(first, second, {"CBQL": school.keys["CBQL"]}, claims=school.claims, **options)
    seal = {"KY_PHAT_HANH": school.keys["KY_PHAT_HANH"]}
    xadesjs.sign(second, file, seal, time=school.time, claims=school.claims)
    report = school.verify(file)
    assert [signature.form for signature in report.signatures] == [
        "XMLDSig + SigningTime",
        "XMLDSig + SigningTime",
        "XAdES-B-B",
    ]
    assert report.indication is hocba.Indication.TOTAL_PASSED, report.to_dict()
