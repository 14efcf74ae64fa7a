"""Canonical forms by libxml2's own node-set C14N, through ctypes: nothing of hocba or lxml takes part."""

from __future__ import annotations

import ctypes
import ctypes.util
from functools import cache

import pytest

INCLUSIVE_10, EXCLUSIVE, INCLUSIVE_11 = 0, 1, 2
_NOTHING_BELOW = "[not(ancestor-or-self::*[count(ancestor::*|preceding::*) = {}])]"


@cache
def _library() -> ctypes.CDLL | None:
    name = ctypes.util.find_library("xml2") or "libxml2.so.2"
    try:
        library = ctypes.CDLL(name)
    except OSError:
        return None
    pointer = ctypes.c_void_p
    library.xmlReadMemory.restype = pointer
    library.xmlReadMemory.argtypes = [
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.c_char_p,
        ctypes.c_char_p,
        ctypes.c_int,
    ]
    library.xmlXPathNewContext.restype = pointer
    library.xmlXPathNewContext.argtypes = [pointer]
    library.xmlXPathEvalExpression.restype = pointer
    library.xmlXPathEvalExpression.argtypes = [ctypes.c_char_p, pointer]
    library.xmlXPathFreeObject.argtypes = [pointer]
    library.xmlXPathFreeContext.argtypes = [pointer]
    library.xmlFreeDoc.argtypes = [pointer]
    library.xmlC14NDocDumpMemory.restype = ctypes.c_int
    library.xmlC14NDocDumpMemory.argtypes = [
        pointer,
        pointer,
        ctypes.c_int,
        ctypes.POINTER(ctypes.c_char_p),
        ctypes.c_int,
        ctypes.POINTER(pointer),
    ]
    return library


class _XPathObject(ctypes.Structure):
    _fields_ = (("type", ctypes.c_int), ("nodes", ctypes.c_void_p))


def canonical(
    source: bytes,
    element: int | None,
    *,
    mode: int,
    with_comments: bool = False,
    prefixes: tuple[str, ...] = (),
    without: int | None = None,
) -> bytes:
    """The form of the ``element``-th element (0 is the root; None the whole) without the ``without``-th."""
    library = _library()
    if library is None:
        pytest.skip("libxml2 is not installed as a shared library")
    document = library.xmlReadMemory(source, len(source), None, None, 0x60 | 0x4000)
    assert document
    context = library.xmlXPathNewContext(document)
    top = "//node()" if element is None else f"(//*)[{element + 1}]/descendant-or-self::node()"
    kept = "" if without is None else _NOTHING_BELOW.format(without)
    nodes = f"{top}{kept}"
    query = f"{nodes} | ({nodes})/@* | ({nodes})/namespace::*"
    found = library.xmlXPathEvalExpression(query.encode(), context)
    assert found
    set_ = ctypes.cast(found, ctypes.POINTER(_XPathObject)).contents.nodes
    listed = (ctypes.c_char_p * (len(prefixes) + 1))(*(each.encode() for each in prefixes), None)
    output = ctypes.c_void_p()
    size = library.xmlC14NDocDumpMemory(
        document, set_, mode, listed if prefixes else None, int(with_comments), ctypes.byref(output)
    )
    assert size >= 0
    result = ctypes.string_at(output, size)
    ctypes.CDLL(None).free(output)
    library.xmlXPathFreeObject(found)
    library.xmlXPathFreeContext(context)
    library.xmlFreeDoc(document)
    return result
