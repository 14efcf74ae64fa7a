"""Which format a document has. Structure decides; ``PHIEN_BAN`` alone never does (format-v1.md §1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from hocba.errors import ConfigurationError, UnknownFormatError
from hocba.formats.format import Format, FormatId
from hocba.formats.frame import first_id
from hocba.formats.level import chosen, framed
from hocba.formats.v1_0 import FORMAT as V1_0
from hocba.formats.v2_tieuhoc import FORMAT as V2_TIEUHOC
from hocba.formats.v2_trunghoc import FORMAT as V2_TRUNGHOC
from hocba.xml.path import local_name

if TYPE_CHECKING:
    from lxml import etree

    from hocba.model.base import RecordBase
    from hocba.xml.document import Document

__all__ = [
    "REGISTRY",
    "Choice",
    "Format",
    "FormatId",
    "Registry",
    "detect",
    "get",
    "of_document",
    "of_record",
]

PACKAGE = "DANH_SACH_HOC_BA"
LATER_NAMES = frozenset({"THONG_TIN_HOC_BA", "PHAT_HANH_HOC_BA", "DANH_SACH_GVBM"})
LATER_ID = "thongtinhocba"
RELATED = frozenset({"TONG_KET_CA_NAM", "CHUKYDONVI"})
PROFILE, PROFILE_ID = "THONG_TIN", "lyLich"


@attrs.frozen
class Registry:
    """Formats in the order in which they are tried."""

    formats: tuple[Format, ...] = (V1_0, V2_TIEUHOC, V2_TRUNGHOC)

    def including(self, added: Format) -> Registry:
        """A registry that tries ``added`` first and holds no other of the same id."""
        return Registry((added, *(known for known in self.formats if known.id != added.id)))


REGISTRY = Registry()
Choice = str | Format | Registry | None
"""How callers say which format: by its id, itself, those to choose from, or not at all."""


def get(format_id: str, *, registry: Registry = REGISTRY) -> Format:
    """The format ``format_id``. Raises ConfigurationError (FORMAT-NO-SUCH)."""
    for known in registry.formats:
        if known.id == format_id:
            return known
    raise ConfigurationError.of("FORMAT-NO-SUCH", known=", ".join(known.id for known in registry.formats))


def of_document(document: Document, choice: Choice) -> Format:
    """The format to read ``document`` in: named, given, or detected (among those of a registry).

    Raises ConfigurationError (FORMAT-NO-SUCH, FORMAT-ARGUMENT) and UnknownFormatError as :func:`detect`; a
    package is refused whatever is named.
    """
    if choice is None or isinstance(choice, Registry):
        return detect(document, registry=choice or REGISTRY)
    found = _named(choice)
    if local_name(document.root) == PACKAGE:
        raise UnknownFormatError.of("FORMAT-PACKAGE")
    return found


def of_record(record: RecordBase, choice: Choice) -> Format:
    """The format to write ``record`` in: named, given, or its own (among those of a registry).

    Raises ConfigurationError (FORMAT-NO-SUCH, FORMAT-ARGUMENT).
    """
    if choice is None or isinstance(choice, Registry):
        return get(record.format_id, registry=choice or REGISTRY)
    return _named(choice)


def _named(choice: object) -> Format:
    if isinstance(choice, Format):
        return choice
    if not isinstance(choice, str):
        raise ConfigurationError.of("FORMAT-ARGUMENT", found=type(choice).__name__)
    return get(choice)


def detect(document: Document, *, registry: Registry = REGISTRY) -> Format:
    """The format of ``document``, by its structure.

    Of formats that share a frame, names decide that only one of them has (format-v2.md §5). Does not look
    at values, order, obligation or signatures. Raises UnknownFormatError: FORMAT-PACKAGE (a package of
    records), FORMAT-LEVEL (a later record of which nothing tells the level), FORMAT-LATER (names of a later
    format without its frame), FORMAT-RELATED (another document of the family), FORMAT-UNKNOWN (anything
    else).
    """
    top = document.root
    root = local_name(top)
    if root == PACKAGE:
        raise UnknownFormatError.of("FORMAT-PACKAGE")
    is_later = root == "HOC_BA" and _is_later(top)
    near = [known for known in registry.formats if root == known.root]
    for known in near:
        if not known.later and not is_later and _has_blocks(top, known):
            return known
    later = framed(top, (known for known in near if known.later))
    if later:
        found = chosen(top, later)
        if found is None:
            raise UnknownFormatError.of("FORMAT-LEVEL", known=", ".join(known.id for known, _ in later))
        return found
    if is_later:
        raise UnknownFormatError.of("FORMAT-LATER")
    related = _related(top)
    if related is not None:
        raise UnknownFormatError.of("FORMAT-RELATED", tag=local_name(related))
    raise UnknownFormatError.of("FORMAT-UNKNOWN", root=root[:64] if root.isascii() else "?")


def _is_later(root: etree._Element) -> bool:
    top = list(root)
    inner = [grandchild for child in top if local_name(child) == V1_0.data for grandchild in child]
    near = [*top, *inner]
    return any(
        local_name(element) in LATER_NAMES or LATER_ID in (element.get("Id"), element.get("id"))
        for element in near
    ) or any(local_name(element) == V1_0.signing_area for element in inner)


def _has_blocks(root: etree._Element, known: Format) -> bool:
    data = next((child for child in root if local_name(child) == known.data), None)
    if data is None:
        return False
    blocks = {field.block for field in known.fields}
    return any(local_name(child) in blocks for child in data)


def _related(document: etree._Element) -> etree._Element | None:
    """The element by which another document of the family is known (format-v2.md §3)."""
    for element in document.iter("*"):
        name = local_name(element)
        if name in RELATED or (name == PROFILE and first_id(element)[1] == PROFILE_ID):
            return element
    return None
