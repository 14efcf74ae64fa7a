from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hocba.errors import HocbaError
from hocba.package.content import encode_content
from hocba.package.join import join
from hocba.package.split import split
from hocba.package.unpack import take_apart

ID = st.uuids().map(str)
WORDS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=20).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "")
)
PIECE = st.one_of(
    WORDS.map(lambda text: f"<TEN>{text}</TEN>"),
    st.sampled_from(
        ["<A  b = '>'\t/>", "<!-- HOC_BA -->", "<?pi <HOC_BA> ?>", "<![CDATA[<HOC_BA>]]>", "\r\n", "&#9;"]
    ),
)
BODY = st.builds(
    "<HOC_BA{}><DU_LIEU id='data'><MA_TRA_CUU_UUID>{}</MA_TRA_CUU_UUID>{}</DU_LIEU></HOC_BA>".format,
    st.sampled_from(["", " ", "\n id='x'"]),
    ID,
    st.lists(PIECE, max_size=5).map("".join),
).map(str.encode)
AROUND = st.sampled_from(
    [
        b"%s",
        b"\n%s\n",
        b'<?xml version="1.0" encoding="UTF-8"?>\r\n%s',
        b"\xef\xbb\xbf%s",
        b"<!--c-->%s<?p q?>",
    ]
)


@given(st.lists(st.tuples(BODY, AROUND), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_every_record_comes_out_as_it_went_in(records: list[tuple[bytes, bytes]]) -> None:
    raw = join([around.replace(b"%s", body) for body, around in records])
    assert [record.body for record in split(raw)] == [body for body, _ in records]


@given(st.lists(BODY, min_size=1, max_size=4, unique=True))
@settings(max_examples=75, deadline=None)
def test_the_way_through_the_content_string_keeps_every_byte(bodies: list[bytes]) -> None:
    unpacked = take_apart(encode_content(join(bodies)))
    assert [record.raw.partition(b"\n")[2] for record in unpacked] == bodies
    assert all(record.name == f"{record.record_id}.xml" for record in unpacked)


@given(st.binary(max_size=120), st.integers(0, 200), st.integers(0, 60))
@settings(max_examples=150, deadline=None)
def test_damage_is_refused_or_leaves_ranges_of_the_input(junk: bytes, place: int, cut: int) -> None:
    good = join([b"<HOC_BA><A>1</A></HOC_BA>", b"<HOC_BA><A>2</A></HOC_BA>"])
    raw = good[:place] + junk + good[place + cut :]
    try:
        records = split(raw)
    except HocbaError:
        return
    assert all(raw[record.start : record.end] == record.body for record in records)
