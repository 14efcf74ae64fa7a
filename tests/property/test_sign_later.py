"""Signing records of the later formats: only the slot changes, every way gives the same bytes, and whatever
is changed in a signed record is noticed."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.unit.sign.later import ANY, NOW, Row, Staff, primary, secondary

from hocba.errors import HocbaError
from hocba.sign.analysis import analyse
from hocba.sign.options import SignatureOptions
from hocba.sign.pending import PendingBatch
from hocba.sign.record_file import RecordFile
from hocba.sign.session import complete, prepare, signed_values
from hocba.sign.signers import Pkcs12Signer
from hocba.testing.pki import TestPki
from hocba.verify.engine import Verifier
from hocba.verify.report import Indication, Report

spaces = st.text(" \t\n\r", max_size=3)
spaces_or_nothing = st.none() | spaces
attributes = st.sampled_from(["", ' xmlns:xsi="urn:x"', ' xml:lang="vi"', ' la="1"'])
empties = st.sampled_from(["<{0}></{0}>", "<{0}/>", "<{0} />", "<{0}>\r\n</{0}>", "<{0}><NGAY_KY/></{0}>"])
profiles = st.sampled_from(["xades-b-b", "xmldsig-signingtime"])
places = st.integers(0, 3)
damages = st.sampled_from([b"", b"<", b">", b"\0", b"<GVBM/>", b'Id="data"', b"\xff", b"mon-01", None])


@cache
def staff() -> Staff:
    return Staff(TestPki.create(NOW))


@st.composite
def teachers_of_rows(draw: st.DrawFn) -> list[Row]:
    """Up to five rows, each with up to three of four teachers, every teacher somewhere."""
    rows = draw(st.lists(st.lists(places, min_size=1, max_size=3, unique=True), min_size=1, max_size=5))
    rows += [[place] for place in range(4) if not any(place in row for row in rows)]
    names = draw(st.permutations([f"mon-{number}" for number in range(len(rows))]))
    return [(names[number], row) for number, row in enumerate(rows)]


@st.composite
def layouts(draw: st.DrawFn) -> tuple[bytes, list[Row]]:
    """A secondary record in many of the ways in which another program may write it."""
    rows = draw(teachers_of_rows())
    ids = [draw(st.sampled_from(["", f"id.{place}", f"gv-{place}"])) for place in range(4)]
    text = secondary(rows, inside=draw(st.booleans()), managers=draw(st.integers(1, 2)), ids=ids).decode()
    text = text.replace("<GVCN></GVCN>", draw(empties).format("GVCN"))
    if draw(st.booleans()):
        text = text.replace('"></GVBM>', '"/>')
    text = text.replace("<HOC_BA>", f"<HOC_BA{draw(attributes)}>")
    text = text.replace("<DANH_SACH_GVBM>", f"<DANH_SACH_GVBM{draw(attributes)}>")
    text = text.replace("><", f">{draw(spaces)}<", draw(st.integers(0, 60)))
    return (b"\xef\xbb\xbf" if draw(st.booleans()) else b"") + text.encode(), rows


def _intact(raw: bytes, count: int) -> None:
    report = Verifier(staff().pki.trust, staff().pki.evidence).verify(raw, at=NOW)
    assert [one.intact for one in report.signatures if one.present] == [True] * count


@settings(max_examples=40)
@given(layout=layouts(), place=places, profile=profiles)
def test_only_the_slot_changes(layout: tuple[bytes, list[Row]], place: int, profile: str) -> None:
    raw, rows = layout
    outcome = staff().sign(raw, "GVBM", staff().teachers[place], profile=profile)
    signed = outcome.require().raw
    before, after = (analyse(one).ground.slots[outcome.slot] for one in (raw, signed))
    assert signed[: after.start] == raw[: before.start]
    assert signed[after.end :] == raw[before.end :]
    opening = raw[before.start : before.content_start].replace(b"/>", b">")
    assert signed[after.start : after.content_start] == opening
    for name, _ in [row for row in rows if place in row[1]]:
        assert f'URI="#{name}"'.encode() in signed
    _intact(signed, 1)


@pytest.mark.slow
@settings(max_examples=12)
@given(
    layout=layouts(),
    seconds=st.integers(0, 86_399),
    profile=profiles,
    empty_ns=st.booleans(),
    order=st.permutations(range(4)),
)
def test_every_way_gives_the_same_bytes(
    layout: tuple[bytes, list[Row]], seconds: int, profile: str, empty_ns: bool, order: list[int]
) -> None:
    """Parsed once and kept; parsed anew for each slot; resumed from JSON on the file as it then is."""
    kept, anew = RecordFile(layout[0]), layout[0]
    hands: list[tuple[str, Pkcs12Signer]] = [("GVBM", staff().teachers[place]) for place in order]
    hands += [("GVCN", staff().pki.signer("teacher")), ("CBQL", staff().pki.signer("head"))]
    hands += [("KY_PHAT_HANH", staff().pki.signer("school"))]
    for role, signer in hands:
        batch = prepare(
            [kept, anew],
            slot=role,
            certificate=signer.certificate,
            signing_time=NOW + timedelta(seconds=seconds),
            profile=profile,
            options=SignatureOptions(empty_ns=empty_ns),
            gate=ANY,
        )
        values = signed_values(signer, batch)
        kept, _ = (outcome.require() for outcome in complete(batch, values))
        resumed = complete(PendingBatch.from_json(batch.to_json()), values, at=NOW)
        anew = resumed[1].require().raw
        assert kept.raw == anew
    found = analyse(kept.raw)
    assert not found.ground.broken
    assert kept._layout().filled == found.filled
    _intact(kept.raw, len(hands))


@settings(max_examples=60)
@given(data=st.data())
def test_any_bytes_give_an_outcome(data: st.DataObject) -> None:
    """Cut, doubled, changed: an outcome with an error or a file whose signatures hold, never an exception."""
    raw = bytearray(secondary([("mon-01", (0,)), ("mon-02", (0, 1))]))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(raw) - 1))
        end = min(len(raw), at + data.draw(st.integers(0, 40)))
        damage = data.draw(damages)
        raw[at:end] = bytes(raw[at:end]) * 2 if damage is None else damage
    outcome = staff().sign(bytes(raw), "GVBM", staff().teachers[0])
    assert (outcome.file is None) != (outcome.error is None)
    if outcome.file is not None:
        _intact(outcome.file.raw, 1)


# --- what is changed afterwards


@cache
def issued(kind: str) -> bytes:
    """A small record signed by everyone."""
    if kind == "primary":
        return staff().issued(primary(), 0).raw
    rows: list[Row] = [("mon-01", (0,)), ("mon-02", (0, 1))]
    return staff().issued(secondary(rows, inside=kind == "inside"), 2).raw


def judged(raw: bytes) -> Report | None:
    """The report; None where the bytes are refused. Nothing but HocbaError may escape."""
    try:
        return Verifier(staff().pki.trust, staff().pki.evidence).verify(raw, at=NOW)
    except HocbaError:
        return None


kinds = st.sampled_from(["inside", "outside", "primary"])


def owes(raw: bytes, kind: str) -> None:
    """A change passes only where the record read from the signed octets and its signers are the same."""
    report, original = judged(raw), judged(issued(kind))
    assert original is not None
    if report is None or report.indication is not Indication.TOTAL_PASSED:
        return
    assert report.require().record == original.require().record
    for now, before in zip(report.signatures, original.signatures, strict=True):
        if now.present or kind != "primary" or before.slot != "GVCN":
            assert (now.signer, now.claimed_time, now.covers) == (
                before.signer,
                before.claimed_time,
                before.covers,
            )


@pytest.mark.slow
@settings(max_examples=120)
@given(data=st.data(), kind=kinds)
def test_one_byte(data: st.DataObject, kind: str) -> None:
    raw = issued(kind)
    at = data.draw(st.integers(0, len(raw) - 1))
    change = data.draw(st.sampled_from(["replace", "insert", "delete"]))
    middle = b"" if change == "delete" else bytes([data.draw(st.integers(0, 255))])
    owes(raw[:at] + middle + raw[at + (change != "insert") :], kind)


@settings(max_examples=100)
@given(data=st.data(), kind=kinds)
def test_a_letter_of_the_data(data: st.DataObject, kind: str) -> None:
    """In the signed data there is no byte that could change without a failure."""
    raw = issued(kind)
    end = raw.index(b"</DU_LIEU_HOC_BA>")
    at = data.draw(st.integers(raw.index(b"<DU_LIEU_HOC_BA"), end - 1))
    byte = data.draw(st.sampled_from(b'aA0 _<&"').filter(lambda one: one != raw[at]))
    changed = raw[:at] + bytes([byte]) + raw[at + 1 :]
    report = judged(changed)
    if report is not None and report.indication is Indication.TOTAL_PASSED:
        assert _same_form(changed, raw)


def _same_form(one: bytes, other: bytes) -> bool:
    """White space inside a tag is nothing that XML could show."""
    forms = [etree.tostring(etree.fromstring(raw), method="c14n") for raw in (one, other)]
    return forms[0] == forms[1]


@pytest.mark.parametrize("kind", ["inside", "outside"])
def test_removing_a_teachers_signature(kind: str) -> None:
    """Inside, the manager's signature breaks; outside, the slot is missing."""
    raw = issued(kind)
    start = raw.index(b"<NGAY_KY>", raw.index(b"<DANH_SACH_GVBM>"))
    end = raw.index(b"</Signature>", start) + len(b"</Signature>")
    report = judged(raw[:start] + raw[end:])
    assert report is not None
    failed = {one.slot for one in report.signatures if one.intact is False}
    assert failed == ({"CBQL", "KY_PHAT_HANH"} if kind == "inside" else set())
    assert report.indication is not Indication.TOTAL_PASSED
