"""What each finding does to a slot and to the record: the table ``effects.csv``, read once.

The order of the rows is the order of importance. A finding that the table does not know and that is an
error counts like an unforeseen condition: nothing passes with it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import attrs

from hocba.findings import Finding, Severity
from hocba.verify.report import Indication, SubIndication

__all__ = ["AXES", "UNFORESEEN", "Effect", "effect", "table"]

AXES = (
    "integrity",
    "trust",
    "certificate",
    "time",
    "identity",
    "registration",
    "coverage",
    "completeness",
    "order",
    "structure",
    "rules",
    "algorithms",
)
UNFORESEEN = "VER-INTERNAL"

FAILED_WORDS = frozenset(
    {
        SubIndication.FORMAT_FAILURE,
        SubIndication.HASH_FAILURE,
        SubIndication.SIG_CRYPTO_FAILURE,
        SubIndication.REVOKED,
        SubIndication.EXPIRED,
        SubIndication.NOT_YET_VALID,
    }
)


@attrs.frozen(kw_only=True)
class Effect:
    """``slot`` is the standard's word for the signature, ``record`` hocba's own result for the whole."""

    rank: int
    axis: str
    slot: SubIndication | None
    record: Indication | None

    @property
    def slot_indication(self) -> Indication | None:
        """What ``slot`` makes of the signature; only six words are TOTAL_FAILED (verification §6.2)."""
        if self.slot is None:
            return None
        return Indication.TOTAL_FAILED if self.slot in FAILED_WORDS else Indication.INDETERMINATE

    @property
    def weighs(self) -> bool:
        """Whether it keeps anything from passing."""
        return self.slot is not None or self.record is not None


@cache
def table() -> Mapping[str, Effect]:
    """Every code with its effect."""
    text = files("hocba.verify").joinpath("effects.csv").read_text(encoding="utf-8")
    return {
        row["code"]: Effect(
            rank=rank,
            axis=row["axis"],
            slot=SubIndication(row["slot"]) if row["slot"] else None,
            record=Indication(row["record"]) if row["record"] else None,
        )
        for rank, row in enumerate(csv.DictReader(text.splitlines()))
    }


def effect(finding: Finding) -> Effect:
    """The effect of ``finding``; an error without a row weighs like an unforeseen condition."""
    known = table().get(finding.code)
    if known is not None:
        return known
    if finding.severity is Severity.ERROR:
        return table()[UNFORESEEN]
    return Effect(rank=len(table()), axis="rules", slot=None, record=None)
