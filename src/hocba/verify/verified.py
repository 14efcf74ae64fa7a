"""The record that signatures cover, rebuilt from the octets that were digested and from nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hocba.model.any_record import AnyRecord

__all__ = ["rebuild"]


def rebuild(octets: bytes, format_id: str) -> AnyRecord:
    """Read the canonical data element ``octets`` in the format ``format_id``.

    Comments are not part of canonical octets, so text is joined over them. Raises HocbaError where the
    data cannot be read after all; nothing outside ``octets`` is looked at.
    """
    from hocba.formats.registry import get
    from hocba.xml.document import parse

    return get(format_id).read_data(parse(octets).root)
