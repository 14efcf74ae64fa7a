"""Signing inserts bytes into the slot and changes nothing else; the quick way and the general way agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hocba.profiles.v1_0 import PROFILE
from hocba.sign.analysis import analyse
from hocba.sign.gates import Gate
from hocba.sign.options import SignatureOptions
from hocba.sign.pending import PendingBatch
from hocba.sign.record_file import RecordFile
from hocba.sign.session import complete, prepare, sign_files, signed_values
from hocba.testing.pki import TestPki
from hocba.testing.records import display_sample, synthetic_record
from hocba.verify.engine import Verifier
from hocba.xml.scan import scan

NOW = datetime(2026, 6, 1, tzinfo=UTC)
WHO = {"GVCN": "teacher", "CBQL": "head", "KY_PHAT_HANH": "school"}
ANY = Gate(record=None)

spaces = st.text(" \t\n\r", max_size=4)
comments = st.sampled_from(["", "<!-- ghi chú -->", "<?phan-mem a='1'?>"])
attributes = st.sampled_from(
    ["", ' xmlns:xsi="urn:x"', ' xml:lang="vi"', ' la="1"', ' xmlns:ds="urn:y" xml:space="preserve"']
)
slots = st.sampled_from(
    [
        "<{0}></{0}>",
        "<{0}/>",
        "<{0}  />",
        "<{0}>\r\n\t</{0}>",
        "<{0}><NGAY_KY/></{0}>",
        "<{0} a='>'></{0} >",
    ]
)
ids = st.sampled_from([' id="data"', " Id='d.1'", '\n id = "x-1"  b="&lt;"'])
places = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=20).filter(str.isprintable)
profiles = st.sampled_from(["xades-b-b", "xmldsig-signingtime"])
damages = st.sampled_from([b"", b"<", b">", b"\0", b"<GVCN/>", b'id="data"', b"\xff", None])


@pytest.fixture(scope="module")
def pki() -> TestPki:
    return TestPki.create(NOW, leaf_key="rsa-2048")


@st.composite
def layouts(draw: st.DrawFn) -> bytes:
    """The display sample in the many ways in which another program may have written its frame."""
    raw = RecordFile.from_record(display_sample()).raw.decode()
    data = raw[raw.index("<DU_LIEU_HOC_BA") : raw.index("</DU_LIEU_HOC_BA>")] + "</DU_LIEU_HOC_BA>"
    head = draw(st.sampled_from(["", "<?xml version='1.0'?>", '<?XML VERSION="1.0" encoding="utf-8"?>\r\n']))
    data = data.replace("><", f">{draw(spaces)}<", draw(st.integers(0, 40)))
    data = data.replace(' id="data"', draw(ids))
    inner = draw(spaces).join(draw(slots).format(slot.name) for slot in PROFILE.slots)
    name = PROFILE.signing_area
    area = f"<{name}{draw(attributes)}>{draw(spaces)}{inner}{draw(comments)}</{name}>"
    parts = [data, area] if draw(st.booleans()) else [area, data]
    body = draw(comments) + draw(spaces).join(parts) + draw(spaces)
    text = f"{head}{draw(comments)}<HOC_BA{draw(attributes)}>{body}</HOC_BA>{draw(spaces)}"
    return (b"\xef\xbb\xbf" if draw(st.booleans()) else b"") + text.encode()


@settings(max_examples=40)
@given(raw=layouts(), slot=st.sampled_from(["GVCN", "CBQL"]), profile=profiles)
def test_only_the_slot_changes(pki: TestPki, raw: bytes, slot: str, profile: str) -> None:
    signer = pki.signer(WHO[slot])
    (outcome,) = sign_files([raw], slot=slot, signer=signer, signing_time=NOW, profile=profile, gate=ANY)
    signed = outcome.require().raw
    before = next(span for span in scan(raw, depth=3) if span.name == slot)
    after = next(span for span in scan(signed, depth=3) if span.name == slot)
    assert signed[: after.start] == raw[: before.start]
    assert signed[after.end :] == raw[before.end :]
    opening = raw[before.start : before.content_start].replace(b"/>", b">")
    assert signed[after.start : after.content_start] == opening
    report = Verifier(pki.trust, pki.evidence).verify(signed, at=NOW)
    assert [one.intact for one in report.signatures if one.present] == [True]


@settings(max_examples=25)
@given(
    index=st.integers(0, 10_000),
    seconds=st.integers(0, 86_399),
    profile=profiles,
    empty_ns=st.booleans(),
    place=st.none() | places,
    slots=st.lists(st.sampled_from(["GVCN"]), max_size=1).map(lambda first: [*first, "CBQL", "KY_PHAT_HANH"]),
)
def test_quick_and_general_ways_give_the_same_bytes(
    pki: TestPki, index: int, seconds: int, profile: str, empty_ns: bool, place: str | None, slots: list[str]
) -> None:
    """Written here and never parsed; parsed once; parsed anew for each slot and resumed from JSON."""
    moment = NOW + timedelta(seconds=seconds)
    options = SignatureOptions(empty_ns=empty_ns, place=place)
    known = RecordFile.from_record(synthetic_record(index))
    parsed, anew = RecordFile(known.raw), known.raw
    for slot in slots:
        signer = pki.signer(WHO[slot])
        batch = prepare(
            [known, parsed, anew],
            slot=slot,
            certificate=signer.certificate,
            signing_time=moment,
            profile=profile,
            options=options,
            gate=ANY,
        )
        values = signed_values(signer, batch)
        known, parsed, _ = (outcome.require() for outcome in complete(batch, values))
        resumed = complete(PendingBatch.from_json(batch.to_json()), values, at=moment)
        anew = resumed[2].require().raw
        assert known == parsed == RecordFile(anew)
        quick, found = known._layout(PROFILE), analyse(known.raw, PROFILE)
        assert quick.filled == found.filled
        assert not found.ground.broken
        assert quick.ground.targets == found.ground.targets


@settings(max_examples=60)
@given(data=st.data())
def test_any_bytes_give_an_outcome(pki: TestPki, data: st.DataObject) -> None:
    """Cut, doubled, changed: an outcome with an error or a file whose signatures hold, never an exception."""
    raw = bytearray(RecordFile.from_record(display_sample()).raw)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(raw) - 1))
        end = min(len(raw), at + data.draw(st.integers(0, 40)))
        damage = data.draw(damages)
        raw[at:end] = bytes(raw[at:end]) * 2 if damage is None else damage
    signer = pki.signer("teacher")
    (outcome,) = sign_files([bytes(raw)], slot="GVCN", signer=signer, signing_time=NOW, gate=ANY)
    assert (outcome.file is None) != (outcome.error is None)
    if outcome.file is not None:
        report = Verifier(pki.trust, pki.evidence).verify(outcome.file.raw, at=NOW)
        assert [one.intact for one in report.signatures if one.present] == [True]
