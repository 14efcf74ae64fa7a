"""The slots of a record and the profile that orders them. Signing and verification both read them."""

from __future__ import annotations

import attrs

from hocba.errors import ConfigurationError
from hocba.pki.certificate import SignerKind

__all__ = ["Profile", "Slot"]


@attrs.frozen(kw_only=True)
class Slot:
    """One place for a signature.

    ``path`` and ``covers`` are tag paths from the record's root (from the package's root for the package
    slot, whose ``covers`` is empty: the root itself). ``prerequisites`` names the slots that must be filled
    before; ``order`` ranks all slots, a filled slot of higher order forbids signing this one. The fields
    are tag paths below the covered element that say who should sign (claims until that element is
    verified); empty where the format has none. ``holds_number``: the slot has a ``SO_CCCD`` of its own.
    """

    name: str
    path: str
    signer: SignerKind
    covers: str
    required: bool
    order: int
    prerequisites: tuple[str, ...] = ()
    number_field: str = ""
    name_field: str = ""
    title_field: str = ""
    default_title: str = ""
    holds_number: bool = False
    label_vi: str = ""
    label_en: str = ""
    source: str = ""


@attrs.frozen(kw_only=True)
class Profile:
    """The slots of one format, in signing order, and the names that signing and verification need.

    Decides nothing about certificates or values: it only says where signatures stand, what each must
    cover and which kind of signer fits.
    """

    id: str
    format_id: str
    root: str
    data: str
    data_id: str
    signing_area: str
    package_root: str
    package_id: str
    issuing_slot: str
    school_code_field: str
    place_field: str
    record_id_field: str
    slots: tuple[Slot, ...]
    package_slot: Slot

    def slot(self, name: str) -> Slot:
        """The slot called ``name``; ConfigurationError (PROFILE-SLOT-UNKNOWN) when there is none."""
        for slot in self.slots:
            if slot.name == name:
                return slot
        known = ", ".join(slot.name for slot in self.slots)
        raise ConfigurationError.of("PROFILE-SLOT-UNKNOWN", slot=name, profile=self.id, known=known)

    @property
    def named_fields(self) -> tuple[str, ...]:
        """Every tag path below the data element that this profile refers to, each once."""
        paths = [self.record_id_field, self.school_code_field, self.place_field]
        for slot in self.slots:
            paths += [slot.number_field, slot.name_field, slot.title_field]
        return tuple(dict.fromkeys(path for path in paths if path))

    def later(self, slot: Slot) -> tuple[Slot, ...]:
        """The slots that come after ``slot``."""
        return tuple(other for other in self.slots if other.order > slot.order)

    def earlier(self, slot: Slot) -> tuple[Slot, ...]:
        """The slots that come before ``slot``."""
        return tuple(other for other in self.slots if other.order < slot.order)
