"""The fields of a record with the Ministry's labels, personal ones masked unless asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hocba.findings import MASK

if TYPE_CHECKING:
    from hocba.model.base import RecordBase

__all__ = ["changed_fields", "fields"]


def fields(record: RecordBase, personal: bool) -> Iterator[tuple[str, str, str]]:
    """Tag path below the data, label and value of every field that is there, in the order of the form.

    Which values are masked says ``hocba/edit/data/personal.csv``.
    """
    from hocba.edit.personal import masked
    from hocba.edit.spots import spots

    above = f"{type(record).tag_path}/"
    for spot in spots(record):
        value = spot.value
        if value is not None:
            hidden = not personal and masked(spot.held.part.block, spot.name)
            yield spot.path.removeprefix(above), spot.label, MASK if hidden else str(value)


def changed_fields(old: RecordBase, new: RecordBase) -> Iterator[tuple[str, str, str]]:
    """Tag path, old and new value of every field that differs; personal values are shown."""
    before = {path: value for path, _, value in fields(old, True)}
    after = {path: value for path, _, value in fields(new, True)}
    for path in before | after:
        if before.get(path) != after.get(path):
            yield path, before.get(path, "–"), after.get(path, "–")
