"""What a record class tells about its blocks."""

from __future__ import annotations

import pytest

from hocba.model.base import RecordBase
from hocba.model.part import SHARED, Part
from hocba.model.record import Record
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc

Told = tuple[str, str, bool, str, bool]


def told(part: Part) -> Told:
    return part.name, part.block, part.repeated, part.parent, part.identified


GENERAL: Told = ("thong_tin_chung", "THONG_TIN_CHUNG", False, "", False)
HISTORY: Told = ("qua_trinh_hoc_tap", "QUA_TRINH_HOC_TAP", True, "", False)
RESULTS: Told = ("tong_ket", "TONG_KET", False, "", False)
ASSESSMENT = ("danh_gia_nang_luc_pham_chat", "DANH_GIA_NANG_LUC_PHAM_CHAT", False)


def test_format_1_0() -> None:
    assert [told(part) for part in Record.parts()] == [
        GENERAL,
        HISTORY,
        RESULTS,
        ("bang_diem", "BANG_DIEM", True, "TONG_KET", False),
        (*ASSESSMENT, "TONG_KET", False),
    ]


def test_later_primary() -> None:
    assert [told(part) for part in RecordTieuHoc.parts()] == [
        GENERAL,
        HISTORY,
        RESULTS,
        (*ASSESSMENT, "", False),
        ("diem_tong_ket", "DIEM_TONG_KET", True, "", True),
    ]


def test_secondary() -> None:
    assert [told(part) for part in RecordTrungHoc.parts()] == [
        GENERAL,
        HISTORY,
        RESULTS,
        ("chung_chi", "CHUNG_CHI", True, "", False),
        ("diem_tong_ket", "DIEM_TONG_KET", True, "", True),
        ("gvbm", "GVBM", True, "DIEM_TONG_KET", True),
    ]


@pytest.mark.parametrize("kind", [Record, RecordTieuHoc, RecordTrungHoc])
def test_parts_come_before_what_all_records_share(kind: type[RecordBase]) -> None:
    own = [part.name for part in kind.parts() if not part.parent]
    assert list(kind.model_fields) == [*own, *SHARED]
