"""Which slot a role means in one record: the teacher's own, the first empty one, or the one that is named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Self

import attrs

from hocba.errors import ConfigurationError, SigningError
from hocba.pki.certificate import Certificate
from hocba.profiles import registry
from hocba.profiles.slots import Profile, Quantity, Slot
from hocba.sign.layout import Layout

__all__ = ["Role"]

_ROLE = re.compile(r"([^\[\]]+)(?:\[([1-9]\d{0,2})\])?")


@attrs.frozen
class Role:
    """``family`` is a slot of the profile's table; ``number`` counts the slots of that kind from 1."""

    family: str
    number: int | None = None

    @classmethod
    def of(cls, text: str, profile: Profile | None = None) -> Self:
        """Read ``GVCN`` or ``GVBM[2]``; ConfigurationError (SIGN-ROLE) for a role that no profile has.

        ``profile``: the only one that counts, otherwise all that hocba ships.
        """
        known = _families(profile)
        found = _ROLE.fullmatch(text) if isinstance(text, str) else None
        if found is None or found[1] not in known:
            raise ConfigurationError.of("SIGN-ROLE", role=str(text)[:40], known=", ".join(known))
        return cls(found[1], int(found[2]) if found[2] else None)

    def example(self, profile: Profile | None = None) -> Slot:
        """A slot of this kind, for what all of them have in common."""
        return _families(profile)[self.family]

    def slot(self, layout: Layout, certificate: Certificate, *, number: str, replace: bool) -> Slot:
        """The slot in ``layout`` that the holder of ``certificate`` signs.

        Of subject teachers' slots the one that knows the signer by a personal number of the certificate or by
        ``number``; of slots of which one is enough the first empty one, unless the signer has signed one
        already: that one. Raises ConfigurationError (PROFILE-SLOT-UNKNOWN) and SigningError
        (SIGN-SLOT-MISSING, SIGN-SLOT-NONE-FITS, SIGN-SLOT-SEVERAL-FIT). Decides nothing about whether the
        slot may be signed. Source: format-v2.md §2, §3.
        """
        profile = layout.ground.profile
        if not profile.expands and self.number in {None, 1}:
            return profile.slot(self.family)
        members = profile.family(self.family)
        one = len(members) == 1 and members[0].quantity is not Quantity.EACH_TEACHER
        if one or self.number is not None:
            index = "" if self.number in {None, 1} else f"[{self.number}]"
            return profile.slot(self.family + index)
        if not members:
            layout.ground.base.slot(self.family)
            raise SigningError.of("SIGN-SLOT-MISSING", slot=self.family)
        if members[0].quantity is Quantity.EACH_TEACHER:
            return _of_teacher(members, layout, {*certificate.personal_numbers, number} - {""})
        own = [slot for slot in members if layout.holder(slot.name) == certificate]
        empty = [slot for slot in members if slot.name not in layout.filled]
        return (own or empty or list(members))[0]


def _families(profile: Profile | None) -> Mapping[str, Slot]:
    return _shipped() if profile is None else {slot.family: slot for slot in profile.slots}


@cache
def _shipped() -> Mapping[str, Slot]:
    """The kinds of slot of all profiles; the teachers' first, as they sign first."""
    slots = [slot for one in registry.identifiers() for slot in registry.get(one).slots]
    return {slot.family: slot for slot in sorted(slots, key=lambda slot: slot.order)}


def _of_teacher(members: tuple[Slot, ...], layout: Layout, numbers: set[str]) -> Slot:
    known = layout.ground.numbers
    fitting = [slot for slot in members if not numbers.isdisjoint(known.get(slot.name, ()))]
    if len(fitting) == 1:
        return fitting[0]
    free = [_numbered(slot) for slot in members if slot.name not in layout.filled]
    code = "SIGN-SLOT-SEVERAL-FIT" if fitting else "SIGN-SLOT-NONE-FITS"
    raise SigningError.of(code, role=members[0].family, free=", ".join(free) or "–")


def _numbered(slot: Slot) -> str:
    """The name by which a caller may ask for this very slot."""
    return f"{slot.name}[1]" if slot.name == slot.family else slot.name
