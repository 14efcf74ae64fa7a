"""Signed by everybody, and still two records: a tag that stands twice is never passed over in silence."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from hocba.formats.explain import explain
from hocba.xml.document import parse
from tests.attacks.kit import signed_by_all
from tests.unit.verify.world import codes, judged, unsigned

Change = Callable[[bytes], bytes]


def _before(end: bytes, text: bytes) -> Change:
    return lambda raw: raw.replace(end, text + end, 1)


def _again(part: str, end: bytes) -> Change:
    pattern = re.compile(rf"<{part}>.*</{part}>".encode(), re.DOTALL)
    return lambda raw: raw.replace(end, pattern.search(raw)[0].replace(b"00000001", b"00000002") + end, 1)


TWICE: dict[str, Change] = {
    "level": _before(b"</BANG_DIEM>", b"<MUC_DAT_DUOC>T</MUC_DAT_DUOC>"),
    "mark": _before(b"</BANG_DIEM>", b"<A></A><DIEM_KIEM_TRA_DINH_KY>9</DIEM_KIEM_TRA_DINH_KY>" * 2),
    "school code": _before(b"</THONG_TIN_CHUNG>", b"<MA_TRUONG>00000002</MA_TRUONG>"),
    "in a namespace": _before(b"</THONG_TIN_CHUNG>", b'<HO_VA_TEN xmlns="urn:x">B</HO_VA_TEN>'),
    "both spellings": _before(
        b"</THONG_TIN_CHUNG>", b"<TONG_SO_BUOI_NGHI_KHONG_PHEP>9</TONG_SO_BUOI_NGHI_KHONG_PHEP>"
    ),
    "both spellings of a competence": _before(
        b"</DANH_GIA_NANG_LUC_PHAM_CHAT>", b"<NANG_LUC_GIAO_TIEP_HOP_TAC>C</NANG_LUC_GIAO_TIEP_HOP_TAC>"
    ),
    "another year": _before(b"</THONG_TIN_CHUNG>", b"<NAM_HOC>1999-2000</NAM_HOC>"),
    "general part": _again("THONG_TIN_CHUNG", b"</DU_LIEU_HOC_BA>"),
    "results": _again("TONG_KET", b"</DU_LIEU_HOC_BA>"),
    "assessment": _again("DANH_GIA_NANG_LUC_PHAM_CHAT", b"</TONG_KET>"),
    "assessment elsewhere": _before(
        b"</DU_LIEU_HOC_BA>", b"<X><PHAM_CHAT_YEU_NUOC>T</PHAM_CHAT_YEU_NUOC></X>"
    ),
}


@pytest.mark.parametrize("name", TWICE)
def test_nothing_passes_of_which_two_programs_read_two_values(name: str) -> None:
    raw = signed_by_all(TWICE[name](unsigned()))
    report = judged(raw)
    assert report.indication == "INDETERMINATE"
    assert {"VER-STRUCTURE", "STRUCTURE-REPEATED"} <= codes(report)
    assert "STRUCTURE-REPEATED" in {finding.code for finding in explain(parse(raw))}


ONCE: dict[str, Change] = {
    "unknown tag": _before(b"</THONG_TIN_CHUNG>", b"<GHI_CHU>a</GHI_CHU><GHI_CHU>b</GHI_CHU>"),
    "corrected spelling": lambda raw: raw.replace(b"THONG_SO_BUOI_NGHI", b"TONG_SO_BUOI_NGHI"),
    "years in one element": lambda raw: raw.replace(b"</QUA_TRINH_HOC_TAP><QUA_TRINH_HOC_TAP>", b""),
}


@pytest.mark.parametrize("name", ONCE)
def test_what_the_format_lets_stand_more_than_once_passes(name: str) -> None:
    report = judged(signed_by_all(ONCE[name](unsigned())))
    assert report.indication == "TOTAL_PASSED"
    assert report.require().record.tong_ket.bang_diem


def test_the_same_year_in_both_places_passes_and_another_one_after_it_does_not() -> None:
    year = re.findall(rb"<NAM_HOC>([^<]*)<", unsigned())[-1]
    same = judged(signed_by_all(_before(b"</THONG_TIN_CHUNG>", b"<NAM_HOC>%b</NAM_HOC>" % year)(unsigned())))
    assert same.indication == "TOTAL_PASSED"
    assert "STRUCTURE-YEAR-TWICE" in codes(same)
    other = judged(signed_by_all(TWICE["another year"](unsigned())))
    assert other.indication == "INDETERMINATE"
