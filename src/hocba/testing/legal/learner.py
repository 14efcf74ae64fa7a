"""A learner of GDTX: marks and levels as the centre gave them, which follow from nothing."""

from __future__ import annotations

from typing import Any

from hocba.rules.codes import Subject, subjects
from hocba.testing import people
from hocba.testing.draws import Stream
from hocba.testing.legal.choice import Choice
from hocba.testing.legal.learning import LEVELS
from hocba.testing.legal.marks import TERMS
from hocba.testing.legal.secondary import PROGRAMMES
from hocba.testing.legal.staff import subject_teachers

__all__ = ["learner"]

_FEWER = 3


def learner(choice: Choice, draws: Stream) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Summary and rows in subjects of the ordinary programme, fewer of them; nothing is computed."""
    level = "THCS" if choice.grade < 10 else "THPT"
    offered = [one for one in subjects(level, choice.grade) if one.compulsory_in(choice.grade)]
    for _ in range(draws.below(_FEWER + 1)):
        offered.pop(draws.below(len(offered)))
    found: dict[str, Any] = {
        **{f"ket_qua_hoc_tap_{term}": draws.choice(LEVELS) for term in TERMS},
        **{f"ket_qua_ren_luyen_{term}": draws.choice(LEVELS) for term in TERMS},
        "noi_dung_duoc_len_lop": "Theo quyết định của trung tâm",
        "nhan_xet_gvcn": draws.choice(people.tables()["comments"]["teacher"]),
    }
    if choice.grade not in PROGRAMMES:
        found["duoc_len_lop"] = draws.below(2) == 1
    if draws.below(3):
        found["tong_so_buoi_nghi_hoc_ca_nam"] = draws.between(1, 120)
    return found, [_row(one, draws) for one in offered]


def _row(subject: Subject, draws: Stream) -> dict[str, Any]:
    def result() -> str:
        if not subject.scored:
            return draws.choice(("Đ", "Đ", "CĐ", "M"))
        tenths = draws.between(0, 100)
        return f"{tenths // 10}.{tenths % 10}"

    return {
        "id": f"mon-{subject.code}",
        "ma_mon_hoc": subject.code,
        "ten_mon_hoc": subject.name,
        "diem_hoc_ky_1": result(),
        "diem_hoc_ky_2": result(),
        "diem_ca_nam": result(),
        "gvbm": subject_teachers(draws, 1),
    }
