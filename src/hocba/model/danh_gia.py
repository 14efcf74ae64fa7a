"""DANH_GIA_NANG_LUC_PHAM_CHAT of format v1.0; made by tools/generate_formats.py from the field table."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from hocba.model.block import Block
from hocba.model.fields import OptionalCompetence, RequiredCompetence, RequiredText, optional, required


class DanhGiaNangLucPhamChat(Block):
    """Levels of the competences and qualities, with one comment for each group.

    Fields, labels and order as in the table of format v1.0; :class:`Block` says how it is created.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT"

    nang_luc_tu_chu_tu_hoc: RequiredCompetence = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/NANG_LUC_TU_CHU_TU_HOC",
        "Năng lực tự chủ tự học",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C",
    )
    nang_luc_giao_tiep_hoc_tac: RequiredCompetence = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/NANG_LUC_GIAO_TIEP_HOC_TAC",
        "Năng lực giao tiếp hợp tác",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C; sic: HOC_TAC for HOP_TAC; read alias NANG_LUC_GIAO_TIEP_HOP_TAC",
    )
    nang_luc_giai_quyet_van_de_sang_tao: RequiredCompetence = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/NANG_LUC_GIAI_QUYET_VAN_DE_SANG_TAO",
        "Năng lực giải quyết vấn đề sáng tạo",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C",
    )
    nang_luc_ngon_ngu: RequiredCompetence = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/NANG_LUC_NGON_NGU",
        "Năng lực ngôn ngữ",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C",
    )
    nang_luc_tinh_toan: RequiredCompetence = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/NANG_LUC_TINH_TOAN",
        "Năng lực tính toán",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C",
    )
    nang_luc_khoa_hoc: RequiredCompetence = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/NANG_LUC_KHOA_HOC",
        "Năng lực khoa học",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C",
    )
    nang_luc_cong_nghe: OptionalCompetence = optional(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/NANG_LUC_CONG_NGHE",
        "Năng lực công nghệ",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C; expected from grade 3 on [inferred]",
    )
    nang_luc_tin_hoc: OptionalCompetence = optional(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/NANG_LUC_TIN_HOC",
        "Năng lực tin học",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C; expected from grade 3 on [inferred]",
    )
    nang_luc_tham_mi: RequiredCompetence = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/NANG_LUC_THAM_MI",
        "Năng lực thẩm mĩ",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C",
    )
    nang_luc_the_chat: RequiredCompetence = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/NANG_LUC_THE_CHAT",
        "Năng lực thể chất",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C",
    )
    pham_chat_yeu_nuoc: RequiredCompetence = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/PHAM_CHAT_YEU_NUOC",
        "Phẩm chất yêu nước",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C",
    )
    pham_chat_nhan_ai: RequiredCompetence = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/PHAM_CHAT_NHAN_AI",
        "Phẩm chất nhân ái",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C",
    )
    pham_chat_cham_chi: RequiredCompetence = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/PHAM_CHAT_CHAM_CHI",
        "Phẩm chất chăm chỉ",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C",
    )
    pham_chat_trung_thuc: RequiredCompetence = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/PHAM_CHAT_TRUNG_THUC",
        "Phẩm chất trung thực",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C",
    )
    pham_chat_trach_nhiem: RequiredCompetence = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/PHAM_CHAT_TRACH_NHIEM",
        "Phẩm chất trách nhiệm",
        "competence",
        "[official]",
        max_length=1,
        note="T/Đ/C",
    )
    nhan_xet_pham_chat: RequiredText = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/NHAN_XET_PHAM_CHAT",
        "Nhận xét phẩm chất",
        "text",
        "[official]",
        max_length=500,
        note="one comment for the whole block",
    )
    nhan_xet_nang_luc_chung: RequiredText = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/NHAN_XET_NANG_LUC_CHUNG",
        "Nhận xét năng lực chung",
        "text",
        "[official]",
        max_length=500,
        note="one comment for the whole block",
    )
    nhan_xet_nang_luc_dac_thu: RequiredText = required(
        "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT/NHAN_XET_NANG_LUC_DAC_THU",
        "Nhận xét năng lực đặc thù",
        "text",
        "[official]",
        max_length=500,
        note="one comment for the whole block",
    )

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            nang_luc_tu_chu_tu_hoc: str,
            nang_luc_giao_tiep_hoc_tac: str,
            nang_luc_giai_quyet_van_de_sang_tao: str,
            nang_luc_ngon_ngu: str,
            nang_luc_tinh_toan: str,
            nang_luc_khoa_hoc: str,
            nang_luc_cong_nghe: str | None = None,
            nang_luc_tin_hoc: str | None = None,
            nang_luc_tham_mi: str,
            nang_luc_the_chat: str,
            pham_chat_yeu_nuoc: str,
            pham_chat_nhan_ai: str,
            pham_chat_cham_chi: str,
            pham_chat_trung_thuc: str,
            pham_chat_trach_nhiem: str,
            nhan_xet_pham_chat: str,
            nhan_xet_nang_luc_chung: str,
            nhan_xet_nang_luc_dac_thu: str,
        ) -> None: ...
