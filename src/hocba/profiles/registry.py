"""The profiles that hocba ships, read once from their tables; a caller may pass a Profile of its own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from hocba.errors import ConfigurationError
from hocba.pki.certificate import SignerKind
from hocba.profiles.slots import Profile, Quantity, Slot

__all__ = ["get", "identifiers", "load"]

TABLES: Mapping[str, str] = MappingProxyType(
    {name: f"{name}.toml" for name in ("v1_0", "v2_tieuhoc", "v2_trunghoc")}
)


def identifiers() -> tuple[str, ...]:
    """The ids of the profiles that are shipped."""
    return tuple(TABLES)


@cache
def get(profile_id: str) -> Profile:
    """The profile ``profile_id``; ConfigurationError (PROFILE-UNKNOWN) when hocba has none of that name."""
    if profile_id not in TABLES:
        raise ConfigurationError.of("PROFILE-UNKNOWN", profile=profile_id, known=", ".join(TABLES))
    return load(files("hocba.profiles").joinpath(TABLES[profile_id]).read_text(encoding="utf-8"))


def load(table: str) -> Profile:
    """Build a profile from the text of a TOML table (UTF-8, the layout of ``v1_0.toml``).

    ConfigurationError (PROFILE-TABLE) for anything that is not such a table, and for prerequisites that
    name no earlier slot.
    """
    try:
        values: dict[str, Any] = tomllib.loads(table)
        slots = tuple(_slot(entry) for entry in values.pop("slots"))
        aliases = tuple(sorted(values.pop("aliases", {}).items()))
        package_slot = _slot(values.pop("package_slot"))
        profile = Profile(slots=slots, package_slot=package_slot, aliases=aliases, **values)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise ConfigurationError.of("PROFILE-TABLE", reason=type(problem).__name__) from None
    for slot in profile.slots:
        if not set(slot.prerequisites) <= {other.name for other in profile.earlier(slot)}:
            raise ConfigurationError.of("PROFILE-TABLE", reason=f"prerequisites of {slot.name}")
    return profile


def _slot(entry: dict[str, Any]) -> Slot:
    values = dict(entry)
    return Slot(
        signer=SignerKind[values.pop("signer")],
        quantity=Quantity(values.pop("quantity", Quantity.ONE)),
        prerequisites=tuple(values.pop("prerequisites", ())),
        **values,
    )
