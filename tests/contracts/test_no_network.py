"""No call touches the network: with sockets that refuse, and in a process that has no network at all."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

import hocba
from hocba.cli.exits import Exit
from hocba.cli.main import run
from hocba.testing.pki import PASSWORD


class Touched(BaseException):
    """Not an Exception, so that nothing swallows it."""


def refuse(*_: object, **__: object) -> NoReturn:
    raise Touched


@pytest.fixture
def unplugged(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse, raising=True)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    with pytest.raises(Touched):
        socket.create_connection(("localhost", 1))


def test_the_block_blocks(unplugged: None) -> None:
    with pytest.raises(Touched):
        socket.getaddrinfo("localhost", 1)
    with socket.socket() as plug, pytest.raises(Touched):
        plug.connect(("127.0.0.1", 9))


def test_the_whole_way_without_network(
    unplugged: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from hocba.cli.demo_steps import PASSWORD as DEMO_PASSWORD

    monkeypatch.setenv("HOCBA_PASSWORD", DEMO_PASSWORD)
    monkeypatch.setenv("HOCBA_TRUST", str(tmp_path / "none"))
    demo = tmp_path / "demo"
    assert run(["demo", str(demo), "--pupils", "2"]) == Exit.PASSED
    trust = ["--trust", str(demo / "trust"), "--evidence", str(demo / "evidence")]
    record = str(next((demo / "records").iterdir()))
    draft = str(next((demo / "drafts").iterdir()))
    assert run(["verify", record, *trust]) == Exit.PASSED
    assert run(["verify", record]) == Exit.INDETERMINATE
    sign = ["sign", draft, "--role", "GVCN", "--p12", str(demo / "keys" / "teacher.p12")]
    assert run([*sign, *trust, "-o", str(tmp_path / "signed.xml")]) == Exit.PASSED
    pack = ["pack", record, "--p12", str(demo / "keys" / "school.p12"), "-o", str(tmp_path / "p")]
    assert run(pack) == Exit.PASSED
    assert run(["unpack", str(tmp_path / "p" / "goi-1.xml"), "-o", str(tmp_path / "u")]) == Exit.PASSED
    assert run(["verify", str(tmp_path / "p" / "goi-1.xml"), *trust]) == Exit.PASSED
    assert run(["inspect", record, "--second-engine", "signxml"]) == Exit.PASSED
    assert run(["read", record]) == run(["check", record]) == Exit.PASSED
    capsys.readouterr()


def test_a_transport_is_refused(hocba_issued: bytes) -> None:
    with pytest.raises(hocba.HocbaError) as caught:
        hocba.verify(hocba_issued, transport=object())
    assert caught.value.code == "API-TRANSPORT"


def test_a_process_without_network(tmp_path: Path, hocba_trust: Path, hocba_issued: bytes) -> None:
    unshare = shutil.which("unshare")
    if (
        unshare is None
        or subprocess.run([unshare, "-n", "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("this machine gives no process without network (unshare -n)")
    file = tmp_path / "record.xml"
    file.write_bytes(hocba_issued)
    words = ["verify", str(file), "--trust", str(hocba_trust / "trust")]
    words += ["--evidence", str(hocba_trust / "evidence")]
    done = subprocess.run(
        [unshare, "-n", sys.executable, "-m", "hocba", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == Exit.PASSED, done.stderr
    assert PASSWORD not in done.stdout
