"""Changes of the general part that depend on what stands there."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import attrs

from hocba.rules import values
from hocba.rules.codes import EDITION_CHANGE, Province, province, province_by_name
from hocba.rules.form import GENERAL, HISTORY, SUMMARY, TEACHER
from hocba.testing.changes.base import Base, Made, Mutation
from hocba.testing.changes.edit import blocks, outside, put, rebuilt, teachers_put, texts_of

__all__ = ["ClaimedSlot", "general", "history", "teachers"]

_BEFORE = EDITION_CHANGE - dt.timedelta(days=1)
_PLACES = ("noi_sinh", "que_quan", "cho_o_hien_nay")


@attrs.frozen
class ClaimedSlot:
    """A signature slot that claims a number."""

    name: str
    so_cccd: str


def general(base: Base) -> Made:
    """Years, numbers, dates, places and signers."""
    first = base.year
    text = f"{first}-{first + 2}"
    yield _general("years apart", base, ("G-3",), ten_nam_hoc=text)
    yield _general("years with an en dash", base, ("G-3",), ten_nam_hoc=f"{first}–{first + 1}")
    if base.grade < 10:
        yield _general("grade in one digit", base, ("G-10",), ma_khoi=str(base.grade))
    yield from _pupil(base)
    yield from _dates(base)
    yield from _places(base)
    yield from _signers(base)
    if "v1_0" in base.traits and "extract" not in base.traits:
        changed = outside(base.record, "TRICH_LUC", "1")
        yield Mutation("extract, in a tag that the format does not know", frozenset({"G-22"}), changed)
    for name in base.facts.form.booleans[SUMMARY]:
        value = base.facts.summary[name]
        if value in {"0", "1"}:
            word = "Có" if value == "1" else "Không"
            for text in (word, "2"):
                changed = put(base.record, SUMMARY, **{name: text})
                known = "a flag in words" if name == "duoc_len_lop" and text == word else ""
                yield Mutation(known or f"{name.upper()}: {text}", frozenset({"G-19"}), changed)


def _general(name: str, base: Base, codes: tuple[str, ...], /, **texts: str) -> Mutation:
    return Mutation(name, frozenset(codes), put(base.record, GENERAL, **texts))


def _pupil(base: Base) -> Made:
    held = base.facts.general
    number = held["so_cccd"]
    digit, years = str(int(number[3]) ^ 1), f"{(int(number[4:6]) + 1) % 100:02d}"
    yield _general("number of the other sex", base, ("G-5",), so_cccd=f"000{digit}{number[4:]}")
    yield _general(
        "number of another year of birth", base, ("G-5",), so_cccd=f"000{number[3]}{years}{number[6:]}"
    )
    other = "Nam" if held["gioi_tinh"] == "Nữ" else "Nữ"
    yield _general("the other sex", base, ("G-5",), gioi_tinh=other)
    if "young" not in base.traits:
        yield _general("pupil's prefix of no province", base, ("G-6",), so_cccd=f"003{number[3:]}")


def _dates(base: Base) -> Made:
    held = base.facts.general
    created = values.day(held["ngay_tao_hoc_ba"])
    if created is None:
        return
    if held["ngay_sinh"]:
        text = f"{created:%d/%m/%Y}"
        yield _general("born on the day of creation", base, ("G-8", "G-5"), ngay_sinh=text)
    elif held["nam_sinh"]:
        yield _general("born in the year after", base, ("G-8", "G-5"), nam_sinh=str(created.year + 1))
    issued = values.day(held["ngay_ky_phat_hanh_hoc_ba"])
    if issued is not None:
        changed = put(
            base.record, GENERAL, ngay_ky_phat_hanh_hoc_ba=f"{issued + dt.timedelta(days=1):%d/%m/%Y}"
        )
        yield Mutation("issued tomorrow", frozenset({"G-8"}), changed, {"today": issued})


def _places(base: Base) -> Made:
    held = base.facts.general
    if "v1_0" in base.traits:
        return
    for name, address in (("", held["ten_tinh_thanh_pho"]), *((f"{one}_", held[one]) for one in _PLACES)):
        field = f"{name}ma_tinh_thanh_pho"
        if held[field]:
            code = _elsewhere(address.rpartition(",")[2])
            yield _general(f"{field.upper()} of another province", base, ("G-14",), **{field: code})
    entries = blocks(base.record, HISTORY)
    if base.year >= EDITION_CHANGE.year:
        changed = put(base.record, HISTORY, len(entries) - 1, ten_tinh_thanh_pho="Hà Giang")
        yield Mutation("merged province in the history", frozenset({"G-14"}), changed)


def _elsewhere(name: str) -> str:
    """A code that means one province in both editions, and another one than ``name``."""
    found: tuple[Province | None, ...] = tuple(
        province_by_name(name, on=day) for day in (_BEFORE, EDITION_CHANGE)
    )
    codes = {code for one in found if one is not None for code in (one.code, one.successor)}
    return next(code for code in ("01", "11") if code not in codes and province(code, on=EDITION_CHANGE))


def _signers(base: Base) -> Made:
    held = base.facts.general
    for slot, field in (("GVCN", "so_cccd_giao_vien_chu_nhiem"), ("CBQL", "so_cccd_giam_hieu_ky_hoc_ba")):
        if held[field]:
            changed = put(base.record, GENERAL, **{field: "000180000099"})
            options = {"slots": (ClaimedSlot(slot, held[field]),)}
            yield Mutation(f"another number than in the slot {slot}", frozenset({"G-21"}), changed, options)


def history(base: Base) -> Made:
    """G-17: a year twice, a year to come."""
    entries = blocks(base.record, HISTORY)
    twice = rebuilt(base.record, HISTORY, [*entries, entries[-1]])
    yield Mutation("a year twice", frozenset({"G-17"}), twice)
    later = {"nam_hoc": "2098-2099"}
    if base.facts.form.has(HISTORY, "ten_tinh_thanh_pho"):
        later["ten_tinh_thanh_pho"] = "Hà Nội"
    changed = rebuilt(base.record, HISTORY, [*entries, texts_of(entries[-1], **later)])
    yield Mutation("a later year", frozenset({"G-17"}), changed)


def teachers(base: Base) -> Made:
    """G-4 and G-6 for a subject teacher."""
    row = next((row.index for row in base.facts.rows if row.teachers), None)
    if row is None or TEACHER not in base.facts.form.parts:
        return
    for name, text, codes in (
        ("subject teacher's number of nine digits", "123456789", {"G-4"}),
        ("subject teacher's prefix of no province", "003180000001", {"G-6"}),
        ("subject teacher's number with two more digits", "00018000000112", {"G-4", "G-9"}),
    ):
        changed = teachers_put(base.record, row, partial(_first, text))
        yield Mutation(name, frozenset(codes), changed)


def _first(number: str, held: tuple[Any, ...]) -> list[Any]:
    return [texts_of(held[0], so_cccd=number), *held[1:]]
