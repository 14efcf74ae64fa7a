"""Two readings of one record: what the verifier looked at and what the reader makes of the same octets."""

from __future__ import annotations

import re

from tests.later.document import HEAD, ROWS, TEACHERS, Row, number, secondary
from tests.later.signer import sign
from tests.vectors.case import Case
from tests.vectors.edits import put, sub
from tests.vectors.later.kit import OPEN, PASSED, Cases, Kit, case, minutes

FOUR = TEACHERS["gv-4"]
NAMED = f'<GVBM Id="gv-4"><SO_CCCD>{FOUR.number}</SO_CCCD><HO_VA_TEN>{FOUR.name}</HO_VA_TEN></GVBM>'.encode()
OF_HEAD = f"<SO_CCCD_GIAM_HIEU_KY_HOC_BA>{HEAD.number}</SO_CCCD_GIAM_HIEU_KY_HOC_BA>".encode()
UNDER_TWO = (*ROWS[:-1], Row("mon-LSDL", "LSDL", "Lịch sử và Địa lí", "9.0", ("gv-2",)))


def cases(kit: Kit) -> Cases:
    def bad(name: str, title: str, raw: bytes, *codes: str, **options: object) -> Case:
        options = {"clause": "verification.md §11", "indication": OPEN} | options
        return case(f"later-reading/{name}", title, raw, *codes, **options)

    yield from _blocks(kit, bad)
    yield from _manager(kit, bad)
    yield from _teachers(kit, bad)


def _blocks(kit: Kit, bad) -> Cases:
    plain = secondary()
    general = re.search(rb"<THONG_TIN_CHUNG>.*</THONG_TIN_CHUNG>", plain)
    assert general
    forged = general[0].replace(b"00000001</MA_TRUONG>", b"00000009</MA_TRUONG>")
    first = put(plain, general[0], b"<KHUNG>" + forged + b"</KHUNG>" + general[0])
    yield bad(
        "other-school-first",
        "The general block of another school in an element before the one that was judged",
        kit.complete(first),
        "VER-READING-DIFFERS",
        "VER-VALUE-TWICE",
    )
    twice = put(plain, b"<DIEM_CA_NAM>7.5<", b"<DIEM_CA_NAM>10</DIEM_CA_NAM><DIEM_CA_NAM>7.5<")
    yield bad("mark-twice", "Two marks of the year in a row", kit.complete(twice), "VER-VALUE-TWICE")
    other = sub(
        plain, rb'<DIEM_TONG_KET Id="mon-LSDL">(.*?)<GVBM.*?</DIEM_TONG_KET>',
        lambda found: b'<MON_HOC Id="mon-LSDL">' + found[1] + b"</MON_HOC>",
    )  # fmt: skip
    other = put(other, b'<GVBM Id="gv-4"></GVBM>', b"")
    yield bad(
        "row-under-another-name",
        "A row that only the reader knows, without a teacher",
        kit.complete(other, ROWS[:-1]),
        "VER-ROW-NO-TEACHER",
        indication=PASSED,
    )


def _manager(kit: Kit, bad) -> Cases:
    kit.identities["numbered_head"] = kit.manager(HEAD.name, uid=f"CCCD:{HEAD.number}")

    def issued(text: str) -> bytes:
        raw = kit.homeroom_signed(kit.teachers_signed(put(secondary(), OF_HEAD, text)))
        raw = sign(raw, "CBQL", kit["numbered_head"], "#data", time=minutes(2))
        return sign(raw, "KY_PHAT_HANH", kit["school"], "#data", time=minutes(3))

    other = number(77)
    tag = "SO_CCCD_GIAM_HIEU_KY_HOC_BA"
    yield bad(
        "number-twice",
        "Another number of the manager before the right one",
        issued(f"<{tag}>{other}</{tag}>{OF_HEAD.decode()}"),
        "VER-VALUE-TWICE",
        "VER-READING-DIFFERS",
    )
    yield bad(
        "number-in-both-spellings",
        "Another number under the other spelling",
        issued(f"<SO_DDCN_GIAM_HIEU_KY_HOC_BA>{other}</SO_DDCN_GIAM_HIEU_KY_HOC_BA>{OF_HEAD.decode()}"),
        "VER-VALUE-TWICE",
        "VER-READING-DIFFERS",
    )
    yield bad(
        "number-with-an-element",
        "Another number with an element in it",
        issued(f"<{tag}>{other}<X></X></{tag}>"),
        "VER-READING-DIFFERS",
    )
    yield bad(
        "number-with-an-instruction",
        "Another number with an instruction in it",
        issued(f"<{tag}>{other[:6]}<?x?>{other[6:]}</{tag}>"),
        "VER-IDENTITY-CONTRADICTION",
        indication="TOTAL_FAILED",
    )


def _teachers(kit: Kit, bad) -> Cases:
    def of_two(inner: str) -> bytes:
        """The last row names another teacher under the Id of the second, who signs it."""
        raw = put(secondary(), NAMED, f'<GVBM Id="gv-2">{inner}</GVBM>')
        return kit.complete(put(raw, b'<GVBM Id="gv-4"></GVBM>', b""), UNDER_TWO)

    numbers, names = f"<SO_CCCD>{FOUR.number}</SO_CCCD>", f"<HO_VA_TEN>{FOUR.name}</HO_VA_TEN>"
    yield bad(
        "teacher-said-twice",
        "A teacher who is named twice under another's Id",
        of_two(numbers * 2 + names * 2),
        "VER-VALUE-TWICE",
        "VER-READING-DIFFERS",
    )
    yield bad(
        "teacher-with-elements",
        "A teacher with elements in number and name under another's Id",
        of_two((numbers + names).replace("</", "<X></X></").replace("<X></X></X>", "<X></X>")),
        "VER-READING-DIFFERS",
    )
    yield bad(
        "teacher-with-instructions",
        "A teacher with instructions in number and name under another's Id",
        of_two((numbers + names).replace("</", "<?x?></")),
        "VER-TEACHER-DIFFERS",
        indication="TOTAL_FAILED",
    )
    yield bad(
        "row-of-a-number",
        "A reference to a row whose Id was a personal number",
        _renamed(kit),
        "VER-REF-NOT-FOUND",
        indication="TOTAL_FAILED",
        clause="verification.md §12",
    )


def _renamed(kit: Kit) -> bytes:
    """Signed in a slot outside the data over a row whose Id is a number, and then is not any more."""
    rows = (*ROWS[:-1], Row(number(14), "LSDL", "Lịch sử và Địa lí", "9.0", ("gv-4",)))
    raw = kit.complete(secondary(rows, inside=False), rows)
    return put(raw, f'<DIEM_TONG_KET Id="{number(14)}">', b'<DIEM_TONG_KET Id="mon-LSDL">')
