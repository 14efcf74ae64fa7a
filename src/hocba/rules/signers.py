"""Signature slots as the rules see them: what they claim, beside the signature."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Slot"]


class Slot(Protocol):
    """A slot of a file; :class:`hocba.formats.reading.SlotClaim` is one."""

    @property
    def name(self) -> str:
        """GVCN, CBQL, CBQL[2] …"""

    @property
    def so_cccd(self) -> str | None:
        """The number that stands beside the signature, unsigned."""
