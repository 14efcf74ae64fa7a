"""Which format a document has. Structure decides; ``PHIEN_BAN`` alone never does (format-v1.md §1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from hocba.errors import ConfigurationError, UnknownFormatError
from hocba.formats.format import Format, FormatId
from hocba.formats.v1_0 import FORMAT as V1_0
from hocba.xml.path import local_name

if TYPE_CHECKING:
    from hocba.xml.document import Document

__all__ = ["REGISTRY", "Format", "FormatId", "Registry", "detect", "get"]

PACKAGE = "DANH_SACH_HOC_BA"
LATER_NAMES = frozenset({"THONG_TIN_HOC_BA", "PHAT_HANH_HOC_BA", "DANH_SACH_GVBM"})
LATER_ID = "thongtinhocba"


@attrs.frozen
class Registry:
    """Formats in the order in which they are tried."""

    formats: tuple[Format, ...] = (V1_0,)

    def including(self, added: Format) -> Registry:
        """A registry that tries ``added`` first and holds no other of the same id."""
        return Registry((added, *(known for known in self.formats if known.id != added.id)))


REGISTRY = Registry()


def get(format_id: str, *, registry: Registry = REGISTRY) -> Format:
    """The format ``format_id``. Raises ConfigurationError (FORMAT-NO-SUCH)."""
    for known in registry.formats:
        if known.id == format_id:
            return known
    raise ConfigurationError.of("FORMAT-NO-SUCH", known=", ".join(known.id for known in registry.formats))


def detect(document: Document, *, registry: Registry = REGISTRY) -> Format:
    """The format of ``document``, by its structure.

    Does not look at values, order, obligation or signatures. Raises UnknownFormatError: FORMAT-PACKAGE
    (a package of records), FORMAT-LATER (recognised, not supported), FORMAT-UNKNOWN (anything else).
    """
    root = local_name(document.root)
    if root == PACKAGE:
        raise UnknownFormatError.of("FORMAT-PACKAGE")
    if root == "HOC_BA" and _is_later(document):
        raise UnknownFormatError.of("FORMAT-LATER")
    for known in registry.formats:
        if root == known.root and _fits(document, known):
            return known
    raise UnknownFormatError.of("FORMAT-UNKNOWN", root=root[:64] if root.isascii() else "?")


def _is_later(document: Document) -> bool:
    top = list(document.root)
    inner = [grandchild for child in top if local_name(child) == V1_0.data for grandchild in child]
    near = [*top, *inner]
    return any(
        local_name(element) in LATER_NAMES or LATER_ID in (element.get("Id"), element.get("id"))
        for element in near
    ) or any(local_name(element) == V1_0.signing_area for element in inner)


def _fits(document: Document, known: Format) -> bool:
    data = next((child for child in document.root if local_name(child) == known.data), None)
    if data is None:
        return False
    blocks = {field.block for field in known.fields}
    return any(local_name(child) in blocks for child in data)
