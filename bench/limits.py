"""What no program on these libraries can beat: the cryptography alone, the parser alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from bench.inputs import PASSWORD, SIGNERS, Inputs

SIGNED_INFO_BYTES = 1200


def _keys(inputs: Inputs):  # type: ignore[no-untyped-def]  # a list of cryptography's private keys
    from cryptography.hazmat.primitives.serialization import pkcs12

    files = [inputs.key(slot).read_bytes() for slot in SIGNERS]
    return [pkcs12.load_key_and_certificates(file, PASSWORD.encode())[0] for file in files]


def verification(inputs: Inputs) -> Callable[[int], object]:
    """SHA-256 of the data and three RSA-2048 verifications."""
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    message = bytes(SIGNED_INFO_BYTES)
    pairs = [(key.public_key(), key.sign(message, PKCS1v15(), SHA256())) for key in _keys(inputs)]
    records, padding, algorithm = inputs.drafts, PKCS1v15(), SHA256()

    def call(number: int) -> None:
        hashlib.sha256(records[number % len(records)]).digest()
        for key, value in pairs:
            key.verify(value, message, padding, algorithm)

    return call


def signing(inputs: Inputs) -> Callable[[int], object]:
    """Three RSA-2048 signatures with keys that are loaded."""
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    message, padding, algorithm = bytes(SIGNED_INFO_BYTES), PKCS1v15(), SHA256()
    keys = _keys(inputs)

    def call(_: int) -> None:
        for key in keys:
            key.sign(message, padding, algorithm)

    return call


def parsing(inputs: Inputs) -> Callable[[int], object]:
    """lxml's parser on the issued file."""
    from lxml import etree

    records = inputs.issued
    return lambda number: etree.fromstring(records[number % len(records)])


def serialising(inputs: Inputs) -> Callable[[int], object]:
    """lxml's C14N of a tree that is already there."""
    from lxml import etree

    trees = [etree.fromstring(record) for record in inputs.drafts]
    return lambda number: etree.tostring(trees[number % len(trees)], method="c14n")
