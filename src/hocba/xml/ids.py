"""Elements by id: one pass over the part of the tree that a record owns."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from lxml import etree

from hocba.errors import MalformedXmlError
from hocba.xml.tree import attributes, line_of, local_name

__all__ = ["ID_ATTRIBUTES", "IdIndex"]

ID_ATTRIBUTES = frozenset({"Id", "ID", "id"})
_OWNERS = cast("Callable[[etree._Element], list[etree._Element]]", etree.XPath("descendant-or-self::*[@*]"))


class IdIndex:
    """Every id inside ``scope``, itself included.

    An id is an attribute ``Id``, ``ID`` or ``id`` without a namespace; an id in a namespace raises
    MalformedXmlError (XML-ID-NAMESPACE). A value is a duplicate as soon as two attributes hold it, in
    whatever spelling, also when both stand on one element: different programs would resolve it
    differently (format-v1.md §6). Values are compared as they stand. Nothing is decided about
    duplicates that nobody refers to: ask :attr:`duplicates`.
    """

    __slots__ = ("_found", "_repeated", "duplicates")

    def __init__(self, scope: etree._Element) -> None:
        self._found: dict[str, etree._Element] = {}
        self._repeated: dict[str, list[etree._Element]] = {}
        for owner in _OWNERS(scope):
            for name, value in attributes(owner):
                if name in ID_ATTRIBUTES:
                    if value in self._found:
                        self._repeated.setdefault(value, [self._found[value]]).append(owner)
                    else:
                        self._found[value] = owner
                elif name[0] == "{" and name.rpartition("}")[2].lower() == "id":
                    raise MalformedXmlError.of(
                        "XML-ID-NAMESPACE", line=line_of(owner), element=local_name(owner)
                    )
        self.duplicates: frozenset[str] = frozenset(self._repeated)

    def __contains__(self, value: str) -> bool:
        return value in self._found

    def find(self, value: str) -> etree._Element:
        """The one element with the id ``value``.

        Raises MalformedXmlError: XML-ID-ABSENT when no element has it, XML-ID-DUPLICATE when it occurs
        more than once.
        """
        if value in self.duplicates:
            raise MalformedXmlError.of("XML-ID-DUPLICATE")
        try:
            return self._found[value]
        except KeyError:
            raise MalformedXmlError.of("XML-ID-ABSENT") from None

    def owners(self, value: str) -> tuple[etree._Element, ...]:
        """Every element with the id ``value``, in document order; twice where two attributes hold it."""
        if value in self._repeated:
            return tuple(self._repeated[value])
        return (self._found[value],) if value in self._found else ()

    def get(self, value: str) -> etree._Element | None:
        """The one element with the id ``value``; None when it is absent or not unique."""
        return None if value in self.duplicates else self._found.get(value)
