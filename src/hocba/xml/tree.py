"""lxml's answers with the types they have here: what is parsed from bytes holds str only."""

from __future__ import annotations

from typing import cast

from lxml import etree

__all__ = ["attributes", "line_of", "local_name"]


def attributes(element: etree._Element) -> list[tuple[str, str]]:
    """Names (``{namespace}local``) and values, in the order of the file, without declarations."""
    return cast("list[tuple[str, str]]", element.items())


def line_of(element: etree._Element) -> int | None:
    """The line of the start tag, from 1; None where the parser did not keep it."""
    return cast("int | None", element.sourceline)


def local_name(element: etree._Element) -> str:
    """The name of ``element`` without namespace; empty for a comment or processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
