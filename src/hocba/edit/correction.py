"""Correcting a record before anybody has signed it: values change, every other byte stays."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping

import attrs

from hocba.edit.comparison import Diff, diff
from hocba.edit.locate import changed
from hocba.edit.selectors import find
from hocba.edit.spots import Spot
from hocba.errors import ConfigurationError, HocbaError, RecordError
from hocba.findings import Finding
from hocba.formats.reading import Reading
from hocba.formats.registry import Choice, of_document
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.model.base import RecordBase
from hocba.model.walk import blocks, replaced
from hocba.rules.engine import check
from hocba.sign.record_file import RecordFile
from hocba.xml.document import Document, parse
from hocba.xml.names import DS

__all__ = ["Correction", "correct", "set_fields"]

Source = str | os.PathLike[str] | bytes | RecordFile
Value = str | int | bool | dt.date | None
ISSUING = "KY_PHAT_HANH"
MOST_CHANGES = 200


@attrs.frozen(kw_only=True)
class Correction:
    """A corrected file, what changed, and what the rules say differently now.

    ``new`` and ``gone`` are findings of the rules that the correction brought and took away.
    """

    file: RecordFile
    changes: Diff
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]


def set_fields(
    source: Source,
    changes: Mapping[str, Value],
    *,
    format: Choice = None,
    limits: Limits = DEFAULT_LIMITS,
) -> RecordFile:
    """The file ``source`` with the fields in ``changes`` set; nothing is stored.

    As :func:`correct`, which also says what the rules make of it. Raises as :func:`correct`.
    """
    return correct(source, changes, format=format, limits=limits).file


def correct(
    source: Source,
    changes: Mapping[str, Value],
    *,
    today: dt.date | None = None,
    format: Choice = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Correction:
    """Set the fields that ``changes`` names (:func:`hocba.edit.selectors.find`) to its values; None removes.

    Values are taken as when a record is created: kind, closed list, written form, NFC. A missing tag is put
    at its place in the order of the format; unknown tags, comments, spellings and layout stay byte for byte.
    The rules run before and after (``today`` as for :func:`hocba.check`); they do not stop a correction.
    ``format``: by its id, itself, or a registry to choose from; by default it is detected.

    Refuses a file in which any slot is signed: a signature covers the data, so that nothing may be mended
    in place (lifecycle.md §1). Does not decide whether the new value is true.

    Raises RecordError (EDIT-SIGNED, EDIT-ISSUED, EDIT-REFUSED with all problems, EDIT-NOT-LOCATED),
    ConfigurationError (EDIT-NOTHING), LimitExceededError, and what reading raises.
    """
    raw = RecordFile.of(source, limits=limits).raw
    document = parse(raw, limits=limits)
    known = of_document(document, format)
    reading = known.read(document)
    _refuse_signed(document, reading)
    planned = _planned(reading.record, changes)
    made = raw
    record: RecordBase = reading.record
    for spot, value in planned:
        wanted = _with(record, spot, value)
        if wanted != record:
            here = Spot(next(held for held in blocks(record) if held.way == spot.held.way), spot.name)
            made = changed(made, known, here, wanted, value, limits=limits)
            record = wanted
    before, after = check(reading.record, today=today), check(record, today=today)
    return Correction(
        file=RecordFile(made),
        changes=diff(raw, made, format=format, limits=limits),
        new=tuple(found for found in after if found not in before),
        gone=tuple(found for found in before if found not in after),
    )


def _refuse_signed(document: Document, reading: Reading) -> None:
    slots = [slot.name for slot in reading.slots if slot.signed]
    if ISSUING in slots:
        raise RecordError.of("EDIT-ISSUED", slots=", ".join(slots))
    if slots or document.root.find(f".//{{{DS}}}Signature") is not None:
        raise RecordError.of("EDIT-SIGNED", slots=", ".join(slots) or "Signature")


def _planned(record: RecordBase, changes: Mapping[str, Value]) -> list[tuple[Spot, str | None]]:
    """Every change with its field and the text to write. All problems come in one error."""
    if not 0 < len(changes) <= MOST_CHANGES:
        raise ConfigurationError.of("EDIT-NOTHING", limit=MOST_CHANGES)
    planned: list[tuple[Spot, str | None]] = []
    problems: list[HocbaError | Finding] = []
    for selector, value in changes.items():
        try:
            spot = find(record, selector)
            if any(spot.held.way == other.held.way and spot.name == other.name for other, _ in planned):
                raise RecordError.of("EDIT-TWICE", path=spot.path)
            planned.append((spot, _accepted(spot, value)))
        except HocbaError as problem:
            problems += _told(problem, record, selector)
    if problems:
        raise RecordError.of("EDIT-REFUSED", count=len(problems), problems=tuple(problems))
    return planned


def _told(problem: HocbaError, record: RecordBase, selector: str) -> list[HocbaError | Finding]:
    """A refused value as findings at its own place; any other problem as it is."""
    if problem.code != "MODEL-REFUSED":
        return [problem]
    path = find(record, selector).path
    held = problem.context["problems"]
    found = held if isinstance(held, tuple) else ()
    return [attrs.evolve(one, path=path) for one in found if isinstance(one, Finding)]


def _accepted(spot: Spot, value: Value) -> str | None:
    """The text that the field takes for ``value``. Raises RecordError (MODEL-REFUSED, EDIT-REQUIRED)."""
    if value is None or value == "":
        if type(spot.held.block).model_fields[spot.name].is_required():
            raise RecordError.of("EDIT-REQUIRED", path=spot.path)
        return None
    made = spot.held.block.replace(**{spot.name: value})
    return str(made.__dict__[spot.name])


def _with(record: RecordBase, spot: Spot, value: str | None) -> RecordBase:
    block = next(held.block for held in blocks(record) if held.way == spot.held.way)
    text = type(block)._claim(spot.name, value)
    made = replaced(record, spot.held.way, block.unchecked({**block.__dict__, spot.name: text}))
    return made if isinstance(made, RecordBase) else record
