"""References to anything but the data: other elements, other documents, expressions, nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.vectors.case import Case
from tests.vectors.edits import put, replacing, sub
from tests.vectors.seal import resigned
from tests.vectors.world import SEAL, Synthetic

DATA = rb'<Reference Id="refdata-[^>]*>.*?</Reference>'
TIME = rb'<Reference Id="refobject-[^>]*>.*?</Reference>'
URIS = {
    "http": ("http://example.org/hoc-ba.xml", "VER-REF-URI"),
    "file": ("file:///etc/passwd", "VER-REF-URI"),
    "relative": ("hoc-ba-khac.xml#data", "VER-REF-URI"),
    "xpointer-root": ("#xpointer(/)", "VER-REF-URI"),
    "xpointer-id": ("#xpointer(id('data'))", "VER-REF-URI"),
    "element-scheme": ("#element(/1/1)", "VER-REF-URI"),
    "empty-fragment": ("#", "VER-REF-URI"),
    "absent": ("#khong-co", "VER-REF-NOT-FOUND"),
    "other-letter-case": ("#Data", "VER-REF-NOT-FOUND"),
    "percent-encoded": ("#%64ata", "VER-REF-NOT-FOUND"),
}


def cases(world: Synthetic) -> Iterator[Case]:
    raw = world.small

    def case(name: str, title: str, change: Callable[[bytes], bytes], *codes: str, base: bytes = raw) -> Case:
        changed = resigned(base, SEAL, world["school"], change)
        return Case(
            name=f"references/{name}", title=title, raw=changed, indication="TOTAL_FAILED", codes=codes
        )

    for name, (uri, code) in URIS.items():
        yield case(
            f"uri-{name}",
            f"The seal refers to {uri} in place of the data",
            replacing(b'URI="#data"', f'URI="{uri}"'),
            code,
            "VER-COVER-MISSING",
        )
    yield case(
        "uri-missing",
        "The reference has no URI attribute",
        lambda text: put(text, b' URI="#data"', b""),
        "VER-REF-URI",
    )
    yield case(
        "uri-besides",
        "The data are covered, and a reference to another document besides",
        lambda text: put(text, b"</SignedInfo>", _reference("http://example.org/") + b"</SignedInfo>"),
        "VER-REF-URI",
    )
    yield case(
        "slot",
        "The seal refers to its own slot",
        lambda text: put(text, b'URI="#data"', b'URI="#o-ky"'),
        "VER-REF-TARGET",
        base=put(raw, b"<KY_PHAT_HANH>", b'<KY_PHAT_HANH><GHI_CHU id="o-ky"></GHI_CHU>'),
    )
    yield case(
        "itself",
        "The seal refers to its own Signature",
        lambda text: sub(text, rb'(?<=URI=")#data', b"#" + text.split(b'Id="', 1)[1].split(b'"')[0]),
        "VER-REF-TARGET",
    )
    yield case(
        "other-signature",
        "The seal refers to the manager's signature",
        lambda text: sub(text, rb'(?<=URI=")#data', b"#" + _head_id(raw)),
        "VER-REF-TARGET",
    )
    yield case(
        "data-missing",
        "No reference to the data: time and properties alone are covered",
        lambda text: sub(text, DATA, b""),
        "VER-COVER-MISSING",
    )
    yield case(
        "none",
        "SignedInfo without any reference",
        lambda text: sub(text, rb"<Reference .*</Reference>", b""),
        "VER-SIG-STRUCTURE",
    )
    yield Case(
        name="references/data-twice",
        title="Two references to the data, both right",
        attack=False,
        raw=resigned(
            raw,
            SEAL,
            world["school"],
            lambda text: put(text, b"</SignedInfo>", _reference("#data") + b"</SignedInfo>"),
        ),
        indication="TOTAL_PASSED",
    )
    yield case(
        "too-many",
        "Forty references",
        lambda text: put(text, b"</SignedInfo>", _reference("#data") * 40 + b"</SignedInfo>"),
        "VER-SIG-STRUCTURE",
    )
    yield case(
        "stray-child",
        "SignedInfo holds an element that is no Reference",
        lambda text: put(text, b"</SignedInfo>", b"<Extra></Extra></SignedInfo>"),
        "VER-SIG-STRUCTURE",
    )
    yield case(
        "text-in-signedinfo",
        "Text stands between the references",
        lambda text: put(text, b"</SignedInfo>", b"chen</SignedInfo>"),
        "VER-SIG-STRUCTURE",
    )
    yield case(
        "object-before-keyinfo",
        "An Object with other data stands before SignedInfo",
        lambda text: put(text, b"<SignedInfo>", b"<Object></Object><SignedInfo>"),
        "VER-SIG-STRUCTURE",
    )
    yield Case(
        name="references/digest-junk",
        title="DigestValue holds a character that lenient decoders skip",
        raw=_junk(raw, "DigestValue"),
        indication="TOTAL_FAILED",
        codes=("VER-SIG-BASE64",),
    )
    yield Case(
        name="references/value-junk",
        title="SignatureValue holds a character that lenient decoders skip",
        raw=_junk(raw, "SignatureValue"),
        indication="TOTAL_FAILED",
        codes=("VER-SIG-BASE64",),
    )
    yield Case(
        name="references/whole-document",
        title='The seal, made last, covers the whole document by URI=""',
        clause="format-v1.md §6, signing.md §2",
        attack=False,
        raw=resigned(raw, SEAL, world["school"], lambda text: put(text, b'URI="#data"', b'URI=""')),
        indication="TOTAL_PASSED",
        codes=("VER-COVER-WHOLE",),
    )
    yield Case(
        name="references/whole-document-too-early",
        title='The manager covers the whole document by URI="", then the seal changes it',
        clause="format-v1.md §6, signing.md §2",
        attack=False,
        raw=_early(world),
        indication="TOTAL_FAILED",
        sub="HASH_FAILURE",
        codes=("VER-WHY-LATER-SIGNATURE",),
    )


def _early(world: Synthetic) -> bytes:
    first = world.signed(signers={"CBQL": "head"})
    whole = resigned(first, "CBQL", world["head"], lambda text: put(text, b'URI="#data"', b'URI=""'))
    sealed = world.signed(first, signers={SEAL: "school"})
    start, end = sealed.index(b"<CBQL>"), sealed.index(b"</CBQL>")
    return sealed[:start] + whole[whole.index(b"<CBQL>") : whole.index(b"</CBQL>")] + sealed[end:]


def _head_id(raw: bytes) -> bytes:
    return (
        raw[raw.index(b"<CBQL>") :]
        .split(b'Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="')[1]
        .split(b'"')[0]
    )


def _reference(uri: str) -> bytes:
    return (
        f'<Reference URI="{uri}"><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256">'
        "</DigestMethod><DigestValue>AAAA</DigestValue></Reference>"
    ).encode()


def _junk(raw: bytes, name: str) -> bytes:
    start = raw.rindex(f"<{name}>".encode()) + len(name) + 6
    return raw[:start] + b"*" + raw[start:]
