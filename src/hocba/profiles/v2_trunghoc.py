"""The profile of the later secondary record (reconstructed)."""

from __future__ import annotations

from hocba.profiles.registry import get

__all__ = ["PROFILE"]

PROFILE = get("v2_trunghoc")
