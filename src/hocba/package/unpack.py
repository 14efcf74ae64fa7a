"""A package into record files, byte for byte (format-v1.md §6, §7)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import attrs

from hocba.errors import MalformedPackageError
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.package.escaping import EscapeQuotes
from hocba.package.folder import write_all
from hocba.package.naming import file_name
from hocba.package.source import package_xml
from hocba.package.split import split

if TYPE_CHECKING:
    from hocba.sign.record_file import RecordFile

__all__ = ["UnpackedRecord", "take_apart", "unpack"]


@attrs.frozen(kw_only=True)
class UnpackedRecord:
    """One record out of a package: ``raw`` is a file of its own around the unchanged HOC_BA bytes.

    ``record_id`` is a claim, None where the record gives no usable UUID; ``name`` is safe as a file name.
    """

    number: int
    name: str
    record_id: str | None
    raw: bytes = attrs.field(repr=False)


def take_apart(
    source: str | os.PathLike[str] | bytes,
    *,
    escape_quotes: EscapeQuotes | str | None = None,
    lenient: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[UnpackedRecord, ...]:
    """The records of a package (a path, XML bytes, or a ``content`` string), in their order.

    Verifies nothing. Raises what :func:`hocba.package.source.package_xml` and
    :func:`hocba.package.split.split` raise, and MalformedPackageError (PKG-NAME-CLASH) where two records
    would be stored under one name, letter case ignored.
    """
    xml = package_xml(source, escape_quotes=escape_quotes, lenient=lenient, limits=limits)
    unpacked = tuple(
        UnpackedRecord(
            number=record.number,
            name=file_name(record.record_id, record.number),
            record_id=record.record_id,
            raw=record.raw,
        )
        for record in split(xml, limits=limits)
    )
    taken: set[str] = set()
    for record in unpacked:
        if record.name in taken:
            raise MalformedPackageError.of("PKG-NAME-CLASH", name=record.name)
        taken.add(record.name)
    return unpacked


def unpack(
    source: str | os.PathLike[str] | bytes,
    folder: str | os.PathLike[str] | None = None,
    *,
    overwrite: bool = False,
    escape_quotes: EscapeQuotes | str | None = None,
    lenient: bool = False,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[RecordFile, ...]:
    """The records of a package as record files; with ``folder`` also stored there, all or none.

    Names are ``<uuid>.xml``, or ``record-<n>.xml`` where a record has no usable id. Raises as
    :func:`take_apart`, and StorageError (FILE-EXISTS while ``overwrite`` is false, PKG-FOLDER-IS-FILE,
    DISK-FULL, FILE-UNWRITABLE). Verifies nothing.
    """
    from hocba.sign.record_file import RecordFile

    records = take_apart(source, escape_quotes=escape_quotes, lenient=lenient, limits=limits)
    if folder is not None:
        write_all(folder, {record.name: record.raw for record in records}, overwrite=overwrite)
    return tuple(RecordFile.of(record.raw) for record in records)
