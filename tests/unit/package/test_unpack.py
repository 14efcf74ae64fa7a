from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.unit.package.bodies import ID_A, ID_B, body, code_of, packed

from hocba.errors import InputError, LimitExceededError, MalformedPackageError, StorageError
from hocba.limits import Limits
from hocba.package.content import encode_content
from hocba.package.folder import write_all
from hocba.package.join import join
from hocba.package.split import DECLARATION
from hocba.package.unpack import take_apart, unpack

PACKAGE = join([body(ID_A), body(ID_B), body("not an id")])
NAMES = [f"{ID_A}.xml", f"{ID_B}.xml", "record-3.xml"]


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_every_form_of_a_package_is_taken_apart(tmp_path: Path) -> None:
    content = encode_content(PACKAGE)
    for name, data in (
        ("p.xml", PACKAGE),
        ("p.content", content.encode() + b"\n"),
        ("bom", b"\xef\xbb\xbf" + PACKAGE),
    ):
        (tmp_path / name).write_bytes(data)
    for source in (
        PACKAGE,
        content,
        content.encode(),
        tmp_path / "p.xml",
        str(tmp_path / "p.xml"),
        tmp_path / "p.content",
        tmp_path / "bom",
    ):
        records = take_apart(source)
        assert [record.name for record in records] == NAMES
        assert [record.raw for record in records] == [
            DECLARATION + body(ID_A),
            DECLARATION + body(ID_B),
            DECLARATION + body("not an id"),
        ]
    assert take_apart(PACKAGE)[0].record_id == ID_A
    assert "MA_TRA" not in repr(take_apart(PACKAGE)[0])


def test_records_are_stored_under_neutral_names(tmp_path: Path) -> None:
    files = unpack(PACKAGE, tmp_path / "a" / "b")
    assert names(tmp_path / "a" / "b") == sorted(NAMES)
    assert (tmp_path / "a" / "b" / NAMES[0]).read_bytes() == files[0].raw
    assert [file.raw for file in unpack(PACKAGE)] == [file.raw for file in files]


def test_the_name_is_lower_case_and_the_content_is_not_touched(tmp_path: Path) -> None:
    (file,) = unpack(packed(body(ID_A.upper())), tmp_path)
    assert names(tmp_path) == [f"{ID_A}.xml"]
    assert ID_A.upper().encode() in file.raw


def test_two_records_of_one_name_leave_nothing_behind(tmp_path: Path) -> None:
    for second in (ID_A, ID_A.upper()):
        raw = packed(body(ID_A), body(second))
        assert (
            code_of(lambda raw=raw: unpack(raw, tmp_path / "out"), MalformedPackageError) == "PKG-NAME-CLASH"
        )
    assert names(tmp_path) == []


def test_an_existing_file_is_kept_unless_overwriting_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / NAMES[1]).write_text("mine")
    assert code_of(lambda: unpack(PACKAGE, tmp_path), StorageError) == "FILE-EXISTS"
    assert names(tmp_path) == [NAMES[1]]
    assert (tmp_path / NAMES[1]).read_text() == "mine"
    unpack(PACKAGE, tmp_path, overwrite=True)
    assert names(tmp_path) == sorted(NAMES)


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    assert code_of(lambda: unpack(PACKAGE, tmp_path / "f"), StorageError) == "PKG-FOLDER-IS-FILE"
    assert code_of(lambda: unpack(PACKAGE, tmp_path / "f" / "g"), StorageError) == "FILE-UNWRITABLE"


def test_a_failure_in_the_middle_takes_back_what_was_moved(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    blocked = {"a.xml": b"a", "b.xml": b"b", "no/c.xml": b"c"}
    assert code_of(lambda: write_all(folder, blocked), StorageError) == "FILE-UNWRITABLE"
    assert not folder.exists()
    folder.mkdir()
    (folder / "b.xml").mkdir()
    assert code_of(lambda: write_all(folder, {"a.xml": b"a", "b.xml": b"b"}, overwrite=True), StorageError)
    assert names(folder) == ["b.xml"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert code_of(lambda: unpack(PACKAGE, tmp_path / "x"), StorageError) == "FILE-UNWRITABLE"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"", "PKG-CONTENT-EMPTY"),
        ("", "PKG-CONTENT-EMPTY"),
        (b" \n", "PKG-CONTENT-EMPTY"),
        (b"%PDF-1.7", "PKG-UNREADABLE"),
        (b"\0" * 100, "PKG-UNREADABLE"),
        (b"A" * 100, "PKG-GZIP"),
        ("A" * 10_000, "PKG-GZIP"),
    ],
)
def test_what_is_no_package_is_told_so(source: str | bytes, code: str) -> None:
    assert code_of(lambda: take_apart(source), MalformedPackageError) == code


def test_a_path_that_is_absent_or_a_folder(tmp_path: Path) -> None:
    assert code_of(lambda: take_apart(str(tmp_path / "absent.xml")), InputError) == "FILE-ABSENT"
    assert code_of(lambda: take_apart("x" * 300 + ".xml"), InputError)
    assert code_of(lambda: take_apart(tmp_path), InputError) == "FILE-IS-FOLDER"


def test_a_file_whose_name_could_be_base64_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = "A" * 28
    Path(name).write_bytes(PACKAGE)
    assert len(take_apart(name)) == 3


def test_a_package_above_the_limit_is_not_parsed() -> None:
    limits = Limits(package_plain_bytes=100)
    assert code_of(lambda: take_apart(PACKAGE, limits=limits), LimitExceededError) == "PKG-PLAIN-TOO-LARGE"


def test_options_of_the_decoder_reach_it() -> None:
    content = encode_content(PACKAGE, escape_quotes="none")
    assert len(take_apart(content, escape_quotes="none")) == 3
    assert code_of(lambda: take_apart(content, escape_quotes="json"), MalformedPackageError) == "PKG-ESCAPE"
