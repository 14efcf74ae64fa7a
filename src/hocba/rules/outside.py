"""What a record says in tags that its format does not know."""

from __future__ import annotations

import re
from functools import lru_cache

from hocba.model.block import Block
from hocba.model.extension import Extension

__all__ = ["said_outside"]


@lru_cache(maxsize=16)
def _element(tag: str) -> re.Pattern[str]:
    start, end = rf"<(?:[^<>:\s]{{1,60}}:)?{tag}(?:\s[^<>]{{0,500}})?>", "</[^<>]{1,200}>"
    return re.compile(f"{start}([^<>]{{0,4000}}){end}")


def said_outside(record: Block, tag: str) -> str:
    """The text of the first unknown element ``tag``, without white space around it; empty where none is."""
    for extension in getattr(record, "extensions", ()):
        if isinstance(extension, Extension) and extension.tag == tag:
            found = _element(tag).fullmatch(extension.xml)
            if found is not None:
                return found[1].strip()
    return ""
