from __future__ import annotations

import base64
import gzip
import struct
import tracemalloc
import zlib

import pytest

from hocba.errors import ConfigurationError, LimitExceededError, MalformedPackageError
from hocba.limits import Limits
from hocba.package.content import decode_content, encode_content
from hocba.package.escaping import EscapeQuotes

EMPTY_LIST = '<DANH_SACH_HOC_BA id="dataDanhSach"></DANH_SACH_HOC_BA>'
ESCAPED = "OQAAAB+LCAAAAAAAAgOzcXH084gPdnT2iPfwd453clTITLGNUUpJLEl0SczLCE5MzohRsrPRR1dmBwCY8ZElOQAAAA=="
UNESCAPED = "NwAAAB+LCAAAAAAAAAOzcXH084gPdnT2iPfwd453clTITLFVSkksSXRJzMsITkzOULKz0UdXZAcAbPR90zcAAAA="
LETTER = "AgAAAB+LCAAAAAAAAAM7MgEA8ZNAHgIAAAA="


def made(plain: bytes, *, length: int | None = None, after: bytes = b"") -> str:
    size = len(plain) if length is None else length
    return base64.b64encode(struct.pack("<i", size) + gzip.compress(plain, mtime=0) + after).decode()


def inflated(content: str) -> bytes:
    return gzip.decompress(base64.b64decode(content)[4:])


@pytest.mark.parametrize(("content", "text"), [(ESCAPED, EMPTY_LIST), (UNESCAPED, EMPTY_LIST), (LETTER, "Đ")])
def test_the_vectors_of_the_specification_decode(content: str, text: str) -> None:
    assert decode_content(content).decode() == text
    assert decode_content(content.encode()).decode() == text


@pytest.mark.parametrize(
    ("text", "how", "vector"),
    [(EMPTY_LIST, "json", ESCAPED), (EMPTY_LIST, "none", UNESCAPED), ("Đ", "json", LETTER)],
)
def test_encoding_agrees_with_the_vectors_on_length_and_text(text: str, how: str, vector: str) -> None:
    content = encode_content(text, escape_quotes=how)
    assert inflated(content) == inflated(vector)
    assert base64.b64decode(content)[:4] == base64.b64decode(vector)[:4]
    assert content == encode_content(text.encode(), escape_quotes=EscapeQuotes(how))


def test_the_escaped_vector_is_57_bytes_when_nothing_is_undone() -> None:
    assert len(decode_content(ESCAPED, escape_quotes="none")) == 57


def test_the_gzip_header_carries_no_time_and_no_name() -> None:
    assert base64.b64decode(encode_content("<a/>"))[4:14] == b"\x1f\x8b\x08\x00\0\0\0\0\0\xff"


@pytest.mark.parametrize("how", list(EscapeQuotes))
@pytest.mark.parametrize("text", ['<a id="1">\n\\"x\\ Đ 𝄞\t</a>', "", "\\", "\ufeff<a/>", "<a b='\"'/>"])
def test_what_was_escaped_one_way_comes_back_that_way(how: EscapeQuotes, text: str) -> None:
    assert decode_content(encode_content(text, escape_quotes=how), escape_quotes=how).decode() == text


@pytest.mark.parametrize(
    ("travelled", "text"),
    [
        ('<a id=\\"1\\">\\n</a>', '<a id="1">\n</a>'),
        ('<a id=\\"1\\">\n</a>', '<a id="1">\n</a>'),  # real line end: only the quotes were escaped
        ('<a id=\\"1\\">\\/</a>', '<a id="1">/</a>'),
        ('<a id="1">\\"</a>', '<a id="1">\\"</a>'),  # ="  decides: not escaped
        ("<a>\\n</a>", "<a>\\n</a>"),
        ('say \\"hi\\"', 'say \\"hi\\"'),  # does not start with <
        ('\ufeff<a id=\\"1\\"/>', '\ufeff<a id="1"/>'),
    ],
)
def test_the_undo_rule(travelled: str, text: str) -> None:
    assert decode_content(made(travelled.encode())).decode() == text


@pytest.mark.parametrize(
    ("travelled", "how"),
    [('a"b', "json"), ("\\u12", "json"), ("\\ud800", "json"), ('a"b', "backslash_quotes_only")],
)
def test_a_text_that_the_chosen_escaping_cannot_make_is_refused(travelled: str, how: str) -> None:
    with pytest.raises(MalformedPackageError) as caught:
        decode_content(made(travelled.encode()), escape_quotes=how)
    assert caught.value.code == "PKG-ESCAPE"


GOOD = made(b"<a/>")
RAW = base64.b64decode(GOOD)


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "PKG-CONTENT-EMPTY"),
        (b"", "PKG-CONTENT-EMPTY"),
        (GOOD + "\n", "PKG-BASE64"),
        (GOOD[:20] + "\n" + GOOD[20:], "PKG-BASE64"),
        (GOOD[:20] + "*" + GOOD[21:], "PKG-BASE64"),
        (GOOD[:20] + "-" + GOOD[21:], "PKG-BASE64"),
        (GOOD.rstrip("=") + "đ", "PKG-BASE64"),
        (GOOD[:-1], "PKG-BASE64"),
        ("====", "PKG-BASE64"),
        ("AgAAAB+LCAAAAAAAAAM7MgEA8ZNAHgIAAAB=", "PKG-BASE64"),
        ("AgAAAB==", "PKG-BASE64"),
        ("AgAAAA==", "PKG-CONTENT-SHORT"),
        ("AAAA", "PKG-CONTENT-SHORT"),
        (made(b"<a/>", length=-1), "PKG-LENGTH-NEGATIVE"),
        (made(b"<a/>", length=-(2**31)), "PKG-LENGTH-NEGATIVE"),
        (made(b"<a/>", length=3), "PKG-LENGTH-LONGER"),
        (made(b"<a/>", length=0), "PKG-LENGTH-LONGER"),
        (made(b"<a/>", length=5), "PKG-LENGTH-SHORTER"),
        (made(b"<a/>", after=b"x"), "PKG-GZIP-TRAILING"),
        (made(b"<a/>", after=b"\0" * 9), "PKG-GZIP-TRAILING"),
        (made(b"<a/>", after=gzip.compress(b"", mtime=0)), "PKG-GZIP-MEMBERS"),
        (made(b"<a/>", length=8, after=gzip.compress(b"<b/>", mtime=0)), "PKG-GZIP-MEMBERS"),
        (b64(RAW[:-1]), "PKG-GZIP-TRUNCATED"),
        (b64(RAW[:9]), "PKG-GZIP-TRUNCATED"),
        (b64(RAW[:4] + zlib.compress(b"<a/>")), "PKG-GZIP"),
        (b64(RAW[:-8] + b"\0\0\0\0" + RAW[-4:]), "PKG-GZIP"),
        (made(b"\xff\xfe<\0"), "PKG-UTF8"),
        (made(b"\xed\xa0\x80"), "PKG-UTF8"),
    ],
)
def test_malformed_content_is_refused_by_its_own_code(content: str | bytes, code: str) -> None:
    with pytest.raises(MalformedPackageError) as caught:
        decode_content(content)
    assert caught.value.code == code
    assert caught.value.message("vi") != caught.value.message("en")


def test_lenient_joins_members_and_ignores_what_follows_but_not_the_length() -> None:
    two = made(b"<a>", length=7, after=gzip.compress(b"</a>", mtime=0))
    assert decode_content(two, lenient=True) == b"<a></a>"
    assert decode_content(made(b"<a/>", after=b"junk"), lenient=True) == b"<a/>"
    for length, code in ((6, "PKG-LENGTH-LONGER"), (8, "PKG-LENGTH-SHORTER")):
        with pytest.raises(MalformedPackageError) as caught:
            decode_content(made(b"<a>", length=length, after=gzip.compress(b"</a>", mtime=0)), lenient=True)
        assert caught.value.code == code


def test_lenient_does_not_follow_members_without_end() -> None:
    many = made(b"", after=gzip.compress(b"", mtime=0) * 2_000)
    with pytest.raises(MalformedPackageError) as caught:
        decode_content(many, lenient=True)
    assert caught.value.code == "PKG-GZIP-MEMBERS"


def test_text_that_is_not_utf8_is_not_encoded() -> None:
    for wrong in (b"\xff", "\ud800"):
        with pytest.raises(MalformedPackageError) as caught:
            encode_content(wrong, escape_quotes="none")
        assert caught.value.code == "PKG-UTF8"


def test_an_unknown_way_of_escaping_is_a_configuration_error() -> None:
    for call in (
        lambda: encode_content("", escape_quotes="xml"),
        lambda: decode_content("", escape_quotes=""),
    ):
        with pytest.raises(ConfigurationError) as caught:
            call()
        assert caught.value.code == "PKG-OPTION"


def test_the_caps_hold_on_both_sides() -> None:
    small = Limits(package_plain_bytes=10, package_content_bytes=1000)
    assert decode_content(encode_content("x" * 10, limits=small), limits=small) == b"x" * 10
    for call in (
        lambda: encode_content("x" * 11, limits=small),
        lambda: encode_content("x" * 9 + '"', limits=small),  # the escaped text counts
        lambda: decode_content(encode_content("x" * 11), limits=small),
    ):
        with pytest.raises(LimitExceededError) as caught:
            call()
        assert caught.value.code == "PKG-PLAIN-TOO-LARGE"
    tiny = Limits(package_content_bytes=20)
    for call in (lambda: encode_content("<a/>", limits=tiny), lambda: decode_content(GOOD, limits=tiny)):
        with pytest.raises(LimitExceededError) as caught:
            call()
        assert caught.value.code == "PKG-CONTENT-TOO-LARGE"


def _bomb(announced: int, size: int) -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1 << 20)
    body = b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()
    return b64(struct.pack("<i", announced) + body)


@pytest.mark.parametrize(
    ("announced", "error"),
    [
        (2**31 - 1, LimitExceededError),
        (1_000, MalformedPackageError),
        (1 << 20, MalformedPackageError),
    ],
)
def test_a_bomb_is_left_at_the_announced_length_with_bounded_memory(
    announced: int, error: type[Exception]
) -> None:
    bomb = _bomb(announced, 96 << 20)
    tracemalloc.start()
    try:
        with pytest.raises(error):
            decode_content(bomb)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 * len(bomb) + 4 * (1 << 20)


def test_ten_gigabytes_cost_no_more_than_what_was_announced() -> None:
    # A deflate stream repeats: gzip members of 64 MB zeroes, 160 of them, stand for 10 GB.
    member = gzip.compress(bytes(64 << 20))
    bomb = b64(struct.pack("<i", 4_096) + member * 160)
    tracemalloc.start()
    try:
        with pytest.raises(MalformedPackageError) as caught:
            decode_content(bomb, lenient=True)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert caught.value.code == "PKG-LENGTH-LONGER"
    assert peak < 3 * len(bomb)
