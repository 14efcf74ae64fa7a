"""Records of the later formats: several references in a signature, teachers' signatures inside what the
manager signs, a seal over the whole document. Every other implementation says the same as hocba."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import hocba
from hocba.sign.options import SignatureOptions
from hocba.testing.pki import TestPki
from tests.interop.engines.common import Verdict
from tests.interop.engines.jdk import Jdk
from tests.interop.engines.libxmlsec import LibXmlSec
from tests.interop.engines.xadesjs import XadesJs
from tests.interop.engines.xmlsec1 import XmlSec1
from tests.unit.sign.later import Row, Staff, primary, secondary

pytestmark = [pytest.mark.interop, pytest.mark.slow]

ROWS: tuple[Row, ...] = (("mon-01", (0,)), ("9a.to", (1, 2)), ("mon-03", (0,)))
TEACHERS = 3
SLOTS = ["GVBM", "GVBM", "GVBM", "GVCN", "CBQL", "CBQL", "KY_PHAT_HANH"]
Engine = Callable[[Path], tuple[Verdict, ...]]


@pytest.fixture(scope="module", params=["rsa-2048", "p-256"])
def staff(request: pytest.FixtureRequest) -> Staff:
    """People with keys of one kind."""
    now = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
    return Staff(TestPki.create(now, leaf_key=request.param), request.param)


@pytest.fixture(params=["xades-b-b", "xmldsig-signingtime"])
def profile(request: pytest.FixtureRequest) -> str:
    """Each profile."""
    return str(request.param)


@pytest.fixture(params=["inside", "outside", "field", "whole"])
def signed(request: pytest.FixtureRequest, staff: Staff, profile: str, tmp_path: Path) -> Path:
    """A secondary record signed by everyone, among them two managers."""
    options = SignatureOptions(empty_ns=request.param == "field")
    raw = secondary(ROWS, inside=request.param != "outside", managers=2)
    how = {"profile": profile, "options": options, "signing_time": staff.pki.now}
    file = staff.by_teachers(raw, TEACHERS, **how)
    for role, who in (("GVCN", None), ("CBQL", None), ("CBQL", staff.deputy)):
        file = staff.sign(file, role, who, **how).require()
    how["options"] = SignatureOptions(whole_document=request.param == "whole")
    target = tmp_path / "signed.xml"
    staff.sign(file, "KY_PHAT_HANH", **how).require().save(target)
    return target


@pytest.fixture(params=["jdk", "xmlsec1", "libxmlsec", "xadesjs"])
def engine(request: pytest.FixtureRequest, staff: Staff, tmp_path: Path) -> Engine:
    """Each implementation, with the anchors of the staff where it builds paths."""
    staff.pki.write(tmp_path)
    anchors = tuple(sorted((tmp_path / "trust").glob("*.crt")))
    ready = {
        "jdk": Jdk.ready,
        "xmlsec1": lambda: XmlSec1.ready(anchors),
        "libxmlsec": lambda: LibXmlSec.ready(anchors),
        "xadesjs": XadesJs.ready,
    }
    tool: Jdk | XmlSec1 | LibXmlSec | XadesJs = ready[request.param]()
    return tool.verify


def _valid(verdicts: tuple[Verdict, ...], slots: list[str]) -> list[bool]:
    assert [verdict.slot for verdict in verdicts] == slots
    return [verdict.valid for verdict in verdicts]


def _changed(file: Path, old: bytes, new: bytes) -> Path:
    raw = file.read_bytes()
    at = raw.index(old)
    target = file.with_name("changed.xml")
    target.write_bytes(raw[:at] + new + raw[at + len(old) :])
    return target


def test_every_signature(signed: Path, engine: Engine, request: pytest.FixtureRequest) -> None:
    if {"whole", "xadesjs"} <= set(request.node.callspec.params.values()):
        pytest.skip("xadesjs takes out of the whole document only signatures that are children of its root")
    verdicts = engine(signed)
    assert all(_valid(verdicts, SLOTS)), verdicts


def test_a_row_that_was_changed(signed: Path, engine: Engine) -> None:
    """The second row has two teachers; the first teacher did not sign it."""
    row = b'<DIEM_TONG_KET Id="9a.to"><MA_MON_HOC>'
    changed = _changed(signed, row + b"02", row + b"03")
    assert _valid(engine(changed), SLOTS) == [True, *[False] * 6]
    report = hocba.verify(changed, trust=hocba.TrustStore())
    assert [one.intact for one in report.signatures] == [True, *[False] * 6]


def test_general_data_that_were_changed(signed: Path, engine: Engine) -> None:
    changed = _changed(signed, b"<TEN_LOP>9A", b"<TEN_LOP>9B")
    assert _valid(engine(changed), SLOTS) == [*[True] * 3, *[False] * 4]


def test_primary(staff: Staff, profile: str, engine: Engine, tmp_path: Path) -> None:
    file = staff.issued(primary(), 0, profile=profile, signing_time=staff.pki.now)
    file.save(tmp_path / "primary.xml")
    assert _valid(engine(tmp_path / "primary.xml"), ["GVCN", "CBQL", "KY_PHAT_HANH"]) == [True] * 3


@pytest.mark.parametrize("inside", [True, False])
def test_signxml(staff: Staff, inside: bool) -> None:
    """Each slot with the certificate of its signer pinned, and the number of references it must have."""
    from cryptography import x509
    from signxml.xades import XAdESSignatureConfiguration, XAdESVerifier

    raw = staff.issued(secondary(ROWS, inside=inside), TEACHERS, signing_time=staff.pki.now).raw
    signers = [*staff.teachers[:TEACHERS], *map(staff.pki.signer, ("teacher", "head", "school"))]
    places = [f"DANH_SACH_GVBM/GVBM[{number}]" for number in (1, 2, 3)]
    places += ["DANH_SACH_THONG_TIN_KY/GVCN", "CBQL", "KY_PHAT_HANH"]
    for place, signer, references in zip(places, signers, (4, 3, 3, 3, 3, 3), strict=True):
        verifier = XAdESVerifier()
        verifier.excise_empty_xmlns_declarations = True
        expected = XAdESSignatureConfiguration(location=f".//{place}/", expect_references=references)
        certificate = x509.load_der_x509_certificate(signer.certificate.der)
        verifier.verify(raw, x509_cert=certificate, expect_config=expected)
