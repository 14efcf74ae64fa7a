"""``check`` answers for every record: rubbish in any field, any year and grade, any legal record."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hocba.findings import Severity
from hocba.i18n import catalog
from hocba.model.record import (
    BangDiem,
    DanhGiaNangLucPhamChat,
    QuaTrinhHocTap,
    Record,
    ThongTinChung,
    TongKet,
)
from hocba.rules.engine import check
from hocba.testing.mutations import added_codes
from hocba.testing.records import mutations, synthetic_record

# Rubbish of every kind, and enough almost-right values that rules get past their first question.
RUBBISH = st.none() | st.text(max_size=20) | st.characters() | st.integers(-5, 5_000).map(str)
NEARLY = st.sampled_from(
    [
        *(
            "T",
            "H",
            "C",
            "Đ",
            "M",
            "D",
            "Ð",
            "0",
            "1",
            "9",
            "10",
            "8.5",
            "8,5",
            "01",
            "04",
            "05",
            "12",
            "87",
            "02",
        ),
        *("2024-2025", "2025–2026", "2026-2027", "9999-0000", "27/2020", "Hoàn thành", "Chưa hoàn thành"),
        *(
            "Hoàn thành xuất sắc",
            "31/02/2020",
            "02/09/2014",
            "0000-00-00",
            "Nam",
            "Nữ",
            "Hà Nội",
            "NaN",
            "1e999",
        ),
        *(
            "000214000001",
            "Hoàn thành chương trình lớp 4; Được lên lớp 5.",
            "Học sinh Xuất sắc",
            "khuyết tật",
        ),
    ]
)
VALUE = NEARLY | RUBBISH


def block(kind, *, without=()):
    names = [name for name in kind.model_fields if name not in without]
    return st.dictionaries(st.sampled_from(names), VALUE)


RECORDS = st.builds(
    lambda general, history, results, rows, assessment: Record.claims(
        {
            "thong_tin_chung": general,
            "qua_trinh_hoc_tap": history,
            "tong_ket": {**results, "bang_diem": rows, "danh_gia_nang_luc_pham_chat": assessment},
        }
    ),
    block(ThongTinChung),
    st.lists(block(QuaTrinhHocTap), max_size=3),
    block(TongKet, without=("bang_diem", "danh_gia_nang_luc_pham_chat")),
    st.lists(block(BangDiem), max_size=4),
    block(DanhGiaNangLucPhamChat),
)


def judged(record):
    for writing in (True, False):
        found = check(record, writing=writing)
        ranks = [finding.severity is not Severity.ERROR for finding in found]
        assert ranks == sorted(ranks)
        for finding in found:
            assert catalog.known(finding.key)
            assert finding.message("vi", show_personal_data=True)
            assert finding.message("en").isprintable()


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 5), st.integers(0, 8))
def test_mutations_add_exactly_their_codes(index, grade, first):
    record = synthetic_record(index, grade=grade)
    for mutation in mutations(record)[first::9]:
        assert added_codes(record, mutation) == mutation.codes, mutation.name
