"""Comments and instructions: kept, reported, and never a way to cut a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.vectors.case import Case
from tests.vectors.edits import in_signature, put, replacing, sub
from tests.vectors.seal import resigned
from tests.vectors.world import SEAL, Synthetic

PASSED, FAILED = "TOTAL_PASSED", "TOTAL_FAILED"


def cases(world: Synthetic) -> Iterator[Case]:
    raw = world.small
    general = world.record().thong_tin_chung

    def case(name: str, title: str, changed: bytes, indication: str, *codes: str, **more: Any) -> Case:
        return Case(
            name=f"comments/{name}",
            title=title,
            raw=changed,
            indication=indication,
            codes=codes,
            attack=indication != PASSED,
            **more,
        )

    yield case(
        "outside",
        "Comments before and after the root, and between data and signing area",
        put(
            put(raw, b"<HOC_BA>", b"<!-- a --><HOC_BA>"), b"</DU_LIEU_HOC_BA>", b"</DU_LIEU_HOC_BA><!-- b -->"
        )
        + b"<!-- c -->",
        PASSED,
    )
    name = str(general.ho_va_ten)
    cut = name[:3]
    yield case(
        "in-name",
        "A comment splits the pupil's name: the signature holds, the text is joined over it, and it is told",
        put(raw, f"<HO_VA_TEN>{name}", f"<HO_VA_TEN>{cut}<!---->{name[3:]}"),
        PASSED,
        "VER-COMMENT-IN-DATA",
        values={"thong_tin_chung.ho_va_ten": name},
    )
    number = str(general.so_cccd_giam_hieu_ky_hoc_ba)
    yield case(
        "in-number",
        "A comment splits the manager's number, which identity rests on",
        put(
            raw,
            f"<SO_CCCD_GIAM_HIEU_KY_HOC_BA>{number}",
            f"<SO_CCCD_GIAM_HIEU_KY_HOC_BA>{number[:5]}<!-- x -->{number[5:]}",
        ),
        PASSED,
        "VER-COMMENT-IN-DATA",
        values={"thong_tin_chung.so_cccd_giam_hieu_ky_hoc_ba": number},
    )
    code = str(general.ma_truong)
    yield case(
        "in-school-code",
        "A comment splits the school code, which the register is asked about",
        put(raw, f"<MA_TRUONG>{code}", f"<MA_TRUONG>{code[:4]}<!-- x -->{code[4:]}"),
        PASSED,
        "VER-COMMENT-IN-DATA",
        values={"thong_tin_chung.ma_truong": code},
    )
    yield case(
        "row-commented-out",
        "A signed row was made a comment",
        sub(raw, rb"(<BANG_DIEM>.*?</BANG_DIEM>)", lambda found: b"<!--" + found[1] + b"-->"),
        FAILED,
        "VER-REF-DIGEST",
        "VER-COMMENT-IN-DATA",
    )
    yield case(
        "instruction-in-data",
        "An instruction in the data is part of the canonical form",
        put(raw, b"<TONG_KET>", b"<TONG_KET><?xep loai?>"),
        FAILED,
        "VER-REF-DIGEST",
        "VER-COMMENT-IN-DATA",
    )
    signed = resigned(put(raw, b"<TONG_KET>", b"<TONG_KET><?xep loai?>"), "CBQL", world["head"])
    yield case(
        "instruction-signed",
        "An instruction in the data, signed with them: told",
        resigned(signed, SEAL, world["school"]),
        PASSED,
        "VER-COMMENT-IN-DATA",
    )
    for place, old, new in (
        ("value", b"<SignatureValue>", b"<SignatureValue><!-- x -->"),
        ("digest", b"<DigestValue>", b"<DigestValue><!-- x -->"),
        ("signed-info", b"<SignedInfo>", b"<SignedInfo><!-- x -->"),
        ("key-info", b"<KeyInfo>", b"<KeyInfo><!-- x -->"),
    ):
        yield case(
            f"in-signature-{place}",
            f"A comment in the seal ({place})",
            in_signature(raw, SEAL, replacing(old, new)),
            FAILED,
            "VER-SIG-COMMENT",
        )
    yield case(
        "in-object",
        "A comment in a covered Object, where no value stands",
        in_signature(raw, SEAL, lambda text: put(text, b"<SigningTime ", b"<!-- x --><SigningTime ")),
        PASSED,
    )
    yield case(
        "in-signing-time",
        "A comment splits the signing time",
        in_signature(raw, SEAL, lambda text: put(text, b">2026-06-01T", b">2026-06-01<!-- x -->T")),
        "INDETERMINATE",
        "VER-TIME-FORM",
    )
    yield case(
        "in-cert-digest",
        "A comment splits the digest of the signing certificate",
        in_signature(
            raw,
            SEAL,
            lambda text: sub(
                text, rb"(?<=xmldsig#\">)(?=[^<]*</DigestValue></xades:CertDigest>)", b"<!-- x -->"
            ),
        ),
        FAILED,
        "VER-SIG-STRUCTURE",
    )
    slot_number = f"<SO_CCCD>{number}</SO_CCCD><Signature".encode()
    yield case(
        "in-slot-number",
        "A comment splits SO_CCCD beside the manager's signature: the text is joined over it",
        put(raw, slot_number, slot_number.replace(b"0000", b"0000<!-- x -->", 1)),
        PASSED,
    )
    yield case(
        "around-signature",
        "Comments in the slot, beside the signature",
        put(raw, b"</KY_PHAT_HANH>", b"<!-- x --></KY_PHAT_HANH>"),
        PASSED,
    )
