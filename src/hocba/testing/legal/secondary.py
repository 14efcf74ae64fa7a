"""Results of THCS and THPT (Thông tư 22/2021) by kind of pupil; also for the years under older circulars."""

from __future__ import annotations

from typing import Any

from hocba.testing import people
from hocba.testing.draws import Stream
from hocba.testing.legal.choice import Choice
from hocba.testing.legal.learning import Levels, conduct_of_year, levels_of, promoted
from hocba.testing.legal.marks import TERMS, Marked, learned, marked

__all__ = ["secondary"]

PROGRAMMES = {9: "trung học cơ sở", 12: "trung học phổ thông"}
_WORDS = {"T": "Tốt", "K": "Khá", "Đ": "Đạt", "CĐ": "Chưa đạt"}


def secondary(choice: Choice, draws: Stream) -> tuple[dict[str, Any], list[dict[str, Any]], frozenset[str]]:
    """Summary, rows, and what check says of levels that two readings of Điều 9.3 give."""
    rows = marked(choice, draws)
    levels = {term: levels_of(learned(rows, term)) for term in TERMS}
    found, stated = _learning(choice, draws, rows, levels)
    _conduct(choice, draws, found)
    _absences(choice, draws, found)
    _promotion(choice, draws, found)
    _rewards(draws, rows, found)
    found["nhan_xet_gvcn"] = draws.choice(people.tables()["comments"]["teacher"])
    return found, [row.texts(draws, choice) for row in rows], stated


def _learning(
    choice: Choice, draws: Stream, rows: list[Marked], levels: dict[str, Levels]
) -> tuple[dict[str, Any], frozenset[str]]:
    found: dict[str, Any] = {}
    stated = frozenset[str]()
    if choice.kind == "not_assessed":
        return found, stated
    for term, level in levels.items():
        found[f"ket_qua_hoc_tap_{term}"] = draws.choice((level.replaced, level.left_out))
        if not level.certain and not (choice.kind == "joined_late" and term == "ky_1"):
            stated = frozenset({"TR-18/either"})
    if choice.kind in {"retested", "retest_failed"}:
        again = levels_of(learned(rows, "lai"))
        found["ket_qua_hoc_tap_lai"] = again.replaced
    return found, stated


def _conduct(choice: Choice, draws: Stream, found: dict[str, Any]) -> None:
    first, second = draws.choice("TTTKKĐ"), draws.choice("TTTKKĐ")
    if choice.kind in {"excellent", "good"}:
        first, second = draws.choice("TK"), "T"
    if choice.kind in {"conduct_failed", "conduct_trained"}:
        second = "CĐ"
    elif draws.chance(20):
        first = "CĐ"
        second = "T" if choice.kind in {"excellent", "good"} else second
    year = conduct_of_year(first, second)
    for term, level in zip(TERMS, (first, second, year), strict=True):
        found[f"ket_qua_ren_luyen_{term}"] = level
    if choice.kind == "conduct_trained":
        found["ket_qua_ren_luyen_lai"] = draws.choice(("K", "Đ", "T"))
        found["noi_dung_ket_qua_ren_luyen_trong_he"] = people.tables()["legal"]["summer"]


def _absences(choice: Choice, draws: Stream, found: dict[str, Any]) -> None:
    """0 cannot be sent and is left out."""
    missed = draws.between(46, 120) if choice.kind == "absent" else draws.choice((0, 0, 1, 2, 5, 12, 45))
    if missed:
        found["tong_so_buoi_nghi_hoc_ca_nam"] = missed


def _promotion(choice: Choice, draws: Stream, found: dict[str, Any]) -> None:
    due = True
    if choice.kind != "not_assessed":
        due = promoted(
            conduct=found.get("ket_qua_ren_luyen_lai", found["ket_qua_ren_luyen_ca_nam"]),
            learning=found.get("ket_qua_hoc_tap_lai", found["ket_qua_hoc_tap_ca_nam"]),
            absences=found.get("tong_so_buoi_nghi_hoc_ca_nam", 0),
        )
    programme = PROGRAMMES.get(choice.grade)
    if programme is None:
        found["duoc_len_lop"] = due
        found["noi_dung_duoc_len_lop"] = (
            f"Được lên lớp {choice.grade + 1}" if due else f"Không được lên lớp {choice.grade + 1}"
        )
        return
    found["noi_dung_duoc_len_lop"] = "Học hết lớp cuối cấp"
    no = draws.choice(("Chưa hoàn thành", "Không hoàn thành"))
    found["noi_dung_hoan_thanh_chuong_trinh"] = (
        f"{'Hoàn thành' if due else no} chương trình {draws.choice(('', 'giáo dục '))}{programme}."
    )


def _rewards(draws: Stream, rows: list[Marked], found: dict[str, Any]) -> None:
    table = people.tables()["legal"]
    best = found.get("ket_qua_hoc_tap_ca_nam") == "T" and found["ket_qua_ren_luyen_ca_nam"] == "T"
    if best and draws.below(5):
        many = sum(mark >= 90 for mark in learned(rows, "ca_nam").marks) >= 6
        found["noi_dung_khen_thuong"] = f"Danh hiệu Học sinh {'Xuất sắc' if many else 'Giỏi'} năm học."
    elif draws.chance(8):
        found["noi_dung_khen_thuong"] = table["local_title"]
    if draws.chance(6):
        found["ket_qua_tham_gia_cac_cuoc_thi"] = draws.choice(table["contests"])
