"""A report as JSON, the form for other programs."""

from __future__ import annotations

import json
import re
import unicodedata

from hocba._version import __version__
from hocba.verify.render_safe import mask_numbers
from hocba.verify.report import Report

__all__ = ["SCHEMA", "render_json"]

SCHEMA = "hocba-report/1"
_NUMBERS = frozenset({"serial", "digest", "fingerprint", "record_id", "tax_codes"})
_NOT_ASCII = re.compile(r"[\x7f-\U0010ffff]")
_ESCAPED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def render_json(
    report: Report, *, show_personal_data: bool = False, source: str = "", indent: int | None = 2
) -> str:
    """``report`` as JSON text (UTF-8 letters, ends with a line end); findings carry both languages.

    The first member ``schema`` names the form, ``hocba-report/1``: members may be added within it, none
    changes its meaning. Times are UTC. Names of persons and personal numbers are masked unless
    ``show_personal_data``. Control, bidi and zero-width characters are written as ``\\uXXXX``, so that the
    text is also safe on a terminal. Raises nothing.
    """
    values: dict[str, object] = {"schema": SCHEMA, "hocba": __version__}
    if source:
        values["source"] = source
    said = report.to_dict(show_personal_data=show_personal_data)
    values.update(said if show_personal_data else {key: _masked(key, value) for key, value in said.items()})
    text = json.dumps(values, ensure_ascii=False, indent=indent)
    return _NOT_ASCII.sub(_safe, text) + "\n"


def _masked(key: str, value: object) -> object:
    """Numbers that stand where no number belongs (a title, an issuer, a message) are masked too."""
    if isinstance(value, dict):
        return {name: _masked(name, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_masked(key, inner) for inner in value]
    return mask_numbers(value) if isinstance(value, str) and key not in _NUMBERS else value


def _safe(found: re.Match[str]) -> str:
    letter = found[0]
    return json.dumps(letter)[1:-1] if unicodedata.category(letter) in _ESCAPED else letter
