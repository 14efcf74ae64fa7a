"""What ties the text of a signature to its slot, its signer, its time and its data.

The ids of a signature are made from these, and SignedInfo names the ids: a batch whose slot or time was
changed on its way no longer fits the text it carries.
"""

from __future__ import annotations

import hashlib
from typing import Any

from hocba.pki.certificate import Certificate
from hocba.xml.escape import text
from hocba.xml.names import DS

__all__ = ["fits", "identifier", "seed", "slot_children"]

_START = f'<Signature xmlns="{DS}" Id="sigid-'.encode()
_END = b"</Signature>"


def seed(slot: str, time: str, certificate: Certificate) -> Any:
    """What signatures of one slot, time and certificate have in common: a hash to be copied and fed."""
    return hashlib.sha256(b"%b\0%b\0" % (slot.encode(), time.encode()) + certificate.der)


def identifier(common: Any, digests: tuple[bytes, ...], record_id: str = "") -> bytes:
    """36 characters for the ids, the same whenever the same is signed again: a UUID of version 8.

    ``record_id`` where what is signed does not hold it: rows of two pupils may be the same, and one value in
    two records would be taken for a copy.
    """
    own = common.copy()
    own.update(b"\0".join((*digests, record_id.encode()) if record_id else digests))
    found = own.hexdigest()
    return f"{found[:8]}-{found[8:12]}-8{found[12:15]}-a{found[15:18]}-{found[18:30]}".encode()


def slot_children(date: str, number: str) -> bytes:
    """NGAY_KY and SO_CCCD as they stand before a signature; nothing for what is empty."""
    dated = f"<NGAY_KY>{date}</NGAY_KY>" if date else ""
    return (dated + (f"<SO_CCCD>{text(number)}</SO_CCCD>" if number else "")).encode()


def fits(before: bytes, after: bytes, children: bytes, unique: bytes) -> bool:
    """Whether ``before`` and ``after`` are ``children`` and one signature with the ids ``unique``."""
    return before.startswith(children + _START + unique + b'"') and after.find(_END) == len(after) - len(_END)
