"""The profile of the Ministry's format v1.0 (primary school)."""

from __future__ import annotations

from hocba.profiles.registry import get

__all__ = ["PROFILE"]

PROFILE = get("v1_0")
