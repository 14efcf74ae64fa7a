"""The parser of each thread, and an end to its memory of names.

lxml up to 6.1 keeps every tag and attribute name that a thread has ever parsed in one table that only
grows, and libxml2 refuses every document once the table is full: a service that is fed ever new names
would first swell and then fail. lxml finds the table through the thread's state and a parser; when both
are new, so is the table, as in a new thread. Documents hold on to the table they were made with.
"""

from __future__ import annotations

import ctypes
from threading import local

from lxml import etree

__all__ = ["BYTES_PER_TABLE", "parser_for"]

BYTES_PER_TABLE = 8 * 1024 * 1024
_TABLE = "_ParserDictionaryContext"


class _OfThread(local):
    def __init__(self) -> None:
        self.parsed = 0
        self.parser = _new_parser()


def _new_parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_blank_text=False,
        remove_comments=False,
        remove_pis=False,
        collect_ids=False,
    )


_of_thread = _OfThread()


def parser_for(size: int) -> etree.XMLParser:
    """The parser of this thread, for ``size`` more bytes."""
    _of_thread.parsed += size
    if _of_thread.parsed > BYTES_PER_TABLE:
        _forget_names()
        _of_thread.parsed = size
        _of_thread.parser = _new_parser()
    return _of_thread.parser


def _forget_names() -> None:
    """Leave the table; the default parser that the application may have set stays."""
    default = etree.get_default_parser()
    ctypes.cast(_thread_state(), ctypes.py_object).value.pop(_TABLE, None)
    etree.set_default_parser(default)


_thread_state = ctypes.PYFUNCTYPE(ctypes.c_void_p)(("PyThreadState_GetDict", ctypes.pythonapi))
