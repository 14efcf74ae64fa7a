"""The command line as a user meets it: every verb, exit codes, both languages, JSON, nothing personal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import hocba
from hocba.cli.exits import Exit
from hocba.cli.main import run
from hocba.sheets import write_class

PASSWORD = "hocba-demo"
VERBS = ("demo", "new", "read", "check", "explain", "sign", "verify", "pack", "unpack", "inspect", "trust")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "demo"
    assert run(["demo", str(folder), "--pupils", "3"]) == Exit.PASSED
    return folder


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOCBA_PASSWORD", PASSWORD)
    monkeypatch.setenv("HOCBA_TRUST", str(tmp_path / "own-trust"))
    monkeypatch.delenv("HOCBA_LANG", raising=False)


def trust(demo: Path) -> list[str]:
    return ["--trust", str(demo / "trust"), "--evidence", str(demo / "evidence")]


def first(folder: Path) -> Path:
    return sorted(folder.glob("*.xml"))[0]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("verb", VERBS)
def test_help_teaches_with_an_example(verb: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", lang, verb, "--help"]) == Exit.PASSED
    shown = capsys.readouterr().out
    assert {"vi": "Ví dụ", "en": "Example"}[lang] in shown
    assert f"hocba {verb}" in shown


def test_demo_leaves_every_folder(demo: Path) -> None:
    for part, least in {
        "trust": 4,
        "evidence": 4,
        "keys": 3,
        "drafts": 3,
        "records": 3,
        "tampered": 1,
        "package": 1,
        "unpacked": 3,
        "reports": 3,
    }.items():
        assert len(list((demo / part).iterdir())) >= least, part


def test_demo_report_names_what_changed_and_who_signed(demo: Path) -> None:
    shown = (demo / "reports" / "tampered.txt").read_text(encoding="utf-8")
    assert "KHÔNG HỢP LỆ" in shown and "TOTAL_FAILED" in shown
    assert all(slot in shown for slot in ("GVCN", "CBQL", "KY_PHAT_HANH"))
    assert "DU_LIEU_HOC_BA" in shown


def test_demo_refuses_a_folder_in_use(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", str(demo)]) == Exit.USAGE
    assert "CLI-DEMO-FOLDER" in capsys.readouterr().err


def test_demo_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", str(tmp_path / "d"), "--pupils", "1", "--json"]) == Exit.PASSED
    outcome = json.loads(capsys.readouterr().out)
    assert outcome["passed"] is True
    assert outcome["verified"] == ["TOTAL_PASSED"] and outcome["tampered"] == "TOTAL_FAILED"


def test_verify_exit_codes(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = str(first(demo / "records")), str(first(demo / "tampered"))
    assert run(["verify", good, *trust(demo)]) == Exit.PASSED
    assert run(["verify", good, *trust(demo), "--full", "--show-personal-data"]) == Exit.PASSED
    assert run(["verify", bad, *trust(demo)]) == Exit.FAILED
    assert run(["verify", good]) == Exit.INDETERMINATE
    assert run(["verify", str(tmp_path / "absent.xml"), *trust(demo)]) == Exit.UNREADABLE
    assert run(["verify", good, bad, *trust(demo)]) == Exit.FAILED
    assert run(["verify", str(tmp_path), good, *trust(demo)]) == Exit.UNREADABLE
    assert run(["verify"]) == Exit.USAGE
    assert run(["verify", good, *trust(demo), "--policy", "no-such"]) == Exit.USAGE
    assert run(["verify", good, *trust(demo), "--at", "yesterday"]) == Exit.USAGE
    assert run(["verify", good, *trust(demo), "--expect", "CBQL"]) == Exit.USAGE
    assert run(["verify", good, good, *trust(demo), "--html", str(tmp_path / "r.html")]) == Exit.USAGE
    assert "Traceback" not in capsys.readouterr().err


def test_verify_takes_patterns_and_counts(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(demo / "records" / "*.xml"), *trust(demo)]) == Exit.PASSED
    shown = capsys.readouterr().out
    assert "3 tệp: 3 hợp lệ" in shown


def test_verify_as_json_and_html(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = str(first(demo / "records"))
    page = tmp_path / "report.html"
    missing = str(tmp_path / "absent.xml")
    assert run(["verify", good, *trust(demo), "--html", str(page), "--lang", "en"]) == Exit.PASSED
    assert "TOTAL_PASSED" in page.read_text(encoding="utf-8")
    capsys.readouterr()
    assert run(["verify", good, missing, *trust(demo), "--json"]) == Exit.UNREADABLE
    results = json.loads(capsys.readouterr().out)
    assert results[0]["indication"] == "TOTAL_PASSED"
    assert results[1]["error"] == "FILE-ABSENT" and results[1]["message_vi"] and results[1]["message_en"]


def test_verify_with_the_expected_signer(demo: Path) -> None:
    good = str(first(demo / "records"))
    assert run(["verify", good, *trust(demo), "--expect", "KY_PHAT_HANH=0000000099"]) == Exit.FAILED


def test_verify_at_another_time(demo: Path) -> None:
    assert run(["verify", str(first(demo / "records")), *trust(demo), "--at", "2020-01-01"]) != Exit.PASSED


def test_verify_package(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", str(first(demo / "package")), *trust(demo)]) == Exit.PASSED
    assert "TOTAL_PASSED" in capsys.readouterr().out


def test_output_shows_no_personal_data(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = first(demo / "records")
    raw = file.read_text(encoding="utf-8")
    personal = set(re.findall(r"<(?:HO_VA_TEN|SO_CCCD|HO_VA_TEN_ME|NGAY_SINH|CHO_O_HIEN_NAY)>([^<]+)", raw))
    assert len(personal) >= 4
    run(["verify", str(file), str(first(demo / "tampered")), "--full", *trust(demo)])
    run(["read", str(file)])
    run(["read", str(file), "--json"])
    run(["inspect", str(file), "--second-engine", "signxml"])
    run(["check", str(file)])
    run(["verify", str(file), *trust(demo), "--json"])
    captured = capsys.readouterr()
    assert not [value for value in personal if value in captured.out + captured.err]


def test_read_shows_personal_data_when_asked(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = first(demo / "records")
    name = re.search(r"<HO_VA_TEN>([^<]+)", file.read_text(encoding="utf-8"))
    assert name is not None
    assert run(["read", str(file), "--show-personal-data"]) == Exit.PASSED
    assert name[1] in capsys.readouterr().out


def test_new_check_sign_verify_by_hand(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", "--sample"]) == Exit.PASSED
    source = tmp_path / "pupil.json"
    source.write_text(capsys.readouterr().out, encoding="utf-8")
    draft = tmp_path / "record.xml"
    assert run(["new", str(source), "-o", str(draft)]) == Exit.PASSED
    assert run(["new", str(source), "-o", str(draft)]) == Exit.UNREADABLE
    assert run(["new", str(source), "-o", str(draft), "--overwrite", "--json"]) == Exit.PASSED
    assert run(["check", str(draft)]) == Exit.PASSED
    at = draft
    for number, (role, key) in enumerate(
        {"GVCN": "teacher", "CBQL": "head", "KY_PHAT_HANH": "school"}.items()
    ):
        target = tmp_path / f"signed-{number}.xml"
        arguments = [
            "sign",
            str(at),
            "--role",
            role,
            "--p12",
            str(demo / "keys" / f"{key}.p12"),
            "-o",
            str(target),
        ]
        assert run([*arguments, *trust(demo)]) == Exit.PASSED
        at = target
    assert run(["verify", str(at), *trust(demo)]) == Exit.PASSED


def test_new_wants_one_source() -> None:
    assert run(["new"]) == Exit.USAGE


@pytest.mark.parametrize(
    ("asked", "format_id"),
    [
        (["--grade", "3"], "v1_0"),
        (["--grade", "3", "--format", "v2_tieuhoc"], "v2_tieuhoc"),
        (["--grade", "9"], "v2_trunghoc"),
        (["--grade", "12"], "v2_trunghoc"),
        (["--level", "tieuhoc"], "v1_0"),
        (["--level", "tieuhoc", "--grade", "2", "--format", "v2_tieuhoc"], "v2_tieuhoc"),
        (["--level", "thcs", "--grade", "6"], "v2_trunghoc"),
        (["--level", "thpt"], "v2_trunghoc"),
        (["--level", "gdtx", "--grade", "12"], "v2_trunghoc"),
    ],
)
def test_new_makes_samples_of_every_level_and_takes_them_back(
    asked: list[str], format_id: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", "--sample", *asked]) == Exit.PASSED
    source, draft = tmp_path / "pupil.json", tmp_path / "record.xml"
    source.write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["new", str(source), "-o", str(draft)]) == Exit.PASSED
    assert hocba.read(draft).format_id == format_id
    other = "v2_trunghoc" if format_id == "v1_0" else "v1_0"
    assert run(["new", str(source), "--format", other]) == Exit.FAILED
    assert run(["new", "--sample", "--grade", "3", "--format", "v2_trunghoc"]) == Exit.USAGE
    assert run(["new", *asked, "--sample", "-o", str(tmp_path / "sample.xml")]) == Exit.PASSED
    assert hocba.read(tmp_path / "sample.xml").format_id == format_id


def test_new_names_the_level_of_a_sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "learner.xml"
    assert run(["new", "--level", "gdtx", "-o", str(target)]) == Exit.PASSED
    held = hocba.read(target).thong_tin_chung
    assert (held.ma_cap_hoc, held.ma_khoi) == ("05", "08")
    assert run(["new", "--level", "thcs", "--grade", "10"]) == Exit.USAGE
    assert run(["new", "--level", "mamnon"]) == Exit.USAGE
    assert run(["new", str(target), "--level", "thcs"]) == Exit.USAGE
    assert "TESTING-LEGAL" in capsys.readouterr().err


def test_sign_a_class_into_a_folder(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = tmp_path / "password"
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    key = ["--p12", str(demo / "keys" / "teacher.p12"), "--password-file", str(secret)]
    drafts = str(demo / "drafts" / "*.xml")
    out = tmp_path / "signed"
    assert run(["sign", drafts, "--role", "GVCN", *key, "-o", str(out), "--json"]) == Exit.PASSED
    assert len(json.loads(capsys.readouterr().out)) == 3
    assert len(list(out.glob("*.xml"))) == 3
    assert run(["sign", drafts, "--role", "GVCN", *key, "-o", str(out)]) == Exit.UNREADABLE
    assert "FILE-EXISTS" in capsys.readouterr().err


def test_sign_refusals(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, issued = str(first(demo / "drafts")), str(first(demo / "records"))
    out = ["-o", str(tmp_path / "x.xml")]
    teacher = ["--p12", str(demo / "keys" / "teacher.p12")]
    seal = ["--p12", str(demo / "keys" / "school.p12")]
    assert run(["sign", draft, "--role", "KY_PHAT_HANH", *seal, *out]) == Exit.FAILED
    assert run(["sign", draft, "--role", "KY_PHAT_HANH", *teacher, *out]) == Exit.FAILED
    assert run(["sign", issued, "--role", "GVCN", *teacher, *out, "--replace"]) == Exit.FAILED
    assert run(["sign", draft, "--role", "NOBODY", *teacher, *out]) == Exit.USAGE
    assert run(["sign", draft, "--role", "GVCN", *out]) == Exit.USAGE
    monkeypatch.setenv("HOCBA_PASSWORD", "wrong")
    capsys.readouterr()
    assert run(["sign", draft, "--role", "GVCN", *teacher, *out]) == Exit.FAILED
    shown = capsys.readouterr().err
    assert "SIGN-P12-PASSWORD" in shown and "wrong" not in shown
    assert not (tmp_path / "x.xml").exists()


def test_password_file_must_be_text(demo: Path, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_bytes(b"\xff\xfe")
    key = ["--p12", str(demo / "keys" / "teacher.p12"), "--password-file", str(secret)]
    assert run(["sign", str(first(demo / "drafts")), "--role", "GVCN", *key, "-o", str(tmp_path / "x")]) == 3


def test_pack_and_unpack(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seal = ["--p12", str(demo / "keys" / "school.p12")]
    records = str(demo / "records" / "*.xml")
    assert run(["pack", records, *seal, "-o", str(tmp_path / "p"), "--content"]) == Exit.PASSED
    assert run(["unpack", str(tmp_path / "p" / "goi-1.content"), "-o", str(tmp_path / "a")]) == Exit.PASSED
    assert (
        run(["unpack", str(tmp_path / "p" / "goi-1.xml"), "-o", str(tmp_path / "b"), "--json"]) == Exit.PASSED
    )
    names = {file.name for file in (demo / "records").iterdir()}
    assert {file.name for file in (tmp_path / "a").iterdir()} == names
    for file in (tmp_path / "b").iterdir():
        body = (demo / "records" / file.name).read_bytes().partition(b"\n")[2].strip()
        assert body in file.read_bytes()
    assert (
        run(["pack", str(demo / "drafts" / "*.xml"), *seal, "-o", str(tmp_path / "q"), "--json"])
        == Exit.FAILED
    )
    assert not (tmp_path / "q").exists()
    capsys.readouterr()


def test_inspect(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(first(demo / "records"))
    assert run(["inspect", file, str(first(demo / "drafts"))]) == Exit.PASSED
    shown = capsys.readouterr().out
    assert "#data" in shown and "Không có chữ ký nào." in shown
    assert run(["inspect", file, "--second-engine", "xmlsec", "--json", "--lang", "en"]) == Exit.PASSED
    (result,) = json.loads(capsys.readouterr().out)
    assert [entry["intact"] for entry in result["signatures"]] == [True, True, True]
    assert [entry["second_engine"] for entry in result["signatures"]] == [True, True, True]
    assert run(["inspect", file, "--second-engine", "signxml", "--json"]) == Exit.PASSED
    (result,) = json.loads(capsys.readouterr().out)
    assert [entry["second_engine"] for entry in result["signatures"]] == [True, True, True]
    assert run(["inspect", str(first(demo / "tampered"))]) == Exit.PASSED
    assert "KHÔNG khớp" in capsys.readouterr().out


def test_trust_add_list_remove(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from hocba.pki.store import TrustStore

    store = ["--store", str(tmp_path / "store")]
    demo_store = TrustStore.load(demo / "trust")
    root, middle = demo_store.anchors[0].certificate, demo_store.intermediates[0]
    files = {}
    for name, certificate in {"root": root, "middle": middle}.items():
        files[name] = tmp_path / f"{name}.crt"
        files[name].write_bytes(certificate.der)
    assert run(["trust", "add", str(files["root"]), *store]) == Exit.USAGE
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    assert run(["trust", "add", str(files["root"]), "--purpose", "sign", *store]) == Exit.FAILED
    assert not (tmp_path / "store").exists()
    added = ["trust", "add", str(files["root"]), "--purpose", "sign", "--world", "public", "--yes", *store]
    assert run(added) == Exit.PASSED
    assert run(["trust", "add", str(files["middle"]), *store, "--json"]) == Exit.PASSED
    capsys.readouterr()
    assert run(["trust", "list", *store]) == Exit.PASSED
    shown = capsys.readouterr().out
    assert root.fingerprint in shown and middle.fingerprint in shown
    assert run(["trust", "remove", root.fingerprint, *store]) == Exit.PASSED
    assert run(["trust", "remove", middle.fingerprint, *store, "--json"]) == Exit.PASSED
    capsys.readouterr()
    assert run(["trust", "list", *store, "--json"]) == Exit.PASSED
    assert json.loads(capsys.readouterr().out)["certificates"] == []


def test_trust_add_takes_a_known_anchor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.shared_data import shared_data

    assert run(["trust", "add", str(shared_data("pki-vn", "rootcag2.crt"))]) == Exit.PASSED
    assert run(["trust", "list", "--json"]) == Exit.PASSED
    assert "f04ba4b459a7c9a1b971ad9b1cb833e695a80c79aea63b174b66a70edfe2fdb8" in capsys.readouterr().out


def test_unforeseen_error_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Nguyễn Thị Mẫu")

    monkeypatch.setattr("hocba.api.reading", broken)
    monkeypatch.delenv("HOCBA_DEBUG", raising=False)
    assert run(["read", "x.xml"]) == Exit.UNREADABLE
    shown = capsys.readouterr().err
    assert "RuntimeError" in shown and "Mẫu" not in shown and "Traceback" not in shown
    monkeypatch.setenv("HOCBA_DEBUG", "1")
    with pytest.raises(RuntimeError):
        run(["read", "x.xml"])


WRONG = [
    (["no-such-verb"], "Không có lệnh no-such-verb.", "No such command: no-such-verb."),
    (["verify", "--no-such-option"], "Không có tùy chọn --no-such-option.", "No such option: --no-such"),
    (["demo", "x", "--pupils", "0"], "số nguyên từ 1 đến 1000", "number from 1 to 1000"),
    (["demo", "x", "--pupils", "many"], "số nguyên từ 1 đến 1000", "number from 1 to 1000"),
    (["sign", "x", "--role", "X"], "chọn một trong: GVBM, GVCN, CBQL, KY_PHAT_HANH", "one of: GVBM, GVCN"),
    (["verify"], "Thiếu TỆP", "Missing FILE"),
    (["sign", "x"], "Thiếu --role.", "Missing --role."),
    (["sign", "--role"], "Tùy chọn --role thiếu giá trị.", "--role needs a value"),
    (["read", "x", "--json=1"], "--json không nhận giá trị", "--json takes no value"),
    (["read", "a", "b", "c"], "Thừa tham số: b c.", "Too many arguments: b c."),
    (["new"], "Sai cách dùng: ", "Wrong usage: "),
]


@pytest.mark.parametrize(("arguments", "vi", "en"), WRONG)
def test_wrong_usage_is_told_in_both_languages(
    arguments: list[str], vi: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for lang, told in (("vi", vi), ("en", en)):
        assert run(["--lang", lang, *arguments]) == Exit.USAGE
        shown = capsys.readouterr().err
        assert told in shown and "--help" in shown


def test_an_unknown_language_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "fr", "read", "x"]) == Exit.USAGE
    assert "chọn một trong: vi, en." in capsys.readouterr().err


@pytest.mark.parametrize("group", [[], ["trust"]])
def test_without_a_command_the_help_is_shown(group: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(group) == Exit.USAGE
    assert capsys.readouterr().err.startswith("Cách dùng: hocba")


def test_help_pages_are_wholly_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], *([verb] for verb in VERBS), ["trust", "add"], ["trust", "list"], ["trust", "remove"]):
        assert run([*words, "--help"]) == Exit.PASSED
        shown = capsys.readouterr().out
        for english in ("Usage", "Option", "OPTION", "Command", "ARGS", "this", "required", "default:"):
            assert english not in shown, (words, english)
        assert not re.search(r"\b(FILES?|FOLDER|PATH|TEXT|INTEGER)\b", shown), words


def test_language_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOCBA_LANG", "en")
    assert run(["read", "absent.xml"]) == Exit.UNREADABLE
    assert "does not exist" in capsys.readouterr().err
    assert run(["read", "absent.xml", "--lang=vi"]) == Exit.UNREADABLE
    assert "Không tìm thấy" in capsys.readouterr().err


def test_json_error_is_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "absent.xml", "--json"]) == Exit.UNREADABLE
    assert json.loads(capsys.readouterr().out)["error"] == "FILE-ABSENT"


def test_demo_without_leftovers(demo: Path) -> None:
    assert not list(demo.rglob(".hocba-*"))


def test_check_tells_about_the_structure(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = first(demo / "drafts").read_bytes()
    odd = tmp_path / "odd.xml"
    odd.write_bytes(raw.replace(b"<TONG_SO_BUOI_NGHI_CO_PHEP>", b"<TONG_SO_BUOI_NGHI_CO_PHEP>x", 1))
    run(["check", str(odd)])
    assert "STRUCTURE-" in capsys.readouterr().out


def test_sign_in_the_way_of_older_programs(demo: Path, tmp_path: Path) -> None:
    key = ["--p12", str(demo / "keys" / "teacher.p12")]
    place = tmp_path / "signed.xml"
    words = ["--profile", "xmldsig-signingtime", "--compat", "empty_ns", "-o", str(place)]
    assert run(["sign", str(first(demo / "drafts")), "--role", "GVCN", *key, *words]) == Exit.PASSED
    assert b'<SignatureProperties xmlns="">' in place.read_bytes()


def test_check_says_that_values_are_masked(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "wrong.xml"
    raw = first(demo / "drafts").read_bytes()
    place.write_bytes(re.sub(rb"<DIEM_KIEM_TRA_DINH_KY>\d+<", b"<DIEM_KIEM_TRA_DINH_KY>10.5<", raw, count=1))
    assert run(["check", str(place)]) == Exit.FAILED
    assert "--show-personal-data" in capsys.readouterr().out
    assert run(["check", str(place), "--show-personal-data"]) == Exit.FAILED
    shown = capsys.readouterr().out
    assert "10.5" in shown and "--show-personal-data" not in shown


def test_a_note_about_the_whole_call_is_told_once(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = ["--p12", str(demo / "keys" / "teacher.p12")]
    drafts = [str(file) for file in (demo / "drafts").glob("*.xml")]
    assert run(["sign", *drafts, "--role", "GVCN", *key, "-o", str(tmp_path / "all")]) == Exit.PASSED
    assert capsys.readouterr().out.count("SIGN-CHAIN-NOT-CHECKED") == 1


def test_reconstructed_formats_are_called_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft, sheet, folder = tmp_path / "grade7.xml", tmp_path / "class.xlsx", tmp_path / "class"
    assert run(["new", "--sample", "--grade", "7", "-o", str(draft)]) == Exit.PASSED
    write_class([hocba.read(draft)], folder, csv=True)
    capsys.readouterr()
    for arguments in (
        ["template", "--level", "thcs", "-o", str(sheet)],
        ["import", str(folder), "--dry-run"],
        ["inspect", str(draft)],
        ["read", str(draft)],
        ["check", str(draft)],
        ["verify", str(draft)],
    ):
        run(arguments)
        assert "dựng lại" in capsys.readouterr().out, arguments
        run([*arguments, "--lang", "en", *(["--overwrite"] if arguments[0] == "template" else [])])
        assert "reconstructed" in capsys.readouterr().out, arguments
