"""Texts of later records, changed in one place at a time."""

from __future__ import annotations

from tests.unit.formats.texts import changed
from tests.unit.model.sample_v2 import primary, secondary, values

from hocba.formats.format import Format
from hocba.formats.reading import Reading
from hocba.formats.v2_tieuhoc import FORMAT as PRIMARY
from hocba.formats.v2_trunghoc import FORMAT as SECONDARY
from hocba.model.base import RecordBase
from hocba.xml.document import parse

__all__ = ["BOTH", "PRIMARY", "SECONDARY", "changed", "codes", "found", "reading", "record_of", "text_of"]

BOTH = (PRIMARY, SECONDARY)


def record_of(known: Format) -> RecordBase:
    """A record of nobody with every field; in the secondary one two teachers answer for two rows each."""
    if known is PRIMARY:
        return primary()
    given = values(type(secondary()))
    teachers = [{"id": f"gv-{n}", "so_cccd": f"00018200000{n}", "ho_va_ten": f"Cô Mẫu {n}"} for n in (1, 2)]
    given["diem_tong_ket"] = [
        {"id": "toan", "ma_mon_hoc": "01", "ten_mon_hoc": "Toán", "diem_ca_nam": "8.5", "gvbm": teachers},
        {
            "id": "van",
            "ma_mon_hoc": "02",
            "ten_mon_hoc": "Ngữ văn",
            "nhan_xet_mon_hoc": "Tốt",
            "gvbm": teachers[:1],
        },
        {"id": "su", "ma_mon_hoc": "03", "ten_mon_hoc": "Lịch sử", "diem_ca_nam": "Đ", "gvbm": teachers[1:]},
    ]
    return type(secondary())(**given)


def text_of(known: Format) -> str:
    """The file of :func:`record_of`."""
    return known.write(record_of(known)).decode()


def reading(known: Format, text: str) -> Reading:
    """What reading ``text`` gives."""
    return known.read(parse(text.encode()))


def found(known: Format, text: str) -> list[tuple[str, str]]:
    """Code and path of the findings, in order."""
    return [(finding.code, finding.path) for finding in reading(known, text).findings]


def codes(known: Format, text: str) -> list[str]:
    """The codes of the findings, in order."""
    return [code for code, _ in found(known, text)]
