"""The National Data Centre payload: words become codes, demands are checked, nothing is guessed or cut."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from tests.shared_data import shared_spec
from tests.unit.exchange.records import full, primary_v1, values

from hocba.errors import ConfigurationError, InputError, LimitExceededError, RecordError
from hocba.exchange.national import (
    Event,
    Payload,
    build,
    ignored,
    kept,
    next_version,
    parse,
    tables,
    to_record,
    validate,
)
from hocba.exchange.national.columns import MAIN, column_named
from hocba.exchange.national.words import decode, encode
from hocba.findings import Severity
from hocba.limits import Limits
from hocba.model.base import RecordBase
from hocba.model.record import Record
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc
from hocba.model.walk import blocks, simple_fields
from hocba.testing.legal import legal_records

AT = dt.datetime(2025, 5, 31, 20, 30, tzinfo=dt.UTC)
TOOL = Path(__file__).resolve().parents[3] / "tools" / "generate_exchange.py"
V1_GIVEN = {
    "trangthaithongtinhocba": "1",
    "trichluc": "0",
    "cokhuyettatkhongdanhgia": "0",
    "thongtintruong_diachi_matinh": "01",
    "quatrinhhoctap.tentinh": "Hà Nội",
}


def payload(record: RecordBase, **options: Any) -> Payload:
    return build(record, changed_at=AT, **options)


def codes(made: Payload) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in (*made.findings, *validate(made))]


def changed(record: RecordBase, **general: Any) -> RecordBase:
    part: Any = record
    return record.replace(thong_tin_chung=part.thong_tin_chung.replace(**general))


def test_the_table_is_the_one_of_the_specification(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    spec = importlib.util.spec_from_file_location("generate_exchange", TOOL)
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    folder = shared_spec("fields-v2-tieuhoc.csv").parent
    assert tool.main(["--check", "--spec", str(folder)]) == 0, capsys.readouterr().err
    elsewhere = tmp_path / "national.csv"
    assert tool.main(["--check", "--spec", str(folder), "--target", str(elsewhere)]) == 1
    assert tool.main(["--spec", str(folder), "--target", str(elsewhere)]) == 0
    assert tool.main(["--check", "--spec", str(folder), "--target", str(elsewhere)]) == 0


def test_tables_and_columns_are_those_of_the_dictionary() -> None:
    assert list(tables()) == [
        "thongtinsohocbasotieuhoc",
        "thongtinsohocbasotieuhoc_quatrinhhoctap",
        "thongtinsohocbasotieuhoc_dsbangdiem",
        "thongtinsohocbasothcsthpt",
        "thongtinsohocbasothcsthpt_quatrinhhoctap",
        "thongtinsohocbasothcsthpt_chungchi",
        "thongtinsohocbasothcsthpt_bangdiem",
    ]
    for columns in tables().values():
        assert all(column.name == column.name.lower() for column in columns)
        assert {column.confidence for column in columns} == {"[observed]"}
    short = column_named("thongtinsohocbasothcsthpt_bangdiem", "tenmonhoc")
    assert short is not None and (short.max_length, short.too_long) == (20, Severity.WARNING)
    assert short.dictionary_name == "bangdiem.tenmonhoc"


@pytest.mark.parametrize("kind", [Record, RecordTieuHoc, RecordTrungHoc])
def test_every_field_of_the_models_has_a_column(kind: type[RecordBase]) -> None:
    main = MAIN["secondary" if kind is RecordTrungHoc else "primary"]
    names = {
        name
        for table, columns in tables().items()
        if table.startswith(main)
        for column in columns
        for name in (column.python_name, column.v1_name)
    }
    for part in kind.parts():
        assert set(simple_fields(part.kind)) <= names


@pytest.mark.parametrize("kind", [RecordTieuHoc, RecordTrungHoc])
def test_a_full_record_is_taken_without_a_remark(kind: type[RecordBase]) -> None:
    made = payload(full(kind))
    assert codes(made) == []
    assert made.format_id == kind.format_id
    assert parse(made.to_json()) == made


def test_v1_needs_what_it_has_no_tag_for() -> None:
    bare = payload(primary_v1())
    wanted = {path.rpartition("/")[2] for code, path in codes(bare) if code == "NDC-REQUIRED"}
    assert wanted == {
        "TRANG_THAI_HOC_BA", "TRICH_LUC", "MA_TINH_THANH_PHO", "CO_KHUYET_TAT_KHONG_DANH_GIA",
        "TEN_TINH_THANH_PHO",
    }  # fmt: skip
    given = payload(primary_v1(), given=V1_GIVEN)
    assert codes(given) == []
    assert given.table("thongtinsohocbasotieuhoc_quatrinhhoctap")[0].get("tentinh") == "Hà Nội"


def test_findings_name_the_tag_in_the_format_of_the_record() -> None:
    record = primary_v1()
    part: Any = record
    found = payload(changed(record, dan_toc="Sao Hỏa"), given=V1_GIVEN)
    assert ("NDC-NO-CODE", "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/DAN_TOC") in codes(found)
    odd = changed(record, thong_so_buoi_nghi_khong_phep="201")
    path = "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/THONG_SO_BUOI_NGHI_KHONG_PHEP"
    assert ("NDC-RANGE", path) in codes(payload(odd, given=V1_GIVEN))
    rows = part.tong_ket.bang_diem
    longer = record.replace(
        tong_ket=part.tong_ket.replace(
            bang_diem=(*rows[:2], rows[2].replace(ten_mon_hoc="x" * 51), *rows[3:])
        )
    )
    path = "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM[3]/TEN_MON_HOC"
    assert codes(payload(longer, given=V1_GIVEN)) == [("NDC-LENGTH", path)]


@pytest.mark.parametrize(
    ("field", "text", "column", "value"),
    [
        ("gioi_tinh", "Nam", "gioitinh", "1"),
        ("gioi_tinh", "Nữ", "gioitinh", "2"),
        ("gioi_tinh", None, "gioitinh", "0"),
        ("dan_toc", "Kinh", "dantoc", "01"),
        ("dan_toc", "Gié-Triêng", "dantoc", "27"),
        ("quoc_tich", "Việt Nam", "quoctich", "VN"),
        ("ngay_sinh", "5/9/2013", "ngaythangnamsinh", "2013-09-05"),
        ("trich_luc", "Có", "trichluc", "1"),
        ("ngay_tao_hoc_ba", "2025-05-26T00:00:00+07:00", "ngaytao", "2025-05-26"),
    ],
)
def test_words_become_codes(field: str, text: str | None, column: str, value: str) -> None:
    record = RecordTrungHoc.claims({**values(RecordTrungHoc), "thong_tin_chung": {
        **values(RecordTrungHoc)["thong_tin_chung"], field: text
    }})  # fmt: skip
    made = payload(record)
    assert made.records()[0].get(column) == value
    assert made.findings == ()


@pytest.mark.parametrize(
    ("field", "text", "key"),
    [
        ("gioi_tinh", "Male", "NDC-NO-CODE"),
        ("dan_toc", "Sao Hỏa", "NDC-NO-CODE/ethnic-group"),
        ("quoc_tich", "Xứ Mơ", "NDC-NO-CODE/nationality"),
        ("ngay_sinh", "31/02/2013", "NDC-NO-CODE"),
        ("trich_luc", "chắc", "NDC-NO-CODE"),
    ],
)
def test_what_cannot_be_told_is_left_out_and_said(field: str, text: str, key: str) -> None:
    record = changed(full(RecordTieuHoc))
    part: Any = record
    general = part.thong_tin_chung.claims({**part.thong_tin_chung.__dict__, field: text})
    made = payload(record.unchecked({**record.__dict__, "thong_tin_chung": general}))
    (found,) = made.findings
    assert found.key == key
    assert found.path == f"DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/THONG_TIN_CHUNG/{field.upper()}"
    assert text not in found.message("vi") and text in found.message("vi", show_personal_data=True)
    assert text not in made.to_json().decode()


def test_further_nationalities_are_given_by_name() -> None:
    made = payload(changed(full(RecordTieuHoc), quoc_tich="Xứ Mơ"), nationalities={"Xứ Mơ": "XM"})
    assert made.records()[0].get("quoctich") == "XM" and codes(made) == []
    assert encode("nationality", "LA") == "LA" and decode("nationality", "LA") == "Lào"
    assert decode("nationality", "XM") == "XM"


@pytest.mark.parametrize(("field", "text"), [("quoc_tich", "Lào"), ("dan_toc", "Người nước ngoài")])
def test_codes_of_general_knowledge_are_sent_with_a_warning(field: str, text: str) -> None:
    made = payload(changed(full(RecordTieuHoc), **{field: text}))
    (found,) = made.findings
    assert (found.code, found.severity) == ("NDC-CODE-UNCONFIRMED", Severity.WARNING)
    assert validate(made) == ()


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("2013", "namsinh", "2013"),
        ("8/2013", "thangnamsinh", "2013-08"),
        ("2013-08", "thangnamsinh", "2013-08"),
    ],
)
def test_a_birth_date_known_in_part(text: str, column: str, value: str) -> None:
    made = values(RecordTieuHoc)
    made["thong_tin_chung"]["ngay_sinh"] = text
    built = payload(RecordTieuHoc.claims(made))
    assert built.records()[0].get(column) == value
    assert built.records()[0].get("ngaythangnamsinh") is None
    assert codes(built) == []


@pytest.mark.parametrize("more", [{"nam_sinh": "2013"}, {"ngay_sinh": None}])
def test_exactly_one_birth_date(more: dict[str, Any]) -> None:
    path = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/THONG_TIN_CHUNG/NGAY_SINH"
    assert codes(payload(changed(full(RecordTieuHoc), **more))) == [("NDC-BIRTH", path)]


def test_no_absence_is_left_out_in_secondary_and_sent_in_primary() -> None:
    record = full(RecordTrungHoc)
    part: Any = record
    none = record.replace(tong_ket=part.tong_ket.replace(tong_so_buoi_nghi_hoc_ca_nam="0"))
    made = payload(none)
    assert made.records()[0].get("sobuoinghi") is None and codes(made) == []
    primary = payload(changed(full(RecordTieuHoc), tong_so_buoi_nghi_co_phep="0"))
    assert primary.records()[0].get("nghicophep") == "0" and codes(primary) == []


def test_lengths_are_errors_but_for_names_of_secondary_subjects() -> None:
    record: Any = full(RecordTrungHoc)
    row = record.diem_tong_ket[0].replace(ten_mon_hoc="Hoạt động trải nghiệm, hướng nghiệp")
    made = payload(record.replace(diem_tong_ket=(row,)))
    (found,) = validate(made)
    assert (found.code, found.severity) == ("NDC-LENGTH", Severity.WARNING)
    assert made.table("thongtinsohocbasothcsthpt_bangdiem")[0].get("tenmonhoc") == row.ten_mon_hoc
    classes = payload(changed(record, ten_lop="Lớp 9A chuyên"))
    (found,) = validate(classes)
    assert (found.code, found.severity) == ("NDC-LENGTH", Severity.ERROR)
    assert dict(found.values)["longest"] == "10"
    history = record.qua_trinh_hoc_tap[0].replace(ten_lop="Lớp 9A chuyên")
    assert codes(payload(record.replace(qua_trinh_hoc_tap=(history,)))) == []


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("so_cccd", "123456789", "NDC-FORM"),
        ("ma_tra_cuu_uuid", "0b7a4c1e-7f0f-1a43-9d0c-5a9f3d2c1b00", "NDC-FORM"),
        ("ten_nam_hoc", "2024-2026", "NDC-FORM"),
        ("ma_tinh_thanh_pho", "1", "NDC-FORM"),
        ("trang_thai_hoc_ba", "3", "NDC-LIST"),
        ("can_nang", "301", "NDC-RANGE"),
        ("ho_va_ten", "x" * 151, "NDC-LENGTH"),
    ],
)
def test_forms_lists_and_ranges(field: str, value: str, code: str) -> None:
    made = payload(changed(full(RecordTieuHoc), **{field: value}))
    (found,) = validate(made)
    assert (found.code, found.severity) == (code, Severity.ERROR)
    assert value not in found.message("en")


def test_levels_are_not_wanted_of_a_pupil_who_is_not_assessed() -> None:
    made = values(RecordTieuHoc)
    made["danh_gia_nang_luc_pham_chat"] = {
        name: text
        for name, text in made["danh_gia_nang_luc_pham_chat"].items()
        if name.startswith("nhan_xet")
    }
    found = codes(payload(RecordTieuHoc(**made)))
    assert {code for code, _ in found} == {"NDC-REQUIRED"} and len(found) == 13
    made["thong_tin_chung"]["co_khuyet_tat_khong_danh_gia"] = "1"
    assert codes(payload(RecordTieuHoc(**made))) == []


def test_the_second_teacher_cannot_travel() -> None:
    record: Any = full(RecordTrungHoc)
    row = record.diem_tong_ket[0]
    second = row.gvbm[0].replace(so_cccd="000188000009", ho_va_ten="Thử Hai")
    made = payload(record.replace(diem_tong_ket=(row.replace(gvbm=(*row.gvbm, second)),)))
    assert codes(made) == [("NDC-TEACHERS", "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/DIEM_TONG_KET[1]")]
    assert made.table("thongtinsohocbasothcsthpt_bangdiem")[0].get("gvbm") == row.gvbm[0].ho_va_ten


def test_unknown_tags_are_said_and_tags_of_the_dictionary_are_taken() -> None:
    added = [
        {
            "parent": "DU_LIEU_HOC_BA/THONG_TIN_CHUNG",
            "name": name,
            "xml": f"<{name}>{text}</{name}>",
        }
        for name, text in (("TRICH_LUC", "1"), ("GHI_CHU", "riêng"))
    ]
    made = payload(primary_v1().replace(extensions=added), given=V1_GIVEN)
    assert made.records()[0].get("trichluc") == "1"
    assert codes(made) == [("NDC-NOT-CARRIED", "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/GHI_CHU")]
    assert "riêng" not in made.to_json().decode()


def test_what_is_given_never_overrides_the_record() -> None:
    made = payload(full(RecordTieuHoc), given={"trichluc": "1"})
    assert made.records()[0].get("trichluc") == "0"
    with pytest.raises(ConfigurationError) as caught:
        payload(full(RecordTieuHoc), given={"khongco": "1"})
    assert caught.value.code == "NDC-GIVEN"


def test_the_envelope() -> None:
    made = payload(full(RecordTieuHoc))
    row = made.records()[0]
    assert (row.event, row.phienban) == (Event.NEW, 1)
    assert row.thoigiancapnhat == row.ngaycapnhat == "2025-06-01T03:30:00"
    assert row.idbanghi == full(RecordTieuHoc).record_id
    assert [one.idbanghi for one in made.rows[1:]] == [f"{row.idbanghi}/2024-2025", f"{row.idbanghi}/15"]
    for moment in (dt.datetime(2025, 1, 1), "2025-01-01"):  # type: ignore[assignment]
        with pytest.raises(ConfigurationError) as caught:
            build(full(RecordTieuHoc), changed_at=moment)
        assert caught.value.code == "NDC-TIME"
    with pytest.raises(ConfigurationError):
        build(full(RecordTieuHoc), changed_at=dt.datetime.max.replace(tzinfo=dt.UTC))


@pytest.mark.parametrize("text", ["NEW", "new", "Update", "UPDATE", "UPdate", "cancel"])
def test_events_are_read_in_any_case_and_sent_as_printed(text: str) -> None:
    made = json.loads(payload(full(RecordTieuHoc)).to_json())
    for rows in made.values():
        for row in rows:
            row["SuKien"] = row.pop("sukien").replace("NEW", text)
            row["IdBanGhi"] = row.pop("idbanghi")
    read = parse(json.dumps({name.upper(): rows for name, rows in made.items()}))
    assert validate(read) == ()
    assert json.loads(read.to_json())[MAIN["primary"]][0]["sukien"] in {"NEW", "UPdate", "CANCEL"}


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"sukien": "DELETE"}, "sukien"),
        ({"phienban": 0}, "phienban"),
        ({"phienban": "zwei"}, "phienban"),
        ({"phienban": 100_000}, "phienban"),
        ({"idbanghi": "x" * 151}, "idbanghi"),
        ({"idbanghi": None}, "idbanghi"),
        ({"thoigiancapnhat": "2025-05-31T10:00:00+07:00"}, "thoigiancapnhat"),
        ({"ngaycapnhat": "2025-02-30T10:00:00"}, "ngaycapnhat"),
    ],
)
def test_envelopes_that_a_receiver_refuses(change: dict[str, Any], column: str) -> None:
    made = payload(full(RecordTieuHoc)).to_dict()
    made[MAIN["primary"]][0] |= change
    found = validate(parse(json.dumps({MAIN["primary"]: made[MAIN["primary"]]})))
    assert [(one.code, dict(one.values)["column"]) for one in found] == [("NDC-ENVELOPE", column)]


def test_ids_are_unique_and_parts_have_their_record() -> None:
    made = payload(full(RecordTieuHoc))
    twice = Payload.joined([made, made])
    assert {one.code for one in validate(twice)} == {"NDC-ID-TWICE"}
    alone = Payload(rows=made.rows[1:])
    assert {one.code for one in validate(alone)} == {"NDC-ID-ALONE"}


def test_rows_of_one_subject_get_different_ids() -> None:
    record: Any = full(RecordTieuHoc)
    made = payload(record.replace(diem_tong_ket=(record.diem_tong_ket[0],) * 3))
    assert len({row.idbanghi for row in made.rows}) == 5


def test_unknown_tables_and_columns_are_kept_and_reported() -> None:
    made: Any = payload(full(RecordTieuHoc)).to_dict()
    made[MAIN["primary"]][0] |= {"keyxyz": "1", "motcotmoi": "x"}
    made["bangmoi"] = [{"idbanghi": "1"}]
    read = parse(json.dumps(made))
    assert sorted(one.code for one in validate(read)) == ["NDC-COLUMN", "NDC-TABLE"]
    assert read.records()[0].get("motcotmoi") == "x" and read.table("bangmoi")


def test_versions_grow_and_a_receiver_keeps_the_largest() -> None:
    record: Any = full(RecordTrungHoc)
    first = payload(record)
    shorter = record.replace(chung_chi=())
    second = payload(shorter, after=first)
    assert {row.phienban for row in second.rows} == {2}
    assert [row.event for row in second.table("thongtinsohocbasothcsthpt_chungchi")] == [Event.CANCEL]
    assert second.records()[0].event is Event.UPDATE
    third = payload(shorter, after=Payload.joined([first, second]))
    assert {row.phienban for row in third.rows} == {3}
    assert third.table("thongtinsohocbasothcsthpt_chungchi") == ()
    held = kept([first, third, second])
    assert {row.phienban for row in held.records()} == {3}
    assert ignored(second, held) and not ignored(payload(shorter, after=held), held)
    assert next_version([]) == 1 and next_version([4, 2]) == 5
    for version in (0, -1, 3, 100_000, True):
        with pytest.raises(ConfigurationError) as caught:
            payload(record, after=held, version=version)
        assert caught.value.code == "NDC-VERSION"
    with pytest.raises(ConfigurationError):
        next_version([99_999])


def test_cancelling_a_record_cancels_its_parts() -> None:
    first = payload(full(RecordTieuHoc))
    gone = payload(full(RecordTieuHoc), after=first, event=Event.CANCEL)
    assert {row.event for row in gone.rows} == {Event.CANCEL}
    assert to_record(gone).record_id == full(RecordTieuHoc).record_id


@pytest.mark.parametrize("kind", [RecordTieuHoc, RecordTrungHoc])
def test_a_record_comes_back(kind: type[RecordBase]) -> None:
    record = full(kind)
    again = to_record(parse(payload(record).to_json()))
    assert type(again) is kind
    for one, other in zip(blocks(record), blocks(again), strict=True):
        for name in simple_fields(type(one.block)):
            assert one.block.__dict__[name] == other.block.__dict__[name], (one.path, name)


def test_which_record_comes_back_must_be_clear() -> None:
    one, other = full(RecordTieuHoc), changed(full(RecordTieuHoc), ma_tra_cuu_uuid="0" * 36)
    both = Payload.joined([payload(one), payload(other)])
    assert to_record(both, one.record_id).record_id == one.record_id
    for record_id in (None, "absent"):
        with pytest.raises(InputError) as caught:
            to_record(both, record_id)
        assert caught.value.code == "NDC-NO-RECORD"


@pytest.mark.parametrize(
    "text",
    [
        b"", b"[]", b"{", b"\xff", b'{"a": 1}', b'{"a": [1]}', b'{"a": [{"b": []}]}', b'{"a": [{"b": {}}]}',
        b'{"a": [{"b": NaN}]}', b'{"a": [{"b": 1e99}]}', b'{"a": [{"b": "1", "B": "2"}]}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_payload(text: bytes) -> None:
    with pytest.raises(InputError) as caught:
        parse(text)
    assert caught.value.code == "NDC-JSON"


def test_values_of_other_json_types_are_taken() -> None:
    made: Any = payload(full(RecordTieuHoc)).to_dict()
    made[MAIN["primary"]][0] |= {
        "cannang": 30.5,
        "nghicophep": 2,
        "trichluc": True,
        "hotencha": None,
        "phienban": "7",
    }
    read = parse(json.dumps(made))
    row = read.records()[0]
    assert (row.get("cannang"), row.get("nghicophep"), row.get("trichluc")) == ("30.5", "2", "1")
    assert row.get("hotencha") is None and row.phienban == 7 and validate(read) == ()
    assert validate(parse(json.dumps({"bang_la": [{"phienban": 10**19}]})))[0].code == "NDC-TABLE"


def test_payloads_are_bounded() -> None:
    with pytest.raises(LimitExceededError):
        parse('{"a": [' + "{}," * 500_000 + "{}]}")
    with pytest.raises(LimitExceededError):
        parse(b"{}", limits=Limits(package_plain_bytes=1))
    with pytest.raises(InputError):
        parse(json.dumps({"a": [{str(n): "x" for n in range(300)}]}))


def test_a_text_that_utf8_cannot_hold() -> None:
    made = values(RecordTieuHoc)
    made["thong_tin_chung"]["ho_va_ten"] = "\ud800"
    with pytest.raises(RecordError) as caught:
        payload(RecordTieuHoc.claims(made)).to_json()
    assert caught.value.code == "NDC-CHARACTER"


def test_nothing_personal_is_printed_and_it_pickles() -> None:
    made = payload(primary_v1())
    again = pickle.loads(pickle.dumps(made))
    assert again == made and again.findings == made.findings and hash(again) == hash(made)
    shown = f"{made!r} {made.rows!r} {made.findings!r}"
    assert not [row for row in made.rows for _, value in row.cells if len(value) > 6 and value in shown]


def test_equal_payloads_give_equal_bytes() -> None:
    first, second = payload(primary_v1()), payload(primary_v1())
    assert first.to_json() == second.to_json() and first.to_json().endswith(b"\n")
    assert json.loads(first.to_json(indent=1)) == json.loads(first.to_json())


def test_legal_records_of_every_level_have_nothing_out_of_form() -> None:
    expected = {"NDC-LENGTH", "NDC-REQUIRED", "NDC-TEACHERS", "NDC-CODE-UNCONFIRMED"}
    for record in legal_records(60, seed="payload"):
        made = payload(record)
        assert {code for code, _ in codes(made)} <= expected, record.format_id
        assert all(
            found.severity is Severity.WARNING for found in validate(made) if found.code == "NDC-LENGTH"
        )
        assert parse(made.to_json()) == made
        assert to_record(made).record_id == record.record_id
