"""The frame and the blocks of a later format as data: what stands where, how often, under which ids.

Format v1.0 has a frame of its own (:mod:`hocba.formats.data`); the formats of format-v2.md and those of third
parties are described by a :class:`Tree` and by nothing else.
"""

from __future__ import annotations

import attrs

__all__ = ["V1_TREE", "Branch", "SlotBranch", "Tree"]


@attrs.frozen(kw_only=True)
class Branch:
    """A block of the record.

    ``parent`` is the block it stands in, empty for the record area. ``least`` counts how often it has to
    stand there. ``identified``: the element has an ``Id``. ``any_depth``: other elements may stand between it
    and its parent. ``marker`` is the tag by which the block is known under another name.
    """

    tag: str
    parent: str = ""
    repeated: bool = False
    least: int = 1
    identified: bool = False
    any_depth: bool = False
    marker: str = ""

    @property
    def name(self) -> str:
        """The field of the record class that holds it."""
        return self.tag.lower()


@attrs.frozen(kw_only=True)
class SlotBranch:
    """A signature slot in the area ``signing`` or ``issuing``, inside the element ``list`` if it has one."""

    tag: str
    area: str
    list: str = ""
    repeated: bool = False
    identified: bool = False
    any_depth: bool = False


@attrs.frozen(kw_only=True)
class Tree:
    """Frame, blocks and slots of a format (format-v2.md §1).

    ``record`` is the element inside the data element that holds the blocks, empty in v1.0. ``marks`` are
    names that only this one of several related formats has; they decide before any tag of a block does.
    """

    branches: tuple[Branch, ...]
    slots: tuple[SlotBranch, ...]
    record: str = "THONG_TIN_HOC_BA"
    data_id: str = "data"
    record_id: str = "thongtinhocba"
    issuing: str = "PHAT_HANH_HOC_BA"
    marks: tuple[str, ...] = ()

    def inside(self, parent: str) -> tuple[Branch, ...]:
        """The blocks that stand in ``parent`` (empty: the record area), in order."""
        return tuple(branch for branch in self.branches if branch.parent == parent)

    def branch(self, tag: str) -> Branch:
        """The block ``tag``; KeyError when there is none."""
        for branch in self.branches:
            if branch.tag == tag:
                return branch
        raise KeyError(tag)

    def area(self, name: str) -> tuple[SlotBranch, ...]:
        """The slots of the area ``name`` (``signing`` or ``issuing``)."""
        return tuple(slot for slot in self.slots if slot.area == name)


V1_TREE = Tree(
    record="",
    record_id="",
    issuing="",
    branches=(
        Branch(tag="THONG_TIN_CHUNG"),
        Branch(tag="QUA_TRINH_HOC_TAP", repeated=True, marker="NAM_HOC"),
        Branch(tag="TONG_KET"),
        Branch(tag="BANG_DIEM", parent="TONG_KET", repeated=True, marker="MA_MON_HOC"),
        Branch(tag="DANH_GIA_NANG_LUC_PHAM_CHAT", parent="TONG_KET", marker="PHAM_CHAT_YEU_NUOC"),
    ),
    slots=(
        SlotBranch(tag="GVCN", area="signing"),
        SlotBranch(tag="CBQL", area="signing"),
        SlotBranch(tag="KY_PHAT_HANH", area="signing"),
    ),
)
"""Format v1.0 (format-v1.md §4): the blocks stand in the data element itself."""
