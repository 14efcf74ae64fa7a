"""Where the user's own trust store lies."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

__all__ = ["user_folder"]


def user_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The folder for ``platform``; ``HOCBA_TRUST`` overrides it. Nothing is created."""
    override = environment.get("HOCBA_TRUST")
    if override:
        return Path(override)
    if platform == "win32":
        roaming = environment.get("APPDATA")
        base = Path(roaming) if roaming else Path.home() / "AppData" / "Roaming"
    elif platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        configured = environment.get("XDG_CONFIG_HOME")
        base = Path(configured) if configured else Path.home() / ".config"
    return base / "hocba" / "trust"
