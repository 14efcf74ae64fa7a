"""The general part: a pupil of nobody, with all that may and may not be known."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from hocba.rules.codes import EDITION_CHANGE, Province, ethnic_groups, nationalities
from hocba.testing import people
from hocba.testing.draws import Stream
from hocba.testing.legal.choice import Choice
from hocba.testing.legal.places import COMMUNE, Somewhere, somewhere
from hocba.testing.legal.staff import school, signers

__all__ = ["general"]

_CODES = {"TH": "02", "THCS": "03", "THPT": "04", "GDTX": "05"}
_ADDRESSES = ("noi_sinh", "que_quan", "cho_o_hien_nay")
_LATE = dt.date(2026, 3, 2)


@cache
def _groups() -> tuple[str, ...]:
    """Every spelling that is known; the first group as often as all others."""
    names = [name for group in ethnic_groups() for name in (group.name, *group.aliases)]
    return (*([names[0]] * len(names)), *names)


@cache
def _nations() -> tuple[str, ...]:
    return tuple(entry.name for entry in nationalities())


def general(choice: Choice, draws: Stream, home: Somewhere) -> dict[str, Any]:
    """Every value of the general part by name, of all formats; the builder takes those of its own."""
    late = choice.kind == "extract" and choice.first_year < EDITION_CHANGE.year
    where = home.since if late and draws.chance(2) else home.on(choice.first_year)
    created, issued = _days(choice, draws, late)
    regulation = choice.regulation
    circulars = people.tables()["legal"]["circulars"][regulation.id] if regulation else [""]
    return {
        "trang_thai_hoc_ba": "1",
        "trich_luc": "1" if choice.kind == "extract" else "0",
        "phien_ban": "1.0" if choice.format_id == "v1_0" else "2.0",
        "thong_tu": draws.choice(circulars),
        "ma_tra_cuu_uuid": draws.uuid4() if draws.below(4) else draws.uuid4().upper(),
        "ten_nam_hoc": f"{choice.first_year}-{choice.first_year + 1}",
        **school(choice, draws, where),
        **signers(choice, draws),
        **_pupil(choice, draws),
        **_addresses(choice, draws, late),
        "co_khuyet_tat_khong_danh_gia": "1" if choice.kind == "not_assessed" else "0",
        "ma_cap_hoc": _CODES[choice.level],
        "ma_khoi": f"{choice.grade:02d}",
        "ten_lop": f"{choice.grade}{draws.choice('ABCDEGH')}{draws.choice(('', '', '1', '2'))}",
        "ngay_tao_hoc_ba": created,
        "ngay_ky_phat_hanh_hoc_ba": issued,
    }


def _days(choice: Choice, draws: Stream, late: bool) -> tuple[dt.date, dt.date]:
    """Created at the end of the school year, or as an extract after 01/7/2025; issued up to a week later."""
    created = _LATE if late else dt.date(choice.first_year + 1, 5, draws.between(20, 28))
    if choice.kind in {"retested", "retest_failed", "conduct_trained"}:
        created = created.replace(month=8)
    return created, created + dt.timedelta(days=draws.below(8))


def _pupil(choice: Choice, draws: Stream) -> dict[str, Any]:
    table = people.tables()
    female = draws.below(2) == 1
    family = people.family_name(draws)
    years = draws.below(25) if choice.level == "GDTX" else draws.below(8) // 7
    birth = dt.date(choice.first_year - choice.grade - 5 - years, draws.between(1, 12), draws.between(1, 28))
    found: dict[str, Any] = {
        "so_so_dang_bo": f"{choice.index + 1:04d}/{choice.level}",
        "ho_va_ten": people.name(draws, female=female, family=family),
        "so_cccd": people.personal_number(birth, female=female, serial=choice.index + 1),
        "ma_hoc_sinh": f"00{choice.index + 1:08d}",
        "gioi_tinh": "Nữ" if female else "Nam",
        **_birth(choice, draws, birth),
        "can_nang": f"{18 + 3 * choice.grade + draws.below(8)}.{draws.below(2) * 5}",
        "chieu_cao": f"{110 + 5 * choice.grade + draws.below(10)}",
        "tong_so_buoi_nghi_co_phep": draws.below(9),
        "tong_so_buoi_nghi_khong_phep": draws.below(4),
        "thong_so_buoi_nghi_khong_phep": draws.below(4),
        "dan_toc": draws.choice(_groups()),
        "quoc_tich": "Việt Nam" if draws.below(12) else draws.choice(_nations()),
        "ho_va_ten_me": people.name(draws, female=True),
    }
    if draws.below(10):
        found["ho_va_ten_cha"] = people.name(draws, female=False, family=family)
    if draws.chance(6):
        found["ho_va_ten_nguoi_giam_ho"] = people.name(draws, female=True)
    for name in ("nghe_nghiep_cha", "nghe_nghiep_me", "nghe_nghiep_nguoi_giam_ho"):
        if draws.chance(2):
            found[name] = draws.choice(table["legal"]["occupations"])
    if choice.kind in {"adjusted", "not_assessed"}:
        found["doi_tuong_chinh_sach"] = table["legal"]["disability"]
    elif draws.chance(4):
        found["doi_tuong_chinh_sach"] = draws.choice(table["legal"]["policy_groups"])
    return _without(found, choice, draws)


def _without(found: dict[str, Any], choice: Choice, draws: Stream) -> dict[str, Any]:
    """Now and then without what the later formats leave to the school."""
    if choice.format_id != "v1_0":
        for name in ("so_so_dang_bo", "can_nang", "chieu_cao", "ho_va_ten_me"):
            if draws.chance(5):
                del found[name]
    return found


def _birth(choice: Choice, draws: Stream, birth: dt.date) -> dict[str, Any]:
    """The day, and in the later formats now and then only the month or the year."""
    if choice.format_id != "v1_0":
        known = draws.below(12)
        if known == 0:
            return {"thang_nam_sinh": f"{birth.year}-{birth.month:02d}"}
        if known == 1:
            return {"nam_sinh": str(birth.year)}
    return {"ngay_sinh": birth}


def _addresses(choice: Choice, draws: Stream, late: bool) -> dict[str, Any]:
    """Three addresses; codes of province and commune in the edition of the year, or none."""
    found: dict[str, Any] = {}
    places = people.tables()["places"]
    for name in _ADDRESSES:
        home = somewhere(draws)
        where: Province = home.since if late else home.on(choice.first_year)
        found[name] = f"{draws.choice(places)}, {where.name}"
        if draws.chance(2):
            found[f"{name}_ma_tinh_thanh_pho"] = where.code
            if draws.chance(2):
                found[f"{name}_ma_xa_phuong"] = COMMUNE
    if draws.chance(3):
        found["ma_xa_phuong"] = COMMUNE
    return found
