"""``hocba explain``: groups, codes, everything, and what is no code."""

from __future__ import annotations

import json

import pytest

from hocba.cli.exits import Exit
from hocba.cli.main import run
from hocba.rules.explain import codes

Captured = pytest.CaptureFixture[str]


def test_without_a_code_the_groups_are_listed(capsys: Captured) -> None:
    assert run(["explain"]) == Exit.PASSED
    told = capsys.readouterr().out
    assert "THCS, THPT: Thông tư 22/2021" in told
    assert "hocba explain TR-3" in told
    assert run(["explain", "--lang", "en", "--json"]) == Exit.PASSED
    groups = json.loads(capsys.readouterr().out)
    assert {"TR-3", "TR-25"} <= set(next(one["codes"] for one in groups if one["group"] == "TR"))


def test_a_rule(capsys: Captured) -> None:
    assert run(["explain", "tr-18", "--lang", "en"]) == Exit.PASSED
    told = capsys.readouterr().out
    for part in (
        "TR-18 · Adjustment of the level",
        "Reading A",
        "8.0 ×7, 4.9",
        "error up to",
        "Điều 9.3",
        "→ ",
    ):
        assert part in told
    assert run(["explain", "TH-11"]) == Exit.PASSED
    assert "Vì sao không kiểm tra" in capsys.readouterr().out


def test_a_group_lists_its_codes(capsys: Captured) -> None:
    assert run(["explain", "th"]) == Exit.PASSED
    told = capsys.readouterr().out
    assert "TH-22" in told and "Khen thưởng đột xuất" in told
    assert run(["explain", "TH", "--json"]) == Exit.PASSED
    assert len(json.loads(capsys.readouterr().out)) == 22


def test_findings_and_errors(capsys: Captured) -> None:
    assert run(["explain", "VER-KIND", "XML-DTD", "--lang", "en"]) == Exit.PASSED
    told = capsys.readouterr().out
    assert "VER-KIND" in told and "XML-DTD" in told and "refusal" in told
    assert "{" not in told


def test_all(capsys: Captured) -> None:
    assert run(["explain", "--all", "--json"]) == Exit.PASSED
    told = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in told] == list(codes())
    assert all(one["vi"]["meaning"] != one["en"]["meaning"] for one in told)
    assert run(["explain", "--all"]) == Exit.PASSED
    assert "TR-25 · " in capsys.readouterr().out


def test_an_unknown_code_is_wrong_usage_with_suggestions(capsys: Captured) -> None:
    assert run(["explain", "TR-33", "TR-3"]) == Exit.USAGE
    told = capsys.readouterr()
    assert "TR-3" in told.err and "EXPLAIN-UNKNOWN" in told.err
    assert "ĐTBmcn" in told.out
    assert run(["explain", "TR-33", "--json"]) == Exit.USAGE
    [problem] = json.loads(capsys.readouterr().out)
    assert problem["error"] == "EXPLAIN-UNKNOWN"
    assert run(["explain", "\x1b[2J" * 50]) == Exit.USAGE
    assert "\x1b[2J" not in capsys.readouterr().err
