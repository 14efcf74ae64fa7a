"""Anchors that public sources name, by SHA-256 of their DER bytes.

All are candidates, to be confirmed with their authority; none is trusted because it stands here. A known
fingerprint only says which world a certificate that the user adds belongs to, and what it is for.
Source: verification.md §8.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType

import attrs

from hocba.pki.tables import rows

__all__ = ["KnownAnchor", "Purpose", "World", "known_anchor", "known_anchors"]


class Purpose(StrEnum):
    """What an anchor may be relied on for."""

    SIGN = "sign"
    TIMESTAMP = "timestamp"
    REMOTE_SIGNING = "remote-signing"


class World(StrEnum):
    """Public CAs below NEAC, the Government CA, or anything else."""

    PUBLIC = "public"
    GOVERNMENT = "government"
    OTHER = "other"


@attrs.frozen(kw_only=True)
class KnownAnchor:
    """One row. ``strength``: A two independent publications, B one good one, C one weak one.

    ``root`` is false for a subordinate CA: it belongs among the intermediates.
    """

    name: str
    fingerprint: str
    root: bool
    world: World
    purposes: frozenset[Purpose]
    strength: str


@cache
def known_anchors() -> Mapping[str, KnownAnchor]:
    """The whole table by fingerprint (lower-case hexadecimal)."""
    return MappingProxyType(
        {
            row["sha256"]: KnownAnchor(
                name=row["name"],
                fingerprint=row["sha256"],
                root=row["role"] == "anchor",
                world=World(row["world"]),
                purposes=frozenset(Purpose(purpose) for purpose in row["purposes"].split()),
                strength=row["strength"],
            )
            for row in rows("known_anchors")
        }
    )


def known_anchor(fingerprint: str) -> KnownAnchor | None:
    """The row of ``fingerprint`` (SHA-256, hexadecimal, colons allowed), or None."""
    return known_anchors().get(fingerprint.replace(":", "").lower())
