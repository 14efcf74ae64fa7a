"""The text of a later record's data element and areas: a quick way for plain records, a whole way for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hocba.formats.emit import Elements
from hocba.formats.format import Format
from hocba.formats.ids import teacher_ids
from hocba.formats.later_plan import BranchPlan, LaterPlan
from hocba.formats.outside import Outside
from hocba.formats.tree import SlotBranch
from hocba.model.base import RecordBase
from hocba.model.extension import Extension
from hocba.xml import escape

__all__ = ["issuing_text", "moved", "plain_record", "signing_text", "whole_document"]


def plain_record(record: RecordBase, plan: LaterPlan) -> str | None:
    """Data element and record area without the end of the former; ``None`` where a value needs an escape."""
    parts: list[str] = []
    tags = _join(parts, plan.branches, record.__dict__, plan.attribute)
    text = "".join(parts)
    # every part but the block tags belongs to a triple of start, value and end
    expected = tags + (len(parts) - tags) // 3 * 2
    if text.count("<") != expected or text.count(">") != expected or "&" in text or "\r" in text:
        return None
    return f"{plan.start}{text}{plan.end}"


def _join(parts: list[str], plans: tuple[BranchPlan, ...], values: dict[str, Any], attribute: str) -> int:
    """Append blocks to ``parts``; returns how many of the parts are tags of blocks."""
    count = 0
    for plan in plans:
        held = values[plan.branch.name]
        identified, inner = plan.branch.identified, plan.inner
        for block in held if plan.branch.repeated else (held,):
            own = block.__dict__
            if identified:
                identity = own["id"]
                shown = "" if identity is None else f' {attribute}="{escape.attribute(identity)}"'
                parts.append(f"{plan.start}{shown}>")
            else:
                parts.append(plan.start)
            for name, start, end in plan.plain:
                value = own[name]
                if value:
                    parts += (start, value, end)
            if inner:
                count += _join(parts, inner, own, attribute)
            parts.append(plan.end)
            count += 2
    return count


def signing_text(record: RecordBase, plan: LaterPlan, known: Format) -> str:
    """The area of the teachers' slots, every slot an empty element."""
    inner = []
    for slot in known.tree.area("signing"):
        text = _empty(slot, record, plan, known)
        inner.append(f"<{slot.list}>{text}</{slot.list}>" if slot.list else text)
    return f"<{known.signing_area}>{''.join(inner)}</{known.signing_area}>"


def issuing_text(record: RecordBase, plan: LaterPlan, known: Format) -> str:
    """The area of the manager's and the school's slots, every slot an empty element."""
    area = known.tree.issuing
    inner = "".join(_empty(slot, record, plan, known) for slot in known.tree.area("issuing"))
    return f"<{area}>{inner}</{area}>"


def _empty(slot: SlotBranch, record: RecordBase, plan: LaterPlan, known: Format) -> str:
    return "".join([f"<{slot.tag}{shown}></{slot.tag}>" for shown in _slots(slot, record, plan, known)])


def _slots(slot: SlotBranch, record: RecordBase, plan: LaterPlan, known: Format) -> list[str]:
    """The attribute of each slot of one kind: one for each teacher, else a number of them without any."""
    if slot.identified:
        found = teacher_ids(record, known, slot.tag)
        return [f' {plan.attribute}="{escape.attribute(identity)}"' for identity in found]
    return [""] * (plan.managers if slot.repeated else 1)


def moved(extensions: Iterable[Extension], known: Format, inside: bool) -> Iterator[Extension]:
    """``extensions`` with those of the teachers' area where that area is to be written."""
    area = known.signing_area
    old, new = (area, f"{known.data}/{area}") if inside else (f"{known.data}/{area}", area)
    before, after = ("", known.data) if inside else (known.data, "")
    for one in extensions:
        if one.parent == old or one.parent.startswith(f"{old}/"):
            parent = new + one.parent.removeprefix(old)
            yield type(one).unchecked({**one.__dict__, "parent": parent})
        elif one.parent == before and one.after == area:
            yield type(one).unchecked({**one.__dict__, "parent": after})
        else:
            yield one


def whole_document(record: RecordBase, plan: LaterPlan, known: Format, outside: Outside) -> str:
    """Everything inside the document element, with escapes, re-formed values and content without a field."""
    writer = _Whole(record, plan, known, outside)
    writer.document()
    return "".join(writer.parts)


class _Whole(Elements):
    def __init__(self, record: RecordBase, plan: LaterPlan, known: Format, outside: Outside) -> None:
        super().__init__(outside)
        self.record, self.plan, self.known = record, plan, known

    def document(self) -> None:
        known, plan, tree = self.known, self.plan, self.known.tree
        self.follow("", "")
        self.open(known.data, known.data, plan.data_attributes)
        place = f"{known.data}/{tree.record}"
        self.open(tree.record, place, plan.record_attributes)
        self.branches(plan.branches, place, self.record.__dict__)
        self.close(tree.record, place)
        self.follow(known.data, tree.record)
        if plan.inside:
            self.area(known.signing_area, known.data, "signing")
        self.close(known.data, known.data)
        self.follow("", known.data)
        if not plan.inside:
            self.area(known.signing_area, "", "signing")
        self.area(tree.issuing, "", "issuing")
        self.parts += self.outside.rest("")

    def branches(self, plans: Iterable[BranchPlan], place: str, values: dict[str, Any]) -> None:
        """Blocks in their order; those that share the elements around them stand together in these."""
        around: list[str] = []
        for plan in plans:
            held = values[plan.branch.name]
            blocks = held if plan.branch.repeated else (held,)
            if blocks:
                self.move(around, plan.steps[:-1], place)
                inside, name = "/".join((place, *around)), plan.steps[-1]
                for number, block in enumerate(blocks, 1):
                    step = f"{name}[{number}]" if plan.branch.repeated else name
                    self.block(plan, f"{inside}/{step}", block.__dict__, values)
                    self.follow(inside, step)
        self.move(around, (), place)

    def move(self, around: list[str], wanted: tuple[str, ...], place: str) -> None:
        """Close and open elements below ``place`` until those that are open are ``wanted``."""
        same = 0
        while same < min(len(around), len(wanted)) and around[same] == wanted[same]:
            same += 1
        while len(around) > same:
            inside = "/".join((place, *around))
            name = around.pop()
            self.close(name, inside)
            self.follow("/".join((place, *around)), name)
        for step in wanted[same:]:
            around.append(step)
            self.open(step, "/".join((place, *around)))

    def block(self, plan: BranchPlan, place: str, values: dict[str, Any], around: dict[str, Any]) -> None:
        own: tuple[tuple[str, str], ...] = ()
        if plan.branch.identified and values["id"] is not None:
            own = ((self.plan.attribute, values["id"]),)
        self.open(plan.steps[-1], place, own)
        self.pieces(plan.pieces, place, values)
        self.branches(plan.inner, place, values)
        self.branches(plan.guests, place, around)
        self.close(plan.steps[-1], place)

    def area(self, name: str, parent: str, which: str) -> None:
        place = f"{parent}/{name}".lstrip("/")
        self.open(name, place)
        for slot in self.known.tree.area(which):
            if slot.list:
                self.open(slot.list, f"{place}/{slot.list}")
            self.slots(slot, f"{place}/{slot.list}".rstrip("/"))
            if slot.list:
                self.close(slot.list, f"{place}/{slot.list}")
                self.follow(place, slot.list)
        self.close(name, place)
        self.follow(parent, name)

    def slots(self, slot: SlotBranch, place: str) -> None:
        shown = _slots(slot, self.record, self.plan, self.known)
        for number, attribute in enumerate(shown, 1):
            self.parts.append(f"<{slot.tag}{attribute}></{slot.tag}>")
            self.follow(place, slot.tag if number == 1 else f"{slot.tag}[{number}]")
