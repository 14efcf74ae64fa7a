"""TONG_KET of format v1.0; made by tools/generate_formats.py from the field table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field

from hocba.model.bang_diem import BangDiem
from hocba.model.block import Block
from hocba.model.danh_gia import DanhGiaNangLucPhamChat
from hocba.model.fields import (
    OptionalBoolean,
    OptionalText,
    RequiredBoolean,
    RequiredResult,
    RequiredText,
    at_least_one,
    optional,
    required,
)


class TongKet(Block):
    """The results of the latest school year.

    Fields, labels and order as in the table of format v1.0; :class:`Block` says how it is created.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/TONG_KET"

    ket_qua_xep_loai: RequiredResult = required(
        "DU_LIEU_HOC_BA/TONG_KET/KET_QUA_XEP_LOAI",
        "Kết quả xếp loại",
        "result",
        "[official]",
        max_length=50,
        note="one of the four results, written out; rule TH-16",
    )
    duoc_len_lop: RequiredBoolean = required(
        "DU_LIEU_HOC_BA/TONG_KET/DUOC_LEN_LOP",
        "Được lên lớp",
        "boolean",
        "[official]",
        max_length=1,
        note="boolean; literal not printed; 1/0 [inferred]",
    )
    noi_dung_hoan_thanh_chuong_trinh: OptionalText = optional(
        "DU_LIEU_HOC_BA/TONG_KET/NOI_DUNG_HOAN_THANH_CHUONG_TRINH",
        "Nội dung hoàn thành chương trình lớp học",
        "text",
        "[official]",
        max_length=2000,
        note="text of section 6 of the form",
    )
    da_hoan_thanh_chuong_trinh_lop_hoc: RequiredBoolean = required(
        "DU_LIEU_HOC_BA/TONG_KET/DA_HOAN_THANH_CHUONG_TRINH_LOP_HOC",
        "Đã hoàn thành chương trình lớp học",
        "boolean",
        "[official]",
        max_length=1,
        note="boolean",
    )
    da_hoan_thanh_chuong_trinh_tieu_hoc: OptionalBoolean = optional(
        "DU_LIEU_HOC_BA/TONG_KET/DA_HOAN_THANH_CHUONG_TRINH_TIEU_HOC",
        "Đã hoàn thành chương trình tiểu học",
        "boolean",
        "[official]",
        max_length=1,
        note="boolean; grade 5",
    )
    noi_dung_khen_thuong: OptionalText = optional(
        "DU_LIEU_HOC_BA/TONG_KET/NOI_DUNG_KHEN_THUONG",
        "Nội dung khen thưởng",
        "text",
        "[official]",
        max_length=2000,
    )
    noi_dung_khen_thuong_dot_xuat: OptionalText = optional(
        "DU_LIEU_HOC_BA/TONG_KET/NOI_DUNG_KHEN_THUONG_DOT_XUAT",
        "Nội dung khen thưởng đột xuất",
        "text",
        "[official]",
        max_length=2000,
    )
    nhan_xet_gvcn: RequiredText = required(
        "DU_LIEU_HOC_BA/TONG_KET/NHAN_XET_GVCN",
        "Nhận xét giáo viên chủ nhiệm",
        "text",
        "[official]",
        max_length=2000,
        note="feeds the one merged comment cell of section 1 [observed]",
    )
    bang_diem: Annotated[tuple[BangDiem, ...], at_least_one] = Field(
        strict=False,
        title="Bảng điểm",
        description="format-v1.md §4: TONG_KET/BANG_DIEM",
    )
    danh_gia_nang_luc_pham_chat: DanhGiaNangLucPhamChat = Field(
        title="Đánh giá năng lực phẩm chất",
        description="format-v1.md §4: TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT",
    )

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            ket_qua_xep_loai: str,
            duoc_len_lop: bool | str,
            noi_dung_hoan_thanh_chuong_trinh: str | None = None,
            da_hoan_thanh_chuong_trinh_lop_hoc: bool | str,
            da_hoan_thanh_chuong_trinh_tieu_hoc: bool | str | None = None,
            noi_dung_khen_thuong: str | None = None,
            noi_dung_khen_thuong_dot_xuat: str | None = None,
            nhan_xet_gvcn: str,
            bang_diem: Sequence[BangDiem | Mapping[str, Any]],
            danh_gia_nang_luc_pham_chat: DanhGiaNangLucPhamChat | Mapping[str, Any],
        ) -> None: ...
