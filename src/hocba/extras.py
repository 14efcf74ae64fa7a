"""Optional dependencies: loaded on use, and named in one sentence where they are absent."""

from __future__ import annotations

import importlib
from types import ModuleType

from hocba.errors import MissingExtraError

__all__ = ["optional"]


def optional(module: str, *, extra: str) -> ModuleType:
    """The module of the extra ``extra``. Raises MissingExtraError (EXTRA-MISSING), which names it."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise MissingExtraError.of("EXTRA-MISSING", extra=extra) from None
