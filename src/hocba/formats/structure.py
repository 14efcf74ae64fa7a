"""A document against hocba's own schema: a quick answer from libxml2."""

from __future__ import annotations

import copy
import threading
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from hocba.errors import InputError
from hocba.findings import Finding
from hocba.formats.format import Format
from hocba.formats.narrow import narrowed
from hocba.formats.repeats import repeated, second_year
from hocba.formats.repeats_later import second_area
from hocba.formats.v1_0 import FORMAT as V1_0
from hocba.xml.path import Paths, line_of, local_name

if TYPE_CHECKING:
    from hocba.xml.document import Document

__all__ = ["repetitions", "schema_name", "schema_text", "structure", "without_hints"]

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
MOST = 200
MOST_TAGS = 10_000  # libxml2 finds the path of each error by counting siblings
_KEPT = 8


def structure(document: Document, known: Format = V1_0) -> tuple[Finding, ...]:
    """Whether ``document`` has the shape of ``known``; one finding for each element that has not.

    Decides order, obligation and number form by the schema that hocba ships, which is **unofficial**:
    findings are warnings. Known tags that stand twice where one is meant are a deviation. Unknown tags and
    attributes are none where the schema has a wildcard (the reader reports them). Instructions to a schema
    processor (``xsi:*`` attributes) are not followed but reported. Lengths, values and signatures are not
    looked at. A file of more than 10,000 tags deviates as a whole. Use :func:`explain` for details. Raises
    nothing for a parsed document.
    """
    root, hints = without_hints(document)
    found = [Finding.of("STRUCTURE-HINT", path="")] if hints else []
    if document.raw.count(b"<") > MOST_TAGS:
        return (*found, Finding.of("STRUCTURE", path=""), *repetitions(root, known))
    narrow, schema = _schemas.of(known)
    if narrow.validate(root) and not second_area(root, known):
        return tuple(found)
    if schema.validate(root):
        return (*found, *repetitions(root, known))
    log: Iterable[Any] = schema.error_log  # type: ignore[assignment]  # iterable, unlike the stubs say
    places = {_tag_path(entry.path): entry.line for entry in log} or {"": 0}
    found += [Finding.of("STRUCTURE", path=path, line=line or None) for path, line in places.items()]
    return (*found[:MOST], *(repetitions(root, known) if known.reconstructed else ()))


def repetitions(root: etree._Element, known: Format) -> Iterator[Finding]:
    """A finding for each tag below ``root`` of which nobody can say which value counts; at most 200."""
    year = second_year(root, known)
    if year is not None:
        stray, agrees = year
        code = "STRUCTURE-YEAR-TWICE" if agrees else "STRUCTURE-REPEATED"
        yield Finding.of(code, path=Paths().of(stray), line=line_of(stray), tag=local_name(stray))
    paths = Paths()
    for element in islice(repeated(root, known), MOST):
        tag = local_name(element)[:64]
        yield Finding.of("STRUCTURE-REPEATED", path=paths.of(element), line=line_of(element), tag=tag)


def _tag_path(xpath: str | None) -> str:
    return "/".join((xpath or "").split("/")[2:])


def without_hints(document: Document) -> tuple[etree._Element, bool]:
    """The root without ``xsi:*`` attributes, which could make a processor load or believe other schemas."""
    if b"XMLSchema-instance" not in document.raw:
        return document.root, False
    root = copy.deepcopy(document.root)
    hints = [
        (element, name) for element in root.iter("*") for name in element.attrib if str(name).startswith(XSI)
    ]
    for element, name in hints:
        del element.attrib[name]
    return root, bool(hints)


def schema_text(place: tuple[str, str]) -> bytes:
    """The schema ``(package, file)`` as it ships, or ``("", text)`` as it was made from a table."""
    if not place[0]:
        return place[1].encode()
    return files(place[0]).joinpath(place[1]).read_bytes()


def schema_name(place: tuple[str, str]) -> str:
    """What to call the schema in a message."""
    return place[1] if place[0] else "XSD"


class _Schemas(threading.local):
    """The schemas of each thread: lxml keeps what a validation found in the schema itself."""

    def __init__(self) -> None:
        self._known: dict[Format, tuple[etree.XMLSchema, etree.XMLSchema]] = {}

    def of(self, known: Format) -> tuple[etree.XMLSchema, etree.XMLSchema]:
        """A schema that takes known tags only, each in its place and number, and the schema as it ships."""
        found = self._known.get(known)
        if found is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            found = self._known[known] = _compiled(known)
        return found


_schemas = _Schemas()


def _compiled(known: Format) -> tuple[etree.XMLSchema, etree.XMLSchema]:
    parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False)
    try:
        schema = etree.fromstring(schema_text(known.schema), parser)
        shipped = etree.XMLSchema(schema)
        return etree.XMLSchema(narrowed(schema, known)), shipped
    except etree.LxmlError:
        raise InputError.of("STRUCTURE-SCHEMA", name=schema_name(known.schema)) from None
