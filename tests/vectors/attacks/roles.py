"""Swapped roles and identity: right mathematics by the wrong signer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hocba.testing.people import HEAD_TEACHER
from hocba.testing.pki import SECOND_TAX_CODE
from tests.vectors.case import Case
from tests.vectors.edits import in_slot, slot_content, sub
from tests.vectors.seal import resigned
from tests.vectors.world import SEAL, SEALED_BY, Synthetic

FAILED, OPEN, PASSED = "TOTAL_FAILED", "INDETERMINATE", "TOTAL_PASSED"
CLAUSE = "verification.md §6.1, §11"
NO_NUMBER = rb"<SO_CCCD>[^<]*</SO_CCCD>"


def cases(world: Synthetic) -> Iterator[Case]:
    raw = world.small

    def case(name: str, title: str, changed: bytes, indication: str, *codes: str, **more: Any) -> Case:
        return Case(
            name=f"roles/{name}",
            title=title,
            raw=changed,
            indication=indication,
            codes=codes,
            clause=CLAUSE,
            attack=more.pop("attack", indication != PASSED),
            **more,
        )

    def by(name: str, slot: str = "CBQL") -> bytes:
        changed = resigned(raw, slot, world[name])
        return in_slot(changed, slot, lambda text: sub(text, NO_NUMBER, b"")) if slot == "CBQL" else changed

    yield case(
        "teacher-as-manager",
        "A teacher signs as manager",
        by("teacher"),
        FAILED,
        "VER-IDENTITY-CONTRADICTION/signed",
    )
    yield case(
        "person-as-seal", "A person's certificate in KY_PHAT_HANH", by("head", SEAL), FAILED, "VER-KIND"
    )
    yield case("seal-as-manager", "The school's seal in CBQL", by("school"), FAILED, "VER-KIND")
    yield case(
        "other-school",
        "Another school's seal",
        by("second_school", SEAL),
        OPEN,
        "VER-REG-OTHER",
    )
    yield case(
        "other-school-tax-code",
        "Another school's seal where the register knows this school's tax code",
        by("second_school", SEAL),
        FAILED,
        "VER-IDENTITY-CONTRADICTION/register",
        trust="tax-code-only",
    )
    yield case(
        "swapped",
        "Manager's and school's signatures changed places",
        _swapped(raw),
        FAILED,
        "VER-KIND",
    )
    yield case(
        "not-the-one-expected",
        "The caller expects another tax code",
        raw,
        FAILED,
        "VER-IDENTITY-CONTRADICTION/caller",
        expected={SEAL: SECOND_TAX_CODE},
    )
    yield case(
        "other-role",
        "The teacher of the register, without a number, signs as manager",
        _as_role(world),
        FAILED,
        "VER-IDENTITY-CONTRADICTION/role",
        trust="other-head-role",
    )
    yield case(
        "other-number",
        "The certificate in CBQL holds another number than the signed data",
        by("head_wrong_number"),
        FAILED,
        "VER-IDENTITY-CONTRADICTION/signed",
        trust="seal-only",
    )
    yield case(
        "number-beside",
        "SO_CCCD beside the signature contradicts the signed data",
        in_slot(raw, "CBQL", lambda text: sub(text, NO_NUMBER, b"<SO_CCCD>000075000099</SO_CCCD>")),
        FAILED,
        "VER-IDENTITY-CONTRADICTION/slot",
    )
    yield case(
        "nobody-binds",
        "Without register or expectation nothing binds the seal",
        raw,
        OPEN,
        "VER-IDENTITY-NOT-BOUND",
        sub="SIG_CONSTRAINTS_FAILURE",
        trust="anchors",
    )
    yield case(
        "wholly-forged",
        "A forged record, signed by people whom it names itself, under a real CA",
        by("second_school", SEAL),
        OPEN,
        "VER-IDENTITY-NOT-BOUND",
        trust="anchors",
    )
    yield case(
        "by-name",
        "The seal is expected by the caller; the manager is matched by name only",
        raw,
        PASSED,
        "VER-IDENTITY-BY-NAME",
        trust="anchors",
        expected=SEALED_BY,
    )
    yield case(
        "by-number",
        "The manager is matched by the personal number in the certificate",
        by("head_number"),
        PASSED,
        trust="anchors",
        expected=SEALED_BY,
    )
    yield case(
        "by-name-strict",
        "Under ministry-strict a name does not bind",
        raw,
        OPEN,
        "VER-IDENTITY-NOT-BOUND",
        trust="seal-only",
        policy="ministry-strict",
    )
    yield case(
        "other-name",
        "A certificate with another name and no number in CBQL",
        by("head_other_name"),
        OPEN,
        "VER-IDENTITY-NAME-DIFFERS",
        trust="anchors",
        expected=SEALED_BY,
    )
    yield case(
        "caller-binds-all",
        "The caller expects both signers",
        by("head_number"),
        PASSED,
        trust="anchors",
        expected={SEAL: "0000000001", "CBQL": HEAD_TEACHER.number},
    )
    yield case(
        "employee-as-seal",
        "An employee's own certificate, which also holds the school's tax code, in KY_PHAT_HANH",
        by("employee", SEAL),
        OPEN,
        "VER-KIND",
        sub="SIG_CONSTRAINTS_FAILURE",
        trust="anchors",
        expected=SEALED_BY,
    )
    yield case(
        "teacher-revoked",
        "The optional teacher's certificate is revoked: not forgiven",
        resigned(world.good, "GVCN", world["revoked_teacher"]),
        OPEN,
        "VER-CERT-REVOKED",
        sub="REVOKED_NO_POE",
    )
    yield case(
        "teacher-not-bound",
        "The optional teacher is not bound without a register: shown, and forgiven",
        in_slot(
            resigned(world.good, "GVCN", world["teacher_other"]),
            "GVCN",
            lambda text: sub(text, NO_NUMBER, b""),
        ),
        PASSED,
        "VER-IDENTITY-NOT-BOUND",
        trust="anchors",
        expected=SEALED_BY,
    )
    yield from _register(raw, case)


def _register(raw: bytes, case: Any) -> Iterator[Case]:
    yield case(
        "seal-not-registered",
        "The register knows another school only",
        raw,
        OPEN,
        "VER-REG-NONE",
        trust="other-school-only",
    )
    yield case(
        "manager-not-listed",
        "The register has no row for managers",
        raw,
        PASSED,
        "VER-REG-ABSENT",
        trust="seal-only",
    )
    yield case(
        "manager-other-certificate",
        "The register holds another certificate of the manager",
        raw,
        OPEN,
        "VER-REG-OTHER",
        trust="other-head",
    )
    yield case(
        "approval-ended",
        "The manager's approval has ended",
        raw,
        OPEN,
        "VER-REG-EXPIRED",
        trust="head-approval-ended",
    )
    yield case(
        "tax-code-registered", "The register holds the school's tax code", raw, PASSED, trust="tax-code-only"
    )


def _swapped(raw: bytes) -> bytes:
    head, seal = slot_content(raw, "CBQL"), slot_content(raw, SEAL)
    return in_slot(in_slot(raw, "CBQL", lambda _: seal), SEAL, lambda _: head)


def _as_role(world: Synthetic) -> bytes:
    changed = resigned(world.small, "CBQL", world["teacher_nameless"])
    return in_slot(changed, "CBQL", lambda text: sub(text, NO_NUMBER, b""))
