"""Differences: by field, rows by subject code, history by year; and what differs outside the record."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from tests.unit.exchange.records import full

import hocba
from hocba.edit import ChangeKind, Diff, diff, set_fields
from hocba.edit.difference import nature_of
from hocba.edit.personal import natures
from hocba.errors import HocbaError, UnknownFormatError
from hocba.findings import MASK
from hocba.model.record import Record
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc
from hocba.model.walk import blocks, simple_fields
from hocba.testing.pki import TestPki
from hocba.testing.records import synthetic_record
from hocba.testing.samples import signed_record

RECORD: Any = synthetic_record(1)
PLAIN = hocba.write(RECORD).raw
BASE = "DU_LIEU_HOC_BA"


def told(found: Diff) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (change.kind.value, change.path.removeprefix(f"{BASE}/"), change.old, change.new)
        for change in found.changes
    ]


def outside(found: Diff) -> list[tuple[str, str, str]]:
    return [(aside.aspect.value, aside.path, aside.kind.value) for aside in found.asides]


def with_rows(*rows: Any) -> Any:
    return RECORD.replace(tong_ket=RECORD.tong_ket.replace(bang_diem=rows))


def test_equal_things_have_no_difference() -> None:
    assert diff(RECORD, RECORD).equal and diff(PLAIN, PLAIN).equal and diff(RECORD, PLAIN).equal


def test_fields_are_compared_with_labels() -> None:
    made = set_fields(
        PLAIN, {"HO_VA_TEN": "Thử Hai", "HO_VA_TEN_CHA": None, "HO_VA_TEN_NGUOI_GIAM_HO": "Thử Ba"}
    )
    found = diff(PLAIN, made)
    assert told(found) == [
        ("changed", "THONG_TIN_CHUNG/HO_VA_TEN", RECORD.thong_tin_chung.ho_va_ten, "Thử Hai"),
        ("removed", "THONG_TIN_CHUNG/HO_VA_TEN_CHA", RECORD.thong_tin_chung.ho_va_ten_cha, None),
        ("added", "THONG_TIN_CHUNG/HO_VA_TEN_NGUOI_GIAM_HO", None, "Thử Ba"),
    ]
    assert [change.label for change in found.changes] == [
        "Họ và tên",
        "Họ và tên cha",
        "Họ và tên người giám hộ",
    ]
    assert not found.equal and not found.same_record and outside(found) == []


def test_rows_are_matched_by_subject_code_and_their_order_is_told_apart() -> None:
    rows = RECORD.tong_ket.bang_diem
    changed = rows[2].replace(muc_dat_duoc="C")
    found = diff(RECORD, with_rows(changed, *rows[3:], *rows[:2]))
    assert told(found) == [("changed", "TONG_KET/BANG_DIEM[@MA_MON_HOC=11]/MUC_DAT_DUOC", "T", "C")]
    assert outside(found) == [("order", f"{BASE}/TONG_KET/BANG_DIEM", "changed")]


def test_rows_that_come_and_go() -> None:
    rows = RECORD.tong_ket.bang_diem
    extra = rows[0].replace(ma_mon_hoc="14", ten_mon_hoc="Tiếng dân tộc", diem_kiem_tra_dinh_ky=None)
    found = diff(with_rows(*rows), with_rows(rows[0], extra, *rows[2:]))
    place = "TONG_KET/BANG_DIEM[@MA_MON_HOC={}]"
    assert [change[:2] for change in told(found)] == [
        ("block-added", place.format("14")),
        ("added", place.format("14") + "/MA_MON_HOC"),
        ("added", place.format("14") + "/TEN_MON_HOC"),
        ("added", place.format("14") + "/MUC_DAT_DUOC"),
        ("block-removed", place.format("01")),
        ("removed", place.format("01") + "/MA_MON_HOC"),
        ("removed", place.format("01") + "/TEN_MON_HOC"),
        ("removed", place.format("01") + "/MUC_DAT_DUOC"),
        ("removed", place.format("01") + "/DIEM_KIEM_TRA_DINH_KY"),
    ]


def test_rows_of_one_subject_are_matched_in_order_and_named_by_number() -> None:
    row = RECORD.tong_ket.bang_diem[0]
    found = diff(with_rows(row, row), with_rows(row, row.replace(muc_dat_duoc="C")))
    assert told(found) == [("changed", "TONG_KET/BANG_DIEM[2]/MUC_DAT_DUOC", "T", "C")]


def test_history_is_matched_by_year() -> None:
    first, *rest = RECORD.qua_trinh_hoc_tap
    found = diff(RECORD, RECORD.replace(qua_trinh_hoc_tap=(*rest, first.replace(ten_lop="1B"))))
    assert told(found) == [("changed", "QUA_TRINH_HOC_TAP[@NAM_HOC=2021-2022]/TEN_LOP", "1A", "1B")]


def test_teachers_and_certificates_are_matched_though_their_key_changed() -> None:
    record: Any = full(RecordTrungHoc)
    row = record.diem_tong_ket[0]
    other = record.replace(
        diem_tong_ket=(row.replace(gvbm=(row.gvbm[0].replace(so_cccd="000188000007"),)),),
        chung_chi=(record.chung_chi[0].replace(ten_chung_chi="Khác"),),
    )
    assert [(change.kind, change.tag) for change in diff(record, other).changes] == [
        (ChangeKind.CHANGED, "TEN_CHUNG_CHI"),
        (ChangeKind.CHANGED, "SO_CCCD"),
    ]
    second = row.gvbm[0].replace(so_cccd="000188000009")
    both = record.replace(diem_tong_ket=(row.replace(gvbm=(second, *row.gvbm)),))
    assert {change.kind for change in diff(record, both).changes} == {
        ChangeKind.BLOCK_ADDED,
        ChangeKind.ADDED,
    }


def test_formats_are_compared_where_they_have_the_same_fields() -> None:
    later = full(RecordTieuHoc)
    found = diff(RECORD, later)
    assert ("format", "", "changed") in outside(found)
    assert "tong_so_buoi_nghi_khong_phep".upper() not in {
        change.tag for change in found.changes if change.kind is ChangeKind.ADDED
    }
    assert {change.kind for change in found.changes if change.tag == "NANG_LUC_GIAO_TIEP_HOC_TAC"} <= {
        ChangeKind.CHANGED
    }


@pytest.mark.parametrize(
    ("old", "new", "nature"),
    [
        ("An", "Bình", "value"),
        ("An", "AN", "letter-case"),
        ("An Bình", " An  Bình", "spaces"),
        ("Mẫu", "Ma\u0302\u0303u", "unicode"),
        ("15/08/2015", "2015-08-15", "form"),
        ("1.0", "1", "form"),
        ("1", "true", "form"),
        ("8", "9", "value"),
    ],
)
def test_the_nature_of_a_change_shows_nothing_of_it(old: str, new: str, nature: str) -> None:
    assert nature_of(old, new) == nature


def test_personal_values_are_masked_unless_asked_for() -> None:
    made = diff(PLAIN, set_fields(PLAIN, {"HO_VA_TEN": "Thử Hai", "BANG_DIEM[1]/MUC_DAT_DUOC": "C"}))
    hidden, shown = made.to_dict(), made.to_dict(show_personal_data=True)
    first, second = hidden["changes"]  # type: ignore[misc]
    assert (first["old"], first["new"], first["masked"]) == (MASK, MASK, True)  # type: ignore[index]
    assert (second["old"], second["new"], second["masked"]) == (MASK, MASK, True)  # type: ignore[index]
    other = set_fields(PLAIN, {"THONG_TIN_CHUNG/TEN_TRUONG": "Trường Ví Dụ Hai"})
    (school,) = diff(PLAIN, other).to_dict()["changes"]  # type: ignore[misc]
    assert school["masked"] is False  # type: ignore[index]
    assert "Thử" not in f"{hidden} {made!r}" and "Thử Hai" in str(shown)
    assert pickle.loads(pickle.dumps(made)) == made


@pytest.mark.parametrize("kind", [Record, RecordTieuHoc, RecordTrungHoc])
def test_the_list_of_personal_fields_is_complete(kind: Any) -> None:
    known = {name for _, name in natures()}
    for part in kind.parts():
        assert set(simple_fields(part.kind)) <= known


def test_the_list_names_no_field_that_does_not_exist() -> None:
    real = {
        (part.block, name)
        for kind in (Record, RecordTieuHoc, RecordTrungHoc)
        for part in kind.parts()
        for name in simple_fields(part.kind)
    }
    for block, name in natures():
        assert (block, name) in real if block else name in {one for _, one in real}


def test_signatures_and_slots(hocba_pki: TestPki) -> None:
    one = signed_record(hocba_pki, signing_time=hocba_pki.now, record=RECORD, signers={"GVCN": "teacher"})
    two = signed_record(
        hocba_pki, signing_time=hocba_pki.now, record=RECORD, signers={"GVCN": "teacher", "CBQL": "head"}
    )
    found = diff(one, two)
    assert found.same_record and not found.equal
    assert ("signature", "DANH_SACH_THONG_TIN_KY/CBQL", "added") in outside(found)
    assert ("slot", "DANH_SACH_THONG_TIN_KY/CBQL", "changed") in outside(found)
    back = diff(two, one)
    assert ("signature", "DANH_SACH_THONG_TIN_KY/CBQL", "removed") in outside(back)
    broken = one.raw.replace(b"<ds:SignatureValue>", b"<ds:SignatureValue>A", 1)
    if broken != one.raw:
        assert outside(diff(one, broken)) == [("signature", "DANH_SACH_THONG_TIN_KY/GVCN", "changed")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ((b"><", b">\n<"), [("layout", "", "changed")]),
        ((b"<TONG_KET>", b"<TONG_KET><!-- x -->"), [("comments", f"{BASE}/TONG_KET", "added")]),
        ((b"<TONG_KET>", b"<TONG_KET><X>1</X>"), [("unknown-content", f"{BASE}/TONG_KET/X", "added")]),
        ((b"<HOC_BA>", b"<HOC_BA id='7'>"), [("id", "HOC_BA", "added")]),
        ((b"<HOC_BA>", b"<HOC_BA >"), [("bytes", "", "changed")]),
        ((b"THONG_SO_BUOI", b"TONG_SO_BUOI"), [("layout", "", "changed")]),
        ((b'<?xml version="1.0" encoding="UTF-8"?>\n', b""), [("layout", "", "changed")]),
        ((b"<GVCN></GVCN>", b"<GVCN><SO_CCCD>000188000001</SO_CCCD></GVCN>"),
         [("slot", "DANH_SACH_THONG_TIN_KY/GVCN", "changed")]),
    ],
)  # fmt: skip
def test_what_differs_outside_the_record(
    change: tuple[bytes, bytes], expected: list[tuple[str, str, str]]
) -> None:
    other = PLAIN.replace(*change)
    found = diff(PLAIN, other)
    assert found.same_record and outside(found) == expected
    turned = {"added": "removed", "changed": "changed"}
    assert outside(diff(other, PLAIN)) == [(aspect, path, turned[kind]) for aspect, path, kind in expected]


def test_ids_of_rows() -> None:
    record: Any = full(RecordTieuHoc)
    row = record.diem_tong_ket[0]
    found = diff(record, record.replace(diem_tong_ket=(row.replace(id="m1"),)))
    assert found.same_record and outside(found) == [
        ("id", "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/DIEM_TONG_KET[1]", "added")
    ]


def test_many_rows_are_compared_in_proportion() -> None:
    row = RECORD.tong_ket.bang_diem[0]
    many = with_rows(*[row.replace(ma_mon_hoc=str(number % 7)) for number in range(4000)])
    more = with_rows(*[row.replace(ma_mon_hoc=str(number % 7), muc_dat_duoc="C") for number in range(4000)])
    assert len(diff(many, more).changes) == 4000


def test_what_is_no_record() -> None:
    with pytest.raises(UnknownFormatError):
        diff(PLAIN, b"<a/>")
    for source in (None, 7, "absent.xml"):
        with pytest.raises(HocbaError):
            diff(PLAIN, source)  # type: ignore[arg-type]


def test_every_path_is_one_that_set_takes() -> None:
    from hocba.edit.selectors import Addresses, find

    for record in (RECORD, full(RecordTieuHoc), full(RecordTrungHoc)):
        addresses = Addresses(record)
        for held in blocks(record):
            for name in simple_fields(type(held.block)):
                spot = find(record, addresses.of(held, name.upper()))
                assert (spot.held.path, spot.name) == (held.path, name)
