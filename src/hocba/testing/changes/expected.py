"""What a change must add: the codes that its maker names, and those that results computed anew give.

The computing is done here once more, apart from the rules: :mod:`.expected_primary` for Thông tư 27/2020,
:mod:`.expected_secondary` for 22/2021. Each returns what is wrong as pairs of key and place.
"""

from __future__ import annotations

from hocba.model.any_record import AnyRecord
from hocba.testing.changes.base import Base
from hocba.testing.changes.expected_primary import primary_faults
from hocba.testing.changes.expected_secondary import secondary_faults

__all__ = ["added", "faults"]

Faults = frozenset[tuple[str, str]]


def faults(base: Base) -> Faults:
    """Everything that the results of a record owe: (key, place)."""
    if base.primary:
        return primary_faults(base)
    return secondary_faults(base) if base.secondary else frozenset()


def added(base: Base, changed: AnyRecord, *codes: str) -> frozenset[str]:
    """``codes``, and what is wrong with the results of ``changed`` and was not with those of ``base``."""
    found = faults(Base(changed)) - faults(base)
    return frozenset([*codes, *(key.partition("/")[0] for key, _ in found)])
