"""The synthetic world of the vectors: one PKI per build, what is signed rightly, trust and evidence."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from typing import Any

from cryptography import x509

from hocba.model.record import Record
from hocba.package.pack import pack
from hocba.pki.certificate import Certificate
from hocba.pki.crl import Crl
from hocba.pki.known import Purpose, World
from hocba.pki.register import Entry, Register
from hocba.pki.store import TrustStore
from hocba.sign.options import SignatureOptions
from hocba.sign.record_file import RecordFile
from hocba.sign.session import sign_files
from hocba.testing.authority import TestAuthority
from hocba.testing.people import HEAD_TEACHER, SCHOOL
from hocba.testing.pki import (
    BUDGET_CODE,
    SECOND_SCHOOL_CODE,
    SUBJECTS,
    SUPERIOR,
    TAX_CODE,
    TestIdentity,
    TestPki,
)
from hocba.testing.records import synthetic_record
from tests.vectors.answers import PKI
from tests.vectors.times import AT, SIGNED

SIGNERS: Mapping[str, str] = {"GVCN": "teacher", "CBQL": "head", "KY_PHAT_HANH": "school"}
SEAL = "KY_PHAT_HANH"
SEALED_BY = {SEAL: TAX_CODE}
DAY = timedelta(days=1)
SEAL_SUBJECT = {"CN": SCHOOL.name, "O": SUPERIOR, "UID": [f"MST:{TAX_CODE}", f"MNS:{BUDGET_CODE}"], "C": "VN"}
HEAD_SUBJECT = {"CN": HEAD_TEACHER.name, "OU": SCHOOL.name, "C": "VN"}


class Synthetic:
    """Everything that cases are made of. Keys are new in every build."""

    def __init__(self) -> None:
        self.pki = TestPki.create(SIGNED, leaf_key="p-256")
        self.identities: dict[str, TestIdentity] = dict(self.pki.identities)
        self.crls: list[Crl] = list(self.pki.crls)
        self.trust: dict[str, TrustStore] = {}
        self.evidence: dict[str, tuple[Crl | bytes, ...]] = {}
        self._people()
        self._stores()
        self._lists()

    def __getitem__(self, name: str) -> TestIdentity:
        return self.identities[name]

    def certificate(self, name: str) -> Certificate:
        return self.identities[name].certificate

    def seal(self, authority: TestAuthority | None = None, **options: Any) -> TestIdentity:
        """A certificate with the school's own names, by default of the right CA."""
        issuer = authority or self.pki.government_ca
        return issuer.issue(SEAL_SUBJECT, now=SIGNED, **({"key": "p-256"} | options))

    def head(self, authority: TestAuthority | None = None, **options: Any) -> TestIdentity:
        """A certificate with the head teacher's name."""
        issuer = authority or self.pki.government_ca
        return issuer.issue(HEAD_SUBJECT, now=SIGNED, **({"key": "p-256"} | options))

    def record(self, index: int = 1, **options: Any) -> Record:
        return synthetic_record(index, **({"grade": 1} | options))

    def signed(
        self,
        record: Record | bytes | None = None,
        *,
        signers: Mapping[str, str | TestIdentity] = SIGNERS,
        profile: str = "xades-b-b",
        options: SignatureOptions | None = None,
        step: timedelta = timedelta(seconds=1),
    ) -> bytes:
        """A record signed by hocba in the order of ``signers``, one ``step`` apart."""
        start = record if isinstance(record, bytes) else RecordFile.from_record(record or self.record()).raw
        raw = start
        for count, (slot, name) in enumerate(signers.items()):
            identity = name if isinstance(name, TestIdentity) else self.identities[name]
            moment = SIGNED + count * step
            (outcome,) = sign_files(
                [raw],
                slot=slot,
                signer=identity.signer,
                signing_time=moment,
                profile=profile,
                options=options,
            )
            raw = outcome.require().raw
        return raw

    @cached_property
    def good(self) -> bytes:
        """A record as a school issues it: three XAdES signatures."""
        return self.signed()

    @cached_property
    def other(self) -> bytes:
        """Another pupil's record, issued in the same way."""
        return self.signed(self.record(2))

    @cached_property
    def plain(self) -> bytes:
        """Three plain XMLDSig signatures with a signed time object."""
        return self.signed(profile="xmldsig-signingtime")

    @cached_property
    def small(self) -> bytes:
        """Signed by the required two only, the certificate alone in KeyInfo; what most vectors hold."""
        raw = self.signed(signers={"CBQL": "head", SEAL: "school"})
        return re.sub(rb"<X509SubjectName>.*?</X509IssuerSerial>", b"", raw)

    @cached_property
    def unsigned(self) -> bytes:
        return RecordFile.from_record(self.record()).raw

    @cached_property
    def package(self) -> bytes:
        """Two records of the school, sent by the school."""
        return self.packed(self.small, self.signed(self.record(2), signers={"CBQL": "head", SEAL: "school"}))

    def packed(self, *records: bytes) -> bytes:
        return pack(records, signer=self["school"].signer, signing_time=SIGNED + timedelta(minutes=5))[0].raw

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The rows of the PKI's register, open to both sides in time."""
        since = SIGNED - DAY
        rows = (
            ("GVCN", SCHOOL.code, "teacher"),
            ("CBQL", SCHOOL.code, "head"),
            (SEAL, SCHOOL.code, "school"),
            ("package", SCHOOL.code, "school"),
            (SEAL, SECOND_SCHOOL_CODE, "second_school"),
            ("package", SECOND_SCHOOL_CODE, "second_school"),
            (SEAL, SCHOOL.code, "school_rsa"),
            ("CBQL", SCHOOL.code, "head_p384"),
            ("CBQL", SCHOOL.code, "head_rsa"),
        )
        return tuple(
            Entry.of(self.certificate(name), role=role, school_code=code, valid_from=since)
            for role, code, name in rows
        )

    def _people(self) -> None:
        self.identities |= {
            "school_rsa": self.seal(key="rsa-3072"),
            "head_rsa": self.head(key="rsa-2048"),
            "head_p384": self.head(key="p-384"),
            "school_weak": self.seal(key="rsa-1024"),
            "school_p521": self.seal(key="p-521"),
            "school_twin": self.seal(key=self["school"].key),
            "school_expired": self.seal(
                not_before=SIGNED - 900 * DAY, not_after=SIGNED + timedelta(hours=12)
            ),
            "school_gone": self.seal(
                not_before=SIGNED - 900 * DAY, not_after=SIGNED - 2 * timedelta(hours=1)
            ),
            "school_future": self.seal(not_before=SIGNED + 30 * DAY),
            "school_revoked": self.seal(),
            "school_held": self.seal(),
            "school_usage": self.seal(usages=("key_encipherment",)),
            "school_self": TestAuthority.root(
                {"CN": SCHOOL.name, "O": SUPERIOR, "UID": f"MST:{TAX_CODE}"}, SIGNED, ca=False
            ).identity,
            "teacher_other": self.pki.public_ca.issue(
                {"CN": "Đo Thị Khác", "C": "VN"}, now=SIGNED, key="p-256"
            ),
            "teacher_nameless": self.pki.public_ca.issue(
                {"CN": HEAD_TEACHER.name, "C": "VN"}, now=SIGNED, key="p-256"
            ),
            "employee": self.pki.public_ca.issue(
                {"CN": SCHOOL.name, "UID": ["CCCD:000188000009", f"MST:{TAX_CODE}"], "C": "VN"},
                now=SIGNED,
                key="p-256",
            ),
            "head_other_name": self.pki.government_ca.issue(
                {"CN": "Đo Văn Khác", "C": "VN"}, now=SIGNED, key="p-256"
            ),
            "head_number": self.pki.government_ca.issue(
                {"CN": "Đo Văn Khác", "UID": f"CCCD:{HEAD_TEACHER.number}", "C": "VN"},
                now=SIGNED,
                key="p-256",
            ),
            "head_wrong_number": self.pki.government_ca.issue(
                {"CN": HEAD_TEACHER.name, "UID": "CCCD:000075000099", "C": "VN"}, now=SIGNED, key="p-256"
            ),
        }

        self.mute = self.pki.government_root.authority(
            "hocba Test No CrlSign", now=SIGNED, usages=("key_cert_sign",)
        )
        self.identities["school_no_crl_sign"] = self.seal(self.mute)

    def _stores(self) -> None:
        pki = self.pki
        anchors = TrustStore().add(pki.public_root.certificate, {Purpose.SIGN}, World.PUBLIC, "test")
        public_only = anchors.add_intermediate(pki.public_ca.certificate)
        anchors = anchors.add(pki.government_root.certificate, {Purpose.SIGN}, World.GOVERNMENT, "test")
        for authority in (pki.public_ca, pki.government_ca):
            anchors = anchors.add_intermediate(authority.certificate)
        stamps = public_only.add(
            pki.government_root.certificate, {Purpose.TIMESTAMP}, World.GOVERNMENT, "test"
        )
        self.trust |= {
            "full": anchors.with_register(Register(self.entries)),
            "anchors": anchors,
            "no-crl-sign": anchors.add_intermediate(self.mute.certificate),
            "public-only": public_only,
            "roots-only": TrustStore(anchors=anchors.anchors).with_register(Register(self.entries)),
            "stamps-only": stamps.add_intermediate(pki.government_ca.certificate),
        }
        for name, rows in self._registers().items():
            self.trust[name] = anchors.with_register(Register(rows))

    def _registers(self) -> dict[str, tuple[Entry, ...]]:
        seal, head = self.certificate("school"), self.certificate("head")
        sealed = Entry.of(seal, role=SEAL, school_code=SCHOOL.code)
        ended = Entry.of(head, role="CBQL", school_code=SCHOOL.code, valid_to=SIGNED)
        return {
            "seal-only": (sealed,),
            "head-approval-ended": (sealed, ended),
            "other-head": (
                sealed,
                Entry.of(self.certificate("head_p384"), role="CBQL", school_code=SCHOOL.code),
            ),
            "other-head-role": (
                sealed,
                Entry.of(head, role="CBQL", school_code=SCHOOL.code),
                Entry.of(self.certificate("teacher_nameless"), role="GVCN", school_code=SCHOOL.code),
            ),
            "other-school-only": (
                Entry.of(self.certificate("second_school"), role=SEAL, school_code=SECOND_SCHOOL_CODE),
            ),
            "tax-code-only": (
                Entry(role=SEAL, school_code=SCHOOL.code, holder=TAX_CODE),
                Entry.of(head, role="CBQL", school_code=SCHOOL.code),
            ),
            "twin": (
                Entry.of(head, role="CBQL", school_code=SCHOOL.code),
                Entry.of(self.certificate("school_twin"), role=SEAL, school_code=SCHOOL.code),
            ),
        }

    def _lists(self) -> None:
        pki, ca = self.pki, self.pki.government_ca
        public_root, public_ca, government_root, _ = pki.crls
        revoked = {
            self.certificate("school_revoked"): SIGNED - DAY,
            self.certificate("school_held"): SIGNED - DAY,
        }
        reasons = {self.certificate("school_held"): "certificateHold"}
        usual = ca.crl(SIGNED, revoked, reasons=reasons)
        base = (public_root, public_ca, government_root)

        def point(**options: Any) -> x509.IssuingDistributionPoint:
            chosen: dict[str, Any] = {
                "full_name": None,
                "relative_name": None,
                "only_contains_user_certs": False,
                "only_contains_ca_certs": False,
                "only_some_reasons": None,
                "indirect_crl": False,
                "only_contains_attribute_certs": False,
            }
            return x509.IssuingDistributionPoint(**(chosen | options))

        some = frozenset({x509.ReasonFlags.key_compromise})
        unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.1"), b"\x05\x00")
        stale: dict[str, Any] = {"this_update": SIGNED - 60 * DAY, "next_update": SIGNED - 30 * DAY}
        late: dict[str, Any] = {"this_update": SIGNED + timedelta(hours=13)}
        lists: dict[str, tuple[Crl | bytes, ...]] = {
            "full": (*base, usual),
            "none": (),
            "no-government-ca": base,
            "stale": (*base, ca.crl(SIGNED, **stale)),
            "other-issuer": (*base, pki.impostor("government").crl(SIGNED)),
            "wrong-key": (*base, ca.crl(SIGNED, signed_by=pki.public_ca)),
            "delta": (*base, ca.crl(SIGNED, extensions=[(x509.DeltaCRLIndicator(1), True)])),
            "scope": (*base, ca.crl(SIGNED, extensions=[(point(only_contains_ca_certs=True), True)])),
            "partial": (*base, ca.crl(SIGNED, extensions=[(point(only_some_reasons=some), True)])),
            "critical": (*base, ca.crl(SIGNED, extensions=[(unknown, True)])),
            "ca-revoked": (
                public_root,
                public_ca,
                pki.government_root.crl(SIGNED, {ca.certificate: SIGNED - DAY}),
                usual,
            ),
            "no-crl-sign": (*base, usual, self.mute.crl(SIGNED)),
            "after-expiry": (*base, ca.crl(SIGNED, **late)),
            "keeps-expired": (
                *base,
                ca.crl(SIGNED, extensions=[(_keeps_expired(), False)], **late),
            ),
            "with-intermediate": (*base, usual, ca.certificate.der),
            "with-junk": (*base, usual, b"this is neither a list nor a certificate\n"),
        }
        self.evidence |= lists

    def write(self) -> None:
        """Leave pki/trust/<name> and pki/evidence/<name>."""
        shutil.rmtree(PKI, ignore_errors=True)
        for name, store in self.trust.items():
            (PKI / "trust" / name).mkdir(parents=True)
            store.save(PKI / "trust" / name)
        for name, items in self.evidence.items():
            place = PKI / "evidence" / name
            place.mkdir(parents=True)
            (place / "README.txt").unlink(missing_ok=True)
            for number, item in enumerate(items):
                content = item if isinstance(item, bytes) else item.der
                (place / f"{number}.{'crl' if isinstance(item, Crl) else 'txt'}").write_bytes(content)
            if not items:
                (place / "1.crt").write_bytes(self.pki.government_ca.certificate.der)


def _keeps_expired() -> x509.UnrecognizedExtension:
    """expiredCertsOnCRL (2.5.29.60): a GeneralizedTime."""
    since = (SIGNED - 1000 * DAY).strftime("%Y%m%d%H%M%SZ").encode()
    return x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.60"), b"\x18\x0f" + since)


__all__ = [
    "AT",
    "DAY",
    "HEAD_SUBJECT",
    "SEAL",
    "SEALED_BY",
    "SEAL_SUBJECT",
    "SIGNED",
    "SIGNERS",
    "SUBJECTS",
    "Synthetic",
]
