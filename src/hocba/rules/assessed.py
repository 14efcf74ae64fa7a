"""The qualities and competences under the names that a format gives them."""

from __future__ import annotations

from functools import lru_cache

from hocba.rules.codes import Competence, competences
from hocba.rules.form import ASSESSMENT, Form

__all__ = ["assessed"]


@lru_cache(maxsize=64)
def assessed(form: Form) -> tuple[tuple[Competence, str], ...]:
    """Every quality and competence that ``form`` has, with the name of its field (tag_v1 or tag_v2)."""
    found = ((entry, tag.lower()) for entry in competences() for tag in (entry.tag_v1, entry.tag_v2))
    named = {entry: name for entry, name in found if form.has(ASSESSMENT, name)}
    return tuple(named.items())
