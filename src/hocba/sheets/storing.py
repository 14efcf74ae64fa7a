"""Records into files, one for each, named by record id: all of them or none."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from hocba.errors import RecordError
from hocba.formats.registry import Choice
from hocba.model.base import RecordBase
from hocba.package.folder import write_all
from hocba.sign.record_file import RecordFile

__all__ = ["store"]

_UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def store(
    records: Iterable[RecordBase],
    folder: str | os.PathLike[str],
    *,
    format: Choice = None,
    overwrite: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Path, ...]:
    """Write each record as ``<record id>.xml`` into ``folder``; the same records give the same bytes.

    Nothing is stored when anything is wrong. The files are unsigned; no rule is checked here. Names hold
    the record id and nothing else of the pupil. ``format`` as for :func:`hocba.write`.

    Raises RecordError (SHEET-NO-ID, SHEET-ID-SHARED, a value that XML cannot carry), ConfigurationError
    (unknown format) and StorageError (exists while ``overwrite`` is false, disk full, no permission).
    """
    held = tuple(records)
    contents: dict[str, bytes] = {}
    for number, record in enumerate(held, start=1):
        name = (record.record_id or "").lower()
        if not _UUID4.fullmatch(name):
            raise RecordError.of("SHEET-NO-ID")
        if f"{name}.xml" in contents:
            raise RecordError.of("SHEET-ID-SHARED")
        contents[f"{name}.xml"] = RecordFile.from_record(record, format=format).raw
        if progress is not None:
            progress(number, len(held))
    return write_all(folder, contents, overwrite=overwrite)
