"""Has the file the structure of its format? By a schema that hocba reconstructed: never TOTAL_FAILED."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hocba.findings import Finding

__all__ = ["check"]

_DEVIATIONS = frozenset({"STRUCTURE", "STRUCTURE-REPEATED"})


def check(structure: Sequence[Finding], *, reconstructed: bool = False) -> Iterator[Finding]:
    """One finding for all deviations; the deviations themselves are kept beside it.

    From a ``reconstructed`` format a file may well deviate and be right: nobody outside knows its structure.
    But where a value stands twice two programs may read two records, whatever the structure is.
    """
    deviations = [finding for finding in structure if finding.code in _DEVIATIONS]
    repeated = [finding for finding in deviations if finding.code == "STRUCTURE-REPEATED"]
    if reconstructed and repeated:
        first = repeated[0]
        yield Finding.of("VER-VALUE-TWICE", path=first.path, line=first.line, count=len(repeated))
    if deviations:
        first = deviations[0]
        code = "VER-STRUCTURE-RECONSTRUCTED" if reconstructed else "VER-STRUCTURE"
        yield Finding.of(code, path=first.path, line=first.line, count=len(deviations))
