"""The profile of the later primary record (reconstructed)."""

from __future__ import annotations

from hocba.profiles.registry import get

__all__ = ["PROFILE"]

PROFILE = get("v2_tieuhoc")
