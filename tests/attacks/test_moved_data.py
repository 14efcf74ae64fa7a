"""The signed data moved away, forged data in their place, in every spelling of the id: none of it passes."""

from __future__ import annotations

import re

import pytest

from hocba.errors import HocbaError
from hocba.verify.report import Report
from tests.unit.verify.world import issued, judged

AREA = re.search(rb"<DANH_SACH_THONG_TIN_KY>.*</DANH_SACH_THONG_TIN_KY>", issued(), re.DOTALL)[0]
DATA = re.search(rb'<DU_LIEU_HOC_BA id="data">.*</DU_LIEU_HOC_BA>', issued(), re.DOTALL)[0]
FORGED = re.sub(rb"<HO_VA_TEN>[^<]*", b"<HO_VA_TEN>Ke Gian", DATA, count=1)
ID, END = b'id="data"', b"</DU_LIEU_HOC_BA>"
SPELLINGS = (ID, b'Id="data"', b'ID="data"')
FORGED_IDS = (
    *SPELLINGS,
    b'id="other"',
    b"",
    b'id=" data"',
    b'id="data" Id="x"',
    b'xml:id="data"',
    b'x:id="data" xmlns:x="urn:x"',
)
PLACES = {
    "before": b"<HOC_BA>%(forged)b%(signed)b%(area)b</HOC_BA>",
    "first": b"<HOC_BA>%(signed)b%(forged)b%(area)b</HOC_BA>",
    "behind": b"<HOC_BA>%(forged)b%(area)b%(signed)b</HOC_BA>",
    "in another element": b"<HOC_BA>%(forged)b<X>%(signed)b</X>%(area)b</HOC_BA>",
    "in another record": b"<HOC_BA>%(forged)b<HOC_BA>%(signed)b</HOC_BA>%(area)b</HOC_BA>",
    "in a comment": b"<HOC_BA><!--%(signed)b-->%(forged)b%(area)b</HOC_BA>",
    "in CDATA": b"<HOC_BA>%(forged)b%(area)b<X><![CDATA[%(signed)b]]></X></HOC_BA>",
}
INSIDE = {
    "area": b"<DANH_SACH_THONG_TIN_KY>",
    "slot": b"<KY_PHAT_HANH>",
    "key": b"<KeyInfo>",
    "properties": b"<xades:SignedDataObjectProperties>",
}


def _moved(place: str, forged_id: bytes, signed_id: bytes) -> bytes:
    forged, signed = FORGED.replace(ID, forged_id, 1), DATA.replace(ID, signed_id, 1)
    if place in PLACES:
        return PLACES[place] % {b"forged": forged, b"signed": signed, b"area": AREA}
    if place == "inside the forged":
        return b"<HOC_BA>" + forged[: -len(END)] + signed + END + AREA + b"</HOC_BA>"
    if place == "forged in a namespace":
        strange = forged.replace(b"<DU_LIEU_HOC_BA", b'<DU_LIEU_HOC_BA xmlns="urn:x"', 1)
        return b"<HOC_BA>" + strange + signed + AREA + b"</HOC_BA>"
    tag = INSIDE[place]
    return b"<HOC_BA>" + forged + AREA.replace(tag, tag + signed, 1) + b"</HOC_BA>"


def _packed(raw: bytes) -> bytes:
    return b'<DANH_SACH_HOC_BA id="dataDanhSach">' + raw + b"</DANH_SACH_HOC_BA>"


def _passed(raw: bytes) -> list[Report]:
    try:
        report = judged(raw)
    except HocbaError:
        return []
    return [each for each in (report, *report.records) if each.indication == "TOTAL_PASSED"]


@pytest.mark.parametrize("place", [*PLACES, *INSIDE, "inside the forged", "forged in a namespace"])
def test_forged_data_never_pass_beside_the_signed_ones(place: str) -> None:
    for forged_id in FORGED_IDS:
        for signed_id in SPELLINGS:
            raw = _moved(place, forged_id, signed_id)
            assert _passed(raw) == [], (forged_id, signed_id)
            assert _passed(_packed(raw)) == [], (forged_id, signed_id)


def test_the_parts_put_together_again_pass() -> None:
    (report,) = _passed(b"<HOC_BA>" + DATA + AREA + b"</HOC_BA>")
    assert report.require().record.thong_tin_chung.ho_va_ten != "Ke Gian"
    assert len(_passed(_packed(b"<HOC_BA>" + DATA + AREA + b"</HOC_BA>"))) == 1
