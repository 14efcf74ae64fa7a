"""Rules TR over records: total on rubbish, grades and years; no value slips between G-11 and TR-6 to TR-8."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.rules.secondary import changed, found, legal, row

from hocba.findings import Severity
from hocba.i18n import catalog
from hocba.model.v2_trunghoc.record import (
    DiemTongKet,
    Gvbm,
    QuaTrinhHocTap,
    RecordTrungHoc,
    ThongTinChung,
    TongKet,
)
from hocba.rules.engine import check

RUBBISH = st.none() | st.text(max_size=12) | st.characters() | st.integers(-5, 5_000).map(str)
NEARLY = st.sampled_from(
    [
        *(
            "T",
            "K",
            "Đ",
            "CĐ",
            "M",
            "D",
            "Ð",
            "CD",
            "đ",
            "Tốt",
            "0",
            "1",
            "10",
            "8.5",
            "8,5",
            "8.55",
            "9.0",
            "4.9",
        ),
        *("03", "04", "05", "06", "09", "10", "12", "15", "19", "88", "40", "35", "2024-2025", "2026-2027"),
        *("Học sinh Giỏi", "Học sinh Xuất sắc", "khuyết tật", "NaN", "1e999", "45", "46", "22/2021"),
        *("Hoàn thành chương trình trung học cơ sở", "Không hoàn thành chương trình THPT"),
    ]
)
VALUE = NEARLY | RUBBISH
MARK = st.sampled_from(["8.0", "10", "6.5", "4.9", "3.4", "Đ", "CĐ", "M", "x", "", "D"])


def block(kind, *, without=()):
    names = [name for name in kind.model_fields if name not in without]
    return st.dictionaries(st.sampled_from(names), VALUE)


RECORDS = st.builds(
    lambda general, history, results, rows, teachers: RecordTrungHoc.claims(
        {
            "thong_tin_chung": general,
            "qua_trinh_hoc_tap": history,
            "tong_ket": results,
            "diem_tong_ket": [{**one, "gvbm": teachers} for one in rows],
        }
    ),
    block(ThongTinChung),
    st.lists(block(QuaTrinhHocTap), max_size=2),
    block(TongKet),
    st.lists(block(DiemTongKet, without=("gvbm",)), max_size=5),
    st.lists(block(Gvbm), max_size=2),
)


def judged(record, **options):
    told = check(record, **options)
    ranks = [finding.severity is not Severity.ERROR for finding in told]
    assert ranks == sorted(ranks)
    for finding in told:
        assert catalog.known(finding.key)
        assert finding.message("vi", show_personal_data=True)
        assert finding.message("en").isprintable()
        assert "?" not in finding.message("en").removeprefix(finding.path)
    return told


@settings(max_examples=150, deadline=None)
@given(RECORDS, RECORDS)
def test_total_on_rubbish(record, before):
    judged(record, writing=False)
    judged(record, before=before)


@settings(max_examples=120, deadline=None)
@given(
    st.integers(6, 12), st.integers(2015, 2035), st.lists(MARK, min_size=48, max_size=48), VALUE, VALUE, VALUE
)
def test_total_over_grades_and_years(grade, year, marks, learning, conduct, text):
    record = legal(grade)
    for at, one in enumerate(record.diem_tong_ket):
        first, second, third, again = marks[at % 12 * 4 : at % 12 * 4 + 4]
        record = row(
            record,
            one.ma_mon_hoc,
            diem_hoc_ky_1=first,
            diem_hoc_ky_2=second,
            diem_ca_nam=third,
            diem_kiem_tra_lai=again,
        )
    judged(
        changed(
            record,
            ten_nam_hoc=f"{year}-{year + 1}",
            ket_qua_hoc_tap_ca_nam=learning,
            ket_qua_ren_luyen_ca_nam=conduct,
            ket_qua_hoc_tap_lai=learning,
            noi_dung_khen_thuong=text,
        )
    )


SCORED, COMMENT = "15", "88"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=4) | NEARLY, st.sampled_from([SCORED, COMMENT]))
def test_no_mark_slips_through(text, code):
    """A value is a result of its subject, or exactly one rule names it."""
    record = row(legal(7), code, diem_hoc_ky_1=text)
    path = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/DIEM_TONG_KET"
    told = [
        finding.code
        for finding in check(record)
        if finding.path.startswith(path)
        and finding.path.endswith("/DIEM_HOC_KY_1")
        and finding.code in {"G-11", "TR-6", "TR-7"}
    ]
    number = text.replace(".", "", 1).isdecimal() and text.isascii() and 0 <= float(text) <= 10
    in_form = number and len(text.partition(".")[2]) <= 1 and not text.endswith(".") and text[:1] != "."
    in_form = in_form and (text == "0" or not text.startswith("0") or text.startswith("0."))
    legal_here = not text.strip() or text == "M" or (text in {"Đ", "CĐ"} if code == COMMENT else in_form)
    assert len(told) == (0 if legal_here else 1), (text, told)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=4) | NEARLY)
def test_no_level_slips_through(text):
    record = changed(legal(7), ket_qua_hoc_tap_ky_1=text)
    told = [one for one in check(record) if one.path.endswith("/KET_QUA_HOC_TAP_KY_1")]
    named = [one.code for one in told if one.code in {"G-11", "TR-8"}]
    assert len(named) == (0 if not text.strip() or text in {"T", "K", "Đ", "CĐ"} else 1), (text, named)


@settings(max_examples=60, deadline=None)
@given(st.integers(6, 12), st.lists(st.integers(0, 100), min_size=40, max_size=40), st.integers(2024, 2035))
def test_records_that_follow_the_rules_pass(grade, tenths, year):
    """Any marks whatever: with averages, levels and conduct as computed no rule reports an error."""
    base = legal(grade)
    marks = {
        one.ma_mon_hoc: (f"{tenths[2 * at] / 10}", f"{tenths[2 * at + 1] / 10}")
        for at, one in enumerate(base.diem_tong_ket)
        if one.diem_ca_nam == "8.0"
    }
    record = changed(legal(grade, marks), ten_nam_hoc=f"{year}-{year + 1}")
    if record.tong_ket.ket_qua_hoc_tap_ca_nam == "CĐ":
        record = changed(record, duoc_len_lop=None if grade in {9, 12} else "0")
    assert {key for key, _ in found(record)} <= {"TR-18/either"}
