"""A school's desk for one test: files, keys and trust in a folder, and what every refusal owes to people."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

import hocba
from hocba.cli.main import run
from hocba.errors import HocbaError
from hocba.findings import Finding
from hocba.testing.pki import PASSWORD
from hocba.testing.records import HEAD_TEACHER, TEACHER, synthetic_record

PUPIL, MOTHER, NUMBER = "Mẫu Thị Chim Yến", "Thử Thị Hoàng Yến", "000315007777"
SECRET = "mật-khẩu-Chim-Yến-không-được-lộ"
CANARIES = (
    PUPIL,
    MOTHER,
    NUMBER,
    SECRET,
    TEACHER.name,
    TEACHER.number,
    HEAD_TEACHER.name,
    HEAD_TEACHER.number,
)
ESCAPED = tuple(repr(name.encode())[2:-1] for name in CANARIES)


def canary_record() -> hocba.Record:
    """A legal record whose names and number must appear in no message."""
    record = synthetic_record(1)
    general = record.thong_tin_chung.replace(
        ho_va_ten=PUPIL,
        ho_va_ten_me=MOTHER,
        so_cccd=NUMBER,
        gioi_tinh="Nữ",
        ngay_sinh="12/05/2015",
    )
    return record.replace(thong_tin_chung=general)


def silent(*texts: str) -> None:
    """No text shows a person or a secret."""
    shown = "\n".join(texts)
    assert not [canary for canary in (*CANARIES, *ESCAPED) if canary in shown], shown


def bilingual(problem: HocbaError | Finding) -> None:
    """Said in both languages: what was found, and what to do."""
    for say in (problem.message, problem.advice):
        vietnamese, english = say("vi"), say("en")
        assert vietnamese.strip() and english.strip(), problem.code
        assert vietnamese != english, problem.code
        assert "?" not in (vietnamese[-1:], english[-1:]) and "{" not in vietnamese + english
        silent(vietnamese, english)


def refused(code: str, call: Callable[[], object], kind: type[HocbaError] = HocbaError) -> HocbaError:
    """``call`` ends in the error ``code``, which tells enough and not too much."""
    with pytest.raises(kind) as caught:
        call()
    problem = caught.value
    assert problem.code == code, (problem.code, str(problem))
    bilingual(problem)
    silent(str(problem), repr(problem), repr(dict(problem.context)))
    assert problem.__cause__ is None and (problem.__context__ is None or problem.__suppress_context__)
    return problem


def tree(folder: Path) -> dict[str, str]:
    """Every file below ``folder`` with its digest, folders with none."""
    return {
        str(entry.relative_to(folder)): ""
        if entry.is_dir()
        else hashlib.sha256(entry.read_bytes()).hexdigest()
        if entry.is_file()
        else "special"
        for entry in sorted(folder.rglob("*"))
    }


@attrs.frozen
class Ended:
    """How a process ended: exit code, both outputs, seconds, largest memory in MB."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


def process(
    arguments: Iterable[str],
    *,
    environment: Mapping[str, str] | None = None,
    wrapper: Iterable[str] = (),
    encoding: str = "utf-8",
) -> Ended:
    """A real ``python -m hocba``."""
    started = time.perf_counter()
    running = subprocess.Popen(
        [*wrapper, sys.executable, "-m", "hocba", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(environment or {})},
    )
    assert running.stdout is not None and running.stderr is not None
    out, err = running.stdout.read(), running.stderr.read()
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    running.stdout.close()
    running.stderr.close()
    ended = Ended(
        running.returncode,
        out.decode(encoding, "surrogateescape"),
        err.decode(encoding, "surrogateescape"),
        time.perf_counter() - started,
        usage.ru_maxrss / 1024,
    )
    assert "Traceback" not in ended.out + ended.err, ended.err
    silent(ended.out, ended.err)
    return ended


@attrs.frozen
class Desk:
    """Where the files of one test lie."""

    folder: Path
    school: Path
    capsys: pytest.CaptureFixture[str]

    def put(self, name: str, raw: bytes) -> Path:
        """A file on the desk."""
        place = self.folder / name
        place.write_bytes(raw)
        return place

    def key(self, name: str) -> list[str]:
        """The options for a key."""
        return ["--p12", str(self.school / "keys" / f"{name}.p12")]

    @property
    def trust(self) -> list[str]:
        """The options for trust and evidence."""
        return ["--trust", str(self.school / "trust"), "--evidence", str(self.school / "evidence")]

    def tells(self, arguments: list[str], exit_code: int, code: str, *, unchanged: bool = True) -> Any:
        """The command ends with ``exit_code`` and tells ``code``, in both languages and as JSON.

        Nothing on the desk changes. Returns what the JSON says.
        """
        before = tree(self.folder)
        shown: dict[str, str] = {}
        for lang in ("vi", "en"):
            assert run([*arguments, "--lang", lang]) == exit_code
            captured = self.capsys.readouterr()
            shown[lang] = captured.out + captured.err
            assert re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-])", shown[lang]), shown[lang]
            assert "Traceback" not in shown[lang] and "HOCBA_DEBUG" not in shown[lang]
            silent(shown[lang])
        assert shown["vi"] != shown["en"]
        assert run([*arguments, "--json"]) == exit_code
        captured = self.capsys.readouterr()
        silent(captured.out, captured.err)
        told = json.loads(captured.out)
        assert code in captured.out
        if unchanged:
            assert tree(self.folder) == before
        return told


__all__ = [
    "CANARIES",
    "NUMBER",
    "PASSWORD",
    "PUPIL",
    "SECRET",
    "Desk",
    "Ended",
    "bilingual",
    "canary_record",
    "process",
    "refused",
    "silent",
    "tree",
]
