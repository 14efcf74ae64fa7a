"""The trust store on disk: ``anchors.csv``, PEM files beside it, ``register.csv``."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from pathlib import Path

from hocba.errors import ConfigurationError, InputError, StorageError
from hocba.files import read_bounded, write_atomic
from hocba.pki.certificate import Certificate, load_certificates
from hocba.pki.csv_text import parse_table, render_table
from hocba.pki.known import Purpose, World, known_anchor
from hocba.pki.register import Register
from hocba.pki.store import Anchor, TrustStore

__all__ = ["CERTIFICATE_SUFFIXES", "load", "save"]

TABLE = "anchors.csv"
REGISTER = "register.csv"
COLUMNS = ("file", "sha256", "role", "purposes", "world", "note")
CERTIFICATE_SUFFIXES = frozenset({".crt", ".cer", ".pem", ".der", ".p7b", ".p7c"})
MAX_TABLE = 4 * 1024 * 1024
MAX_CERTIFICATE_FILE = 4 * 1024 * 1024


def load(path: Path) -> TrustStore:
    """See ``TrustStore.load``."""
    if not path.is_dir():
        return _vouched(load_certificates(read_bounded(path, MAX_CERTIFICATE_FILE)))
    store = _listed(path) if (path / TABLE).exists() else _bare(path)
    return store.with_register(_register(path))


def save(store: TrustStore, folder: Path) -> None:
    """See ``TrustStore.save``. Certificates first, the table after them, what is obsolete last."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        reason = type(problem).__name__
        raise StorageError.of("FILE-UNWRITABLE", file=folder.name, reason=reason) from None
    obsolete = _written_before(folder)
    rows = []
    for anchor in store.anchors:
        name = _write_certificate(folder, anchor.certificate)
        purposes = " ".join(sorted(anchor.purposes))
        rows.append(
            (name, anchor.certificate.fingerprint, "anchor", purposes, anchor.world.value, anchor.note)
        )
    for certificate in store.intermediates:
        name = _write_certificate(folder, certificate)
        rows.append((name, certificate.fingerprint, "intermediate", "", "", ""))
    if store.register is not None:
        write_atomic(folder / REGISTER, store.register.to_csv().encode("utf-8"))
    write_atomic(folder / TABLE, render_table(COLUMNS, rows))
    if store.register is None:
        obsolete = {*obsolete, REGISTER} if (folder / REGISTER).exists() else obsolete
    for name in obsolete - {row[0] for row in rows}:
        with contextlib.suppress(OSError):
            (folder / name).unlink()


def _listed(folder: Path) -> TrustStore:
    anchors: list[Anchor] = []
    intermediates: list[Certificate] = []
    seen: set[str] = set()
    for number, row in parse_table(read_bounded(folder / TABLE, MAX_TABLE), COLUMNS, name=TABLE):
        certificate = _listed_certificate(folder, number, row)
        if certificate.fingerprint in seen:
            raise _bad_row(number, "sha256")
        seen.add(certificate.fingerprint)
        if row["role"] == "intermediate":
            intermediates.append(certificate)
        elif row["role"] == "anchor":
            anchors.append(_anchor(number, row, certificate))
        else:
            raise _bad_row(number, "role")
    return TrustStore(tuple(anchors), tuple(intermediates))


def _listed_certificate(folder: Path, number: int, row: dict[str, str]) -> Certificate:
    name = row["file"]
    if not name or name != Path(name).name or "\\" in name or ":" in name or name in {".", ".."}:
        raise _bad_row(number, "file")
    found = load_certificates(read_bounded(folder / name, MAX_CERTIFICATE_FILE))
    if len(found) != 1 or found[0].fingerprint != row["sha256"].replace(":", "").lower():
        raise ConfigurationError.of("PKI-STORE-DIGEST", file=name, row=number)
    if not found[0].is_ca:
        raise ConfigurationError.of("PKI-STORE-NOT-CA", file=name, row=number)
    return found[0]


def _anchor(number: int, row: dict[str, str], certificate: Certificate) -> Anchor:
    try:
        purposes = frozenset(Purpose(word) for word in re.split(r"[\s,;|]+", row["purposes"]) if word)
        world = World(row["world"])
    except ValueError:
        raise _bad_row(number, "purposes, world") from None
    if not purposes:
        raise _bad_row(number, "purposes")
    return Anchor(certificate, purposes, world, row["note"])


def _bad_row(number: int, column: str) -> ConfigurationError:
    return ConfigurationError.of("PKI-STORE-TABLE", row=number, column=column)


def _bare(folder: Path) -> TrustStore:
    found: list[Certificate] = []
    try:
        entries = sorted(folder.iterdir())
    except OSError as problem:
        reason = type(problem).__name__
        raise InputError.of("FILE-UNREADABLE", file=folder.name, reason=reason) from None
    for entry in entries:
        if entry.suffix.lower() in CERTIFICATE_SUFFIXES and entry.is_file():
            found.extend(load_certificates(read_bounded(entry, MAX_CERTIFICATE_FILE)))
    if not found:
        raise ConfigurationError.of("PKI-STORE-EMPTY", folder=folder.name)
    return _vouched(tuple(found))


def _vouched(certificates: tuple[Certificate, ...]) -> TrustStore:
    """Certificates without a table: the caller vouches for the self-signed ones."""
    store = TrustStore()
    for certificate in dict.fromkeys(certificates):
        if not certificate.is_ca:
            raise ConfigurationError.of("PKI-ANCHOR-NOT-CA", sha256=certificate.fingerprint)
        if not certificate.self_signed:
            store = store.add_intermediate(certificate)
            continue
        known = known_anchor(certificate.fingerprint)
        store = store.add(certificate, known.purposes if known else {Purpose.SIGN})
    return store


def _register(folder: Path) -> Register | None:
    place = folder / REGISTER
    return Register.load(place) if place.exists() else None


def _written_before(folder: Path) -> set[str]:
    """The files that an older table in ``folder`` names."""
    if not (folder / TABLE).exists():
        return set()
    listed = parse_table(read_bounded(folder / TABLE, MAX_TABLE), COLUMNS, name=TABLE)
    return {row["file"] for _, row in listed if row["file"] == Path(row["file"]).name and row["file"]}


def _write_certificate(folder: Path, certificate: Certificate) -> str:
    name = f"{_slug(certificate.common_name)}-{certificate.fingerprint[:16]}.crt"
    write_atomic(folder / name, certificate.pem())
    return name


def _slug(name: str) -> str:
    """ASCII letters and digits of ``name``, so that every file system takes it."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    return (
        re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")[:40] or "ca"
    )
