"""The record itself, from its parts, and what check owes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs

from hocba.model.any_record import AnyRecord
from hocba.model.block import Block
from hocba.model.record import Record, ThongTinChung
from hocba.model.v2_tieuhoc import record as v2_tieuhoc
from hocba.model.v2_trunghoc import record as v2_trunghoc
from hocba.testing import people
from hocba.testing.draws import Stream
from hocba.testing.legal.choice import Choice, chosen, drawn_choice
from hocba.testing.legal.history import history
from hocba.testing.legal.learner import learner
from hocba.testing.legal.places import somewhere
from hocba.testing.legal.primary import primary
from hocba.testing.legal.pupil import general
from hocba.testing.legal.secondary import secondary

__all__ = ["LegalCase", "legal_case", "legal_cases", "legal_record", "legal_records"]

_LONGEST_NAME = 20
_OUTSIDE = {"not_assessed": "CO_KHUYET_TAT_KHONG_DANH_GIA", "extract": "TRICH_LUC"}


@attrs.frozen
class LegalCase:
    """A legal record, what was chosen, and the keys of the findings that check owes it, no others.

    ``today`` is a day on which it may be checked, since :func:`hocba.check` asks the clock otherwise and
    records of years to come were issued in the future (G-8).
    """

    record: AnyRecord
    choice: Choice
    stated: frozenset[str]

    @property
    def today(self) -> dt.date:
        """The last day of the calendar year in which the record was issued, or of 2026 if that is later."""
        return dt.date(max(self.choice.first_year + 1, 2026), 12, 31)


def legal_record(
    index: int = 0,
    *,
    level: str | None = None,
    grade: int = 4,
    first_year: int = 2024,
    format: str | None = None,
    kind: str | None = None,
    seed: int | str = 2026,
) -> AnyRecord:
    """The legal record of pupil number ``index``; the same arguments always give the same record.

    ``level``: TH, THCS, THPT or GDTX (default: the ordinary one of ``grade``). ``first_year``: 2015 to 2035.
    ``format``: v1_0 or v2_tieuhoc for TH (default v1_0), v2_trunghoc for all others. ``kind``: one of
    :data:`hocba.testing.legal.KINDS` that the level has (default: drawn). Raises ConfigurationError
    (TESTING-LEGAL) for anything else.
    """
    return legal_case(
        index, level=level, grade=grade, first_year=first_year, format=format, kind=kind, seed=seed
    ).record


def legal_case(
    index: int = 0,
    *,
    level: str | None = None,
    grade: int = 4,
    first_year: int = 2024,
    format: str | None = None,
    kind: str | None = None,
    seed: int | str = 2026,
) -> LegalCase:
    """As :func:`legal_record`, with what check says of it."""
    return _case(
        chosen(
            index,
            level=level,
            grade=grade,
            first_year=first_year,
            format_id=format,
            kind=kind,
            seed=seed,
        )
    )


def legal_records(count: int, seed: int | str = 2026) -> Iterator[AnyRecord]:
    """``count`` legal records of all levels, grades, years, formats and kinds. Made one after another."""
    return (case.record for case in legal_cases(count, seed))


def legal_cases(count: int, seed: int | str = 2026) -> Iterator[LegalCase]:
    """As :func:`legal_records`, with what check says of each."""
    draws = Stream("legal records", seed)
    return (_case(drawn_choice(draws, index, seed)) for index in range(count))


def _case(choice: Choice) -> LegalCase:
    draws = Stream(
        choice.seed,
        choice.level,
        choice.grade,
        choice.first_year,
        choice.format_id,
        choice.kind,
        choice.index,
    )
    home = somewhere(draws)
    about = general(choice, draws, home)
    entries = history(choice, draws, about, home)
    if choice.level == "TH":
        record, stated = _primary(choice, about, entries, primary(choice, draws))
    else:
        record, stated = _secondary(choice, draws, about, entries)
    stated |= {"G-6/test"}
    if choice.kind == "extract":
        stated |= {"G-22"}
    return LegalCase(record, choice, frozenset(stated))


def _primary(
    choice: Choice, about: dict[str, Any], entries: list[dict[str, Any]], found: dict[str, Any]
) -> tuple[AnyRecord, set[str]]:
    stated = _stated_primary(choice, found)
    if choice.format_id == "v2_tieuhoc":
        rows, assessment = found.pop("bang_diem"), found.pop("danh_gia_nang_luc_pham_chat")
        return v2_tieuhoc.RecordTieuHoc(
            thong_tin_chung=_of(v2_tieuhoc.ThongTinChung, about),
            qua_trinh_hoc_tap=entries,
            tong_ket=found,
            danh_gia_nang_luc_pham_chat=assessment,
            diem_tong_ket=rows,
        ), stated
    for entry in entries:
        del entry["ten_tinh_thanh_pho"]
    parts: dict[str, Any] = {
        "thong_tin_chung": _of(ThongTinChung, about),
        "qua_trinh_hoc_tap": entries,
        "tong_ket": found,
    }
    outside = _OUTSIDE.get(choice.kind)
    if outside is not None:
        parts["extensions"] = [_extension(outside)]
    return (Record.claims(parts) if choice.kind == "not_assessed" else Record(**parts)), stated


def _extension(tag: str) -> dict[str, str]:
    """A tag that format v1.0 does not know and schools add: at the end of the general part."""
    return {
        "parent": "DU_LIEU_HOC_BA/THONG_TIN_CHUNG",
        "name": tag,
        "after": "TEN_LOP",
        "xml": f"<{tag}>1</{tag}>",
    }


def _stated_primary(choice: Choice, found: dict[str, Any]) -> set[str]:
    if not choice.judged:
        return set()
    stated = set()
    for row in found["bang_diem"]:
        if row.get("muc_dat_duoc") == "M":
            stated.add("TH-13/exempt")
        if row.get("diem_kiem_tra_dinh_ky") == "M":
            stated.add("TH-14/exempt")
    if choice.kind == "not_assessed":
        stated.add("TH-17/other")
    if choice.kind == "by_decision":
        stated.add("TH-9")
    return stated


def _secondary(
    choice: Choice, draws: Stream, about: dict[str, Any], entries: list[dict[str, Any]]
) -> tuple[AnyRecord, set[str]]:
    stated: set[str] = set()
    if choice.level == "GDTX":
        found, rows = learner(choice, draws)
    else:
        found, rows, told = secondary(choice, draws)
        stated |= told if choice.judged else set()
    if any(len(row["ten_mon_hoc"]) > _LONGEST_NAME for row in rows):
        stated.add("G-9")
    certificates = people.tables()["legal"]["certificates"]
    held = [draws.choice(certificates) for _ in range(2) if draws.chance(6)]
    record = v2_trunghoc.RecordTrungHoc(
        thong_tin_chung=_of(v2_trunghoc.ThongTinChung, about),
        qua_trinh_hoc_tap=entries,
        tong_ket=found,
        chung_chi=[{"ten_chung_chi": name, "loai_chung_chi": kind} for name, kind in held],
        diem_tong_ket=rows,
    )
    return record, stated


@cache
def _names(kind: type[Block]) -> frozenset[str]:
    return frozenset(kind.model_fields)


def _of(kind: type[Block], values: dict[str, Any]) -> dict[str, Any]:
    """Those of ``values`` that the block has."""
    names = _names(kind)
    return {name: value for name, value in values.items() if name in names}
