"""The open points of the format that a writer has to settle (format-v1.md §12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import attrs

from hocba.errors import ConfigurationError

__all__ = ["DEFAULT_OPTIONS", "WriteOptions"]

CHOICES: dict[str, tuple[str, ...]] = {
    "spelling": ("as_transcribed", "corrected"),
    "dates": ("dd/MM/yyyy", "YYYY-MM-DD", "date-time"),
    "id_attribute": ("id", "Id", "ID"),
    "signing_area": ("inside", "outside"),
}
MOST_MANAGERS = 99
SETTINGS = {
    "spelling.sic": "spelling",
    "dates.out": "dates",
    "boolean.literals": "booleans",
    "ids.attribute": "id_attribute",
    "ids.data": "data_id",
    "wrapper.rows": "rows",
    "wrapper.assessment": "assessment",
    "signing.area": "signing_area",
    "signing.managers": "managers",
}


def _listed(_: object, attribute: attrs.Attribute[Any], value: str | None) -> None:
    if value is not None and value not in CHOICES[attribute.name]:
        raise ConfigurationError.of(
            "WRITE-OPTION", option=attribute.name, known=", ".join(CHOICES[attribute.name])
        )


def _pair(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is None:
        return
    fine = isinstance(value, tuple) and len(value) == 2 and all(isinstance(one, str) and one for one in value)
    if not fine:
        raise ConfigurationError.of("WRITE-OPTION", option=attribute.name, known="(true, false)")


def _number(_: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_MANAGERS:
        raise ConfigurationError.of("WRITE-OPTION", option=attribute.name, known=f"1–{MOST_MANAGERS}")


@attrs.frozen(kw_only=True)
class WriteOptions:
    """``None`` keeps what the record holds: its values as they are, its spellings as they were read, and
    for a new record the defaults of format-v1.md §12.

    ``rows`` and ``assessment`` are paths below the data element (``TONG_KET/BANG_DIEM``; a container is
    one more step: ``TONG_KET/BANG_DIEM/MON_HOC``). ``dates`` re-forms dates that can be read; the
    date-time form takes midnight in Viet Nam (+07:00). ``booleans`` is the pair (true, false).

    For the later formats only: ``signing_area`` puts the teachers' slots "inside" the data element (default)
    or "outside" it, ``managers`` is the number of slots CBQL (default 1; format-v2.md §2, §3). There
    ``rows`` and ``assessment`` are paths below the record area, and ``spelling`` "as_transcribed" or
    "corrected" both mean the tags of the table.
    """

    spelling: str | None = attrs.field(default=None, validator=_listed)
    dates: str | None = attrs.field(default=None, validator=_listed)
    booleans: tuple[str, str] | None = attrs.field(default=None, validator=_pair)
    id_attribute: str | None = attrs.field(default=None, validator=_listed)
    data_id: str | None = None
    rows: str | None = None
    assessment: str | None = None
    signing_area: str | None = attrs.field(default=None, validator=_listed)
    managers: int | None = attrs.field(default=None, validator=_number)

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Self:
        """From the keys of format-v1.md §12 (``dates.out`` …). Raises ConfigurationError (WRITE-OPTION)."""
        unknown = sorted(set(settings) - set(SETTINGS))
        if unknown:
            raise ConfigurationError.of("WRITE-OPTION", option=unknown[0], known=", ".join(SETTINGS))
        return cls(**{SETTINGS[key]: value for key, value in settings.items()})


DEFAULT_OPTIONS = WriteOptions()
