"""Records that hocba wrote and signed in every way it can, signed anew when changed, read in both ways."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache

from tests.unit.verify.forge import sign_octets
from tests.unit.verify.world import NOW, SIGNED, SLOTS, pki

import hocba
from hocba.errors import HocbaError
from hocba.limits import DEFAULT_LIMITS
from hocba.profiles.registry import get
from hocba.sign.options import SignatureOptions
from hocba.sign.session import sign_files
from hocba.testing.pki import TestPki
from hocba.testing.records import synthetic_record
from hocba.verify.extract.own_form import OwnForm
from hocba.verify.extract.reading import RecordReader
from hocba.verify.facts import RecordFacts
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse
from hocba.xml.names import DS

KEYS = {"GVCN": "teacher", "CBQL": "head", "KY_PHAT_HANH": "school"}
READER = RecordReader(get("v1_0"), DEFAULT_LIMITS)
OWN = OwnForm(get("v1_0"), DEFAULT_LIMITS)


def general(raw: bytes) -> RecordFacts | None:
    """What the tree says; None where the file is refused."""
    try:
        return READER.document(parse(raw))
    except HocbaError:
        return None


def agreed(raw: bytes, own: OwnForm = OWN) -> RecordFacts | None:
    """What the bytes say, once it is proven to be the same as what the tree says."""
    facts = own.read(raw)
    if facts is not None:
        wanted = general(raw)
        assert facts == wanted
        assert wanted is not None
        assert facts.octets == wanted.octets
        assert repr(facts) == repr(wanted)
        assert all(signature.intact is True for signature in facts.signatures)
    return facts


def signed(
    raw: bytes,
    *,
    slots: tuple[str, ...] = SLOTS,
    people: TestPki | None = None,
    options: SignatureOptions | None = None,
    profile: str = "xades-b-b",
) -> bytes:
    """``raw`` signed by those to whom the slots belong."""
    for slot in slots:
        (outcome,) = sign_files(
            [raw],
            slot=slot,
            signer=(people or pki()).signer(KEYS[slot]),
            signing_time=SIGNED,
            profile=profile,
            options=options,
        )
        raw = outcome.require().raw
    return raw


@cache
def curve_pki() -> TestPki:
    return TestPki.create(NOW, leaf_key="p-256")


def draft(number: int = 1, **options: object) -> bytes:
    return hocba.write(synthetic_record(number, **options)).raw  # type: ignore[arg-type]


ODD_NAME = "<HO_VA_TEN>Nguyễn \"Ă\" &amp; &lt;B&gt; 'C'</HO_VA_TEN>".encode()


def odd(raw: bytes) -> bytes:
    """Quotation marks, the three escapes, a line break and an equals sign in the data."""
    raw = re.sub(rb"<HO_VA_TEN>[^<]*</HO_VA_TEN>", ODD_NAME, raw)
    return raw.replace("Em chăm".encode(), "Em\n2+2=4\t chăm".encode())


@cache
def own_records() -> dict[str, bytes]:
    """Files that have to be recognised."""
    plain = "xmldsig-signingtime"
    made = {f"grade {grade}": signed(draft(grade, grade=grade)) for grade in range(1, 6)}
    made |= {
        "plain": signed(draft(), profile=plain),
        "plain, empty_ns": signed(draft(), profile=plain, options=SignatureOptions(empty_ns=True)),
        "empty_ns": signed(draft(), options=SignatureOptions(empty_ns=True)),
        "no teacher": signed(draft(), slots=("CBQL", "KY_PHAT_HANH")),
        "one signature": signed(draft(), slots=("GVCN",)),
        "unsigned": draft(),
        "padded": signed(draft(padding=23_000)),
        "short": signed(draft(padding=300)),
        "p-256": signed(draft(), people=curve_pki()),
        "pss": signed(draft(), options=SignatureOptions(rsa_pss=True)),
        "with chain": signed(
            draft(), options=SignatureOptions(chain=pki()["teacher"].chain), slots=("GVCN",)
        ),
        "no place, no role": signed(draft(), options=SignatureOptions(place="", claimed_role="")),
        "odd place": signed(draft(), options=SignatureOptions(place='A & "B" <C>', claimed_role="Đ'>")),
        "odd name": signed(odd(draft())),
        "with id": signed(draft().replace(b"<HOC_BA>", b'<HOC_BA id="hb-1">')),
        "alone": signed(draft()).partition(b"\n")[2].rstrip(),
        "unknown tag": signed(draft().replace(b"</TONG_KET>", b"<MOI>x</MOI></TONG_KET>")),
    }
    made["missing tag"] = resealed(made["grade 4"].replace(b"<THONG_TU>27/2020</THONG_TU>", b""))
    return made


def resealed(raw: bytes) -> bytes:
    """``raw`` with every digest and value made right again, as the signers could do themselves.

    What is changed so far that it is no signature any more stays as it is.
    """
    for slot in SLOTS:
        try:
            raw = _resealed(raw, slot)
        except (HocbaError, LookupError, ValueError, AttributeError, TypeError):
            continue
    return raw


def _resealed(raw: bytes, slot: str) -> bytes:
    for number, digest in enumerate(_digests(raw, slot)):
        raw = _put(raw, slot, b"DigestValue", digest, number)
    document = parse(raw)
    signature = document.root.find(f".//{slot}/{{{DS}}}Signature")
    info = signature.find(f"{{{DS}}}SignedInfo")
    method = info.find(f"{{{DS}}}SignatureMethod").get("Algorithm")
    octets = Canonicalizer(document).inclusive(info)
    value = base64.b64encode(sign_octets(octets, pki()[KEYS[slot]], method))
    return _put(raw, slot, b"SignatureValue", value, 0)


def _digests(raw: bytes, slot: str) -> Iterator[bytes]:
    document = parse(raw)
    writer = Canonicalizer(document)
    signature = document.root.find(f".//{slot}/{{{DS}}}Signature")
    for number, reference in enumerate(signature.iter(f"{{{DS}}}Reference")):
        (target,) = document.root.xpath("//*[@Id=$v or @id=$v]", v=reference.get("URI")[1:])
        octets = writer.exclusive(target) if number else writer.inclusive(target)
        yield base64.b64encode(hashlib.sha256(octets).digest())


def _put(raw: bytes, slot: str, tag: bytes, text: bytes, number: int) -> bytes:
    start = raw.index(b"<Signature ", raw.rindex(b"<%b>" % slot.encode()))
    found = list(re.compile(b"<%b>([^<]*)</%b>" % (tag, tag)).finditer(raw, start))[number]
    return raw[: found.start(1)] + text + raw[found.end(1) :]
