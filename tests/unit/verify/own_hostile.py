"""Edits of a record in hocba's own form that somebody may make by accident or with intent."""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Callable
from contextlib import suppress

from lxml import etree
from tests.unit.verify.world import pki

from hocba.xml.names import DS

Change = Callable[[bytes], bytes]


def replaced(old: str, new: str, count: int = 1) -> Change:
    return lambda raw: raw.replace(old.encode(), new.encode(), count)


_KEPT = "<TEN_LOP>4A</TEN_LOP>"
HOSTILE: dict[str, Change] = {
    "attribute in data": replaced("<TEN_LOP>", '<TEN_LOP a="1">'),
    "attribute on data": replaced('id="data"', 'id="data" x="1"'),
    "attribute before id": replaced(' id="data"', ' a="1" id="data"'),
    "other quotes": replaced('id="data"', "id='data'"),
    "Id for id": replaced(' id="data"', ' Id="data"'),
    "comment in data": replaced(_KEPT, "<TEN_LOP>4<!-- x -->A</TEN_LOP>"),
    "comment for an empty tag": replaced(_KEPT, "<TEN_LOP/><!-- x -->"),
    "instruction in data": replaced(_KEPT, "<TEN_LOP>4<?x y?>A</TEN_LOP>"),
    "CDATA": replaced(_KEPT, "<TEN_LOP><![CDATA[4A]]></TEN_LOP>"),
    "character reference": replaced(_KEPT, "<TEN_LOP>4&#65;</TEN_LOP>"),
    "hexadecimal reference": replaced(_KEPT, "<TEN_LOP>4&#x41;</TEN_LOP>"),
    "quot": replaced(_KEPT, "<TEN_LOP>&quot;</TEN_LOP>"),
    "apos": replaced(_KEPT, "<TEN_LOP>&apos;</TEN_LOP>"),
    "unknown entity": replaced(_KEPT, "<TEN_LOP>&nbsp;</TEN_LOP>"),
    "free greater-than": replaced(_KEPT, "<TEN_LOP>></TEN_LOP>"),
    "namespace in data": replaced("<TEN_LOP>", '<TEN_LOP xmlns="">'),
    "namespace on data": replaced(' id="data"', ' xmlns:a="urn:a" id="data"'),
    "namespace on root": replaced("<HOC_BA>", '<HOC_BA xmlns:a="urn:a">'),
    "default namespace": replaced("<HOC_BA>", '<HOC_BA xmlns="urn:a">'),
    "prefix": replaced(_KEPT, '<a:TEN_LOP xmlns:a="urn:a">4A</a:TEN_LOP>'),
    "xml:lang": replaced("<HOC_BA>", '<HOC_BA xml:lang="vi">'),
    "xml:id": replaced("<TEN_LOP>", '<TEN_LOP xml:id="a">'),
    "white space in a start tag": replaced("<TEN_LOP>", "<TEN_LOP >"),
    "white space in an end tag": replaced("</TEN_LOP>", "</TEN_LOP\n>"),
    "white space in the data's end tag": replaced("</DU_LIEU_HOC_BA>", "</DU_LIEU_HOC_BA >"),
    "empty-element tag": replaced(_KEPT, "<TEN_LOP/>"),
    "empty element": replaced(_KEPT, "<TEN_LOP></TEN_LOP>"),
    "carriage return": replaced(_KEPT, "<TEN_LOP>4\rA</TEN_LOP>"),
    "line break": replaced(_KEPT, "<TEN_LOP>4\nA</TEN_LOP>"),
    "control character": replaced(_KEPT, "<TEN_LOP>\x01</TEN_LOP>"),
    "delete character": replaced(_KEPT, "<TEN_LOP>\x7f</TEN_LOP>"),
    "no character": replaced(_KEPT, "<TEN_LOP>\ufffe</TEN_LOP>"),
    "NUL": replaced(_KEPT, "<TEN_LOP>\x00</TEN_LOP>"),
    "no UTF-8": lambda raw: raw.replace(b"4A", b"\xff", 1),
    "surrogate": lambda raw: raw.replace(b"4A", b"\xed\xa0\x80", 1),
    "hidden character": replaced(_KEPT, "<TEN_LOP>4\u200bA</TEN_LOP>"),
    "decomposed letter": replaced(_KEPT, "<TEN_LOP>4A\u0301</TEN_LOP>"),
    "text between elements": replaced("</TEN_LOP>", "</TEN_LOP>x"),
    "white space between elements": replaced("</TEN_LOP>", "</TEN_LOP>\n"),
    "text in a number": replaced("<TONG_SO_BUOI_NGHI_CO_PHEP>", "<TONG_SO_BUOI_NGHI_CO_PHEP>x"),
    "number of many digits": replaced("<TONG_SO_BUOI_NGHI_CO_PHEP>", "<TONG_SO_BUOI_NGHI_CO_PHEP>0.12345"),
    "number with white space": replaced("<TONG_SO_BUOI_NGHI_CO_PHEP>", "<TONG_SO_BUOI_NGHI_CO_PHEP> "),
    "wrong end tag": replaced("</TEN_LOP>", "</TEN_LOQ>"),
    "crossed tags": replaced(_KEPT, "<A><B></A></B>"),
    "stray end tag": replaced(_KEPT, "</THONG_TIN_CHUNG>"),
    "stray start tag": replaced(_KEPT, "<A>"),
    "data in data": replaced(_KEPT, "<DU_LIEU_HOC_BA></DU_LIEU_HOC_BA>"),
    "slot in data": replaced(_KEPT, "<GVCN></GVCN>"),
    "record in data": replaced(_KEPT, "<HOC_BA></HOC_BA>"),
    "area in data": replaced(_KEPT, "<DANH_SACH_THONG_TIN_KY></DANH_SACH_THONG_TIN_KY>"),
    "area behind data in data": replaced(
        "<TONG_KET>", "<DANH_SACH_THONG_TIN_KY></DANH_SACH_THONG_TIN_KY><TONG_KET>"
    ),
    "later format": replaced("</TONG_KET>", "</TONG_KET><THONG_TIN_HOC_BA></THONG_TIN_HOC_BA>"),
    "no known block": lambda raw: re.sub(
        rb"(<DU_LIEU_HOC_BA[^>]*>).*(</DU_LIEU_HOC_BA>)", rb"\1<A></A>\2", raw
    ),
    "field twice": replaced(_KEPT, _KEPT * 2),
    "field with a child": replaced(_KEPT, "<TEN_LOP>4<A></A></TEN_LOP>"),
    "block twice": lambda raw: re.sub(rb"(<THONG_TIN_CHUNG>.*</THONG_TIN_CHUNG>)", rb"\1\1", raw),
    "too deep": replaced(_KEPT, "<A>" * 60 + "</A>" * 60),
    "deep": replaced(_KEPT, "<A>" * 8 + "</A>" * 8),
    "many lines": replaced(_KEPT, "<TEN_LOP>" + "\n" * 70_000 + "</TEN_LOP>"),
    "large": replaced(_KEPT, "<TEN_LOP>" + "a" * 1_100_000 + "</TEN_LOP>"),
    "schema hint": replaced(_KEPT, "<TEN_LOP>XMLSchema-instance</TEN_LOP>"),
    "equals": replaced(_KEPT, "<TEN_LOP>a = 1</TEN_LOP>"),
    "year of the history": replaced("<TEN_LOP>", "<NAM_HOC>2024-2025</NAM_HOC><TEN_LOP>"),
    "another year": replaced("<TEN_LOP>", "<NAM_HOC>1999-2000</NAM_HOC><TEN_LOP>"),
    "small letters": replaced(_KEPT, "<ten_lop>4A</ten_lop>"),
    "letters beyond ASCII": replaced(_KEPT, "<TÊN>4A</TÊN>"),
    "root id is the data's": replaced("<HOC_BA>", '<HOC_BA id="data">'),
    "byte-order mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "declaration in capitals": replaced('encoding="UTF-8"', 'encoding="utf-8"'),
    "standalone": replaced('encoding="UTF-8"', 'encoding="UTF-8" standalone="yes"'),
    "DTD": replaced("<HOC_BA>", "<!DOCTYPE HOC_BA><HOC_BA>"),
    "comment before": replaced("<HOC_BA>", "<!-- x --><HOC_BA>"),
    "comment behind": lambda raw: raw + b"<!-- x -->",
    "comment in the area": replaced("<CBQL>", "<!-- x --><CBQL>"),
    "white space behind": lambda raw: raw + b"\n\n",
    "white space in the area": replaced("<CBQL>", "\n<CBQL>"),
    "text in the area": replaced("<CBQL>", "x<CBQL>"),
    "element in the area": replaced("<CBQL>", "<X></X><CBQL>"),
    "attribute on a slot": replaced("<CBQL>", '<CBQL id="a">'),
    "slot twice": replaced("<CBQL>", "<CBQL></CBQL><CBQL>"),
    "element behind the area": replaced("</HOC_BA>", "<X></X></HOC_BA>"),
}
"""Made before signing, so that the signatures are right over them."""

HOSTILE_SIGNATURES: dict[str, Change] = {
    "attribute on Signature": replaced("<Signature ", '<Signature a="1" '),
    "prefix declared": replaced("<Signature ", '<Signature xmlns:q="urn:q" '),
    "prefix declared inside": replaced("<SignedInfo>", '<SignedInfo xmlns:q="urn:q">'),
    "white space in SignedInfo": replaced("<SignedInfo>", "<SignedInfo>\n"),
    "comment in SignedInfo": replaced("<SignedInfo>", "<SignedInfo><!-- x -->"),
    "comment in the value": replaced("<SignatureValue>", "<SignatureValue><!-- x -->"),
    "white space in the value": replaced("<SignatureValue>", "<SignatureValue> "),
    "comment in the time": replaced("Z</SigningTime>", "<!-- x -->Z</SigningTime>"),
    "white space in the time": replaced("Z</SigningTime>", "Z </SigningTime>"),
    "no time": lambda raw: re.sub(rb"20\d\d-\d\d-\d\dT", b"2026-99-99T", raw),
    "year nought": lambda raw: re.sub(rb"20\d\d-\d\d-\d\dT", b"0000-01-01T", raw),
    "year one": lambda raw: re.sub(rb"20\d\d-\d\d-\d\dT", b"0001-01-01T", raw),
    "another time": replaced("Z</xades:SigningTime>", "1Z</xades:SigningTime>"),
    "other XAdES time": lambda raw: re.sub(rb"\d\dZ</xades:SigningTime>", b"59Z</xades:SigningTime>", raw),
    "time with zone": lambda raw: raw.replace(b"Z</SigningTime>", b"+00:00</SigningTime>"),
    "other target": replaced('Target="#sigid-', 'Target="#sigie-'),
    "no target": lambda raw: re.sub(rb' Target="[^"]*"', b"", raw, count=1),
    "other unique": lambda raw: re.sub(rb'Target="#sigid-.', b'Target="#sigid-g', raw),
    "capitals in unique": lambda raw: re.sub(
        rb"sigid-[^\"]*", lambda found: found[0][:6] + found[0][6:].upper(), raw
    ),
    "object id of another": lambda raw: re.sub(rb'"(#?)signobject-.', rb'"\1signobject-g', raw),
    "reference id doubled": lambda raw: raw.replace(b"refobject-", b"refdata-"),
    "reference type": replaced("#SignedProperties", "#Manifest"),
    "reference order": lambda raw: re.sub(
        rb"(<Reference[^>]*refdata.*?</Reference>)(<Reference[^>]*refobject.*?</Reference>)", rb"\2\1", raw
    ),
    "second transform": replaced(
        "</Transforms>", f'<Transform Algorithm="{DS}base64"></Transform></Transforms>'
    ),
    "another digest method": replaced("xmlenc#sha256", "xmlenc#sha512"),
    "unknown method": replaced("xmldsig-more#rsa-sha256", "xmldsig-more#rsa-sha3"),
    "refused method": replaced("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", f"{DS}rsa-sha1"),
    "hmac": replaced("xmldsig-more#rsa-sha256", "xmldsig-more#hmac-sha256"),
    "ecdsa with an RSA key": replaced("xmldsig-more#rsa-sha256", "xmldsig-more#ecdsa-sha256"),
    "exclusive method": replaced(
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "http://www.w3.org/2001/10/xml-exc-c14n#"
    ),
    "comments method": replaced("REC-xml-c14n-20010315", "REC-xml-c14n-20010315#WithComments"),
    "KeyValue": replaced("<X509Data>", "<KeyValue></KeyValue><X509Data>"),
    "two X509Data": replaced("</X509Data>", "</X509Data><X509Data></X509Data>"),
    "no subject": lambda raw: re.sub(rb"<X509SubjectName>.*?</X509SubjectName>", b"", raw),
    "other subject": lambda raw: re.sub(rb"(<X509SubjectName>)[^<]*", rb"\1CN=X &amp; Y", raw),
    "schema hint as subject": lambda raw: re.sub(rb"(<X509SubjectName>)[^<]*", rb"\1XMLSchema-instance", raw),
    "no UTF-8 as subject": lambda raw: re.sub(rb"(<X509SubjectName>)[^<]*", b"\\1\xff", raw),
    "no character as subject": lambda raw: re.sub(rb"(<X509SubjectName>)[^<]*", b"\\1\xef\xbf\xbf", raw),
    "control character as subject": lambda raw: re.sub(rb"(<X509SubjectName>)[^<]*", b"\\1\x02", raw),
    "reference as subject": lambda raw: re.sub(rb"(<X509SubjectName>)[^<]*", rb"\1&#65;", raw),
    "comment as subject": lambda raw: re.sub(rb"(<X509SubjectName>)[^<]*", rb"\1<!-- x -->", raw),
    "element as serial": lambda raw: re.sub(rb"(<X509SerialNumber>)[^<]*", rb"\1<A></A>", raw),
    "certificate twice": lambda raw: re.sub(rb"(<X509Certificate>.*?</X509Certificate>)", rb"\1\1", raw),
    "no certificate": lambda raw: re.sub(rb"<X509Certificate>.*?</X509Certificate>", b"", raw),
    "junk certificate": lambda raw: re.sub(rb"(<X509Certificate>)[^<]*", rb"\1AAAA", raw),
    "white space in the certificate": replaced("<X509Certificate>", "<X509Certificate>\n"),
    "junk in the certificate": replaced("<X509Certificate>", "<X509Certificate>*"),
    "other certificate first": lambda raw: re.sub(
        rb"<X509Certificate>",
        b"<X509Certificate>"
        + base64.b64encode(pki()["revoked_teacher"].certificate.der)
        + b"</X509Certificate><X509Certificate>",
        raw,
        count=1,
    ),
    "other certificate named": lambda raw: re.sub(
        rb"(DigestValue xmlns[^>]*>)[^<]*", rb"\1" + base64.b64encode(bytes(32)), raw
    ),
    "loose bits in the named digest": lambda raw: re.sub(
        rb"(DigestValue xmlns[^>]*>[^<]{42})[^<]=", rb"\1B=", raw
    ),
    "place with a reference": replaced("<xades:City>", "<xades:City>&#65;"),
    "place with markup": replaced("<xades:City>", "<xades:City><b></b>"),
    "place with a control character": replaced("<xades:City>", "<xades:City>\x1f"),
    "place that is no character": replaced("<xades:City>", "<xades:City>\uffff"),
    "place with a line break": replaced("<xades:City>", "<xades:City>\n"),
    "schema hint as place": replaced("<xades:City>", "<xades:City>XMLSchema-instance"),
    "unsigned properties": replaced(
        "</xades:QualifyingProperties>",
        "<xades:UnsignedProperties></xades:UnsignedProperties></xades:QualifyingProperties>",
    ),
    "signature policy": replaced(
        "</xades:SigningTime>",
        "</xades:SigningTime><xades:SignaturePolicyIdentifier></xades:SignaturePolicyIdentifier>",
    ),
    "third object": replaced("</Object></Signature>", "</Object><Object></Object></Signature>"),
    "two Signatures": lambda raw: re.sub(rb"(<Signature .*?</Signature>)", rb"\1\1", raw, count=1),
    "same signature in another slot": lambda raw: re.sub(
        rb"<CBQL>.*</CBQL>", b"<CBQL>" + re.search(rb"<GVCN>(.*?)</GVCN>", raw)[1] + b"</CBQL>", raw
    ),
    "white space before Signature": replaced("<Signature ", " <Signature "),
    "white space behind Signature": replaced("</Signature>", "</Signature>\n"),
    "date in another form": lambda raw: re.sub(rb"(<NGAY_KY>)[^<]*", rb"\g<1>2026-06-01", raw),
    "no date": lambda raw: re.sub(rb"<NGAY_KY>[^<]*</NGAY_KY>", b"", raw),
    "empty date": lambda raw: re.sub(rb"(<NGAY_KY>)[^<]*", rb"\1", raw),
    "other date": lambda raw: re.sub(rb"(<NGAY_KY>)[^<]*", rb"\g<1>01/01/2020", raw),
    "number before date": lambda raw: re.sub(
        rb"(<NGAY_KY>.*?</NGAY_KY>)(<SO_CCCD>.*?</SO_CCCD>)", rb"\2\1", raw
    ),
    "other number": lambda raw: re.sub(rb"(SO_CCCD>)\d{12}(</SO_CCCD><Sig)", rb"\g<1>000000000000\2", raw),
    "letters as number": lambda raw: re.sub(rb"(SO_CCCD>)\d{12}(</SO_CCCD><Sig)", rb"\1abc\2", raw),
    "only the date left": lambda raw: re.sub(rb"<Signature .*?</Signature>", b"", raw, count=1),
    "slots exchanged": lambda raw: re.sub(rb"(<GVCN>.*</GVCN>)(<CBQL>.*</CBQL>)", rb"\2\1", raw),
    "root id ends as a signature's": lambda raw: raw.replace(
        b"<HOC_BA>", b'<HOC_BA id="sigid-%b">' % re.search(rb'Id="sigid-([^"]*)', raw)[1]
    ),
    "value of another slot": lambda raw: re.sub(
        rb"(<SignatureValue>)[^<]*", rb"\g<1>" + re.search(rb"<SignatureValue>([^<]*)", raw)[1], raw
    ),
    "loose bits in the value": lambda raw: re.sub(rb"[^<](==</SignatureValue>)", rb"B\1", raw),
    "value without padding": replaced("==</SignatureValue>", "</SignatureValue>"),
    "digest in capitals": lambda raw: re.sub(
        rb"(<DigestValue>)[^<]*", lambda found: found[0][:13] + found[0][13:].upper(), raw, count=1
    ),
    "reformatted": lambda raw: etree.tostring(etree.fromstring(raw)),
}
"""Made behind signing; digests and values are made right again afterwards, and once they are not."""


def mutated(raw: bytes, source: random.Random) -> bytes:
    """One or a few accidental or nasty changes of bytes."""
    for _ in range(source.choice((1, 1, 1, 2, 3))):
        at = source.randrange(len(raw))
        end = min(len(raw), at + source.choice((1, 2, 5, 40, 400)))
        kind = source.randrange(9)
        if kind == 0:
            raw = raw[:at] + bytes([raw[at] ^ (1 << source.randrange(8))]) + raw[at + 1 :]
        elif kind == 1:
            raw = raw[:at] + bytes([source.randrange(256)]) + raw[at:]
        elif kind == 2:
            raw = raw[:at] + raw[end:]
        elif kind == 3:
            raw = raw[:end] + raw[at:end] + raw[end:]
        elif kind == 4:
            other = source.randrange(len(raw))
            raw = raw[:other] + raw[at:end] + raw[other:]
        elif kind == 5:
            raw = raw[:at] + source.choice(_NASTY) + raw[at:]
        elif kind == 6:
            raw = _token_changed(raw, source)
        elif kind == 7:
            with suppress(TypeError, etree.XMLSyntaxError):  # nothing left to change
                raw = source.choice([*HOSTILE.values(), *HOSTILE_SIGNATURES.values()])(raw)[:1_200_000]
        else:
            raw = raw[:at] + raw[at:end].swapcase() + raw[end:]
        if not raw:
            return b"<"
    return raw


_NASTY = (
    b" ", b"\n", b"\r", b"\t", b"\0", b"<", b">", b"&", b'"', b"&amp;", b"&#65;", b"<!-- -->", b"<?a b?>",
    b"<![CDATA[a]]>", b"<A></A>", b"<A/>", b' a="b"', b' xmlns:a="urn:a"', b' xml:lang="vi"', b"]]>", b"=",
    b"\xef\xbb\xbf", b"\xc2\xad", b"\xe2\x80\x8b", b"\xcc\x81", b"\xff", b"<GVCN></GVCN>", b"<HOC_BA>",
    b"</DU_LIEU_HOC_BA>", b"<DANH_SACH_THONG_TIN_KY>", b"<Signature ", b"</Signature>",
)  # fmt: skip


def _token_changed(raw: bytes, source: random.Random) -> bytes:
    """A whole tag or text removed, doubled or moved."""
    tokens = re.findall(rb"<[^>]*>|[^<]+", raw)
    at, other = source.randrange(len(tokens)), source.randrange(len(tokens))
    kind = source.randrange(4)
    if kind == 0:
        tokens[at] = b""
    elif kind == 1:
        tokens[at] *= 2
    elif kind == 2:
        tokens[at], tokens[other] = tokens[other], tokens[at]
    else:
        tokens[at] = tokens[other]
    return b"".join(tokens)
