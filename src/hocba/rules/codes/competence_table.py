"""The five qualities and ten competences of primary school (``codes/competences.csv``)."""

from __future__ import annotations

from functools import cache

import attrs

from hocba.rules.codes.tables import grade_range, rows

__all__ = ["Competence", "competences"]


@attrs.frozen(kw_only=True)
class Competence:
    """One level of the assessment. ``kind`` is pham_chat, nang_luc_chung or nang_luc_dac_thu."""

    code: str
    kind: str
    name: str
    tag_v1: str
    tag_v2: str
    required: bool
    grades: frozenset[int]
    confidence: str
    note: str


@cache
def competences() -> tuple[Competence, ...]:
    """All fifteen, in the order of the table."""
    return tuple(
        Competence(
            code=row["code"],
            kind=row["kind"],
            name=row["name_vi"],
            tag_v1=row["tag_v1"],
            tag_v2=row["tag_v2"],
            required=row["required"] == "yes",
            grades=grade_range(row["grades"]),
            confidence=row["confidence"],
            note=row["note"],
        )
        for row in rows("codes/competences.csv")
    )
