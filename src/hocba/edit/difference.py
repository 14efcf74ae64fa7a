"""What a comparison of two records says: fields that differ, and what differs outside the record."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

import attrs

from hocba.findings import MASK
from hocba.model.values import BooleanText, DateText, NumberText

__all__ = ["NATURES", "Aside", "Aspect", "Change", "ChangeKind", "Diff", "nature_of"]

NATURES = ("value", "letter-case", "spaces", "unicode", "form")
"""How two texts may differ, told without showing them."""


class ChangeKind(StrEnum):
    """What happened to a field, or to a repeated block as a whole."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    BLOCK_ADDED = "block-added"
    BLOCK_REMOVED = "block-removed"


class Aspect(StrEnum):
    """What differs outside the fields of the record."""

    FORMAT = "format"
    ID = "id"
    ORDER = "order"
    UNKNOWN_CONTENT = "unknown-content"
    SIGNATURE = "signature"
    SLOT = "slot"
    COMMENTS = "comments"
    LAYOUT = "layout"
    BYTES = "bytes"


@attrs.frozen(kw_only=True)
class Change:
    """One difference. ``path`` names years and subject codes where they tell repetitions apart, so that
    ``hocba set`` takes it.

    ``nature`` says how two values differ without showing them: ``value``, or only ``letter-case``,
    ``spaces``, ``unicode`` (another normal form) or ``form`` (the same date, number or yes/no written
    otherwise); empty for anything but CHANGED. ``masked``: the values are about a person.
    """

    kind: ChangeKind
    path: str
    tag: str
    label: str
    masked: bool
    old: str | None = attrs.field(default=None, repr=False)
    new: str | None = attrs.field(default=None, repr=False)
    nature: str = ""

    def shown(self, *, show_personal_data: bool = False) -> tuple[str | None, str | None]:
        """Old and new value; masked where they are about a person, unless asked for."""
        if show_personal_data or not self.masked:
            return self.old, self.new
        return (self.old and MASK, self.new and MASK)

    def to_dict(self, *, show_personal_data: bool = False) -> dict[str, object]:
        """Plain data for JSON."""
        old, new = self.shown(show_personal_data=show_personal_data)
        return {
            "kind": self.kind.value,
            "path": self.path,
            "tag": self.tag,
            "label": self.label,
            "nature": self.nature,
            "masked": self.masked and not show_personal_data,
            "old": old,
            "new": new,
        }


@attrs.frozen(kw_only=True)
class Aside:
    """A difference outside the fields: what kind, where, and whether added, removed or changed."""

    aspect: Aspect
    path: str
    kind: ChangeKind

    def to_dict(self) -> dict[str, object]:
        """Plain data for JSON."""
        return {"aspect": self.aspect.value, "path": self.path, "kind": self.kind.value}


@attrs.frozen(kw_only=True)
class Diff:
    """All differences, in the order of the form. Equal by value; ``repr`` shows no personal data."""

    changes: tuple[Change, ...] = ()
    asides: tuple[Aside, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether nothing differs at all; for files: whether they are byte-identical."""
        return not (self.changes or self.asides)

    @property
    def same_record(self) -> bool:
        """Whether every field of the record is the same."""
        return not self.changes

    def to_dict(self, *, show_personal_data: bool = False) -> dict[str, object]:
        """Plain data for JSON; ``hocba schema diff`` prints its schema."""
        return {
            "equal": self.equal,
            "same_record": self.same_record,
            "changes": [change.to_dict(show_personal_data=show_personal_data) for change in self.changes],
            "outside": [aside.to_dict() for aside in self.asides],
        }


def nature_of(old: str, new: str) -> str:
    """How two different texts differ, in one word that shows nothing of them."""
    composed = unicodedata.normalize("NFC", old), unicodedata.normalize("NFC", new)
    if composed[0] == composed[1]:
        return "unicode"
    if composed[0].split() == composed[1].split():
        return "spaces"
    if composed[0].casefold() == composed[1].casefold():
        return "letter-case"
    return "form" if _same_meaning(old, new) else "value"


def _same_meaning(old: str, new: str) -> bool:
    views = (
        (DateText(old).date, DateText(new).date),
        (NumberText(old).decimal, NumberText(new).decimal),
        (BooleanText(old).value, BooleanText(new).value),
    )
    return any(one is not None and one == other for one, other in views)
