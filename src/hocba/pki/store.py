"""The trust store: which anchors are relied on, for what, and which intermediates help to reach them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Self

import attrs

from hocba.errors import ConfigurationError
from hocba.pki.certificate import Certificate
from hocba.pki.known import Purpose, World, known_anchor
from hocba.pki.register import Register

if TYPE_CHECKING:
    from cryptography import x509

__all__ = ["Anchor", "Purpose", "TrustStore", "World"]


@attrs.frozen
class Anchor:
    """A certificate that is trusted because the user says so, for ``purposes`` only."""

    certificate: Certificate
    purposes: frozenset[Purpose]
    world: World = World.OTHER
    note: str = ""


@attrs.frozen
class TrustStore:
    """Anchors, intermediates and, where there is one, the register. Immutable: changes give a new store.

    An intermediate is a help for building paths and is never trusted by itself. An empty store trusts
    nobody. Nothing is fetched.
    """

    anchors: tuple[Anchor, ...] = ()
    intermediates: tuple[Certificate, ...] = ()
    register: Register | None = None

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> TrustStore:
        """The store in ``path``: a folder with ``anchors.csv``, or certificates alone (file or folder).

        With ``anchors.csv`` only what it lists counts, and each file must have the digest that is listed.
        Without it the caller vouches for the certificates: self-signed ones become anchors (a known
        fingerprint gives world and purposes, else world "other" and purpose "sign"), others become
        intermediates. ``register.csv`` in a folder is read in both cases.

        Raises InputError (absent, unreadable, not a certificate), LimitExceededError and
        ConfigurationError (PKI-STORE-TABLE, PKI-STORE-DIGEST, PKI-STORE-EMPTY, PKI-STORE-NOT-CA, register).
        """
        from hocba.pki.store_files import load

        return load(Path(path))

    def save(self, folder: str | os.PathLike[str]) -> None:
        """Write the store into ``folder`` (made if absent); a crash leaves the old or the new store.

        Certificates are stored as PEM. Files of the folder that the store did not write are not touched.
        Raises StorageError, and the errors of :meth:`load` when an older table there cannot be read.
        """
        from hocba.pki.store_files import save

        save(self, Path(folder))

    @classmethod
    def user_default(cls) -> Path:
        """The folder of the user's own store, which may be absent.

        ``HOCBA_TRUST`` when set; else ``$XDG_CONFIG_HOME/hocba/trust`` (``~/.config``), on macOS
        ``~/Library/Application Support/hocba/trust``, on Windows ``%APPDATA%\\hocba\\trust``.
        """
        from hocba.pki.user_folder import user_folder

        return user_folder(os.environ)

    @classmethod
    def user(cls) -> TrustStore:
        """The user's own store; empty when there is none yet. Raises as :meth:`load`."""
        place = cls.user_default()
        if not place.exists() or (place.is_dir() and not any(place.iterdir())):
            return cls()
        return cls.load(place)

    def add(
        self,
        certificate: Certificate | x509.Certificate | bytes,
        purposes: Iterable[Purpose] | None = None,
        world: World | None = None,
        note: str = "",
    ) -> TrustStore:
        """The store with ``certificate`` as anchor, in place of an anchor with the same bytes.

        Without ``purposes`` the certificate must be a known one; a known subordinate CA then goes to the
        intermediates. Knowing a fingerprint is no confirmation: compare it with what the authority
        publishes. Raises ConfigurationError (PKI-ANCHOR-UNKNOWN: give purposes; PKI-ANCHOR-NOT-CA) and
        InputError.
        """
        chosen = Certificate.of(certificate)
        known = known_anchor(chosen.fingerprint)
        if purposes is None:
            if known is None:
                raise ConfigurationError.of("PKI-ANCHOR-UNKNOWN", sha256=chosen.fingerprint)
            if not known.root:
                return self.add_intermediate(chosen)
            purposes = known.purposes
        meant = frozenset(Purpose(purpose) for purpose in purposes)
        if not meant:
            raise ConfigurationError.of("PKI-ANCHOR-UNKNOWN", sha256=chosen.fingerprint)
        if not chosen.is_ca:
            raise ConfigurationError.of("PKI-ANCHOR-NOT-CA", sha256=chosen.fingerprint)
        anchor = Anchor(chosen, meant, world or (known.world if known else World.OTHER), note)
        kept = tuple(other for other in self.anchors if other.certificate != chosen)
        return attrs.evolve(self, anchors=(*kept, anchor))

    def add_intermediate(self, certificate: Certificate | x509.Certificate | bytes) -> TrustStore:
        """The store with ``certificate`` as intermediate. Raises ConfigurationError (PKI-ANCHOR-NOT-CA)."""
        chosen = Certificate.of(certificate)
        if not chosen.is_ca:
            raise ConfigurationError.of("PKI-ANCHOR-NOT-CA", sha256=chosen.fingerprint)
        if chosen in self.intermediates:
            return self
        return attrs.evolve(self, intermediates=(*self.intermediates, chosen))

    def remove(self, fingerprint: str) -> TrustStore:
        """The store without the anchor or intermediate of that SHA-256 (hexadecimal, colons allowed).

        Raises ConfigurationError (PKI-STORE-ABSENT) when it holds none.
        """
        wanted = fingerprint.replace(":", "").strip().lower()
        anchors = tuple(anchor for anchor in self.anchors if anchor.certificate.fingerprint != wanted)
        intermediates = tuple(other for other in self.intermediates if other.fingerprint != wanted)
        if len(anchors) == len(self.anchors) and len(intermediates) == len(self.intermediates):
            raise ConfigurationError.of("PKI-STORE-ABSENT", sha256=wanted[:64])
        return attrs.evolve(self, anchors=anchors, intermediates=intermediates)

    def with_register(self, register: Register | None) -> Self:
        """The store with ``register`` in place of its own."""
        return attrs.evolve(self, register=register)

    def anchor_of(self, certificate: Certificate) -> Anchor | None:
        """The anchor with the bytes of ``certificate``, whatever its purposes; None when there is none."""
        return next((anchor for anchor in self.anchors if anchor.certificate == certificate), None)
