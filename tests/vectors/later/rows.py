"""Attacks on the rows: marks changed, rows added, moved, wrapped, hidden, and whose they are."""

from __future__ import annotations

from tests.later.document import ROWS, number, primary, row_text, secondary
from tests.vectors.case import Case
from tests.vectors.edits import put, sub
from tests.vectors.later.kit import (
    ALL,
    EXTRA,
    EXTRA_TEXT,
    OPEN,
    SIGNED,
    Cases,
    Kit,
    better,
    case,
    in_row,
    row_in,
    with_row,
)

WRAPPED = "verification.md §11"


def cases(kit: Kit) -> Cases:
    def bad(name: str, title: str, raw: bytes, *codes: str, **options: object) -> Case:
        return case(f"later-rows/{name}", title, raw, *codes, **{"clause": WRAPPED} | options)

    yield from _changed(kit, bad)
    yield from _moved(kit, bad)
    yield from _named(kit, bad)


def _changed(kit: Kit, bad) -> Cases:
    good, outside = kit.good, kit.outside
    yield bad(
        "mark-changed", "A better mark", in_row(good, "mon-NV", better), "VER-REF-DIGEST", "VER-WHY-SAME-AREA"
    )
    yield bad(
        "mark-changed-outside", "The same, slots outside", in_row(outside, "mon-NV", better), "VER-REF-DIGEST"
    )
    yield bad(
        "row-added",
        "A row of a known teacher added after signing",
        with_row(good, EXTRA_TEXT),
        "VER-REF-DIGEST",
        "VER-COVER-PARTIAL",
    )
    added = with_row(kit.without_teacher("gv-2"), EXTRA_TEXT)
    added = kit.teacher(added, "gv-2", "#mon-NV", "#mon-MT")
    yield bad(
        "row-added-and-signed",
        "A row added after the manager, rightly signed by its teacher",
        added,
        "VER-REF-DIGEST",
        "VER-ROW-ALONE",
    )
    removed = put(good, row_in(good, "mon-LSDL"), b"")
    yield bad("row-removed", "A row is gone", removed, "VER-REF-NOT-FOUND", "VER-TEACHER-NO-ROW")
    swapped = put(
        good,
        row_in(good, "mon-TO") + row_in(good, "mon-TIN"),
        row_in(good, "mon-TIN") + row_in(good, "mon-TO"),
    )
    yield bad("rows-swapped", "Two rows in the other order", swapped, "VER-REF-DIGEST")
    ids = (
        good.replace(b'Id="mon-NV"', b'Id="@"')
        .replace(b'Id="mon-LSDL"', b'Id="mon-NV"')
        .replace(b'Id="@"', b'Id="mon-LSDL"')
    )
    yield bad("ids-swapped", "Two rows with each other's Id", ids, "VER-REF-TARGET", "VER-COVER-MISSING")
    doubled = with_row(good, better(row_in(good, "mon-NV")))
    yield bad("row-twice", "A second row with the same Id", doubled, "VER-ID-DUPLICATE", "VER-REF-DUPLICATE")
    lower = with_row(good, better(row_in(good, "mon-NV")).replace(b'Id="mon-NV"', b'id="mon-NV"'))
    yield bad(
        "row-twice-lower", "A second row whose id is written in small letters", lower, "VER-ID-DUPLICATE"
    )
    both = in_row(good, "mon-NV", lambda text: put(text, b'Id="mon-NV"', b'Id="mon-NV" id="mon-X"'))
    yield bad("row-with-two-ids", "A row with two ids", both, "VER-ID-FORBIDDEN")


def _moved(kit: Kit, bad) -> Cases:
    good, outside = kit.good, kit.outside
    row = row_in(good, "mon-NV")
    moved = put(put(good, row, b""), b"</THONG_TIN_HOC_BA>", b"</THONG_TIN_HOC_BA>" + row)
    yield bad(
        "out-of-the-record",
        "A row moved out of the record area, still in the data",
        moved,
        "VER-ROW-MISPLACED",
    )
    wrapped = put(good, row, better(row).replace(b'Id="mon-NV"', b'Id="mon-NV2"'))
    wrapped = put(wrapped, b"<PHAT_HANH_HOC_BA>", b"<CAT_GIU>" + row + b"</CAT_GIU><PHAT_HANH_HOC_BA>")
    yield bad(
        "wrapped",
        "The signed row kept elsewhere, a forged one in its place",
        wrapped,
        "VER-ROW-MISPLACED",
        "VER-COVER-MISSING",
    )
    in_object = put(good, row, better(row).replace(b'Id="mon-NV"', b'Id="mon-NV2"'))
    in_object = sub(
        in_object,
        rb"(<KY_PHAT_HANH>.*?)</Signature>",
        lambda found: (
            found[1]
            + b'<Object xmlns="http://www.w3.org/2000/09/xmldsig#">'
            + row.replace(b"<DIEM_TONG_KET ", b'<DIEM_TONG_KET xmlns="" ')
            + b"</Object></Signature>"
        ),
    )
    yield bad("in-an-object", "The signed row kept in an Object of the seal", in_object, "VER-ROW-MISPLACED")
    mimic = sub(
        outside,
        rb'(<GVBM Id="gv-2">)(<NGAY_KY>)',
        lambda found: found[1] + better(row).replace(b'Id="mon-NV"', b'Id="mon-NV2"') + found[2],
    )
    yield bad(
        "in-a-slot", "A row inside a teacher's slot", mimic, "VER-ROW-MISPLACED", "VER-UNSIGNED-CONTENT"
    )
    nested = put(secondary(), b"<MA_MON_HOC>TIN</MA_MON_HOC>", b"<MA_MON_HOC>TIN</MA_MON_HOC>" + EXTRA_TEXT)
    yield bad(
        "in-a-row", "A row inside another row, signed by everybody", kit.complete(nested), "VER-ROW-MISPLACED"
    )
    other = secondary(ALL).replace(
        b'<DIEM_TONG_KET Id="mon-MT">', b'<x:DIEM_TONG_KET xmlns:x="urn:x" Id="mon-MT">'
    )
    other = put(
        other,
        "9.5</DIEM_CA_NAM><NHAN_XET_MON_HOC>Học Mĩ thuật tiến bộ</NHAN_XET_MON_HOC>",
        "9.5</DIEM_CA_NAM><NHAN_XET_MON_HOC>Học Mĩ thuật tiến bộ</NHAN_XET_MON_HOC>",
    )
    other = other.replace(b"</GVBM></DIEM_TONG_KET></THONG_TIN", b"</GVBM></x:DIEM_TONG_KET></THONG_TIN")
    yield bad(
        "in-another-namespace",
        "A row that hides in a namespace",
        kit.complete(other, ALL),
        "VER-ROW-MISPLACED",
    )
    yield bad(
        "in-the-issuing-area",
        "A row in the issuing area",
        put(good, b"<PHAT_HANH_HOC_BA>", b"<PHAT_HANH_HOC_BA>" + EXTRA_TEXT),
        "VER-ROW-MISPLACED",
        "VER-UNSIGNED-CONTENT",
    )
    alone = sub(
        secondary(),
        f"(<THONG_TIN_HOC_BA.*)({row_text(ROWS[0])})(.*</THONG_TIN_HOC_BA>)".replace("(<THONG", "(<THONG"),
        lambda found: found[1] + found[3] + found[2],
    )
    yield bad(
        "signed-outside-the-record",
        "A row beside the record area, signed by everybody",
        kit.complete(alone),
        "VER-ROW-MISPLACED",
    )


def _named(kit: Kit, bad) -> Cases:
    unnamed = put(secondary(ALL), b' Id="mon-MT"', b"")
    yield bad(
        "row-without-id",
        "A row names a teacher and has no Id",
        kit.complete(unnamed, ROWS),
        "VER-ROW-NO-ID",
        "VER-COVER-PARTIAL",
    )
    dropped = in_row(kit.good, "mon-NV", lambda text: sub(text, rb"<GVBM.*</GVBM>", b""))
    yield bad(
        "teacher-taken-out",
        "A row's teacher removed after signing",
        dropped,
        "VER-TEACHER-NO-ROW",
        "VER-ROW-NO-TEACHER",
    )
    exchanged = in_row(kit.good, "mon-NV", lambda text: put(text, b'Id="gv-2"', b'Id="gv-3"'))
    yield bad(
        "teacher-exchanged",
        "A row given to another teacher after signing",
        exchanged,
        "VER-REF-DIGEST",
        "VER-TEACHER-DIFFERS",
    )
    differs = put(secondary(), f"<SO_CCCD>{number(11)}</SO_CCCD>", f"<SO_CCCD>{number(77)}</SO_CCCD>")
    yield bad(
        "two-numbers",
        "One teacher with two numbers, signed by everybody",
        kit.complete(differs),
        "VER-TEACHER-DIFFERS",
        clause="verification.md §6.1",
    )
    names = put(secondary(), "<HO_VA_TEN>Mẫu Thị Toán</HO_VA_TEN>", "<HO_VA_TEN>Mẫu Thị Hai</HO_VA_TEN>")
    yield bad(
        "two-names",
        "One teacher with two names, signed by everybody",
        kit.complete(names),
        "VER-TEACHER-DIFFERS",
        clause="verification.md §6.1",
    )
    anonymous = sub(
        secondary(ALL),
        rb'(<DIEM_TONG_KET Id="mon-MT">.*?)<GVBM.*?</GVBM>',
        lambda found: found[1] + b"<GVBM></GVBM>",
    )
    yield bad(
        "teacher-without-a-name",
        "A row's teacher has neither Id nor number",
        kit.complete(anonymous),
        "VER-TEACHER-UNNAMED",
    )
    stranger = with_row(secondary(), row_text(EXTRA).replace("gv-2", "gv-9").encode())
    yield bad(
        "teacher-without-slot",
        "A row names a teacher without a slot, signed by everybody else",
        kit.complete(stranger),
        "VER-TEACHER-NO-SLOT",
        "VER-SLOT-MISSING",
    )
    nested = put(
        secondary(), b'<GVBM Id="gv-2"><SO_CCCD>', b'<GVBM Id="gv-2"><GVBM Id="gv-3"></GVBM><SO_CCCD>'
    )
    yield bad(
        "teacher-in-teacher", "A teacher named inside another", kit.complete(nested), "VER-SLOT-MISPLACED"
    )
    spaced = put(
        secondary(),
        b'<GVBM Id="gv-4"><SO_CCCD>',
        b'<x:GVBM xmlns:x="urn:x" Id="gv-2"></x:GVBM><GVBM Id="gv-4"><SO_CCCD>',
    )
    yield bad(
        "teacher-in-another-namespace",
        "A teacher's name that hides in a namespace",
        kit.complete(spaced),
        "VER-SLOT-MISPLACED",
    )
    mixed = put(
        primary(),
        b"</MUC_DAT_DUOC></DIEM_TONG_KET>",
        b"</MUC_DAT_DUOC><GV><GVBM Id='gv-1'></GVBM></GV></DIEM_TONG_KET>",
    )
    yield bad(
        "level-mixed",
        "A primary record whose row names a subject teacher",
        kit.complete_primary(mixed),
        "VER-LEVEL-MIXED",
        indication=OPEN,
        sub="",
    )
    many = "".join(f'<DIEM_TONG_KET Id="x{n}"><GVBM Id="y{n}"></GVBM></DIEM_TONG_KET>' for n in range(300))
    crowd = "".join(f'<GVBM Id="y{n}"></GVBM>' for n in range(300))
    crowded = put(
        with_row(secondary(), many.encode()), b"</DANH_SACH_GVBM>", crowd.encode() + b"</DANH_SACH_GVBM>"
    )
    yield bad(
        "too-many-slots",
        "Three hundred teachers",
        kit.finished(kit.teachers_signed(crowded)),
        "VER-SLOTS-TOO-MANY",
    )
    late = kit.teacher(kit.without_teacher("gv-2", inside=True), "gv-2", "#mon-NV", time=SIGNED)
    yield bad(
        "signed-too-late",
        "A teacher signs inside the data after the manager",
        late,
        "VER-WHY-SLOT-LATER",
        clause="format-v2.md §2",
    )
