"""The tags of format v1.0 as the peers of the binding sections need them, from hocba's own table."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

PARTS = ("THONG_TIN_CHUNG", "QUA_TRINH_HOC_TAP", "TONG_KET", "BANG_DIEM", "DANH_GIA_NANG_LUC_PHAM_CHAT")


@attrs.frozen
class Tag:
    """A simple tag and the name of its field."""

    tag: str
    name: str


def simple_tags(block: str) -> Iterator[Tag]:
    """The tags of ``block`` that hold text, in the order in which hocba writes them."""
    from hocba.formats.v1_0 import FORMAT

    held = {part for part in PARTS if part != block}
    for row in FORMAT.block(block):
        if row.tag not in held:
            yield Tag(row.tag, row.python_name)
