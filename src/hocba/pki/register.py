"""The register of certificates: which certificate, number or tax code is approved for whom, and when.

It is the binding that no file can give itself (verification.md §6.1, §8.1).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path

import attrs

from hocba.files import read_bounded
from hocba.pki.certificate import Certificate
from hocba.pki.register_table import Entry, parse_entries, render_entries

__all__ = ["Entry", "Register", "Registration", "RegistrationKind"]

MAX_BYTES = 64 * 1024 * 1024


class RegistrationKind(StrEnum):
    """What the register says."""

    REGISTERED = "registered"
    NUMBER_ONLY = "number only"
    NOT_YET = "not yet approved"
    EXPIRED = "approval expired"
    OTHER_HOLDER = "registered for another holder"
    OTHER_CERTIFICATE = "another certificate is registered"
    NOT_REGISTERED = "not registered"


RANK = tuple(RegistrationKind)


@attrs.frozen
class Registration:
    """An answer. ``entry`` is the row it rests on, if any."""

    kind: RegistrationKind
    entry: Entry | None = None

    @property
    def registered(self) -> bool:
        """Whether this very certificate is registered and approved at the instant asked for."""
        return self.kind is RegistrationKind.REGISTERED

    @property
    def bound(self) -> bool:
        """Whether the signer is bound to the role: by certificate, or by number or tax code only."""
        return self.kind in {RegistrationKind.REGISTERED, RegistrationKind.NUMBER_ONLY}


def _count(entries: tuple[Entry, ...]) -> str:
    return f"<{len(entries)} rows>"


@attrs.frozen
class Register:
    """Rows, looked up by role and school code or number. Immutable; printing shows the count only."""

    entries: tuple[Entry, ...] = attrs.field(default=(), repr=_count)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Register:
        """Read ``path``: CSV in UTF-8, its heading
        ``role,school_code,holder,issuer,serial,sha256,valid_from,valid_to``.

        Raises InputError, LimitExceededError and ConfigurationError with the row: PKI-TABLE-*,
        PKI-REGISTER-ROW (a value that cannot be), PKI-REGISTER-TWICE.
        """
        place = Path(path)
        return cls.parse(read_bounded(place, MAX_BYTES), name=place.name)

    @classmethod
    def parse(cls, data: bytes, *, name: str = "register.csv") -> Register:
        """As :meth:`load`, from bytes; ``name`` stands in errors."""
        return cls(parse_entries(data, name=name))

    def to_csv(self) -> str:
        """The register as it is read by :meth:`load`."""
        return render_entries(self.entries)

    def with_entries(self, entries: Iterable[Entry]) -> Register:
        """A register with ``entries`` added. Raises ConfigurationError (PKI-REGISTER-TWICE)."""
        return Register.parse(render_entries((*self.entries, *entries)).encode("utf-8"))

    def lookup(
        self, role: str, school_code: str, certificate: Certificate, at: datetime, holder: str | None = None
    ) -> Registration:
        """What the register says about ``certificate`` in ``role`` at ``at`` (aware).

        Rows of the school count, and rows without a school whose holder is ``holder`` or one of the
        certificate's own numbers. ``holder``: the personal number or tax code that the signed data name; a
        row for this certificate and another holder is OTHER_HOLDER. A row that names no certificate binds
        by number: the CA wrote that number into the certificate. Does not judge the certificate itself.
        """
        answers = [
            Registration(self._kind(entry, certificate, at, holder), entry)
            for entry in self._candidates(role, school_code, certificate, holder)
        ]
        return min(answers, key=_rank, default=Registration(RegistrationKind.NOT_REGISTERED))

    def holders(self, role: str, school_code: str, at: datetime) -> tuple[str, ...]:
        """The numbers or tax codes approved in ``role`` for ``school_code`` at ``at``, sorted."""
        rows = self._by_school.get((role, school_code), ())
        return tuple(sorted({entry.holder for entry in rows if entry.holder and entry.approved(at)}))

    def knows_school(self, school_code: str) -> bool:
        """Whether any row is about ``school_code``."""
        return school_code in self._schools

    def _candidates(
        self, role: str, school_code: str, certificate: Certificate, holder: str | None
    ) -> list[Entry]:
        found = list(self._by_school.get((role, school_code), ())) if school_code else []
        if self._by_holder:
            numbers = {*certificate.personal_numbers, *certificate.tax_codes, *certificate.budget_codes}
            for number in {*numbers, *((holder,) if holder else ())}:
                found.extend(self._by_holder.get((role, number), ()))
        return found

    @staticmethod
    def _kind(entry: Entry, certificate: Certificate, at: datetime, holder: str | None) -> RegistrationKind:
        if entry.names_certificate and not entry.is_for(certificate):
            return RegistrationKind.OTHER_CERTIFICATE
        if holder and entry.holder and entry.holder != holder:
            return RegistrationKind.OTHER_HOLDER
        if not entry.names_certificate and not entry.number_in(certificate):
            return RegistrationKind.OTHER_HOLDER
        if entry.not_yet(at):
            return RegistrationKind.NOT_YET
        if not entry.approved(at):
            return RegistrationKind.EXPIRED
        return RegistrationKind.REGISTERED if entry.names_certificate else RegistrationKind.NUMBER_ONLY

    @cached_property
    def _by_school(self) -> dict[tuple[str, str], list[Entry]]:
        found: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.entries:
            if entry.school_code:
                found.setdefault((entry.role, entry.school_code), []).append(entry)
        return found

    @cached_property
    def _by_holder(self) -> dict[tuple[str, str], list[Entry]]:
        """Rows that are about a person or body without naming a school."""
        found: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.entries:
            if not entry.school_code:
                found.setdefault((entry.role, entry.holder), []).append(entry)
        return found

    @cached_property
    def _schools(self) -> frozenset[str]:
        return frozenset(entry.school_code for entry in self.entries if entry.school_code)


def _rank(registration: Registration) -> int:
    return RANK.index(registration.kind)
