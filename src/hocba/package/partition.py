"""Records shared out over packages so that each stays below the limit; never inside a record."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from enum import StrEnum

import attrs

from hocba.errors import ConfigurationError, LimitExceededError
from hocba.limits import Limits
from hocba.package.admission import AdmittedRecord
from hocba.package.escaping import EscapeQuotes, escape
from hocba.package.join import EMPTY_SIZE

__all__ = ["PackageLimit", "SizeOf", "partition", "too_large"]

MAX_BYTES = 10_000_000


class SizeOf(StrEnum):
    """What the limit counts: the ``content`` string, the plain XML, or both one by one."""

    BOTH = "both"
    CONTENT = "content"
    PLAIN = "plain"


def _size_of(value: str) -> SizeOf:
    try:
        return SizeOf(value)
    except ValueError:
        raise ConfigurationError.of("PKG-OPTION", option="size_of", allowed=", ".join(SizeOf)) from None


@attrs.frozen(kw_only=True)
class PackageLimit:
    """How large a package may be: below ``max_bytes``, and at most ``max_records`` records.

    "10 MB" is not defined by the Ministry: ``both`` below 10,000,000 bytes is the careful reading
    [inferred] (format-v1.md §9, §12). Raises ConfigurationError (PKG-OPTION) for values that make no sense.
    """

    max_bytes: int = MAX_BYTES
    size_of: SizeOf = attrs.field(default=SizeOf.BOTH, converter=_size_of)
    max_records: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.max_bytes < 1:
            raise ConfigurationError.of("PKG-OPTION", option="max_bytes", allowed="> 0")
        if self.max_records is not None and self.max_records < 1:
            raise ConfigurationError.of("PKG-OPTION", option="max_records", allowed="> 0")

    def exceeded(self, *, plain: int, content: int) -> int | None:
        """The size that reaches the limit, or None: a package stays below it."""
        counted = {SizeOf.PLAIN: (plain,), SizeOf.CONTENT: (content,), SizeOf.BOTH: (plain, content)}
        largest = max(counted[self.size_of])
        return largest if largest >= self.max_bytes else None


def partition(
    records: Sequence[AdmittedRecord],
    limit: PackageLimit,
    *,
    reserve: int,
    escape_quotes: EscapeQuotes,
    limits: Limits,
) -> tuple[tuple[AdmittedRecord, ...], ...]:
    """Groups of ``records`` in their order, each as full as the estimate allows.

    ``reserve`` is room for the signature. The estimate is exact for the plain XML and an upper bound for
    ``content``; where both count, only the plain XML is estimated, because compression makes the content
    the smaller one. The caller measures what comes out and halves a group that is too large after all.
    A group is also kept small enough to be read again within ``limits``.

    Raises LimitExceededError (PKG-RECORD-TOO-LARGE) for a record that no package can hold.
    """
    measure = _Compressed(escape_quotes) if limit.size_of is SizeOf.CONTENT else _Plain()
    readable = min(limits.package_plain_bytes, limits.xml_bytes) * 9 // 10
    most = min(limit.max_records or limits.package_records, limits.package_records)
    groups: list[tuple[AdmittedRecord, ...]] = []
    group: list[AdmittedRecord] = []
    plain = EMPTY_SIZE
    for record in records:
        plain += len(record.body)
        counted = measure.added(record.body)
        if group and (
            counted + reserve >= limit.max_bytes or plain + reserve >= readable or len(group) >= most
        ):
            groups.append(tuple(group))
            group = []
            plain = EMPTY_SIZE + len(record.body)
            measure.start()
            counted = measure.added(record.body)
        if not group and counted >= limit.max_bytes:
            raise too_large(record, counted, limit)
        group.append(record)
    return (*groups, tuple(group)) if group else tuple(groups)


def too_large(record: AdmittedRecord, size: int, limit: PackageLimit) -> LimitExceededError:
    """The refusal of a record that no package can hold."""
    return LimitExceededError.of(
        "PKG-RECORD-TOO-LARGE",
        number=record.number,
        record_id=record.record_id,
        size=size,
        limit=limit.max_bytes,
    )


class _Plain:
    """Adds up bytes."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.size = EMPTY_SIZE

    def added(self, body: bytes) -> int:
        self.size += len(body)
        return self.size


class _Compressed:
    """The base64 length of what is compressed so far; flushing after each record makes it a little larger."""

    def __init__(self, escape_quotes: EscapeQuotes) -> None:
        self.escape_quotes = escape_quotes
        self.start()

    def start(self) -> None:
        self.packer = zlib.compressobj(6)
        self.size = EMPTY_SIZE

    def added(self, body: bytes) -> int:
        text = escape(body.decode("utf-8"), self.escape_quotes).encode("utf-8")
        self.size += len(self.packer.compress(text)) + len(self.packer.flush(zlib.Z_SYNC_FLUSH))
        return self.size * 4 // 3
