"""Where an element stands, in words a reader of the file can follow."""

from __future__ import annotations

from lxml import etree

from hocba.xml.tree import line_of, local_name

__all__ = ["Paths", "line_of", "local_name", "tag_path"]

RECORD = "HOC_BA"


def tag_path(element: etree._Element) -> str:
    """The path of ``element`` below its record, as ``DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM[3]``.

    Local names; a number, counted from 1, only where siblings share the name. Below the outermost
    HOC_BA; an element outside any record has its path from the root, with the root's name. Takes time
    in proportion to the siblings: use one :class:`Paths` for many elements of one document.
    """
    return Paths().of(element)


class Paths:
    """Tag paths of one document; remembers the numbering of every parent it has seen."""

    __slots__ = ("_steps",)

    def __init__(self) -> None:
        self._steps: dict[etree._Element, dict[etree._Element, str]] = {}

    def of(self, element: etree._Element) -> str:
        """The path of ``element``, as :func:`tag_path` gives it."""
        chain = [element, *element.iterancestors()]
        chain.reverse()
        names = [local_name(at) for at in chain[:-1]]
        below = names.index(RECORD) + 1 if RECORD in names else 0
        steps: list[str] = []
        for at in chain[below:]:  # numbering the records of a package for each of them would take the square
            parent = at.getparent()
            steps.append(local_name(at) if parent is None else self.step(parent, at))
        return "/".join(steps)

    def step(self, parent: etree._Element, child: etree._Element) -> str:
        """The last step of the path of ``child``, a child of ``parent``."""
        known = self._steps.get(parent)
        if known is None:
            known = self._steps[parent] = _numbered(parent)
        return known[child]


def _numbered(parent: etree._Element) -> dict[etree._Element, str]:
    groups: dict[str, list[etree._Element]] = {}
    for child in parent:
        groups.setdefault(local_name(child), []).append(child)
    steps: dict[etree._Element, str] = {}
    for name, members in groups.items():
        for number, member in enumerate(members, 1):
            steps[member] = name if len(members) == 1 else f"{name}[{number}]"
    return steps
