"""Small files that would keep a verifier busy, or fill its memory."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from hocba.errors import LimitExceededError
from hocba.xml import names
from tests.unit.verify.world import NOW, SLOTS, verifier

BROKEN = (
    b'<HOC_BA><DU_LIEU_HOC_BA id="data"><THONG_TIN_CHUNG/></DU_LIEU_HOC_BA><DANH_SACH_THONG_TIN_KY><GVCN>'
    b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></GVCN></DANH_SACH_THONG_TIN_KY><GVCN/><A/></HOC_BA>'
)


def _package(records: int) -> bytes:
    return b'<DANH_SACH_HOC_BA id="dataDanhSach">' + BROKEN * records + b"</DANH_SACH_HOC_BA>"


def test_broken_records_of_a_package_take_no_more_than_their_number() -> None:
    took = []
    for records in (150, 1500):
        start = time.process_time()
        report = verifier().verify(_package(records), at=NOW)
        took.append(time.process_time() - start)
        assert report.indication == "TOTAL_FAILED"
        assert len(report.records) == records
    assert took[1] < 30 * took[0]  # the square would be 100 times


def test_a_package_of_too_many_records_is_refused() -> None:
    with pytest.raises(LimitExceededError) as caught:
        verifier().verify(_package(10_001), at=NOW)
    assert caught.value.code == "PKG-TOO-MANY-RECORDS"


def _greedy(nested: int = 32, size: int = 3_000_000) -> bytes:
    """Every reference of three signatures asks for nearly the whole file in a form of its own."""
    method = (
        f'<Transform Algorithm="{names.EXC_C14N}"><InclusiveNamespaces xmlns="{names.EXC_C14N}" PrefixList='
    )
    area = ""
    for slot in SLOTS:
        references = "".join(
            f'<Reference URI="#n{number}"><Transforms>{method}"{slot}{number}"/></Transform></Transforms>'
            f'<DigestMethod Algorithm="{names.SHA256}"/><DigestValue>AAAA</DigestValue></Reference>'
            for number in range(nested)
        )
        area += (
            f'<{slot}><Signature xmlns="{names.DS}"><SignedInfo><CanonicalizationMethod '
            f'Algorithm="{names.C14N_10}"/><SignatureMethod Algorithm="{names.RSA_SHA256}"/>{references}'
            f"</SignedInfo><SignatureValue>AAAA</SignatureValue></Signature></{slot}>"
        )
    opened, closed = "".join(f'<N id="n{number}">' for number in range(nested)), "</N>" * nested
    text = f"<T>{'x' * 500_000}</T>" * (size // 500_000)
    return (
        f'<HOC_BA><DU_LIEU_HOC_BA id="data"><THONG_TIN_CHUNG/>{opened}{text}{closed}</DU_LIEU_HOC_BA>'
        f"<DANH_SACH_THONG_TIN_KY>{area}</DANH_SACH_THONG_TIN_KY></HOC_BA>"
    ).encode()


def test_references_that_ask_for_the_file_again_and_again_are_given_up() -> None:
    raw = _greedy()
    tracemalloc.start()
    try:
        with pytest.raises(LimitExceededError) as caught:
            verifier().verify(raw, at=NOW)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert caught.value.code == "VER-TOO-MUCH-WORK"
    assert peak < 20 * len(raw)
