"""Exit codes: 0 passed, 1 failed or refused, 2 indeterminate, 3 unreadable or missing, 64 usage."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from hocba.errors import (
    ConfigurationError,
    HocbaError,
    InputError,
    MissingExtraError,
    StorageError,
)

__all__ = ["Exit", "of_error", "worst"]


class Exit(IntEnum):
    """What the process returns."""

    PASSED = 0
    FAILED = 1
    INDETERMINATE = 2
    UNREADABLE = 3
    USAGE = 64


_REFUSALS = frozenset(
    {
        "PKG-BROKEN-SIGNATURE",
        "PKG-NOT-ISSUED",
        "PKG-NO-UUID",
        "PKG-OTHER-SCHOOL",
        "PKG-OTHER-YEAR",
        "PKG-RECORD-ERRORS",
        "PKG-RECORD-FAILED",
        "PKG-REFUSED",
        "PKG-TWICE",
    }
)
"""Records that can be read but may not travel: refused, not unreadable."""

_ORDER = (Exit.USAGE, Exit.FAILED, Exit.UNREADABLE, Exit.INDETERMINATE, Exit.PASSED)


def worst(codes: Iterable[Exit]) -> Exit:
    """The code of several files: the worst, in the order 1, 3, 2, 0."""
    found = set(codes)
    return next((code for code in _ORDER if code in found), Exit.PASSED)


def of_error(problem: HocbaError) -> Exit:
    """The code of an error that ended a step."""
    if isinstance(problem, ConfigurationError | MissingExtraError):
        return Exit.USAGE
    if problem.code in _REFUSALS:
        return Exit.FAILED
    if isinstance(problem, InputError | StorageError):
        return Exit.UNREADABLE
    return Exit.FAILED
