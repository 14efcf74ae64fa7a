"""Which of several formats with one frame a document has, by names that only one of them knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from lxml import etree

from hocba.formats.format import Format
from hocba.formats.frame import Frame, frame_of

__all__ = ["chosen", "framed"]

Marks = tuple[str, ...]


def framed(root: etree._Element, formats: Iterable[Format]) -> list[tuple[Format, Frame]]:
    """Those of ``formats`` for which ``root`` has a data element with a record area, by id or by name."""
    seen: dict[tuple[str, ...], Frame] = {}
    found = []
    for known in formats:
        tree = known.tree
        names = (known.data, tree.data_id, tree.record, tree.record_id, known.signing_area, tree.issuing)
        frame = seen.get(names)
        if frame is None:
            frame = seen[names] = frame_of(root, known, _namespace(root))
        if frame.data is not None and frame.record is not None and frame.data in frame.record.iterancestors():
            found.append((known, frame))
    return found


def chosen(root: etree._Element, fitting: Sequence[tuple[Format, Frame]]) -> Format | None:
    """The one of the formats ``fitting`` the frame of ``root``; ``None`` where nothing tells.

    Formats with the same marks count as one, of which the first is taken. A mark decides where one side alone
    has marks in the document and no other side alone has tags of its own; else the tags decide where one side
    alone has any.
    """
    sides = _sides(tuple(known for known, _ in fitting))
    if len(sides) == 1:
        return fitting[0][0]
    namespace = _namespace(root)
    marked = [marks for marks in sides if _any(root, marks, namespace)]
    record = fitting[0][1].record
    tagged = [marks for marks, tags in sides.items() if record is not None and _any(record, tags, namespace)]
    if len(marked) == 1 and (not tagged or marked[0] in tagged):
        found = marked[0]
    elif len(marked) != 1 and len(tagged) == 1:
        found = tagged[0]
    else:
        return None
    return next(known for known, _ in fitting if known.tree.marks == found)


def _namespace(root: etree._Element) -> str:
    return root.tag[: root.tag.rfind("}") + 1]


def _any(top: etree._Element, names: Sequence[str], namespace: str) -> bool:
    return bool(names) and next(top.iter(*[namespace + name for name in names]), None) is not None


@lru_cache(maxsize=16)
def _sides(formats: tuple[Format, ...]) -> Mapping[Marks, tuple[str, ...]]:
    """Marks of each side, with the tags that it alone has."""
    tags: dict[Marks, set[str]] = {}
    for known in formats:
        names = {name for row in known.fields for name in (row.tag, row.alias) if name}
        names |= {branch.tag for branch in known.tree.branches}
        tags.setdefault(known.tree.marks, set()).update(names)
    return {
        marks: tuple(sorted(own.difference(*(other for key, other in tags.items() if key != marks), marks)))
        for marks, own in tags.items()
    }
