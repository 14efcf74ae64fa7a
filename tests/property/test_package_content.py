from __future__ import annotations

import base64
import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from hocba.errors import HocbaError
from hocba.package.content import decode_content, encode_content
from hocba.package.escaping import EscapeQuotes, unescape

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
XML_LIKE = st.builds('<DANH_SACH_HOC_BA id="dataDanhSach">{}</DANH_SACH_HOC_BA>'.format, TEXT)


@given(TEXT, st.sampled_from(EscapeQuotes))
@settings(max_examples=200)
def test_decode_undoes_encode_when_told_how(text: str, how: EscapeQuotes) -> None:
    assert decode_content(encode_content(text, escape_quotes=how), escape_quotes=how).decode() == text


@given(XML_LIKE, st.sampled_from([EscapeQuotes.JSON, EscapeQuotes.NONE]))
@settings(max_examples=200)
def test_a_package_comes_back_without_being_told_how(text: str, how: EscapeQuotes) -> None:
    assert decode_content(encode_content(text, escape_quotes=how)).decode() == text


@given(st.binary(max_size=300), st.booleans())
@settings(max_examples=200)
def test_any_bytes_are_decoded_or_refused_by_a_hocba_error(raw: bytes, coded: bool) -> None:
    with contextlib.suppress(HocbaError):
        decode_content(base64.b64encode(raw) if coded else raw, lenient=coded)


@given(st.data(), XML_LIKE)
@settings(max_examples=100)
def test_a_changed_byte_never_gives_another_text_silently(data: st.DataObject, text: str) -> None:
    raw = bytearray(base64.b64decode(encode_content(text)))
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] ^= data.draw(st.integers(1, 255))
    try:
        decoded = decode_content(base64.b64encode(raw))
    except HocbaError:
        return
    assert decoded.decode() == text  # only the idle bytes of the gzip header may change


@given(TEXT)
def test_undoing_never_fails_when_the_text_decides(text: str) -> None:
    unescape(text, None)
