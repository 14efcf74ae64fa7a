"""What users hold crosses process boundaries unchanged and shows nobody when it is printed."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pydantic
import pytest
from tests.scenarios.desk import CANARIES, NUMBER, canary_record
from tests.unit.model.test_made import made_as

import hocba
from hocba.errors import ConfigurationError, HocbaError, VerificationError
from hocba.findings import Finding
from hocba.formats.reading import Reading
from hocba.model.base import RecordBase
from hocba.package.pack import PackageFile
from hocba.sign.pending import PendingBatch
from hocba.sign.session import complete, prepare, signed_values
from hocba.testing.pki import TestPki
from hocba.testing.records import mutations
from hocba.testing.samples import issued_record

NAMES = [canary for canary in CANARIES if " " in canary or canary.isdigit()]


def later(kind: type[RecordBase]) -> RecordBase:
    """A record of a later format with canary names, as somebody may have written it."""
    shape: dict[str, Any] = {"thong_tin_chung": {"ho_va_ten": NAMES[0], "so_cccd": NUMBER}}
    row = {"gvbm": [{"ho_va_ten": NAMES[0], "so_cccd": NUMBER}]} if "gvbm" in str(kind.parts()) else {}
    return kind.claims(shape | {"diem_tong_ket": [{"id": NUMBER, **row}]})


@pytest.fixture(scope="module")
def values(hocba_pki: TestPki) -> Mapping[str, Any]:
    """One of everything, made from a record with canary names."""
    at = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
    record = canary_record()
    file = issued_record(hocba_pki, record=record, signing_time=at)
    draft = hocba.write(record)
    (package,) = hocba.pack([file], signer=hocba_pki.signer("school"))
    report = hocba.verify(file, trust=hocba_pki.trust, evidence=hocba_pki.crls)
    teacher = hocba_pki.signer("teacher")
    batch = prepare([draft], slot="GVCN", certificate=teacher.certificate, signing_time=at)
    failed = hocba.sign_batch([b"<a/>"], role="GVCN", signer=teacher)
    broken = file.raw.replace(b"<DIEM_KIEM_TRA_DINH_KY>", b"<DIEM_KIEM_TRA_DINH_KY>1", 1)
    return {
        "Record": record,
        "RecordTieuHoc": later(hocba.RecordTieuHoc),
        "RecordTrungHoc": later(hocba.RecordTrungHoc),
        "Record of a third party": later(made_as("v2_trunghoc")),
        "Reading": hocba.reading(file),
        "RecordFile": file,
        "Report": report,
        "Report of a package": hocba.verify(package.raw, trust=hocba_pki.trust, evidence=hocba_pki.crls),
        "Report of a broken file": hocba.verify(broken, trust=hocba_pki.trust, evidence=hocba_pki.crls),
        "VerifiedRecord": report.require(),
        "Finding": hocba.check(mutations(record)[0].record)[0],
        "PackageFile": package,
        "TrustStore": hocba_pki.trust,
        "Evidence": hocba.Evidence.load(hocba_pki.crls),
        "Register": hocba_pki.register,
        "Certificate": hocba_pki["teacher"].certificate,
        "Outcome": complete(batch, signed_values(teacher, batch))[0],
        "Outcome with an error": failed[0],
        "PendingBatch": batch,
    }


KINDS = (
    "Record",
    "RecordTieuHoc",
    "RecordTrungHoc",
    "Record of a third party",
    "Reading",
    "RecordFile",
    "Report",
    "Report of a package",
    "Report of a broken file",
    "VerifiedRecord",
    "Finding",
    "PackageFile",
    "TrustStore",
    "Evidence",
    "Register",
    "Certificate",
    "Outcome",
    "Outcome with an error",
    "PendingBatch",
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
def test_pickles_and_compares_equal(kind: str, protocol: int, values: Mapping[str, Any]) -> None:
    value = values[kind]
    again = pickle.loads(pickle.dumps(value, protocol))
    assert type(again) is type(value)
    if kind == "Outcome with an error":
        assert (again.item_id, again.slot, again.error.code) == (value.item_id, value.slot, value.error.code)
        return
    assert again == value and not (again != value)  # noqa: SIM202  # both operators are asked
    assert copy.deepcopy(value) == value


@pytest.mark.parametrize("kind", KINDS)
def test_prints_nobody(kind: str, values: Mapping[str, Any]) -> None:
    value = values[kind]
    shown = f"{value!r} {value} {value:}" + (f" {[value]}")
    assert not [name for name in NAMES if name in shown]


@pytest.mark.parametrize("kind", KINDS)
def test_is_immutable(kind: str, values: Mapping[str, Any]) -> None:
    value = values[kind]
    if isinstance(value, RecordBase):
        name = "tong_ket"
    elif kind == "RecordFile":
        name = "raw"
    else:
        name = next(name for name in attrs.fields_dict(type(value)) if not name.startswith("_"))
    with pytest.raises((AttributeError, pydantic.ValidationError, HocbaError)):
        setattr(value, name, None)


@pytest.mark.parametrize("kind", ["Record", "RecordFile", "Report", "Finding", "TrustStore", "Certificate"])
def test_differs_from_another(kind: str, values: Mapping[str, Any]) -> None:
    assert values[kind] != object()
    assert values["Report"] != values["Report of a broken file"]


def test_every_kind_is_the_one_it_says(values: Mapping[str, Any]) -> None:
    kinds = {Finding, Reading, PackageFile, PendingBatch, hocba.Record, hocba.Report, hocba.Outcome}
    assert kinds <= {type(value) for value in values.values()}


def test_a_resumed_batch_gives_the_same_file(values: Mapping[str, Any], hocba_pki: TestPki) -> None:
    batch = pickle.loads(pickle.dumps(values["PendingBatch"]))
    signed = signed_values(hocba_pki.signer("teacher"), batch)
    (outcome,) = complete(batch, signed, at=datetime.now(UTC))
    assert outcome.require() == values["Outcome"].require()


def errors_of(values: Mapping[str, Any], pki: TestPki) -> Mapping[str, Callable[[], object]]:
    return {
        "FILE-ABSENT": lambda: hocba.read("absent.xml"),
        "VER-NOT-PASSED": values["Report of a broken file"].require,
        "SIGN-P12-PASSWORD": lambda: hocba.Pkcs12Signer(pki["teacher"].p12("right"), "wrong"),
        "SIGN-PREREQUISITE": lambda: hocba.sign(
            hocba.write(values["Record"]), role="KY_PHAT_HANH", signer=pki.signer("school")
        ),
        "MODEL-REFUSED": lambda: values["Record"].thong_tin_chung.replace(gioi_tinh="x"),
        "PKG-NOT-ISSUED": lambda: hocba.pack([hocba.write(values["Record"])], signer=pki.signer("school")),
    }


ERRORS = (
    "FILE-ABSENT",
    "VER-NOT-PASSED",
    "SIGN-P12-PASSWORD",
    "SIGN-PREREQUISITE",
    "MODEL-REFUSED",
    "PKG-NOT-ISSUED",
)


@pytest.mark.parametrize("code", ERRORS)
def test_errors_with_what_they_carry(code: str, values: Mapping[str, Any], hocba_pki: TestPki) -> None:
    with pytest.raises(HocbaError) as caught:
        errors_of(values, hocba_pki)[code]()
    problem = caught.value
    again = pickle.loads(pickle.dumps(problem))
    assert problem.code == again.code == code and type(again) is type(problem)
    assert dict(again.context) == dict(problem.context) and str(again) == str(problem)
    shown = f"{problem!r} {problem} {dict(problem.context)!r}"
    assert not [name for name in NAMES if name in shown]
    if isinstance(problem, VerificationError):
        assert again.context["report"] == values["Report of a broken file"]


def test_keys_never_travel(hocba_pki: TestPki) -> None:
    for secret in (hocba_pki.signer("teacher"), hocba_pki):
        with pytest.raises(ConfigurationError):
            pickle.dumps(secret)
