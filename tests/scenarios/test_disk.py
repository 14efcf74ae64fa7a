"""Where files go: full disks, read-only folders, names in the way. The whole file or nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import hocba
from hocba.cli.exits import Exit
from hocba.cli.main import run
from hocba.errors import StorageError
from hocba.files import write_atomic
from hocba.pki.store import TrustStore
from hocba.testing.pki import PASSWORD, TestPki
from hocba.testing.records import synthetic_record
from tests.scenarios.desk import Desk, canary_record, process, refused, tree

KEY = {"HOCBA_PASSWORD": PASSWORD}


def test_a_full_disk_takes_no_part_of_a_file(full_disk: Path, hocba_pki: TestPki, package: bytes) -> None:
    record = synthetic_record(1, padding=40_000)
    refused("DISK-FULL", lambda: hocba.write(record, full_disk / "record.xml"), StorageError)
    signed = hocba.sign(padded(), role="GVCN", signer=hocba_pki.signer("teacher"))
    refused("DISK-FULL", lambda: signed.save(full_disk / "signed.xml"), StorageError)
    refused("DISK-FULL", lambda: hocba.unpack(package, full_disk / "records"), StorageError)
    refused("DISK-FULL", lambda: hocba.unpack(package, full_disk), StorageError)
    assert tree(full_disk) == {}


def padded() -> hocba.RecordFile:
    return hocba.write(synthetic_record(1, padding=4_000))


def test_a_full_disk_keeps_what_was_there(full_disk: Path) -> None:
    place = full_disk / "record.xml"
    place.write_bytes(b"<old/>")
    record = synthetic_record(1, padding=40_000)
    refused("DISK-FULL", lambda: hocba.write(record, place, overwrite=True), StorageError)
    assert place.read_bytes() == b"<old/>" and set(tree(full_disk)) == {"record.xml"}


def test_a_full_disk_and_packages(full_disk: Path, hocba_pki: TestPki, issued: bytes) -> None:
    seal = hocba_pki.signer("school")
    refused("DISK-FULL", lambda: hocba.pack([issued], signer=seal, output=full_disk / "p"), StorageError)
    assert tree(full_disk) == {}


def test_a_full_disk_and_a_trust_store(full_disk: Path, hocba_pki: TestPki) -> None:
    subprocess.run(["mount", "-o", "remount,size=40k", str(full_disk)], check=True)
    hocba_pki.trust.with_register(None).save(full_disk / "trust")
    before = tree(full_disk)
    fill(full_disk / "ballast")
    refused("DISK-FULL", lambda: hocba_pki.trust.save(full_disk / "trust"), StorageError)
    (full_disk / "ballast").unlink()
    assert tree(full_disk) == before
    assert TrustStore.load(full_disk / "trust").anchors == hocba_pki.trust.anchors


def fill(place: Path) -> None:
    with place.open("ab", buffering=0) as stream:
        try:
            while True:
                stream.write(b"\0" * 512)
        except OSError:
            return


@pytest.mark.parametrize("verb", ["new", "sign", "pack", "unpack", "demo", "html"])
def test_command_line_on_a_full_disk(
    verb: str, full_disk: Path, desk: Desk, draft: bytes, issued: bytes, package: bytes
) -> None:
    record = desk.put("record.xml", hocba.write(synthetic_record(1, padding=4_000)).raw)
    arguments = {
        "new": lambda: ["new", str(big_json(desk)), "-o", str(full_disk / "new.xml")],
        "sign": lambda: [
            *("sign", str(record), "--role", "GVCN", *desk.key("teacher")),
            *("-o", str(full_disk / "signed.xml")),
        ],
        "pack": lambda: [
            *("pack", str(desk.put("issued.xml", issued)), *desk.key("school")),
            *("-o", str(full_disk / "packages"), "--content"),
        ],
        "unpack": lambda: ["unpack", str(desk.put("p.xml", package)), "-o", str(full_disk / "records")],
        "demo": lambda: ["demo", str(full_disk), "--pupils", "1"],
        "html": lambda: ["verify", str(record), "--html", str(full_disk / "report.html")],
    }[verb]()
    if verb == "html":
        fill(full_disk / "ballast")
    if verb in {"pack", "demo"}:
        ended = process(arguments, environment=KEY)
        assert ended.code == Exit.UNREADABLE and "DISK-FULL" in ended.err, ended
    elif verb == "html":
        assert run(arguments) == Exit.UNREADABLE
        assert "DISK-FULL" in desk.capsys.readouterr().err
    else:
        desk.tells(arguments, Exit.UNREADABLE, "DISK-FULL")
    left = tree(full_disk)
    assert not [name for name in left if ".hocba-" in name]
    if verb != "demo":
        assert set(left) <= {"ballast"}


def big_json(desk: Desk) -> Path:
    text = synthetic_record(1, padding=40_000).model_dump_json(exclude_none=True)
    return desk.put("big.json", text.encode())


def test_a_limit_on_file_size_leaves_nothing(desk: Desk, draft: bytes) -> None:
    file = desk.put("record.xml", draft)
    before = tree(desk.folder)
    arguments = ["sign", str(file), "--role", "GVCN", *desk.key("teacher"), "-o", str(desk.folder / "o.xml")]
    limit = ["sh", "-c", 'ulimit -f 8; exec "$0" "$@"']
    ended = process(arguments, environment=KEY, wrapper=limit)
    assert ended.code == Exit.UNREADABLE and "FILE-UNWRITABLE" in ended.err
    assert tree(desk.folder) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_output_that_cannot_be_written_is_not_success(desk: Desk, draft: bytes) -> None:
    file = desk.put("record.xml", draft)
    for verb in (["read", str(file)], ["verify", str(file), "--json"], ["--help"]):
        with open("/dev/full", "w") as full:
            ended = subprocess.run(
                [sys.executable, "-m", "hocba", *verb], stdout=full, stderr=subprocess.PIPE, check=False
            )
        assert ended.returncode == Exit.UNREADABLE
        assert b"CLI-OUTPUT" in ended.stderr and b"Traceback" not in ended.stderr
        assert b"Exception ignored" not in ended.stderr


def writers(pki: TestPki, issued: bytes, package: bytes) -> dict[str, Callable[[Path], object]]:
    record = canary_record()
    return {
        "write": lambda folder: hocba.write(record, folder / "x.xml"),
        "save": lambda folder: hocba.write(record).save(folder / "x.xml"),
        "unpack": lambda folder: hocba.unpack(package, folder / "records"),
        "pack": lambda folder: hocba.pack([issued], signer=pki.signer("school"), output=folder / "p"),
        "trust": lambda folder: pki.trust.save(folder / "trust"),
    }


@pytest.mark.parametrize("name", ["write", "save", "unpack", "pack", "trust"])
def test_a_read_only_folder(
    name: str, read_only: Path, hocba_pki: TestPki, issued: bytes, package: bytes
) -> None:
    call = writers(hocba_pki, issued, package)[name]
    refused("FILE-UNWRITABLE", lambda: call(read_only), StorageError)
    assert tree(read_only) == {}


@pytest.mark.parametrize("verb", ["new", "sign", "pack", "unpack", "demo", "trust"])
def test_command_line_in_a_read_only_folder(
    verb: str, read_only: Path, desk: Desk, draft: bytes, issued: bytes, package: bytes, hocba_pki: TestPki
) -> None:
    record, sent = str(desk.put("record.xml", draft)), str(desk.put("issued.xml", issued))
    root = str(desk.put("root.crt", hocba_pki.public_root.certificate.der))
    json_file = str(desk.put("r.json", canary_record().model_dump_json(exclude_none=True).encode()))
    out = str(read_only / "out")
    arguments = {
        "new": ["new", json_file, "-o", out],
        "sign": ["sign", record, "--role", "GVCN", *desk.key("teacher"), "-o", out + "/"],
        "pack": ["pack", sent, *desk.key("school"), "-o", out],
        "unpack": ["unpack", str(desk.put("p.xml", package)), "-o", out],
        "demo": ["demo", out],
        "trust": ["trust", "add", root, "--purpose", "sign", "--yes", "--store", out],
    }[verb]
    desk.tells(arguments, Exit.UNREADABLE, "FILE-UNWRITABLE")
    assert tree(read_only) == {}


def test_names_that_are_taken(desk: Desk, draft: bytes, package: bytes, hocba_pki: TestPki) -> None:
    taken = desk.put("taken.xml", b"<old/>")
    folder = desk.folder / "folder"
    folder.mkdir()
    record = canary_record()
    refused("FILE-EXISTS", lambda: hocba.write(record, taken), StorageError)
    refused("FILE-OUT-IS-FOLDER", lambda: hocba.write(record, folder, overwrite=True), StorageError)
    refused("FILE-UNWRITABLE", lambda: hocba.write(record, taken / "x.xml"), StorageError)
    refused("FILE-UNWRITABLE", lambda: hocba.write(record, desk.folder / "a\0b"), StorageError)
    refused("FILE-UNWRITABLE", lambda: hocba.write(record, desk.folder / ("x" * 300)), StorageError)
    refused("PKG-FOLDER-IS-FILE", lambda: hocba.unpack(package, taken), StorageError)
    hocba.unpack(package, folder)
    refused("FILE-EXISTS", lambda: hocba.unpack(package, folder), StorageError)
    file = str(desk.put("record.xml", draft))
    sign = ["sign", file, "--role", "GVCN", *desk.key("teacher"), "-o"]
    desk.tells([*sign, str(taken)], Exit.UNREADABLE, "FILE-EXISTS")
    desk.tells([*sign, file], Exit.UNREADABLE, "FILE-EXISTS")
    desk.tells(["sign", file, *sign[1:], str(desk.folder / "o")], Exit.USAGE, "CLI-SIGN-SAME-NAME")
    many = ["sign", file, str(taken), *sign[2:], str(taken)]
    desk.tells(many, Exit.UNREADABLE, "FILE-IN-THE-WAY")
    desk.tells(["verify", file, "--html", file], Exit.USAGE, "CLI-VERIFY-HTML-INPUT")
    desk.tells(["unpack", str(desk.put("p.xml", package)), "-o", file], Exit.UNREADABLE, "PKG-FOLDER-IS-FILE")
    desk.tells(["demo", file], Exit.UNREADABLE, "FILE-IN-THE-WAY")
    assert taken.read_bytes() == b"<old/>"


def test_devices_and_pipes_are_never_replaced(desk: Desk, draft: bytes) -> None:
    pipe = desk.folder / "pipe"
    os.mkfifo(pipe)
    refused("FILE-OUT-NOT-REGULAR", lambda: write_atomic(pipe, b"x"), StorageError)
    file = str(desk.put("record.xml", draft))
    desk.tells(["new", "--sample", "-o", str(pipe), "--overwrite"], Exit.UNREADABLE, "FILE-OUT-NOT-REGULAR")
    ended = process(["verify", file, "--html", str(pipe)])
    assert ended.code == Exit.UNREADABLE and "FILE-OUT-NOT-REGULAR" in ended.err
    assert pipe.is_fifo()


def test_permissions_of_what_is_written(tmp_path: Path) -> None:
    mask = os.umask(0o077)
    try:
        write_atomic(tmp_path / "private.xml", b"x")
        assert (tmp_path / "private.xml").stat().st_mode & 0o777 == 0o600
        os.umask(0o022)
        write_atomic(tmp_path / "private.xml", b"y", overwrite=True)
        write_atomic(tmp_path / "shared.xml", b"x")
    finally:
        os.umask(mask)
    assert (tmp_path / "private.xml").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "shared.xml").stat().st_mode & 0o777 == 0o644
