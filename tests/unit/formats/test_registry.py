"""Structure decides which format a document has."""

import pickle

import attrs
import pytest
from tests.unit.formats.texts import TEXT, changed, without

from hocba.errors import ConfigurationError, UnknownFormatError
from hocba.formats.format import FormatId
from hocba.formats.registry import REGISTRY, detect, get
from hocba.formats.table import Field
from hocba.formats.v1_0 import FORMAT
from hocba.xml.document import parse


def code_of(text: str) -> str:
    with pytest.raises(UnknownFormatError) as error:
        detect(parse(text.encode()))
    return error.value.code


def test_a_record_of_v1_0() -> None:
    assert detect(parse(TEXT.encode())) is FORMAT
    assert get("v1_0") is FORMAT


def test_the_version_number_never_decides() -> None:
    for version in ("2.0", "abc"):
        text = changed(("<PHIEN_BAN>Chữ tiếng Việt ấy<", f"<PHIEN_BAN>{version}<"))
        assert detect(parse(text.encode())) is FORMAT
    assert code_of(changed(("<HOC_BA>", "<HOC_BA><PHAT_HANH_HOC_BA/>"))) == "FORMAT-LATER"


@pytest.mark.parametrize(
    "text",
    [
        "<HOC_BA><DU_LIEU_HOC_BA Id='data'><THONG_TIN_HOC_BA Id='thongtinhocba'/></DU_LIEU_HOC_BA></HOC_BA>",
        "<HOC_BA><DU_LIEU_HOC_BA Id='data'><X Id='thongtinhocba'/></DU_LIEU_HOC_BA></HOC_BA>",
    ],
)
def test_a_later_record_of_which_nothing_tells_the_level(text: str) -> None:
    assert code_of(text) == "FORMAT-LEVEL"


def test_parts_may_be_missing() -> None:
    assert detect(parse(without("TONG_KET").encode())) is FORMAT
    assert detect(parse(without("DANH_SACH_THONG_TIN_KY").encode())) is FORMAT


def test_a_package() -> None:
    assert code_of("<DANH_SACH_HOC_BA id='dataDanhSach'><HOC_BA/></DANH_SACH_HOC_BA>") == "FORMAT-PACKAGE"


@pytest.mark.parametrize(
    "text",
    [
        "<HOC_BA><THONG_TIN_HOC_BA/></HOC_BA>",
        "<HOC_BA><DU_LIEU_HOC_BA><DANH_SACH_THONG_TIN_KY/><THONG_TIN_CHUNG/></DU_LIEU_HOC_BA></HOC_BA>",
        "<HOC_BA><DU_LIEU_HOC_BA><THONG_TIN_CHUNG/></DU_LIEU_HOC_BA><PHAT_HANH_HOC_BA/></HOC_BA>",
    ],
)
def test_names_of_a_later_format_without_its_frame(text: str) -> None:
    assert code_of(text) == "FORMAT-LATER"


@pytest.mark.parametrize(
    "text",
    [
        "<X/>",
        "<HOC_BA/>",
        "<HOC_BA><DU_LIEU_HOC_BA/></HOC_BA>",
        "<HOC_BA><DU_LIEU_HOC_BA><X/></DU_LIEU_HOC_BA></HOC_BA>",
        "<HOC_BA><MA_TRA_CUU_UUID>x</MA_TRA_CUU_UUID></HOC_BA>",
        "<Người/>",
    ],
)
def test_anything_else(text: str) -> None:
    assert code_of(text) == "FORMAT-UNKNOWN"


def test_an_unknown_id() -> None:
    with pytest.raises(ConfigurationError) as error:
        get("v9")
    assert error.value.code == "FORMAT-NO-SUCH"
    assert "v1_0" in str(error.value)


def test_a_format_is_a_value() -> None:
    again = pickle.loads(pickle.dumps(FORMAT))
    assert again == FORMAT
    assert hash(again) == hash(FORMAT)


def test_a_vendor_passes_its_own_format() -> None:
    added = Field(block="TONG_KET", tag="GHI_CHU_RIENG", python_name="ghi_chu_rieng", kind="text")
    renamed = tuple(
        attrs.evolve(field, tag="HO_TEN") if field.python_name == "ho_va_ten" else field
        for field in FORMAT.fields
    )
    own = attrs.evolve(FORMAT, id=FormatId("vi_du"), fields=(*renamed, added))
    registry = REGISTRY.including(own)
    text = TEXT.replace("HO_VA_TEN>", "HO_TEN>").replace(
        "</TONG_KET>", "<GHI_CHU_RIENG>x</GHI_CHU_RIENG></TONG_KET>"
    )
    document = parse(text.encode())
    chosen = detect(document, registry=registry)
    assert chosen is own
    result = chosen.read(document)
    assert result.findings == ()
    assert result.record.thong_tin_chung.ho_va_ten == "Nguyễn Thị Mẫu"
    assert [one.text for one in result.record.extensions] == ["x"]
    assert chosen.write(result.record).decode() == text
    assert chosen.read_data(document.root[0]).extensions == result.record.extensions
    assert get("v1_0", registry=registry) is FORMAT
    assert len(registry.including(own).formats) == len(registry.formats) == len(REGISTRY.formats) + 1
