"""A document against hocba's own schema: a detailed answer from xmlschema (loaded on first use)."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from hocba.errors import InputError
from hocba.findings import Finding
from hocba.formats.format import Format
from hocba.formats.notes import is_element
from hocba.formats.structure import MOST, repetitions, schema_name, schema_text, without_hints
from hocba.formats.v1_0 import FORMAT as V1_0
from hocba.xml.path import Paths, line_of, local_name

if TYPE_CHECKING:
    from hocba.xml.document import Document

__all__ = ["explain"]


def explain(document: Document, known: Format = V1_0) -> tuple[Finding, ...]:
    """As :func:`hocba.formats.structure.structure`, with place and kind of each deviation.

    Slow (milliseconds); texts are hocba's own and never repeat a value. At most 200 findings. Raises
    nothing for a parsed document.
    """
    root, hints = without_hints(document)
    if document.has_comments or document.has_instructions:
        root = copy.deepcopy(root)
        etree.strip_tags(
            root, etree.Comment, etree.ProcessingInstruction
        )  # xmlschema takes them for children
    found = [Finding.of("STRUCTURE-HINT", path="")] if hints else []
    paths = Paths()
    errors = [_finding(error, paths) for error in islice(_schema(known.schema).iter_errors(root), MOST)]
    return (*found, *(errors or repetitions(root, known)))


def _finding(error: Any, paths: Paths) -> Finding:
    element = error.elem
    path = paths.of(element) if element is not None else ""
    line = line_of(element) if element is not None else None
    index = getattr(error, "index", None)
    if index is None or not hasattr(error, "expected"):
        return Finding.of("STRUCTURE-VALUE", path=path, line=line)
    expected = _names(error.expected)
    children = [child for child in element if is_element(child)]
    if index < len(children):
        child = children[index]
        return Finding.of(
            "STRUCTURE-UNEXPECTED",
            path=paths.of(child),
            line=line_of(child),
            found=local_name(child)[:64],
            expected=expected or "–",
        )
    return Finding.of("STRUCTURE-MISSING", path=path, line=line, expected=expected or "–")


def _names(particles: Iterable[Any] | None) -> str:
    names = dict.fromkeys(
        str(name) for name in (getattr(one, "name", None) for one in particles or ()) if name
    )
    return ", ".join(names)


@lru_cache(maxsize=8)
def _schema(place: tuple[str, str]) -> Any:
    import xmlschema

    try:
        return xmlschema.XMLSchema10(schema_text(place).decode("utf-8"), allow="none", defuse="always")
    except xmlschema.XMLSchemaException:
        raise InputError.of("STRUCTURE-SCHEMA", name=schema_name(place)) from None
