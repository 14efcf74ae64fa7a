from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from hocba.errors import ConfigurationError, InputError
from hocba.pki.certificate import Certificate
from hocba.pki.register import Entry, Register, RegistrationKind
from hocba.testing.pki import TestPki

HEADING = "role,school_code,holder,issuer,serial,sha256,valid_from,valid_to\n"
SCHOOL, OTHER = "00000001", "00000002"
KIND = RegistrationKind
DAY = timedelta(days=1)


def asked(
    register: Register, certificate: Certificate, at: datetime, **options: str | None
) -> RegistrationKind:
    role = options.pop("role", "KY_PHAT_HANH") or ""
    school = options.pop("school", SCHOOL) or ""
    return register.lookup(role, school, certificate, at, options.get("holder")).kind


@pytest.fixture(scope="module")
def seal(small_pki: TestPki) -> Certificate:
    return small_pki["school"].certificate


class TestLookup:
    def test_registered(self, small_pki: TestPki, seal: Certificate, now: datetime) -> None:
        answer = small_pki.register.lookup("KY_PHAT_HANH", SCHOOL, seal, now)
        assert answer.kind is KIND.REGISTERED
        assert answer.registered
        assert answer.bound
        assert answer.entry is not None
        assert answer.entry.sha256 == seal.fingerprint

    def test_other_role_school_and_certificate(
        self, small_pki: TestPki, seal: Certificate, now: datetime
    ) -> None:
        register = small_pki.register
        assert asked(register, seal, now, role="CBQL") is KIND.OTHER_CERTIFICATE
        assert asked(register, seal, now, role="GVBM") is KIND.NOT_REGISTERED
        assert asked(register, seal, now, school=OTHER) is KIND.OTHER_CERTIFICATE
        assert asked(register, seal, now, school="00000009") is KIND.NOT_REGISTERED
        assert asked(register, seal, now, school="") is KIND.NOT_REGISTERED
        assert asked(register, small_pki["second_school"].certificate, now) is KIND.OTHER_CERTIFICATE
        assert not register.lookup("CBQL", SCHOOL, seal, now).bound

    def test_another_holder_than_the_record_names(self, small_pki: TestPki, now: datetime) -> None:
        head = small_pki["head"].certificate
        assert asked(small_pki.register, head, now, role="CBQL", holder="000075000002") is KIND.REGISTERED
        assert asked(small_pki.register, head, now, role="CBQL", holder="000075000003") is KIND.OTHER_HOLDER

    def test_interval(self, seal: Certificate, now: datetime) -> None:
        entry = Entry.of(seal, role="KY_PHAT_HANH", school_code=SCHOOL, valid_from=now, valid_to=now + DAY)
        register = Register((entry,))
        assert asked(register, seal, now) is KIND.REGISTERED
        assert asked(register, seal, now + DAY) is KIND.REGISTERED
        assert asked(register, seal, now - DAY) is KIND.NOT_YET
        assert asked(register, seal, now + 2 * DAY) is KIND.EXPIRED

    def test_the_best_row_counts(self, small_pki: TestPki, seal: Certificate, now: datetime) -> None:
        old = Entry.of(seal, role="KY_PHAT_HANH", school_code=SCHOOL, valid_to=now - DAY)
        other = Entry.of(small_pki["second_school"].certificate, role="KY_PHAT_HANH", school_code=SCHOOL)
        new = Entry.of(seal, role="KY_PHAT_HANH", school_code=SCHOOL, valid_from=now)
        assert asked(Register((other, old, new)), seal, now) is KIND.REGISTERED
        assert asked(Register((other, old)), seal, now) is KIND.EXPIRED

    def test_by_number_only(self, small_pki: TestPki, seal: Certificate, now: datetime) -> None:
        """The register binds school and tax code; the CA bound tax code and certificate."""
        register = Register((Entry(role="KY_PHAT_HANH", school_code=SCHOOL, holder="0000000001"),))
        answer = register.lookup("KY_PHAT_HANH", SCHOOL, seal, now)
        assert answer.kind is KIND.NUMBER_ONLY
        assert answer.bound
        assert not answer.registered
        assert asked(register, small_pki["second_school"].certificate, now) is KIND.OTHER_HOLDER
        assert asked(register, small_pki["teacher"].certificate, now) is KIND.OTHER_HOLDER

    def test_budget_code_binds_too(self, seal: Certificate, now: datetime) -> None:
        register = Register((Entry(role="KY_PHAT_HANH", school_code=SCHOOL, holder="0000001"),))
        assert asked(register, seal, now) is KIND.NUMBER_ONLY

    def test_tax_code_in_a_persons_certificate_binds_no_school(
        self, small_pki: TestPki, now: datetime
    ) -> None:
        subject = {"CN": "Ai Đó", "UID": ["CCCD:000188000001", "MST:0000000001"]}
        person = small_pki.public_ca.issue(subject, now=now, key="p-256").certificate
        register = Register((Entry(role="KY_PHAT_HANH", school_code=SCHOOL, holder="0000000001"),))
        assert asked(register, person, now) is KIND.OTHER_HOLDER

    def test_person_without_school(self, small_pki: TestPki, now: datetime) -> None:
        teacher = small_pki["teacher"].certificate
        by_certificate = Register((Entry.of(teacher, role="GVCN", holder="000188000001"),))
        by_number = Register((Entry(role="GVCN", holder="000188000001"),))
        for school in (SCHOOL, "", "00000009"):
            assert asked(by_certificate, teacher, now, role="GVCN", school=school) is KIND.REGISTERED
            assert asked(by_number, teacher, now, role="GVCN", school=school) is KIND.NUMBER_ONLY
        revoked = small_pki["revoked_teacher"].certificate
        assert asked(by_certificate, revoked, now, role="GVCN") is KIND.OTHER_CERTIFICATE
        head = small_pki["head"].certificate
        assert asked(by_number, head, now, role="GVCN") is KIND.NOT_REGISTERED
        assert asked(by_number, head, now, role="GVCN", holder="000188000001") is KIND.OTHER_HOLDER

    @pytest.mark.parametrize("whole", [True, False])
    def test_issuer_and_serial(
        self, small_pki: TestPki, seal: Certificate, now: datetime, whole: bool
    ) -> None:
        issuer = seal.issuer if whole else seal.issuer_common_name.upper()
        entry = Entry(role="KY_PHAT_HANH", school_code=SCHOOL, issuer=issuer, serial=seal.serial_hex)
        assert asked(Register((entry,)), seal, now) is KIND.REGISTERED
        for change in ({"serial": "1"}, {"issuer": "CN=other"}, {"sha256": "0" * 64}):
            changed = attrs.evolve(entry, **change)
            assert asked(Register((changed,)), seal, now) is KIND.OTHER_CERTIFICATE

    def test_holders(self, small_pki: TestPki, now: datetime) -> None:
        register = small_pki.register
        assert register.holders("KY_PHAT_HANH", SCHOOL, now) == ("0000000001",)
        assert register.holders("KY_PHAT_HANH", SCHOOL, now - 9 * DAY) == ()
        assert register.holders("KY_PHAT_HANH", "00000009", now) == ()
        assert register.knows_school(SCHOOL)
        assert not register.knows_school("00000009")


class TestTable:
    def test_round_trip(self, small_pki: TestPki, tmp_path: Path) -> None:
        (tmp_path / "register.csv").write_text(small_pki.register.to_csv(), encoding="utf-8")
        assert Register.load(tmp_path / "register.csv") == small_pki.register
        assert Register.parse(HEADING.encode()) == Register()

    def test_picklable_also_after_use(self, small_pki: TestPki, seal: Certificate, now: datetime) -> None:
        register = small_pki.register
        register.lookup("KY_PHAT_HANH", SCHOOL, seal, now)
        assert pickle.loads(pickle.dumps(register)) == register

    def test_prints_no_personal_data(self, small_pki: TestPki) -> None:
        shown = repr(small_pki.register) + repr(small_pki.register.entries)
        assert "6 rows" in shown
        assert "000188000001" not in shown

    def test_dates_are_days_of_viet_nam(self) -> None:
        (entry,) = Register.parse(
            f"{HEADING}CBQL,{SCHOOL},000175000002,,,,2025-09-01,2026-05-31\n".encode()
        ).entries
        assert entry.valid_from == datetime(2025, 8, 31, 17, tzinfo=UTC)
        assert entry.valid_to == datetime(2026, 5, 31, 16, 59, 59, 999999, tzinfo=UTC)

    def test_times_with_zone(self) -> None:
        row = f"CBQL,{SCHOOL},000175000002,,,,2025-09-01T07:00:00+07:00,2026-05-31T00:00:00Z\n"
        (entry,) = Register.parse((HEADING + row).encode()).entries
        assert entry.valid_from == datetime(2025, 9, 1, tzinfo=UTC)
        assert entry.valid_to == datetime(2026, 5, 31, tzinfo=UTC)

    def test_serial_as_other_tools_show_it(self, seal: Certificate, now: datetime) -> None:
        pairs = f"{seal.serial:040X}"
        serial = "0x00:" + ":".join(pairs[i : i + 2] for i in range(0, 40, 2))
        row = f'KY_PHAT_HANH,{SCHOOL},,"{seal.issuer_common_name}",{serial},,,\n'
        assert asked(Register.parse((HEADING + row).encode()), seal, now) is KIND.REGISTERED

    @pytest.mark.parametrize(
        ("row", "column"),
        [
            (f",{SCHOOL},1,,,,,", "role"),
            (f"a b,{SCHOOL},1,,,,,", "role"),
            ("CBQL,00 01,1,,,,,", "school_code"),
            (f"CBQL,{SCHOOL},=1+1,,,,,", "holder"),
            ("CBQL,,,,,,,", "school_code, holder"),
            (f"CBQL,{SCHOOL},,,,,,", "holder, serial, sha256"),
            (f"CBQL,{SCHOOL},,,,abc,,", "sha256"),
            (f"CBQL,{SCHOOL},,,,{'g' * 64},,", "sha256"),
            (f"CBQL,{SCHOOL},,CN=x,xyz,,,", "serial"),
            (f"CBQL,{SCHOOL},1,CN=x,,,,", "issuer, serial"),
            (f"CBQL,{SCHOOL},1,,12,,,", "issuer, serial"),
            (f"CBQL,{SCHOOL},1,,,,yesterday,", "valid_from, valid_to"),
            (f"CBQL,{SCHOOL},1,,,,2025-13-01,", "valid_from, valid_to"),
            (f"CBQL,{SCHOOL},1,,,,0001-01-01,", "valid_from, valid_to"),
            (f"CBQL,{SCHOOL},1,,,,2025-01-01T00:00:00,", "valid_from, valid_to"),
            (f"CBQL,{SCHOOL},1,,,,2025-01-02,2025-01-01", "valid_from, valid_to"),
        ],
    )
    def test_bad_rows(self, row: str, column: str) -> None:
        good = f"GVCN,{SCHOOL},000188000001,,,,,\n"
        with pytest.raises(ConfigurationError) as caught:
            Register.parse((HEADING + good + row + "\n").encode(), name="r.csv")
        assert caught.value.code == "PKI-REGISTER-ROW"
        assert (caught.value.context["row"], caught.value.context["column"]) == (3, column)
        assert "000188000001" not in str(caught.value)

    @pytest.mark.parametrize(
        ("first", "second", "twice"),
        [
            (",", ",", True),
            ("2025-01-01,", "2025-06-01,", True),
            (",2025-05-31", "2025-05-31,", True),
            (",2025-05-31", "2025-06-01,", False),
            ("2025-06-01,", ",2025-05-31", False),
        ],
    )
    def test_duplicates(self, first: str, second: str, twice: bool) -> None:
        rows = "".join(f"CBQL,{SCHOOL},1,,,{'0' * 64},{interval}\n" for interval in (first, second))
        if not twice:
            assert len(Register.parse((HEADING + rows).encode()).entries) == 2
            return
        with pytest.raises(ConfigurationError) as caught:
            Register.parse((HEADING + rows).encode())
        assert (caught.value.code, caught.value.context["row"]) == ("PKI-REGISTER-TWICE", 3)

    def test_with_entries(self, small_pki: TestPki) -> None:
        entry = Entry(role="GVBM", school_code=SCHOOL, holder="000188000001")
        longer = small_pki.register.with_entries([entry])
        assert longer.entries[-1] == entry
        with pytest.raises(ConfigurationError):
            longer.with_entries([entry])

    def test_too_many_rows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("hocba.pki.csv_text.MAX_ROWS", 2)
        rows = "".join(f"CBQL,{SCHOOL},{number},,,,,\n" for number in range(3))
        with pytest.raises(ConfigurationError) as caught:
            Register.parse((HEADING + rows).encode())
        assert caught.value.code == "PKI-TABLE-LONG"

    def test_absent(self, tmp_path: Path) -> None:
        with pytest.raises(InputError):
            Register.load(tmp_path / "register.csv")
