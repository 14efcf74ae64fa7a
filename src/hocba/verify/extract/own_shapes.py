"""What the parser and the schema said of a sequence of tags, kept for the next record with the same tags.

Records of a class differ in their texts, hardly in their tags. Whether a data element of plain tags and
proven texts is well-formed, how deep it is, of which format, what stands in it, and whether the schema takes
it, depends on the sequence of tags alone, as long as text stands only in elements whose text is free, and
numbers are numbers. So the answer is computed once, by the real parser and the real schema, and used again
for exactly the same sequence; only for records of known tags alone, about which nothing is to be said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

import attrs
from lxml import etree

from hocba.formats.format import Format
from hocba.formats.narrow import narrowed
from hocba.formats.structure import schema_text
from hocba.verify.extract.own_data import OwnData
from hocba.verify.extract.plan import Plan

__all__ = ["Shape", "Shapes"]

_NUMBER = re.compile(rb"[0-9]{1,9}(?:\.[0-9]{1,4})?")
_XSD_ELEMENT = "{http://www.w3.org/2001/XMLSchema}element"
_KEPT = 256
_LONGEST = 4_000  # tags; a record has some hundreds


@attrs.frozen(slots=False)
class Shape:
    """``barred`` gives the texts that have to be empty; ``numbers`` and ``fields`` are places of texts."""

    known: Format
    barred: Callable[[Sequence[bytes]], tuple[bytes, ...]]
    numbers: tuple[int, ...]
    fields: tuple[tuple[str, int | None], ...]

    def fits(self, data: OwnData) -> bool:
        """Whether what was said of the shape holds for ``data``, whose tags are the same."""
        texts = data.texts
        return not any(self.barred(texts)) and all(_NUMBER.fullmatch(texts[at]) for at in self.numbers)

    def values(self, data: OwnData) -> Mapping[str, str]:
        """The fields that judging needs, as :func:`hocba.verify.extract.fields.fields_of` finds them."""
        texts = data.texts
        return {path: "" if at is None else _unescaped(texts[at]) for path, at in self.fields}


class Shapes:
    """The shapes of one profile; remembers them. Not for two threads at once."""

    __slots__ = ("_known", "_plan", "_schemas")

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._known: dict[bytes, Shape] = {}
        self._schemas: dict[Format, etree.XMLSchema] = {}

    def get(self, data: OwnData) -> Shape | None:
        """The shape with the tags of ``data``."""
        return self._known.get(b"".join(data.tags))

    def learn(self, data: OwnData, known: Format, root: etree._Element) -> None:
        """Keep the shape of ``data``, in bounds, in place and without findings; ``root`` is the record.

        Only where the schema without room for unknown tags takes it: what else is said about the structure
        may depend on texts.
        """
        schema = self._schemas.get(known)
        if schema is None:
            schema = etree.XMLSchema(narrowed(etree.fromstring(schema_text(known.schema)), known))
            self._schemas[known] = schema
        if not schema.validate(root):
            return
        if len(data.tags) > _LONGEST:
            return
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[b"".join(data.tags)] = _shape(data.tags, known, self._plan)


def _shape(tags: list[bytes], known: Format, plan: Plan) -> Shape:
    kinds = _kinds(known.schema)
    barred, numbers = [0], []
    for at, (tag, following) in enumerate(zip(tags, [*tags[1:], b""], strict=True), 1):
        kind = kinds.get(tag, "") if following == b"</" + tag[1:] else ""
        if kind == "number":
            numbers.append(at)
        elif kind != "text":
            barred.append(at)
    return Shape(known, itemgetter(*barred, barred[0]), tuple(numbers), _fields(tags, plan))


def _fields(tags: list[bytes], plan: Plan) -> tuple[tuple[str, int | None], ...]:
    """Path and place of each field that occurs once in a block that occurs once; None: it has children."""
    blocks: dict[str, int] = {}
    seen: dict[str, list[int | None]] = {}
    stack: list[str] = []
    for at, tag in enumerate(tags, 1):
        if tag.startswith(b"</"):
            stack.pop()
            continue
        name, place = tag[1:-1].decode(), "/".join(stack)
        path = plan.fields.get(place, {}).get(name)
        if path is not None:
            leaf = tags[at] == b"</" + tag[1:]
            seen.setdefault(path, []).append(at if leaf else None)
        stack.append(name)
        block = "/".join(stack)
        if block in plan.fields:
            blocks[block] = blocks.get(block, 0) + 1
    return tuple(
        (path, seen[path][0])
        for block, fields in plan.fields.items()
        if blocks.get(block) == 1
        for path in fields.values()
        if len(seen.get(path, ())) == 1
    )


@lru_cache(maxsize=8)
def _kinds(schema: tuple[str, str]) -> Mapping[bytes, str]:
    """Start tag → "text" or "number", for elements whose content the schema declares so."""
    root = etree.fromstring(schema_text(schema))
    return {
        f"<{element.get('name')}>".encode(): element.get("type", "")
        for element in root.iterchildren(_XSD_ELEMENT)
    }


def _unescaped(text: bytes) -> str:
    value = text.decode()
    if "&" in value:
        value = value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return value
