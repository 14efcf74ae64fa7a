"""Signatures pasted from another record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.vectors.case import Case
from tests.vectors.edits import data, emptied, in_slot, put, slot_content, sub
from tests.vectors.world import SEAL, Synthetic


def cases(world: Synthetic) -> Iterator[Case]:
    raw, other = world.small, world.other

    def pasted(*slots: str) -> bytes:
        changed = raw
        for slot in slots:
            changed = in_slot(emptied(changed, slot), slot, partial(bytes.__add__, slot_content(other, slot)))
        return changed

    def case(name: str, title: str, changed: bytes) -> Case:
        return Case(
            name=f"replay/{name}",
            title=title,
            raw=changed,
            indication="TOTAL_FAILED",
            sub="HASH_FAILURE",
            codes=("VER-REF-DIGEST",),
        )

    yield case("seal", "The seal of another pupil's record", pasted(SEAL))
    yield case("manager", "The manager's signature of another pupil's record", pasted("CBQL"))
    yield case("both", "Both signatures of another pupil's record", pasted("CBQL", SEAL))
    yield case(
        "teacher", "The teacher's signature of another pupil's record in the empty slot", pasted("GVCN")
    )
    yield case(
        "other-pupil",
        "Another pupil's data below the signatures of this one",
        put(raw, data(raw), data(other)),
    )
    yield case(
        "same-area-other-uuid",
        "Everything equal but the look-up id",
        sub(raw, rb"(?<=<MA_TRA_CUU_UUID>)[^<]*", "00000000-0000-4000-8000-000000000001"),
    )
    yield Case(
        name="replay/manager-into-seal",
        title="The manager's signature pasted into KY_PHAT_HANH as well",
        raw=in_slot(raw, SEAL, lambda _: slot_content(raw, "CBQL")),
        indication="TOTAL_FAILED",
        codes=("VER-ID-DUPLICATE",),
    )
