"""People and schools that do not exist, for synthetic records.

Personal numbers begin with 000, which is no province, school codes with 00. Names are put together from
``data/people.toml``, whose family names nobody bears.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from hocba.testing.draws import Draws

__all__ = ["HEAD_TEACHER", "SCHOOL", "TEACHER", "SyntheticPerson", "SyntheticSchool", "personal_number"]


@attrs.frozen
class SyntheticPerson:
    """A name and a personal number of twelve digits that begins with 000."""

    name: str
    number: str


@attrs.frozen(kw_only=True)
class SyntheticSchool:
    """A school that does not exist, in a real province so that place names can be checked (G-14)."""

    code: str = "00000001"
    name: str = "Trường Tiểu học Ví Dụ"
    department_code: str = "01"
    department: str = "Sở Giáo dục và Đào tạo Hà Nội"
    province: str = "Hà Nội"
    district: str = "Quận Ví Dụ"
    commune: str = "Phường Ví Dụ"


def personal_number(birth: dt.date, *, female: bool, serial: int) -> str:
    """A test number that fits birth and sex (rule G-5): 000, sex and century, year, six digits."""
    century = birth.year // 100 + 1
    return f"000{2 * (century - 20) + female}{birth.year % 100:02d}{serial % 1_000_000:06d}"


SCHOOL = SyntheticSchool()
TEACHER = SyntheticPerson("Mẫu Thị Hường", personal_number(dt.date(1988, 3, 8), female=True, serial=1))
HEAD_TEACHER = SyntheticPerson("Thử Đức Nghĩa", personal_number(dt.date(1975, 9, 5), female=False, serial=2))


@cache
def tables() -> dict[str, Any]:
    """The tables of names, places and comments."""
    text = files("hocba.testing").joinpath("data", "people.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def name(draws: Draws, *, female: bool, family: str | None = None) -> str:
    """A full name of nobody."""
    table = tables()
    sex = "female" if female else "male"
    parts = (
        family or draws.choice(table["family"]),
        draws.choice(table[f"{sex}_middle"]),
        draws.choice(table[f"{sex}_given"]),
    )
    return " ".join(parts)


def family_name(draws: Draws) -> str:
    """The family name that a pupil shares with the father."""
    return str(draws.choice(tables()["family"]))
