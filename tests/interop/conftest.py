"""Engines, made once per session, and a school whose keys are of one kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest

import hocba
from hocba.testing.pki import TestPki
from hocba.testing.records import display_sample
from tests.interop.engines.common import Keys, without_chain
from tests.interop.engines.jdk import Jdk
from tests.interop.engines.libxmlsec import LibXmlSec
from tests.interop.engines.xadesjs import XadesJs
from tests.interop.engines.xmlsec1 import XmlSec1

PASSWORD = "interop"
SIGNERS = {"GVCN": "teacher", "CBQL": "head", "KY_PHAT_HANH": "school"}


@attrs.frozen
class School:
    """A test PKI on disk, its signers' keys and the display sample, not signed yet."""

    folder: Path
    now: datetime
    draft: Path

    @property
    def keys(self) -> dict[str, Keys]:
        """The key of each slot, its certificate and nothing else."""
        return {slot: Keys(self.folder / "bare" / f"{name}.p12", PASSWORD) for slot, name in SIGNERS.items()}

    @property
    def keys_with_chain(self) -> dict[str, Keys]:
        """The same with the certificates of the authorities, which some programs write into KeyInfo."""
        return {slot: Keys(self.folder / "keys" / f"{name}.p12", PASSWORD) for slot, name in SIGNERS.items()}

    @property
    def anchors(self) -> tuple[Path, ...]:
        """Every certificate of the trust store as PEM, for tools that build chains."""
        return tuple(sorted((self.folder / "trust").glob("*.crt")))

    @property
    def time(self) -> str:
        """The claimed signing time."""
        return self.now.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def claims(self) -> dict[str, str]:
        """What stands in the slot beside the signature: the date in Viet Nam."""
        return {"NGAY_KY": (self.now + timedelta(hours=7)).strftime("%d/%m/%Y")}

    def verify(self, file: Path) -> hocba.Report:
        """What hocba says, with everything that the PKI offers."""
        return hocba.verify(file, trust=self.folder / "trust", evidence=[self.folder / "evidence"])

    def signed(self, sign: Callable[..., bytes]) -> bytes:
        """The draft signed by hocba in its three slots; ``sign(raw, slot, signer)`` signs one."""
        raw = self.draft.read_bytes()
        for slot, keys in self.keys.items():
            raw = sign(raw, slot, hocba.Pkcs12Signer(keys.p12, keys.password))
        return raw


@pytest.fixture(scope="session", params=["rsa-2048", "p-256"])
def school(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> School:
    """One school per kind of key."""
    return made(tmp_path_factory, request.param)


@pytest.fixture(scope="session")
def rsa_school(tmp_path_factory: pytest.TempPathFactory) -> School:
    """The school with RSA keys."""
    return made(tmp_path_factory, "rsa-2048")


def made(tmp_path_factory: pytest.TempPathFactory, kind: str) -> School:
    """A school whose signers have keys of ``kind``."""
    folder = tmp_path_factory.mktemp(kind)
    now = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
    pki = TestPki.create(now=now, leaf_key=kind)
    pki.write(folder, password=PASSWORD)
    (folder / "bare").mkdir()
    for name in SIGNERS.values():
        full = Keys(folder / "keys" / f"{name}.p12", PASSWORD)
        (folder / "bare" / f"{name}.p12").write_bytes(without_chain(full))
    hocba.write(display_sample(), folder / "draft.xml")
    return School(folder, now, folder / "draft.xml")


@pytest.fixture(scope="session")
def jdk() -> Jdk:
    """The JDK's XML signatures."""
    return Jdk.ready()


@pytest.fixture(scope="session")
def xadesjs() -> XadesJs:
    """npm xadesjs."""
    return XadesJs.ready()


@pytest.fixture
def xmlsec1(school: School) -> XmlSec1:
    """The xmlsec1 command line, trusting the school's PKI."""
    return XmlSec1.ready(school.anchors)


@pytest.fixture
def libxmlsec(school: School) -> LibXmlSec:
    """python-xmlsec, trusting the school's PKI."""
    return LibXmlSec.ready(school.anchors)
