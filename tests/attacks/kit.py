"""Forging packages, and answers in short; records are forged with ``tests.unit.verify.forge``."""

from __future__ import annotations

from base64 import b64encode

from hocba.testing.authority import TestIdentity
from hocba.xml import names
from hocba.xml.document import parse
from tests.unit.verify import forge
from tests.unit.verify.forge import Ref
from tests.unit.verify.world import pki, unsigned

SIGNATURE = f"{{{names.DS}}}Signature"
PACKAGE_REF = Ref("#dataDanhSach", (names.ENVELOPED,))
PACKAGE_END = b"</DANH_SACH_HOC_BA>"


def signed_but_the_seal(raw: bytes | None = None) -> bytes:
    """A record that its teacher and its head signed rightly."""
    raw = forge.forge(unsigned() if raw is None else raw, "GVCN", pki()["teacher"])
    return forge.forge(raw, "CBQL", pki()["head"])


def signed_by_all(raw: bytes | None = None, **seal: object) -> bytes:
    """A record with three right signatures; ``seal`` goes to the forger of the last one."""
    return forge.forge(signed_but_the_seal(raw), "KY_PHAT_HANH", pki()["school"], **seal)


def sealed_package(
    raw: bytes, identity: TestIdentity, *, refs: tuple[Ref, ...] = (PACKAGE_REF,), objects: str = ""
) -> bytes:
    """The package ``raw`` with a right signature as the last child of its root."""
    info = (
        f'<SignedInfo><CanonicalizationMethod Algorithm="{names.C14N_10}"></CanonicalizationMethod>'
        f'<SignatureMethod Algorithm="{names.RSA_SHA256}"></SignatureMethod>'
        + "".join(ref.text(number) for number, ref in enumerate(refs))
        + "</SignedInfo>"
    )
    text = (
        f'<Signature xmlns="{names.DS}" Id="sig-package">{info}<SignatureValue>@V@</SignatureValue>'
        f"{forge.key_info(identity)}{objects}</Signature>"
    )
    raw = raw.replace(PACKAGE_END, text.encode() + PACKAGE_END)
    for number, ref in enumerate(refs):
        tree = parse(raw)
        octets = forge._octets(tree, tree.root.find(SIGNATURE), ref)
        raw = raw.replace(f"@D{number}@".encode(), b64encode(forge.HASHES[ref.digest](octets).digest()))
    tree = parse(raw)
    signed = forge.Canonicalizer(tree).inclusive(tree.root.find(SIGNATURE)[0])
    return raw.replace(b"@V@", b64encode(forge.sign_octets(signed, identity)))
