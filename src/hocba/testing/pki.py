"""A test PKI in the shape of Viet Nam's: two worlds, one root and one subordinate CA each, and signers.

Names are fixed and synthetic, keys are new in every run. Nothing here is a secret: the password of every
PKCS#12 file is ``hocba-test`` unless another is given. Never put these roots into a store that is used for
real records.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

import attrs

from hocba.errors import ConfigurationError, StorageError
from hocba.files import write_atomic
from hocba.pki.crl import Crl
from hocba.pki.evidence import Evidence
from hocba.pki.known import Purpose, World
from hocba.pki.register import Entry, Register
from hocba.pki.store import TrustStore
from hocba.testing.authority import PASSWORD, TestAuthority, TestIdentity
from hocba.testing.people import HEAD_TEACHER, SCHOOL, TEACHER

if TYPE_CHECKING:
    from hocba.sign.signers import Pkcs12Signer

__all__ = ["PASSWORD", "TestAuthority", "TestIdentity", "TestPki"]

TAX_CODE = "0000000001"
BUDGET_CODE = "0000001"
SECOND_TAX_CODE = "0000000002"
SECOND_SCHOOL_CODE = "00000002"
SUPERIOR = "Ủy ban nhân dân Phường Ví Dụ"

SUBJECTS: Mapping[str, tuple[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "teacher": ("public", {"CN": TEACHER.name, "UID": f"CCCD:{TEACHER.number}", "C": "VN"}),
        "head": ("government", {"CN": HEAD_TEACHER.name, "OU": SCHOOL.name, "T": "Hiệu trưởng", "C": "VN"}),
        "school": (
            "government",
            {"CN": SCHOOL.name, "O": SUPERIOR, "UID": [f"MST:{TAX_CODE}", f"MNS:{BUDGET_CODE}"], "C": "VN"},
        ),
        "second_school": (
            "government",
            {"CN": "Trường Tiểu học Ví Dụ Hai", "O": SUPERIOR, "UID": f"MST:{SECOND_TAX_CODE}", "C": "VN"},
        ),
        "expired_teacher": ("public", {"CN": TEACHER.name, "UID": f"CCCD:{TEACHER.number}", "C": "VN"}),
        "revoked_teacher": ("public", {"CN": TEACHER.name, "UID": f"CCCD:{TEACHER.number}", "C": "VN"}),
    }
)


@attrs.frozen
class TestPki:
    """Authorities, signers, and what a verifier needs to judge them around ``now`` (aware).

    ``identities``: "teacher" (public CA, CCCD), "head" (Government CA, no number), "school" and
    "second_school" (Government CA, MST), "expired_teacher" (ended 30 days before ``now``) and
    "revoked_teacher" (revoked ten days before ``now``).
    """

    __test__ = False

    now: datetime
    public_root: TestAuthority
    public_ca: TestAuthority
    government_root: TestAuthority
    government_ca: TestAuthority
    identities: Mapping[str, TestIdentity]
    crls: tuple[Crl, ...]

    @classmethod
    def create(cls, now: datetime, *, leaf_key: str = "rsa-2048", authority_key: str = "p-256") -> TestPki:
        """Make one, in about half a second. Keys: "rsa-<bits>", "p-256", "p-384".

        Raises ConfigurationError (PKI-TEST-NAIVE-TIME, PKI-TEST-KEY-KIND).
        """
        if now.tzinfo is None:
            raise ConfigurationError.of("PKI-TEST-NAIVE-TIME")
        public_root, public_ca = _world("Public", now, authority_key)
        government_root, government_ca = _world("Government", now, authority_key)
        worlds = {"public": public_ca, "government": government_ca}
        options: dict[str, dict[str, Any]] = {
            "expired_teacher": {
                "not_before": now - timedelta(days=1125),
                "not_after": now - timedelta(days=30),
            },
            "revoked_teacher": {"not_before": now - timedelta(days=300)},
        }
        identities = {
            name: worlds[world].issue(subject, now=now, key=leaf_key, **options.get(name, {}))
            for name, (world, subject) in SUBJECTS.items()
        }
        revoked = {identities["revoked_teacher"].certificate: now - timedelta(days=10)}
        crls = (
            public_root.crl(now),
            public_ca.crl(now, revoked),
            government_root.crl(now),
            government_ca.crl(now),
        )
        return cls(
            now, public_root, public_ca, government_root, government_ca, MappingProxyType(identities), crls
        )

    def __getitem__(self, name: str) -> TestIdentity:
        return self.identities[name]

    def signer(self, name: str) -> Pkcs12Signer:
        """The signer ``name``; its key is loaded once. Raises KeyError for a name that is not there."""
        return self.identities[name].signer

    @property
    def trust(self) -> TrustStore:
        """Both roots with their worlds, both subordinate CAs, and the register."""
        store = TrustStore().add(self.public_root.certificate, {Purpose.SIGN}, World.PUBLIC, "test")
        store = store.add(self.government_root.certificate, {Purpose.SIGN}, World.GOVERNMENT, "test")
        for authority in (self.public_ca, self.government_ca):
            store = store.add_intermediate(authority.certificate)
        return store.with_register(self.register)

    @property
    def register(self) -> Register:
        """Teacher, head teacher and seal of the first school, seal of the second. Seals send packages too."""
        since = self.now - timedelta(days=1)
        rows = (
            ("GVCN", SCHOOL.code, TEACHER.number, "teacher"),
            ("CBQL", SCHOOL.code, HEAD_TEACHER.number, "head"),
            ("KY_PHAT_HANH", SCHOOL.code, TAX_CODE, "school"),
            ("package", SCHOOL.code, TAX_CODE, "school"),
            ("KY_PHAT_HANH", SECOND_SCHOOL_CODE, SECOND_TAX_CODE, "second_school"),
            ("package", SECOND_SCHOOL_CODE, SECOND_TAX_CODE, "second_school"),
        )
        return Register(
            tuple(
                Entry.of(self[name].certificate, role=role, school_code=code, holder=holder, valid_from=since)
                for role, code, holder, name in rows
            )
        )

    @property
    def evidence(self) -> Evidence:
        """The revocation lists of all four authorities."""
        return Evidence(crls=self.crls)

    def write(self, folder: str | os.PathLike[str], *, password: str = PASSWORD) -> None:
        """Leave ``trust/`` (with ``register.csv``), ``evidence/*.crl`` and ``keys/<name>.p12`` in ``folder``.

        Raises StorageError.
        """
        place = Path(folder)
        try:
            for part in ("trust", "evidence", "keys"):
                (place / part).mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            reason = type(problem).__name__
            raise StorageError.of("FILE-UNWRITABLE", file=place.name, reason=reason) from None
        self.trust.save(place / "trust")
        names = ("public-root", "public-ca", "government-root", "government-ca")
        for name, crl in zip(names, self.crls, strict=True):
            write_atomic(place / "evidence" / f"{name}.crl", crl.der)
        for name, identity in self.identities.items():
            write_atomic(place / "keys" / f"{name}.p12", identity.p12(password))

    def impostor(self, name: str = "public") -> TestAuthority:
        """A subordinate CA with the same names as the real one ("public", "government") and other keys."""
        root, real = (
            (self.public_root, self.public_ca)
            if name == "public"
            else (self.government_root, self.government_ca)
        )
        fake = TestAuthority.root({"CN": root.certificate.common_name, **_OWNER}, self.now)
        return fake.authority({"CN": real.certificate.common_name, **_OWNER}, now=self.now)

    def __reduce__(self) -> NoReturn:
        raise ConfigurationError.of("PKI-TEST-KEY-PICKLE")


_OWNER: Mapping[str, str] = MappingProxyType({"O": "hocba test, not real", "C": "VN"})


def _world(name: str, now: datetime, key: str) -> tuple[TestAuthority, TestAuthority]:
    root = TestAuthority.root({"CN": f"hocba Test {name} Root CA", **_OWNER}, now, key=key)
    return root, root.authority({"CN": f"hocba Test {name} CA", **_OWNER}, now=now, key=key)
