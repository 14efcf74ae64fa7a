"""Repeatable choices: the same seed gives the same choices on every machine and Python version."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """A stream of choices from SHA-256 of the seed. For synthetic data only, never for secrets."""

    def __init__(self, *seed: object) -> None:
        self._seed = "|".join(map(str, seed)).encode()
        self._count = 0

    def bytes(self) -> bytes:
        """The next 32 octets."""
        self._count += 1
        return hashlib.sha256(self._seed + b"#" + str(self._count).encode()).digest()

    def below(self, limit: int) -> int:
        """A number from 0 to ``limit`` - 1."""
        return int.from_bytes(self.bytes()[:8], "big") % limit

    def between(self, lowest: int, highest: int) -> int:
        """A number from ``lowest`` to ``highest``, both included."""
        return lowest + self.below(highest - lowest + 1)

    def choice(self, entries: Sequence[T]) -> T:
        """One of ``entries``."""
        return entries[self.below(len(entries))]

    def uuid4(self) -> str:
        """A UUID that has the form of version 4."""
        return str(uuid.UUID(bytes=self.bytes()[:16], version=4))
