"""Attacks on the subject teachers' slots: missing, exchanged, copied, by others, over something else."""

from __future__ import annotations

from tests.later.document import ROWS, TEACHERS, Person, number, secondary
from tests.later.signer import Slot, ref, sign
from tests.vectors.case import Case
from tests.vectors.edits import put, sub
from tests.vectors.later.kit import OPEN, OTHER, SIGNED, Cases, Kit, case, slot_text

TWO, FOUR = Slot("GVBM", ' Id="gv-2"'), Slot("GVBM", ' Id="gv-4"')


def cases(kit: Kit) -> Cases:
    def bad(name: str, title: str, raw: bytes, *codes: str, **options: object) -> Case:
        return case(
            f"later-teachers/{name}", title, raw, *codes, **{"clause": "verification.md §11"} | options
        )

    yield from _missing(kit, bad)
    yield from _covering(kit, bad)
    yield from _people(kit, bad)
    yield from _copies(kit, bad)


def _missing(kit: Kit, bad) -> Cases:
    raw = kit.outside
    two = slot_text(raw, TWO)
    yield bad("unsigned", "One teacher did not sign", kit.without_teacher("gv-2"), "VER-SLOT-MISSING")
    yield bad(
        "emptied",
        "A teacher's signature taken out, which the manager does not cover",
        put(raw, two, TWO.empty),
        "VER-SLOT-MISSING",
    )
    yield bad(
        "removed", "A teacher's slot taken out", put(raw, two, b""), "VER-TEACHER-NO-SLOT", "VER-SLOT-MISSING"
    )
    yield bad(
        "list-removed",
        "The list of teachers' slots taken out",
        sub(raw, rb"<DANH_SACH_GVBM>.*</DANH_SACH_GVBM>", b""),
        "VER-TEACHER-NO-SLOT",
    )
    yield bad(
        "area-removed",
        "The whole signing area taken out",
        sub(raw, rb"<DANH_SACH_THONG_TIN_KY>.*</DANH_SACH_THONG_TIN_KY>", b""),
        "VER-TEACHER-NO-SLOT",
        "VER-SLOT-MISSING",
    )
    yield bad(
        "removed-inside",
        "A slot taken out of the data",
        put(kit.good, slot_text(kit.good, TWO), b""),
        "VER-REF-DIGEST",
        "VER-TEACHER-NO-SLOT",
    )
    extra = put(raw, b"</DANH_SACH_GVBM>", b'<GVBM Id="gv-9"></GVBM></DANH_SACH_GVBM>')
    yield bad("slot-of-nobody", "An empty slot of a teacher whom no row names", extra, "VER-TEACHER-NO-ROW")
    waiting = put(raw, b"</DANH_SACH_GVBM>", b"<GVBM></GVBM></DANH_SACH_GVBM>")
    yield bad("slot-without-name", "An empty slot without Id and number", waiting, "VER-TEACHER-UNNAMED")
    twice = put(raw, b"</DANH_SACH_GVBM>", TWO.empty + b"</DANH_SACH_GVBM>")
    yield bad("slot-twice", "A second slot of one teacher", twice, "VER-SLOT-DOUBLED")
    both = put(raw, b"</DANH_SACH_GVBM>", f"<GVBM><SO_CCCD>{number(12)}</SO_CCCD></GVBM></DANH_SACH_GVBM>")
    yield bad("slot-by-id-and-number", "Two slots fit one teacher", both, "VER-TEACHER-AMBIGUOUS")
    second = put(
        raw, b"</DANH_SACH_THONG_TIN_KY>", b"<DANH_SACH_GVBM></DANH_SACH_GVBM></DANH_SACH_THONG_TIN_KY>"
    )
    yield bad("list-twice", "A second list of slots", second, "VER-SLOT-MISPLACED")
    elsewhere = put(put(raw, two, b""), b"<PHAT_HANH_HOC_BA>", b"<PHAT_HANH_HOC_BA>" + two)
    yield bad(
        "in-the-issuing-area",
        "A teacher's slot in the issuing area",
        elsewhere,
        "VER-SLOT-MISPLACED",
        "VER-SIG-OUTSIDE",
    )
    renamed = put(raw, two, two.replace(b'Id="gv-2"', b'Id="gv-8"', 1))
    yield bad("slot-renamed", "A slot with another Id", renamed, "VER-TEACHER-NO-SLOT", "VER-TEACHER-NO-ROW")
    signature = two[two.index(b"<Signature ") : two.index(b"</Signature>") + 12]
    doubled = put(raw, two, put(two, b"</GVBM>", signature + b"</GVBM>"))
    yield bad("two-signatures", "Two signatures in one slot", doubled, "VER-SIG-DOUBLED")


def _covering(kit: Kit, bad) -> Cases:
    start = kit.without_teacher
    raw = start("gv-2")
    at = raw.index(b'"signobject-') + 1
    first = raw[at : raw.index(b'"', at)].decode()

    def signed(
        name: str, title: str, key: str, *uris: str, codes: tuple[str, ...] = ("VER-REF-TARGET",)
    ) -> Case:
        return bad(name, title, kit.teacher(start(key), key, *uris), *codes)

    yield signed(
        "one-of-two-rows",
        "A teacher of three rows signed two",
        "gv-1",
        "#mon-TO",
        "#mon-TIN",
        codes=("VER-COVER-PARTIAL",),
    )
    yield signed(
        "other-row",
        "A teacher signed somebody else's row",
        "gv-2",
        "#mon-LSDL",
        codes=("VER-REF-TARGET", "VER-COVER-MISSING"),
    )
    yield signed(
        "one-row-more", "A teacher signed somebody else's row besides", "gv-2", "#mon-NV", "#mon-LSDL"
    )
    yield signed(
        "whole-record",
        "A teacher signed the record area",
        "gv-2",
        "#thongtinhocba",
        codes=("VER-REF-TARGET", "VER-COVER-MISSING"),
    )
    yield signed("whole-data", "A teacher signed the data element", "gv-2", "#data")
    yield signed("whole-document", 'A teacher signed the whole document (URI="")', "gv-2", "")
    yield signed("no-data", "A teacher signed the time alone", "gv-2", codes=("VER-COVER-MISSING",))
    yield signed(
        "shared-id",
        "A reference to the Id of a teacher",
        "gv-2",
        "#mon-NV",
        "#gv-3",
        codes=("VER-REF-DUPLICATE",),
    )
    yield signed(
        "own-signature",
        "A reference to another signature's time",
        "gv-2",
        "#mon-NV",
        f"#{first}",
    )
    single = kit.teachers_signed(secondary(inside=False), but=["gv-2"])
    single = put(single, TWO.empty, f"<GVBM><SO_CCCD>{number(12)}</SO_CCCD></GVBM>")
    single = put(single, f"<GVBM><SO_CCCD>{number(12)}</SO_CCCD></GVBM>", "<GVBM></GVBM>")
    single = sign(single, Slot("GVBM"), kit["gv-2"], "#mon-NV", "#gv-2", time=SIGNED, number=number(12))
    yield bad(
        "single-id",
        "A reference to the Id of a teacher that stands once",
        kit.finished(single),
        "VER-REF-TARGET",
    )
    inner = put(
        start("gv-2"),
        b'<DIEM_TONG_KET Id="mon-NV"><MA_MON_HOC>',
        b'<DIEM_TONG_KET Id="mon-NV"><MA_MON_HOC Id="ma">',
    )
    yield bad(
        "part-of-the-row",
        "A teacher signed a part of the row",
        kit.teacher(inner, "gv-2", "#ma"),
        "VER-REF-TARGET",
    )
    external = kit.teacher(start("gv-2"), "gv-2", ref("row.xml#mon-NV", target="#mon-NV"))
    yield bad("external", "A reference out of the document", external, "VER-REF-URI")
    pointer = kit.teacher(start("gv-2"), "gv-2", ref("#xpointer(id('mon-NV'))", target="#mon-NV"))
    yield bad("xpointer", "A reference by XPointer", pointer, "VER-REF-URI")
    changed = ref("#mon-NV", transforms=("http://www.w3.org/TR/1999/REC-xpath-19991116",))
    yield bad(
        "transform",
        "A row through an XPath transform",
        kit.teacher(start("gv-2"), "gv-2", changed),
        "VER-REF-TRANSFORM",
    )
    untimed = kit.teacher(start("gv-2"), "gv-2", "#mon-NV", timed=False)
    yield bad("time-unsigned", "A time that no reference covers", untimed, "VER-TIME-UNSIGNED")


def _people(kit: Kit, bad) -> Cases:
    identity = {"clause": "verification.md §6.1"}

    def by(name: str, title: str, who: str, *codes: str, **options: object) -> Case:
        raw = kit.teacher(kit.without_teacher("gv-2"), "gv-2", "#mon-NV", by=who)
        return bad(name, title, raw, *codes, **identity | options)

    yield by(
        "by-another-teacher", "Signed by another teacher of the record", "gv-3", "VER-IDENTITY-CONTRADICTION"
    )
    yield by(
        "by-a-stranger",
        "Signed by somebody whom the record does not name",
        "stranger",
        "VER-IDENTITY-CONTRADICTION",
    )
    yield by("by-the-school", "Signed with the school's seal", "school", "VER-KIND", indication=OPEN)
    yield by(
        "by-the-homeroom-teacher",
        "Signed by the homeroom teacher, registered as such",
        "homeroom",
        "VER-IDENTITY-CONTRADICTION",
        trust="later-all",
    )
    yield by(
        "without-number",
        "A certificate without a number and with another name",
        "numberless",
        "VER-IDENTITY-NAME-DIFFERS",
        indication=OPEN,
    )
    yield by(
        "registered-for-others",
        "A registered teacher without a number in another's slot",
        "numberless",
        "VER-IDENTITY-NAME-DIFFERS",
        indication=OPEN,
        trust="later-all",
    )
    kit.identities["impostor"] = kit.person(Person("", TEACHERS["gv-2"].name, number(55)))
    yield by("same-name", "The same name, another number", "impostor", "VER-IDENTITY-CONTRADICTION")
    claim = kit.teacher(kit.without_teacher("gv-2"), "gv-2", "#mon-NV", number=number(66))
    yield bad(
        "slot-says-another",
        "SO_CCCD in the slot is another number",
        claim,
        "VER-IDENTITY-CONTRADICTION",
        **identity,
    )
    yield bad(
        "not-the-expected",
        "The caller expects another teacher",
        kit.good,
        "VER-IDENTITY-CONTRADICTION",
        expected={"GVBM[2]": number(13)},
        **identity,
    )
    yield bad(
        "expected-and-absent",
        "The caller expects a slot that the record does not have",
        kit.good,
        "VER-SLOT-MISSING",
        expected={"GVBM[9]": number(13)},
        **identity,
    )


def _copies(kit: Kit, bad) -> Cases:
    raw = kit.outside
    two, four = slot_text(raw, TWO), slot_text(raw, FOUR)
    swapped = put(raw, two, TWO.empty[:-7] + four[16:])
    swapped = put(swapped, four, FOUR.empty[:-7] + two[16:])
    yield bad(
        "swapped",
        "Two teachers' signatures in each other's slot",
        swapped,
        "VER-REF-TARGET",
        "VER-COVER-MISSING",
    )
    copied = put(
        raw,
        four,
        FOUR.empty[:-7]
        + two[16:].replace(b"sigid-gvbm-", b"sigid-x").replace(b"signobject-gvbm-", b"signobject-x"),
    )
    yield bad(
        "copied", "One teacher's signature in another's slot", copied, "VER-REPLAY-SLOTS", "VER-COVER-MISSING"
    )
    partly = kit.teachers_signed(secondary(inside=False, uuid=OTHER), but=["gv-2"])
    pasted = put(partly, TWO.empty, two)
    yield bad(
        "pasted-before-the-manager",
        "A row and its slot pasted into a record that no manager signed",
        pasted,
        "VER-ROW-ALONE",
        "VER-SLOT-MISSING",
    )
    worse = put(secondary(inside=False, uuid=OTHER), ROWS[2].mark + "</DIEM_CA_NAM>", "4.0</DIEM_CA_NAM>")
    worse = kit.finished(put(kit.teachers_signed(worse, but=["gv-2"]), TWO.empty, two))
    yield bad(
        "pasted-over-another-mark", "A signature from a record with a better mark", worse, "VER-REF-DIGEST"
    )
    no_manager = kit.homeroom_signed(kit.teachers_signed(secondary(inside=False)))
    no_manager = sign(no_manager, "KY_PHAT_HANH", kit["school"], "#data", time=SIGNED)
    yield bad(
        "no-manager",
        "Rows proven by their teachers, the whole by nobody",
        no_manager,
        "VER-ROW-ALONE",
        "VER-SLOT-MISSING",
    )
