from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from hocba.errors import ConfigurationError, HocbaError, InputError, LimitExceededError, StorageError
from hocba.pki.certificate import Certificate
from hocba.pki.known import KnownAnchor, Purpose, World, known_anchor, known_anchors
from hocba.pki.store import Anchor, TrustStore
from hocba.pki.user_folder import user_folder
from hocba.testing.authority import TestAuthority
from hocba.testing.pki import TestPki

HEADING = "file,sha256,role,purposes,world,note\n"


@pytest.fixture(scope="module")
def root(small_pki: TestPki) -> Certificate:
    return small_pki.public_root.certificate


class TestChanges:
    def test_nothing_is_trusted_by_default(self) -> None:
        assert TrustStore() == TrustStore((), (), None)

    def test_unknown_anchor_needs_purposes(self, root: Certificate) -> None:
        for purposes in (None, [], frozenset[Purpose]()):
            with pytest.raises(ConfigurationError) as caught:
                TrustStore().add(root, purposes)
            assert caught.value.code == "PKI-ANCHOR-UNKNOWN"
            assert caught.value.context["sha256"] == root.fingerprint

    def test_add(self, root: Certificate) -> None:
        store = TrustStore().add(root.der, [Purpose.SIGN, Purpose.TIMESTAMP], note="by phone")
        anchor = Anchor(root, frozenset({Purpose.SIGN, Purpose.TIMESTAMP}), World.OTHER, "by phone")
        assert store.anchors == (anchor,)
        assert store.anchor_of(root) == anchor
        assert TrustStore().anchor_of(root) is None

    def test_add_again_replaces(self, root: Certificate) -> None:
        store = TrustStore().add(root, {Purpose.SIGN}).add(root, {Purpose.TIMESTAMP}, World.PUBLIC)
        assert [(anchor.purposes, anchor.world) for anchor in store.anchors] == [
            ({Purpose.TIMESTAMP}, World.PUBLIC)
        ]

    def test_known_anchor(self, root: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
        row = KnownAnchor(
            name="x",
            fingerprint=root.fingerprint,
            root=True,
            world=World.PUBLIC,
            purposes=frozenset({Purpose.SIGN}),
            strength="A",
        )
        monkeypatch.setattr("hocba.pki.known.known_anchors", lambda: {root.fingerprint: row})
        assert TrustStore().add(root).anchors == (Anchor(root, frozenset({Purpose.SIGN}), World.PUBLIC),)
        assert TrustStore().add(root, [Purpose.TIMESTAMP]).anchors[0].world is World.PUBLIC
        assert TrustStore().add(root, world=World.OTHER).anchors[0].world is World.OTHER

    def test_signers_are_no_anchors(self, small_pki: TestPki) -> None:
        teacher = small_pki["teacher"].certificate
        for change in (
            lambda: TrustStore().add(teacher, {Purpose.SIGN}),
            lambda: TrustStore().add_intermediate(teacher),
        ):
            with pytest.raises(ConfigurationError) as caught:
                change()
            assert caught.value.code == "PKI-ANCHOR-NOT-CA"

    def test_remove(self, small_pki: TestPki, root: Certificate) -> None:
        ca = small_pki.public_ca.certificate
        store = TrustStore().add(root, {Purpose.SIGN}).add_intermediate(ca).add_intermediate(ca)
        assert store.intermediates == (ca,)
        coloned = ":".join(root.fingerprint[i : i + 2] for i in range(0, 64, 2)).upper()
        assert store.remove(coloned).remove(ca.fingerprint) == TrustStore()
        with pytest.raises(ConfigurationError) as caught:
            store.remove("00" * 32)
        assert caught.value.code == "PKI-STORE-ABSENT"

    def test_picklable(self, small_pki: TestPki) -> None:
        assert pickle.loads(pickle.dumps(small_pki.trust)) == small_pki.trust
        assert hash(small_pki.trust) == hash(pickle.loads(pickle.dumps(small_pki.trust)))


class TestFolder:
    def test_round_trip(self, small_pki: TestPki, tmp_path: Path) -> None:
        small_pki.trust.save(tmp_path / "a" / "trust")
        assert TrustStore.load(tmp_path / "a" / "trust") == small_pki.trust

    def test_all_purposes(self, root: Certificate, tmp_path: Path) -> None:
        store = TrustStore().add(root, set(Purpose), World.GOVERNMENT, 'note, with "quotes"')
        store.save(tmp_path)
        assert TrustStore.load(str(tmp_path)) == store

    def test_saving_again_removes_what_is_obsolete_and_nothing_else(
        self, small_pki: TestPki, tmp_path: Path
    ) -> None:
        small_pki.trust.save(tmp_path)
        (tmp_path / "mine.txt").write_text("mine")
        before = {entry.name for entry in tmp_path.iterdir()}
        smaller = small_pki.trust.remove(small_pki.public_ca.certificate.fingerprint).with_register(None)
        smaller.save(tmp_path)
        after = {entry.name for entry in tmp_path.iterdir()}
        assert len(before - after) == 2
        assert "register.csv" not in after
        assert "mine.txt" in after
        assert TrustStore.load(tmp_path) == smaller

    def test_empty_store(self, tmp_path: Path) -> None:
        TrustStore().save(tmp_path)
        assert TrustStore.load(tmp_path) == TrustStore()

    def test_unlisted_files_are_not_trusted(self, small_pki: TestPki, tmp_path: Path) -> None:
        TrustStore().save(tmp_path)
        (tmp_path / "new.crt").write_bytes(small_pki.public_root.certificate.pem())
        assert TrustStore.load(tmp_path) == TrustStore()

    def test_replaced_file(self, small_pki: TestPki, tmp_path: Path) -> None:
        small_pki.trust.save(tmp_path)
        first = sorted(tmp_path.glob("*.crt"))[0]
        for content in (small_pki.impostor().certificate.pem(), first.read_bytes() * 2):
            first.write_bytes(content)
            with pytest.raises(ConfigurationError) as caught:
                TrustStore.load(tmp_path)
            assert caught.value.code == "PKI-STORE-DIGEST"

    def test_missing_and_broken_file(self, small_pki: TestPki, tmp_path: Path) -> None:
        small_pki.trust.save(tmp_path)
        first = sorted(tmp_path.glob("*.crt"))[0]
        first.write_bytes(b"\xff\xfe\x00")
        with pytest.raises(InputError) as caught:
            TrustStore.load(tmp_path)
        assert caught.value.code == "PKI-CERT-MALFORMED"
        first.unlink()
        with pytest.raises(InputError) as caught:
            TrustStore.load(tmp_path)
        assert caught.value.code == "FILE-ABSENT"

    @pytest.mark.parametrize(
        ("line", "code", "column"),
        [
            ("{file},{sha256},boss,sign,public,\n", "PKI-STORE-TABLE", "role"),
            ("{file},{sha256},anchor,,public,\n", "PKI-STORE-TABLE", "purposes"),
            ("{file},{sha256},anchor,everything,public,\n", "PKI-STORE-TABLE", "purposes, world"),
            ("{file},{sha256},anchor,sign,mars,\n", "PKI-STORE-TABLE", "purposes, world"),
            ("../{file},{sha256},anchor,sign,public,\n", "PKI-STORE-TABLE", "file"),
            ("/etc/{file},{sha256},anchor,sign,public,\n", "PKI-STORE-TABLE", "file"),
            ("..\\{file},{sha256},anchor,sign,public,\n", "PKI-STORE-TABLE", "file"),
            ("C:{file},{sha256},anchor,sign,public,\n", "PKI-STORE-TABLE", "file"),
            ("..,{sha256},anchor,sign,public,\n", "PKI-STORE-TABLE", "file"),
            (",{sha256},anchor,sign,public,\n", "PKI-STORE-TABLE", "file"),
            ("{file},{sha256},anchor,sign,public,\n" * 2, "PKI-STORE-TABLE", "sha256"),
            ("{file},,anchor,sign,public,\n", "PKI-STORE-DIGEST", None),
            ("{file},{sha256},anchor,sign\n", "PKI-TABLE-ROW", None),
            ('{file},{sha256},anchor,sign,public,"open\n', "PKI-TABLE-ROW", None),
        ],
    )
    def test_bad_rows(
        self, root: Certificate, tmp_path: Path, line: str, code: str, column: str | None
    ) -> None:
        (tmp_path / "root.crt").write_bytes(root.pem())
        row = line.format(file="root.crt", sha256=root.fingerprint)
        (tmp_path / "anchors.csv").write_text(HEADING + row)
        with pytest.raises(ConfigurationError) as caught:
            TrustStore.load(tmp_path)
        assert caught.value.code == code
        assert caught.value.context.get("column") == column

    def test_signer_in_the_table(self, small_pki: TestPki, tmp_path: Path) -> None:
        teacher = small_pki["teacher"].certificate
        (tmp_path / "t.crt").write_bytes(teacher.der)
        (tmp_path / "anchors.csv").write_text(f"{HEADING}t.crt,{teacher.fingerprint},anchor,sign,public,\n")
        with pytest.raises(ConfigurationError) as caught:
            TrustStore.load(tmp_path)
        assert caught.value.code == "PKI-STORE-NOT-CA"

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"\xff\xfe", "PKI-TABLE-ENCODING"),
            (HEADING.encode() + b"\x00", "PKI-TABLE-ENCODING"),
            (b"", "PKI-TABLE-COLUMNS"),
            (b"file,sha256\n", "PKI-TABLE-COLUMNS"),
            (HEADING.encode() + b"a" * 5000 + b",,,,,\n", "PKI-TABLE-ROW"),
            (HEADING.encode() + b'"' + b"a" * 200_000 + b'",,,,,\n', "PKI-TABLE-ROW"),
            (b" " * (4 * 1024 * 1024 + 1), "FILE-TOO-LARGE"),
        ],
    )
    def test_bad_tables(self, tmp_path: Path, content: bytes, code: str) -> None:
        (tmp_path / "anchors.csv").write_bytes(content)
        with pytest.raises(HocbaError) as caught:
            TrustStore.load(tmp_path)
        assert caught.value.code == code

    def test_table_from_a_spreadsheet(self, root: Certificate, tmp_path: Path) -> None:
        """Byte order mark, CRLF, blank lines, purposes with other separators, upper-case digest."""
        (tmp_path / "root.crt").write_bytes(root.der)
        row = f'root.crt,{root.fingerprint.upper()},anchor,"sign; timestamp",government,ghi chú'
        (tmp_path / "anchors.csv").write_bytes(
            ("\ufeff" + HEADING.strip() + "\r\n,,,,,\r\n" + row + "\r\n").encode()
        )
        (anchor,) = TrustStore.load(tmp_path).anchors
        assert anchor.purposes == {Purpose.SIGN, Purpose.TIMESTAMP}

    def test_cannot_be_written(self, small_pki: TestPki, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(StorageError) as caught:
            small_pki.trust.save(tmp_path / "file" / "trust")
        assert caught.value.code == "FILE-UNWRITABLE"

    def test_a_failed_save_leaves_the_old_store(
        self, small_pki: TestPki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        small_pki.trust.save(tmp_path)
        from hocba.pki import store_files

        def full(path: Path, data: bytes) -> None:
            if path.name == "anchors.csv":
                raise StorageError.of("DISK-FULL", file=path.name)
            real(path, data)

        real = store_files.write_atomic
        monkeypatch.setattr(store_files, "write_atomic", full)
        changed = small_pki.trust.add(small_pki.impostor().chain[-1], {Purpose.SIGN})
        with pytest.raises(StorageError):
            changed.save(tmp_path)
        assert TrustStore.load(tmp_path) == small_pki.trust


class TestBareCertificates:
    def test_folder(self, small_pki: TestPki, tmp_path: Path) -> None:
        root, ca = small_pki.public_root.certificate, small_pki.public_ca.certificate
        (tmp_path / "all.PEM").write_bytes(root.pem() + ca.pem() + root.pem())
        (tmp_path / "readme.txt").write_text("not a certificate")
        (tmp_path / "folder.crt").mkdir()
        (tmp_path / "register.csv").write_text(small_pki.register.to_csv())
        store = TrustStore.load(tmp_path)
        assert store.anchors == (Anchor(root, frozenset({Purpose.SIGN}), World.OTHER),)
        assert store.intermediates == (ca,)
        assert store.register == small_pki.register

    def test_file(self, small_pki: TestPki, tmp_path: Path) -> None:
        place = tmp_path / "root.crt"
        place.write_bytes(small_pki.public_root.certificate.der)
        assert len(TrustStore.load(place).anchors) == 1

    def test_self_issued_but_not_self_signed_is_an_intermediate(
        self, small_pki: TestPki, tmp_path: Path
    ) -> None:
        root = small_pki.public_root
        twin = TestAuthority(root.identity).authority(
            {"CN": root.certificate.common_name, "O": "hocba test, not real", "C": "VN"}, now=small_pki.now
        )
        assert twin.certificate.self_issued
        (tmp_path / "twin.crt").write_bytes(twin.certificate.der)
        assert TrustStore.load(tmp_path).anchors == ()

    def test_signers_are_refused(self, small_pki: TestPki, tmp_path: Path) -> None:
        (tmp_path / "teacher.crt").write_bytes(small_pki["teacher"].certificate.pem())
        with pytest.raises(ConfigurationError) as caught:
            TrustStore.load(tmp_path)
        assert caught.value.code == "PKI-ANCHOR-NOT-CA"

    def test_nothing_there(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigurationError) as caught:
            TrustStore.load(tmp_path)
        assert caught.value.code == "PKI-STORE-EMPTY"
        with pytest.raises(InputError) as absent:
            TrustStore.load(tmp_path / "absent")
        assert absent.value.code == "FILE-ABSENT"

    def test_huge_file(self, tmp_path: Path) -> None:
        with (tmp_path / "huge.crt").open("wb") as stream:
            stream.truncate(400 * 1024 * 1024)
        with pytest.raises(LimitExceededError):
            TrustStore.load(tmp_path)

    def test_folder_that_cannot_be_listed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused(self: Path) -> None:
            raise PermissionError(13, "no")

        monkeypatch.setattr(Path, "iterdir", refused)
        with pytest.raises(InputError) as caught:
            TrustStore.load(tmp_path)
        assert caught.value.code == "FILE-UNREADABLE"


class TestUsersOwn:
    def test_override(self, small_pki: TestPki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOCBA_TRUST", str(tmp_path / "trust"))
        assert TrustStore.user_default() == tmp_path / "trust"
        assert TrustStore.user() == TrustStore()
        (tmp_path / "trust").mkdir()
        assert TrustStore.user() == TrustStore()
        small_pki.trust.save(tmp_path / "trust")
        assert TrustStore.user() == small_pki.trust
        shutil.rmtree(tmp_path / "trust")
        assert TrustStore.user() == TrustStore()

    @pytest.mark.parametrize(
        ("platform", "environment", "expected"),
        [
            ("linux", {}, Path.home() / ".config/hocba/trust"),
            ("linux", {"XDG_CONFIG_HOME": "/x"}, Path("/x/hocba/trust")),
            ("darwin", {}, Path.home() / "Library/Application Support/hocba/trust"),
            ("win32", {"APPDATA": "/a"}, Path("/a/hocba/trust")),
            ("win32", {}, Path.home() / "AppData/Roaming/hocba/trust"),
            ("win32", {"HOCBA_TRUST": "/t"}, Path("/t")),
        ],
    )
    def test_platforms(self, platform: str, environment: dict[str, str], expected: Path) -> None:
        assert user_folder(environment, platform) == expected


def test_known_anchors_are_those_of_the_specification() -> None:
    assert len(known_anchors()) == 6
    assert {anchor.strength for anchor in known_anchors().values()} == {"A", "B", "A/B"}
    assert all(len(fingerprint) == 64 for fingerprint in known_anchors())
    coloned = (
        "BA:C8:BF:60:9A:B4:20:A8:EE:17:80:D7:4F:4D:E5:C7:F7:18:49:59:D2:A7:37:5B:0A:75:E4:C2:9F:09:08:E7"
    )
    found = known_anchor(coloned)
    assert found is not None
    assert (found.world, found.root) == (World.PUBLIC, True)
    assert known_anchor("00") is None


def test_known_fingerprints_stand_in_the_specification() -> None:
    from tests.shared_data import shared_spec

    text = shared_spec("verification.md").read_text(encoding="utf-8")
    for fingerprint, anchor in known_anchors().items():
        row = next(line for line in text.splitlines() if fingerprint in line)
        assert row.rstrip(" |").endswith(f"| {anchor.strength}")
