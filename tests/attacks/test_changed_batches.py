"""A batch that was changed between prepare and complete gives the file that was prepared, or none."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from hocba.errors import ConfigurationError, InputError
from hocba.package.join import join
from hocba.sign.package import prepare_package
from hocba.sign.pending import PendingBatch
from hocba.sign.session import complete, prepare, signed_values
from tests.unit.verify.world import SIGNED, issued, judged, pki, unsigned

State = dict[str, Any]
LATER = SIGNED + timedelta(minutes=5)
MORE = "<X>không ai ký</X>"


@cache
def _batch() -> tuple[str, dict[str, bytes], bytes]:
    batch = prepare([unsigned()], slot="GVCN", certificate=pki()["teacher"].certificate, signing_time=SIGNED)
    values = signed_values(pki().signer("teacher"), batch)
    return batch.to_json(), values, complete(batch, values)[0].require().raw


def _set(**values: object) -> Callable[[State], None]:
    return lambda state: state.update(values)


def _item(**values: object) -> Callable[[State], None]:
    return lambda state: state["items"][0].update(values)


def _edit(name: str, change: Callable[[str], str]) -> Callable[[State], None]:
    def edit(state: State) -> None:
        state["items"][0][name] = change(state["items"][0][name])

    return edit


CHANGES: dict[str, Callable[[State], None]] = {
    "slot of the manager": _set(slot="CBQL"),
    "slot of the school": _set(slot="KY_PHAT_HANH"),
    "slot of a package": _set(slot="package"),
    "another certificate": lambda state: state.update(
        certificate=b64encode(pki()["head"].certificate.der).decode()
    ),
    "another time": _set(signing_time="2026-06-01T05:00:00+00:00"),
    "beyond the calendar": _set(signing_time="9999-12-31T23:59:59-07:00"),
    "expires beyond the calendar": _set(expires="9999-12-31T23:59:59-07:00"),
    "another digest to sign": _item(digest=b64encode(b"a" * 32).decode()),
    "other octets to sign": _item(signed_octets=b64encode(b"a").decode()),
    "another method": _item(signature_alg="http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
    "content before": _edit("before", lambda text: MORE + text),
    "another date": _edit("before", lambda text: text.replace("01/06/2026", "01/01/2020")),
    "content behind": _edit("after", lambda text: text + MORE),
    "content behind, closed twice": _edit("after", lambda text: text + "<X></Signature></X></Signature>"),
    "a slot more": _edit("before", lambda text: "</GVCN><GVCN>" + text),
    "other ids": _edit("before", lambda text: text.replace("sigid-", "sigid_")),
    "hidden in CDATA": lambda state: (
        _edit("before", lambda text: "<![CDATA[" + text)(state),
        _edit("after", lambda text: text + "]]>")(state),
    ),
    "unknown finding": _item(findings=[["NO-SUCH-CODE", "error", []]]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_is_refused(name: str) -> None:
    text, values, _ = _batch()
    state = json.loads(text)
    CHANGES[name](state)
    try:
        batch = PendingBatch.from_json(json.dumps(state))
    except InputError:
        return
    (outcome,) = complete(batch, values, at=LATER)
    assert outcome.file is None


@pytest.mark.parametrize(
    "change", [_set(replace=True), _item(number="000000000009"), _item(item_id="x", number="<b>")]
)
def test_what_does_not_matter_gives_the_same_file(change: Callable[[State], None]) -> None:
    text, values, raw = _batch()
    state = json.loads(text)
    change(state)
    batch = PendingBatch.from_json(json.dumps(state))
    if state["items"][0]["number"] != json.loads(text)["items"][0]["number"]:
        assert (
            complete(batch, dict.fromkeys([batch.items[0].item_id], *values.values()), at=LATER)[0].file
            is None
        )
    else:
        assert complete(batch, values, at=LATER)[0].require().raw == raw


def test_a_package_comes_back_as_it_was_prepared() -> None:
    batch = prepare_package(join([issued()]), certificate=pki()["school"].certificate, signing_time=SIGNED)
    values = signed_values(pki().signer("school"), batch)
    back = PendingBatch.from_json(batch.to_json())
    raw = complete(back, values, at=LATER)[0].require().raw
    assert raw == complete(batch, values)[0].require().raw
    assert judged(raw).indication == "TOTAL_PASSED"


@pytest.mark.parametrize("at", [datetime.max.replace(tzinfo=UTC), "2026-06-01"])
def test_times_that_are_none_are_refused(at: object) -> None:
    with pytest.raises(ConfigurationError):
        prepare([unsigned()], slot="GVCN", certificate=pki()["teacher"].certificate, signing_time=at)
