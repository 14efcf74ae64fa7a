"""The bytes of one record file, with what hocba already knows about them."""

from __future__ import annotations

import hashlib
import os
from base64 import b64encode
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Self

from hocba.errors import InputError
from hocba.files import read_bounded, write_atomic
from hocba.findings import Finding
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.model.base import RecordBase
from hocba.pki.certificate import Certificate
from hocba.profiles.slots import Profile
from hocba.sign.layout import Layout, Target
from hocba.sign.stencil import canonical

if TYPE_CHECKING:
    from hocba.formats.registry import Choice

__all__ = ["RecordFile"]


class _Knowledge:
    """What was worked out about the bytes; never part of the value, never pickled."""

    __slots__ = ("digests", "findings", "layout", "origin", "record")

    def __init__(
        self,
        layout: Layout | None = None,
        record: RecordBase | None = None,
        origin: tuple[RecordBase, Profile] | None = None,
    ) -> None:
        self.layout = layout
        self.record = record
        self.origin = origin
        self.findings: tuple[object, tuple[Finding, ...]] | None = None
        self.digests: dict[str, bytes] = {}


class RecordFile:
    """A record file, byte for byte. Equal when the bytes are equal; ``repr`` shows no content.

    A file that hocba wrote in this process remembers its layout, so that it is signed without being
    parsed again; that knowledge is not part of the value and does not travel through pickle. A signed file
    is put together when its bytes are first asked for: of three signatures only the last makes a copy.
    """

    __slots__ = ("_base", "_inserted", "_knowledge", "_raw")

    def __init__(self, raw: bytes) -> None:
        self._raw: bytes | None = raw
        self._base = raw
        self._inserted: tuple[tuple[int, tuple[bytes, ...]], ...] = ()
        self._knowledge = _Knowledge()

    @property
    def raw(self) -> bytes:
        """The bytes of the file."""
        raw = self._raw
        if raw is None:
            raw = self._raw = _together(memoryview(self._base), self._inserted, 0, bytes)
        return raw

    @classmethod
    def of(
        cls, source: str | os.PathLike[str] | bytes | RecordFile, *, limits: Limits = DEFAULT_LIMITS
    ) -> RecordFile:
        """From a path, bytes, or a RecordFile as it is. Nothing is parsed.

        Raises InputError and LimitExceededError as :func:`hocba.files.read_bounded`.
        """
        if isinstance(source, RecordFile):
            return source
        if isinstance(source, bytes):
            return cls(source)
        if not isinstance(source, str | os.PathLike):
            raise InputError.of("SIGN-SOURCE", found=type(source).__name__)
        return cls(read_bounded(source, limits.file_bytes))

    @classmethod
    def from_record(cls, record: RecordBase, *, format: Choice = None, options: object = None) -> Self:
        """Write ``record`` in ``format``, or its own (with its WriteOptions), and remember the layout.

        Raises RecordError (a value that XML cannot carry) and ConfigurationError (unknown format).
        """
        from hocba.formats.registry import of_record
        from hocba.profiles import registry

        known = of_record(record, format)
        name = known.id
        raw = known.write(record, options)  # type: ignore[arg-type]  # checked by the writer
        origin = (record, registry.get(name)) if name in registry.identifiers() else None
        file = cls(raw)
        file._knowledge = _Knowledge(None, record if options is None else None, origin)
        return file

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes, lower-case hexadecimal."""
        return hashlib.sha256(self.raw).hexdigest()

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Store the bytes whole or not at all. Raises StorageError."""
        write_atomic(path, self.raw, overwrite=overwrite)

    def __eq__(self, other: object) -> bool:
        return self.raw == other.raw if isinstance(other, RecordFile) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.raw)

    def __repr__(self) -> str:
        return f"RecordFile({len(self.raw)} bytes, sha256={self.sha256[:16]}…)"

    def __reduce__(self) -> tuple[object, ...]:
        return (RecordFile, (self.raw,))

    def _layout(self, profile: Profile | None = None, *, anew: bool = False) -> Layout:
        """The layout under ``profile`` (of the file's format for None), worked out once, or ``anew``."""
        origin = self._knowledge.origin
        if origin is not None:
            from hocba.sign.written import written_layout

            self._knowledge.layout = written_layout(self.raw, *origin)
            self._knowledge.origin = None
        known = self._knowledge.layout
        if anew or known is None or (profile is not None and known.ground.base.id != profile.id):
            from hocba.sign.analysis import analyse

            known = self._knowledge.layout = analyse(self.raw, profile, in_detail=anew)
            self._base, self._inserted = self.raw, ()
        return known

    def _findings(self, check: Callable[[RecordFile], tuple[Finding, ...]]) -> tuple[Finding, ...]:
        """What ``check`` says about the data, asked once as long as the data does not change."""
        known = self._knowledge.findings
        if known is None or known[0] is not check:
            known = self._knowledge.findings = (check, check(self))
        return known[1]

    def _grown_digest(self, layout: Layout, target: Target) -> bytes:
        """Base64 SHA-256 of ``target`` with the signatures that went into it; worked out once.

        Where the bytes are canonical as they stand, so are those of hocba's signatures but for a few
        declarations; otherwise the file is parsed.
        """
        known = self._knowledge.digests
        found = known.get(target.id)
        if found is None:
            if layout.ground.bare and target.plain:
                inside = [(at, text) for at, text in self._inserted if target.start < at < target.end]
                octets = _together(memoryview(self._base)[: target.end], inside, target.start, canonical)
            else:
                from hocba.sign.coverage import covered_octets

                octets = covered_octets(self.raw, target.id)
            found = known[target.id] = b64encode(hashlib.sha256(octets).digest())
        return found

    def _signed(
        self, layout: Layout, slot: str, text: tuple[bytes, ...], certificate: Certificate
    ) -> RecordFile:
        """The file after ``text`` went in at the end of ``slot``, which ``layout`` shows to be free."""
        file = RecordFile.__new__(RecordFile)
        file._raw = None
        file._base = self._base
        at = layout.ground.slots[slot].content_end
        file._inserted = (*self._inserted, (at, text))
        known = self._knowledge
        kept = file._knowledge = _Knowledge(
            layout.signed(slot, sum(map(len, text)), certificate), known.record
        )
        kept.findings = known.findings
        if known.digests:
            targets = layout.ground.targets
            kept.digests = {
                name: digest
                for name, digest in known.digests.items()
                if not targets[name].start < at < targets[name].end
            }
        return file


Inserted = tuple[int, tuple[bytes, ...]]


def _together(
    base: memoryview, inserted: Iterable[Inserted], start: int, form: Callable[[bytes], bytes]
) -> bytes:
    """``base`` from ``start`` on with the texts ``inserted`` at their places, each put through ``form``."""
    parts: list[bytes | memoryview] = []
    at = start
    for place, text in sorted(inserted):
        parts += (base[at:place], form(b"".join(text)))
        at = place
    parts.append(base[at:])
    return b"".join(parts)
