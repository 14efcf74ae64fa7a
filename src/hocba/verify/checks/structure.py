"""Has the file the structure of its format? By a schema that hocba reconstructed: never TOTAL_FAILED."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hocba.findings import Finding

__all__ = ["check"]

_DEVIATIONS = frozenset({"STRUCTURE", "STRUCTURE-REPEATED"})


def check(structure: Sequence[Finding]) -> Iterator[Finding]:
    """One finding for all deviations; the deviations themselves are kept beside it."""
    deviations = [finding for finding in structure if finding.code in _DEVIATIONS]
    if deviations:
        first = deviations[0]
        yield Finding.of("VER-STRUCTURE", path=first.path, line=first.line, count=len(deviations))
