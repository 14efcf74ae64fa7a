"""A record without the people in it: the same class and shape, placeholders in the place of personal data."""

from __future__ import annotations

from typing import Any, TypeVar

from hocba.edit.dice import Dice
from hocba.edit.even_results import EvenResults
from hocba.edit.personal import UNKNOWN, FieldNature, nature
from hocba.edit.placeholders import Placeholders
from hocba.edit.spots import Spot, about, spots
from hocba.edit.windows import Forbidden
from hocba.model.base import RecordBase
from hocba.model.block import Block
from hocba.model.extension import Extension
from hocba.model.part import parts_of
from hocba.model.values import BooleanText, DateText, NumberText
from hocba.model.walk import Held, Step, simple_fields
from hocba.rules.codes import level

__all__ = ["redact"]

R = TypeVar("R", bound=RecordBase)
TYPED = frozenset({"level", "competence", "result", "secondary_level", "sex"})
VIEWS = {"date": DateText, "number": NumberText, "boolean": BooleanText}


def redact(
    record: R,
    *,
    keep_marks: bool = True,
    keep_school: bool = False,
    keep_unknown: bool = False,
    seed: int | str | None = None,
) -> R:
    """A copy of ``record`` that is about nobody.

    Replaced: every field of ``hocba/edit/data/personal.csv`` in the groups identity, family, staff, health
    and comment, and fields that table does not know: names by words of three letters, personal numbers by
    test numbers that begin with 000, the record id by a new one, comments by one sentence or nothing. Equal
    values of one kind get equal placeholders. Kept: the frame (year, grade, subjects, dates of issue);
    levels, marks and results unless ``keep_marks`` is false (then all are the same good ones); the school
    only with ``keep_school``; of content without a field a yes or no of a later format, and with
    ``keep_unknown`` everything, which is then not looked at. Ids of elements go. Kept values that have not
    the form of their field are replaced too.

    No run of four letters or digits of any personal value stands in a placeholder (words of the closed lists
    of results apart). Placeholders come from chance or from ``seed``, never from the record: nothing leads
    back. The copy breaks no rule that the record keeps, but those on numbers nobody bears: G-6, and G-5
    where the numbers of the record leave none that fits, as test numbers often do; without marks also those
    on results that the record lacked. Results that are kept may still point to a pupil.

    Raises RecordError (EDIT-REDACT-IMPOSSIBLE: texts so long that every placeholder shares a piece),
    ConfigurationError (EDIT-REDACT-SEED).
    """
    groups = {"frame", *(["mark"] if keep_marks else []), *(["school"] if keep_school else [])}
    work = _Work(record, groups, Dice(seed))
    values = {
        **record.__dict__,
        **work.parts(record, type(record).tag_path, ()),
        "hoc_ba_id": None,
        "extensions": tuple(kept for kept in record.extensions if keep_unknown or work.harmless(kept)),
        "layout": type(record).model_fields["layout"].get_default(),
    }
    return type(record).unchecked(values)


class _Work:
    """One redaction: what may not come back, and the placeholders."""

    def __init__(self, record: RecordBase, groups: set[str], dice: Dice) -> None:
        self.groups = groups
        every = list(spots(record))
        personal = [spot for spot in every if not self._kept(_nature(spot), spot)]
        values = [spot.value for spot in personal if spot.value is not None]
        general = {spot.name: spot.value for spot in every if spot.held.part.block == "THONG_TIN_CHUNG"}
        stated = level(general.get("ma_cap_hoc") or "")
        birth = DateText(general.get("ngay_sinh") or "").date
        self.level = stated.short if stated is not None else ""
        self.placeholders = Placeholders(dice, Forbidden(values), level=self.level, birth=birth)
        tested = any(spot.name == "diem_kiem_tra_dinh_ky" and spot.value for spot in every)
        self.even = EvenResults(grade=general.get("ma_khoi") or "", tested=tested)

    def parts(self, holder: Block, path: str, way: tuple[Step, ...]) -> dict[str, Any]:
        """The redacted blocks of ``holder`` by field."""
        made: dict[str, Any] = {}
        for part in parts_of(type(holder)):
            if part.parent:
                continue
            held = holder.__dict__[part.name]
            here = f"{path}/{part.block}"
            if part.repeated:
                made[part.name] = tuple(
                    self.block(Held(f"{here}[{number}]", part, block, way))
                    for number, block in enumerate(held, 1)
                )
            else:
                made[part.name] = self.block(Held(here, part, held, way))
        return made

    def block(self, held: Held) -> Block:
        """``held`` with its fields and blocks redacted; ids of elements go."""
        kind = type(held.block)
        values = {**held.block.__dict__, **self.parts(held.block, held.path, held.way)}
        for name in simple_fields(kind):
            values[name] = kind._claim(name, self.value(Spot(held, name)))
        if held.part.identified:
            values["id"] = None
        return held.block.unchecked(values)

    def harmless(self, added: Extension) -> bool:
        """Whether unknown content is a yes or no of a later format, of a group that is kept."""
        name = added.tag.lower()
        known = nature(added.parent.rpartition("/")[2], name)
        plain = added.xml in {f"<{added.tag}>0</{added.tag}>", f"<{added.tag}>1</{added.tag}>"}
        return plain and known is not UNKNOWN and known.group in self.groups

    def value(self, spot: Spot) -> str | None:
        """What stands in the place of the value of ``spot``."""
        value, found = spot.value, _nature(spot)
        if value is None or self._kept(found, spot):
            return value
        if found.group == "mark":
            return self.even.of(found.replacement, value)
        if found is UNKNOWN and about(type(spot.held.block), spot.name).get("kind") != "text":
            return None
        code = str(spot.held.block.__dict__.get("ma_mon_hoc") or "")
        return self.placeholders.of(found.replacement, value, spot.path, code=code)

    def _kept(self, found: FieldNature, spot: Spot) -> bool:
        """Whether the value stays: its group is kept and it has the form of its field."""
        if found.group not in self.groups or found.replacement == "subject_name":
            return False
        value = spot.value
        if value is None:
            return True
        kind = str(about(type(spot.held.block), spot.name).get("kind"))
        return found.keeps(value) and _in_form(kind, value)


def _nature(spot: Spot) -> FieldNature:
    return nature(spot.held.part.block, spot.name)


def _in_form(kind: str, value: str) -> bool:
    """Whether the value of a typed field is one that the type knows; of text nothing is asked."""
    if kind in TYPED:
        return type(value) is not str
    view = VIEWS.get(kind)
    if view is DateText:
        return DateText(value).date is not None
    if view is NumberText:
        return NumberText(value).decimal is not None
    if view is BooleanText:
        return BooleanText(value).value is not None
    return getattr(value, "in_form", True) is True
