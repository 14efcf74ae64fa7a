"""From a row of a field table of the specification: how its value is read and which other tag is read."""

from __future__ import annotations

import re

NAMED = {
    "MUC_DAT_DUOC": "level",
    "DIEM_KIEM_TRA_DINH_KY": "mark",
    "KET_QUA_XEP_LOAI": "result",
    "GIOI_TINH": "sex",
}
# format-v2.md §4.5: tags whose other spelling is a name of its own; SO_CCCD… follow a pattern
ALIASES = {
    ("THONG_TIN_CHUNG", "MA_TRA_CUU_UUID"): "MA_DINH_DANH_HOC_BA",
    ("THONG_TIN_CHUNG", "TEN_NAM_HOC"): "NAM_HOC",
    ("THONG_TIN_CHUNG", "CHO_O_HIEN_NAY"): "NOI_O_HIEN_NAY",
    ("THONG_TIN_CHUNG", "TONG_SO_BUOI_NGHI_KHONG_PHEP"): "THONG_SO_BUOI_NGHI_KHONG_PHEP",
    ("DANH_GIA_NANG_LUC_PHAM_CHAT", "NANG_LUC_GIAO_TIEP_HOP_TAC"): "NANG_LUC_GIAO_TIEP_HOC_TAC",
    ("DIEM_TONG_KET", "DIEM_CA_NAM"): "DIEM_TONG_KET",
}
NUMBER = "SO_CCCD"
# lists and ranges that the dictionary prints, to the kind of value they describe
PRINTED = (
    ("T=Hoàn thành tốt;", "level"),
    ("T=Tốt; Đ=Đạt; C=Cần cố gắng", "competence"),
    ("T=Tốt; K=Khá; Đ=Đạt; CĐ=Chưa đạt", "secondary_level"),
    ("0..10 with at most one decimal", "secondary_mark"),
)
TYPES = {"date": "date", "number": "number", "decimal": "number", "boolean": "boolean", "complex": "complex"}


def kind_v1(row: dict[str, str]) -> str:
    """Format v1.0: the type in the table is String nearly everywhere, the note says the rest."""
    tag, note = row["tag"], row["note"]
    if row["type"] == "complex" or row["block"] == "Signature":
        return "complex" if row["type"] == "complex" else "text"
    if row["type"] == "number" or note.startswith(("kg;", "cm;")):
        return "number"
    if tag.startswith("NGAY_"):
        return "date"
    if note.startswith("boolean") or tag == "DUOC_LEN_LOP":
        return "boolean"
    return "competence" if note.startswith("T/Đ/C") else NAMED.get(tag, "text")


def alias_v1(row: dict[str, str]) -> str:
    """Format v1.0: the note names the other spelling."""
    other = re.search(r"read alias ([A-Z_]+)", row["note"])
    return other[1] if other else ""


def kind_v2(row: dict[str, str]) -> str:
    """The reconstructed formats: the type of the dictionary, or the list of codes that it prints."""
    for printed, kind in PRINTED:
        if row["range_or_codes"].startswith(printed):
            return kind
    return TYPES.get(row["type"], NAMED.get(row["tag"], "text"))


def alias_v2(row: dict[str, str]) -> str:
    """The reconstructed formats: the table of format-v2.md §4.5."""
    tag = row["tag"]
    if tag == NUMBER or tag.startswith(f"{NUMBER}_"):
        return tag.replace(NUMBER, "SO_DDCN", 1)
    return ALIASES.get((row["block"], tag), "")


def note_v2(row: dict[str, str]) -> str:
    """Range or codes and note of the dictionary, as one text."""
    return "; ".join(text for text in (row["range_or_codes"], row["note"]) if text)
