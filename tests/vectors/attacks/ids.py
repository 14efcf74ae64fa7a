"""Doubled and forbidden ids: what a reference names must be one element for every reader."""

from __future__ import annotations

from collections.abc import Iterator

from tests.vectors.case import Case
from tests.vectors.edits import in_signature, put, sub
from tests.vectors.seal import resigned
from tests.vectors.world import SEAL, Synthetic


def cases(world: Synthetic) -> Iterator[Case]:
    raw = world.small

    def case(name: str, title: str, changed: bytes, *codes: str) -> Case:
        return Case(name=f"ids/{name}", title=title, raw=changed, indication="TOTAL_FAILED", codes=codes)

    for attribute in ("id", "Id", "ID"):
        yield case(
            f"twice-as-{_case(attribute)}",
            f"The id of the data also on the results, as {attribute}",
            put(raw, b"<TONG_KET>", f'<TONG_KET {attribute}="data">'),
            "VER-ID-DUPLICATE",
        )
    yield case(
        "two-attributes",
        "Id and id of one element hold the same value",
        put(raw, b'id="data"', b'id="data" Id="data"'),
        "VER-ID-DUPLICATE",
    )
    yield case(
        "in-signature",
        "An Object of the seal has the id of the data",
        in_signature(
            raw, SEAL, lambda text: put(text, b"</Signature>", b'<Object Id="data"></Object></Signature>')
        ),
        "VER-ID-DUPLICATE",
    )
    yield case(
        "in-reference",
        "The reference itself has the id of the data",
        resigned(
            raw,
            SEAL,
            world["school"],
            lambda text: sub(text, rb'<Reference Id="refdata[^"]*"', b'<Reference Id="data"'),
        ),
        "VER-ID-DUPLICATE",
    )
    yield case(
        "signature-part-twice",
        "Both signatures use one id for their time objects",
        _shared_object(raw, world),
        "VER-ID-DUPLICATE",
    )
    yield case(
        "namespaced",
        "The data carry an id attribute in a namespace",
        put(raw, b'id="data"', b'xmlns:wsu="urn:wsu" wsu:Id="data"'),
        "VER-ID-FORBIDDEN",
    )
    yield Case(
        name="ids/xml-id",
        title="The data carry xml:id, which canonical forms treat in two ways",
        raw=put(raw, b'id="data"', b'xml:id="data"'),
        level="error",
        call="verify",
        codes=("XML-ID-XML",),
    )
    yield Case(
        name="ids/upper-case-attribute",
        title="The id of the data is written ID, and so signed",
        raw=_all_signed(put(raw, b'id="data"', b'ID="data"'), world),
        attack=False,
        indication="TOTAL_PASSED",
    )


def _case(attribute: str) -> str:
    return {"id": "lower", "Id": "mixed", "ID": "upper"}[attribute]


def _shared_object(raw: bytes, world: Synthetic) -> bytes:
    def renamed(text: bytes) -> bytes:
        start = text.index(b"signobject-")
        return text.replace(text[start : start + 47], b"signobject-shared")

    raw = resigned(raw, "CBQL", world["head"], renamed)
    return resigned(raw, SEAL, world["school"], renamed)


def _all_signed(raw: bytes, world: Synthetic) -> bytes:
    return resigned(resigned(raw, "CBQL", world["head"]), SEAL, world["school"])
