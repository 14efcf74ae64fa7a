"""The slots of one document of a later format: who has one, what each must cover, what is out of place."""

from __future__ import annotations

import pytest
from lxml import etree

from hocba.profiles.expansion import MOST_SLOTS, Expansion, expand
from hocba.profiles.registry import get

ROWS = (
    '<DIEM_TONG_KET Id="r1"><MA_MON_HOC>TO</MA_MON_HOC><GVBM Id="t1"><SO_CCCD>000000000001</SO_CCCD></GVBM>'
    "</DIEM_TONG_KET>"
    '<DIEM_TONG_KET Id="r2"><DIEM_TONG_KET>7.5</DIEM_TONG_KET><NHOM><GVBM Id="t1"/><GVBM Id="t2"/></NHOM>'
    "</DIEM_TONG_KET>"
)
LIST = '<DANH_SACH_GVBM><GVBM Id="t1"></GVBM><GVBM Id="t2"></GVBM></DANH_SACH_GVBM>'
ISSUING = "<KHOI><CBQL></CBQL></KHOI><CBQL></CBQL><KY_PHAT_HANH></KY_PHAT_HANH>"
FILLED = '<CBQL><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></CBQL>'
DATA = "DU_LIEU_HOC_BA"
RECORD = f"{DATA}/THONG_TIN_HOC_BA"


def document(
    rows: str = ROWS, teachers: str = LIST, *, issuing: str = ISSUING, inside: bool = True, more: str = ""
) -> etree._Element:
    area = f"<DANH_SACH_THONG_TIN_KY>{teachers}<GVCN></GVCN></DANH_SACH_THONG_TIN_KY>"
    return etree.fromstring(
        f'<HOC_BA><{DATA} Id="data"><THONG_TIN_HOC_BA Id="thongtinhocba"><THONG_TIN_CHUNG/>{rows}'
        f"</THONG_TIN_HOC_BA>{area if inside else ''}{more}</{DATA}>{'' if inside else area}"
        f"<PHAT_HANH_HOC_BA>{issuing}</PHAT_HANH_HOC_BA></HOC_BA>"
    )


def secondary(root: etree._Element) -> Expansion:
    return expand(get("v2_trunghoc"), root)


def codes(expansion: Expansion) -> list[str]:
    return [code for code, _, _ in expansion.oddities]


def test_each_slot_of_the_document_stands_once() -> None:
    found = secondary(document())
    area = f"{DATA}/DANH_SACH_THONG_TIN_KY"
    rows = [f"{RECORD}/DIEM_TONG_KET[{place}]" for place in (1, 2)]
    slots = found.profile.slots
    assert [(slot.name, slot.family, slot.path, slot.covers, slot.required) for slot in slots] == [
        ("GVBM", "GVBM", f"{area}/DANH_SACH_GVBM/GVBM[1]", ", ".join(rows), True),
        ("GVBM[2]", "GVBM", f"{area}/DANH_SACH_GVBM/GVBM[2]", f"{RECORD}/DIEM_TONG_KET[2]", True),
        ("GVCN", "GVCN", f"{area}/GVCN", RECORD, True),
        ("CBQL", "CBQL", "PHAT_HANH_HOC_BA/KHOI/CBQL", DATA, True),
        ("CBQL[2]", "CBQL", "PHAT_HANH_HOC_BA/CBQL", DATA, False),
        ("KY_PHAT_HANH", "KY_PHAT_HANH", "PHAT_HANH_HOC_BA/KY_PHAT_HANH", DATA, True),
    ]  # fmt: skip
    assert not found.oddities
    assert found.shared_ids == {"t1", "t2"}
    assert [row.get("Id") for row in found.covers["GVBM"]] == ["r1", "r2"]
    assert [teacher.get("Id") for teacher in found.named["GVBM[2]"]] == ["t2"]
    assert found.elements["GVBM"].get("Id") == "t1"


@pytest.mark.parametrize("inside", [True, False])
def test_area_inside_or_outside_the_data(inside: bool) -> None:
    found = secondary(document(inside=inside))
    assert found.area_inside is inside
    assert not found.oddities


def test_filled_managers_are_the_needed_ones() -> None:
    found = secondary(document(issuing=f"<CBQL></CBQL>{FILLED}<KY_PHAT_HANH/>"))
    assert [slot.required for slot in found.profile.family("CBQL")] == [False, True]


def test_what_has_to_be_filled_before() -> None:
    profile = secondary(document()).profile
    assert profile.unmet(profile.slot("GVCN"), {"GVBM"}) == ("GVBM[2]",)
    assert profile.unmet(profile.slot("KY_PHAT_HANH"), set()) == ("CBQL",)
    assert profile.unmet(profile.slot("KY_PHAT_HANH"), {"CBQL[2]"}) == ()
    assert profile.unmet(profile.slot("CBQL"), {"GVBM", "GVBM[2]", "GVCN"}) == ()


@pytest.mark.parametrize(
    "inside_row", ['<GVBM Id="000000000001"/>', "<GVBM><SO_DDCN>000000000001</SO_DDCN></GVBM>"]
)
def test_slot_found_by_number(inside_row: str) -> None:
    rows = f'<DIEM_TONG_KET Id="r1">{inside_row}</DIEM_TONG_KET>'
    slots = "<DANH_SACH_GVBM><GVBM><SO_CCCD>000000000001</SO_CCCD></GVBM></DANH_SACH_GVBM>"
    found = secondary(document(rows, slots))
    assert not found.oddities
    assert [row.get("Id") for row in found.covers["GVBM"]] == ["r1"]


def test_teacher_without_a_slot_is_a_slot_that_is_missing() -> None:
    found = secondary(document(teachers='<DANH_SACH_GVBM><GVBM Id="t1"/></DANH_SACH_GVBM>'))
    assert codes(found) == ["VER-TEACHER-NO-SLOT"]
    assert "GVBM[2]" not in found.elements
    assert found.profile.slot("GVBM[2]").required


def more_slots(text: str) -> etree._Element:
    return document(teachers=LIST.replace("</DANH", f"{text}</DANH"))


def _row(content: str, attributes: str = ' Id="r9"') -> str:
    return f"{ROWS}<DIEM_TONG_KET{attributes}>{content}</DIEM_TONG_KET>"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (document(_row("<GVBM/>")), ["VER-TEACHER-UNNAMED"]),
        (document(_row('<GVBM Id="t1"/>', "")), ["VER-ROW-NO-ID"]),
        (document(_row("")), ["VER-ROW-NO-TEACHER"]),
        (more_slots('<GVBM Id="t3"/>'), ["VER-TEACHER-NO-ROW"]),
        (more_slots('<GVBM Id="t1"/>'), ["VER-SLOT-DOUBLED", "VER-TEACHER-NO-ROW"]),
        (more_slots("<GVBM/>"), ["VER-TEACHER-UNNAMED", "VER-TEACHER-NO-ROW"]),
        (document(teachers=LIST + LIST), ["VER-SLOT-MISPLACED"] * 3),
        (document(teachers=LIST + '<GVBM Id="t1"/>'), ["VER-SLOT-MISPLACED"]),
        (document(more='<DIEM_TONG_KET Id="r9"/>'), ["VER-ROW-MISPLACED"]),
        (document(teachers=LIST.replace("></G", '><DIEM_TONG_KET Id="r"/></G', 1)), ["VER-ROW-MISPLACED"]),
        (document(_row('<GVBM Id="t1"/><DIEM_TONG_KET Id="r10"/>')), ["VER-ROW-MISPLACED"]),
        (document(_row('<GVBM Id="t1"><GVBM Id="t2"/></GVBM>')), ["VER-SLOT-MISPLACED"]),
        (document(_row('<GVBM Id="t1"><SO_CCCD>000000000002</SO_CCCD></GVBM>')), ["VER-TEACHER-DIFFERS"]),
        (document(_row('<x:GVBM xmlns:x="urn:x" Id="t1"/><GVBM Id="t1"/>')), ["VER-SLOT-MISPLACED"]),
        (document(_row('<GVBM Id="t1" id="t4"/>')), ["VER-ID-FORBIDDEN"]),
        (document(issuing="<CBQL><CBQL/></CBQL><KY_PHAT_HANH/>"), ["VER-SLOT-MISPLACED"]),
        (document(issuing="<CBQL/><X><KY_PHAT_HANH/></X>"), ["VER-SLOT-MISPLACED"]),
        (document(issuing="<CBQL/><KY_PHAT_HANH/><KY_PHAT_HANH/>"), ["VER-SLOT-DOUBLED"]),
        (document(more="<GVCN/>"), ["VER-SLOT-MISPLACED"]),
        (document(more="<HOC_BA/>"), ["VER-NESTED-RECORD"]),
        (document(more=f"<{DATA}/>"), ["VER-SLOT-MISPLACED"]),
    ],
)  # fmt: skip
def test_everything_out_of_place_is_named(changed: etree._Element, expected: list[str]) -> None:
    assert codes(secondary(changed)) == expected


@pytest.mark.parametrize(
    ("value", "code"), [("data", "VER-DATA-DOUBLED"), ("thongtinhocba", "VER-CONTENT-DOUBLED")]
)
def test_an_area_that_stands_twice_is_none(value: str, code: str) -> None:
    found = secondary(document(more=f'<X Id="{value}"/>'))
    assert codes(found)[0] == code
    assert found.content is None
    assert found.covers["GVCN"] == ()


def test_two_slots_for_one_teacher_by_id_and_by_number() -> None:
    slots = '<DANH_SACH_GVBM><GVBM Id="t1"/><GVBM><SO_CCCD>000000000001</SO_CCCD></GVBM></DANH_SACH_GVBM>'
    rows = '<DIEM_TONG_KET Id="r1"><GVBM Id="t1"><SO_CCCD>000000000001</SO_CCCD></GVBM></DIEM_TONG_KET>'
    assert codes(secondary(document(rows, slots)))[0] == "VER-TEACHER-AMBIGUOUS"


def test_an_id_of_a_teacher_is_shared_among_teachers_only() -> None:
    assert secondary(document(more='<X Id="t1"/>')).shared_ids == {"t2"}
    assert secondary(document(_row("", ' Id="t2"'))).shared_ids == {"t1"}


def test_no_data_no_coverage() -> None:
    found = secondary(etree.fromstring(f"<HOC_BA><{DATA}/><PHAT_HANH_HOC_BA/></HOC_BA>"))
    assert codes(found)[0] == "VER-DATA-MISSING"
    assert found.data is None
    assert found.covers["CBQL"] == ()
    assert not found.elements
    other = secondary(etree.fromstring('<HOC_BA><DU_LIEU Id="data"/></HOC_BA>'))
    assert codes(other) == ["VER-DATA-MISSING"]


def test_ids_in_a_namespace_are_refused() -> None:
    found = secondary(document(more='<X xml:id="a"/>'))
    assert codes(found)[0] == "VER-ID-FORBIDDEN"
    assert found.data is None


def test_a_file_may_not_ask_for_any_number_of_slots() -> None:
    many = "".join(f'<DIEM_TONG_KET Id="x{n}"><GVBM Id="y{n}"/></DIEM_TONG_KET>' for n in range(2000))
    assert len(secondary(document(many, "")).profile.slots) == MOST_SLOTS + 4
    found = secondary(document(issuing="<CBQL/>" * 2000))
    assert len(found.profile.slots) == MOST_SLOTS + 4
    assert codes(found) == ["VER-SLOTS-TOO-MANY"]
    one = "".join(f'<DIEM_TONG_KET Id="x{n}"><GVBM Id="t1"/></DIEM_TONG_KET>' for n in range(2000))
    assert secondary(document(one)).profile.slot("GVBM").covers.endswith(", …")


def test_primary_has_no_slots_for_subject_teachers() -> None:
    found = expand(get("v2_tieuhoc"), document("<DIEM_TONG_KET/>", ""))
    assert [slot.name for slot in found.profile.slots] == ["GVCN", "CBQL", "CBQL[2]", "KY_PHAT_HANH"]
    assert not found.profile.slot("GVCN").required
    assert not found.oddities
    mixed = expand(get("v2_tieuhoc"), document())
    assert set(codes(mixed)) == {"VER-LEVEL-MIXED", "VER-SLOT-MISPLACED"}


def test_namespace_of_the_record_is_that_of_its_parts() -> None:
    root = document()
    for element in root.iter():
        element.tag = f"{{urn:x}}{element.tag}"
    found = secondary(etree.fromstring(etree.tostring(root)))
    assert not found.oddities
    assert len(found.elements) == 6


def test_format_v1_stays_as_it_is() -> None:
    root = etree.fromstring(
        '<HOC_BA><DU_LIEU_HOC_BA id="data"/><DANH_SACH_THONG_TIN_KY><CBQL/></DANH_SACH_THONG_TIN_KY></HOC_BA>'
    )
    found = expand(get("v1_0"), root)
    assert found.profile is get("v1_0")
    assert list(found.elements) == ["CBQL"]
    assert found.covers["KY_PHAT_HANH"] == (root[0],)
    assert found.area_inside is False
