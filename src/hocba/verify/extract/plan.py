"""A profile prepared for looking things up quickly in many files."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from hocba.profiles.slots import Profile, Quantity, Slot
from hocba.xml.names import DS

__all__ = ["PACKAGE_SLOT", "SIGNATURE", "Plan"]

SIGNATURE = f"{{{DS}}}Signature"
PACKAGE_SLOT = "package"


@attrs.frozen(kw_only=True)
class Plan:
    """The tags of a profile in the namespace of one root, ready for one pass over a tree.

    Of a profile that expands only the tags beside a signature and the fields are used.

    ``watched`` are the tags whose place matters, ``slots`` the slots by tag, ``fields`` the fields of the
    signed data that judging needs, as block path → tag → tag path without namespace.
    """

    profile: Profile
    root: str
    data: str
    area: str
    slots: Mapping[str, Slot]
    watched: tuple[str, ...]
    beside: frozenset[str]
    signing_date: str
    number: str
    fields: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, profile: Profile, namespace: str = "") -> Plan:
        """Prepare ``profile``, whose slots all lie in the signing area if it does not expand; ``namespace``
        in Clark's braces."""
        slots = {namespace + slot.path.rpartition("/")[2]: slot for slot in profile.slots}
        root, data, area = (namespace + tag for tag in (profile.root, profile.data, profile.signing_area))
        signing_date, number = namespace + "NGAY_KY", namespace + "SO_CCCD"
        return cls(
            profile=profile,
            root=root,
            data=data,
            area=area,
            slots=slots,
            watched=(SIGNATURE, root, data, area, *slots),
            beside=frozenset({signing_date, number, SIGNATURE}),
            signing_date=signing_date,
            number=number,
            fields=_fields(profile, namespace),
        )


def _fields(profile: Profile, namespace: str) -> Mapping[str, Mapping[str, str]]:
    paths = [profile.school_code_field, profile.record_id_field]
    for slot in profile.slots:
        if slot.quantity is not Quantity.EACH_TEACHER:
            paths += [slot.number_field, slot.name_field]
    groups: dict[str, dict[str, str]] = {}
    for path in filter(None, paths):
        block, _, tag = path.rpartition("/")
        place = "/".join(namespace + step for step in block.split("/"))
        group = groups.setdefault(place, {})
        for spelling in (tag, *(other for known, other in profile.aliases if known == tag)):
            group[namespace + spelling] = path
    return groups
