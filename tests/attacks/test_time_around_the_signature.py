"""A reference around the signature is digested without it: it covers no time that stands inside."""

from __future__ import annotations

import pytest

from hocba.package.join import join
from hocba.xml import names
from tests.attacks.kit import PACKAGE_REF, sealed_package, signed_by_all
from tests.unit.verify.forge import DATA, TIME, Ref, time_object
from tests.unit.verify.world import codes, issued, judged, pki, slot

WHOLE = Ref("", (names.ENVELOPED,))
EARLIER = "2025-01-01T06:00:00Z"


@pytest.mark.parametrize("time", [TIME, EARLIER])
def test_a_time_that_nobody_signed_does_not_pass_below_a_whole_reference(time: str) -> None:
    raw = signed_by_all(refs=(WHOLE,))
    head, _, tail = raw.rpartition(TIME.encode())
    report = judged(head + time.encode() + tail)
    assert slot(report, "CBQL").indication == "TOTAL_PASSED"
    assert report.indication == "TOTAL_FAILED"
    assert slot(report, "KY_PHAT_HANH").claimed_time is None
    assert "VER-TIME-UNSIGNED" in codes(report)


def test_a_time_that_is_referenced_beside_the_whole_is_covered() -> None:
    report = judged(signed_by_all(refs=(WHOLE, Ref("#time-{slot}", (names.EXC_C14N,)))))
    assert report.indication == "TOTAL_PASSED"


def test_the_time_of_a_package_is_not_covered_by_its_root() -> None:
    package = join([issued()])
    report = judged(sealed_package(package, pki()["school"], objects=time_object("package")))
    assert report.indication == "TOTAL_FAILED"
    assert slot(report, "package").claimed_time is None
    assert "VER-TIME-UNSIGNED" in codes(report)


def test_the_time_of_a_package_is_covered_by_its_own_reference() -> None:
    refs = (PACKAGE_REF, Ref("#time-package", (names.EXC_C14N,)))
    raw = sealed_package(join([issued()]), pki()["school"], refs=refs, objects=time_object("package"))
    assert judged(raw).indication == "TOTAL_PASSED"


@pytest.mark.parametrize("transforms", [(names.ENVELOPED,), (names.ENVELOPED, names.EXC_C14N)])
def test_taking_the_signature_out_of_its_own_time_covers_nothing(transforms: tuple[str, ...]) -> None:
    raw = signed_by_all(refs=(DATA, Ref("#time-{slot}", transforms)))
    report = judged(raw)
    assert report.indication == "TOTAL_FAILED"
    assert slot(report, "KY_PHAT_HANH").claimed_time is None
    assert {"VER-REF-TRANSFORM", "VER-TIME-UNSIGNED"} <= codes(report)
