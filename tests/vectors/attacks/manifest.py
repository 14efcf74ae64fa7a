"""A Manifest lists digests that core validation does not check: it never counts as coverage."""

from __future__ import annotations

from collections.abc import Iterator

from tests.vectors.attacks.references import DATA
from tests.vectors.case import Case
from tests.vectors.edits import put, sub
from tests.vectors.seal import resigned
from tests.vectors.world import SEAL, Synthetic

KIND = "http://www.w3.org/2000/09/xmldsig#Manifest"
LISTED = (
    '<Reference URI="#data"><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod>'
    "<DigestValue>AAAA</DigestValue></Reference>"
)


def cases(world: Synthetic) -> Iterator[Case]:
    for name, title, kind, code in (
        ("typed", "The seal covers a Manifest that lists the data", f' Type="{KIND}"', "VER-REF-TARGET"),
        ("untyped", "The same without the Type of a manifest", "", "VER-REF-TARGET"),
    ):

        def change(text: bytes, kind: str = kind) -> bytes:
            reference = _reference("#ban-ke", kind)
            text = sub(text, DATA, reference)
            holder = f'<Object><Manifest Id="ban-ke">{LISTED}</Manifest></Object></Signature>'
            return put(text, b"</Signature>", holder)

        yield Case(
            name=f"manifest/{name}",
            title=title,
            raw=resigned(world.small, SEAL, world["school"], change),
            indication="TOTAL_FAILED",
            codes=(code, "VER-COVER-MISSING"),
        )

    def on_data(text: bytes) -> bytes:
        return sub(text, DATA, _reference("#data", f' Type="{KIND}"'))

    yield Case(
        name="manifest/data-as-manifest",
        title="The reference to the data says that they are a Manifest",
        raw=resigned(world.small, SEAL, world["school"], on_data),
        indication="TOTAL_FAILED",
        codes=("VER-REF-MANIFEST", "VER-COVER-MISSING"),
    )

    def as_object(text: bytes) -> bytes:
        text = sub(text, DATA, _reference("#ban-ke", f' Type="{KIND}"'))
        return put(
            text,
            b"</Signature>",
            f'<Object Id="ban-ke"><Manifest>{LISTED}</Manifest></Object></Signature>',
        )

    yield Case(
        name="manifest/object",
        title="The seal covers an Object with a Manifest that lists the data",
        raw=resigned(world.small, SEAL, world["school"], as_object),
        indication="TOTAL_FAILED",
        codes=("VER-REF-MANIFEST", "VER-COVER-MISSING"),
    )


def _reference(uri: str, kind: str) -> str:
    return (
        f'<Reference{kind} URI="{uri}"><Transforms><Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">'
        "</Transform></Transforms>"
        '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod>'
        "<DigestValue>AAAA</DigestValue></Reference>"
    )
