"""Packages that hold later records."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

from tests.later.document import primary, secondary
from tests.later.signer import PACKAGE, Slot, sign
from tests.vectors.case import Case
from tests.vectors.edits import put, sub
from tests.vectors.later.kit import OTHER, PASSED, Cases, Kit, better, case, in_row, minutes, slot_text

TWO = Slot("GVBM", ' Id="gv-2"')
PASTED = rb'(<GVBM Id="gv-2"><NGAY_KY>.*?<SignatureValue>)([^<]*)'
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256


def negated(found: re.Match[bytes]) -> bytes:
    """(R, S) as (R, -S)."""
    value = b64decode(found[2])
    other = ORDER - int.from_bytes(value[32:], "big")
    return found[1] + b64encode(value[:32] + other.to_bytes(32, "big"))


def cases(kit: Kit) -> Cases:
    def of(name: str, title: str, raw: bytes, *codes: str, **options: object) -> Case:
        return case(
            f"later-packages/{name}",
            title,
            raw,
            *codes,
            file="package.xml",
            **{"clause": "format-v1.md §7"} | options,
        )

    good, other = kit.good, kit.other
    yield of("accepted", "Two secondary records", packed(kit, good, other), indication=PASSED)
    yield of(
        "levels",
        "A secondary and a primary record",
        packed(kit, good, kit.complete_primary(primary(uuid=OTHER))),
        indication=PASSED,
    )
    copied = kit.complete(secondary(inside=False, uuid=OTHER))
    copied = put(copied, slot_text(copied, TWO), slot_text(kit.outside, TWO))
    yield of(
        "teacher-copied",
        "One teacher's signature in two records",
        packed(kit, kit.outside, copied),
        "VER-REPLAY-RECORDS",
        clause="verification.md §11",
    )
    yield of(
        "teacher-copied-in-other-words",
        "The same with S of the ECDSA value negated, which verifies as well",
        packed(kit, kit.outside, sub(copied, PASTED, negated)),
        "VER-REPLAY-RECORDS",
        clause="verification.md §11",
    )
    missing = kit.without_teacher("gv-2")
    yield of(
        "teacher-missing",
        "A record that a teacher did not sign",
        packed(kit, other, missing),
        "VER-SLOT-MISSING",
    )
    changed = in_row(good, "mon-NV", better)
    yield of(
        "record-changed",
        "A record changed before it was packed",
        packed(kit, changed, other),
        "VER-REF-DIGEST",
    )
    sent = packed(kit, good, other)
    yield of(
        "changed-in-the-package",
        "A record changed in the package",
        sub(sent, b"<TEN_LOP>7A", b"<TEN_LOP>7B"),
        "VER-REF-DIGEST",
    )
    yield of("same-record-twice", "One record twice", packed(kit, good, kit.outside), "VER-PKG-RECORD-TWICE")


def packed(kit: Kit, *records: bytes) -> bytes:
    """The records byte for byte in a package that the school signed."""
    inner = b"".join(record[record.index(b"<HOC_BA") : record.rindex(b">") + 1] for record in records)
    raw = b'<DANH_SACH_HOC_BA Id="dataDanhSach">' + inner + PACKAGE.empty + b"</DANH_SACH_HOC_BA>"
    return sign(raw, PACKAGE, kit["school"], "#dataDanhSach", time=minutes(5), mark="package")
