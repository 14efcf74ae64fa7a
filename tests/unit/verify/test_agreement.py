"""School, record and signers are those that come out of the record, or it does not pass."""

from __future__ import annotations

import pytest
from tests.later.document import HEAD, primary, secondary
from tests.later.world import later
from tests.unit.verify.world import codes
from tests.vectors.edits import put, sub

from hocba.verify.report import Indication

NUMBER = f"<SO_CCCD_GIAM_HIEU_KY_HOC_BA>{HEAD.number}"


def test_a_value_that_only_the_reader_takes() -> None:
    raw = later().complete(put(secondary(), NUMBER, f"{NUMBER}<X></X>"))
    report = later().judged(raw)
    assert report.indication is Indication.INDETERMINATE
    assert report.reasons == ("VER-READING-DIFFERS",)
    assert report.axis("coverage").result == "indeterminate"


def test_a_value_that_stands_twice() -> None:
    report = later().judged(
        later().complete(put(secondary(), "<TEN_LOP>7A", "<TEN_LOP>7B</TEN_LOP><TEN_LOP>7A"))
    )
    assert report.reasons == ("VER-VALUE-TWICE",)
    assert report.axis("structure").result == "indeterminate"


@pytest.mark.parametrize("inside", [True, False])
def test_fields_elsewhere_and_blocks_under_other_names_agree(inside: bool) -> None:
    moved = secondary(inside=inside)
    moved = put(moved, NUMBER + "</SO_CCCD_GIAM_HIEU_KY_HOC_BA>", "")
    moved = put(moved, "<TONG_KET>", f"<KY>{NUMBER}</SO_CCCD_GIAM_HIEU_KY_HOC_BA></KY><TONG_KET>")
    renamed = secondary(inside=inside).replace(b"THONG_TIN_CHUNG>", b"THONG_TIN>")
    held = put(
        put(secondary(), "<THONG_TIN_CHUNG>", "<KHUNG><THONG_TIN_CHUNG>"),
        "</THONG_TIN_CHUNG>",
        "</THONG_TIN_CHUNG></KHUNG>",
    )
    for raw in (moved, renamed, held):
        report = later().judged(later().complete(raw))
        assert report.indication is Indication.TOTAL_PASSED
        assert report.require().record.thong_tin_chung.so_cccd_giam_hieu_ky_hoc_ba == HEAD.number


def test_a_comment_in_a_value_and_white_space_around_it_are_no_difference() -> None:
    raw = put(primary(), f"{NUMBER[:-5]}", f"{NUMBER[:-5]}<!-- x -->")
    raw = put(raw, "<MA_TRUONG>00000001", "<MA_TRUONG> 00000001\n")
    report = later().judged(later().complete_primary(raw))
    assert report.indication is Indication.TOTAL_PASSED
    assert "VER-READING-DIFFERS" not in codes(report)


@pytest.mark.parametrize(
    "part", [b'<DIEM_TONG_KET Id="mon-NV">.*?</DIEM_TONG_KET>', b'<GVBM Id="gv-2"><.*?</GVBM>']
)
def test_rows_and_teachers_deeper_than_the_reader_looks(part: bytes) -> None:
    deep = sub(secondary(), part, lambda found: b"<A><B><C><D><E>" + found[0] + b"</E></D></C></B></A>")
    report = later().judged(later().complete(deep))
    assert report.reasons == ("VER-READING-DIFFERS",)
    near = sub(secondary(), part, lambda found: b"<A><B>" + found[0] + b"</B></A>")
    assert later().judged(later().complete(near)).indication is Indication.TOTAL_PASSED
