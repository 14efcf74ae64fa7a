"""Choices for placeholders: random, or repeatable from a seed of the caller's. Never from the record."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from typing import TypeVar

from hocba.errors import ConfigurationError

__all__ = ["Dice"]

Item = TypeVar("Item")


class Dice:
    """Numbers below a bound, from ``seed`` (the same seed gives the same row of numbers) or from chance.

    Raises ConfigurationError (EDIT-REDACT-SEED) for a seed that is neither integer nor text.
    """

    __slots__ = ("_count", "_seed")

    def __init__(self, seed: int | str | None) -> None:
        if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int | str)):
            raise ConfigurationError.of("EDIT-REDACT-SEED")
        self._seed = None if seed is None else str(seed).encode("utf-8", "surrogatepass")
        self._count = 0

    def below(self, bound: int) -> int:
        """A number from 0 to ``bound`` - 1."""
        if self._seed is None:
            return secrets.randbelow(bound)
        self._count += 1
        drawn = hashlib.sha256(self._seed + b"\0" + str(self._count).encode()).digest()
        return int.from_bytes(drawn, "big") % bound

    def one_of(self, items: Sequence[Item]) -> Item:
        """One of ``items``."""
        return items[self.below(len(items))]

    def digits(self, count: int) -> str:
        """``count`` digits."""
        return f"{self.below(10**count):0{count}d}"
