"""A format of the school record, as one frozen value."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NewType, Self

import attrs

from hocba.formats.table import Field
from hocba.formats.tree import V1_TREE, Tree

if TYPE_CHECKING:
    from lxml import etree

    from hocba.findings import Finding
    from hocba.formats.options import WriteOptions
    from hocba.formats.reading import Reading
    from hocba.model.any_record import AnyRecord
    from hocba.model.base import RecordBase
    from hocba.xml.document import Document

__all__ = ["Format", "FormatId"]

FormatId = NewType("FormatId", str)


@attrs.frozen(kw_only=True, cache_hash=True)
class Format:
    """A table of tags with the names that the tree of the format is built from.

    Reading, writing and the schema all follow ``fields`` and ``tree``; a school or vendor may pass a Format
    of its own (:meth:`from_table`). Added tags that the record class has no field for stay in
    ``record.extensions``, but are no longer reported as unknown.

    ``schema`` is (package, file) of an XSD that ships, or ("", its text). ``reconstructed``: no
    specification is public. ``record_class`` is ``module:name``, or empty where the class is made from the
    table.
    """

    id: FormatId
    title: str
    confidence: str
    source: str
    fields: tuple[Field, ...] = attrs.field(repr=False)
    schema: tuple[str, str] = attrs.field(repr=False)
    root: str = "HOC_BA"
    data: str = "DU_LIEU_HOC_BA"
    signing_area: str = "DANH_SACH_THONG_TIN_KY"
    row_marker: str = "MA_MON_HOC"
    assessment_marker: str = "PHAM_CHAT_YEU_NUOC"
    reconstructed: bool = False
    extends: str = ""
    record_class: str = "hocba.model.record:Record"
    tree: Tree = attrs.field(default=V1_TREE, repr=False)

    @classmethod
    def from_table(
        cls, table: str | os.PathLike[str], head: str | os.PathLike[str], *, base: Format | None = None
    ) -> Self:
        """A third party's format, from files; see :func:`hocba.formats.custom.from_files`."""
        from hocba.formats.custom import from_files

        return from_files(table, head, cls, base)

    @property
    def record(self) -> type[RecordBase]:
        """The class of its records."""
        from hocba.formats.classes import record_class

        return record_class(self)

    @property
    def later(self) -> bool:
        """Whether it has the frame of format-v2.md §1: an area for the blocks inside the data element."""
        return bool(self.tree.record)

    def block(self, name: str) -> tuple[Field, ...]:
        """The rows of the block ``name``, in order."""
        return tuple(field for field in self.fields if field.block == name)

    def read(self, document: Document) -> Reading:
        """Read a whole document of one record; see :func:`hocba.formats.reader.read`."""
        from hocba.formats.reader import read

        return read(document, self)

    def read_data(self, element: etree._Element) -> AnyRecord:
        """Read a data element alone; see :func:`hocba.formats.reader.read_data`."""
        from hocba.formats.reader import read_data

        return read_data(element, self)

    def write(self, record: RecordBase, options: WriteOptions | None = None) -> bytes:
        """Write ``record``; see :func:`hocba.formats.writer.write`."""
        from hocba.formats.writer import write

        return write(record, self, options=options)

    def structure(self, document: Document) -> tuple[Finding, ...]:
        """Compare with the schema, quickly; see :func:`hocba.formats.structure.structure`."""
        from hocba.formats.structure import structure

        return structure(document, self)

    def explain(self, document: Document) -> tuple[Finding, ...]:
        """Compare with the schema, in detail; see :func:`hocba.formats.explain.explain`."""
        from hocba.formats.explain import explain

        return explain(document, self)
