"""Canonical octets and digests of a document's elements, each computed once however many signatures ask."""

from __future__ import annotations

import attrs
from lxml import etree

from hocba.errors import HocbaError, LimitExceededError
from hocba.pki.algorithms import digest
from hocba.xml import names
from hocba.xml.apex import Version
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import Document

__all__ = ["FORMS", "INCLUSIVE", "Form", "Octets", "Unsupported"]


class Unsupported(Exception):  # noqa: N818 — a signal inside extraction, never an error that leaves it
    """The octets cannot be computed; ``detail`` says which transform."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@attrs.frozen(cache_hash=True)
class Form:
    """One canonical form. Comments are never part of it: references by bare name do not see them, and
    inside a signature they are refused."""

    exclusive: bool = False
    version: Version = "1.0"
    prefixes: tuple[str, ...] = ()


INCLUSIVE = Form()
FORMS = {
    names.C14N_10: INCLUSIVE,
    names.C14N_10_COMMENTS: INCLUSIVE,
    names.C14N_11: Form(version="1.1"),
    names.C14N_11_COMMENTS: Form(version="1.1"),
    names.EXC_C14N: Form(exclusive=True),
    names.EXC_C14N_COMMENTS: Form(exclusive=True),
}

_KEPT = 4
_WORK = 8
_WORK_AT_LEAST = 64 * 1024 * 1024
_BOTH = (INCLUSIVE, FORMS[names.EXC_C14N])
Key = tuple[etree._Element | None, Form, etree._Element | None]


class Octets:
    """The octets of elements of ``document``; None stands for the whole document. Not for two threads.

    A hostile signature may ask for the whole file again and again, each time in another form. Octets of no
    more than four times the file are kept, and no more computed than eight times the file, or 64 MiB.
    """

    __slots__ = ("_canonicalizer", "_digests", "_document", "_explained", "_octets", "_room", "_work")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._canonicalizer = Canonicalizer(document)
        self._octets: dict[Key, bytes] = {}
        self._digests: dict[tuple[Key, str], bytes] = {}
        self._room = _KEPT * len(document.raw)
        self._work = max(_WORK_AT_LEAST, _WORK * len(document.raw))
        self._explained = self._work

    @property
    def root(self) -> etree._Element:
        """The root of the document."""
        return self._document.root

    def know(self, target: etree._Element, octets: bytes) -> None:
        """Take ``octets`` for the canonical form of ``target``, inclusive and exclusive alike."""
        for form in _BOTH:
            self._octets[target, form, None] = octets

    def of(
        self, target: etree._Element | None, form: Form = INCLUSIVE, without: etree._Element | None = None
    ) -> bytes:
        """The canonical octets of ``target`` without the Signature ``without``.

        Raises Unsupported, and LimitExceededError (VER-TOO-MUCH-WORK).
        """
        key = (target, form, without)
        found = self._octets.get(key)
        if found is None:
            try:
                found = self._computed(target, form, without)
            except HocbaError as problem:
                raise Unsupported(problem.code) from None
            self._count(len(found))
            if len(found) <= self._room:
                self._room -= len(found)
                self._octets[key] = found
        return found

    def may_explain(self, size: int) -> bool:
        """Whether there is room for work on ``size`` octets that only explains what is wrong; takes it."""
        self._explained -= size
        return self._explained >= 0

    def _count(self, size: int) -> None:
        self._work -= size
        if self._work < 0:
            limit = max(_WORK_AT_LEAST, _WORK * len(self._document.raw))
            raise LimitExceededError.of("VER-TOO-MUCH-WORK", limit=limit)

    def digest(
        self,
        algorithm: str,
        target: etree._Element | None,
        form: Form = INCLUSIVE,
        without: etree._Element | None = None,
    ) -> bytes:
        """The digest of :meth:`of` by the method ``algorithm``, which hocba knows."""
        key = ((target, form, without), algorithm)
        found = self._digests.get(key)
        if found is None:
            found = self._digests[key] = digest(algorithm, self.of(target, form, without))
        return found

    def _computed(self, target: etree._Element | None, form: Form, without: etree._Element | None) -> bytes:
        writer = self._canonicalizer
        if target is None:
            return self._whole(form, without)
        if form.exclusive:
            return writer.exclusive(target, prefixes=form.prefixes, without=without)
        return writer.inclusive(target, version=form.version, without=without)

    def _whole(self, form: Form, without: etree._Element | None) -> bytes:
        if not form.prefixes:
            return self._canonicalizer.whole(exclusive=form.exclusive, without=without)
        if self._document.has_instructions:
            raise Unsupported("InclusiveNamespaces")
        root = self._document.root
        return self._canonicalizer.exclusive(root, prefixes=form.prefixes, without=without)
