"""Packages and content strings: judged with every record, taken apart with caps, exact to the byte."""

from __future__ import annotations

import gzip
import struct
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any

from hocba.package.content import encode_content
from hocba.package.join import join
from hocba.sign.package import sign_package
from hocba.testing.people import SyntheticSchool
from hocba.testing.pki import SECOND_SCHOOL_CODE
from tests.vectors.case import Case
from tests.vectors.edits import PACKAGE, forged, in_signature, put, signature, sub
from tests.vectors.seal import resigned
from tests.vectors.world import SEAL, SIGNED, Synthetic

FAILED, OPEN, PASSED = "TOTAL_FAILED", "INDETERMINATE", "TOTAL_PASSED"
TWO = {"CBQL": "head", SEAL: "school"}
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<DANH_SACH_HOC_BA id="dataDanhSach">'
TAIL = b"</DANH_SACH_HOC_BA>\n"
SMALL = b"<HOC_BA><DU_LIEU_HOC_BA/></HOC_BA>"
PLAIN = HEAD + SMALL + TAIL


def cases(world: Synthetic) -> Iterator[Case]:
    yield from _verified(world)
    yield from _mixed(world)
    yield from _content()
    yield from _taken_apart(world)


def _case(name: str, title: str, raw: bytes, indication: str, *codes: str, **more: Any) -> Case:
    return Case(
        name=f"packages/{name}",
        title=title,
        raw=raw,
        indication=indication,
        codes=codes,
        file="package.xml",
        attack=more.pop("attack", indication != PASSED),
        **more,
    )


def _sealed(world: Synthetic, *records: bytes, by: str = "school") -> bytes:
    """A package signed without any look at its records."""
    raw = join(records)
    return sign_package(raw, signer=world[by].signer, signing_time=SIGNED).require().raw


def _verified(world: Synthetic) -> Iterator[Case]:
    good = world.package
    yield _case("good", "Two records that both use the id data, sent by their school", good, PASSED)
    yield _case(
        "unsigned",
        "The sender's signature is gone",
        put(good, signature(good, PACKAGE), b""),
        FAILED,
        "VER-PKG-UNSIGNED",
    )
    yield _case(
        "record-changed", "A level in the second record was changed", _second(good), FAILED, "VER-REF-DIGEST"
    )
    yield _case(
        "record-removed",
        "A record was taken out after signing",
        sub(good, rb"<HOC_BA>.*?</HOC_BA>", b""),
        FAILED,
        "VER-REF-DIGEST",
    )
    first = good[good.index(b"<HOC_BA>") : good.index(b"</HOC_BA>") + 9]
    yield _case(
        "record-twice",
        "The same record twice, both below the sender's signature",
        _sealed(world, world.small, world.small),
        FAILED,
        "VER-PKG-RECORD-TWICE",
    )
    yield _case(
        "same-uuid-other-letter-case",
        "Two pupils' records under one look-up id, once in small and once in capital letters",
        _sealed(world, world.small, _capital_uuid(world)),
        FAILED,
        "VER-PKG-RECORD-TWICE",
    )
    yield _case(
        "reference-into-other-record",
        "The seal of the second record refers to an id of the first",
        _into_other(world),
        FAILED,
        "VER-REF-NOT-FOUND",
    )
    yield _case(
        "sender-covers-data",
        "The sender refers to the id that the data of every record have",
        resigned(good, PACKAGE, world["school"], lambda text: put(text, b'"#dataDanhSach"', b'"#data"')),
        FAILED,
        "VER-REF-DUPLICATE",
    )
    one = world.packed(world.small)
    yield _case("accepted-bom", "A byte-order mark before the package", b"\xef\xbb\xbf" + one, PASSED)
    yield _case(
        "accepted-comment",
        "A comment that looks like a record stands between the records",
        put(one, b"<HOC_BA>", b"<!-- <HOC_BA></HOC_BA> --><HOC_BA>"),
        PASSED,
    )
    for name, text in (
        ("instruction", b"<?x <HOC_BA></HOC_BA> ?>"),
        ("cdata", b"<![CDATA[<HOC_BA></HOC_BA>]]>"),
        ("prefixed-record", b"<x:HOC_BA xmlns:x='urn:x'/>"),
        ("inner-package", b"<DANH_SACH_HOC_BA/>"),
    ):
        yield _case(
            f"{name}-added",
            f"Added between the records after signing: {name.replace('-', ' ')}",
            put(one, b"<HOC_BA>", text + b"<HOC_BA>"),
            FAILED,
            "VER-REF-DIGEST",
        )
    yield _case("empty", "A signed package without records", _without_records(world), FAILED, "VER-PKG-EMPTY")
    yield _case(
        "two-signatures",
        "Two signatures below the root",
        in_signature(good, PACKAGE, lambda text: text + text.replace(b"sigid-", b"sigie-")),
        FAILED,
        "VER-SIG-DOUBLED",
    )
    yield _case(
        "nested",
        "A record nested in an unknown element",
        put(good, first, b"<PHU_LUC>" + first + b"</PHU_LUC>"),
        FAILED,
        "VER-NESTED-RECORD",
    )
    yield _case(
        "stray-element",
        "An unknown element below the root, signed by the sender: told",
        resigned(put(good, TAIL.strip(), b"<GHI_CHU/>" + TAIL.strip()), PACKAGE, world["school"]),
        PASSED,
        "VER-UNSIGNED-CONTENT",
    )
    yield _case(
        "one-record-only",
        "The sender refers to one record in place of the package",
        _one_record(world),
        FAILED,
        "VER-COVER-MISSING",
    )
    yield _case(
        "id-in-record",
        "A record uses the id that the sender's signature names",
        resigned(put(good, b"<TONG_KET>", b'<TONG_KET id="dataDanhSach">'), PACKAGE, world["school"]),
        FAILED,
        "VER-REF-DUPLICATE",
    )
    yield _case(
        "id-in-namespace",
        "A record carries an id in a namespace",
        put(good, b"<TONG_KET>", b'<TONG_KET xmlns:w="urn:w" w:Id="dataDanhSach">'),
        FAILED,
        "VER-ID-FORBIDDEN",
    )
    yield _case(
        "not-a-record",
        "A HOC_BA that is no record",
        _sealed(world, world.small, b"<HOC_BA><LA/></HOC_BA>"),
        FAILED,
        "VER-RECORD-UNREADABLE",
    )
    yield _case(
        "unsigned-record",
        "A record that nobody signed, sent by the school",
        _sealed(world, world.small, world.unsigned),
        FAILED,
        "VER-SLOT-MISSING",
    )
    yield _case(
        "person-as-sender",
        "A person's certificate sends the package",
        resigned(good, PACKAGE, world["head"]),
        FAILED,
        "VER-KIND",
    )
    yield _case(
        "whole-document",
        'The sender covers the whole document by URI=""',
        resigned(good, PACKAGE, world["school"], lambda text: put(text, b'"#dataDanhSach"', b'""')),
        PASSED,
        "VER-COVER-WHOLE",
    )
    yield _case(
        "in-scope-of-package",
        "Records signed inside a package that declares a namespace",
        _scoped(world),
        PASSED,
        "VER-PKG-SCOPE",
    )


def _mixed(world: Synthetic) -> Iterator[Case]:
    school = SyntheticSchool(code=SECOND_SCHOOL_CODE, name="Trường Tiểu học Ví Dụ Hai")
    other = world.signed(world.record(2, school=school), signers={"CBQL": "head", SEAL: "second_school"})
    yield _case(
        "of-two-schools",
        "A record of another school, signed by that school, in this school's package",
        _sealed(world, world.small, other),
        OPEN,
        "VER-PKG-MIXED",
    )
    stolen = world.signed(world.record(2, school=school), signers=TWO)
    yield _case(
        "foreign-record-own-seal",
        "A record of another school below this school's seal",
        _sealed(world, world.small, stolen),
        OPEN,
        "VER-PKG-MIXED",
        "VER-REG-OTHER",
    )
    yield _case(
        "other-sender",
        "Another school sends this school's records",
        _sealed(world, world.small, by="second_school"),
        OPEN,
        "VER-REG-OTHER",
    )
    own = world.small
    moved = put(
        world.package,
        own[own.index(b"<HOC_BA>") : own.index(b"</HOC_BA>")],
        stolen[stolen.index(b"<HOC_BA>") : stolen.index(b"</HOC_BA>")],
    )
    yield _case(
        "record-exchanged", "A record was exchanged for another signed one", moved, FAILED, "VER-REF-DIGEST"
    )


def _second(raw: bytes) -> bytes:
    place = raw.rindex(b"<HOC_BA>")
    return raw[:place] + forged(raw[place:])


def _capital_uuid(world: Synthetic) -> bytes:
    first = _uuid(world.small)
    changed = put(
        world.signed(world.record(2), signers=TWO),
        _uuid(world.signed(world.record(2), signers=TWO)),
        first.upper(),
    )
    return resigned(resigned(changed, "CBQL", world["head"]), SEAL, world["school"])


def _uuid(raw: bytes) -> bytes:
    return raw.split(b"<MA_TRA_CUU_UUID>")[1].split(b"<")[0]


def _into_other(world: Synthetic) -> bytes:
    first = put(world.small, b"<TONG_KET>", b'<TONG_KET id="cua-ban">')
    first = resigned(resigned(first, "CBQL", world["head"]), SEAL, world["school"])
    second = world.signed(world.record(2), signers=TWO)
    second = resigned(second, SEAL, world["school"], lambda text: put(text, b'"#data"', b'"#cua-ban"'))
    return _sealed(world, first, second)


def _without_records(world: Synthetic) -> bytes:
    """The signature is made while a record is there; the digest is put right without it."""
    raw = world.package
    seal = signature(raw, PACKAGE)
    bare = HEAD + b"<X></X><!--</HOC_BA>-->" + seal + TAIL
    return resigned(bare, PACKAGE, world["school"])


def _one_record(world: Synthetic) -> bytes:
    raw = put(world.package, b"<HOC_BA>", b'<HOC_BA id="mot">')
    return resigned(raw, PACKAGE, world["school"], lambda text: put(text, b'"#dataDanhSach"', b'"#mot"'))


def _scoped(world: Synthetic) -> bytes:
    """The root declares a namespace, so that inclusive forms inside differ from those of the record alone."""
    raw = put(
        world.packed(world.small),
        b"<DANH_SACH_HOC_BA ",
        b'<DANH_SACH_HOC_BA xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ',
    )
    raw = resigned(resigned(raw, "CBQL", world["head"]), SEAL, world["school"])
    return resigned(raw, PACKAGE, world["school"])


def _made(plain: bytes, *, length: int | None = None, after: bytes = b"") -> bytes:
    packed = gzip.compress(plain, mtime=0)
    return b64encode(struct.pack("<i", len(plain) if length is None else length) + packed + after)


def _content() -> Iterator[Case]:
    good = _made(PLAIN)
    bomb = _made(b"<" + b"0" * 8_000_000, length=1000)
    hostile: Mapping[str, tuple[bytes, str]] = {
        "empty": (b"", "PKG-CONTENT-EMPTY"),
        "junk": (good[:80] + b"*" + good[80:], "PKG-BASE64"),
        "line-breaks": (good[:80] + b"\n" + good[80:], "PKG-BASE64"),
        "padding-bits": (b"AgAAAB+LCAAAAAAAAAM7MgEA8ZNAHgIAAAB=", "PKG-BASE64"),
        "too-short": (b"AgAAAA==", "PKG-UNREADABLE"),
        "negative-length": (_made(PLAIN, length=-1), "PKG-LENGTH-NEGATIVE"),
        "longer-than-announced": (_made(PLAIN, length=7), "PKG-LENGTH-LONGER"),
        "shorter-than-announced": (_made(PLAIN, length=len(PLAIN) + 1), "PKG-LENGTH-SHORTER"),
        "bomb": (bomb, "PKG-LENGTH-LONGER"),
        "gigabytes-announced": (_made(PLAIN, length=2**31 - 1), "PKG-PLAIN-TOO-LARGE"),
        "two-members": (_made(PLAIN, after=gzip.compress(b"<x/>", mtime=0)), "PKG-GZIP-MEMBERS"),
        "trailing-bytes": (_made(PLAIN, after=b"x"), "PKG-GZIP-TRAILING"),
        "truncated": (
            b64encode(struct.pack("<i", len(PLAIN)) + gzip.compress(PLAIN, mtime=0)[:-4]),
            "PKG-GZIP-TRUNCATED",
        ),
        "not-gzip": (b64encode(struct.pack("<i", 40) + b"khong phai gzip, chi la chu"), "PKG-GZIP"),
        "not-utf-8": (_made(b"<\xff\xfe>"), "PKG-UTF8"),
        "broken-escape": (_made(b'<A b=\\"1\\">"</A>'), "PKG-ESCAPE"),
        "unreadable": (b"%PDF-1.7 khong phai goi", "PKG-UNREADABLE"),
    }
    for name, (raw, code) in hostile.items():
        yield _error(f"content-{name}", raw, code, file="package.content")
    yield _error(
        "content-long",
        good,
        "PKG-CONTENT-TOO-LARGE",
        file="package.content",
        limits={"package_content_bytes": 20},
    )


def _taken_apart(world: Synthetic) -> Iterator[Case]:
    twins = join([world.unsigned, world.unsigned])
    hostile: Mapping[str, tuple[bytes, str]] = {
        "other-root": (SMALL, "PKG-ROOT"),
        "no-records": (HEAD + TAIL, "PKG-NO-RECORDS"),
        "stray": (HEAD + SMALL + b"<LA/>" + TAIL, "PKG-CHILD"),
        "nested-record": (HEAD + b"<HOC_BA><X><HOC_BA/></X></HOC_BA>" + TAIL, "PKG-NESTED"),
        "root-prefix": (
            HEAD.replace(b" id=", b' xmlns:p="urn:p" id=') + b"<HOC_BA><p:X/></HOC_BA>" + TAIL,
            "PKG-RECORD-DEPENDS",
        ),
        "same-name-twice": (twins, "PKG-NAME-CLASH"),
        "dtd": (b"<!DOCTYPE DANH_SACH_HOC_BA>" + SMALL, "XML-DTD"),
    }
    for name, (raw, code) in hostile.items():
        yield _error(f"unpack-{name}", raw, code)
    yield _error(
        "unpack-many", HEAD + SMALL * 3 + TAIL, "PKG-TOO-MANY-RECORDS", limits={"package_records": 2}
    )
    for name, raw in (
        ("unpack-xml", world.package),
        ("unpack-content", encode_content(world.package).encode()),
        ("unpack-content-no-escape", encode_content(world.package, escape_quotes="none").encode()),
    ):
        file = "package.content" if "content" in name else "package.xml"
        yield Case(
            name=f"packages/{name}",
            title="Taken apart byte for byte",
            clause="format-v1.md §7",
            attack=False,
            raw=raw,
            level="unpack",
            file=file,
        )


def _error(
    name: str, raw: bytes, code: str, *, file: str = "package.xml", limits: Mapping[str, int] | None = None
) -> Case:
    return Case(
        name=f"packages/{name}",
        title=f"Refused: {name.replace('-', ' ')}",
        clause="verification.md §11, format-v1.md §7",
        raw=raw,
        level="error",
        call="unpack",
        file=file,
        codes=(code,),
        limits=limits or {},
    )
