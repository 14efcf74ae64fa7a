"""Content that the format does not know, and the spellings in which a record was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar

from pydantic import Field, PlainSerializer

from hocba.model.block import Block

__all__ = ["Extension", "Layout", "in_order"]


class Extension(Block):
    """An element, attribute or stray text that no field holds; kept so that writing puts it back.

    ``parent`` is the tag path of the block (``DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM[3]``; empty for the
    record's root), ``name`` the tag, ``@name`` or ``text()``; namespaces as ``{uri}name``. ``after`` is
    the known tag that precedes it (empty: none). ``xml`` is the element in exclusive canonical form, or
    the plain value of an attribute or text. Nothing in it is checked except that it can be written.
    """

    tag_path: ClassVar[str] = "EXTENSION"

    parent: str = Field(title="Thẻ cha", description="tag path of the block that holds it")
    name: str = Field(title="Tên", description="tag, @attribute or text()", min_length=1)
    after: str = Field(default="", title="Đứng sau", description="the known tag before it")
    xml: str = Field(title="Nội dung", description="exclusive C14N 1.0 of an element; else the plain value")

    @property
    def path(self) -> str:
        """The tag path of the content itself."""
        return f"{self.parent}/{self.name}".lstrip("/")

    @property
    def tag(self) -> str:
        """The name without namespace."""
        return self.name.lstrip("@").rpartition("}")[2]

    @property
    def text(self) -> str:
        """The text of an element that holds nothing else, or the value; empty where it has children."""
        if not self.xml.startswith("<"):
            return self.xml
        inner = self.xml[self.xml.index(">") + 1 : self.xml.rindex("</")] if "</" in self.xml else ""
        return "" if "<" in inner else _unescaped(inner)

    @classmethod
    def _claim(cls, name: str, value: Any) -> Any:
        return super()._claim(name, value) or ""

    def __repr_args__(self) -> list[tuple[str | None, Any]]:
        return [("path", self.path)]


def in_order(extensions: Iterable[Extension]) -> tuple[Extension, ...]:
    """The normal order, in which equal content compares equal: by place; attributes by name.

    What stands at one place keeps its order, which is the order of the document.
    """
    return tuple(sorted(extensions, key=_place))


def _place(added: Extension) -> tuple[str, str, bool, str, str]:
    if not added.name.startswith("@"):
        return added.parent, added.after, True, "", ""
    namespace, _, name = added.name[1:].rpartition("}")
    return added.parent, added.after, False, namespace, name


def _unescaped(text: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&#xD;", "\r"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


class Layout(Block):
    """How a record was spelt where the format leaves a choice; never part of what it says.

    Ignored when records are compared. Writing keeps it unless the options say otherwise.
    """

    tag_path: ClassVar[str] = "LAYOUT"

    spelling: Annotated[frozenset[str], PlainSerializer(sorted, return_type=list[str], when_used="json")] = (
        Field(
            default=frozenset(),
            strict=False,
            title="Cách viết thẻ",
            description="tags of the table that were found in the corrected spelling (format-v1.md §5)",
        )
    )
    rows: str = Field(
        default="TONG_KET/BANG_DIEM",
        title="Thẻ dòng môn học",
        description="path of the rows below the data element (format-v1.md §4)",
    )
    assessment: str = Field(
        default="TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT",
        title="Thẻ đánh giá",
        description="path of the assessment block below the data element (format-v1.md §4)",
    )
    data_id: str = Field(default="data", title="Id phần dữ liệu", description="id of the data element")
    id_attribute: str = Field(default="id", title="Thuộc tính id", description="id, Id or ID")


# not Layout(): building the validator on import would cost more than all classes together
DEFAULT_LAYOUT = Layout.unchecked({name: field.default for name, field in Layout.model_fields.items()})
