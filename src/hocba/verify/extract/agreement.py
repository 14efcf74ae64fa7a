"""Does the record that comes out say the same as what was judged? Asked of later records alone.

Judging looks at places that signatures depend on; the reader is lenient and also takes blocks under other
names and inside other elements. Where the two differ about the school, the record or who signs, a record
could pass for one school and be read as one of another.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from hocba.errors import HocbaError
from hocba.findings import Finding
from hocba.formats.branches import BranchTags, holder_of
from hocba.formats.registry import get
from hocba.profiles.expansion import Expansion
from hocba.profiles.slots import Quantity
from hocba.verify.extract.few import found_at
from hocba.verify.extract.plan import Plan
from hocba.verify.verified import rebuild

__all__ = ["disagreements"]


def disagreements(
    octets: bytes, expansion: Expansion, fields: Mapping[str, str], plan: Plan, format_id: str, *, plain: bool
) -> Iterator[Finding]:
    """VER-READING-DIFFERS for the first difference between ``fields``, the teachers of ``expansion`` and the
    record in the signed ``octets``, for rows or teachers that the reader does not find, and where nothing can
    be read at all; VER-ROW-NO-TEACHER for rows that only the reader knows as such.

    Other values are not compared: judging uses none of them. ``plain``: the document has neither comments nor
    instructions. Raises nothing.
    """
    content = expansion.content
    if content is None or (plain and _is_ordinary(content, format_id)):
        return
    try:
        record: Any = rebuild(octets, format_id)
    except HocbaError:
        yield found_at("VER-READING-DIFFERS", content)
        return
    rows = len(record.diem_tong_ket) - _rows(content, plan)
    if rows < 0 or _fields_differ(record, fields, plan, format_id) or _teachers_differ(record, expansion):
        yield found_at("VER-READING-DIFFERS", content)
    elif rows > 0 and any(slot.quantity is Quantity.EACH_TEACHER for slot in plan.profile.slots):
        yield found_at("VER-ROW-NO-TEACHER", content)


def _is_ordinary(content: etree._Element, format_id: str) -> bool:
    """Whether every block stands where the table has it and every tag once in its block, with text alone:
    then nothing can be read in two ways, and nothing is."""
    holder = holder_of(get(format_id), content.tag[: content.tag.rfind("}") + 1])
    single: set[str] = set()
    for block in content:
        known = holder.by_tag.get(block.tag)
        if known is None or block.tag in single or not _is_simple(block, known):
            return False
        if not known.branch.repeated:
            single.add(block.tag)
    return True


def _is_simple(block: etree._Element, known: BranchTags) -> bool:
    names = []
    for child in block:
        inner = None if known.inner is None else known.inner.by_tag.get(child.tag)
        simple = known.block.tags.get(child.tag)
        if inner is not None and simple is None:
            if not _is_simple(child, inner):
                return False
        elif simple is None or len(child):
            return False
        else:
            names.append(simple.name)
    return len(set(names)) == len(names)


def _fields_differ(record: Any, fields: Mapping[str, str], plan: Plan, format_id: str) -> bool:
    names = {f"{row.block}/{row.tag}": row.python_name for row in get(format_id).fields}
    for path in {path for tags in plan.fields.values() for path in tags.values()}:
        block = getattr(record, path.partition("/")[0].lower())
        if _text(getattr(block, names[path])) != fields.get(path, "").strip():
            return True
    return False


def _teachers_differ(record: Any, expansion: Expansion) -> bool:
    """Whether a row names somebody who is not the teacher of a slot that has to cover it, or fewer people."""
    slots: dict[str | None, list[str]] = {}
    for name in expansion.named:
        for row in expansion.covers[name]:
            for key in ("Id", "id", "ID"):
                if row.get(key):
                    slots.setdefault(row.get(key), []).append(name)
    teachers = [(row, teacher) for row in record.diem_tong_ket for teacher in getattr(row, "gvbm", ())]
    return len(teachers) < sum(map(len, expansion.named.values())) or any(
        not any(_is(teacher, expansion, name) for name in slots.get(row.id, ())) for row, teacher in teachers
    )


def _is(teacher: Any, expansion: Expansion, name: str) -> bool:
    slot, said = expansion.profile.slot(name), expansion.said
    key, number, written = (
        said[f"{name}/@Id"],
        said[slot.number_field],
        said[slot.name_field],
    )
    same = teacher.id == key or (bool(number) and _text(teacher.so_cccd) == number)
    return (
        same
        and _text(teacher.so_cccd) in ("", number)
        and _plain(_text(teacher.ho_va_ten)) in ("", _plain(written))
    )


def _rows(content: etree._Element, plan: Plan) -> int:
    """How many rows were looked at; a simple tag of that name inside a row is a mark."""
    tag = content.tag[: content.tag.rfind("}") + 1] + plan.profile.row
    return sum(1 for row in content.iter(tag) if len(row) or row.keys() or not _is_mark(row, tag))


def _is_mark(element: etree._Element, tag: str) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == tag


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
