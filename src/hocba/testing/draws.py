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


class Stream(Draws):
    """As :class:`Draws`, many times faster: four octets of SHAKE-256 of the seed for each choice."""

    _BLOCK = 1024

    def __init__(self, *seed: object) -> None:
        super().__init__(*seed)
        self._held, self._at = b"", 0

    def bytes(self) -> bytes:
        """The next 32 octets."""
        return b"".join(self._next().to_bytes(4, "big") for _ in range(8))

    def below(self, limit: int) -> int:
        """A number from 0 to ``limit`` - 1."""
        return self._next() % limit

    def chance(self, one_in: int) -> bool:
        """True once in ``one_in`` times."""
        return self._next() % one_in == 0

    def _next(self) -> int:
        if self._at >= len(self._held):
            self._count += 1
            block = self._seed + b"#" + str(self._count).encode()
            self._held, self._at = hashlib.shake_256(block).digest(self._BLOCK), 0
        self._at += 4
        return int.from_bytes(self._held[self._at - 4 : self._at], "big")
