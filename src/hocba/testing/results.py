"""Levels and marks of a synthetic pupil, and everything that follows from them by rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from hocba.rules.codes import Subject, competences, subjects
from hocba.rules.tt27_2020.completion_text import section_six
from hocba.rules.tt27_2020.result import RESULTS, result
from hocba.testing.draws import Draws

__all__ = ["TITLES", "Achievement", "drawn", "summary"]

TITLES = {
    RESULTS[0]: "Học sinh Xuất sắc",
    RESULTS[1]: "Học sinh Tiêu biểu hoàn thành tốt trong học tập và rèn luyện",
}


@attrs.frozen
class Achievement:
    """Subject code → level, competence tag → level, subject code → mark; M for an exempt subject."""

    levels: Mapping[str, str]
    competences: Mapping[str, str]
    marks: Mapping[str, int | str]


def drawn(draws: Draws, grade: int) -> Achievement:
    """Levels and marks of one of four kinds of pupil: excellent, good, average, and rarely one in need."""
    kind = draws.below(20)
    taught = [entry for entry in subjects("TH", grade) if entry.compulsory_in(grade)]
    assessed = [entry.tag_v1.lower() for entry in competences() if grade in entry.grades]
    lowest = 9 if kind < 4 else 7 if kind < 9 else 5
    levels = {entry.code: "T" for entry in taught}
    qualities = dict.fromkeys(assessed, "T")
    marks = {entry.code: draws.between(lowest, 10) for entry in taught if grade in entry.tested_grades}
    if kind >= 9:
        levels.update({code: draws.choice("TTH") for code in levels})
        qualities.update({tag: draws.choice("TTĐ") for tag in qualities})
    if kind == 19:
        code = draws.choice([entry.code for entry in taught if grade in entry.tested_grades])
        levels[code], marks[code] = "C", draws.between(2, 4)
    return Achievement(levels, qualities, marks)


def summary(achieved: Achievement, grade: int) -> dict[str, Any]:
    """The values of TONG_KET that follow from ``achieved``: result, flags, section 6, title, rows, block.

    What is exempt (M) counts for nothing.
    """
    levels = [level for level in achieved.levels.values() if level != "M"]
    marks = [mark for mark in achieved.marks.values() if isinstance(mark, int)]
    outcome = result(levels, list(achieved.competences.values()), marks)
    completed = outcome != RESULTS[-1]
    primary = completed if grade == 5 else None
    return {
        "ket_qua_xep_loai": outcome,
        "duoc_len_lop": completed,
        "noi_dung_hoan_thanh_chuong_trinh": section_six(
            grade, completed=completed, promoted=completed, primary_completed=completed
        ),
        "da_hoan_thanh_chuong_trinh_lop_hoc": completed,
        "da_hoan_thanh_chuong_trinh_tieu_hoc": primary,
        "noi_dung_khen_thuong": TITLES.get(outcome),
        "bang_diem": [
            _row(entry, achieved) for entry in subjects("TH", grade) if entry.code in achieved.levels
        ],
        "danh_gia_nang_luc_pham_chat": dict(achieved.competences),
    }


def _row(entry: Subject, achieved: Achievement) -> dict[str, Any]:
    return {
        "ma_mon_hoc": entry.code,
        "ten_mon_hoc": entry.name,
        "muc_dat_duoc": achieved.levels[entry.code],
        "diem_kiem_tra_dinh_ky": achieved.marks.get(entry.code),
    }
