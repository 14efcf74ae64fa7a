"""Inputs that hocba did not make, in a folder beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared"


def shared_data(*parts: str) -> Path:
    """The path below ``shared/data``; skips the test where the folder is absent."""
    place = FOLDER.joinpath("data", *parts)
    if not place.exists():
        pytest.skip(f"independent inputs are absent: shared/data/{'/'.join(parts)}")
    return place


def shared_spec(*parts: str) -> Path:
    """The path below ``shared/spec``; skips the test where the folder is absent."""
    place = FOLDER.joinpath("spec", *parts)
    if not place.exists():
        pytest.skip(f"the specification is absent: shared/spec/{'/'.join(parts)}")
    return place
