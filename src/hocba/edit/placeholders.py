"""What stands in the place of personal data: words of at most three letters, numbers of nobody.

A word of three letters holds no piece of four, so that names and comments cannot repeat a piece of what
they replace; numbers are drawn until they do not. Personal numbers begin with 000, which is no province.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from hocba.edit.dice import Dice
from hocba.edit.even_results import TEXT
from hocba.edit.windows import Forbidden
from hocba.errors import RecordError
from hocba.model.values import DateText
from hocba.rules.codes import subject

__all__ = ["Person", "Placeholders"]

TEST_PREFIX = "000"
MOST_TRIES = 1_000
DEFAULT_YEAR = 2015
FAMILY = ("Mẫu", "Thử", "Tạo", "Giả", "Ảo", "Ẩn")
GIVEN = (
    "An",
    "Bé",
    "Chi",
    "Du",
    "Gia",
    "Hà",
    "Kha",
    "Lam",
    "Mai",
    "Nhi",
    "Nu",
    "Pha",
    "Sa",
    "Tú",
    "Vy",
    "Yên",
)
PLACES = ("Xã Ảo", "Xã Mẫu", "Xã Thử", "Khu Giả")
SCHOOL = "Nơi học"
PROVINCE, PROVINCE_CODE, DEPARTMENT = "Hà Nội", "01", "Sở Hà Nội"
POSITION = "QL"
ETHNIC_GROUPS = ("Tày", "Mạ", "Lự", "Hoa")
NATIONALITY = "Lào"
SEXES = ("Nam", "Nữ")
SUBJECT = "Môn"
_YEARS, _LATER = 6, 2
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


class Person(NamedTuple):
    """The pupil who takes the place of the real one: sex and birth date, which the number has to fit."""

    sex: str
    birth: dt.date


class Placeholders:
    """Placeholders for one record; the same value gets the same placeholder of its kind."""

    def __init__(self, dice: Dice, forbidden: Forbidden, *, level: str, birth: dt.date | None) -> None:
        self._dice = dice
        self._forbidden = forbidden
        self._level = level
        self._known: dict[tuple[str, str], str] = {}
        self._counts: Counter[str] = Counter()
        self.person, self._pupil_number = self._pupil(birth)

    def of(self, kind: str, value: str, path: str, *, code: str = "") -> str | None:
        """The placeholder of ``kind`` for ``value``; None where the field is dropped.

        ``code`` is the subject code beside a subject's name. Raises RecordError (EDIT-REDACT-IMPOSSIBLE).
        """
        if kind == "subject_name":
            return self._subject(code, value)
        if kind not in _MAKERS:
            return None
        key = (kind, value)
        if key not in self._known:
            self._known[key] = self._drawn(_MAKERS[kind], path)
        return self._known[key]

    def _drawn(self, make: Callable[[Placeholders], str], path: str) -> str:
        for _ in range(MOST_TRIES):
            made = make(self)
            if not self._forbidden.touches(made):
                return made
        raise RecordError.of("EDIT-REDACT-IMPOSSIBLE", path=path)

    def _pupil(self, birth: dt.date | None) -> tuple[Person, str]:
        """A pupil near the age of the real one whose number fits sex and birth (rule G-5) where any can."""
        year = birth.year if birth is not None else DEFAULT_YEAR
        for earlier in (_YEARS, 60):
            free = [
                (sex, born)
                for born in range(max(year - earlier, _FIRST_YEAR), min(year + _LATER, _LAST_YEAR) + 1)
                for sex in SEXES
                if not self._forbidden.touches(f"{_beginning(sex, born)} {born}")
            ]
            for _ in range(MOST_TRIES if free else 0):
                sex, born = self._dice.one_of(free)
                person = Person(sex, dt.date(born, 1 + self._dice.below(12), 1 + self._dice.below(28)))
                number = _beginning(sex, born) + self._dice.digits(6)
                if not self._forbidden.touches(number):
                    return person, number
        person = Person(SEXES[self._dice.below(2)], self._free_day(year))
        return person, self._drawn(Placeholders.number, "SO_CCCD")

    def _free_day(self, year: int) -> dt.date:
        for distance in range(200):
            for born in (year - distance, year + distance):
                if _FIRST_YEAR <= born <= _LAST_YEAR and not self._forbidden.touches(str(born)):
                    return dt.date(born, 1, 1)
        raise RecordError.of("EDIT-REDACT-IMPOSSIBLE", path="NGAY_SINH")

    def number(self) -> str:
        """A test number of a grown-up."""
        return TEST_PREFIX + self._dice.digits(9)

    def pupil_number(self) -> str:
        """The test number of the pupil."""
        return self._pupil_number

    def name(self) -> str:
        """A name of nobody, without a word of the real names where the list allows."""
        family = [word for word in FAMILY if not self._forbidden.names(word)] or list(FAMILY)
        given = [word for word in GIVEN if not self._forbidden.names(word)] or list(GIVEN)
        return f"{self._dice.one_of(family)} {self._dice.one_of(given)} {self._dice.one_of(given)}"

    def uuid4(self) -> str:
        """A new record id."""
        return str(uuid.UUID(int=self._dice.below(2**128), version=4))

    def numbered(self, prefix: str = "") -> str:
        """``prefix`` and the next letter, after Z the next number; up to three signs."""
        number = self._counts[prefix] = self._counts[prefix] + 1
        return f"{prefix} {chr(64 + number) if number <= 26 else number % 1000}".strip()

    def _subject(self, code: str, value: str) -> str:
        """The name of the subject by its code; a name that is not in the table is not kept."""
        found = subject(self._level, code)
        if found is not None:
            return found.name
        key = ("subject", value)
        self._known.setdefault(key, self.numbered(SUBJECT))
        return self._known[key]

    def digits(self, count: int) -> str:
        """``count`` digits that begin with 00."""
        return "00" + self._dice.digits(count - 2)

    def small(self, first: int, last: int) -> str:
        """A number from ``first`` to ``last``."""
        return str(first + self._dice.below(last - first + 1))

    def place(self) -> str:
        """A place that does not exist."""
        return self._dice.one_of(PLACES)

    def ethnic_group(self) -> str:
        """The name of a group that is not the pupil's."""
        free = [name for name in ETHNIC_GROUPS if not self._forbidden.names(name)] or list(ETHNIC_GROUPS)
        return self._dice.one_of(free)


def _beginning(sex: str, year: int) -> str:
    """The first six digits of a test number of somebody of ``sex`` born in ``year``."""
    return f"{TEST_PREFIX}{2 * (year // 100 - 19) + SEXES.index(sex)}{year % 100:02d}"


_MAKERS: Mapping[str, Callable[[Placeholders], str]] = MappingProxyType(
    {
        "name": Placeholders.name,
        "pupil_number": Placeholders.pupil_number,
        "number": Placeholders.number,
        "pupil_code": lambda made: made.digits(10),
        "school_code": lambda made: made.digits(8),
        "register": lambda made: made.small(1, 999),
        "uuid": Placeholders.uuid4,
        "sex": lambda made: made.person.sex,
        "birth_date": lambda made: DateText.of(made.person.birth),
        "birth_month": lambda made: made.person.birth.isoformat()[:7],
        "birth_year": lambda made: made.person.birth.isoformat()[:4],
        "place": Placeholders.place,
        "province": lambda _: PROVINCE,
        "province_code": lambda _: PROVINCE_CODE,
        "department": lambda _: DEPARTMENT,
        "ethnic_group": Placeholders.ethnic_group,
        "nationality": lambda _: NATIONALITY,
        "school": lambda made: made.numbered(SCHOOL),
        "class": Placeholders.numbered,
        "position": lambda _: POSITION,
        "text": lambda _: TEXT,
        "weight": lambda made: made.small(20, 60),
        "height": lambda made: made.small(110, 170),
    }
)
