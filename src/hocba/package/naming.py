"""Neutral file names for records: by UUID, never by a pupil's name or number (lifecycle.md §9)."""

from __future__ import annotations

import re

from lxml import etree

__all__ = ["file_name", "record_id_of"]

_UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", re.ASCII)
_TAGS = ("MA_TRA_CUU_UUID", "MA_DINH_DANH_HOC_BA")


def record_id_of(record: etree._Element) -> str | None:
    """The record id claimed inside a HOC_BA element: the only value of its tag, in the form of a UUID.

    Read by content, so that it also serves formats that cannot be read otherwise and revocation requests.
    None where it is absent, stands more than once, or has another form.
    """
    for tag in _TAGS:
        found = list(record.iter("{*}" + tag))
        if found:
            value = str(found[0].xpath("string()")).strip()
            return value if len(found) == 1 and _UUID.fullmatch(value) else None
    return None


def file_name(record_id: str | None, number: int) -> str:
    """``<uuid>.xml`` in lower case, or ``record-<number>.xml`` without a usable id."""
    return f"{record_id.lower()}.xml" if record_id is not None else f"record-{number}.xml"
