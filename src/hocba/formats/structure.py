"""A document against hocba's own schema: a quick answer from libxml2."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from lxml import etree

from hocba.errors import InputError
from hocba.findings import Finding
from hocba.formats.format import Format
from hocba.formats.v1_0 import FORMAT as V1_0

if TYPE_CHECKING:
    from hocba.xml.document import Document

__all__ = ["schema_text", "structure", "without_hints"]

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
MOST = 200


def structure(document: Document, known: Format = V1_0) -> tuple[Finding, ...]:
    """Whether ``document`` has the shape of ``known``; one finding for each element that has not.

    Decides order, obligation and number form by the schema that hocba ships, which is **unofficial**:
    findings are warnings. Unknown tags and attributes are no deviation where the schema has a wildcard
    (the reader reports them). Instructions to a schema processor (``xsi:*`` attributes) are not followed
    but reported. Lengths, values and signatures are not looked at. Use :func:`explain` for details.
    Raises nothing for a parsed document.
    """
    root, hints = without_hints(document)
    schema = _schema(known.schema)
    found = [Finding.of("STRUCTURE-HINT", path="")] if hints else []
    if schema.validate(root):
        return tuple(found)
    log: Iterable[Any] = schema.error_log  # type: ignore[assignment]  # iterable, unlike the stubs say
    places = {_tag_path(entry.path): entry.line for entry in log}
    found += [Finding.of("STRUCTURE", path=path, line=line or None) for path, line in places.items()]
    return tuple(found[:MOST])


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
    """The schema ``(package, file)`` as it ships."""
    return files(place[0]).joinpath(place[1]).read_bytes()


@lru_cache(maxsize=8)
def _schema(place: tuple[str, str]) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False)
    try:
        return etree.XMLSchema(etree.fromstring(schema_text(place), parser))
    except etree.LxmlError:
        raise InputError.of("STRUCTURE-SCHEMA", name=place[1]) from None
