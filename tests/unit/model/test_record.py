"""The nature of records: frozen, comparable, silent, and the same after every journey."""

import copy
import pickle
from decimal import Decimal
from typing import Any

import pytest
from tests.unit.model.sample import record, values

from hocba.errors import RecordError
from hocba.model.enumerations import MucDanhGia, MucDatDuoc
from hocba.model.extension import DEFAULT_LAYOUT
from hocba.model.record import BangDiem, Extension, Layout, Record, ThongTinChung, TongKet


def test_equal_records_hash_equal() -> None:
    assert record() == record()
    assert hash(record()) == hash(record())
    assert record() != record().replace(hoc_ba_id="1")
    assert record() != "a text"


def test_layout_is_not_what_a_record_says() -> None:
    other = record().replace(layout=Layout(spelling=["NANG_LUC_GIAO_TIEP_HOC_TAC"], data_id="x"))
    assert other == record()
    assert hash(other) == hash(record())
    assert other.layout != record().layout


def test_extensions_are_part_of_what_it_says() -> None:
    added = Extension(parent="DU_LIEU_HOC_BA", name="X", xml="<X></X>")
    assert record().replace(extensions=(added,)) != record()


@pytest.mark.parametrize("journey", [
    lambda one: pickle.loads(pickle.dumps(one)),
    lambda one: Record.model_validate_json(one.model_dump_json()),
    lambda one: Record.model_validate(one.model_dump()),
    lambda one: Record.claims(one.model_dump()),
    lambda one: Record.claims_json(one.model_dump_json()),
    copy.copy,
    copy.deepcopy,
    lambda one: one.model_copy(),
])  # fmt: skip
def test_journeys(journey: Any) -> None:
    added = Extension(parent="DU_LIEU_HOC_BA", name="X", after="TONG_KET", xml="<X>a</X>")
    whole = record().replace(extensions=[added], hoc_ba_id="1", layout=Layout(data_id="d"))
    again = journey(whole)
    assert again == whole
    assert hash(again) == hash(whole)
    assert again.layout == whole.layout
    assert type(again.thong_tin_chung.ngay_sinh) is type(whole.thong_tin_chung.ngay_sinh)
    assert type(again.tong_ket.bang_diem[0].muc_dat_duoc) is MucDatDuoc


def test_nothing_can_be_changed() -> None:
    with pytest.raises(Exception, match="frozen"):
        record().hoc_ba_id = "1"
    with pytest.raises(Exception, match="frozen"):
        record().thong_tin_chung.ho_va_ten = "Khác"


def test_no_personal_data_is_printed() -> None:
    whole = record()
    for part in (whole, whole.thong_tin_chung, whole.tong_ket, *whole.tong_ket.bang_diem):
        for shown in (repr(part), str(part), f"{part}"):
            assert "Mẫu" not in shown
            assert "000316000001" not in shown
            assert "Toán" not in shown
    assert repr(whole) == "Record(record_id='0f8a5c2e…')"
    assert repr(whole.tong_ket.bang_diem[0]) == "BangDiem(given=4, fields=4)"
    assert "Mẫu" not in repr(Extension(parent="P", name="X", xml="<X>Mẫu</X>"))


def test_the_record_id() -> None:
    assert record().record_id == "0f8a5c2e-6b1d-4c3a-9e57-2d4b8f6a1c90"
    assert Record.claims({}).record_id is None


def test_replace_checks_only_what_changes() -> None:
    wrong = ThongTinChung.claims({"ngay_sinh": "hôm qua"})
    changed = wrong.replace(ho_va_ten="Trần Văn Thử")
    assert changed.ngay_sinh == "hôm qua"
    assert changed.ho_va_ten == "Trần Văn Thử"
    with pytest.raises(RecordError) as error:
        wrong.model_copy(update={"ngay_sinh": "hôm kia"})
    assert error.value.code == "MODEL-REFUSED"
    with pytest.raises(RecordError) as unknown:
        wrong.replace(ten="x")
    assert unknown.value.code == "MODEL-NO-FIELD"


def test_two_lists_for_two_meanings_of_a_letter() -> None:
    assert MucDatDuoc("C") is MucDatDuoc.CHUA_HOAN_THANH
    assert MucDanhGia("C") is MucDanhGia.CAN_CO_GANG
    assert MucDanhGia.DAT == "Đ"
    assert hash(MucDanhGia.DAT) == hash("Đ")


class TestClaims:
    def test_wrong_values_stay_as_written(self) -> None:
        row = BangDiem.claims({"muc_dat_duoc": "D", "diem_kiem_tra_dinh_ky": "10.5"})
        assert row.muc_dat_duoc == "D"
        assert not isinstance(row.muc_dat_duoc, MucDatDuoc)
        assert row.diem_kiem_tra_dinh_ky == "10.5"
        assert row.ma_mon_hoc is None

    def test_python_values_take_the_form_of_the_format(self) -> None:
        assert Record.claims(values()) == record()

    def test_decimals_and_truth_values_take_their_form_too(self) -> None:
        assert ThongTinChung.claims({"can_nang": Decimal("28.50")}).can_nang == "28.50"
        assert TongKet.claims({"duoc_len_lop": False}).duoc_len_lop == "0"

    def test_an_empty_text_says_nothing(self) -> None:
        assert BangDiem.claims({"ma_mon_hoc": ""}).ma_mon_hoc is None

    def test_a_record_may_be_empty(self) -> None:
        empty = Record.claims({})
        assert empty.qua_trinh_hoc_tap == ()
        assert empty.tong_ket.danh_gia_nang_luc_pham_chat.pham_chat_yeu_nuoc is None
        assert empty.layout == DEFAULT_LAYOUT
        assert Record.claims(empty.model_dump()) == empty

    def test_parts_may_be_given(self) -> None:
        whole = record()
        assert Record.claims({
            "thong_tin_chung": whole.thong_tin_chung,
            "qua_trinh_hoc_tap": whole.qua_trinh_hoc_tap,
            "tong_ket": whole.tong_ket,
        }) == whole  # fmt: skip

    @pytest.mark.parametrize("shape", [
        {"thong_tin_chung": 1},
        {"tong_ket": []},
        {"qua_trinh_hoc_tap": {}},
        {"qua_trinh_hoc_tap": "x"},
        {"tong_ket": {"bang_diem": 3}},
        {"hoc_ba_id": 1.5},
        {"extensions": [1]},
    ])  # fmt: skip
    def test_another_shape_is_refused(self, shape: dict[str, Any]) -> None:
        with pytest.raises(RecordError) as error:
            Record.claims(shape)
        assert error.value.code == "MODEL-CLAIM"

    @pytest.mark.parametrize("shape", [
        {"x": 1}, {"tong_ket": {"x": 1}}, {"thong_tin_chung": {"x": 1}},
    ])  # fmt: skip
    def test_unknown_names_are_refused(self, shape: dict[str, Any]) -> None:
        with pytest.raises(RecordError) as error:
            Record.claims(shape)
        assert error.value.code == "MODEL-NO-FIELD"

    @pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000])
    def test_other_json_is_refused(self, text: str) -> None:
        with pytest.raises(RecordError) as error:
            Record.claims_json(text)
        assert error.value.code == "MODEL-JSON"


class TestExtension:
    def test_path_tag_and_text(self) -> None:
        added = Extension(parent="DU_LIEU_HOC_BA", name="{urn:x}A", xml='<A xmlns="urn:x">a &lt; b&#xD;</A>')
        assert added.path == "DU_LIEU_HOC_BA/{urn:x}A"
        assert added.tag == "A"
        assert added.text == "a < b\r"
        assert Extension(parent="", name="X", xml="<X></X>").path == "X"

    def test_text_of_an_element_with_children_is_empty(self) -> None:
        assert Extension(parent="", name="X", xml="<X><Y>1</Y></X>").text == ""

    def test_attributes_and_stray_text_are_their_value(self) -> None:
        assert Extension(parent="P", name="@{urn:x}a", xml="1").text == "1"
        assert Extension(parent="P", name="@{urn:x}a", xml="1").tag == "a"

    def test_order_of_places_does_not_matter_order_at_one_place_does(self) -> None:
        a, b, c = (Extension(parent="P", name=name, after="T", xml=f"<{name}></{name}>") for name in "ABC")
        other = Extension(parent="O", name="A", xml="<A></A>")
        one, two = (Extension(parent="P", name=name, xml="1") for name in ("@{urn:x}a", "@b"))
        first = record().replace(extensions=[a, b, other, one, two])
        assert first == record().replace(extensions=[two, one, other, a, b])
        assert first == Record.claims(first.model_dump() | {"extensions": [two, a, one, b, other]})
        assert first != record().replace(extensions=[b, a, other, one, two])
        assert record().replace(extensions=[a, c]) != record().replace(extensions=[c, a])

    def test_claims_keep_empty_texts(self) -> None:
        assert Extension.claims({"parent": "", "name": "@a", "xml": ""}).xml == ""


class TestFields:
    def test_every_field_tells_label_source_and_form(self) -> None:
        field = ThongTinChung.model_fields["so_cccd"]
        assert field.title == "Số CCCD"
        assert field.description is not None
        assert "THONG_TIN_CHUNG/SO_CCCD, required, [official], at most 12 characters" in field.description
        assert field.json_schema_extra == {
            "tag": "SO_CCCD",
            "path": "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/SO_CCCD",
            "kind": "text",
            "mark": "[official]",
            "source": "Công văn 2088/BGDĐT-GDTH (08/5/2024), Phụ lục 1",
            "obligation": "required",
            "max_length": 12,
        }

    def test_optional_fields_may_be_left_out(self) -> None:
        assert not TongKet.model_fields["noi_dung_khen_thuong"].is_required()
        assert TongKet.model_fields["duoc_len_lop"].is_required()

    def test_the_json_schema_is_of_texts(self) -> None:
        schema = BangDiem.model_json_schema()
        types = {name: shape.get("type") for name, shape in schema["properties"].items()}
        assert types == {**dict.fromkeys(schema["required"], "string"), "diem_kiem_tra_dinh_ky": None}
        assert schema["required"] == ["ma_mon_hoc", "ten_mon_hoc", "muc_dat_duoc"]
