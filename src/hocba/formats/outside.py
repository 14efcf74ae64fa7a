"""Content without a field, handed out again at the places where it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from hocba.errors import InputError, RecordError
from hocba.model.extension import Extension
from hocba.xml import escape
from hocba.xml.document import parse

__all__ = ["Outside"]

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
_PREFIX = re.compile(r"xmlns:h([0-9]{1,6})=")
_NAME = re.compile(r"(?:\{([^{}]*)\})?([^{}:]+)")


class Outside:
    """The extensions of one record while it is written. Each is handed out once."""

    def __init__(self, extensions: Iterable[Extension]) -> None:
        self._inner: dict[str, dict[str, list[Extension]]] = {}
        self._attributes: dict[str, list[Extension]] = {}
        used = 0
        for added in extensions:
            if added.name.startswith("@"):
                self._attributes.setdefault(added.parent, []).append(added)
            else:
                self._inner.setdefault(added.parent, {}).setdefault(added.after, []).append(added)
                used = max([used, *(int(number) + 1 for number in _PREFIX.findall(added.xml))])
        self._next_prefix = used

    def following(self, parent: str, after: str) -> list[str]:
        """What stands in ``parent`` behind its child ``after``."""
        waiting = self._inner.get(parent)
        return [_snippet(added) for added in waiting.pop(after, ())] if waiting else []

    def rest(self, parent: str) -> list[str]:
        """What is left in ``parent``: its predecessor is not written."""
        waiting = self._inner.pop(parent, {})
        return [_snippet(added) for group in waiting.values() for added in group]

    def attributes(self, parent: str, own: Iterable[tuple[str, str]] = ()) -> str:
        """The attributes of the element ``parent`` in canonical form, each with a space before it."""
        added = self._attributes.pop(parent, ())
        if not added:
            return "".join(f' {name}="{escape.attribute(value)}"' for name, value in own)
        found: dict[tuple[str, str], str] = {("", name): value for name, value in own}
        for attribute in added:
            key = _name(attribute)
            if key in found or (not parent and key[0]):
                raise RecordError.of("WRITE-EXTENSION", path=attribute.path)
            found[key] = attribute.xml
        return self._canonical(found)

    def left(self) -> list[Extension]:
        """What was not handed out."""
        inner = [added for groups in self._inner.values() for group in groups.values() for added in group]
        return inner + [added for group in self._attributes.values() for added in group]

    def _canonical(self, found: dict[tuple[str, str], str]) -> str:
        prefixes = {"": "", XML_NAMESPACE: "xml:"}
        declared = []
        for uri in sorted({uri for uri, _ in found} - set(prefixes)):
            prefix = f"h{self._next_prefix}"
            self._next_prefix += 1
            prefixes[uri] = f"{prefix}:"
            declared.append((f"xmlns:{prefix}", uri))
        shown = sorted(declared) + [
            (prefixes[uri] + name, value) for (uri, name), value in sorted(found.items())
        ]
        return "".join(f' {name}="{escape.attribute(value)}"' for name, value in shown)


def _name(added: Extension) -> tuple[str, str]:
    match = _NAME.fullmatch(added.name[1:])
    if match is None or match[2] == "xmlns":
        raise RecordError.of("WRITE-EXTENSION", path=added.parent)
    try:
        etree.QName(match[1] or None, match[2])
    except ValueError:
        raise RecordError.of("WRITE-EXTENSION", path=added.parent) from None
    return match[1] or "", match[2]


def _snippet(added: Extension) -> str:
    """The text to insert, after making sure that it is what it says: one element in canonical form."""
    if added.name == "text()":
        return escape.text(added.xml)
    try:
        root = parse(added.xml.encode("utf-8")).root
        canonical = etree.tostring(root, method="c14n", exclusive=True, with_comments=False)
    except (InputError, etree.LxmlError, UnicodeEncodeError):
        raise RecordError.of("WRITE-EXTENSION", path=added.parent) from None
    if canonical != added.xml.encode("utf-8") or root.tag != added.name:
        raise RecordError.of("WRITE-EXTENSION", path=added.parent)
    return added.xml
