"""What a column of a sheet means: found by tag, by label, by what a mapping says, or in the wide form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

import attrs

from hocba.rules.form import GENERAL, ROW
from hocba.sheets.labels import Labels
from hocba.sheets.layout import Column, Layout, SheetPart
from hocba.sheets.mapping import IGNORED, KEY
from hocba.sheets.names import bracketed, exact
from hocba.sheets.subjects import Subjects

__all__ = ["KEY_COLUMN", "Target", "Targets", "Use", "key_column"]

_INDEXED = re.compile(r"([A-Z0-9_]{1,64})\[([1-9][0-9]{0,2})\]\.([A-Za-z0-9_]{1,64})")
_MOST_PIECES = 16
_SEPARATORS = (" - ", " – ", ": ", "/", ".", " ")

KEY_COLUMN = Column("", "", KEY, KEY.lower(), label=KEY)


class Use(StrEnum):
    """``compare``: repeated for people's eyes in another sheet; it has to agree with the pupils' sheet."""

    VALUE = "value"
    KEY = "key"
    COMPARE = "compare"
    IGNORE = "ignore"


@attrs.frozen
class Target:
    """A column of the record. ``subject`` (code) or ``index`` (from 0) say which repetition is meant."""

    column: Column
    use: Use = Use.VALUE
    subject: str = ""
    index: int | None = None


def key_column(layout: Layout, key: str) -> Column | None:
    """The column that joins the sheets: a field of the general part, or one that is no tag at all."""
    if not key:
        return None
    wanted = key.strip().upper()
    found = (column for column in layout.columns[GENERAL] if column.tag == wanted)
    return next(found, KEY_COLUMN)


class Targets:
    """The targets that columns of one sheet may have.

    Names are tried as tags, then as labels with their marks, then without; the first way that finds
    anything decides, and two finds are two targets: the caller reports them, nothing is chosen. ``fields``
    are other names for the fields of a subject (``HKI``), by their text without letter case.
    """

    def __init__(
        self,
        layout: Layout,
        part: SheetPart,
        key: Column | None,
        subjects: Subjects,
        fields: Mapping[str, str],
    ) -> None:
        self._layout = layout
        self._subjects = subjects
        self._key = key
        self._own = (*part.columns, *part.also)
        extra = (key,) if key is not None and key not in self._own else ()
        self._known = Labels((*self._own, *extra))
        self._foreign = Labels(column for column in layout.columns[GENERAL] if column not in self._own)
        self._rows = Labels(layout.columns.get(ROW, ()))
        self._fields = fields

    def find(self, header: str) -> tuple[Target, ...]:
        """What a header cell means: nothing, one target, or several where it is ambiguous."""
        return (
            self.plain(header)
            or self._wide(header)
            or tuple(Target(column, Use.COMPARE) for column in self._foreign.find(header))
        )

    def plain(self, header: str) -> tuple[Target, ...]:
        """As :meth:`find`, but only what is quickly seen: names in brackets, tags and labels of the sheet."""
        inside = bracketed(header)
        return (inside and self.named(inside)) or self._targets(self._known.find(header))

    def named(self, target: str) -> tuple[Target, ...]:
        """What a mapping or a name in brackets means: a tag, ``BLOCK.TAG``, ``15.TAG``, ``BLOCK[2].TAG``."""
        text = target.strip()
        if text == IGNORED:
            return (Target(KEY_COLUMN, Use.IGNORE),)
        if text == KEY:
            return (Target(self._key or KEY_COLUMN, Use.KEY),)
        indexed = _INDEXED.fullmatch(text)
        if indexed is not None:
            return tuple(self._repeated(indexed[1], indexed[3], int(indexed[2]) - 1))
        return (
            self._targets(self._known.tagged(text))
            or self._wide(text)
            or tuple(Target(column, Use.COMPARE) for column in self._foreign.tagged(text))
        )

    def _targets(self, columns: tuple[Column, ...]) -> tuple[Target, ...]:
        return tuple(Target(column, Use.VALUE if column in self._own else Use.KEY) for column in columns)

    def _wide(self, header: str) -> tuple[Target, ...]:
        """``Toán - Điểm học kỳ 1``: a subject and a field of its row."""
        if not self._subjects.may_begin(header):
            return ()
        for separator in _SEPARATORS:
            for left, right in _cuts(header, separator):
                subject = self._subjects.find(left)
                if subject is not None:
                    named = self._fields.get(exact(right))
                    found = self._rows.tagged(named) if named is not None else self._rows.find(right)
                    if found:
                        return tuple(Target(column, subject=subject.code) for column in found)
        return ()

    def _repeated(self, block: str, tag: str, index: int) -> Iterator[Target]:
        for role, columns in self._layout.columns.items():
            part = self._layout.form.parts[role]
            if part.tag == block and part.repeats and not part.inside:
                yield from (Target(column, index=index) for column in columns if column.tag == tag)


def _cuts(header: str, separator: str) -> Iterator[tuple[str, str]]:
    """The ways to cut ``header`` in two at ``separator``, the longest first part first."""
    pieces = " ".join(header.split()).split(separator)
    if len(pieces) > _MOST_PIECES:
        return
    for at in range(len(pieces) - 1, 0, -1):
        yield separator.join(pieces[:at]), separator.join(pieces[at:])
