"""Issued records into signed packages (format-v1.md §7, §9; lifecycle.md §9)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from hocba.errors import LimitExceededError, SignatureRejectedError
from hocba.files import write_atomic
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.package.admission import AdmittedRecord, admit
from hocba.package.content import encode_content
from hocba.package.escaping import EscapeQuotes
from hocba.package.join import assembled
from hocba.package.partition import PackageLimit, partition, too_large
from hocba.sign.record_file import RecordFile

if TYPE_CHECKING:
    from hocba.sign.gates import Gate
    from hocba.sign.options import SignatureOptions
    from hocba.sign.signers import Signer

__all__ = ["PackageFile", "PackageSizes", "pack"]

# XAdES with the longest RSA value, and the certificate with its names in text and base64.
_SIGNATURE_BYTES = 12 * 1024


@attrs.frozen
class PackageSizes:
    """Bytes of the plain XML and characters of the ``content`` string: the two readings of the limit."""

    plain: int
    content: int


@attrs.frozen(kw_only=True)
class PackageFile:
    """One signed package. ``raw`` is the XML, ``content`` the string for the transaction.

    Immutable, picklable, equal by value; ``repr`` shows ids and sizes only.
    """

    raw: bytes = attrs.field(repr=False)
    content: str = attrs.field(repr=False)
    record_ids: tuple[str, ...]
    sizes: PackageSizes

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Store the XML whole or not at all. Raises StorageError as :func:`hocba.files.write_atomic`."""
        write_atomic(path, self.raw, overwrite=overwrite)


def pack(
    files: Iterable[str | os.PathLike[str] | bytes | RecordFile],
    *,
    signer: Signer,
    signing_time: datetime,
    profile: str = "xades-b-b",
    options: SignatureOptions | None = None,
    gate: Gate | None = None,
    limit: PackageLimit | None = None,
    escape_quotes: EscapeQuotes | str = EscapeQuotes.JSON,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[PackageFile, ...]:
    """Join ``files`` (record files, byte for byte) into packages below ``limit`` and sign each as sender.

    The records stay in their order; a new package begins where the next record would reach the limit. All
    packages are one signing batch: the signer is asked once, unless one comes out too large and is halved.
    ``signing_time`` is aware; records are judged for the same instant. ``gate`` checks the organisation's
    certificate as for any signature. Nothing is stored. Whether the signers of the records are trusted is
    not decided here.

    Raises what :func:`hocba.package.admission.admit` raises for records that may not travel,
    LimitExceededError (PKG-RECORD-TOO-LARGE), ConfigurationError (PKG-OPTION, unknown profile, a time without
    zone), SigningError and its kinds, InputError for paths.
    """
    how = EscapeQuotes.named(escape_quotes)
    chosen = limit or PackageLimit()
    records = admit(
        (RecordFile.of(file, limits=limits).raw for file in files), at=signing_time, limits=limits
    )
    reserve = min(_SIGNATURE_BYTES + 4 * len(signer.certificate.der), chosen.max_bytes // 4)
    groups = partition(records, chosen, reserve=reserve, escape_quotes=how, limits=limits)
    sealing = _Sealing(
        signer=signer,
        signing_time=signing_time,
        profile=profile,
        school_code=records[0].school,
        options=options,
        gate=gate,
        limit=chosen,
        escape_quotes=how,
        limits=limits,
    )
    return tuple(sealing.sealed(groups))


@attrs.frozen(kw_only=True)
class _Sealing:
    signer: Signer
    signing_time: datetime
    profile: str
    school_code: str
    options: SignatureOptions | None
    gate: Gate | None
    limit: PackageLimit
    escape_quotes: EscapeQuotes
    limits: Limits

    def sealed(self, groups: Sequence[tuple[AdmittedRecord, ...]]) -> list[PackageFile]:
        """One package for each group, or two where one came out too large."""
        packages: list[PackageFile] = []
        signed = self.signed([assembled(record.body for record in group) for group in groups])
        for group, raw in zip(groups, signed, strict=True):
            content, size = self.measured(raw)
            if size is None:
                packages.append(_package(group, raw, content))
            elif len(group) == 1:
                raise too_large(group[0], size, self.limit)
            else:
                middle = len(group) // 2
                packages += self.sealed([group[:middle], group[middle:]])
        return packages

    def signed(self, packages: Sequence[bytes]) -> list[bytes]:
        """The packages with the sender's signature; the signer sees all hashes at once."""
        from hocba.sign.package import prepare_package
        from hocba.sign.session import complete

        batches = [
            prepare_package(
                raw,
                certificate=self.signer.certificate,
                signing_time=self.signing_time,
                profile=self.profile,
                options=self.options,
                gate=self.gate,
                school_code=self.school_code,
                signature_algorithm=self.signer.signature_algorithm,
            )
            for raw in packages
        ]
        values = self.signer.sign([batch.items[0] for batch in batches])
        if len(values) != len(batches):
            raise SignatureRejectedError.of("SIGN-VALUE-COUNT", expected=len(batches), found=len(values))
        return [
            complete(batch, {batch.items[0].item_id: value})[0].require().raw
            for batch, value in zip(batches, values, strict=True)
        ]

    def measured(self, raw: bytes) -> tuple[str, int | None]:
        """The content string, and the size that reaches a limit."""
        try:
            content = encode_content(raw, escape_quotes=self.escape_quotes, limits=self.limits)
        except LimitExceededError:
            return "", len(raw)
        return content, self.limit.exceeded(plain=len(raw), content=len(content))


def _package(group: tuple[AdmittedRecord, ...], raw: bytes, content: str) -> PackageFile:
    return PackageFile(
        raw=raw,
        content=content,
        record_ids=tuple(record.record_id for record in group),
        sizes=PackageSizes(len(raw), len(content)),
    )
