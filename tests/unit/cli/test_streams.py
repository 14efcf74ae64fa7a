"""The process around the commands: output streams, exit codes, secrets that are asked for."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

import hocba
from hocba.cli.exits import Exit
from hocba.cli.keys import opened_key
from hocba.cli.main import main, run
from hocba.cli.streams import prepare_streams, release_streams
from hocba.cli.text import Text, one_line
from hocba.testing.pki import PASSWORD


class Full(io.RawIOBase):
    """A target that takes nothing."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        raise OSError(28, "No space left on device")


def latin_output(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    return raw


def test_pipes_get_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = latin_output(monkeypatch)
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    prepare_streams()
    print("Học bạ")
    assert release_streams()
    assert latin.getvalue().decode("utf-8") == "Học bạ\n"


def test_an_encoding_that_is_asked_for_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = latin_output(monkeypatch)
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    prepare_streams()
    print("Học bạ")
    assert release_streams()
    assert latin.getvalue() == b"H\\u1ecdc b\\u1ea1\n"


def test_a_full_target_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(Full())))
    print("x")
    full = sys.stdout
    assert isinstance(full, io.TextIOWrapper)
    assert not release_streams()
    assert sys.stdout is not full and release_streams()
    sys.stdout.close()
    with pytest.raises(OSError, match="No space"):
        full.detach().detach().write(b"")


def test_main_ends_the_process_with_the_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, code in ((["--version"], Exit.PASSED), (["read", "absent.xml"], Exit.UNREADABLE)):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == code
    monkeypatch.setattr(sys, "argv", ["hocba", "no-such-verb"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == Exit.USAGE
    capsys.readouterr()


def test_a_target_that_fails_is_no_inner_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hocba.cli.cmd_new._new", failing)
    monkeypatch.delenv("HOCBA_DEBUG", raising=False)
    assert run(["new", "--sample"]) == Exit.UNREADABLE
    assert "CLI-OUTPUT" in capsys.readouterr().err
    monkeypatch.setenv("HOCBA_DEBUG", "1")
    with pytest.raises(OSError, match="No space"):
        run(["new", "--sample"])


def test_the_password_is_asked_for_without_being_shown(
    hocba_trust: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, object]] = []

    def prompt(text: str, **options: object) -> str:
        asked.append({"text": text, **options})
        return PASSWORD

    monkeypatch.delenv("HOCBA_PASSWORD", raising=False)
    monkeypatch.setattr("click.prompt", prompt)
    signer = opened_key(Text("vi"), str(hocba_trust / "keys" / "teacher.p12"), None)
    assert isinstance(signer, hocba.Pkcs12Signer)
    assert asked[0]["hide_input"] is True and asked[0]["err"] is True
    assert "teacher.p12" in str(asked[0]["text"])


def test_names_stay_on_one_line() -> None:
    assert one_line("a\nb\x1b[0m\u202e\udcff") == "a\\nb\\u001b[0m\\u202e\\udcff"
    assert "a\\nb" in Text("vi")("read.head", file="a\nb", format="v1_0")


def test_reader_notes_are_printed(
    hocba_issued: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "record.xml"
    place.write_bytes(hocba_issued.replace(b"</TONG_KET>", b"<THE_LA>x</THE_LA></TONG_KET>"))
    assert run(["read", str(place), "--lang", "en"]) == Exit.PASSED
    assert "Noticed while reading" in capsys.readouterr().out


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_reader_that_leaves_changes_neither_code_nor_work(hocba_issued: bytes, tmp_path: Path) -> None:
    """``hocba inspect … | head -n 1``, with a pipe that nobody reads."""
    place = tmp_path / "record.xml"
    place.write_bytes(hocba_issued)
    for words, code in (
        (["inspect", *[str(place)] * 3], Exit.PASSED),
        (["verify", str(place), "--trust", str(tmp_path / "absent")], Exit.UNREADABLE),
    ):
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            ended = subprocess.run(
                [sys.executable, "-m", "hocba", *words], stdout=pipe, stderr=pipe, timeout=60, check=False
            )
        assert ended.returncode == code


def test_a_stream_without_a_reader_takes_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe))
        monkeypatch.setattr(sys, "stderr", io.StringIO())
        prepare_streams()
        print("x" * 100_000)
        print("y", flush=True)
        assert release_streams()
