"""Records of the later formats that hold, in every layout that the field is known or expected to write."""

from __future__ import annotations

from datetime import timedelta

from hocba.xml import names
from tests.later.document import ROWS, number, primary, secondary
from tests.later.signer import Slot, ref, sign
from tests.vectors.edits import put, sub
from tests.vectors.later.kit import ALL, OPEN, PASSED, SIGNED, Cases, Kit, case, minutes

MARK = {"diem_tong_ket.0.diem_ca_nam": "8.2"}
XSI = 'HOC_BA xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"'


def cases(kit: Kit) -> Cases:
    def good(name: str, title: str, raw: bytes, *codes: str, **options: object):
        options = {"indication": PASSED, "values": MARK, "clause": "format-v2.md §3"} | options
        return case(f"later-valid/{name}", title, raw, *codes, **options)

    plain = {"values": {}}
    yield good("inside", "Teachers' slots inside the data", kit.good, "FMT-XMLDSIG")
    yield good("outside", "Teachers' slots outside the data", kit.outside, "FMT-XMLDSIG")
    yield good("xades", "Every signature is XAdES-B-B", kit.complete(style="xades"))
    yield good("object-in-namespace", "SignatureProperties in their namespace", kit.complete(style="ours"))
    yield good("registered", "Everybody is in the register", kit.good, trust="later-all")
    yield good("primary", "A primary record", kit.complete_primary(), **plain)
    yield good(
        "primary-outside",
        "A primary record, slots outside",
        kit.complete_primary(primary(inside=False)),
        **plain,
    )
    yield good(
        "primary-without-homeroom", "A primary record that no homeroom teacher signed", kit.issued(primary()),
        "VER-SLOT-EMPTY", **plain,
    )  # fmt: skip
    yield good(
        "seal-over-everything",
        'The seal covers the whole document (URI="")',
        kit.issued(kit.homeroom_signed(kit.prepared), seal=""),
        "VER-COVER-WHOLE",
    )
    yield from _managers(kit, good)
    yield from _trees(kit, good)
    yield from _slots(kit, good)


def _managers(kit: Kit, good) -> Cases:
    two = kit.homeroom_signed(kit.teachers_signed(secondary(managers=2)))
    head = sign(two, "CBQL", kit["head"], "#data", time=minutes(2))
    both = sign(head, "CBQL", kit["deputy"], "#data", time=minutes(3))
    sealed = sign(both, "KY_PHAT_HANH", kit["school"], "#data", time=minutes(4))
    yield good("two-managers", "Principal and deputy, both registered", sealed, trust="later-all")
    one = sign(head, "KY_PHAT_HANH", kit["school"], "#data", time=minutes(4))
    yield good("second-manager-waits", "A second manager's slot that is empty", one, "VER-SLOT-EMPTY")
    second = sign(two, "CBQL[2]", kit["head"], "#data", time=minutes(2))
    second = sign(second, "KY_PHAT_HANH", kit["school"], "#data", time=minutes(4))
    yield good("second-manager-only", "The first manager's slot is the empty one", second, "VER-SLOT-EMPTY")
    deep = put(kit.homeroom_signed(kit.prepared), b"<CBQL></CBQL>", b"<KHOI><CBQL></CBQL></KHOI>")
    yield good("manager-deeper", "The manager's slot in another element", kit.issued(deep))


def _trees(kit: Kit, good) -> Cases:
    unknown = put(
        secondary(), b"</TONG_KET>", "</TONG_KET><GHI_CHU_RIENG Loai='1'>Thẻ lạ</GHI_CHU_RIENG>".encode()
    )
    unknown = put(unknown, b'<GVBM Id="gv-1"><SO_CCCD>', b'<!-- x --><GVBM Id="gv-1"><SO_CCCD>')
    yield good(
        "unknown-tags",
        "Unknown tags and a comment under the signatures",
        kit.complete(unknown),
        "VER-COMMENT-IN-DATA",
    )
    yield good("namespaces-on-the-root", "The root declares xsi and xsd", kit.complete(secondary(root=XSI)))
    declared = put(secondary(), b"<DU_LIEU_HOC_BA ", b'<DU_LIEU_HOC_BA xmlns:x="urn:vi-du" ')
    yield good("namespace-on-the-data", "The data element declares a namespace", kit.complete(declared))
    default = put(secondary(), b"<HOC_BA>", b'<HOC_BA xmlns="urn:vi-du">')
    yield good("default-namespace", "All in one namespace", kit.complete(default), values={})
    spaced = (
        secondary()
        .replace(b"><", b">\r\n  <")
        .replace(b">\r\n  </GVBM>\r\n  <GVBM Id", b"></GVBM>\r\n  <GVBM Id")
    )
    for slot in (b'<GVBM Id="gv-%d">' % n for n in range(1, 5)):
        spaced = spaced.replace(slot + b"\r\n  </GVBM>", slot + b"</GVBM>")
    for slot in (b"GVCN", b"CBQL", b"KY_PHAT_HANH"):
        spaced = spaced.replace(b"<%b>\r\n  </%b>" % (slot, slot), b"<%b></%b>" % (slot, slot))
    yield good("indented", "Indented with line ends of Windows before it was signed", kit.complete(spaced))
    deep = sub(
        secondary(),
        b'(<DIEM_TONG_KET Id="mon-TO">.*)</THONG_TIN_HOC_BA>',
        lambda found: b"<DANH_SACH_DIEM>" + found[1] + b"</DANH_SACH_DIEM></THONG_TIN_HOC_BA>",
    )
    yield good("rows-deeper", "The rows in an element of their own", kit.complete(deep))
    simple = put(secondary(), b"<DIEM_CA_NAM>8.2</DIEM_CA_NAM>", b"<DIEM_TONG_KET>8.2</DIEM_TONG_KET>")
    yield good("mark-called-as-the-row", "A mark that has the name of the row", kit.complete(simple))
    none = sub(secondary(ALL), b'(<DIEM_TONG_KET Id="mon-MT">.*?)<GVBM.*?</GVBM>', lambda found: found[1])
    yield good("row-without-teacher", "A row that names no teacher", kit.complete(none), "VER-ROW-NO-TEACHER")
    exclusive = kit.teachers_signed(secondary())
    exclusive = sign(
        exclusive,
        "GVCN",
        kit["homeroom"],
        ref("#thongtinhocba", transforms=(names.ENVELOPED, names.EXC_C14N)),
        time=minutes(1),
        c14n=names.EXC_C14N,
    )
    yield good("exclusive", "Exclusive canonical forms", kit.issued(exclusive))


def _slots(kit: Kit, good) -> Cases:
    numbers = secondary()
    for place in range(1, 5):
        numbers = put(
            numbers, f'<GVBM Id="gv-{place}"></GVBM>', f"<GVBM><SO_CCCD>{number(10 + place)}</SO_CCCD></GVBM>"
        )
    signed = numbers
    for place in range(1, 5):
        rows = [f"#{row.id}" for row in ROWS if f"gv-{place}" in row.teachers]
        inner = f"<GVBM><SO_CCCD>{number(10 + place)}</SO_CCCD></GVBM>"
        signed = put(signed, inner, "<GVBM></GVBM>")
        signed = sign(signed, Slot("GVBM"), kit[f"gv-{place}"], *rows, time=SIGNED, number=number(10 + place))
    yield good("slots-by-number", "Teachers' slots without Id, found by the number", kit.finished(signed))
    sister = kit.teachers_signed(secondary().replace(b"SO_CCCD", b"SO_DDCN"))
    yield good("sister-names", "Numbers under the name of the sister format", kit.finished(sister))
    late = SIGNED + timedelta(hours=13)
    for day, name in (("01/06/2026", "utc"), ("02/06/2026", "local")):
        raw = kit.teachers_signed(secondary(), but=["gv-2"])
        raw = sign(raw, "gv-2", kit["gv-2"], "#mon-NV", time=late, day=day)
        raw = sign(raw, "GVCN", kit["homeroom"], "#thongtinhocba", time=late)
        raw = sign(raw, "CBQL", kit["head"], "#data", time=late)
        yield good(
            f"day-in-{name}",
            f"NGAY_KY is the day of the signing time, {name}",
            sign(raw, "KY_PHAT_HANH", kit["school"], "#data", time=late),
        )
    wrong = kit.teachers_signed(secondary(), but=["gv-2"])
    wrong = sign(wrong, "gv-2", kit["gv-2"], "#mon-NV", time=SIGNED, day="09/06/2026")
    yield good("other-day", "NGAY_KY is another day: a warning", kit.finished(wrong), "VER-NGAY-KY")
    late_teacher = kit.teachers_signed(secondary(inside=False), but=["gv-2"])
    late_teacher = kit.issued(kit.homeroom_signed(late_teacher))
    late_teacher = sign(late_teacher, "gv-2", kit["gv-2"], "#mon-NV", time=minutes(9))
    yield good(
        "teacher-after-manager",
        "A teacher claims a later time than everybody else",
        late_teacher,
        "VER-ORDER",
    )
    yield case(
        "later-valid/teacher-after-manager-strict", "The same where the policy enforces the order",
        late_teacher, "VER-ORDER", indication=OPEN,
        policy="ministry-strict", attack=False, clause="format-v2.md §2",
    )  # fmt: skip
