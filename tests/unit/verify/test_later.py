"""Records of the later formats: slots that follow from the rows, what each covers, who is bound by what."""

from __future__ import annotations

import pickle
import re

import attrs
import pytest
from tests.later.document import HEAD, HOMEROOM, ROWS, TEACHERS, number, primary, secondary
from tests.later.signer import Slot, sign
from tests.later.world import NOW, SIGNED, later
from tests.unit.verify.world import codes, slot

import hocba
from hocba import RecordTieuHoc, RecordTrungHoc
from hocba.errors import ConfigurationError, UnknownFormatError, VerificationError
from hocba.limits import DEFAULT_LIMITS
from hocba.pki.evidence import Evidence
from hocba.pki.register import Register
from hocba.profiles.registry import get
from hocba.testing.pki import TAX_CODE
from hocba.verify.copies import with_copies
from hocba.verify.engine import Verifier
from hocba.verify.extract.own_form import OwnForm
from hocba.verify.inspection import inspect
from hocba.verify.report import Indication, Report
from hocba.verify.second_engine import SecondEngine, opinion
from hocba.xml.document import parse

PASSED, FAILED, OPEN = Indication.TOTAL_PASSED, Indication.TOTAL_FAILED, Indication.INDETERMINATE
RECORD = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA"


def judged(raw: bytes, **options: object) -> Report:
    return later().judged(raw, **options)


def put(raw: bytes, old: str | bytes, new: str | bytes) -> bytes:
    before, after = (text.encode() if isinstance(text, str) else text for text in (old, new))
    assert before in raw, before
    return raw.replace(before, after, 1)


@pytest.mark.parametrize("style", ["field", "ours", "xades"])
@pytest.mark.parametrize("inside", [True, False])
def test_a_secondary_record_passes(style: str, inside: bool) -> None:
    report = judged(later().complete(secondary(inside=inside), style=style))
    assert report.indication is PASSED
    assert report.signing_area == ("inside" if inside else "outside")
    assert report.reconstructed
    assert (report.format_id, report.profile_id) == ("v2_trunghoc", "v2_trunghoc")
    assert [(entry.slot, entry.identity) for entry in report.signatures] == [
        ("GVBM", "by number"),
        ("GVBM[2]", "by number"),
        ("GVBM[3]", "by number"),
        ("GVBM[4]", "by number"),
        ("GVCN", "by number"),
        ("CBQL", "by name"),
        ("KY_PHAT_HANH", "register"),
    ]
    assert slot(report, "GVBM").covers == tuple(f"{RECORD}/DIEM_TONG_KET[{row}]" for row in (1, 2, 4))
    assert slot(report, "GVBM[3]").covers == (f"{RECORD}/DIEM_TONG_KET[4]",)
    assert slot(report, "GVCN").covers == (RECORD,)
    assert {slot(report, name).form for name in ("GVBM", "CBQL")} == {
        "XAdES-B-B" if style == "xades" else "XMLDSig + SigningTime"
    }
    assert report.axis("structure").result == "not checked"
    assert report.axis("coverage").result == "passed"


def test_a_primary_record_passes_with_and_without_its_homeroom_teacher() -> None:
    report = judged(later().complete_primary())
    assert (report.indication, report.format_id) == (PASSED, "v2_tieuhoc")
    assert [entry.slot for entry in report.signatures] == ["GVCN", "CBQL", "KY_PHAT_HANH"]
    without = judged(later().issued(primary()))
    assert without.indication is PASSED
    assert "VER-SLOT-EMPTY" in codes(without)
    wanted = judged(later().issued(primary()), expected={"GVCN": HOMEROOM.number})
    assert (wanted.indication, wanted.reasons) == (FAILED, ("VER-SLOT-MISSING",))


@pytest.mark.parametrize("engine", list(SecondEngine))
def test_other_libraries_agree_about_every_signature(engine: SecondEngine) -> None:
    """Each alone in the file: where one covers others, it is asked about a record without them."""
    raw = later().complete(secondary(inside=False))
    assert [opinion(parse(raw), place, engine) for place in range(7)] == [True] * 7


@pytest.mark.parametrize("inside", [True, False])
def test_the_verified_record_is_rebuilt_from_what_was_signed(inside: bool) -> None:
    raw = later().complete(secondary(inside=inside))
    record = judged(raw).require().record
    assert type(record) is RecordTrungHoc
    assert record == hocba.read(raw)
    assert [
        (row.id, str(row.diem_ca_nam), [each.id for each in row.gvbm]) for row in record.diem_tong_ket
    ] == [(row.id, row.mark, list(row.teachers)) for row in ROWS]
    assert record.thong_tin_chung.ho_va_ten == "Thử Minh Anh"
    small = judged(later().complete_primary()).require().record
    assert type(small) is RecordTieuHoc
    assert [row.ten_mon_hoc for row in small.diem_tong_ket] == ["Tiếng Việt", "Toán"]


def test_facts_travel_and_are_judged_again() -> None:
    judge = later().verifier()
    facts = pickle.loads(pickle.dumps(judge.extract(later().complete())))
    assert judge.judge(facts, at=NOW).indication is PASSED
    blind = Verifier(later().pki.trust.with_register(None), Evidence(crls=later().pki.crls))
    assert blind.judge(facts, at=NOW).indication is OPEN


def test_everybody_in_the_register() -> None:
    report = judged(later().complete(), register=later().everybody, policy="ministry-strict")
    assert report.indication is PASSED
    assert {entry.identity for entry in report.signatures} == {"register"}


def test_strict_policy_wants_teachers_in_the_register() -> None:
    report = judged(later().complete(), policy="ministry-strict")
    assert report.indication is OPEN
    assert slot(report, "GVBM[2]").identity == "not bound"


def expecting(raw: bytes, **expected: object) -> Report:
    """Without a register: the seal is bound by the caller, and whoever else is named."""
    return judged(raw, by_caller=True, expected={"KY_PHAT_HANH": TAX_CODE, **expected})


def test_expectations_by_kind_and_by_slot() -> None:
    raw = later().complete()
    everyone = [person.number for person in TEACHERS.values()]
    report = expecting(raw, GVBM=everyone, CBQL=later()["head"].certificate)
    assert report.indication is PASSED
    assert {slot(report, name).identity for name in ("GVBM", "GVBM[4]", "CBQL")} == {"caller"}
    single = expecting(raw, **{"GVBM[2]": number(12)})
    assert slot(single, "GVBM[2]").identity == "caller"
    assert slot(single, "GVBM").identity == "by number"
    each = {f"GVBM[{place}]": number(10 + place) for place in (2, 3, 4)}
    assert expecting(raw, GVBM=number(11), **each).indication is PASSED
    assert "VER-IDENTITY-CONTRADICTION" in codes(expecting(raw, GVBM=number(11)))
    absent = expecting(raw, **{"GVBM[9]": number(11)})
    assert (absent.indication, absent.reasons) == (FAILED, ("VER-SLOT-MISSING",))
    assert "VER-SLOT-MISSING" in codes(expecting(later().complete_primary(), GVBM=number(11)))


@pytest.mark.parametrize("name", ["GVBM[1]", "GVCN[2]", "KY_PHAT_HANH[2]", "GVBM[02]", "gvbm", "GVBM[2"])
def test_expectations_for_what_cannot_be_are_refused(name: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        later().verifier(expected={name: number(1)})
    assert caught.value.code == "VER-EXPECTED"


def test_principal_and_deputy() -> None:
    raw = later().homeroom_signed(later().teachers_signed(secondary(managers=2)))
    for who in ("head", "deputy"):
        raw = sign(raw, "CBQL", later()[who], "#data", time=SIGNED)
    raw = sign(raw, "KY_PHAT_HANH", later()["school"], "#data", time=SIGNED)
    unbound = judged(raw)
    assert unbound.indication is OPEN
    assert slot(unbound, "CBQL").indication is PASSED
    assert slot(unbound, "CBQL[2]").identity == "not bound"
    both = [later()["head"].certificate, later()["deputy"].certificate]
    assert expecting(raw, CBQL=both).indication is PASSED
    numbered = expecting(raw, **{"CBQL[2]": later()["deputy"].certificate})
    assert numbered.indication is PASSED
    assert slot(numbered, "CBQL").identity == "by name"


def test_a_deputy_with_a_number_is_no_contradiction_beside_the_principal() -> None:
    deputy = later().manager("Thử Thị Hiệu Phó", uid=f"CCCD:{number(44)}")
    principal = later().manager(HEAD.name, uid=f"CCCD:{HEAD.number}")
    raw = later().homeroom_signed(later().teachers_signed(secondary(managers=2)))
    raw = sign(sign(raw, "CBQL", principal, "#data", time=SIGNED), "CBQL", deputy, "#data", time=SIGNED)
    raw = sign(raw, "KY_PHAT_HANH", later()["school"], "#data", time=SIGNED)
    report = judged(raw)
    assert slot(report, "CBQL").identity == "by number"
    assert "VER-IDENTITY-CONTRADICTION" not in codes(report)
    assert report.indication is OPEN
    alone = later().homeroom_signed(later().teachers_signed(secondary()))
    alone = sign(
        sign(alone, "CBQL", deputy, "#data", time=SIGNED),
        "KY_PHAT_HANH",
        later()["school"],
        "#data",
        time=SIGNED,
    )
    assert "VER-IDENTITY-CONTRADICTION" in codes(judged(alone))


def test_what_a_teacher_signed_is_open_until_a_manager_signed_the_whole() -> None:
    raw = later().homeroom_signed(later().teachers_signed(secondary()))
    report = judged(raw, register=later().everybody)
    assert "VER-ROW-ALONE" in codes(report)
    assert {slot(report, name).indication for name in ("GVBM", "GVBM[4]")} == {OPEN}
    assert slot(report, "GVCN").indication is PASSED
    assert report.indication is FAILED


def test_order_is_told_by_kinds_and_not_among_teachers() -> None:
    late = later().teachers_signed(secondary(inside=False), but=["gv-1"])
    late = sign(
        late,
        "gv-1",
        later()["gv-1"],
        *[f"#{row.id}" for row in ROWS if "gv-1" in row.teachers],
        time=SIGNED.replace(minute=59),
    )
    report = judged(later().issued(later().homeroom_signed(late)))
    found = [finding for finding in report.findings if finding.code == "VER-ORDER"]
    assert [(dict(each.values)["earlier"], dict(each.values)["later"]) for each in found] == [
        ("GVBM", "GVCN")
    ]
    assert report.indication is PASSED


def test_a_second_signature_over_everything_breaks_the_first_and_is_named() -> None:
    start = later().homeroom_signed(later().teachers_signed(secondary()))
    report = judged(later().issued(start, manager="", seal=""))
    (finding,) = (each for each in slot(report, "CBQL").findings if each.code == "VER-WHY-SLOT-LATER")
    assert dict(finding.values)["later"] == "KY_PHAT_HANH"
    assert slot(report, "KY_PHAT_HANH").indication is PASSED
    assert "VER-WHY-LATER-SIGNATURE" not in codes(report)


def test_a_teacher_who_signs_too_late_is_named() -> None:
    raw = later().issued(later().homeroom_signed(later().teachers_signed(secondary(), but=["gv-2"])))
    report = judged(sign(raw, "gv-2", later()["gv-2"], "#mon-NV", time=SIGNED))
    named = {
        dict(each.values)["later"]
        for each in slot(report, "CBQL").findings
        if each.code == "VER-WHY-SLOT-LATER"
    }
    assert named == {"GVBM[2]"}
    assert "VER-WHY-SAME-AREA" not in codes(report)


def test_two_who_signed_too_late_are_not_told_apart_from_a_change() -> None:
    raw = later().issued(later().homeroom_signed(later().teachers_signed(secondary(), but=["gv-2"])))
    raw = put(sign(raw, "gv-2", later()["gv-2"], "#mon-NV", time=SIGNED), "<TEN_LOP>7A", "<TEN_LOP>7B")
    assert "VER-WHY-SLOT-LATER" not in codes(judged(raw))


def _slot_of_another(raw: bytes, who: str, **options: object) -> str:
    """How the signer of the second teacher's slot is bound where ``who`` signed it."""
    rest = later().teachers_signed(raw, but=["gv-2"])
    signed = sign(rest, "gv-2", later()[who], "#mon-NV", time=SIGNED)
    return slot(judged(later().issued(later().homeroom_signed(signed)), **options), "GVBM[2]").identity


def test_a_register_of_many_teachers_does_not_say_whose_slot_it_is() -> None:
    person = TEACHERS["gv-3"]
    later().identities["plain"] = later().person(person, numbered=False)
    everybody = later().everybody
    known = Register((*everybody.entries, *later().entries({"GVBM": ["plain"]})))
    raw = secondary()
    assert _slot_of_another(raw, "gv-2", register=known) == "register"
    assert _slot_of_another(raw, "plain", register=known) == "not bound"
    unnamed = re.sub(rb'(<GVBM Id="gv-2">)<SO.*?(</GVBM>)', rb"\1\2", raw, count=1)
    assert _slot_of_another(unnamed, "plain", register=known) == "register"
    both = [later()[name].certificate for name in ("gv-1", "gv-2", "gv-4", "plain")]
    expected = {"KY_PHAT_HANH": TAX_CODE, "GVBM": both}
    assert _slot_of_another(raw, "plain", by_caller=True, expected=expected) == "not bound"
    alone = {"KY_PHAT_HANH": TAX_CODE, "GVBM[2]": later()["plain"].certificate}
    assert _slot_of_another(raw, "plain", by_caller=True, expected=alone) == "caller"


def test_the_id_of_a_teacher_may_be_the_number() -> None:
    raw = re.sub(rb'(<GVBM Id="gv-2">)<SO.*?(</GVBM>)', rb"\1\2", secondary(), count=1)
    report = judged(later().complete(raw))
    assert slot(report, "GVBM[2]").identity == "not bound"
    numbered = raw.replace(b'"gv-2"', f'"{number(12)}"'.encode())
    rest = later().teachers_signed(numbered, but=["gv-2"])
    signed = sign(rest, Slot("GVBM", f' Id="{number(12)}"'), later()["gv-2"], "#mon-NV", time=SIGNED)
    bound = judged(later().issued(later().homeroom_signed(signed)))
    assert (bound.indication, slot(bound, "GVBM[2]").identity) == (PASSED, "by number")


CHANGES = {
    "VER-CONTENT-MISSING": (' Id="thongtinhocba"', ""),
    "VER-CONTENT-DOUBLED": ("<PHAT_HANH_HOC_BA>", '<X Id="thongtinhocba"></X><PHAT_HANH_HOC_BA>'),
    "VER-ROW-MISPLACED": ("<PHAT_HANH_HOC_BA>", '<DIEM_TONG_KET Id="x"></DIEM_TONG_KET><PHAT_HANH_HOC_BA>'),
    "VER-ROW-NO-ID": (' Id="mon-NV"', ""),
    "VER-TEACHER-UNNAMED": ("</DANH_SACH_GVBM>", "<GVBM></GVBM></DANH_SACH_GVBM>"),
    "VER-TEACHER-NO-ROW": ("</DANH_SACH_GVBM>", '<GVBM Id="x"></GVBM></DANH_SACH_GVBM>'),
    "VER-TEACHER-NO-SLOT": ('<GVBM Id="gv-2"></GVBM>', ""),
    "VER-TEACHER-AMBIGUOUS": (
        "</DANH_SACH_GVBM>",
        f"<GVBM><SO_CCCD>{number(12)}</SO_CCCD></GVBM></DANH_SACH_GVBM>",
    ),
    "VER-TEACHER-DIFFERS": (f"<SO_CCCD>{number(11)}</SO_CCCD>", f"<SO_CCCD>{number(12)}</SO_CCCD>"),
    "VER-SLOTS-TOO-MANY": ("<CBQL></CBQL>", "<CBQL></CBQL>" * 300),
}


@pytest.mark.parametrize("code", CHANGES)
def test_what_is_wrong_with_a_record_is_named_and_fails_it(code: str) -> None:
    report = judged(put(secondary(), *CHANGES[code]))
    assert report.indication is FAILED
    assert code in codes(report)


def test_a_row_without_teacher_is_a_remark() -> None:
    raw = put(
        secondary(),
        '<GVBM Id="gv-4"><SO_CCCD>000000000014</SO_CCCD><HO_VA_TEN>Mẫu Đức Sử</HO_VA_TEN></GVBM>',
        "",
    )
    raw = put(raw, '<GVBM Id="gv-4"></GVBM>', "")
    signed = later().teachers_signed(raw, ROWS[:-1])
    report = judged(later().issued(later().homeroom_signed(signed)))
    assert report.indication is PASSED
    assert "VER-ROW-NO-TEACHER" in codes(report)


def test_one_row_of_two_is_not_enough() -> None:
    raw = later().issued(
        later().homeroom_signed(later().teachers_signed(secondary(inside=False), but=["gv-1"]))
    )
    report = judged(sign(raw, "gv-1", later()["gv-1"], "#mon-TO", time=SIGNED))
    (finding,) = (each for each in slot(report, "GVBM").findings if each.code == "VER-COVER-PARTIAL")
    assert dict(finding.values)["covers"] == f"{RECORD}/DIEM_TONG_KET[2], {RECORD}/DIEM_TONG_KET[4]"
    assert report.indication is FAILED


def test_a_signature_inside_what_it_refers_to() -> None:
    raw = put(secondary(), "<CBQL></CBQL>", "")
    raw = put(raw, "</DU_LIEU_HOC_BA>", "<CBQL></CBQL></DU_LIEU_HOC_BA>")
    report = judged(sign(raw, "CBQL", later()["head"], "#data", time=SIGNED))
    assert "VER-SIG-IN-TARGET" in codes(report)
    assert report.indication is FAILED


def test_one_value_in_two_slots() -> None:
    raw = later().complete(secondary(inside=False))
    first = raw[raw.index(b"<NGAY_KY>") : raw.index(b"</GVBM>", raw.index(b"<NGAY_KY>"))]
    start = raw.index(b"<NGAY_KY>", raw.index(b'<GVBM Id="gv-4"><NGAY_KY>'))
    copied = raw[:start] + first.replace(b"id-gvbm", b"id-copy") + raw[raw.index(b"</GVBM>", start) :]
    report = judged(copied)
    assert "VER-REPLAY-SLOTS" in codes(report)


def test_a_teachers_signature_in_two_records_of_a_package() -> None:
    from tests.vectors.later.kit import Kit
    from tests.vectors.later.packages import packed

    kit = Kit()
    raw = packed(kit, kit.outside, put(kit.outside, "0f8fad5b", "1f8fad5b"))
    report = kit.judged(raw)
    assert [each.indication for each in report.records] == [FAILED, FAILED]
    assert all("VER-REPLAY-RECORDS" in codes(each) for each in report.records)
    assert report.reconstructed


def test_a_teachers_signature_in_two_records_that_are_verified_one_by_one() -> None:
    raw = later().complete(secondary(inside=False))
    start = later().homeroom_signed(secondary(inside=False, uuid="1f8fad5b-d9cb-469f-a165-70867728950e"))
    area = raw[raw.index(b"<DANH_SACH_GVBM>") : raw.index(b"</DANH_SACH_GVBM>")]
    empty = start[start.index(b"<DANH_SACH_GVBM>") : start.index(b"</DANH_SACH_GVBM>")]
    other = later().issued(start.replace(empty, area))
    alone = [judged(raw), judged(other)]
    assert [report.indication for report in alone] == [PASSED, PASSED]
    both = with_copies([*alone, judged(later().complete_primary())])
    assert [report.indication for report in both] == [FAILED, FAILED, PASSED]
    assert both[0].reasons == ("VER-REPLAY-RECORDS",)
    assert both[0].axis("coverage").result == "failed"
    assert (
        both[0].findings[0].message("en") == "The signature in GVBM stands in several records (number 1, 2)."
    )
    with pytest.raises(VerificationError):
        both[1].require()
    assert with_copies([alone[0], alone[0]]) == (alone[0], alone[0])
    broken = with_copies([judged(put(raw, "<TEN_LOP>7A", "<TEN_LOP>7B")), alone[1]])
    assert [report.indication for report in broken] == [FAILED, FAILED]
    assert broken[0].sub_indication is not None


def test_primary_record_that_names_subject_teachers() -> None:
    raw = put(
        primary(), "</MUC_DAT_DUOC></DIEM_TONG_KET>", '</MUC_DAT_DUOC><GVBM Id="x"></GVBM></DIEM_TONG_KET>'
    )
    report = judged(raw)
    assert "VER-LEVEL-MIXED" in codes(report)
    assert report.indication is not PASSED


def test_a_profile_of_another_format_is_refused() -> None:
    verifier = Verifier(later().pki.trust, profile=get("v1_0"))
    with pytest.raises(UnknownFormatError) as caught:
        verifier.verify(secondary(), at=NOW)
    assert caught.value.code == "VER-FORMAT-PROFILE"


def test_a_record_that_does_not_tell_its_level_takes_that_of_the_profile() -> None:
    raw = re.sub(
        rb"<DANH_GIA.*</DANH_GIA[A-Z_]*>|<TONG_KET>.*</TONG_KET>|<MUC_DAT_DUOC>T</MUC_DAT_DUOC>",
        b"",
        primary(),
    )
    raw = later().complete_primary(raw)
    with pytest.raises(UnknownFormatError) as caught:
        judged(raw)
    assert caught.value.code == "FORMAT-LEVEL"
    assert judged(raw, profile=get("v2_tieuhoc")).indication is PASSED
    assert (
        judged(raw, profile=get("v2_trunghoc")).indication is PASSED
    )  # nobody is named, so nobody is missing


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b'<LOP><TONG_KET_CA_NAM Id="a"/></LOP>', "FORMAT-RELATED"),
        (b'<HO_SO><THONG_TIN Id="lyLich"/></HO_SO>', "FORMAT-RELATED"),
        (b"<VAN_BAN><x:CHUKYDONVI xmlns:x='urn:x'/></VAN_BAN>", "FORMAT-RELATED"),
    ],
)
def test_other_documents_of_the_family_are_told_by_name(text: bytes, code: str) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        judged(text)
    assert caught.value.code == code


def test_a_look_inside_finds_every_reference() -> None:
    found = inspect(later().complete(), second_engine=SecondEngine.SIGNXML)
    assert [facts.intact for facts in found.signatures] == [True] * 7
    assert [facts.slot for facts in found.signatures] == ["GVBM"] * 4 + ["GVCN", "CBQL", "KY_PHAT_HANH"]
    rows = [reference.covers for reference in found.signatures[0].references if reference.role == "data"]
    assert rows == [f"{RECORD}/DIEM_TONG_KET[{row}]" for row in (1, 2, 4)]
    assert {reference.role for facts in found.signatures for reference in facts.references} == {
        "data",
        "time",
    }


def test_the_quick_way_never_takes_a_later_record() -> None:
    reader = OwnForm(get("v1_0"), DEFAULT_LIMITS)
    for raw in (later().complete(), later().complete(secondary(inside=False)), secondary()):
        assert reader.read(raw) is None
    lower = secondary(inside=False).replace(b' Id="', b' id="')
    assert reader.read(lower) is None
    for name in ("v2_trunghoc", "v2_tieuhoc"):
        assert OwnForm(get(name), DEFAULT_LIMITS).read(later().complete()) is None


def test_structure_of_a_reconstructed_format_does_not_weigh() -> None:
    raw = later().complete(put(secondary(), "<TONG_KET>", "<TONG_KET><THE_LA>x</THE_LA>"))
    report = judged(raw)
    assert report.indication is PASSED
    from hocba.findings import Finding
    from hocba.verify.checks import structure

    deviation = Finding.of("STRUCTURE", path="x", element="y")
    assert [each.code for each in structure.check([deviation], reconstructed=True)] == [
        "VER-STRUCTURE-RECONSTRUCTED"
    ]


def test_slots_by_number_only() -> None:
    raw = secondary()
    for place in range(1, 5):
        raw = put(
            raw, f'<GVBM Id="gv-{place}"></GVBM>', f"<GVBM><SO_CCCD>{number(10 + place)}</SO_CCCD></GVBM>"
        )
    for place in range(1, 5):
        rows = [f"#{row.id}" for row in ROWS if f"gv-{place}" in row.teachers]
        raw = put(raw, f"<GVBM><SO_CCCD>{number(10 + place)}</SO_CCCD></GVBM>", "<GVBM></GVBM>")
        raw = sign(raw, Slot("GVBM"), later()[f"gv-{place}"], *rows, time=SIGNED, number=number(10 + place))
    assert judged(later().issued(later().homeroom_signed(raw))).indication is PASSED


def test_no_personal_number_is_said_where_ids_are_numbers() -> None:
    """Ids of teachers may be their numbers, ids of rows the pupil's: messages show neither."""
    raw = (
        later()
        .complete()
        .replace(b'"gv-2"', f'"{number(12)}"'.encode())
        .replace(b'"mon-NV"', f'"{number(1)}"'.encode())
    )
    raw = put(
        raw, "<PHAT_HANH_HOC_BA>", f'<X Id="{number(12)}"></X><Y Id="{number(1)}"></Y><PHAT_HANH_HOC_BA>'
    )
    report = judged(raw)
    assert "VER-ID-DUPLICATE" in codes(report)
    said = repr(report) + str(report.to_dict())
    assert number(12) not in said
    assert number(1) not in said
    assert not [name for name in attrs.asdict(report) if number(12) in str(getattr(report, name))]
