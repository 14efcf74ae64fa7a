"""Every message exists in both languages, by a code that the program uses."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from hocba.findings import Severity
from hocba.i18n import catalog

SOURCE = Path(__file__).resolve().parents[2] / "src" / "hocba"
CODES = sorted(catalog.codes())
GROUPS = sorted({code.partition("-")[0] for code in CODES})


def of(group: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The codes of a group with their entries."""
    return ((code, catalog.entry(code)) for code in CODES if code.partition("-")[0] == group)


def placeholders(text: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("group", GROUPS)
def test_both_languages_say_the_same(group: str) -> None:
    for code, entry in of(group):
        assert entry["vi"].strip() and entry["en"].strip(), code
        assert placeholders(entry["vi"]) == placeholders(entry["en"]), code
        assert bool(entry.get("do_vi")) == bool(entry.get("do_en")), code
        assert placeholders(entry.get("do_vi", "")) == placeholders(entry.get("do_en", "")), code
        assert set(entry) <= {"vi", "en", "do_vi", "do_en", "severity", "confidence", "source"}, code
        if "severity" in entry:
            Severity(entry["severity"])
        if entry.get("confidence"):
            form = r"\[(official|observed|inferred|unconfirmed)(, TP\.HCM)?\]"
            assert re.fullmatch(form, entry["confidence"]), code


@pytest.mark.parametrize("group", GROUPS)
def test_unofficial_findings_are_never_errors_without_a_reason(group: str) -> None:
    for code, entry in of(group):
        if entry.get("confidence") in {"[inferred]", "[unconfirmed]"} and entry.get("severity") == "error":
            assert code in INFERRED_ERRORS, f"{code} is {entry['confidence']} and an error"


# why an inferred fact may be an error here
INFERRED_ERRORS = {
    "G-11": "rules.md: a wrong letter is no code at all",
    "G-19": "rules.md: the writer itself chooses",
    "MODEL-BOOLEAN": "refuses the creation of a new value; never a finding about a file",
    "MODEL-DATE": "refuses the creation of a new value; never a finding about a file",
    "VER-COVER-PARTIAL": "verification.md §6: nothing missing from what a slot has to cover",
    "VER-READING-DIFFERS": "verification.md §6: what is handed on has to be what was judged",
    "VER-ROW-MISPLACED": "verification.md §11: what is moved or wrapped is refused",
    "VER-TEACHER-NO-ROW": "verification.md §11: completeness against the rows",
    "VER-TEACHER-AMBIGUOUS": "verification.md §11: completeness against the rows",
    "VER-LEVEL-MIXED": "verification.md §11: completeness against the rows",
    "VER-TEACHER-DIFFERS": "verification.md §6.1: a contradiction is INVALID",
    "VER-VALUE-TWICE": "verification.md §11: of a value that stands twice nobody can say which one counts",
    "VER-KIND": "verification.md §6.1: the kind of certificate is checked in every case",
    "VER-IDENTITY-CONTRADICTION/register": "verification.md §6.1: a contradiction is INVALID",
    "VER-IDENTITY-CONTRADICTION/role": "verification.md §6.1: a contradiction is INVALID",
    "VER-IDENTITY-CONTRADICTION/signed": "verification.md §6.1: a contradiction is INVALID",
    "VER-IDENTITY-CONTRADICTION/slot": "verification.md §6.1: a contradiction is INVALID",
}


def raised_by_the_command_line() -> set[str]:
    sources = (file.read_text(encoding="utf-8") for file in (SOURCE / "cli").glob("*.py"))
    return {
        code
        for source in sources
        for code in re.findall(r"""Error\.of\(\s*["'](CLI-[A-Z0-9-]+)["']""", source)
    }


RAISED_BY_THE_COMMAND_LINE = raised_by_the_command_line()

# why a code may do without advice
WITHOUT_ADVICE = {
    "HOCBA": "the code of an error that was built without one; hocba itself never raises it",
    "SIGN-DONE": "a success",
}


def needs_advice(code: str) -> bool:
    """Findings and errors do; the words of reports and of the command line's help do not."""
    if code.startswith("REPORT-") or code in WITHOUT_ADVICE:
        return False
    return not code.startswith("CLI-") or code in RAISED_BY_THE_COMMAND_LINE


@pytest.mark.parametrize("group", GROUPS)
def test_every_error_and_finding_says_what_to_do(group: str) -> None:
    for code, entry in of(group):
        if needs_advice(code):
            assert entry.get("do_vi", "").strip() and entry.get("do_en", "").strip(), code
            assert entry["do_vi"] != entry["vi"] and entry["do_en"] != entry["en"], code


def test_errors_of_the_command_line_are_seen_and_exceptions_are_real() -> None:
    assert {"CLI-BAD-PAIR", "CLI-SIGN-SAME-NAME"} <= RAISED_BY_THE_COMMAND_LINE <= set(CODES)
    assert [code for code in WITHOUT_ADVICE if catalog.entry(code).get("do_vi")] == []


def test_every_code_is_used_by_the_program() -> None:
    program = "\n".join(
        file.read_text(encoding="utf-8") for pattern in ("*.py", "*.csv") for file in SOURCE.rglob(pattern)
    )
    program += "\n".join(
        file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.toml") if file.parent.name != "messages"
    )
    unused = [
        code
        for code in CODES
        if not code.startswith(("CLI-", "REPORT-")) and code.partition("/")[0] not in program
    ]
    assert not unused


def test_command_line_texts_are_used() -> None:
    program = "\n".join(file.read_text(encoding="utf-8") for file in (SOURCE / "cli").glob("*.py"))
    quoted = re.findall(r"""["']([a-z0-9.\-]+)["']""", program)
    keys = {key.upper().replace(".", "-") for key in quoted}
    dynamic = ("DEMO-STEP-", "INSPECT-FIELD-", "PLACE-", "TRUST-WORLD-")
    unused = [
        code
        for code in CODES
        if code.startswith("CLI-")
        and code.removeprefix("CLI-") not in keys
        and code not in program
        and not code.removeprefix("CLI-").startswith(dynamic)
    ]
    assert not unused


def test_a_code_as_value_is_told_in_words() -> None:
    told = catalog.message("SIGN-CERT-CHAIN", "en", {"serial": "1", "reason": "PKI-CHAIN-NONE"})
    assert "[PKI-CHAIN-NONE]" in told
    assert len(told) > len("Certificate 1 does not lead to a trust anchor (PKI-CHAIN-NONE).") + 10
