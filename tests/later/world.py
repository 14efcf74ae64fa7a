"""Who signs in the tests of the later formats, and records signed by them as they should be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache

from hocba.pki.evidence import Evidence
from hocba.pki.register import Entry, Register
from hocba.testing.authority import TestIdentity
from hocba.testing.people import SCHOOL
from hocba.testing.pki import BUDGET_CODE, SUPERIOR, TAX_CODE, TestPki
from hocba.verify.engine import Verifier
from hocba.verify.report import Report
from tests.later.document import HEAD, HOMEROOM, ROWS, TEACHERS, Person, Row, number, primary, secondary
from tests.later.signer import sign

__all__ = ["NOW", "SIGNED", "Later", "later"]

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
SIGNED = NOW - timedelta(hours=2)
SEAL = "KY_PHAT_HANH"
DEPUTY = Person("", "Thử Thị Hiệu Phó", number(23))


class Later:
    """A PKI with everybody who signs. ``key`` is the kind of the signers' keys."""

    def __init__(self, key: str = "p-256", now: datetime = SIGNED) -> None:
        self.now = now
        self.pki = TestPki.create(now, leaf_key=key)
        people = {**TEACHERS, "homeroom": HOMEROOM, "stranger": Person("", "Mẫu Văn Lạ", number(99))}
        self.identities = {
            name: self.person(person, key=key) for name, person in people.items()
        } | {
            "head": self.manager(HEAD.name, key=key),
            "deputy": self.manager(DEPUTY.name, key=key),
            "school": self.seal(key=key),
            "second_school": self.pki["second_school"],
        }  # fmt: skip

    def __getitem__(self, name: str) -> TestIdentity:
        return self.identities[name]

    def person(self, person: Person, *, key: str = "p-256", numbered: bool = True) -> TestIdentity:
        """A teacher's certificate of the public CA."""
        uid = {"UID": f"CCCD:{person.number}"} if numbered else {}
        return self.pki.public_ca.issue({"CN": person.name, **uid, "C": "VN"}, now=self.now, key=key)

    def manager(self, name: str, *, key: str = "p-256", uid: str = "") -> TestIdentity:
        """A manager's certificate of the Government CA, as a rule without a number."""
        numbered = {"UID": uid} if uid else {}
        subject = {"CN": name, "OU": SCHOOL.name, **numbered, "C": "VN"}
        return self.pki.government_ca.issue(subject, now=self.now, key=key)

    def seal(self, *, key: str = "p-256") -> TestIdentity:
        subject = {
            "CN": SCHOOL.name,
            "O": SUPERIOR,
            "UID": [f"MST:{TAX_CODE}", f"MNS:{BUDGET_CODE}"],
            "C": "VN",
        }
        return self.pki.government_ca.issue(subject, now=self.now, key=key)

    def entries(self, roles: Mapping[str, Iterable[str]]) -> tuple[Entry, ...]:
        since = self.now - timedelta(days=1)
        return tuple(
            Entry.of(self[name].certificate, role=role, school_code=SCHOOL.code, valid_from=since)
            for role, names in roles.items()
            for name in names
        )

    @property
    def sealed(self) -> Register:
        """The school's seal alone: persons are bound by what it covers."""
        return Register(self.entries({SEAL: ["school"], "package": ["school"]}))

    @property
    def everybody(self) -> Register:
        return Register(
            self.entries(
                {
                    SEAL: ["school"],
                    "package": ["school"],
                    "GVBM": list(TEACHERS),
                    "GVCN": ["homeroom"],
                    "CBQL": ["head", "deputy"],
                }
            )
        )

    def verifier(
        self,
        register: Register | None = None,
        policy: str = "hocba-default",
        *,
        by_caller: bool = False,
        **options: object,
    ) -> Verifier:
        """With the register of the seal unless another is given; ``by_caller``: with none at all."""
        known = None if by_caller else self.sealed if register is None else register
        return Verifier(self.pki.trust.with_register(known), Evidence(crls=self.pki.crls), policy, **options)

    def judged(self, raw: bytes, *, at: datetime = NOW, **options: object) -> Report:
        return self.verifier(**options).verify(raw, at=at)

    def teachers_signed(
        self, raw: bytes, rows: tuple[Row, ...] = ROWS, *, style: str = "field", but: Iterable[str] = ()
    ) -> bytes:
        """``raw`` with the signature of every subject teacher but those, over all their rows."""
        for count, key in enumerate(dict.fromkeys(key for row in rows for key in row.teachers)):
            if key not in but:
                refs = [f"#{row.id}" for row in rows if key in row.teachers]
                moment = SIGNED + timedelta(seconds=count)
                raw = sign(raw, key, self[key], *refs, time=moment, style=style, number=TEACHERS[key].number)
        return raw

    def homeroom_signed(self, raw: bytes, *, style: str = "field", uri: str = "#thongtinhocba") -> bytes:
        moment = SIGNED + timedelta(minutes=1)
        return sign(raw, "GVCN", self["homeroom"], uri, time=moment, style=style, number=HOMEROOM.number)

    def issued(
        self, raw: bytes, *, style: str = "field", manager: str = "#data", seal: str = "#data"
    ) -> bytes:
        """``raw`` with the signatures of the head and of the school."""
        raw = sign(raw, "CBQL", self["head"], manager, time=SIGNED + timedelta(minutes=2), style=style)
        return sign(raw, SEAL, self["school"], seal, time=SIGNED + timedelta(minutes=3), style=style)

    def complete(
        self, raw: bytes | None = None, rows: tuple[Row, ...] = ROWS, *, style: str = "field"
    ) -> bytes:
        """A secondary record signed by everybody, in the right order."""
        start = secondary(rows) if raw is None else raw
        return self.issued(
            self.homeroom_signed(self.teachers_signed(start, rows, style=style), style=style), style=style
        )

    def complete_primary(self, raw: bytes | None = None, *, style: str = "field") -> bytes:
        """A primary record signed by homeroom teacher, head and school."""
        return self.issued(self.homeroom_signed(primary() if raw is None else raw, style=style), style=style)


@cache
def later() -> Later:
    """The one of this process."""
    return Later()
