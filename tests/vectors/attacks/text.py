"""Text tricks in signed data: the signature holds, what hides is told."""

from __future__ import annotations

from collections.abc import Iterator

from tests.vectors.case import Case
from tests.vectors.edits import put, sub
from tests.vectors.seal import resigned
from tests.vectors.world import SEAL, Synthetic

TRICKS = {
    "right-to-left-override": ("HO_VA_TEN", "Mẫu \u202egnờưĐ", "VER-TEXT-HIDDEN"),
    "zero-width-space": ("TEN_LOP", "1\u200bA", "VER-TEXT-HIDDEN"),
    "zero-width-joiner": ("HO_VA_TEN", "Mẫu\u200d Thử", "VER-TEXT-HIDDEN"),
    "soft-hyphen": ("HO_VA_TEN", "Mẫu Th\u00adử", "VER-TEXT-HIDDEN"),
    "tag-characters": ("HO_VA_TEN", "Mẫu\U000e0041", "VER-TEXT-HIDDEN"),
    "isolate": ("NOI_SINH", "\u2066Xã\u2069", "VER-TEXT-HIDDEN"),
    "byte-order-mark-inside": ("TEN_LOP", "1A\ufeff", "VER-TEXT-HIDDEN"),
    "decomposed": ("HO_VA_TEN", "Ma\u0302\u0303u Thu\u031b\u0309", "VER-TEXT-NOT-NFC"),
}
UNKNOWN = "<GHI_CHU_RIENG>them</GHI_CHU_RIENG></THONG_TIN_CHUNG>"


def cases(world: Synthetic) -> Iterator[Case]:
    def signed(raw: bytes) -> bytes:
        return resigned(resigned(raw, "CBQL", world["head"]), SEAL, world["school"])

    for name, (tag, text, code) in TRICKS.items():
        yield Case(
            name=f"text/{name}",
            title=f"Signed text with {name.replace('-', ' ')}: valid, and told",
            attack=False,
            raw=signed(sub(world.small, rf"(?<=<{tag}>)[^<]*", text)),
            indication="TOTAL_PASSED",
            codes=(code,),
        )
    yield Case(
        name="text/in-attribute",
        title="A hidden character in an attribute of the data",
        attack=False,
        raw=signed(put(world.small, "<TONG_KET>", '<TONG_KET ghi-chu="a\u200bb">')),
        codes=("VER-TEXT-HIDDEN",),
    )
    yield Case(
        name="text/normalised-after-signing",
        title="Decomposed text was signed and composed afterwards",
        raw=put(
            signed(sub(world.small, rb"(?<=<TEN_LOP>)[^<]*", "1E\u0301")),
            "1E\u0301",
            "1É",
            count=9,
        ),
        indication="TOTAL_FAILED",
        sub="HASH_FAILURE",
        codes=("VER-REF-DIGEST",),
    )
    yield Case(
        name="text/unknown-tags",
        title="Unknown tags inside the data, signed with them",
        clause="format-v1.md §4",
        attack=False,
        raw=signed(put(world.small, "</THONG_TIN_CHUNG>", UNKNOWN)),
        indication="TOTAL_PASSED",
    )
    yield Case(
        name="text/unknown-tags-unsigned",
        title="Unknown tags put into the data after signing",
        clause="format-v1.md §4",
        raw=put(world.small, "</THONG_TIN_CHUNG>", UNKNOWN),
        indication="TOTAL_FAILED",
        codes=("VER-REF-DIGEST",),
    )
    yield Case(
        name="text/doubled-school-code",
        title="The school code stands twice in signed data, another school's first",
        raw=signed(put(world.small, b"<MA_TRUONG>", b"<MA_TRUONG>00000002</MA_TRUONG><MA_TRUONG>")),
        indication="INDETERMINATE",
        codes=("VER-IDENTITY-NOT-BOUND",),
    )
    yield Case(
        name="text/doubled-number",
        title="The manager's number stands twice in signed data: it binds nobody",
        raw=signed(
            sub(
                world.small,
                rb"<SO_CCCD_GIAM_HIEU_KY_HOC_BA>",
                b"<SO_CCCD_GIAM_HIEU_KY_HOC_BA>000075000099</SO_CCCD_GIAM_HIEU_KY_HOC_BA><SO_CCCD_GIAM_HIEU_KY_HOC_BA>",
            )
        ),
        indication="INDETERMINATE",
    )
