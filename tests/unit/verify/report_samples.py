"""Reports made by hand, so that every wording of the renderings can be reached."""

from __future__ import annotations

from datetime import UTC, datetime

import attrs

from hocba.findings import Finding, Severity
from hocba.verify.report import AxisResult, Indication, Report, SignatureReport, SignerInfo, SubIndication

AT = datetime(2026, 5, 31, 3, 4, 5, tzinfo=UTC)
SIGNED = datetime(2026, 5, 24, 18, 30, tzinfo=UTC)
RECORD_ID = "0f8a5c2e-6b1d-4c3a-9e57-2d4b8f6a1c90"
AXES = (
    "integrity",
    "trust",
    "certificate",
    "time",
    "identity",
    "registration",
    "coverage",
    "completeness",
    "order",
    "structure",
    "rules",
    "algorithms",
)


def signer(**changes: object) -> SignerInfo:
    values: dict[str, object] = {
        "common_name": "Nguyễn Thị Thử Nghiệm",
        "organisation": "",
        "unit": "",
        "title": "Hiệu trưởng",
        "kind": "person",
        "issuer": "CA công cộng thử nghiệm",
        "serial": "1234567890123456789",
        "not_before": datetime(2025, 1, 1, tzinfo=UTC),
        "not_after": datetime(2028, 1, 1, tzinfo=UTC),
        "world": "public",
        "fingerprint": "ab" * 32,
        "personal_numbers": ("000316004321",),
        "tax_codes": (),
    }
    return SignerInfo(**(values | changes))


SCHOOL = signer(
    common_name="Trường Tiểu học Ví Dụ",
    organisation="UBND phường Ví Dụ",
    title="",
    kind="organisation",
    issuer="CA chuyên dùng công vụ thử nghiệm",
    world="government",
    personal_numbers=(),
    tax_codes=("0000000012",),
)


def slot(name: str = "CBQL", **changes: object) -> SignatureReport:
    values: dict[str, object] = {
        "slot": name,
        "path": f"DANH_SACH_THONG_TIN_KY/{name}",
        "present": True,
        "indication": Indication.TOTAL_PASSED,
        "sub_indication": None,
        "form": "XAdES-B-B",
        "intact": True,
        "signature_algorithm": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        "digest_algorithms": ("http://www.w3.org/2001/04/xmlenc#sha256",),
        "signer": SCHOOL if name in {"KY_PHAT_HANH", "DANH_SACH_HOC_BA"} else signer(),
        "covers": ("DU_LIEU_HOC_BA",),
        "claimed_time": SIGNED,
        "ngay_ky": "25/05/2026",
        "best_time": AT,
        "status_at_signing": "good",
        "status_now": "good",
        "validity_at_signing": "valid",
        "validity_now": "valid",
        "identity": "register",
        "registration": "registered",
    }
    return SignatureReport(**(values | changes))


def finding(code: str = "PKG-BROKEN-SIGNATURE", **values: object) -> Finding:
    values = {
        "severity": Severity.ERROR,
        "number": 1,
        "record_id": RECORD_ID,
        "slot": "CBQL",
        "sub_indication": "HASH_FAILURE",
        **values,
    }
    return Finding.of(code, **values)


def axes(**results: str) -> tuple[AxisResult, ...]:
    return tuple(AxisResult(axis=name, result=results.get(name, "passed")) for name in AXES)


def report(**changes: object) -> Report:
    values: dict[str, object] = {
        "kind": "record",
        "indication": Indication.TOTAL_PASSED,
        "sub_indication": None,
        "format_id": "v1_0",
        "profile_id": "v1_0",
        "policy": "hocba-default",
        "validation_time": AT,
        "digest": "cd" * 32,
        "record_id": RECORD_ID,
        "signatures": (slot("GVCN", signer=signer(title="Giáo viên")), slot("CBQL"), slot("KY_PHAT_HANH")),
        "axes": axes(),
    }
    return Report(**(values | changes))


def tampered() -> Report:
    """One mark changed: every slot over the data fails."""
    found = finding(path="DU_LIEU_HOC_BA", line=2)
    failed = {
        "indication": Indication.TOTAL_FAILED,
        "sub_indication": SubIndication.HASH_FAILURE,
        "intact": False,
        "findings": (found,),
    }
    return report(
        indication=Indication.TOTAL_FAILED,
        sub_indication=SubIndication.HASH_FAILURE,
        signatures=(slot("GVCN", **failed), slot("CBQL", **failed), slot("KY_PHAT_HANH", **failed)),
        axes=axes(integrity="failed", rules="not checked", trust="indeterminate"),
        reasons=("PKG-BROKEN-SIGNATURE",),
    )


def incomplete() -> Report:
    """No teacher, no status data, the seal missing."""
    absent = {
        "present": False,
        "indication": Indication.INDETERMINATE,
        "sub_indication": None,
        "signer": None,
        "intact": None,
        "covers": (),
        "claimed_time": None,
    }
    waiting = slot(
        "CBQL",
        indication=Indication.INDETERMINATE,
        sub_indication=SubIndication.TRY_LATER,
        status_at_signing="unknown",
        status_now="unknown",
        validity_at_signing="unknown",
        validity_now="unknown",
        findings=(finding(severity=Severity.WARNING, path="DANH_SACH_THONG_TIN_KY/CBQL"),),
    )
    return report(
        indication=Indication.INDETERMINATE,
        sub_indication=SubIndication.TRY_LATER,
        signatures=(slot("GVCN", **absent), waiting, slot("KY_PHAT_HANH", **absent)),
        findings=(finding("PKG-NOT-ISSUED", slot="KY_PHAT_HANH"),),
        axes=axes(completeness="failed"),
        reasons=("PKG-NOT-ISSUED",),
    )


def package() -> Report:
    """Three records: passed, failed, undecided."""
    return report(
        kind="package",
        record_id=None,
        indication=Indication.TOTAL_FAILED,
        sub_indication=None,
        signatures=(slot("DANH_SACH_HOC_BA", covers=("DANH_SACH_HOC_BA",)),),
        records=(report(), attrs.evolve(tampered(), scope="in package"), incomplete()),
    )
