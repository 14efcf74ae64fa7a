"""prepare → sign anywhere → complete, also in another process and in another order."""

from __future__ import annotations

import hashlib
import json
import pickle
from base64 import b64encode, encodebytes
from datetime import timedelta
from pathlib import Path

import pytest
from tests.unit.sign.conftest import NOW, SignSlot

from hocba.errors import (
    ConfigurationError,
    InputError,
    SignatureRejectedError,
    SignerUnavailableError,
    SigningError,
)
from hocba.sign.gates import Gate
from hocba.sign.options import SignatureOptions
from hocba.sign.pending import PendingBatch
from hocba.sign.record_file import RecordFile
from hocba.sign.session import complete, prepare, sign_files, signed_values
from hocba.testing.pki import TestPki
from hocba.testing.records import synthetic_class
from hocba.xml.names import ECDSA_SHA256, RSA_SHA256, SHA256

PSS = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"
SHA512 = "http://www.w3.org/2001/04/xmlenc#sha512"
RSA_SHA512 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"
ECDSA_SHA384 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"


def _batch(pki: TestPki, file: RecordFile | bytes, **options: object) -> PendingBatch:
    certificate = pki.signer("teacher").certificate
    return prepare([file], slot="GVCN", certificate=certificate, signing_time=NOW, **options)  # type: ignore[arg-type]


def _only(batch: PendingBatch) -> str:
    (item,) = batch.items
    return item.item_id


def test_items_are_short_neutral_and_hold_the_hash_of_signed_info(pki: TestPki, draft: RecordFile) -> None:
    batch = _batch(pki, draft)
    (item,) = batch.items
    assert len(item.item_id) == 8
    assert (item.digest_alg, item.signature_alg) == (SHA256, RSA_SHA256)
    assert item.digest == hashlib.sha256(batch._works[0].signed_octets).digest()


def test_class_of_records(pki: TestPki, gate: Gate) -> None:
    files = [RecordFile.from_record(record) for record in synthetic_class(size=4)]
    for slot, who in (("GVCN", "teacher"), ("CBQL", "head"), ("KY_PHAT_HANH", "school")):
        outcomes = sign_files(files, slot=slot, signer=pki.signer(who), signing_time=NOW, gate=gate)
        files = [outcome.require() for outcome in outcomes]
    assert len({file.sha256 for file in files}) == 4


@pytest.mark.parametrize("known", [True, False])
def test_completing_twice_gives_the_same(pki: TestPki, draft: RecordFile, known: bool) -> None:
    batch = _batch(pki, draft if known else draft.raw)
    values = signed_values(pki.signer("teacher"), batch)
    first, second = complete(batch, values), complete(batch, values)
    assert first == second
    assert first[0].signed
    assert prepare([draft], slot="GVCN", certificate=batch.certificate, signing_time=NOW) == batch


@pytest.mark.parametrize("form", [b64encode, encodebytes, lambda value: b" \r\n" + encodebytes(value)])
def test_values_as_base64_text(pki: TestPki, draft: RecordFile, sign: SignSlot, form: object) -> None:
    batch = _batch(pki, draft)
    ((name, value),) = signed_values(pki.signer("teacher"), batch).items()
    (outcome,) = complete(batch, {name: form(value).decode()})  # type: ignore[operator]
    assert outcome.file == sign(draft, "GVCN").require()


@pytest.mark.parametrize("value", ["zzz!", "ab\x00", "é", b"", b"\x00" * 256, "", None, 7])
def test_values_that_are_none(pki: TestPki, draft: RecordFile, value: object) -> None:
    batch = _batch(pki, draft)
    (outcome,) = complete(batch, {_only(batch): value})  # type: ignore[dict-item]
    assert outcome.file is None
    assert isinstance(outcome.error, SignatureRejectedError)
    assert outcome.error.code in {"SIGN-VALUE-BASE64", "SIGN-VALUE-WRONG"}


@pytest.mark.parametrize("known", [True, False])
def test_value_of_another_key(pki: TestPki, draft: RecordFile, known: bool) -> None:
    batch = _batch(pki, draft if known else draft.raw)
    (outcome,) = complete(batch, signed_values(pki.signer("head"), batch))
    assert isinstance(outcome.error, SignatureRejectedError)
    assert outcome.error.code == "SIGN-VALUE-WRONG"
    assert outcome.message("vi") != outcome.message("en")


def test_missing_unknown_and_partial(pki: TestPki) -> None:
    files = [RecordFile.from_record(record) for record in synthetic_class(size=3)]
    signer = pki.signer("teacher")
    batch = prepare(files, slot="GVCN", certificate=signer.certificate, signing_time=NOW)
    values = signed_values(signer, batch)
    missing = batch.items[1].item_id
    del values[missing]
    outcomes = complete(batch, {**values, "stranger": b"x"})
    assert [outcome.error and outcome.error.code for outcome in outcomes] == [
        None, "SIGN-VALUE-MISSING", None, "SIGN-ITEM-UNKNOWN",
    ]  # fmt: skip
    with pytest.raises(SignerUnavailableError):
        outcomes[1].require()


def test_values_in_the_wrong_order(pki: TestPki) -> None:
    files = [RecordFile.from_record(record) for record in synthetic_class(size=2)]
    signer = pki.signer("teacher")
    batch = prepare(files, slot="GVCN", certificate=signer.certificate, signing_time=NOW)
    first, second = batch.items
    swapped = dict(zip((second.item_id, first.item_id), signer.sign(batch.items), strict=True))
    assert [outcome.error and outcome.error.code for outcome in complete(batch, swapped)] == [
        "SIGN-VALUE-WRONG", "SIGN-VALUE-WRONG",
    ]  # fmt: skip


def test_signer_that_answers_too_little(pki: TestPki, draft: RecordFile) -> None:
    class Silent:
        certificate = pki.signer("teacher").certificate
        signature_algorithm = None

        def sign(self, items: object) -> list[bytes]:
            return []

    with pytest.raises(SignatureRejectedError) as caught:
        sign_files([draft], slot="GVCN", signer=Silent(), signing_time=NOW)
    assert caught.value.code == "SIGN-VALUE-COUNT"


def test_no_items_need_no_signer(pki: TestPki) -> None:
    (outcome,) = sign_files([b"<x/>"], slot="GVCN", signer=pki.signer("teacher"), signing_time=NOW)
    assert outcome.error is not None


# --- algorithms


@pytest.mark.parametrize(
    ("leaf", "options", "requested", "expected"),
    [
        ("rsa-3072", SignatureOptions(), None, RSA_SHA256),
        ("rsa-4096", SignatureOptions(), None, RSA_SHA256),
        ("rsa-2048", SignatureOptions(rsa_pss=True), None, PSS),
        ("rsa-2048", SignatureOptions(), RSA_SHA512, RSA_SHA512),
        ("p-256", SignatureOptions(), None, ECDSA_SHA256),
        ("p-384", SignatureOptions(rsa_pss=True), None, ECDSA_SHA256),
        ("p-384", SignatureOptions(), ECDSA_SHA384, ECDSA_SHA384),
    ],
)
def test_keys_and_algorithms(
    pki: TestPki, raw: bytes, leaf: str, options: SignatureOptions, requested: str | None, expected: str
) -> None:
    signer = pki.public_ca.issue({"CN": "Thử"}, now=NOW, key=leaf).signer
    odd = raw.replace(b"<HOC_BA>", b'<HOC_BA xmlns:n="urn:n">')
    batch = prepare(
        [raw, odd],
        slot="CBQL",
        certificate=signer.certificate,
        signing_time=NOW,
        options=options,
        signature_algorithm=requested,
    )
    assert {item.signature_alg for item in batch.items} == {expected}
    assert all(outcome.signed for outcome in complete(batch, signed_values(signer, batch)))


def test_raw_and_der_forms_of_ecdsa(curve_pki: TestPki, draft: RecordFile) -> None:
    from hocba.pki.ecdsa import raw_to_der

    batch = _batch(curve_pki, draft)
    (name, value), *_ = signed_values(curve_pki.signer("teacher"), batch).items()
    assert len(value) == 64
    der = raw_to_der(value, 64)
    assert der is not None
    first, second = (complete(batch, {name: form})[0] for form in (value, der))
    assert first.signed
    assert first.file == second.file
    for wrong in (der[:-1], b"\x30" + value, value[:-1]):
        (outcome,) = complete(batch, {name: wrong})
        assert outcome.error is not None
        assert outcome.error.code == "SIGN-VALUE-WRONG"


@pytest.mark.parametrize(
    "requested", [ECDSA_SHA256, "urn:none", "http://www.w3.org/2000/09/xmldsig#rsa-sha1"]
)
def test_algorithms_that_do_not_fit(pki: TestPki, draft: RecordFile, requested: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        _batch(pki, draft, signature_algorithm=requested)
    assert caught.value.code == "SIGN-ALGORITHM"


# --- the state between


def test_state_goes_through_json_and_pickle(pki: TestPki, draft: RecordFile, sign: SignSlot) -> None:
    batch = _batch(pki, draft)
    values = signed_values(pki.signer("teacher"), batch)
    text = batch.to_json()
    assert json.loads(text)["version"] == 1
    for again in (PendingBatch.from_json(text), pickle.loads(pickle.dumps(batch))):
        assert again == batch
        assert again.resumed
        (outcome,) = complete(again, values, at=NOW + timedelta(hours=1))
        assert outcome.file == sign(draft, "GVCN").require()


def test_state_of_an_earlier_release_is_completed() -> None:
    """Kept since before the later formats: one key of the test PKI, which is gone, signed the hash."""
    kept = json.loads((Path(__file__).parent / "data" / "pending-version-1.json").read_text(encoding="utf-8"))
    batch = PendingBatch.from_json(json.dumps(kept["state"]))
    (outcome,) = complete(batch, kept["values"], at=NOW)
    assert outcome.require().sha256 == kept["sha256"]


def test_resumed_batch_needs_the_time(pki: TestPki, draft: RecordFile) -> None:
    batch = PendingBatch.from_json(_batch(pki, draft).to_json())
    with pytest.raises(ConfigurationError) as caught:
        complete(batch, {})
    assert caught.value.code == "SIGN-TIME-NEEDED"


def test_time_limit(pki: TestPki, draft: RecordFile) -> None:
    batch = _batch(pki, draft, valid_for=timedelta(minutes=5))
    values = signed_values(pki.signer("teacher"), batch)
    assert complete(batch, values, at=NOW + timedelta(minutes=5))[0].signed
    (outcome,) = complete(batch, values, at=NOW + timedelta(minutes=6))
    assert outcome.error is not None
    assert outcome.error.code == "SIGN-BATCH-EXPIRED"


@pytest.mark.parametrize(
    "change",
    [
        lambda state: "",
        lambda state: "[]",
        lambda state: json.dumps({**state, "kind": "other"}),
        lambda state: json.dumps({**state, "version": 2}),
        lambda state: json.dumps({**state, "certificate": "AAAA"}),
        lambda state: json.dumps({**state, "profile": "v9"}),
        lambda state: json.dumps({**state, "signing_time": "yesterday"}),
        lambda state: json.dumps({**state, "items": [{}]}),
    ],
)
def test_states_that_are_none(pki: TestPki, draft: RecordFile, change: object) -> None:
    state = json.loads(_batch(pki, draft).to_json())
    with pytest.raises(InputError) as caught:
        PendingBatch.from_json(change(state))  # type: ignore[operator]
    assert caught.value.code in {"SIGN-STATE-MALFORMED", "SIGN-STATE-VERSION"}


def test_profile_of_the_caller_travels_by_name(pki: TestPki, draft: RecordFile) -> None:
    from hocba.profiles.v1_0 import PROFILE

    batch = _batch(pki, draft)
    assert PendingBatch.from_json(batch.to_json(), profile=PROFILE) == batch


def _tampered(
    pki: TestPki, draft: RecordFile, old: str, new: str, field: str
) -> tuple[PendingBatch, dict[str, bytes]]:
    batch = _batch(pki, draft)
    state = json.loads(batch.to_json())
    assert old in state["items"][0][field]
    state["items"][0][field] = state["items"][0][field].replace(old, new, 1)
    return PendingBatch.from_json(json.dumps(state)), signed_values(pki.signer("teacher"), batch)


@pytest.mark.parametrize(
    ("field", "old", "new", "code"),
    [
        ("before", 'URI="#data"', 'URI="#khac"', "SIGN-SELF-CHECK"),
        ("after", "<xades:City>", "<xades:City>X", "SIGN-SELF-CHECK"),
        ("after", ">2026-06-01T03:04:05Z<", ">2026-06-01T03:04:06Z<", "SIGN-SELF-CHECK"),
        ("before", "<Signature ", "<Khac ", "SIGN-STATE-MALFORMED"),
        ("before", "<SignedInfo>", "<SignedInfo><x>", "XML-TAG-MISMATCH"),
        ("before", "<Signature xmlns", "<Signature  x", "SIGN-SELF-CHECK"),
    ],
)
def test_state_that_was_changed_gives_no_file(
    pki: TestPki, draft: RecordFile, field: str, old: str, new: str, code: str
) -> None:
    batch, values = _tampered(pki, draft, old, new, field)
    (outcome,) = complete(batch, values, at=NOW)
    assert outcome.file is None
    assert outcome.error is not None
    assert outcome.error.code == code


def test_other_slot_signed_meanwhile(pki: TestPki, draft: RecordFile, sign: SignSlot) -> None:
    """Two people sign side by side: bound to the data and the slot, not to the whole file."""
    head = pki.signer("head")
    batch = prepare([draft], slot="CBQL", certificate=head.certificate, signing_time=NOW)
    values = signed_values(head, batch)
    meanwhile = sign(draft, "GVCN").require()
    name = _only(batch)
    (outcome,) = complete(batch, values, current={name: meanwhile.raw})
    assert outcome.file == sign(meanwhile, "CBQL").require()
    (again,) = complete(batch, values, current={name: outcome.require()})
    assert again.file == outcome.file
    issued = sign(outcome.require(), "KY_PHAT_HANH").require()
    (late,) = complete(batch, values, current={name: issued})
    assert late.file == issued


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((b"<TEN_LOP>4A<", b"<TEN_LOP>4B<"), "SIGN-DATA-CHANGED"),
        ((b"<GVCN></GVCN>", b"<GVCN> </GVCN>"), "SIGN-SLOT-CHANGED"),
        ((b"<GVCN></GVCN>", b""), "SIGN-SLOT-MISSING"),
    ],
)
def test_file_that_changed_meanwhile(
    pki: TestPki, draft: RecordFile, change: tuple[bytes, bytes], code: str
) -> None:
    batch = _batch(pki, draft)
    values = signed_values(pki.signer("teacher"), batch)
    (outcome,) = complete(batch, values, current={_only(batch): draft.raw.replace(*change)})
    assert isinstance(outcome.error, SigningError)
    assert outcome.error.code == code


def test_file_that_was_issued_meanwhile(pki: TestPki, draft: RecordFile, sign: SignSlot) -> None:
    batch = _batch(pki, draft)
    values = signed_values(pki.signer("teacher"), batch)
    issued = sign(sign(draft, "CBQL").require(), "KY_PHAT_HANH").require()
    (outcome,) = complete(batch, values, current={_only(batch): issued})
    assert outcome.error is not None
    assert outcome.error.code == "SIGN-ISSUED"


def test_resumed_replacement(pki: TestPki, draft: RecordFile, sign: SignSlot) -> None:
    earlier = NOW - timedelta(hours=1)
    commented = draft.raw.replace(b"<GVCN></GVCN>", b"<GVCN><!-- x --></GVCN>")
    for source in (draft.raw, commented):
        old = sign(source, "GVCN", signing_time=earlier).require()
        batch = PendingBatch.from_json(_batch(pki, old, replace=True).to_json())
        (outcome,) = complete(batch, signed_values(pki.signer("teacher"), batch), at=NOW)
        assert outcome.file == sign(source, "GVCN").require()


def test_state_with_another_certificate_of_the_same_key(pki: TestPki, draft: RecordFile) -> None:
    """Plain XMLDSig does not sign its certificate: the batch still says which one was meant."""
    identity = pki["teacher"]
    twin = pki.public_ca.issue({"CN": "Thử Khác"}, now=NOW, key=identity.key).certificate
    batch = _batch(pki, draft, profile="xmldsig-signingtime")
    old, new = (b64encode(one.der).decode() for one in (identity.certificate, twin))
    text = batch.to_json()
    assert text.count(old) == 2
    changed = PendingBatch.from_json(text.replace(f"<X509Certificate>{old}", f"<X509Certificate>{new}"))
    (outcome,) = complete(changed, signed_values(pki.signer("teacher"), batch), at=NOW)
    assert outcome.error is not None
    assert outcome.error.context["reason"] == "NO_SIGNING_CERTIFICATE_FOUND"


def test_state_with_another_time(pki: TestPki, draft: RecordFile) -> None:
    batch = _batch(pki, draft)
    state = {**json.loads(batch.to_json()), "signing_time": "2026-05-31T00:00:00+00:00"}
    changed = PendingBatch.from_json(json.dumps(state))
    (outcome,) = complete(changed, signed_values(pki.signer("teacher"), batch), at=NOW)
    assert outcome.error is not None
    assert outcome.error.context["reason"] == "SIG_CONSTRAINTS_FAILURE"


def test_record_without_an_id_gets_a_short_name_from_its_digest(pki: TestPki, raw: bytes) -> None:
    start, end = raw.index(b"<MA_TRA_CUU_UUID>"), raw.index(b"</MA_TRA_CUU_UUID>") + 18
    nameless = raw[:start] + raw[end:]
    batch = _batch(pki, nameless, gate=Gate(record=None))
    assert _only(batch) == hashlib.sha256(nameless).hexdigest()[:8]


def test_number_that_is_not_the_certificates(pki: TestPki, draft: RecordFile) -> None:
    batch = _batch(pki, draft, options=SignatureOptions(number="000187000009"))
    (outcome,) = batch.refused
    assert outcome.error is not None
    assert outcome.error.code == "SIGN-NUMBER-DIFFERS"
    bare = _batch(pki, draft, options=SignatureOptions(number=""))
    assert b"SO_CCCD" not in bare._works[0].before
