"""Which later format a document has: names that only one level knows decide, and nothing else does."""

from __future__ import annotations

import pytest
from tests.unit.formats.later_texts import BOTH, PRIMARY, SECONDARY, changed, record_of, text_of

import hocba
from hocba.errors import UnknownFormatError
from hocba.formats.format import Format
from hocba.formats.registry import Registry, detect, get
from hocba.xml.document import parse

FRAME = (
    "<HOC_BA><DU_LIEU_HOC_BA Id='data'><THONG_TIN_HOC_BA Id='thongtinhocba'>{0}</THONG_TIN_HOC_BA>"
    "<DANH_SACH_THONG_TIN_KY>{1}</DANH_SACH_THONG_TIN_KY></DU_LIEU_HOC_BA><PHAT_HANH_HOC_BA/></HOC_BA>"
)
ASSESSED = "<DANH_GIA_NANG_LUC_PHAM_CHAT/>"
LISTED = "<DANH_SACH_GVBM/>"
MARK = "<DIEM_TONG_KET><DIEM_CA_NAM>8.5</DIEM_CA_NAM></DIEM_TONG_KET>"
LEVEL = "<DIEM_TONG_KET><MUC_DAT_DUOC>T</MUC_DAT_DUOC></DIEM_TONG_KET>"


def code_of(text: str) -> str:
    with pytest.raises(UnknownFormatError) as error:
        detect(parse(text.encode()))
    return error.value.code


@pytest.mark.parametrize("known", BOTH)
def test_written_records(known: Format) -> None:
    assert detect(parse(text_of(known).encode())) is known
    assert detect(parse(known.write(known.record.claims({})))) is known
    assert get(known.id) is known


@pytest.mark.parametrize(
    ("blocks", "slots", "known"),
    [
        (ASSESSED, "", PRIMARY),
        ("", LISTED, SECONDARY),
        (LEVEL, "", PRIMARY),
        (MARK, "", SECONDARY),
        (ASSESSED + LEVEL + MARK, "", PRIMARY),
        (LEVEL + MARK, LISTED, SECONDARY),
        (ASSESSED + LEVEL, LISTED, PRIMARY),
        (ASSESSED + MARK, LISTED, SECONDARY),
        (f"<A><B>{ASSESSED}</B></A>", "", PRIMARY),
    ],
)
def test_names_decide(blocks: str, slots: str, known: Format) -> None:
    assert detect(parse(FRAME.format(blocks, slots).encode())) is known


@pytest.mark.parametrize(
    ("blocks", "slots"),
    [
        ("", ""),
        ("<THONG_TIN_CHUNG><MA_CAP_HOC>02</MA_CAP_HOC><PHIEN_BAN>2.0</PHIEN_BAN></THONG_TIN_CHUNG>", ""),
        (LEVEL + MARK, ""),
        (ASSESSED, LISTED),
        (ASSESSED + LEVEL + MARK, LISTED),
        (LEVEL, LISTED),
    ],
)
def test_where_they_do_not_nothing_is_guessed(blocks: str, slots: str) -> None:
    text = FRAME.format(blocks, slots)
    assert code_of(text) == "FORMAT-LEVEL"
    with pytest.raises(UnknownFormatError) as error:
        hocba.read(text.encode())
    assert "v2_tieuhoc, v2_trunghoc" in error.value.message("vi")
    for name in ("v2_tieuhoc", "v2_trunghoc"):
        assert hocba.read(text.encode(), format=name).format_id == name
        assert hocba.read(text.encode(), format=Registry((get(name),))).format_id == name


def test_neither_version_nor_level_decides() -> None:
    text = changed(("<MA_CAP_HOC>Chữ tiếng Việt ấy<", "<MA_CAP_HOC>03<"), text=text_of(PRIMARY))
    assert detect(parse(text.encode())) is PRIMARY


@pytest.mark.parametrize("known", BOTH)
def test_a_namespace_makes_no_difference(known: Format) -> None:
    text = text_of(known).replace("<HOC_BA>", '<HOC_BA xmlns="urn:x">')
    assert detect(parse(text.encode())) is known


@pytest.mark.parametrize(
    "text",
    [
        "<TONG_KET_CA_NAM Id='x'><LOP>1</LOP></TONG_KET_CA_NAM>",
        "<GOI><TONG_KET_CA_NAM Id='x'/></GOI>",
        "<HO_SO><THONG_TIN Id='lyLich'/></HO_SO>",
        "<HOC_BA><THONG_TIN id='lyLich'/></HOC_BA>",
        "<VAN_BAN><A/><CHUKYDONVI/></VAN_BAN>",
    ],
)
def test_other_documents_of_the_family(text: str) -> None:
    assert code_of(text) == "FORMAT-RELATED"


@pytest.mark.parametrize("text", ["<HO_SO><THONG_TIN Id='x'/></HO_SO>", "<HO_SO><THONG_TIN/></HO_SO>"])
def test_names_alone_are_no_such_document(text: str) -> None:
    assert code_of(text) == "FORMAT-UNKNOWN"


def test_a_package_is_refused_whatever_is_named() -> None:
    raw = f"<DANH_SACH_HOC_BA>{text_of(PRIMARY).partition(chr(10))[2]}</DANH_SACH_HOC_BA>".encode()
    for choice in (None, "v2_tieuhoc", PRIMARY):
        with pytest.raises(UnknownFormatError) as error:
            hocba.read(raw, format=choice)
        assert error.value.code == "FORMAT-PACKAGE"


def test_reading_and_writing_by_the_top_level() -> None:
    for known in BOTH:
        file = hocba.write(record_of(known))
        assert file.raw.decode() == text_of(known)
        assert hocba.read(file) == record_of(known)
