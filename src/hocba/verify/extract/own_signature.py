"""One signature in the form that hocba's signer writes, proven from its bytes and verified without a tree.

Nothing is explained here: a signature that is not whole and good in every part gives no facts, and the file
is then read in the general way, which finds out what is wrong with it.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from datetime import UTC, datetime

import attrs

from hocba.errors import MalformedXmlError
from hocba.pki.algorithms import verify_value
from hocba.pki.certificate import Certificate
from hocba.profiles.slots import Profile
from hocba.verify.extract.key_info import CertificateReader, choose
from hocba.verify.extract.own_pattern import KEY_INFO, TAIL, head_pattern
from hocba.verify.extract.properties import NamedCertificate
from hocba.verify.facts import Claim, ReferenceFacts, SignatureFacts
from hocba.xml.base64 import decode_strict
from hocba.xml.names import DS, SHA256

__all__ = ["Beside", "OwnSignature", "OwnSignatures", "SignedData", "signature_facts"]

_IN_PLACE = f' xmlns="{DS}"'.encode()
"""What canonicalisation adds to a start tag without prefix inside Signature."""
_SIGNED_INFO = b"<SignedInfo" + _IN_PLACE
_OBJECT = b"<Object" + _IN_PLACE
_CERTIFICATE = re.compile(rb"<X509Certificate>([^<]*)</X509Certificate>")
_DATA_END = b"</X509Data>"
_HINT = b"XMLSchema-instance"
_LARGEST = 64 * 1024
_KEPT = 1024


@attrs.frozen(slots=False)
class OwnSignature:
    """The parts of one signature whose text is as hocba writes it; nothing is verified yet."""

    start: int
    end: int
    unique: str
    info: re.Match[bytes]
    tail: re.Match[bytes]
    candidates: tuple[Certificate, ...]


@attrs.frozen(slots=False)
class Beside:
    """Where a signature stands, and what its slot says beside it."""

    slot: str
    path: str
    line: int
    ngay_ky: str | None
    so_cccd: str | None


@attrs.frozen(slots=False)
class SignedData:
    """The data element: the base64 SHA-256 of its canonical octets, and the facts of a reference to it."""

    digest: bytes
    reference: ReferenceFacts

    @classmethod
    def of(cls, octets: bytes, profile: Profile) -> SignedData:
        """``octets`` are canonical."""
        digest = b64encode(hashlib.sha256(octets).digest())
        return cls(digest, ReferenceFacts(f"#{profile.data_id}", "data", profile.data, SHA256, True))


class OwnSignatures:
    """Reads such signatures; keeps what it has read of KeyInfo. Not for two threads at once."""

    __slots__ = ("_candidates", "_certificates", "_head")

    def __init__(self, profile: Profile, certificates: CertificateReader) -> None:
        self._head = head_pattern(profile.data_id)
        self._certificates = certificates
        self._candidates: dict[bytes, tuple[Certificate, ...]] = {}

    def match(self, raw: bytes, at: int) -> OwnSignature | None:
        """The signature that starts at ``at`` of ``raw``; None where its text is not hocba's."""
        info = self._head.match(raw, at, at + _LARGEST)
        if info is None:
            return None
        middle = raw.find(_DATA_END, info.end(), at + _LARGEST)
        if middle < 0:
            return None
        tail = TAIL.match(raw, middle, at + _LARGEST)
        if (
            tail is None
            or tail["unique"] != info["unique"]
            or (tail["properties"] is None) != (info["properties"] is None)
            or not _is_text(tail[0])
        ):
            return None
        candidates = self._read_key_info(raw[info.end() : middle])
        if not candidates:
            return None
        return OwnSignature(at, tail.end(), tail["unique"].decode(), info, tail, candidates)

    def _read_key_info(self, text: bytes) -> tuple[Certificate, ...]:
        """The certificates in the content of X509Data; none where it is not as hocba writes it."""
        known = self._candidates.get(text)
        if known is not None:
            return known
        found = KEY_INFO.fullmatch(text)
        if found is None or not _is_text(text):
            return ()
        texts = [one.decode() for one in _CERTIFICATE.findall(found[1])]
        candidates, broken = self._certificates.collect(texts)
        if broken:
            return ()
        if len(self._candidates) >= _KEPT:
            self._candidates.clear()
        self._candidates[text] = tuple(candidates)
        return self._candidates[text]


def _is_text(octets: bytes) -> bool:
    """Whether ``octets`` are UTF-8 of characters that XML allows; the patterns refuse control characters.

    What looks like a hint to a schema processor is not for this way to judge.
    """
    if _HINT in octets:
        return False
    if octets.isascii():
        return True
    try:
        octets.decode()
    except UnicodeDecodeError:
        return False
    return b"\xef\xbf" not in octets  # U+FFFE and U+FFFF; their harmless neighbours are not worth a look


def signature_facts(found: OwnSignature, data: SignedData, beside: Beside) -> SignatureFacts | None:
    """The facts of a signature whose digests and value are all right; None for every other."""
    info, tail, unique = found.info, found.tail, found.unique
    xades = tail["properties"] is not None
    references = [data.reference, ReferenceFacts(f"#signobject-{unique}", "time", "time", SHA256, True)]
    named: list[NamedCertificate] = []
    try:
        at = datetime.fromisoformat(tail["time"].decode()).astimezone(UTC)
        value = decode_strict(info["value"])
        if xades:
            named.append(NamedCertificate(SHA256, decode_strict(tail["certificate"])))
    except (MalformedXmlError, ValueError):
        return None
    claims = [Claim(at, "object", True, True)]
    if not _digests_fit(info, tail, data.digest):
        return None
    if xades:
        properties = ReferenceFacts(f"#signprops-{unique}", "properties", "properties", SHA256, True)
        references.append(properties)
        claims.append(Claim(at, "xades", True, True))
    method, octets = info["method"].decode(), _SIGNED_INFO + info["info"]
    choice = choose(
        list(found.candidates), named, lambda one: verify_value(one, method, value, octets), broken=False
    )
    if choice.value_ok is not True or choice.problem:
        return None
    return SignatureFacts(
        slot=beside.slot,
        path=beside.path,
        line=beside.line,
        signature_algorithm=method,
        references=tuple(references),
        value_ok=True,
        certificate=choice.certificate,
        extra=choice.extra,
        xades="signed" if xades else "",
        named=choice.named,
        claims=tuple(claims),
        ngay_ky=beside.ngay_ky,
        so_cccd=beside.so_cccd,
    )


def _digests_fit(info: re.Match[bytes], tail: re.Match[bytes], data: bytes) -> bool:
    """Each digest as an encoder writes it, so that no other text for the same octets is accepted."""
    time = _digest(_OBJECT + tail["object"])
    if tail["properties"] is None:
        return info["plain_data"] == data and info["plain_object"] == time
    return (
        info["data"] == data and info["object"] == time and info["properties"] == _digest(tail["properties"])
    )


def _digest(octets: bytes) -> bytes:
    return b64encode(hashlib.sha256(octets).digest())
