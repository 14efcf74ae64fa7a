"""Every Python and shell snippet of the documentation runs, in order, page by page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from tests.docs.pages import Block, blocks, name_of, pages

DEMO = "hocba demo"
SHELL = {"bash", "sh"}
INSTALLATION = ("git clone ", "cd ", "make ", "python3 -m venv ", ".venv/bin/", "pip install ", "#")
PAGES = [page for page in pages() if any(block.language in {"python", *SHELL} for block in blocks(page))]

# One process per page: each snippet runs in the names and the folder that the ones before it left behind.
DRIVER = """
import itertools, sys
names = {"__name__": "__main__"}
while True:
    piece = "".join(itertools.takewhile(lambda letter: letter != "\\0", iter(lambda: sys.stdin.read(1), "")))
    if not piece:
        break
    exec(compile(piece, "snippet", "exec"), names)
    print("\\0", end="", flush=True)
"""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that ``hocba demo`` leaves, made once for all pages; a smaller class says the same."""
    folder = tmp_path_factory.mktemp("docs")
    done = _run(["bash", "-c", f"{DEMO} --pupils 4"], folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "hocba-demo"


QUICK = ("README.md", "docs/vi/tutorials/read.md", "docs/vi/tutorials/data.md")


def _when(page: Path) -> ParameterSet:
    """What a new user sees first runs always, the other pages with the long tests."""
    name = name_of(page)
    return pytest.param(page, id=name, marks=[] if name in QUICK else [pytest.mark.slow])


@pytest.mark.skipif(shutil.which("bash") is None, reason="the snippets need bash")
@pytest.mark.parametrize("page", [_when(page) for page in PAGES])
def test_snippets_run(page: Path, demo: Path, tmp_path: Path) -> None:
    printed = ""
    shutil.copytree(demo, tmp_path / "hocba-demo")  # what the snippet ``hocba demo`` leaves
    with _python(tmp_path) as python:
        for block in blocks(page):
            place = f"{name_of(page)}:{block.line}"
            if block.language == "python":
                printed = _answer(python, block, place)
            elif block.language in SHELL and block.body.strip() != DEMO:
                done = _run(["bash", "-euo", "pipefail", "-c", block.body], tmp_path)
                printed = done.stdout + done.stderr
                assert done.returncode == 0, f"{place}\n{printed}"
            elif block.output:
                _expect(block, printed, place)
        assert python.stdin is not None
        python.stdin.close()
        assert python.wait(timeout=60) == 0


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_console_blocks_only_install(page: Path) -> None:
    """``console`` is the one language that is shown and not run: commands that install."""
    for block in blocks(page):
        if block.language == "console":
            lines = block.body.splitlines()
            assert all(line.startswith(INSTALLATION) for line in lines if line), (
                f"{name_of(page)}:{block.line}"
            )
        assert block.language not in {"shell", "py"}, "use bash, python or console"


def _python(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", DRIVER]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(folder),
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def _answer(python: subprocess.Popen[str], block: Block, place: str) -> str:
    """What one snippet prints; fails with its traceback when it ends the process."""
    assert python.stdin is not None
    assert python.stdout is not None
    python.stdin.write(block.body + "\0")
    python.stdin.flush()
    printed = ""
    while letter := python.stdout.read(1):
        if letter == "\0":
            return printed
        printed += letter
    pytest.fail(f"{place}\n{printed}")


def _expect(block: Block, printed: str, place: str) -> None:
    """Each line stands in the output, in this order; ``…`` stands for anything."""
    rest = printed
    for line in filter(None, map(str.strip, block.body.splitlines())):
        pattern = r"[^\n]*?".join(re.escape(part) for part in line.split("…"))
        found = re.search(pattern, rest)
        assert found, f"{place}: not printed: {line}\n{printed}"
        rest = rest[found.end() :]


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def _environment(folder: Path) -> dict[str, str]:
    """The programs of this environment first, a home without settings, Vietnamese as it is by default."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "HOME": str(folder), "PYTHONUTF8": "1"}
    environment.pop("HOCBA_LANG", None)
    return environment
