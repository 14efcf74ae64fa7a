"""Signature slots as the rules see them: what they claim, beside the signature."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Slot"]


class Slot(Protocol):
    """A slot of a file: ``name`` is GVCN, CBQL, CBQL[2] …; ``so_cccd`` the number written beside it."""

    @property
    def name(self) -> str: ...
    @property
    def so_cccd(self) -> str | None: ...
