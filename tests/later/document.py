"""Unsigned records of the later formats as text, in the tree of format-v2.md §1. Nobody in them exists."""

from __future__ import annotations

import attrs

__all__ = ["HEAD", "HOMEROOM", "ROWS", "TEACHERS", "UUID", "Person", "Row", "number", "primary", "secondary"]

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
UUID = "0f8fad5b-d9cb-469f-a165-70867728950e"


def number(serial: int) -> str:
    """A personal number that cannot belong to anybody."""
    return f"0000{serial:08d}"


@attrs.frozen
class Person:
    """Somebody who signs; ``id`` is the ``Id`` of a subject teacher."""

    id: str
    name: str
    number: str


@attrs.frozen
class Row:
    """A row of marks and the ids of the teachers who answer for it."""

    id: str
    code: str
    name: str
    mark: str
    teachers: tuple[str, ...]


TEACHERS = {
    person.id: person
    for person in (
        Person("gv-1", "Mẫu Thị Toán", number(11)),
        Person("gv-2", "Mẫu Văn Ngữ", number(12)),
        Person("gv-3", "Mẫu Thị Khoa", number(13)),
        Person("gv-4", "Mẫu Đức Sử", number(14)),
    )
}
HOMEROOM = Person("", "Mẫu Thị Hường", number(21))
HEAD = Person("", "Thử Đức Nghĩa", number(22))
ROWS = (
    Row("mon-TO", "TO", "Toán", "8.2", ("gv-1",)),
    Row("mon-TIN", "TIN", "Tin học", "7.9", ("gv-1",)),
    Row("mon-NV", "NV", "Ngữ văn", "7.5", ("gv-2",)),
    Row("mon-KHTN", "KHTN", "Khoa học tự nhiên", "6.8", ("gv-3", "gv-1")),
    Row("mon-LSDL", "LSDL", "Lịch sử và Địa lí", "9.0", ("gv-4",)),
)


def _elements(values: dict[str, str]) -> str:
    return "".join(f"<{tag}>{value}</{tag}>" for tag, value in values.items())


def _general(uuid: str, *, primary: bool) -> str:
    level = {"MA_CAP_HOC": "01", "MA_KHOI": "03", "TEN_LOP": "3A"} if primary else {
        "MA_CAP_HOC": "02", "MA_KHOI": "07", "TEN_LOP": "7A",
    }  # fmt: skip
    return _elements(
        {
            "TRANG_THAI_HOC_BA": "1",
            "TRICH_LUC": "0",
            "PHIEN_BAN": "2.0",
            "THONG_TU": "27/2020" if primary else "22/2021",
            "MA_TRA_CUU_UUID": uuid,
            "TEN_NAM_HOC": "2025-2026",
            "MA_SO_GIAO_DUC": "01",
            "TEN_SO_GD": "Sở Giáo dục và Đào tạo Hà Nội",
            "MA_TRUONG": "00000001",
            "TEN_TRUONG": "Trường Ví Dụ",
            "TEN_XA_PHUONG": "Phường Ví Dụ",
            "TEN_TINH_THANH_PHO": "Hà Nội",
            "MA_TINH_THANH_PHO": "01",
            "MA_CAP_HOC": level["MA_CAP_HOC"],
            "HO_VA_TEN": "Thử Minh Anh",
            "SO_CCCD": number(1),
            "MA_HOC_SINH": "0000000001",
            "GIOI_TINH": "Nữ",
            "NGAY_SINH": "15/03/2013",
            "NOI_SINH": "Hà Nội",
            "QUE_QUAN": "Hà Nội",
            "CHO_O_HIEN_NAY": "Phường Ví Dụ, Hà Nội",
            "DAN_TOC": "Kinh",
            "QUOC_TICH": "Việt Nam",
            "CO_KHUYET_TAT_KHONG_DANH_GIA": "0",
            "TEN_GIAM_HIEU_KY_HOC_BA": HEAD.name,
            "SO_CCCD_GIAM_HIEU_KY_HOC_BA": HEAD.number,
            "DIA_DANH_PHAT_HANH_HOC_BA": "Hà Nội",
            "NGAY_KY_PHAT_HANH_HOC_BA": "01/06/2026",
            "NGAY_TAO_HOC_BA": "31/05/2026",
            "CHUC_VU_GIAM_HIEU_KY_HOC_BA": "Hiệu trưởng",
            "TEN_GIAO_VIEN_CHU_NHIEM": HOMEROOM.name,
            "SO_CCCD_GIAO_VIEN_CHU_NHIEM": HOMEROOM.number,
            "MA_KHOI": level["MA_KHOI"],
            "TEN_LOP": level["TEN_LOP"],
        }
    )


_HISTORY = _elements(
    {"NAM_HOC": "2025-2026", "TEN_LOP": "7A", "TEN_TRUONG": "Trường Ví Dụ", "TEN_TINH_THANH_PHO": "Hà Nội"}
)
_TOTALS = _elements(
    {
        "DUOC_LEN_LOP": "1",
        "NOI_DUNG_DUOC_LEN_LOP": "Được lên lớp 8",
        "NHAN_XET_GVCN": "Chăm ngoan &amp; tiến bộ",
        "KET_QUA_HOC_TAP_KY_1": "K",
        "KET_QUA_HOC_TAP_KY_2": "K",
        "KET_QUA_HOC_TAP_CA_NAM": "K",
        "KET_QUA_REN_LUYEN_KY_1": "T",
        "KET_QUA_REN_LUYEN_KY_2": "T",
        "KET_QUA_REN_LUYEN_CA_NAM": "T",
    }
)
_PRIMARY_TOTALS = _elements(
    {"DUOC_LEN_LOP": "1", "NOI_DUNG_DUOC_LEN_LOP": "Được lên lớp 4", "KET_QUA_XEP_LOAI": "Hoàn thành"}
)
_QUALITIES = _elements({"PHAM_CHAT_YEU_NUOC": "T", "PHAM_CHAT_NHAN_AI": "T"})


def row_text(row: Row) -> str:
    """One row of a secondary record."""
    values = {
        "MA_MON_HOC": row.code,
        "TEN_MON_HOC": row.name,
        "DIEM_HOC_KY_1": row.mark,
        "DIEM_HOC_KY_2": row.mark,
        "DIEM_CA_NAM": row.mark,
        "NHAN_XET_MON_HOC": f"Học {row.name} tiến bộ",
    }
    named = "".join(
        f'<GVBM Id="{TEACHERS[key].id}">'
        + _elements({"SO_CCCD": TEACHERS[key].number, "HO_VA_TEN": TEACHERS[key].name})
        + "</GVBM>"
        for key in row.teachers
    )
    return f'<DIEM_TONG_KET Id="{row.id}">{_elements(values)}{named}</DIEM_TONG_KET>'


def secondary(
    rows: tuple[Row, ...] = ROWS,
    *,
    inside: bool = True,
    managers: int = 1,
    uuid: str = UUID,
    root: str = "HOC_BA",
) -> bytes:
    """An unsigned secondary record; ``inside``: the teachers' slots stand in the data element."""
    named = dict.fromkeys(key for row in rows for key in row.teachers)
    slots = "".join(f'<GVBM Id="{key}"></GVBM>' for key in named)
    area = _area(f"<DANH_SACH_GVBM>{slots}</DANH_SACH_GVBM>")
    content = (
        f"<THONG_TIN_CHUNG>{_general(uuid, primary=False)}</THONG_TIN_CHUNG>"
        f"<QUA_TRINH_HOC_TAP>{_HISTORY}</QUA_TRINH_HOC_TAP><TONG_KET>{_TOTALS}</TONG_KET>"
        + "".join(row_text(row) for row in rows)
    )
    return _whole(content, area, inside=inside, managers=managers, root=root)


def primary(*, inside: bool = True, managers: int = 1, uuid: str = UUID) -> bytes:
    """An unsigned record of a later primary school."""
    rows = "".join(
        f'<DIEM_TONG_KET Id="mon-{code}">'
        + _elements({"MA_MON_HOC": code, "TEN_MON_HOC": name, "MUC_DAT_DUOC": "T"})
        + "</DIEM_TONG_KET>"
        for code, name in (("TV", "Tiếng Việt"), ("TO", "Toán"))
    )
    content = (
        f"<THONG_TIN_CHUNG>{_general(uuid, primary=True)}</THONG_TIN_CHUNG>"
        f"<QUA_TRINH_HOC_TAP>{_HISTORY}</QUA_TRINH_HOC_TAP><TONG_KET>{_PRIMARY_TOTALS}</TONG_KET>"
        f"<DANH_GIA_NANG_LUC_PHAM_CHAT>{_QUALITIES}</DANH_GIA_NANG_LUC_PHAM_CHAT>{rows}"
    )
    area = _area("")
    return _whole(content, area, inside=inside, managers=managers, root="HOC_BA")


def _area(teachers: str) -> str:
    return f"<DANH_SACH_THONG_TIN_KY>{teachers}<GVCN></GVCN></DANH_SACH_THONG_TIN_KY>"


def _whole(content: str, area: str, *, inside: bool, managers: int, root: str) -> bytes:
    inner, outer = (area, "") if inside else ("", area)
    return (
        f'{DECLARATION}<{root}><DU_LIEU_HOC_BA Id="data"><THONG_TIN_HOC_BA Id="thongtinhocba">{content}'
        f"</THONG_TIN_HOC_BA>{inner}</DU_LIEU_HOC_BA>{outer}"
        f"<PHAT_HANH_HOC_BA>{'<CBQL></CBQL>' * managers}<KY_PHAT_HANH></KY_PHAT_HANH>"
        "</PHAT_HANH_HOC_BA></HOC_BA>\n"
    ).encode()
