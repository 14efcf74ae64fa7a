"""How a record of the reconstructed formats was laid out, where the evidence knows several ways."""

from __future__ import annotations

from pydantic import Field

from hocba.model.extension import Layout

__all__ = ["DEFAULT_LAYOUT_V2", "LayoutV2"]


class LayoutV2(Layout):
    """As :class:`Layout`, with the choices of format-v2.md §1 to §3. Not part of what a record says."""

    rows: str = Field(
        default="DIEM_TONG_KET",
        title="Thẻ dòng môn học",
        description="path of the rows below the record area (format-v2.md §1, reconstructed)",
    )
    assessment: str = Field(
        default="DANH_GIA_NANG_LUC_PHAM_CHAT",
        title="Thẻ đánh giá",
        description="path of the assessment block below the record area (format-v2.md §1, reconstructed)",
    )
    id_attribute: str = Field(default="Id", title="Thuộc tính id", description="Id, id or ID")
    record_area_id: str = Field(
        default="thongtinhocba", title="Id phần thông tin học bạ", description="id of THONG_TIN_HOC_BA"
    )
    signing_area: str = Field(
        default="inside",
        title="Chỗ của danh sách thông tin ký",
        description="DANH_SACH_THONG_TIN_KY inside the data element or outside it (format-v2.md §2.3)",
        pattern="^(inside|outside)$",
    )
    places: tuple[tuple[str, str], ...] = Field(
        default=(),
        strict=False,
        title="Chỗ của các khối khác",
        description="other blocks found under another name or deeper: tag and path below what holds them",
    )
    managers: int = Field(
        default=1, title="Số cán bộ quản lý ký", description="slots CBQL (format-v2.md §3)", ge=0, le=99
    )


# not LayoutV2(): building the validator on import would cost more than all classes together
DEFAULT_LAYOUT_V2 = LayoutV2.unchecked({name: field.default for name, field in LayoutV2.model_fields.items()})
