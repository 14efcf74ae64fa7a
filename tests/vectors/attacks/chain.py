"""Chains: full path validation from pinned anchors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from cryptography import x509

from hocba.pki.certificate import Certificate
from hocba.testing.authority import TestAuthority
from hocba.testing.pki import TestIdentity
from tests.vectors.case import Case
from tests.vectors.seal import resigned
from tests.vectors.world import DAY, SEAL, SEALED_BY, SIGNED, Synthetic

OPEN, PASSED = "INDETERMINATE", "TOTAL_PASSED"


def cases(world: Synthetic) -> Iterator[Case]:
    raw, pki = world.small, world.pki
    ca, root = pki.government_ca, pki.government_root

    def case(name: str, title: str, signer: TestIdentity | None, *codes: str, **more: Any) -> Case:
        shown = more.pop("certificates", None)
        if signer is not None and shown is None:
            shown = (signer.certificate, *signer.chain)
        chosen: dict[str, Any] = {
            "trust": "anchors",
            "expected": SEALED_BY,
            "indication": OPEN,
        } | more
        return Case(
            name=f"chain/{name}",
            title=title,
            raw=raw if signer is None else resigned(raw, SEAL, signer, certificates=shown),
            codes=codes,
            **chosen,
        )

    yield case(
        "impostor",
        "A CA with the Government CA's own names",
        world.seal(pki.impostor("government")),
        "VER-CHAIN-NONE",
        "PKI-CHAIN-NONE",
        sub="NO_CERTIFICATE_CHAIN_FOUND",
    )
    yield case("self-signed", "A certificate that signed itself", world["school_self"], "VER-CHAIN-NONE")
    for name, evidence in (("file", "full"), ("evidence", "with-intermediate")):
        above = (ca.certificate,) if name == "file" else ()
        sealed = resigned(raw, SEAL, world["school"], certificates=(world.certificate("school"), *above))
        yield Case(
            name=f"chain/accepted-intermediate-from-{name}",
            title=f"The store holds the roots only; the CA's certificate comes from the {name}",
            attack=False,
            raw=resigned(sealed, "CBQL", world["head"], certificates=(world.certificate("head"), *above)),
            trust="roots-only",
            evidence=evidence,
            indication=PASSED,
        )
    yield case(
        "intermediate-missing",
        "The store holds the roots only and nobody brings the CA's certificate",
        None,
        "VER-CHAIN-NONE",
        trust="roots-only",
        expected={},
    )
    yield case(
        "unknown-anchor", "The store holds the public root only", None, "VER-CHAIN-NONE", trust="public-only"
    )
    yield case(
        "other-purpose",
        "The root is trusted for time stamps only",
        None,
        "VER-CHAIN-PURPOSE",
        "PKI-CHAIN-PURPOSE",
        trust="stamps-only",
        sub="CHAIN_CONSTRAINTS_FAILURE",
    )
    yield Case(
        name="chain/other-world",
        title="A public CA's certificate under the policy of the Government CA",
        raw=resigned(world.good, "GVCN", world["teacher"]),
        policy="government-only",
        indication=OPEN,
        sub="CHAIN_CONSTRAINTS_FAILURE",
        codes=("VER-CHAIN-WORLD",),
    )
    yield case(
        "signer-is-ca",
        "The CA itself signs",
        ca.identity,
        "VER-CERT-IS-CA",
        "PKI-CHAIN-SIGNER-IS-CA",
        certificates=(ca.certificate,),
        indication="TOTAL_FAILED",
    )
    yield case(
        "leaf-as-ca",
        "A teacher's certificate issued the seal",
        world.seal(TestAuthority(world["head"], ca)),
        "VER-CHAIN-INVALID",
        "PKI-CHAIN-NOT-CA",
        sub="CERTIFICATE_CHAIN_GENERAL_FAILURE",
    )
    below = ca.authority("hocba Test Sub CA", now=SIGNED)
    yield case("too-long", "One CA more than the path length allows", world.seal(below), "PKI-CHAIN-TOO-LONG")
    mute = root.authority("hocba Test No CertSign", now=SIGNED, usages=("crl_sign",))
    yield case("no-cert-sign", "A CA that may not sign certificates", world.seal(mute), "PKI-CHAIN-KEY-USAGE")
    limits = x509.NameConstraints(
        permitted_subtrees=[
            x509.DirectoryName(x509.Name([x509.NameAttribute(x509.NameOID.COUNTRY_NAME, "LA")]))
        ],
        excluded_subtrees=None,
    )
    narrow = root.authority("hocba Test Narrow CA", now=SIGNED, extensions=[(limits, True)])
    yield case("name-constraints", "A CA for other names", world.seal(narrow), "PKI-CHAIN-CONSTRAINTS")
    strange = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.2"), b"\x05\x00")
    yield case(
        "critical-extension",
        "The seal's certificate has an unknown critical extension",
        world.seal(extensions=[(strange, True)]),
        "PKI-CHAIN-CONSTRAINTS",
    )
    yield case(
        "usage",
        "The certificate is for encryption only",
        world["school_usage"],
        "VER-CERT-USAGE",
        certificates=(world.certificate("school_usage"),),
    )
    weak = root.authority("hocba Test Weak CA", now=SIGNED, key="rsa-1024")
    yield case(
        "weak-ca",
        "A CA with an RSA key of 1024 bits",
        world.seal(weak),
        "VER-ALG-CERTIFICATE",
        "PKI-CHAIN-ALGORITHM",
    )
    short = root.authority(
        "hocba Test Short CA",
        now=SIGNED,
        not_before=SIGNED - 900 * DAY,
        not_after=SIGNED + timedelta(hours=6),
    )
    yield case(
        "ca-ended",
        "The CA's certificate has ended, the seal's has not",
        world.seal(short),
        "VER-CA-OUT-OF-BOUNDS",
    )
    past = root.authority(
        "hocba Test Past CA", now=SIGNED, not_before=SIGNED - 900 * DAY, not_after=SIGNED - 30 * DAY
    )
    yield case(
        "no-common-time",
        "CA and seal were never valid together",
        world.seal(past),
        "PKI-CHAIN-NO-COMMON-TIME",
    )
    yield case(
        "forged-signature",
        "The CA's signature on the seal's certificate is wrong",
        _forged(world["school"]),
        "PKI-CHAIN-SIGNATURE",
    )


def _forged(identity: TestIdentity) -> TestIdentity:
    """The certificate with one bit of its serial number turned: the CA never signed that."""
    der = bytearray(identity.certificate.der)
    der[der.index(b"\x02\x14") + 10] ^= 1
    return TestIdentity(Certificate.of(bytes(der)), identity.chain, identity.key)
