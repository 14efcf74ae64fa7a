"""Workbook files before anything reads them: sizes, names, and XML without declarations of types.

A workbook is a zip of XML parts. All bounds are checked on the directory of the zip before a part is
unpacked, every part is looked through by expat, and what comes out is a new zip that holds only parts
that passed: what openpyxl and lxml then see cannot surprise.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

from hocba.errors import InputError, LimitExceededError
from hocba.sheets.limits import SheetLimits
from hocba.sheets.part_scan import PartScan, scan_part

__all__ = ["CheckedZip", "checked_zip"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1


class CheckedZip:
    """The XML parts of a workbook in a new zip, and what was seen in each of them."""

    __slots__ = ("linked", "plain_bytes", "raw", "scans")

    def __init__(self, raw: bytes, scans: dict[str, PartScan], plain_bytes: int, linked: bool) -> None:
        self.raw = raw
        self.scans = scans
        self.plain_bytes = plain_bytes
        self.linked = linked


def checked_zip(raw: bytes, limits: SheetLimits) -> CheckedZip:
    """The workbook ``raw``, harmless to open.

    Raises InputError (SHEET-OLD-FORMAT: .xls or locked by a password, SHEET-NOT-WORKBOOK, SHEET-XML: a
    part that is no plain XML or declares types) and LimitExceededError (SHEET-LIMIT). Macros, pictures and
    links to other files are left out and never run or followed.
    """
    if raw.startswith(OLE):
        raise InputError.of("SHEET-OLD-FORMAT")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = _entries(archive, limits)
            return _copied(archive, entries, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise InputError.of("SHEET-NOT-WORKBOOK") from None


def _entries(archive: zipfile.ZipFile, limits: SheetLimits) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > limits.parts:
        raise LimitExceededError.of("SHEET-LIMIT", what="parts", size=len(entries), limit=limits.parts)
    size = sum(entry.file_size for entry in entries)
    if size > limits.plain_bytes:
        raise LimitExceededError.of("SHEET-LIMIT", what="bytes", size=size, limit=limits.plain_bytes)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise InputError.of("SHEET-OLD-FORMAT")
    names = {entry.filename.lower() for entry in entries}
    if len(names) != len(entries) or any(entry.compress_type not in _METHODS for entry in entries):
        raise InputError.of("SHEET-NOT-WORKBOOK")
    return entries


def _copied(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: SheetLimits) -> CheckedZip:
    made = io.BytesIO()
    scans: dict[str, PartScan] = {}
    names: set[str] = set()
    linked = False
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as copy:
        for entry in entries:
            name = entry.filename
            linked |= name.lower().startswith("xl/externallinks/")
            if not name.lower().endswith((".xml", ".rels")):
                continue
            data = archive.read(entry)  # at most the declared size, which is within the limits
            try:
                scans[name] = scan_part(data, limits, names)
            except expat.ExpatError:
                raise InputError.of("SHEET-XML", part=_plain(name)) from None
            copy.writestr(name, data)
    return CheckedZip(made.getvalue(), scans, sum(entry.file_size for entry in entries), linked)


def _plain(name: str) -> str:
    return name if name.isascii() and name.isprintable() and len(name) <= 80 else "?"
