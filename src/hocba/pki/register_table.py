"""One row of the register, and the CSV table that holds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone

import attrs

from hocba.errors import ConfigurationError
from hocba.pki.certificate import Certificate, SignerKind
from hocba.pki.csv_text import parse_table, render_table

__all__ = ["Entry", "parse_entries", "render_entries"]

COLUMNS = ("role", "school_code", "holder", "issuer", "serial", "sha256", "valid_from", "valid_to")
VIET_NAM = timezone(timedelta(hours=7))
CODE = re.compile(r"[0-9A-Za-z_.-]{1,40}")
SHA256 = re.compile(r"[0-9a-f]{64}")
SERIAL = re.compile(r"[0-9a-f]{1,42}")


@attrs.frozen(kw_only=True)
class Entry:
    """An approval. ``serial`` and ``sha256`` are lower-case hexadecimal; times are aware, None is open.

    ``issuer`` is the issuer's whole name (RFC 4514) or its common name; with ``serial`` it names the
    certificate where the digest is not known. ``holder`` is a personal
    number or tax code, hidden when printed.
    """

    role: str
    school_code: str = ""
    holder: str = attrs.field(default="", repr=False)
    issuer: str = attrs.field(default="", repr=False)
    serial: str = ""
    sha256: str = ""
    valid_from: datetime | None = None
    valid_to: datetime | None = None

    @classmethod
    def of(
        cls,
        certificate: Certificate,
        *,
        role: str,
        school_code: str = "",
        holder: str = "",
        valid_from: datetime | None = None,
        valid_to: datetime | None = None,
    ) -> Entry:
        """The row for ``certificate``."""
        return cls(
            role=role,
            school_code=school_code,
            holder=holder,
            issuer=certificate.issuer,
            serial=certificate.serial_hex,
            sha256=certificate.fingerprint,
            valid_from=valid_from,
            valid_to=valid_to,
        )

    @property
    def names_certificate(self) -> bool:
        """Whether the row is about one certificate, not only about a number."""
        return bool(self.sha256 or self.serial)

    def is_for(self, certificate: Certificate) -> bool:
        """Whether the row names ``certificate``: the digest if given, and issuer with serial if given."""
        if self.sha256 and self.sha256 != certificate.fingerprint:
            return False
        if self.serial and self.serial != certificate.serial_hex:
            return False
        if self.sha256:
            return True
        issuers = {_plain(certificate.issuer), _plain(certificate.issuer_common_name)}
        return bool(self.serial) and _plain(self.issuer) in issuers

    def number_in(self, certificate: Certificate) -> bool:
        """Whether the CA wrote the holder's number into ``certificate``, in the place of its kind."""
        if certificate.kind is SignerKind.ORGANISATION:
            return self.holder in certificate.tax_codes or self.holder in certificate.budget_codes
        return self.holder in certificate.personal_numbers

    def not_yet(self, at: datetime) -> bool:
        """Whether the approval starts after ``at``."""
        return self.valid_from is not None and at < self.valid_from

    def approved(self, at: datetime) -> bool:
        """Whether ``at`` lies in the approval interval, both ends included."""
        return not self.not_yet(at) and (self.valid_to is None or at <= self.valid_to)


def parse_entries(data: bytes, *, name: str) -> tuple[Entry, ...]:
    """Read the table. Dates without a time are days of Viet Nam (UTC+7), the last one included whole.

    Raises ConfigurationError (PKI-TABLE-*, PKI-REGISTER-ROW, PKI-REGISTER-TWICE) with the row.
    """
    seen: dict[tuple[str, ...], list[Entry]] = {}
    entries = []
    for number, row in parse_table(data, COLUMNS, name=name):
        entry = _entry(number, row, name)
        same = seen.setdefault(_identity(entry), [])
        if any(_overlap(entry, other) for other in same):
            raise ConfigurationError.of("PKI-REGISTER-TWICE", file=name, row=number)
        same.append(entry)
        entries.append(entry)
    return tuple(entries)


def render_entries(entries: Iterable[Entry]) -> str:
    """The table as text, as :func:`parse_entries` reads it."""
    rows = (
        (
            entry.role,
            entry.school_code,
            entry.holder,
            entry.issuer,
            entry.serial,
            entry.sha256,
            _time_text(entry.valid_from),
            _time_text(entry.valid_to),
        )
        for entry in entries
    )
    return render_table(COLUMNS, rows).decode("utf-8")


def _entry(number: int, row: dict[str, str], name: str) -> Entry:
    def refuse(column: str) -> ConfigurationError:
        return ConfigurationError.of("PKI-REGISTER-ROW", file=name, row=number, column=column)

    serial = _hexadecimal(row["serial"]).lstrip("0") or ("0" if row["serial"] else "")
    sha256 = _hexadecimal(row["sha256"])
    if not CODE.fullmatch(row["role"]):
        raise refuse("role")
    for column in ("school_code", "holder"):
        if row[column] and not CODE.fullmatch(row[column]):
            raise refuse(column)
    if not row["school_code"] and not row["holder"]:
        raise refuse("school_code, holder")
    if sha256 and not SHA256.fullmatch(sha256):
        raise refuse("sha256")
    if serial and not SERIAL.fullmatch(serial):
        raise refuse("serial")
    if not sha256 and bool(serial) != bool(row["issuer"]):
        raise refuse("issuer, serial")
    if not (sha256 or serial or row["holder"]):
        raise refuse("holder, serial, sha256")
    start = _time(row["valid_from"], end=False)
    end = _time(row["valid_to"], end=True)
    if isinstance(start, str) or isinstance(end, str) or (start and end and end < start):
        raise refuse("valid_from, valid_to")
    return Entry(
        role=row["role"],
        school_code=row["school_code"],
        holder=row["holder"],
        issuer=unicodedata.normalize("NFC", row["issuer"]),
        serial=serial,
        sha256=sha256,
        valid_from=start,
        valid_to=end,
    )


def _hexadecimal(text: str) -> str:
    plain = text.replace(":", "").replace(" ", "").lower()
    return plain.removeprefix("0x")


def _time(text: str, *, end: bool) -> datetime | str | None:
    """An aware time in UTC, None for an open end, or the text back when it is no time."""
    if not text:
        return None
    try:
        if len(text) == 10:
            day = date.fromisoformat(text)
            start = datetime(day.year, day.month, day.day, tzinfo=VIET_NAM)
            return (start + timedelta(days=1, microseconds=-1) if end else start).astimezone(UTC)
        moment = datetime.fromisoformat(text)
        return text if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return text


def _time_text(moment: datetime | None) -> str:
    return "" if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _identity(entry: Entry) -> tuple[str, ...]:
    certificate = (entry.sha256,) if entry.sha256 else (_plain(entry.issuer), entry.serial)
    return (entry.role, entry.school_code, entry.holder, *certificate)


def _overlap(one: Entry, other: Entry) -> bool:
    starts_late = (
        one.valid_from is not None and other.valid_to is not None and other.valid_to < one.valid_from
    )
    ends_early = one.valid_to is not None and other.valid_from is not None and one.valid_to < other.valid_from
    return not (starts_late or ends_early)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
