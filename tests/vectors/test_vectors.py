"""Every vector against the library at its fixed instant, and every code against the vectors."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hocba.i18n import catalog
from tests.vectors.answers import answer, codes, folders, passed
from tests.vectors.case import FOLDER, HERE, Case, load
from tests.vectors.demands import unmet

FOLDERS = folders()
NAMES = [place.relative_to(FOLDER).as_posix() for place in FOLDERS]
DEFECTS = tomllib.loads((HERE / "defects.toml").read_text(encoding="utf-8"))
CLASSES = (
    "wrapping",
    "ids",
    "references",
    "transforms",
    "manifest",
    "time-object",
    "slots",
    "roles",
    "replay",
    "algorithms",
    "key-info",
    "xades",
    "revocation",
    "chain",
    "xml",
    "packages",
    "text",
    "comments",
    "reading",
    "rules",
    "later-valid",
    "later-rows",
    "later-teachers",
    "later-people",
    "later-areas",
    "later-packages",
    "later-family",
    "later-reading",
)


@cache
def case_in(name: str) -> Case:
    return load(FOLDER / name)


def kept(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / name / "expected.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_answer_is_the_one_kept(name: str) -> None:
    case = case_in(name)
    found = answer(case)
    if name in DEFECTS:
        assert list(unmet(case, found)), "answered rightly now: take it out of defects.toml, build --answers"
    else:
        assert found == kept(name)
        assert not list(unmet(case, found))


@pytest.mark.parametrize("kind", CLASSES)
def test_no_attack_passes(kind: str) -> None:
    for name in NAMES:
        if name.startswith(f"{kind}/") and name not in DEFECTS and case_in(name).attack:
            assert not passed(kept(name)), name


@pytest.mark.parametrize("kind", CLASSES)
def test_every_class_of_attack_has_vectors(kind: str) -> None:
    assert [name for name in NAMES if name.startswith(f"{kind}/")]


def test_every_folder_belongs_to_a_class() -> None:
    assert {name.partition("/")[0] for name in NAMES} == set(CLASSES)


UNREACHED: dict[str, dict[str, Any]] = tomllib.loads((HERE / "unreached.toml").read_text(encoding="utf-8"))
EXCUSED = {code: group["test"] for group in UNREACHED.values() for code in group["codes"]}
WANTED = sorted(
    code for code in catalog.codes() if "severity" in catalog.entry(code) or code.startswith(("XML-", "PKG-"))
)


@cache
def reached() -> frozenset[str]:
    return frozenset(code for name in NAMES if name not in DEFECTS for code in codes(kept(name)))


def test_every_code_is_reached() -> None:
    assert sorted(set(WANTED) - set(EXCUSED) - reached()) == []


def test_codes_that_no_vector_reaches_stand_in_the_test_that_does() -> None:
    for code, test in EXCUSED.items():
        assert code in (Path(HERE.parents[1]) / test).read_text(encoding="utf-8"), code
        assert code not in reached(), f"a vector reaches {code} now"


def test_excuses_name_codes_that_exist() -> None:
    assert set(EXCUSED) <= set(WANTED)


def test_defects_are_cases() -> None:
    assert set(DEFECTS) <= set(NAMES)
