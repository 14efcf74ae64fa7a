"""Results of primary school (Thông tư 27/2020) by kind of pupil; also for the years under older circulars."""

from __future__ import annotations

from typing import Any

from hocba.rules.codes import Subject, competences, subjects
from hocba.testing import people
from hocba.testing.draws import Stream
from hocba.testing.legal.choice import Choice
from hocba.testing.results import TITLES, Achievement, summary

__all__ = ["primary"]

_COMMENTS = {
    "nhan_xet_pham_chat": "qualities",
    "nhan_xet_nang_luc_chung": "general_competences",
    "nhan_xet_nang_luc_dac_thu": "specific_competences",
}
_FLAGS = ("duoc_len_lop", "da_hoan_thanh_chuong_trinh_lop_hoc", "da_hoan_thanh_chuong_trinh_tieu_hoc")


def primary(choice: Choice, draws: Stream) -> dict[str, Any]:
    """The summary with its rows and its block of qualities, in the names of format v1.0."""
    taught = _taught(choice, draws)
    if choice.kind == "not_assessed":
        found = _not_assessed(choice, taught)
    else:
        found = summary(_achieved(choice, draws, taught), choice.grade)
        _decided(choice, draws, found)
    table = people.tables()["comments"]
    found["nhan_xet_gvcn"] = draws.choice(table["teacher"])
    if choice.kind == "adjusted":
        found["nhan_xet_gvcn"] += f" {people.tables()['legal']['disability']}."
    found["danh_gia_nang_luc_pham_chat"] |= {
        name: draws.choice(table[kind]) for name, kind in _COMMENTS.items()
    }
    if choice.format_id != "v1_0":
        _later(choice, draws, found)
    return found


def _taught(choice: Choice, draws: Stream) -> tuple[Subject, ...]:
    """The compulsory subjects, and now and then elective ones."""
    return tuple(
        entry
        for entry in subjects("TH", choice.grade)
        if entry.compulsory_in(choice.grade) or draws.chance(4)
    )


def _achieved(choice: Choice, draws: Stream, taught: tuple[Subject, ...]) -> Achievement:
    assessed = [entry.tag_v1.lower() for entry in competences() if choice.grade in entry.grades]
    levels = {entry.code: "T" for entry in taught}
    qualities = dict.fromkeys(assessed, "T")
    lowest = {"excellent": 9, "good": 7}.get(choice.kind, 5)
    tested = [entry.code for entry in taught if choice.grade in entry.tested_grades]
    marks: dict[str, Any] = {code: draws.between(lowest, 10) for code in tested}
    if choice.kind == "good":
        marks[draws.choice(tested)] = draws.between(7, 8)
    elif choice.kind != "excellent":
        levels = {code: draws.choice("TTH") for code in levels}
        qualities = {tag: draws.choice("TTĐ") for tag in qualities}
        levels[draws.choice(list(levels))] = "H"
    if choice.kind in {"not_promoted", "by_decision"}:
        _fail(draws, levels, qualities, marks)
    if choice.kind == "exempt":
        code = draws.choice([code for code in levels if code not in {"01", "02"}])
        levels[code] = "M"
        marks.pop(code, None)
        if code in tested and draws.chance(2):
            marks[code] = "M"
    return Achievement(levels, qualities, marks)


def _fail(draws: Stream, levels: dict[str, str], qualities: dict[str, str], marks: dict[str, Any]) -> None:
    """One thing, at least, that is not enough."""
    what = draws.below(4)
    if what < 2:
        code = draws.choice(list(marks))
        marks[code] = draws.between(0, 4)
        if what == 0:
            levels[code] = "C"
    elif what == 2:
        levels[draws.choice(list(levels))] = "C"
    else:
        qualities[draws.choice(list(qualities))] = "C"


def _decided(choice: Choice, draws: Stream, found: dict[str, Any]) -> None:
    """The principal's decision, rewards, and the text of section 6, which may be left out."""
    if choice.kind == "by_decision":
        found["duoc_len_lop"] = True
        if choice.grade < 5:
            text = f"Chưa hoàn thành chương trình lớp {choice.grade}; Được lên lớp {choice.grade + 1}."
            found["noi_dung_hoan_thanh_chuong_trinh"] = text
    if draws.chance(5):
        found["noi_dung_hoan_thanh_chuong_trinh"] = None
    if found["ket_qua_xep_loai"] in TITLES and draws.chance(4):
        found["noi_dung_khen_thuong"] = None
    if draws.chance(6):
        found["noi_dung_khen_thuong_dot_xuat"] = people.tables()["legal"]["sudden"]


def _not_assessed(choice: Choice, taught: tuple[Subject, ...]) -> dict[str, Any]:
    """No levels, marks and result; the flags are what the principal decided."""
    rows = [{"ma_mon_hoc": entry.code, "ten_mon_hoc": entry.name} for entry in taught]
    flags = _FLAGS if choice.grade == 5 else _FLAGS[:2]
    return {**dict.fromkeys(flags, True), "bang_diem": rows, "danh_gia_nang_luc_pham_chat": {}}


def _later(choice: Choice, draws: Stream, found: dict[str, Any]) -> None:
    """What the later format wants besides, or may leave out."""
    if choice.grade < 5:
        found["da_hoan_thanh_chuong_trinh_tieu_hoc"] = False
    block = found["danh_gia_nang_luc_pham_chat"]
    if "nang_luc_giao_tiep_hoc_tac" in block:
        block["nang_luc_giao_tiep_hop_tac"] = block.pop("nang_luc_giao_tiep_hoc_tac")
    if draws.chance(4):
        del block["nhan_xet_pham_chat"]
    for row in found["bang_diem"]:
        row["id"] = f"mon-{row['ma_mon_hoc']}"
