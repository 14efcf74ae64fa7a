"""The slots of a record and the profile that orders them. Signing and verification both read them."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

import attrs

from hocba.errors import ConfigurationError
from hocba.pki.certificate import SignerKind

__all__ = ["Profile", "Quantity", "Slot"]


class Quantity(StrEnum):
    """How many slots of one kind a record has, and how many of them have to be filled."""

    ONE = "one"
    AT_LEAST_ONE = "at least one"
    EACH_TEACHER = "each teacher"


@attrs.frozen(kw_only=True)
class Slot:
    """One place for a signature.

    ``path`` and ``covers`` are tag paths from the record's root (from the package's root for the package
    slot, whose ``covers`` is empty: the root itself). ``prerequisites`` names the slots that must be filled
    before; ``order`` ranks all slots, a filled slot of higher order forbids signing this one. The fields
    are tag paths that say who should sign (claims until what holds them is verified), below the data element
    or the record area, for a subject teacher below the row; empty where the format has none.
    ``holds_number``: the slot has a ``SO_CCCD`` of its own. ``one_of_many``: a school registers many persons
    for it, so that a register alone does not say whose slot it is.

    In the table of a later format ``quantity`` says that the slot may stand several times, ``//`` in ``path``
    that it may stand at any depth, and ``covers`` is ``#id`` or the tag of the rows. What one document has is
    found by :func:`hocba.profiles.expansion.expand`: there each slot stands once, ``family`` is its name in
    the table and ``covers`` names every element, separated by ``, ``.
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
    one_of_many: bool = False
    label_vi: str = ""
    label_en: str = ""
    source: str = ""
    quantity: Quantity = Quantity.ONE
    family: str = attrs.field(default=attrs.Factory(lambda slot: slot.name, takes_self=True))


@attrs.frozen(kw_only=True)
class Profile:
    """The slots of one format, in signing order, and the names that signing and verification need.

    Decides nothing about certificates or values: it only says where signatures stand, what each must
    cover and which kind of signer fits. ``record_area_id`` is set in the later formats: the ``Id`` of the
    element in which the blocks stand; ``row``, ``teacher`` and ``teacher_list`` name the elements from which
    the slots of subject teachers follow, ``aliases`` pairs a tag with another spelling that is read for it;
    ``reconstructed``: no specification of the format is public.
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
    record_area_id: str = ""
    issuing_area: str = ""
    row: str = ""
    teacher: str = ""
    teacher_list: str = ""
    aliases: tuple[tuple[str, str], ...] = ()
    reconstructed: bool = False

    @property
    def expands(self) -> bool:
        """Whether the slots of a document follow from the document."""
        return bool(self.record_area_id)

    def family(self, name: str) -> tuple[Slot, ...]:
        """The slots whose name in the table is ``name``."""
        return tuple(slot for slot in self.slots if slot.family == name)

    def unmet(self, slot: Slot, filled: Collection[str]) -> tuple[str, ...]:
        """The names of slots that must be filled before ``slot`` and are not among ``filled``.

        Of slots that are needed once one filled slot is enough, of subject teachers each one counts.
        """
        missing: list[str] = []
        for name in slot.prerequisites:
            members = self.family(name)
            empty = [member.name for member in members if member.name not in filled]
            enough = any(member.quantity is Quantity.AT_LEAST_ONE for member in members)
            missing += empty[:1] if enough and len(empty) == len(members) else () if enough else empty
        return tuple(missing)

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
