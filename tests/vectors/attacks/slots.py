"""Completeness: what is missing, doubled or out of place is told against the profile."""

from __future__ import annotations

from collections.abc import Iterator

from tests.vectors.case import Case
from tests.vectors.edits import emptied, in_slot, put, signature, slot_content, sub
from tests.vectors.world import SEAL, Synthetic

FAILED, PASSED = "TOTAL_FAILED", "TOTAL_PASSED"


def cases(world: Synthetic) -> Iterator[Case]:
    raw, small = world.good, world.small

    def case(name: str, title: str, changed: bytes, *codes: str, indication: str = FAILED) -> Case:
        return Case(
            name=f"slots/{name}",
            title=title,
            raw=changed,
            indication=indication,
            codes=codes,
            attack=indication != PASSED,
        )

    for slot in ("CBQL", SEAL):
        name = slot.lower().replace("_", "-")
        yield case(
            f"{name}-emptied", f"The signature in {slot} is gone", emptied(small, slot), "VER-SLOT-MISSING"
        )
        yield case(
            f"{name}-removed",
            f"The signature in {slot} is gone with its slot",
            sub(small, rf"<{slot}>.*</{slot}>", b""),
            "VER-SLOT-MISSING",
        )
    yield case(
        "area-removed",
        "The whole signing area is gone",
        sub(small, rb"<DANH_SACH_THONG_TIN_KY>.*</DANH_SACH_THONG_TIN_KY>", b""),
        "VER-SLOT-MISSING",
    )
    yield case("unsigned", "A record that nobody signed", world.unsigned, "VER-SLOT-MISSING")
    yield case(
        "gvcn-empty",
        "Without the homeroom teacher, who is optional",
        small,
        "VER-SLOT-EMPTY",
        indication=PASSED,
    )
    yield case(
        "gvcn-removed",
        "The optional teacher's slot is gone as well",
        sub(small, rb"<GVCN></GVCN>", b""),
        "VER-SLOT-EMPTY",
        indication=PASSED,
    )
    yield case(
        "gvcn-broken",
        "The optional signature is there and broken",
        in_slot(raw, "GVCN", lambda text: sub(text, rb"(?<=<SignatureValue>).", b"0")),
        "VER-SIG-VALUE",
    )
    yield case(
        "slot-twice",
        "Two elements CBQL, each with a signature",
        put(small, b"</CBQL>", b"</CBQL><CBQL>" + slot_content(small, "CBQL") + b"</CBQL>"),
        "VER-SLOT-DOUBLED",
    )
    yield case(
        "empty-twin-first",
        "An empty CBQL before the signed one",
        put(small, b"<CBQL>", b"<CBQL></CBQL><CBQL>"),
        "VER-SLOT-DOUBLED",
    )
    yield case(
        "two-signatures",
        "Two signatures in one slot",
        put(small, b"</CBQL>", signature(small, SEAL) + b"</CBQL>"),
        "VER-SIG-DOUBLED",
    )
    yield case(
        "outside",
        "A signature below the root, outside every slot",
        put(small, b"</HOC_BA>", signature(world.other, SEAL) + b"</HOC_BA>"),
        "VER-SIG-OUTSIDE",
    )
    yield case(
        "seal-outside",
        "The seal stands beside its slot",
        put(
            put(small, signature(small, SEAL), b""),
            b"</DANH_SACH_THONG_TIN_KY>",
            signature(small, SEAL) + b"</DANH_SACH_THONG_TIN_KY>",
        ),
        "VER-SIG-OUTSIDE",
        "VER-SLOT-MISSING",
    )
    yield case(
        "wrapped-signature",
        "The seal lies in an element inside its slot",
        in_slot(
            small,
            SEAL,
            lambda text: put(text, signature(small, SEAL), b"<BOC>" + signature(small, SEAL) + b"</BOC>"),
        ),
        "VER-SIG-OUTSIDE",
        "VER-SLOT-MISSING",
    )
    yield case(
        "slot-misplaced",
        "The slot KY_PHAT_HANH stands below the root",
        put(
            sub(small, rb"<KY_PHAT_HANH>.*</KY_PHAT_HANH>", b""),
            b"</HOC_BA>",
            b"<KY_PHAT_HANH>" + slot_content(small, SEAL) + b"</KY_PHAT_HANH></HOC_BA>",
        ),
        "VER-SLOT-MISPLACED",
    )
    yield case(
        "area-twice",
        "A second signing area holds the seal",
        put(
            put(
                small,
                b"<KY_PHAT_HANH>",
                b"<KY_PHAT_HANH></KY_PHAT_HANH></DANH_SACH_THONG_TIN_KY>"
                b"<DANH_SACH_THONG_TIN_KY><KY_PHAT_HANH>",
            ),
            b"</HOC_BA>",
            b"</HOC_BA>",
        ),
        "VER-SLOT-MISPLACED",
    )
    yield case(
        "signature-half-cut",
        "A signature without SignatureValue",
        in_slot(small, SEAL, lambda text: sub(text, rb"<SignatureValue>[^<]*</SignatureValue>", b"")),
        "VER-SIG-STRUCTURE",
    )
    yield case(
        "unsigned-remark",
        "An unsigned element in a slot: reported, and never part of the verified record",
        put(small, b"</CBQL>", b"<GHI_CHU>them</GHI_CHU></CBQL>"),
        "VER-UNSIGNED-CONTENT",
        indication=PASSED,
    )
    yield case(
        "unsigned-appendix",
        "An unsigned element below the root: reported, and never part of the verified record",
        put(small, b"</HOC_BA>", b"<PHU_LUC>them</PHU_LUC></HOC_BA>"),
        "VER-UNSIGNED-CONTENT",
        indication=PASSED,
    )
