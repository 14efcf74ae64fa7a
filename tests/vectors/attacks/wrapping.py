"""Signature wrapping: the signed element is kept somewhere, another one stands in its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.vectors.case import Case
from tests.vectors.edits import data, forged, in_signature, put, signature
from tests.vectors.seal import resigned
from tests.vectors.world import SEAL, Synthetic

FAILED = "TOTAL_FAILED"


def cases(world: Synthetic) -> Iterator[Case]:
    raw = world.small
    true = data(raw)
    false = forged(true)
    nameless = put(false, b' id="data"', b"")
    renamed = put(false, b'id="data"', b'id="data2"')
    bare = put(true, b"<DU_LIEU_HOC_BA", b'<DU_LIEU_HOC_BA xmlns=""')
    empty = put(raw, true, b"@")

    def case(name: str, title: str, changed: bytes, *codes: str, **more: Any) -> Case:
        return Case(name=f"wrapping/{name}", title=title, raw=changed, indication=FAILED, codes=codes, **more)

    moved = put(empty, b"@", nameless)
    yield case(
        "into-object",
        "The signed data lie in an Object of the seal; forged data stand in their place",
        in_signature(
            moved,
            SEAL,
            lambda text: put(text, b"</Signature>", b"<Object>" + bare + b"</Object></Signature>"),
        ),
        "VER-SLOT-MISPLACED",
        "VER-REF-TARGET",
    )
    yield case(
        "into-slot",
        "The signed data lie in the slot; forged data with another id stand in their place",
        put(put(empty, b"@", renamed), b"</KY_PHAT_HANH>", true + b"</KY_PHAT_HANH>"),
        "VER-SLOT-MISPLACED",
    )
    yield case(
        "into-wrapper",
        "The signed data lie in an unknown element beside forged data",
        put(empty, b"@", b"<PHU_LUC>" + true + b"</PHU_LUC>" + nameless),
        "VER-SLOT-MISPLACED",
    )
    yield case(
        "second-after",
        "Forged data without id follow the signed data",
        put(empty, b"@", true + nameless),
        "VER-DATA-DOUBLED",
    )
    yield case(
        "second-before",
        "Forged data without id precede the signed data",
        put(empty, b"@", nameless + true),
        "VER-DATA-DOUBLED",
    )
    yield case(
        "same-id-before",
        "Forged data with the same id precede the signed data",
        put(empty, b"@", false + true),
        "VER-ID-DUPLICATE",
    )
    yield case(
        "below-forged",
        "The signed data are a child of the forged data",
        put(empty, b"@", put(nameless, b"</TONG_KET>", b"</TONG_KET>" + true)),
        "VER-SLOT-MISPLACED",
    )
    inner = raw[raw.index(b"<HOC_BA>") :].rstrip()
    yield case(
        "record-in-record",
        "The signed record is nested in a forged one",
        put(put(empty, b"@", nameless), b"</HOC_BA>", inner + b"</HOC_BA>"),
        "VER-NESTED-RECORD",
    )
    yield case(
        "signature-in-data",
        "The seal stands inside the data",
        put(put(raw, signature(raw, SEAL), b""), b"</TONG_KET>", b"</TONG_KET>" + signature(raw, SEAL)),
        "VER-SIG-OUTSIDE",
    )
    yield Case(
        name="wrapping/other-namespace",
        title="Data in a namespace of their own stand beside the signed data: reported, never read",
        raw=put(
            empty,
            b"@",
            put(
                put(nameless, b"<DU_LIEU_HOC_BA", b'<x:DU_LIEU_HOC_BA xmlns:x="urn:x"'),
                b"</DU_LIEU_HOC_BA>",
                b"</x:DU_LIEU_HOC_BA>",
            )
            + true,
        ),
        indication="INDETERMINATE",
        codes=("VER-UNSIGNED-CONTENT", "VER-STRUCTURE"),
    )
    yield case(
        "data-in-namespace",
        "The data element stands in a namespace that the record has not",
        put(
            empty,
            b"@",
            put(put(true, b"<DU_LIEU_HOC_BA", b'<x:DU_LIEU_HOC_BA xmlns:x="urn:x"'), b"</DU_", b"</x:DU_"),
        ),
        "VER-DATA-MISSING",
    )
    part = put(true, b"<TONG_KET>", b'<TONG_KET id="ket-qua">')
    yield case(
        "part-only",
        "The seal covers the results alone",
        resigned(
            put(empty, b"@", part), SEAL, world["school"], lambda text: put(text, b'"#data"', b'"#ket-qua"')
        ),
        "VER-COVER-MISSING",
    )
    yield case(
        "data-changed",
        "One level was changed after all signatures",
        put(empty, b"@", false),
        "VER-REF-DIGEST",
        "VER-WHY-SAME-AREA",
        sub="HASH_FAILURE",
    )
    yield Case(
        name="wrapping/area-emptied",
        title="The data are gone",
        raw=put(empty, b"@", b"<DU_LIEU_HOC_BA></DU_LIEU_HOC_BA>"),
        level="error",
        call="verify",
        codes=("FORMAT-UNKNOWN",),
    )
