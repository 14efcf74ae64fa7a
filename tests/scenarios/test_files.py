"""Files that are no records: halves, giants, folders, pipes, other encodings, odd names."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import hocba
from hocba.cli.exits import Exit
from hocba.cli.main import run
from hocba.errors import HocbaError, InputError, LimitExceededError
from hocba.pki.store import TrustStore
from hocba.testing.pki import PASSWORD, TestPki
from tests.scenarios.desk import Desk, process, refused, silent, tree

KEY = {"HOCBA_PASSWORD": PASSWORD}
GIANT = 400 * 1024 * 1024
Call = Callable[[Path], object]


def readers(pki: TestPki) -> dict[str, Call]:
    """Every call that takes a file."""
    return {
        "read": hocba.read,
        "verify": lambda place: hocba.verify(place, trust=pki.trust, evidence=pki.crls),
        "sign": lambda place: hocba.sign(place, role="GVCN", signer=pki.signer("teacher")),
        "pack": lambda place: hocba.pack([place], signer=pki.signer("school")),
        "unpack": hocba.unpack,
        "key": lambda place: hocba.Pkcs12Signer(place, PASSWORD),
        "evidence": lambda place: hocba.Evidence.load([place]),
        "trust": TrustStore.load,
        "register": hocba.Register.load,
    }


CALLS = ("read", "verify", "sign", "pack", "unpack", "key", "evidence", "trust", "register")
FOLDERS_WELCOME = {"evidence", "trust"}


def commands(desk: Desk, place: str) -> dict[str, list[str]]:
    """Every verb that takes a file."""
    out = str(desk.folder / "out")
    return {
        "read": ["read", place],
        "check": ["check", place],
        "verify": ["verify", place, *desk.trust],
        "inspect": ["inspect", place],
        "sign": ["sign", place, "--role", "GVCN", *desk.key("teacher"), "-o", out],
        "pack": ["pack", place, *desk.key("school"), "-o", out],
        "unpack": ["unpack", place, "-o", out],
        "new": ["new", place, "-o", out],
        "trust": ["trust", "add", place, "--purpose", "sign", "--yes", "--store", out],
        "key": ["sign", place, "--role", "GVCN", "--p12", place, "-o", out],
    }


VERBS = ("read", "check", "verify", "inspect", "sign", "pack", "unpack", "new", "trust", "key")


@pytest.mark.parametrize("name", CALLS)
def test_absent(name: str, tmp_path: Path, hocba_pki: TestPki) -> None:
    refused("FILE-ABSENT", lambda: readers(hocba_pki)[name](tmp_path / "absent"), InputError)


@pytest.mark.parametrize("name", [name for name in CALLS if name not in FOLDERS_WELCOME])
def test_a_folder(name: str, tmp_path: Path, hocba_pki: TestPki) -> None:
    refused("FILE-IS-FOLDER", lambda: readers(hocba_pki)[name](tmp_path), InputError)


@pytest.mark.parametrize("name", CALLS)
def test_a_pipe_is_not_waited_for(name: str, tmp_path: Path, hocba_pki: TestPki) -> None:
    os.mkfifo(tmp_path / "pipe")
    refused("FILE-NOT-REGULAR", lambda: readers(hocba_pki)[name](tmp_path / "pipe"), InputError)


@pytest.mark.parametrize("name", CALLS)
def test_an_endless_device(name: str, hocba_pki: TestPki) -> None:
    device = Path("/dev/zero")
    if not device.exists():
        pytest.skip("no /dev/zero on this system")
    refused("FILE-NOT-REGULAR", lambda: readers(hocba_pki)[name](device), InputError)


@pytest.mark.parametrize("name", CALLS)
def test_400_megabytes_are_refused_by_size(name: str, tmp_path: Path, hocba_pki: TestPki) -> None:
    call = readers(hocba_pki)[name]
    giant = tmp_path / "giant.xml"
    with giant.open("wb") as stream:
        stream.truncate(GIANT)
    started = time.perf_counter()
    refused("FILE-TOO-LARGE", lambda: call(giant), LimitExceededError)
    assert time.perf_counter() - started < 2


def test_400_megabytes_from_the_command_line(desk: Desk) -> None:
    giant = desk.folder / "giant.xml"
    with giant.open("wb") as stream:
        stream.truncate(GIANT)
    idle = process(["verify", "absent.xml"])
    for verb in ("verify", "pack"):
        ended = process(commands(desk, str(giant))[verb], environment=KEY)
        assert ended.code == Exit.UNREADABLE and "FILE-TOO-LARGE" in ended.err, ended
        assert ended.megabytes < idle.megabytes + 100
        assert ended.seconds < 20
    assert [entry.name for entry in desk.folder.iterdir()] == ["giant.xml"]


@pytest.mark.parametrize("verb", VERBS)
def test_command_line_on_what_is_no_file(verb: str, desk: Desk) -> None:
    os.mkfifo(desk.folder / "pipe")
    (desk.folder / "folder").mkdir()
    giant = desk.folder / "giant"
    for name, code in {
        "absent": "FILE-ABSENT",
        "folder": "FILE-IS-FOLDER",
        "pipe": "FILE-NOT-REGULAR",
    }.items():
        desk.tells(commands(desk, str(desk.folder / name))[verb], Exit.UNREADABLE, code)
    with giant.open("wb") as stream:
        stream.truncate(GIANT)
    assert run([*commands(desk, str(giant))[verb], "--json"]) == Exit.UNREADABLE
    assert "FILE-TOO-LARGE" in desk.capsys.readouterr().out
    assert not (desk.folder / "out").exists()


JUNK = {
    "empty": b"",
    "white space": b" \n\t ",
    "text": "Học bạ của em".encode(),
    "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "json": b'{"a": 1}',
    "pdf": b"%PDF-1.7\n%\xe2\xe3\n",
    "zip": b"PK\x03\x04\x14\0",
    "html": b"<!DOCTYPE html><html><body></body></html>",
    "another XML": b"<a/>",
    "utf-16": "<HOC_BA/>".encode("utf-16"),
    "latin-1": b"<HOC_BA><X>M\xe3u</X></HOC_BA>",
    "nul": b"<HOC_BA>\0</HOC_BA>",
    "der": b"\x30\x03\x02\x01\x03",
    "pem": b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
}


@pytest.mark.parametrize("junk", JUNK)
def test_junk_is_refused_by_every_call(junk: str, desk: Desk, hocba_pki: TestPki) -> None:
    place = desk.put("junk", JUNK[junk])
    for name, call in readers(hocba_pki).items():
        with pytest.raises(HocbaError) as caught:
            call(place)
        refused(caught.value.code, lambda: call(place))  # noqa: B023  # called at once, inside the loop
        assert caught.value.code not in {"HOCBA", "VER-UNFORESEEN"}, name


@pytest.mark.parametrize("junk", JUNK)
def test_junk_is_refused_by_every_verb(junk: str, desk: Desk) -> None:
    place = str(desk.put("junk", JUNK[junk]))
    before = tree(desk.folder)
    for verb, arguments in commands(desk, place).items():
        expected = {"new": Exit.FAILED, "inspect": None}.get(verb, Exit.UNREADABLE)
        code = run([*arguments, "--json"])
        out = desk.capsys.readouterr()
        told = json.loads(out.out)
        first = told[0] if isinstance(told, list) else told
        silent(out.out, out.err)
        if verb == "inspect" and junk == "another XML":
            assert code == Exit.PASSED
            continue
        assert code == (expected or Exit.UNREADABLE), (verb, code, told)
        for word in ("message", "advice"):
            assert first[f"{word}_vi"] and first[f"{word}_en"], (verb, first)
            assert first[f"{word}_vi"] != first[f"{word}_en"]
    assert tree(desk.folder) == before


@pytest.mark.parametrize("junk", ["empty", "latin-1"])
def test_junk_in_a_real_process(junk: str, desk: Desk) -> None:
    place = str(desk.put("junk", JUNK[junk]))
    ended = process(["verify", place, *desk.trust])
    assert ended.code == Exit.UNREADABLE and "XML-" in ended.err and "→" in ended.err


class TestHalves:
    """A file that was cut in the middle."""

    @pytest.mark.parametrize("verb", ["read", "check", "verify", "inspect", "sign"])
    def test_record(self, verb: str, desk: Desk, issued: bytes, hocba_pki: TestPki) -> None:
        half = issued[: len(issued) // 2]
        refused("XML-TRUNCATED", lambda: hocba.read(half), InputError)
        refused("XML-TRUNCATED", lambda: hocba.verify(half, trust=hocba_pki.trust), InputError)
        place = str(desk.put("half.xml", half))
        desk.tells(commands(desk, place)[verb], Exit.UNREADABLE, "XML-TRUNCATED")

    def test_record_among_others(self, desk: Desk, issued: bytes) -> None:
        good = str(desk.put("good.xml", issued))
        half = str(desk.put("half.xml", issued[: len(issued) // 2]))
        told = desk.tells(["verify", good, half, *desk.trust], Exit.UNREADABLE, "XML-TRUNCATED")
        assert told[0]["indication"] == "TOTAL_PASSED" and told[1]["error"] == "XML-TRUNCATED"
        pack = ["pack", good, half, *desk.key("school"), "-o", str(desk.folder / "out")]
        told = desk.tells(pack, Exit.UNREADABLE, "PKG-RECORD-UNREADABLE")
        assert "XML-TRUNCATED" in told["message_en"]

    def test_package(self, desk: Desk, package: bytes, hocba_pki: TestPki) -> None:
        half = package[: len(package) // 2]
        refused("XML-TRUNCATED", lambda: hocba.unpack(half), InputError)
        place = str(desk.put("half.xml", half))
        desk.tells(commands(desk, place)["unpack"], Exit.UNREADABLE, "XML-TRUNCATED")
        desk.tells(commands(desk, place)["verify"], Exit.UNREADABLE, "XML-TRUNCATED")

    @pytest.mark.parametrize("over", range(4))
    def test_content_string(self, over: int, desk: Desk, content: bytes) -> None:
        half = content[: len(content) // 8 * 4 + over]
        code = "PKG-BASE64" if over else "PKG-GZIP-TRUNCATED"
        refused(code, lambda: hocba.unpack(half), InputError)
        place = str(desk.put("half.content", half))
        desk.tells(commands(desk, place)["unpack"], Exit.UNREADABLE, code)

    def test_key(self, desk: Desk, hocba_trust: Path, draft: bytes) -> None:
        raw = (hocba_trust / "keys" / "teacher.p12").read_bytes()
        half = desk.put("half.p12", raw[: len(raw) // 2])
        refused("SIGN-P12-MALFORMED", lambda: hocba.Pkcs12Signer(half, PASSWORD), InputError)
        file = str(desk.put("record.xml", draft))
        out = str(desk.folder / "out")
        arguments = ["sign", file, "--role", "GVCN", "--p12", str(half), "-o", out]
        desk.tells(arguments, Exit.UNREADABLE, "SIGN-P12-MALFORMED")

    def test_revocation_list(self, desk: Desk, hocba_pki: TestPki, issued: bytes) -> None:
        der = hocba_pki.crls[1].der
        half = desk.put("half.crl", der[: len(der) // 2])
        with pytest.raises(InputError) as caught:
            hocba.Evidence.load([half])
        refused(caught.value.code, lambda: hocba.Evidence.load([half]), InputError)
        file = str(desk.put("record.xml", issued))
        trust = ["--trust", str(desk.school / "trust")]
        given = ["verify", file, *trust, "--evidence", str(half)]
        desk.tells(given, Exit.UNREADABLE, caught.value.code)
        lists = desk.folder / "evidence"
        lists.mkdir()
        half.rename(lists / "half.crl")
        report = hocba.verify(file, trust=hocba_pki.trust, evidence=[lists])
        assert report.indication is hocba.Indication.INDETERMINATE

    @pytest.mark.parametrize("name", ["anchors.csv", "register.csv", "certificate"])
    def test_trust_folder(self, name: str, desk: Desk, hocba_pki: TestPki, issued: bytes) -> None:
        folder = desk.folder / "trust"
        hocba_pki.trust.save(folder)
        place = folder / name if name.endswith(".csv") else sorted(folder.glob("*.crt"))[0]
        raw = place.read_bytes()
        place.write_bytes(raw[: len(raw) // 2])
        with pytest.raises(HocbaError) as caught:
            TrustStore.load(folder)
        refused(caught.value.code, lambda: hocba.verify(issued, trust=folder))
        file = str(desk.put("record.xml", issued))
        arguments = ["verify", file, "--trust", str(folder)]
        code = Exit.USAGE if name.endswith(".csv") else Exit.UNREADABLE
        desk.tells(arguments, code, caught.value.code)


ODD = (
    "-x.xml",
    "a b.xml",
    "học bạ số.xml",
    "a\nb.xml",
    "\x1b[31mred.xml",
    "x\u202elmx.xml",
    "[1].xml",
    "{file}.xml",
    "%s.xml",
    "'\".xml",
    "a" * 240 + ".xml",
)


@pytest.mark.parametrize("name", ODD)
def test_odd_names(name: str, desk: Desk, issued: bytes, draft: bytes) -> None:
    place = desk.put(name, issued)
    assert run(["verify", *desk.trust, "--", str(place)]) == Exit.PASSED
    assert run(["verify", *desk.trust, "--", str(place), str(place)]) == Exit.PASSED
    assert run(["read", "--", str(place)]) == Exit.PASSED
    assert run(["check", "--json", "--", str(place)]) == Exit.PASSED
    captured = desk.capsys.readouterr()
    for shown in (captured.out, captured.err):
        assert all(letter == "\n" or letter.isprintable() for letter in shown)
        assert "\nb.xml" not in shown
    place.write_bytes(draft[:100])
    desk.tells(["verify", *desk.trust, str(place)], Exit.UNREADABLE, "XML-TRUNCATED")
    place.write_bytes(draft)
    out = desk.folder / ("signed-" + name[:60])
    arguments = ["sign", str(place), "--role", "GVCN", *desk.key("teacher"), "-o", str(out)]
    assert run(arguments) == Exit.PASSED
    assert hocba.reading(out).slots[0].signed


def test_a_name_that_is_no_text(desk: Desk, issued: bytes) -> None:
    name = os.fsencode(desk.folder) + b"/\xff\xfe.xml"
    try:
        with open(name, "wb") as stream:
            stream.write(issued)
    except OSError:
        pytest.skip("this file system takes text names only")
    text = os.fsdecode(name)
    assert run(["verify", text, *desk.trust, "--json"]) == Exit.PASSED
    assert json.loads(desk.capsys.readouterr().out)[0]["indication"] == "TOTAL_PASSED"
    assert process(["verify", text, *desk.trust]).code == Exit.PASSED
    assert process(["read", text]).code == Exit.PASSED
    Path(text).write_bytes(b"")
    assert process(["read", text]).code == Exit.UNREADABLE


def test_names_no_system_takes(desk: Desk) -> None:
    for name in ("a\0b.xml", "x" * 5000, "a\0*.xml", ""):
        with pytest.raises(HocbaError):
            hocba.read(name)
        for verb in ("read", "check", "verify", "inspect"):
            assert run([verb, name]) == Exit.UNREADABLE
        assert "HOCBA_DEBUG" not in desk.capsys.readouterr().err


def test_no_output_is_shown_in_another_alphabet(desk: Desk, issued: bytes) -> None:
    file = str(desk.put("record.xml", issued))
    for encoding in ("ascii", "cp1252"):
        ended = process(
            ["verify", file, *desk.trust], environment={"PYTHONIOENCODING": encoding}, encoding=encoding
        )
        assert ended.code == Exit.PASSED and "TOTAL_PASSED" in ended.out
    ended = process(["verify", file, *desk.trust], environment={"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"})
    assert ended.code == Exit.PASSED and "HỢP LỆ" in ended.out


def test_what_is_no_source_at_all(hocba_pki: TestPki) -> None:
    for thing in (None, 5, ["x"], object()):
        refused("API-SOURCE", lambda: hocba.read(thing), InputError)  # type: ignore[arg-type]  # noqa: B023  # called at once, inside the loop
        refused("API-SOURCE", lambda: hocba.verify(thing), InputError)  # type: ignore[arg-type]  # noqa: B023  # called at once, inside the loop


def test_instants_that_cannot_be(desk: Desk, issued: bytes) -> None:
    file = str(desk.put("record.xml", issued))
    for instant in ("yesterday", "0001-01-01", "9999-12-31T23:59:59-12:00", ""):
        desk.tells(["verify", file, *desk.trust, "--at", instant], Exit.USAGE, "CLI-BAD-TIME")
