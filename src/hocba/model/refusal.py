"""From pydantic's errors to one RecordError that names every tag and no value."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import ValidationError

from hocba.errors import RecordError
from hocba.findings import Finding
from hocba.i18n import catalog

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_CODES = {"missing": "MODEL-REQUIRED", "extra_forbidden": "MODEL-FIELD"}


def refusal(error: ValidationError, root: str) -> RecordError:
    """All problems of ``error``; ``problems`` in the context holds one finding for each."""
    found = tuple(
        Finding.of(_code(str(problem["type"])), path=_path(problem["loc"], root))
        for problem in error.errors(include_url=False, include_context=False, include_input=False)
    )
    return RecordError.of(
        "MODEL-REFUSED",
        count=len(found),
        tags=", ".join(dict.fromkeys(problem.path for problem in found)),
        problems=found,
    )


def _code(kind: str) -> str:
    return kind if kind.startswith("MODEL-") and catalog.known(kind) else _CODES.get(kind, "MODEL-SHAPE")


def _path(location: Iterable[int | str], root: str) -> str:
    path = root
    for step in location:
        if isinstance(step, int):
            path += f"[{step + 1}]"
        else:
            path += "/" + (step.upper() if _NAME.fullmatch(step) else "?")
    return path.lstrip("/")
