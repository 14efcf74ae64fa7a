"""Which classes each format has, where they stand in its tree and what they hold."""

from __future__ import annotations

from typing import NamedTuple


class Part(NamedTuple):
    """A class to make: its block, module, doc, child blocks (tag, whether repeated), what its id names."""

    block: str
    module: str
    path: str
    doc: str
    children: tuple[tuple[str, bool], ...] = ()
    id: str = ""


class Shape(NamedTuple):
    """The classes of one format; ``package`` is empty for format v1.0, which stands in the model itself."""

    package: str
    parts: tuple[Part, ...]


RECORD = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA"
GENERAL = Part("THONG_TIN_CHUNG", "thong_tin_chung", f"{RECORD}/THONG_TIN_CHUNG",
               "The general part: record, school, pupil, parents, who signs.")  # fmt: skip
HISTORY = Part("QUA_TRINH_HOC_TAP", "qua_trinh_hoc_tap", f"{RECORD}/QUA_TRINH_HOC_TAP",
               "One school year of the pupil's history.")  # fmt: skip
RESULTS = Part("TONG_KET", "tong_ket", f"{RECORD}/TONG_KET", "The results of the school year.")
ASSESSMENT = "Levels of the competences and qualities, with one comment for each group."

V1_0 = Shape(
    "",
    (
        GENERAL._replace(path="DU_LIEU_HOC_BA/THONG_TIN_CHUNG"),
        HISTORY._replace(path="DU_LIEU_HOC_BA/QUA_TRINH_HOC_TAP"),
        Part("BANG_DIEM", "bang_diem", "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM",
             "One subject or educational activity: its level and, where tested, its mark."),
        Part("DANH_GIA_NANG_LUC_PHAM_CHAT", "danh_gia", "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT",
             ASSESSMENT),
        Part("TONG_KET", "tong_ket", "DU_LIEU_HOC_BA/TONG_KET",
             "The results of the latest school year.",
             (("BANG_DIEM", True), ("DANH_GIA_NANG_LUC_PHAM_CHAT", False))),
    ),
)  # fmt: skip

V2_TIEUHOC = Shape(
    "v2_tieuhoc",
    (
        GENERAL,
        HISTORY,
        RESULTS,
        Part("DANH_GIA_NANG_LUC_PHAM_CHAT", "danh_gia", f"{RECORD}/DANH_GIA_NANG_LUC_PHAM_CHAT", ASSESSMENT),
        Part("DIEM_TONG_KET", "diem_tong_ket", f"{RECORD}/DIEM_TONG_KET",
             "One subject or educational activity: its level and, where tested, its mark.", id="row"),
    ),
)  # fmt: skip

V2_TRUNGHOC = Shape(
    "v2_trunghoc",
    (
        GENERAL,
        HISTORY,
        RESULTS,
        Part("CHUNG_CHI", "chung_chi", f"{RECORD}/CHUNG_CHI", "A certificate of the pupil."),
        Part("GVBM", "gvbm", f"{RECORD}/DIEM_TONG_KET/GVBM",
             "A teacher who answers for the row.", id="teacher"),
        Part("DIEM_TONG_KET", "diem_tong_ket", f"{RECORD}/DIEM_TONG_KET",
             "One subject or educational activity: its marks by semester, its comment, its teachers.",
             (("GVBM", True),), id="row"),
    ),
)  # fmt: skip

SHAPES = {"v1_0": V1_0, "v2_tieuhoc": V2_TIEUHOC, "v2_trunghoc": V2_TRUNGHOC}
TITLES = {
    "BANG_DIEM": "Bảng điểm",
    "DANH_GIA_NANG_LUC_PHAM_CHAT": "Đánh giá năng lực phẩm chất",
    "GVBM": "Giáo viên bộ môn",
}
DICTIONARY = "Từ điển dữ liệu gửi Trung tâm dữ liệu quốc gia"
SOURCES = {
    "v2_tieuhoc": f"{DICTIONARY}: thongtinsohocbasotieuhoc (reconstructed)",
    "v2_trunghoc": f"{DICTIONARY}: thongtinsohocbasothcsthpt (reconstructed)",
}
