"""Records shared out over packages so that each stays below the limit; never inside a record."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from enum import StrEnum

import attrs

from hocba.errors import ConfigurationError
from hocba.limits import Limits
from hocba.package.admission import AdmittedRecord
from hocba.package.escaping import EscapeQuotes, escape
from hocba.package.join import EMPTY_SIZE

__all__ = ["PackageLimit", "SizeOf", "partition"]

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

    ``reserve`` is room for the signature. The estimate is exact for the plain XML. For ``content`` it is an
    upper bound; where both count, only the plain XML is estimated here, because compression makes the
    content the smaller one. The caller measures what comes out and halves a group that is too large.
    """
    most = min(limit.max_records or limits.package_records, limits.package_records)
    measure = _Compressed(escape_quotes) if limit.size_of is SizeOf.CONTENT else _Plain()
    return tuple(_groups(records, limit.max_bytes, most, reserve, measure))


class _Plain:
    """Adds up bytes."""

    def start(self) -> None:
        self.size = EMPTY_SIZE

    def added(self, body: bytes) -> int:
        self.size += len(body)
        return self.size


class _Compressed:
    """The base64 length of what is compressed so far; flushing after each record makes it a little larger."""

    def __init__(self, escape_quotes: EscapeQuotes) -> None:
        self.escape_quotes = escape_quotes

    def start(self) -> None:
        self.packer = zlib.compressobj(6)
        self.size = EMPTY_SIZE

    def added(self, body: bytes) -> int:
        text = escape(body.decode("utf-8"), self.escape_quotes).encode("utf-8")
        self.size += len(self.packer.compress(text)) + len(self.packer.flush(zlib.Z_SYNC_FLUSH))
        return self.size * 4 // 3


def _groups(
    records: Sequence[AdmittedRecord], max_bytes: int, most: int, reserve: int, measure: _Plain | _Compressed
) -> Iterator[tuple[AdmittedRecord, ...]]:
    group: list[AdmittedRecord] = []
    measure.start()
    for record in records:
        full = measure.added(record.body) + reserve >= max_bytes
        if group and (full or len(group) >= most):
            yield tuple(group)
            group = []
            measure.start()
            measure.added(record.body)
        group.append(record)
    if group:
        yield tuple(group)
