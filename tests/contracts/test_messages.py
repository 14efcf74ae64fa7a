"""Every message exists in both languages, by a code that the program uses."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from hocba.findings import Severity
from hocba.i18n import catalog

SOURCE = Path(__file__).resolve().parents[2] / "src" / "hocba"
CODES = sorted(catalog.codes())


def placeholders(text: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", CODES)
def test_both_languages_say_the_same(code: str) -> None:
    entry = catalog.entry(code)
    assert entry["vi"].strip() and entry["en"].strip()
    assert placeholders(entry["vi"]) == placeholders(entry["en"])
    assert bool(entry.get("do_vi")) == bool(entry.get("do_en"))
    assert set(entry) <= {"vi", "en", "do_vi", "do_en", "severity", "confidence", "source"}
    if "severity" in entry:
        Severity(entry["severity"])
    if entry.get("confidence"):
        assert re.fullmatch(r"\[(official|observed|inferred|unconfirmed)(, TP\.HCM)?\]", entry["confidence"])


@pytest.mark.parametrize("code", [code for code in CODES if "severity" in catalog.entry(code)])
def test_unofficial_findings_are_never_errors_without_a_reason(code: str) -> None:
    entry = catalog.entry(code)
    if entry.get("confidence") in {"[inferred]", "[unconfirmed]"} and entry["severity"] == "error":
        assert code in INFERRED_ERRORS, f"{code} is {entry['confidence']} and an error"


# why an inferred fact may be an error here
INFERRED_ERRORS = {
    "G-11": "rules.md: a wrong letter is no code at all",
    "G-19": "rules.md: the writer itself chooses",
    "MODEL-BOOLEAN": "refuses the creation of a new value; never a finding about a file",
    "MODEL-DATE": "refuses the creation of a new value; never a finding about a file",
    "VER-KIND": "verification.md §6.1: the kind of certificate is checked in every case",
    "VER-IDENTITY-CONTRADICTION/register": "verification.md §6.1: a contradiction is INVALID",
    "VER-IDENTITY-CONTRADICTION/role": "verification.md §6.1: a contradiction is INVALID",
    "VER-IDENTITY-CONTRADICTION/signed": "verification.md §6.1: a contradiction is INVALID",
    "VER-IDENTITY-CONTRADICTION/slot": "verification.md §6.1: a contradiction is INVALID",
}


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
    keys = {
        key.upper().replace(".", "-") for key in re.findall(r"""text\(\s*f?["']([a-z0-9.\-]+)["']""", program)
    }
    dynamic = ("DEMO-STEP-", "INSPECT-FIELD-")
    unused = [
        code
        for code in CODES
        if code.startswith("CLI-")
        and code.removeprefix("CLI-") not in keys
        and code not in program
        and not code.removeprefix("CLI-").startswith(dynamic)
    ]
    assert not unused
