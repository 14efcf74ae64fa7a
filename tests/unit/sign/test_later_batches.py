"""Later formats: the whole document as what is signed, and batches between prepare and complete."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import uuid4

import pytest
from lxml import etree
from tests.unit.sign.later import ANY, NOW, ONE_EACH, USUAL, Staff, primary, secondary

from hocba.errors import HocbaError
from hocba.profiles.registry import get
from hocba.sign.analysis import analyse
from hocba.sign.options import SignatureOptions
from hocba.sign.outcome import Outcome
from hocba.sign.pending import PendingBatch
from hocba.sign.record_file import RecordFile
from hocba.sign.session import complete, prepare, sign_files, signed_values
from hocba.sign.signers import SigningItem
from hocba.testing.pki import TestPki
from hocba.xml.names import DS

SECONDARY = get("v2_trunghoc")
PRIMARY = get("v2_tieuhoc")
FEW = USUAL[:3]
WHOLE = SignatureOptions(whole_document=True)


def _code(outcome: Outcome) -> str:
    assert isinstance(outcome.error, HocbaError), outcome
    assert outcome.error.message("vi") != outcome.error.message("en")
    return outcome.error.code


# --- the whole document


def test_the_school_may_cover_the_whole_document(staff: Staff, signed: RecordFile) -> None:
    file = staff.sign(signed, "KY_PHAT_HANH", options=WHOLE).require()
    slot = etree.fromstring(file.raw).find(".//KY_PHAT_HANH")
    assert slot is not None
    assert next(slot.iter(f"{{{DS}}}Reference")).get("URI") == ""
    assert not {
        name: why
        for name, why in analyse(file.raw, SECONDARY).ground.broken.items()
        if name != "KY_PHAT_HANH"
    }


def test_whole_document_of_an_empty_tag_and_children(staff: Staff, signed: RecordFile) -> None:
    for slot in (
        b"<KY_PHAT_HANH/>",
        b"<KY_PHAT_HANH>\n <NGAY_KY/></KY_PHAT_HANH>",
        b"<KY_PHAT_HANH ></KY_PHAT_HANH>",
    ):
        raw = signed.raw.replace(b"<KY_PHAT_HANH></KY_PHAT_HANH>", slot)
        assert staff.sign(raw, "KY_PHAT_HANH", options=WHOLE).signed


def test_nothing_is_signed_after_the_whole_document(staff: Staff) -> None:
    file = staff.sign(primary(), "GVCN").require()
    outcome = staff.sign(file, "CBQL", options=WHOLE)
    assert "SIGN-CLOSES" in {found.code for found in outcome.findings}
    for options in (None, WHOLE):
        late = staff.sign(outcome.require(), "KY_PHAT_HANH", options=options)
        assert _code(late) == "SIGN-WOULD-CHANGE"
    assert staff.sign(outcome.require(), "CBQL", replace=True).signed


@pytest.mark.parametrize("role", ["GVBM", "GVCN"])
def test_teachers_never_cover_the_whole_document(staff: Staff, role: str) -> None:
    raw = primary() if role == "GVCN" else secondary(FEW)
    who = staff.teachers[0] if role == "GVBM" else None
    outcome = staff.sign(raw, role, who, options=WHOLE)
    assert _code(outcome) == "SIGN-WHOLE-SLOT"


# --- between prepare and complete


def _pending(staff: Staff, raw: bytes | RecordFile, place: int) -> tuple[PendingBatch, dict[str, bytes]]:
    signer = staff.teachers[place]
    batch = prepare(
        [raw],
        slot="GVBM",
        certificate=signer.certificate,
        signing_time=NOW,
        gate=ANY,
        record_profile=SECONDARY,
    )
    return batch, signed_values(signer, batch)


def test_state_goes_through_json(staff: Staff) -> None:
    batch, values = _pending(staff, secondary(FEW), 1)
    state = json.loads(batch.to_json())
    assert (state["version"], state["profile"], state["slot"]) == (1, "v2_trunghoc", "GVBM")
    assert state["items"][0]["slot"] == "GVBM[2]"
    again = PendingBatch.from_json(batch.to_json())
    assert again == batch
    assert complete(again, values, at=NOW)[0] == complete(batch, values)[0]


def test_whole_document_goes_through_json(staff: Staff, signed: RecordFile, pki: TestPki) -> None:
    signer = pki.signer("school")
    batch = prepare(
        [signed.raw],
        slot="KY_PHAT_HANH",
        certificate=signer.certificate,
        signing_time=NOW,
        gate=ANY,
        record_profile=SECONDARY,
        options=WHOLE,
    )
    values = signed_values(signer, batch)
    again = PendingBatch.from_json(batch.to_json())
    (outcome,) = complete(again, values, at=NOW)
    assert outcome.file == complete(batch, values)[0].file
    name = batch.items[0].item_id
    changed = {name: signed.raw.replace(b"</HOC_BA>", b" </HOC_BA>")}
    error = complete(again, values, at=NOW, current=changed)[0].error
    assert error is not None
    assert error.code == "SIGN-SELF-CHECK"


def test_several_teachers_sign_side_by_side(staff: Staff) -> None:
    """Each prepared on the same empty record; completed one after another on the file as it is then."""
    raw = secondary(FEW)
    pending = [_pending(staff, raw, place) for place in range(3)]
    current = raw
    for batch, values in pending:
        resumed = PendingBatch.from_json(batch.to_json())
        name = batch.items[0].item_id
        current = complete(resumed, values, at=NOW, current={name: current})[0].require().raw
    assert current == staff.by_teachers(raw, 3).raw


def test_too_late_for_the_area(staff: Staff) -> None:
    """The manager signed before the value of the homeroom teacher came back."""
    teacher_key = staff.pki.signer("teacher")
    batch = prepare([primary()], slot="GVCN", certificate=teacher_key.certificate, signing_time=NOW, gate=ANY,
                    record_profile=PRIMARY)  # fmt: skip
    values = signed_values(teacher_key, batch)
    name = batch.items[0].item_id
    current = staff.sign(primary(), "CBQL").require()
    (outcome,) = complete(batch, values, current={name: current})
    assert _code(outcome) == "SIGN-AREA-COVERED"


@pytest.mark.parametrize(
    ("key", "value"),
    [("slot", "GVBM[3]"), ("slot", "GVCN"), ("profile", "v2_tieuhoc"), ("whole", True), ("slot", "nothing")],
)
def test_states_that_were_changed(staff: Staff, key: str, value: object) -> None:
    batch, values = _pending(staff, secondary(FEW), 1)
    state = json.loads(batch.to_json())
    state["items"][0][key] = value
    (outcome,) = complete(PendingBatch.from_json(json.dumps(state)), values, at=NOW)
    assert outcome.file is None
    assert outcome.error is not None


def test_rows_changed_meanwhile(staff: Staff) -> None:
    batch, values = _pending(staff, secondary(FEW), 1)
    name = batch.items[0].item_id
    uuid = b"0f8a5c2e", b"1f8a5c2e"
    for old, new in (uuid, (b"<MA_MON_HOC>02", b"<MA_MON_HOC>03"), (b'Id="mon-02"', b'Id="mon-22"')):
        changed = secondary(FEW).replace(old, new, 1)
        (outcome,) = complete(batch, values, current={name: changed})
        assert _code(outcome) == "SIGN-DATA-CHANGED"
    other = secondary(FEW).replace(b"<MA_MON_HOC>01", b"<MA_MON_HOC>09", 1)
    assert complete(batch, values, current={name: other})[0].signed


def test_a_class_is_one_call_to_the_signer(staff: Staff) -> None:
    class Counting:
        calls = 0
        certificate = staff.teachers[3].certificate
        signature_algorithm = None

        def sign(self, items: Sequence[SigningItem]) -> Sequence[bytes]:
            self.calls += 1
            return staff.teachers[3].sign(items)

    signer = Counting()
    files = [secondary(USUAL), secondary(ONE_EACH), secondary(USUAL[3:5]), secondary(FEW)]
    outcomes = sign_files(
        files, slot="GVBM", signer=signer, signing_time=NOW, gate=ANY, record_profile=SECONDARY
    )
    assert signer.calls == 1
    assert [outcome.slot for outcome in outcomes] == ["GVBM[4]", "GVBM[4]", "GVBM", "GVBM"]
    assert [outcome.signed for outcome in outcomes] == [True, True, True, False]


def test_equal_rows_of_two_pupils_are_signed_apart(staff: Staff) -> None:
    """One value in two records would be taken for a copied signature."""
    files = [secondary(FEW), secondary(FEW, general={"MA_TRA_CUU_UUID": str(uuid4())})]
    first, second = (staff.sign(raw, "GVBM", staff.teachers[1]).require().raw for raw in files)
    assert _values(first).isdisjoint(_values(second))


def _values(raw: bytes) -> set[str]:
    return {str(one.text) for one in etree.fromstring(raw).iter(f"{{{DS}}}SignatureValue")}


def test_formats_side_by_side(staff: Staff, draft: RecordFile, pki: TestPki) -> None:
    """One manager signs records of both formats; the state says which item has which profile."""
    signer = pki.signer("head")
    batch = prepare(
        [draft, primary()], slot="CBQL", certificate=signer.certificate, signing_time=NOW, gate=ANY
    )
    state = json.loads(batch.to_json())
    assert (state["profile"], state["items"][1]["profile"]) == ("v1_0", "v2_tieuhoc")
    values = signed_values(signer, batch)
    direct, resumed = (
        complete(batch, values),
        complete(PendingBatch.from_json(batch.to_json()), values, at=NOW),
    )
    assert [one.require() for one in direct] == [one.require() for one in resumed]
