"""The escapes of Canonical XML, so that what hocba writes is canonical as it stands."""

from __future__ import annotations

__all__ = ["attribute", "text"]

_TEXT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#xD;"}
_ATTRIBUTE = {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord('"'): "&quot;",
    ord("\t"): "&#x9;",
    ord("\n"): "&#xA;",
    ord("\r"): "&#xD;",
}


def text(value: str) -> str:
    """``value`` as canonical element content (Canonical XML 1.0 §2.3).

    Does not check that every character is allowed in XML.
    """
    return value.translate(_TEXT)


def attribute(value: str) -> str:
    """``value`` as a canonical attribute value, for use between double quotes (§2.3).

    Does not check that every character is allowed in XML.
    """
    return value.translate(_ATTRIBUTE)
