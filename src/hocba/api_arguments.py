"""What callers of the top level give as trust, evidence and expectations, in one shape each."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from hocba.errors import ConfigurationError

if TYPE_CHECKING:
    from hocba.pki.store import TrustStore

__all__ = ["frozen", "items", "state", "trust_store"]


def trust_store(trust: TrustStore | str | os.PathLike[str] | None) -> TrustStore:
    """``trust`` as a store: the user's own for None, else loaded. Raises ConfigurationError, InputError."""
    from hocba.pki.store import TrustStore

    if isinstance(trust, TrustStore):
        return trust
    if trust is None:
        return TrustStore.user()
    if not isinstance(trust, str | os.PathLike):
        raise ConfigurationError.of("VER-ARGUMENT", name="trust", found=type(trust).__name__)
    return TrustStore.load(trust)


def frozen(expected: object) -> dict[str, object]:
    """A copy of ``expected`` that no later change of the caller's lists reaches.

    Raises ConfigurationError (VER-ARGUMENT).
    """
    if expected is None:
        return {}
    if not isinstance(expected, Mapping):
        raise ConfigurationError.of("VER-ARGUMENT", name="expected", found=type(expected).__name__)
    return {
        slot: tuple(value) if isinstance(value, list | tuple | set | frozenset) else value
        for slot, value in expected.items()
    }


def items(evidence: object) -> tuple[object, ...]:
    """``evidence`` as a tuple; one path, object or file of bytes counts as one item."""
    if isinstance(evidence, str | bytes | os.PathLike) or not isinstance(evidence, Iterable):
        return (evidence,)
    return tuple(evidence)


def state(item: object) -> object:
    """What a path looked like; other objects stand for themselves."""
    if item is None:
        from hocba.pki.store import TrustStore

        item = TrustStore.user_default()
    if not isinstance(item, str | os.PathLike):
        return item
    place = Path(item)
    try:
        entries = sorted(place.rglob("*")) if place.is_dir() else [place]
        return tuple((str(entry), *_look(entry)) for entry in entries)
    except (OSError, ValueError):  # what loads it says what is wrong
        return object()


def _look(entry: Path) -> tuple[int, ...]:
    try:
        status = entry.stat()
    except FileNotFoundError:
        return ()
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
