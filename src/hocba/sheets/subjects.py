"""Which subject a column or row means: by code, by official name, or by what a mapping says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from hocba.rules.codes import Subject, subjects
from hocba.sheets.names import subject_key

__all__ = ["Subjects"]

_LONGEST = 80
_MOST_KEPT = 4096


class Subjects:
    """The subjects of one level (TH, THCS, THPT; empty: none is known). Nothing is guessed."""

    def __init__(self, level: str, named: Mapping[str, str]) -> None:
        self.level = level
        self._codes = {entry.code: entry for entry in subjects(level)}
        self._named = named
        self._found: dict[str, Subject | None] = {}
        keys = (*self._codes, *named, *_by_name(level))
        self._beginnings = frozenset(key.partition(" ")[0] for key in keys)

    def find(self, text: str) -> Subject | None:
        """The subject with this code or name; letter case, marks, i and y do not matter."""
        if text not in self._found:
            if len(self._found) > _MOST_KEPT:  # texts of a sheet, whatever they are
                self._found.clear()
            self._found[text] = self._meant(text)
        return self._found[text]

    def _meant(self, text: str) -> Subject | None:
        found = self._codes.get(text.strip())
        if found is not None:
            return found
        key = subject_key(text)
        if not key:
            return None
        code = self._named.get(key)
        if code is not None:
            return self._codes.get(code)
        names = _by_name(self.level).get(key, ())
        return names[0] if len(names) == 1 else None

    def may_begin(self, text: str) -> bool:
        """Whether ``text`` could begin with a subject: most texts do not, and need no closer look."""
        return subject_key(text[:_LONGEST]).partition(" ")[0] in self._beginnings

    def padded(self, digits: str) -> str:
        """``digits`` of a number cell as the code that it was before a zero in front was lost."""
        code = digits.zfill(2)
        return code if digits not in self._codes and code in self._codes else digits


@lru_cache(maxsize=8)
def _by_name(level: str) -> dict[str, tuple[Subject, ...]]:
    found: dict[str, tuple[Subject, ...]] = {}
    for entry in subjects(level):
        key = subject_key(entry.name)
        found[key] = (*found.get(key, ()), entry)
    return found
