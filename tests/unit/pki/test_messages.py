"""Every text of this area in both languages, and every code reached by some test."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from hocba.findings import Severity

TABLE = tomllib.loads(files("hocba.i18n").joinpath("messages", "pki.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", TABLE)
def test_texts(code: str) -> None:
    entry = TABLE[code]
    assert code.startswith("PKI-")
    assert entry["vi"].endswith(".")
    assert entry["en"].endswith(".")
    assert ("do_vi" in entry) == ("do_en" in entry)
    assert entry.get("severity") in {None, *Severity}
    for vi, en in (("vi", "en"), ("do_vi", "do_en")):
        assert set(re.findall(r"\{(\w+)\}", entry.get(vi, ""))) == set(
            re.findall(r"\{(\w+)\}", entry.get(en, ""))
        )


def test_every_code_is_used_and_tested() -> None:
    here = Path(__file__).parent
    tests = "".join(
        place.read_text(encoding="utf-8")
        for folder in (here, here.parent / "testing")
        for place in folder.glob("*.py")
    )
    sources = "".join(
        entry.read_text(encoding="utf-8")
        for package in ("hocba.pki", "hocba.testing")
        for entry in files(package).iterdir()
        if entry.name.endswith(".py")
    )
    used = set(re.findall(r'"(PKI-[A-Z0-9-]+)"', sources))
    assert used == set(TABLE)
    assert {code for code in TABLE if f'"{code}"' not in tests} == set()
