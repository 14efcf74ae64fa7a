"""DANH_GIA_NANG_LUC_PHAM_CHAT of the reconstructed format v2_tieuhoc; made by tools/generate_formats.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from hocba.model.block import Block
from hocba.model.fields import OptionalCompetence, OptionalText, rebuilt
from hocba.model.v2_tieuhoc import SOURCE


class DanhGiaNangLucPhamChat(Block):
    """Levels of the competences and qualities, with one comment for each group.

    Reconstructed ("dựng lại"): no specification is public. Every field may be left out, since
    obligations only warn (rule G-1). :class:`Block` says how it is created otherwise.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/DANH_GIA_NANG_LUC_PHAM_CHAT"

    nang_luc_tu_chu_tu_hoc: OptionalCompetence = rebuilt(
        tag_path, "NANG_LUC_TU_CHU_TU_HOC", "Năng lực tự chủ tự học", "competence", "[inferred]",
        obligation="conditional", source=SOURCE, dictionary="nangluctuhoc", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); not required when "
             "cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    nang_luc_giao_tiep_hop_tac: OptionalCompetence = rebuilt(
        tag_path, "NANG_LUC_GIAO_TIEP_HOP_TAC", "Năng lực giao tiếp hợp tác", "competence", "[inferred]",
        obligation="conditional", source=SOURCE, dictionary="nanglucgiaotiep", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); not required when "
             "cokhuyettatkhongdanhgia=1; v1.0 prints NANG_LUC_GIAO_TIEP_HOC_TAC: read alias"
    )  # fmt: skip
    nang_luc_giai_quyet_van_de_sang_tao: OptionalCompetence = rebuilt(
        tag_path, "NANG_LUC_GIAI_QUYET_VAN_DE_SANG_TAO", "Năng lực giải quyết vấn đề sáng tạo", "competence",
        "[inferred]", obligation="conditional", source=SOURCE, dictionary="nanglucgiaiquyet", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); not required when "
             "cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    nang_luc_ngon_ngu: OptionalCompetence = rebuilt(
        tag_path, "NANG_LUC_NGON_NGU", "Năng lực ngôn ngữ", "competence", "[inferred]",
        obligation="conditional", source=SOURCE, dictionary="nanglucngonngu", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); not required when "
             "cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    nang_luc_tinh_toan: OptionalCompetence = rebuilt(
        tag_path, "NANG_LUC_TINH_TOAN", "Năng lực tính toán", "competence", "[inferred]",
        obligation="conditional", source=SOURCE, dictionary="nangluctinhtoan", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); not required when "
             "cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    nang_luc_khoa_hoc: OptionalCompetence = rebuilt(
        tag_path, "NANG_LUC_KHOA_HOC", "Năng lực khoa học", "competence", "[inferred]",
        obligation="conditional", source=SOURCE, dictionary="nangluckhoahoc", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); not required when "
             "cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    nang_luc_cong_nghe: OptionalCompetence = rebuilt(
        tag_path, "NANG_LUC_CONG_NGHE", "Năng lực công nghệ", "competence", "[inferred]",
        obligation="optional", source=SOURCE, dictionary="nangluccongnghe", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); optional for every pupil"
    )  # fmt: skip
    nang_luc_tin_hoc: OptionalCompetence = rebuilt(
        tag_path, "NANG_LUC_TIN_HOC", "Năng lực tin học", "competence", "[inferred]", obligation="optional",
        source=SOURCE, dictionary="nangluctinhoc", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); optional for every pupil"
    )  # fmt: skip
    nang_luc_tham_mi: OptionalCompetence = rebuilt(
        tag_path, "NANG_LUC_THAM_MI", "Năng lực thẩm mĩ", "competence", "[inferred]",
        obligation="conditional", source=SOURCE, dictionary="nanglucthammi", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); not required when "
             "cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    nang_luc_the_chat: OptionalCompetence = rebuilt(
        tag_path, "NANG_LUC_THE_CHAT", "Năng lực thể chất", "competence", "[inferred]",
        obligation="conditional", source=SOURCE, dictionary="nanglucthechat", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); not required when "
             "cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    pham_chat_yeu_nuoc: OptionalCompetence = rebuilt(
        tag_path, "PHAM_CHAT_YEU_NUOC", "Phẩm chất yêu nước", "competence", "[inferred]",
        obligation="conditional", source=SOURCE, dictionary="phamchatyeunuoc", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); not required when "
             "cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    pham_chat_nhan_ai: OptionalCompetence = rebuilt(
        tag_path, "PHAM_CHAT_NHAN_AI", "Phẩm chất nhân ái", "competence", "[inferred]",
        obligation="conditional", source=SOURCE, dictionary="phamchatnhanai", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); not required when "
             "cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    pham_chat_cham_chi: OptionalCompetence = rebuilt(
        tag_path, "PHAM_CHAT_CHAM_CHI", "Phẩm chất chăm chỉ", "competence", "[inferred]",
        obligation="conditional", source=SOURCE, dictionary="phamchatchamchi", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); not required when "
             "cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    pham_chat_trung_thuc: OptionalCompetence = rebuilt(
        tag_path, "PHAM_CHAT_TRUNG_THUC", "Phẩm chất trung thực", "competence", "[inferred]",
        obligation="conditional", source=SOURCE, dictionary="phamchattrungthuc", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); not required when "
             "cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    pham_chat_trach_nhiem: OptionalCompetence = rebuilt(
        tag_path, "PHAM_CHAT_TRACH_NHIEM", "Phẩm chất trách nhiệm", "competence", "[inferred]",
        obligation="conditional", source=SOURCE, dictionary="phamchattrachnhiem", max_length=1,
        note="T=Tốt; Đ=Đạt; C=Cần cố gắng (list data_dmdc_g03_gd008); not required when "
             "cokhuyettatkhongdanhgia=1"
    )  # fmt: skip
    nhan_xet_pham_chat: OptionalText = rebuilt(
        tag_path, "NHAN_XET_PHAM_CHAT", "Nhận xét phẩm chất", "text", "[inferred]", obligation="optional",
        source=SOURCE, dictionary="nxetphamchat", max_length=500,
        note="required in v1.0"
    )  # fmt: skip
    nhan_xet_nang_luc_chung: OptionalText = rebuilt(
        tag_path, "NHAN_XET_NANG_LUC_CHUNG", "Nhận xét năng lực chung", "text", "[inferred]",
        obligation="required", source=SOURCE, dictionary="nxetnanglucchung", max_length=500,
    )  # fmt: skip
    nhan_xet_nang_luc_dac_thu: OptionalText = rebuilt(
        tag_path, "NHAN_XET_NANG_LUC_DAC_THU", "Nhận xét năng lực đặc thù", "text", "[inferred]",
        obligation="required", source=SOURCE, dictionary="nxetnanglucdacthu", max_length=500,
    )  # fmt: skip

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            nang_luc_tu_chu_tu_hoc: str | None = None,
            nang_luc_giao_tiep_hop_tac: str | None = None,
            nang_luc_giai_quyet_van_de_sang_tao: str | None = None,
            nang_luc_ngon_ngu: str | None = None,
            nang_luc_tinh_toan: str | None = None,
            nang_luc_khoa_hoc: str | None = None,
            nang_luc_cong_nghe: str | None = None,
            nang_luc_tin_hoc: str | None = None,
            nang_luc_tham_mi: str | None = None,
            nang_luc_the_chat: str | None = None,
            pham_chat_yeu_nuoc: str | None = None,
            pham_chat_nhan_ai: str | None = None,
            pham_chat_cham_chi: str | None = None,
            pham_chat_trung_thuc: str | None = None,
            pham_chat_trach_nhiem: str | None = None,
            nhan_xet_pham_chat: str | None = None,
            nhan_xet_nang_luc_chung: str | None = None,
            nhan_xet_nang_luc_dac_thu: str | None = None,
        ) -> None: ...
