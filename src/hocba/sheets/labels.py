"""An index of columns by tag and label, tried from the strictest way of writing to the loosest."""

from __future__ import annotations

from collections.abc import Iterable

from hocba.sheets.layout import Column
from hocba.sheets.names import exact, folded, without_remarks

__all__ = ["Labels"]


class Labels:
    """Columns by tag, alias, ``BLOCK.TAG``, label with its marks, label without."""

    def __init__(self, columns: Iterable[Column]) -> None:
        self.columns = tuple(columns)
        self._tags: dict[str, list[Column]] = {}
        self._exact: dict[str, list[Column]] = {}
        self._folded: dict[str, list[Column]] = {}
        for column in self.columns:
            for tag in dict.fromkeys((column.tag.upper(), *column.aliases, column.id.upper())):
                self._tags.setdefault(tag, []).append(column)
            labels = (column.label, *column.labels)
            for label in dict.fromkeys(map(exact, labels)):
                self._exact.setdefault(label, []).append(column)
            for label in dict.fromkeys(map(folded, (*labels, column.tag, *column.aliases))):
                self._folded.setdefault(label, []).append(column)

    def tagged(self, name: str) -> tuple[Column, ...]:
        """The columns with this tag, alias or ``BLOCK.TAG``."""
        return tuple(self._tags.get(name.strip().upper(), ()))

    def find(self, text: str) -> tuple[Column, ...]:
        """The columns that ``text`` names in the strictest way that finds any."""
        found = self.tagged(text) or self._exact.get(exact(text).rstrip(" *:"), ())
        for loose in (text, without_remarks(text)):
            found = found or self._folded.get(folded(loose), ())
        return tuple(found)
