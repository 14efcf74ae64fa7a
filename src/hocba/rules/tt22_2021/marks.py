"""How the result of a subject is written: a mark with at most one decimal, Đ, CĐ or M (Điều 5.3)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from hocba.errors import ConfigurationError

__all__ = ["EXACT", "EXEMPT", "FAILED", "PASSED", "TENTH", "Outcome", "accepted", "mark", "outcome"]

PASSED, FAILED, EXEMPT = "Đ", "CĐ", "M"

Outcome = Decimal | bool
"""The result of one subject: a mark, or whether a comment-only subject was passed."""

_MARK = re.compile(r"[0-9](?:\.[0-9])?|10(?:\.0)?", re.ASCII)
_LONGEST = 4

EXACT = Context(prec=50, rounding=ROUND_HALF_UP)
"""Own context: the caller's precision and rounding must not reach a pupil's mark."""

TENTH = Decimal("0.1")


def mark(text: str) -> Decimal | None:
    """The mark that ``text`` is: 0.0 to 10.0 with at most one decimal and a point; else None."""
    return Decimal(text) if _MARK.fullmatch(text) is not None else None


def outcome(text: str) -> Outcome | None:
    """A mark, or True for Đ and False for CĐ; None for M and for anything else."""
    return _outcome(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=512)
def _outcome(text: str) -> Outcome | None:
    if text in {PASSED, FAILED}:
        return text == PASSED
    return mark(text)


def accepted(value: Decimal) -> Decimal:
    """``value`` if it is a mark of Điều 5.3. Raises ConfigurationError for anything else, floats too."""
    fits = (
        isinstance(value, Decimal)
        and value.is_finite()
        and 0 <= value <= 10
        and not EXACT.remainder(value, TENTH)
    )
    if not fits:
        raise ConfigurationError.of("RULES-MARK")
    return value
