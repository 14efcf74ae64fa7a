"""Key files and passwords that are none: refused as such, whatever the library beneath makes of them."""

from __future__ import annotations

import pytest

from hocba.errors import HocbaError, InputError, SecretRejectedError
from hocba.sign.signers import Pkcs12Signer
from hocba.testing.pki import PASSWORD
from tests.unit.verify.world import pki


@pytest.mark.parametrize(
    "password", ["\0", f"{PASSWORD}\0", b"\0", "\ud800", "", None, 5, [], "x" * 10_000, PASSWORD.upper()]
)
def test_passwords_that_are_none_are_rejected(password: object) -> None:
    with pytest.raises(SecretRejectedError):
        Pkcs12Signer(pki()["teacher"].p12(), password)


@pytest.mark.parametrize("source", [5, None, [], bytearray(b"0")])
def test_sources_that_are_none_are_refused(source: object) -> None:
    with pytest.raises(InputError):
        Pkcs12Signer(source, PASSWORD)


def test_every_octet_of_the_head_may_be_wrong() -> None:
    raw = pki()["teacher"].p12()
    for at in range(64):
        broken = bytes([*raw[:at], raw[at] ^ 0xFF, *raw[at + 1 :]])
        with pytest.raises(HocbaError):
            Pkcs12Signer(broken, PASSWORD)
