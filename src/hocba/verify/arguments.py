"""Arguments of callers: what is no instant or of another type is refused by name, never guessed at."""

from __future__ import annotations

from datetime import UTC, datetime
from types import UnionType

from hocba.errors import ConfigurationError

__all__ = ["require", "utc"]


def require(value: object, kind: type | UnionType, name: str) -> None:
    """Raise ConfigurationError (VER-ARGUMENT) unless ``value`` is a ``kind``."""
    if not isinstance(value, kind):
        raise ConfigurationError.of("VER-ARGUMENT", name=name, found=type(value).__name__)


def utc(at: datetime) -> datetime:
    """``at`` in UTC. Raises ConfigurationError (VER-TIME-NAIVE, VER-TIME-RANGE, VER-ARGUMENT)."""
    require(at, datetime, "at")
    if at.tzinfo is None or at.utcoffset() is None:
        raise ConfigurationError.of("VER-TIME-NAIVE")
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ConfigurationError.of("VER-TIME-RANGE") from None
