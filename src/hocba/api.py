"""The calls of the top level. Each one composes the layers below; the clock is read only here.

Sources are given as a path (``str`` or ``os.PathLike``) or as ``bytes``; a path is read whole, bounded by
:class:`hocba.limits.Limits`. No call touches the network.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from hocba.api_arguments import frozen, items, state, trust_store
from hocba.errors import ConfigurationError, InputError, UnknownFormatError
from hocba.files import read_bounded, write_atomic
from hocba.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from hocba.findings import Finding
    from hocba.formats.reading import Reading
    from hocba.formats.registry import Choice
    from hocba.model.any_record import AnyRecord
    from hocba.model.base import RecordBase
    from hocba.package.escaping import EscapeQuotes
    from hocba.package.pack import PackageFile
    from hocba.package.partition import PackageLimit
    from hocba.pki.evidence import Evidence
    from hocba.pki.store import TrustStore
    from hocba.sign.gates import Gate
    from hocba.sign.options import SignatureOptions
    from hocba.sign.outcome import Outcome
    from hocba.sign.record_file import RecordFile
    from hocba.sign.signers import Signer
    from hocba.verify.engine import Verifier
    from hocba.verify.policy import Policy
    from hocba.verify.report import Report

Source = str | os.PathLike[str] | bytes
VIET_NAM = timezone(timedelta(hours=7))
__all__ = ["check", "pack", "read", "reading", "sign", "sign_batch", "unpack", "verifier", "verify", "write"]


def raw_bytes(source: Source | RecordFile, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of ``source``. Raises InputError (API-SOURCE for another type) and LimitExceededError."""
    if isinstance(source, bytes):
        return source
    if isinstance(source, str | os.PathLike):
        return read_bounded(source, limits.file_bytes)
    raw = getattr(source, "raw", None)
    if not isinstance(raw, bytes):
        raise InputError.of("API-SOURCE", found=type(source).__name__)
    return raw


def read(source: Source | RecordFile, *, format: Choice = None, limits: Limits = DEFAULT_LIMITS) -> AnyRecord:
    """Read one record. What comes back are **claims**: nothing is verified, no rule is applied.

    The structure of the file decides its format; ``format`` names one (by id, or a Format) where it does
    not, or gives a :class:`~hocba.formats.registry.Registry` of those to choose from. Values are kept as they
    are written. Use :func:`reading` to see what the reader noticed, and ``verify(...).require().record`` for
    data that signatures cover. The class of the record is that of its format.

    Raises InputError (absent, a folder), LimitExceededError, MalformedXmlError (not well-formed, DTD,
    encodings other than UTF-8), UnknownFormatError (a package, another document, a later record whose level
    the structure does not tell), ConfigurationError (no such format). Source: format-v1.md §2 to §5,
    format-v2.md §1, §3.
    """
    return reading(source, format=format, limits=limits).record


def reading(
    source: Source | RecordFile, *, format: Choice = None, limits: Limits = DEFAULT_LIMITS
) -> Reading:
    """As :func:`read`, with the reader's findings and what the signature slots claim.

    Decides nothing about signatures, rules or identity. Raises as :func:`read`.
    """
    from hocba.formats.registry import REGISTRY, of_document
    from hocba.formats.swift import swift
    from hocba.xml.document import parse

    raw = raw_bytes(source, limits)
    if format is None:
        read_at_once = swift(raw, REGISTRY.formats, limits=limits)
        if read_at_once is not None:
            return read_at_once
    document = parse(raw, limits=limits)
    return of_document(document, format).read(document)


def write(
    record: RecordBase,
    path: str | os.PathLike[str] | None = None,
    *,
    format: Choice = None,
    overwrite: bool = False,
) -> RecordFile:
    """Write ``record`` as a new, unsigned file; the same record gives the same bytes.

    UTF-8, no white space between tags, order of the table, absent values leave no tag, empty slots for the
    signatures, in the later formats ids for rows and teachers that have none. ``format`` is the record's own
    by default; a record of a third party's format needs that Format, or a registry that has it. Without
    ``path`` nothing is stored. Does not check the rules: see :func:`check`.

    Raises RecordError (a value that XML cannot carry, a record of another format), ConfigurationError
    (unknown format), StorageError (exists while ``overwrite`` is false, disk full, no permission; no partial
    file is left). Source: format-v1.md §2, §4, §12; format-v2.md §1 (reconstructed).
    """
    from hocba.sign.record_file import RecordFile

    file = RecordFile.from_record(record, format=format)
    if path is not None:
        write_atomic(path, file.raw, overwrite=overwrite)
    return file


def check(
    record: RecordBase | Reading,
    *,
    writing: bool = True,
    substitutes: Collection[str] = (),
    before: RecordBase | None = None,
    warn_only: Collection[str] = (),
    partial: bool = False,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """The rules of the specification that ``record`` breaks, sorted by severity, then order of the form.

    ``writing`` selects the severities for a record that is to be signed; false those for one that was
    received. What :func:`reading` returned may be given as well: then the numbers that stand in the
    signature slots are compared with the fields (G-21); ``substitutes`` names slots (``GVCN``, ``CBQL``)
    whose signer is declared to stand in for the person named. ``before`` is the record that ``record``
    corrects: a result of the year that was overwritten by that after the summer is then an error (TR-14).
    ``warn_only`` names rules whose errors are to be warnings; the specification allows that for TR-19 only.
    ``partial`` declares a record that ends before the year does (transfer): results of the year may be
    missing then and are not judged.
    Dates that lie after ``today`` are reported, by default that of the clock in Viet Nam (UTC+7).

    Records of a reconstructed format (v2_tieuhoc, v2_trunghoc) get warnings for its obligations, records of
    a format that somebody else registered the general rules only. Signatures are not looked at, and
    findings of the reader are not repeated. Raises ConfigurationError for another code in ``warn_only``,
    and nothing for any record. Source: rules.md.
    """
    from hocba.formats.reading import Reading
    from hocba.rules.engine import check as engine

    held, slots = (record.record, record.slots) if isinstance(record, Reading) else (record, ())
    return engine(
        held,
        writing=writing,
        today=datetime.now(VIET_NAM).date() if today is None else today,
        slots=slots,
        substitutes=substitutes,
        before=before,
        warn_only=warn_only,
        partial=partial,
    )


def sign(
    source: Source | RecordFile,
    *,
    role: str,
    signer: Signer,
    signing_time: datetime | None = None,
    profile: str = "xades-b-b",
    trust: TrustStore | str | os.PathLike[str] | None = None,
    evidence: Iterable[object] | Evidence | os.PathLike[str] = (),
    override: Mapping[str, str] | None = None,
    replace: bool = False,
    options: SignatureOptions | None = None,
) -> RecordFile:
    """Sign the slot ``role`` ("GVCN", "CBQL", "KY_PHAT_HANH", in records of THCS and THPT "GVBM") and return
    the signed file.

    "GVBM" is the slot that knows the signer by a number in the certificate, "CBQL" the first empty one;
    "GVBM[2]" or "CBQL[2]" names one of several, in the order of the file. A subject teacher signs all her
    rows at once. Inserts bytes into the slot and changes nothing else; the source is not written to. Before
    signing: the certificate is in force at ``signing_time`` (aware; default now), its kind fits the slot,
    earlier slots are filled, no signature covers the slot, the record has no error finding; with ``trust``
    also chain and status. ``override`` maps the code of a refusal to the reason for going on; it is kept in
    the outcome of a batch. ``options``: the switches of :class:`~hocba.sign.options.SignatureOptions`.
    Afterwards the whole record is verified.
    Does not decide whether the signer is entitled to sign: that is :func:`verify` with a register.

    Raises InputError, UnknownFormatError, RecordError (error findings), ConfigurationError (unknown role or
    profile), SigningError and its kinds (UnsuitableCertificateError, SignerUnavailableError,
    SecretRejectedError, SignatureRejectedError). Source: signing.md §2 to §4, §9.
    """
    (outcome,) = sign_batch(
        [source],
        role=role,
        signer=signer,
        signing_time=signing_time,
        profile=profile,
        trust=trust,
        evidence=evidence,
        override=override,
        replace=replace,
        options=options,
    )
    return outcome.require()


def sign_batch(
    files: Iterable[Source | RecordFile],
    *,
    role: str,
    signer: Signer,
    signing_time: datetime | None = None,
    profile: str = "xades-b-b",
    trust: TrustStore | str | os.PathLike[str] | None = None,
    evidence: Iterable[object] | Evidence | os.PathLike[str] = (),
    override: Mapping[str, str] | None = None,
    replace: bool = False,
    options: SignatureOptions | None = None,
) -> tuple[Outcome, ...]:
    """Sign one role in many files; one :class:`~hocba.sign.outcome.Outcome` per file, in their order.

    A file that cannot be signed does not stop the others; a certificate that may not sign stops all. The
    signer is asked once, for all hashes. Arguments and checks as :func:`sign`. Raises
    UnsuitableCertificateError, SignerUnavailableError, SecretRejectedError, SignatureRejectedError,
    ConfigurationError.
    """
    from hocba.pki.evidence import Evidence
    from hocba.sign.gates import Gate
    from hocba.sign.session import sign_files

    return sign_files(
        files,
        slot=role,
        signer=signer,
        signing_time=signing_time or datetime.now(UTC),
        profile=profile,
        options=options,
        gate=Gate(
            trust=None if trust is None else trust_store(trust),
            evidence=Evidence.load(items(evidence)),
            override=override or {},
        ),
        replace=replace,
    )


def verifier(
    *,
    trust: TrustStore | str | os.PathLike[str] | None = None,
    evidence: Iterable[object] | Evidence | os.PathLike[str] = (),
    policy: Policy | str | None = None,
    expected: Mapping[str, object] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Verifier:
    """A verifier to use for many files: trust store, paths, revocation lists are prepared once.

    Arguments as for :func:`verify`. Raises ConfigurationError and InputError for what cannot be loaded.
    """
    from hocba.pki.evidence import Evidence
    from hocba.verify.engine import Verifier

    return Verifier(
        trust_store(trust),
        Evidence.load(items(evidence)),
        policy="hocba-default" if policy is None else policy,
        expected=expected,
        limits=limits,
    )


def verify(
    path: Source | RecordFile,
    *,
    trust: TrustStore | str | os.PathLike[str] | None = None,
    evidence: Iterable[object] | Evidence | os.PathLike[str] = (),
    policy: Policy | str | None = None,
    at: datetime | None = None,
    expected: Mapping[str, object] | None = None,
    transport: object | None = None,
) -> Report:
    """Verify a record or a package and return the report; a bad signature is a result, not an error.

    ``trust``: a TrustStore, a folder (anchors with purposes, ``register.csv``) or a file of certificates;
    default is the user's own store. ``evidence``: revocation lists and certificates as objects, files or
    folders, one or several. ``policy``: a name or a Policy, default ``hocba-default``. ``at``: the aware
    instant of judgement, default now. ``expected``: ``{slot: certificate, personal number or tax code}``.
    ``transport`` must be None: this version fetches nothing.

    Decides integrity, trust, certificate, identity, coverage, completeness, order and structure as
    verification.md §6 defines them. Does not decide whether the content is true, nor whether the record
    was revoked by the school: signatures cannot show that.

    Raises InputError (absent, a folder, unreadable), LimitExceededError, MalformedXmlError,
    MalformedPackageError, UnknownFormatError, ConfigurationError.
    """
    if transport is not None:
        raise ConfigurationError.of("API-TRANSPORT")
    if isinstance(at, datetime) and at.tzinfo is None:
        raise ConfigurationError.of("API-NAIVE-TIME", name="at")
    raw = raw_bytes(path)
    if raw.startswith(b"%PDF-"):
        raise UnknownFormatError.of("API-PDF")
    judge = _cached_verifier(trust, items(evidence), policy, frozen(expected))
    return judge.verify(raw, at=datetime.now(UTC) if at is None else at)


def pack(
    files: Iterable[Source | RecordFile],
    *,
    signer: Signer,
    signing_time: datetime | None = None,
    profile: str = "xades-b-b",
    output: str | os.PathLike[str] | None = None,
    limit: PackageLimit | None = None,
    escape_quotes: EscapeQuotes | str = "json",
    options: SignatureOptions | None = None,
    gate: Gate | None = None,
) -> tuple[PackageFile, ...]:
    """Join issued records into signed packages, split where the limit of a transaction demands it.

    Records are taken byte for byte. With ``output`` (a folder) each package is stored there as
    ``goi-<n>.xml``, all of them or none. ``limit``: how large a package may be, default below 10,000,000
    bytes. ``escape_quotes``: how the ``content`` string escapes quotes ("json", "none",
    "backslash_quotes_only"). ``options`` and ``gate``: switches of the signature and checks of the
    sender's certificate, as for records.

    Raises InputError, MalformedPackageError (a record that is not issued, of another school or year, twice
    the same id), LimitExceededError (one record above the limit), SigningError, ConfigurationError,
    StorageError. Source: format-v1.md §7, §9; lifecycle.md §9.
    """
    from hocba.package.pack import pack as join

    packages = join(
        files,
        signer=signer,
        signing_time=signing_time or datetime.now(UTC),
        profile=profile,
        options=options,
        gate=gate,
        limit=limit,
        escape_quotes=escape_quotes,
    )
    if output is not None:
        from hocba.package.folder import write_all

        write_all(
            output, {f"goi-{number}.xml": package.raw for number, package in enumerate(packages, start=1)}
        )
    return packages


def unpack(
    source: Source, folder: str | os.PathLike[str] | None = None, *, limits: Limits = DEFAULT_LIMITS
) -> tuple[RecordFile, ...]:
    """Take a package (XML or ``content`` string) apart; each record byte for byte.

    With ``folder`` each record is stored as ``<record id>.xml``; nothing is stored when anything is
    wrong. Verifies nothing. Raises InputError, MalformedPackageError, MalformedXmlError,
    LimitExceededError, StorageError. Source: format-v1.md §7.
    """
    from hocba.package.unpack import unpack as take_apart

    return take_apart(raw_bytes(source, limits), folder, limits=limits)


class _Kept(threading.local):
    """The last verifier of this thread and what it was built from; threads share none."""

    key: object = None
    verifier: Verifier | None = None


_kept = _Kept()


def _cached_verifier(
    trust: TrustStore | str | os.PathLike[str] | None,
    evidence: tuple[object, ...],
    policy: Policy | str | None,
    expected: Mapping[str, object],
) -> Verifier:
    """The verifier of the last call again when nothing it was built from has changed."""
    key = (
        state(trust),
        tuple(state(item) for item in evidence),
        policy,
        tuple(sorted(expected.items(), key=str)),
    )
    if _kept.verifier is None or _kept.key != key:
        _kept.verifier = verifier(trust=trust, evidence=evidence, policy=policy, expected=expected)
        _kept.key = key
    return _kept.verifier
