"""Transforms: only enveloped-signature and one canonicalisation; everything else is refused."""

from __future__ import annotations

from collections.abc import Iterator

from tests.vectors.case import Case
from tests.vectors.edits import put, replacing
from tests.vectors.seal import resigned
from tests.vectors.world import SEAL, Synthetic

ENVELOPED = '<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></Transform>'
XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
EXC = "http://www.w3.org/2001/10/xml-exc-c14n#"


def _step(uri: str, inside: str = "") -> str:
    return f'<Transform Algorithm="{uri}">{inside}</Transform>'


STYLE = (
    '<x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform" version="1.0">'
    '<x:template match="/"><gia/></x:template></x:stylesheet>'
)
PREFIXES = f'<i:InclusiveNamespaces xmlns:i="{EXC}" PrefixList="#default xades"></i:InclusiveNamespaces>'
REFUSED = {
    "xslt": _step("http://www.w3.org/TR/1999/REC-xslt-19991116", STYLE),
    "xpath": _step(XPATH, "<XPath>not(ancestor-or-self::BANG_DIEM)</XPath>"),
    "xpath-filter": _step(
        "http://www.w3.org/2002/06/xmldsig-filter2", '<XPath Filter="subtract">//BANG_DIEM</XPath>'
    ),
    "base64": _step("http://www.w3.org/2000/09/xmldsig#base64"),
    "unknown": _step("urn:khong-biet"),
    "no-algorithm": "<Transform></Transform>",
    "decryption": _step("http://www.w3.org/2002/07/decrypt#XML"),
    "three": ENVELOPED + _step(C14N) + _step(EXC),
    "enveloped-twice": ENVELOPED + ENVELOPED,
    "after-canonical-form": _step(C14N) + ENVELOPED,
    "two-canonical-forms": _step(C14N) + _step(EXC),
    "stray-content": _step(C14N, "<la></la>"),
}
ACCEPTED = {
    "exclusive": ENVELOPED + _step(EXC),
    "exclusive-comments": ENVELOPED + _step(EXC + "WithComments"),
    "inclusive-comments": ENVELOPED + _step(C14N + "#WithComments"),
    "c14n11": ENVELOPED + _step("http://www.w3.org/2006/12/xml-c14n11"),
    "prefix-list": ENVELOPED + _step(EXC, PREFIXES),
    "canonical-form-only": _step(C14N),
}


def cases(world: Synthetic) -> Iterator[Case]:
    def sealed(steps: str) -> bytes:
        return resigned(world.small, SEAL, world["school"], lambda text: put(text, ENVELOPED, steps))

    for name, steps in REFUSED.items():
        yield Case(
            name=f"transforms/{name}",
            title=f"The seal's transforms: {name}",
            raw=sealed(steps),
            indication="TOTAL_FAILED",
            codes=("VER-REF-TRANSFORM", "VER-COVER-MISSING"),
        )
    for name, steps in ACCEPTED.items():
        yield Case(
            name=f"transforms/accepted-{name}",
            title=f"The seal's transforms: {name}",
            attack=False,
            raw=sealed(steps),
            indication="TOTAL_PASSED",
        )
    yield Case(
        name="transforms/accepted-none",
        title="The reference has no transforms at all",
        attack=False,
        raw=resigned(
            world.small,
            SEAL,
            world["school"],
            lambda text: put(text, f"<Transforms>{ENVELOPED}</Transforms>", ""),
        ),
        indication="TOTAL_PASSED",
    )
    method = f'<CanonicalizationMethod Algorithm="{C14N}">'
    for name, uri in (("exclusive", EXC), ("c14n11", "http://www.w3.org/2006/12/xml-c14n11")):
        yield Case(
            name=f"transforms/accepted-method-{name}",
            title=f"SignedInfo in the canonical form {name}",
            attack=False,
            raw=resigned(
                world.small,
                SEAL,
                world["school"],
                replacing(method, f'<CanonicalizationMethod Algorithm="{uri}">'),
            ),
            indication="TOTAL_PASSED",
        )
    yield Case(
        name="transforms/method-unknown",
        title="SignedInfo in an unknown canonical form",
        raw=resigned(
            world.small,
            SEAL,
            world["school"],
            lambda text: put(text, method, '<CanonicalizationMethod Algorithm="urn:khong-biet">'),
        ),
        indication="INDETERMINATE",
        sub="CRYPTO_CONSTRAINTS_FAILURE",
        codes=("VER-ALG-UNKNOWN",),
    )
    yield Case(
        name="transforms/detached-form",
        title="The seal's digest is over a detached copy, as a faulty program computes it",
        clause="signing.md §2",
        attack=False,
        raw=_detached(world),
        indication="TOTAL_FAILED",
        sub="HASH_FAILURE",
        codes=("VER-WHY-DETACHED",),
    )
    yield Case(
        name="transforms/base-above-c14n11",
        title="xml:base above the data, where Canonical XML 1.1 is not computed",
        raw=resigned(
            put(world.small, b"<HOC_BA>", b'<HOC_BA xml:base="http://example.org/">'),
            SEAL,
            world["school"],
            lambda text: put(text, ENVELOPED, ENVELOPED + _step(C14N)),
        ).replace(
            f"{ENVELOPED}{_step(C14N)}".encode(),
            f"{ENVELOPED}{_step('http://www.w3.org/2006/12/xml-c14n11')}".encode(),
        ),
        indication="TOTAL_FAILED",
        codes=("VER-REF-TRANSFORM",),
    )


def _detached(world: Synthetic) -> bytes:
    """Namespaces in scope that a detached copy does not show: the root declares one that nobody uses."""
    raw = world.small
    sealed = put(raw, b"<HOC_BA>", b'<HOC_BA xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">')
    return resigned(sealed, "CBQL", world["head"])
