"""Attacks on homeroom teacher, managers and seal of a later record."""

from __future__ import annotations

from tests.later.document import HOMEROOM, number, primary, secondary
from tests.later.signer import Slot, sign
from tests.vectors.case import Case
from tests.vectors.edits import put, sub
from tests.vectors.later.kit import OPEN, Cases, Kit, case, minutes, slot_text

GVCN, CBQL, SEAL = Slot("GVCN"), Slot("CBQL"), Slot("KY_PHAT_HANH")


def cases(kit: Kit) -> Cases:
    def bad(name: str, title: str, raw: bytes, *codes: str, **options: object) -> Case:
        return case(f"later-people/{name}", title, raw, *codes, **options)

    yield from _homeroom(kit, bad)
    yield from _managers(kit, bad)
    yield from _places(kit, bad)
    yield from _whole(kit, bad)


def _homeroom(kit: Kit, bad) -> Cases:
    yield bad(
        "homeroom-missing",
        "No homeroom teacher in a secondary record",
        kit.issued(kit.prepared),
        "VER-SLOT-MISSING",
    )
    yield bad(
        "homeroom-expected",
        "A primary record whose homeroom teacher the caller expects",
        kit.issued(primary()),
        "VER-SLOT-MISSING",
        expected={"GVCN": HOMEROOM.number},
    )
    yield bad(
        "homeroom-taken-out",
        "Her slot taken out where the manager does not cover it",
        put(kit.outside, slot_text(kit.outside, GVCN), b""),
        "VER-SLOT-MISSING",
    )
    over = kit.issued(kit.homeroom_signed(kit.prepared, uri="#data"))
    yield bad(
        "homeroom-over-data",
        "She signed the data element instead of the record",
        over,
        "VER-REF-TARGET",
        "VER-COVER-MISSING",
    )
    row = kit.issued(kit.homeroom_signed(kit.prepared, uri="#mon-TO"))
    yield bad("homeroom-over-a-row", "She signed one row", row, "VER-REF-TARGET")
    whole = kit.issued(kit.homeroom_signed(kit.prepared, uri=""))
    yield bad("homeroom-over-everything", 'She signed the whole document (URI="")', whole, "VER-REF-TARGET")
    other = sign(kit.prepared, "GVCN", kit["gv-3"], "#thongtinhocba", time=minutes(1))
    yield bad(
        "homeroom-by-another",
        "A subject teacher signed for her",
        kit.issued(other),
        "VER-IDENTITY-CONTRADICTION",
        clause="verification.md §6.1",
    )
    inside = put(
        put(kit.prepared, b"<GVCN></GVCN>", b""), b"</THONG_TIN_HOC_BA>", b"<GVCN></GVCN></THONG_TIN_HOC_BA>"
    )
    inside = kit.issued(kit.homeroom_signed(inside))
    yield bad(
        "homeroom-in-her-target",
        "Her signature stands inside the record area",
        inside,
        "VER-SIG-IN-TARGET",
        "VER-SLOT-MISPLACED",
    )


def _managers(kit: Kit, bad) -> Cases:
    raw, two = kit.good, kit.homeroom_signed(kit.teachers_signed(secondary(managers=2)))
    manager, seal = slot_text(raw, CBQL), slot_text(raw, SEAL)
    yield bad(
        "manager-emptied",
        "The manager's signature taken out",
        put(raw, manager, CBQL.empty),
        "VER-SLOT-MISSING",
        "VER-ROW-ALONE",
    )
    yield bad("manager-removed", "The manager's slot taken out", put(raw, manager, b""), "VER-SLOT-MISSING")
    yield bad("seal-removed", "The seal taken out with its slot", put(raw, seal, b""), "VER-SLOT-MISSING")
    yield bad(
        "issuing-area-removed",
        "Manager and seal taken out",
        sub(raw, rb"<PHAT_HANH_HOC_BA>.*</PHAT_HANH_HOC_BA>", b""),
        "VER-SLOT-MISSING",
    )
    swapped = put(put(raw, manager, b"@"), seal, b"<KY_PHAT_HANH>" + manager[6:-7] + b"</KY_PHAT_HANH>")
    swapped = put(swapped, b"@", b"<CBQL>" + seal[14:-15] + b"</CBQL>")
    yield bad(
        "manager-and-seal-swapped",
        "Manager and seal in each other's slot",
        swapped,
        "VER-KIND",
        indication=OPEN,
    )
    teacher = sign(kit.homeroom_signed(kit.prepared), "CBQL", kit["gv-1"], "#data", time=minutes(2))
    teacher = sign(teacher, "KY_PHAT_HANH", kit["school"], "#data", time=minutes(3))
    yield bad(
        "manager-is-a-teacher",
        "A teacher signed as manager",
        teacher,
        "VER-IDENTITY-CONTRADICTION",
        clause="verification.md §6.1",
    )
    deputy = sign(kit.homeroom_signed(kit.prepared), "CBQL", kit["deputy"], "#data", time=minutes(2))
    deputy = sign(deputy, "KY_PHAT_HANH", kit["school"], "#data", time=minutes(3))
    yield bad(
        "deputy-alone",
        "A deputy signed, the record names the principal",
        deputy,
        "VER-IDENTITY-NAME-DIFFERS",
        indication=OPEN,
        clause="verification.md §6.1",
    )
    both = sign(two, "CBQL", kit["head"], "#data", time=minutes(2))
    both = sign(both, "CBQL", kit["deputy"], "#data", time=minutes(2))
    both = sign(both, "KY_PHAT_HANH", kit["school"], "#data", time=minutes(3))
    yield bad(
        "second-manager-unbound",
        "A second manager whom nothing binds",
        both,
        "VER-IDENTITY-NOT-BOUND",
        indication=OPEN,
        clause="verification.md §6.1",
    )
    added = put(raw, b"</CBQL>", b"</CBQL><CBQL></CBQL>")
    added = sign(added, "CBQL", kit["stranger"], "#data", time=minutes(9))
    yield bad(
        "manager-added",
        "A stranger added himself as a second manager",
        added,
        "VER-IDENTITY-NOT-BOUND",
        indication=OPEN,
    )
    kit.identities["numbered"] = kit.manager("Thử Thị Hiệu Phó", uid=f"CCCD:{number(44)}")
    alone = sign(kit.homeroom_signed(kit.prepared), "CBQL", kit["numbered"], "#data", time=minutes(2))
    alone = sign(alone, "KY_PHAT_HANH", kit["school"], "#data", time=minutes(3))
    yield bad(
        "manager-of-another-number",
        "A manager with another number than the record names",
        alone,
        "VER-IDENTITY-CONTRADICTION",
        clause="verification.md §6.1",
    )
    school = kit.homeroom_signed(kit.prepared)
    school = sign(
        sign(school, "CBQL", kit["head"], "#data", time=minutes(2)),
        "KY_PHAT_HANH",
        kit["second_school"],
        "#data",
        time=minutes(3),
    )
    yield bad("seal-of-another-school", "Sealed by another school", school, "VER-REG-OTHER", indication=OPEN)
    less = sign(kit.homeroom_signed(kit.prepared), "CBQL", kit["head"], "#thongtinhocba", time=minutes(2))
    less = sign(less, "KY_PHAT_HANH", kit["school"], "#data", time=minutes(3))
    yield bad(
        "manager-over-less",
        "The manager signed the record area only",
        less,
        "VER-REF-TARGET",
        "VER-COVER-MISSING",
    )


def _places(kit: Kit, bad) -> Cases:
    raw = kit.good
    manager = slot_text(raw, CBQL)
    inner = put(
        put(kit.homeroom_signed(kit.prepared), b"<CBQL></CBQL>", b""),
        b"</DU_LIEU_HOC_BA>",
        b"<CBQL></CBQL></DU_LIEU_HOC_BA>",
    )
    yield bad(
        "manager-in-his-target",
        "The manager's signature stands inside the data",
        kit.issued(inner),
        "VER-SIG-IN-TARGET",
        "VER-SLOT-MISSING",
    )
    nested = put(put(raw, manager, b""), b"<KY_PHAT_HANH>", b"<KY_PHAT_HANH>" + manager)
    yield bad("manager-in-the-seal", "The manager's slot inside the seal's", nested, "VER-SLOT-MISPLACED")
    deeper = put(
        kit.homeroom_signed(kit.prepared),
        b"<KY_PHAT_HANH></KY_PHAT_HANH>",
        b"<KHOI><KY_PHAT_HANH></KY_PHAT_HANH></KHOI>",
    )
    yield bad("seal-deeper", "The seal's slot in another element", kit.issued(deeper), "VER-SLOT-MISPLACED")
    twice = put(raw, b"</PHAT_HANH_HOC_BA>", b"<KY_PHAT_HANH></KY_PHAT_HANH></PHAT_HANH_HOC_BA>")
    yield bad("seal-twice", "Two slots for the seal", twice, "VER-SLOT-DOUBLED")
    area = put(
        raw, b"</PHAT_HANH_HOC_BA>", b"</PHAT_HANH_HOC_BA><PHAT_HANH_HOC_BA><CBQL></CBQL></PHAT_HANH_HOC_BA>"
    )
    yield bad("issuing-area-twice", "Two issuing areas", area, "VER-SLOT-MISPLACED")
    beside = put(put(raw, manager, b""), b"<PHAT_HANH_HOC_BA>", manager + b"<PHAT_HANH_HOC_BA>")
    yield bad(
        "manager-beside",
        "The manager's slot outside the issuing area",
        beside,
        "VER-SLOT-MISPLACED",
        "VER-SIG-OUTSIDE",
    )
    stray = put(
        raw,
        b"</PHAT_HANH_HOC_BA>",
        manager[6:-7].replace(b"sigid-", b"sigid-z").replace(b"signobject-", b"signobject-z")
        + b"</PHAT_HANH_HOC_BA>",
    )
    yield bad("signature-without-slot", "A signature beside the slots", stray, "VER-SIG-OUTSIDE")
    spaced = put(raw, manager, b'<x:CBQL xmlns:x="urn:x">' + manager[6:-7] + b"</x:CBQL>")
    yield bad(
        "manager-in-another-namespace", "The manager's slot in a namespace", spaced, "VER-SLOT-MISPLACED"
    )


def _whole(kit: Kit, bad) -> Cases:
    start = kit.homeroom_signed(kit.prepared)
    clause = {"clause": "format-v2.md §3"}
    both = kit.issued(start, manager="", seal="")
    yield bad(
        "everything-twice",
        'Manager and seal each over the whole document (URI="")',
        both,
        "VER-COVER-WHOLE",
        "VER-WHY-SLOT-LATER",
        **clause,
    )
    first = kit.issued(start, manager="")
    yield bad(
        "seal-after-everything",
        "The seal came after a signature over the whole document",
        first,
        "VER-WHY-SLOT-LATER",
        **clause,
    )
    changed = kit.issued(start, seal="")
    changed = put(changed, b"<TEN_LOP>7A", b"<TEN_LOP>7B")
    yield bad(
        "everything-changed",
        "Data changed under a seal over the whole document",
        changed,
        "VER-REF-DIGEST",
        **clause,
    )
    day = sub(kit.issued(start, seal=""), rb"(<CBQL><NGAY_KY>)01", lambda found: found[1] + b"02")
    yield bad(
        "beside-changed",
        "A day changed that only a seal over the whole document covers",
        day,
        "VER-REF-DIGEST",
        **clause,
    )
    plain = kit.issued(start)
    yield bad(
        "data-changed",
        "Data changed outside the rows",
        put(plain, b"<TEN_LOP>7A", b"<TEN_LOP>7B"),
        "VER-REF-DIGEST",
    )
    area = sub(kit.good, rb'(<GVBM Id="gv-2"><NGAY_KY>)01', lambda found: found[1] + b"02")
    yield bad("beside-a-teacher-changed", "A teacher's day changed inside the data", area, "VER-REF-DIGEST")
