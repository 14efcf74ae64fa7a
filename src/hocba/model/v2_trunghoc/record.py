"""The record of THCS and THPT: reconstructed ("dựng lại"), no specification is public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from hocba.model.base import RecordBase
from hocba.model.extension import Extension
from hocba.model.layout_v2 import DEFAULT_LAYOUT_V2, LayoutV2
from hocba.model.v2_trunghoc.chung_chi import ChungChi
from hocba.model.v2_trunghoc.diem_tong_ket import DiemTongKet
from hocba.model.v2_trunghoc.gvbm import Gvbm
from hocba.model.v2_trunghoc.qua_trinh_hoc_tap import QuaTrinhHocTap
from hocba.model.v2_trunghoc.thong_tin_chung import ThongTinChung
from hocba.model.v2_trunghoc.tong_ket import TongKet

__all__ = [
    "ChungChi",
    "DiemTongKet",
    "Gvbm",
    "QuaTrinhHocTap",
    "RecordTrungHoc",
    "ThongTinChung",
    "TongKet",
]


class RecordTrungHoc(RecordBase):
    """What a school of THCS or THPT claims; the format is reconstructed ("dựng lại": format-v2.md).

    GDTX has no format of its own: its learners are expected in this one ([inferred], format-v2.md §5).
    Creation is strict about types, closed lists and written form, and raises one RecordError for all
    problems, naming tags, never values. No simple field is insisted on: obligations only warn (rule G-1).
    :meth:`claims` and reading a file hold anything as written.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA"
    format_id: ClassVar[str] = "v2_trunghoc"
    reconstructed: ClassVar[bool] = True

    thong_tin_chung: ThongTinChung = Field(
        title="Thông tin chung", description="format-v2.md §1: THONG_TIN_CHUNG (reconstructed, [inferred])"
    )
    qua_trinh_hoc_tap: tuple[QuaTrinhHocTap, ...] = Field(
        strict=False,
        title="Quá trình học tập",
        description="format-v2.md §1: QUA_TRINH_HOC_TAP, one per school year (reconstructed, [inferred])",
    )
    tong_ket: TongKet = Field(
        title="Tổng kết", description="format-v2.md §1: TONG_KET (reconstructed, [inferred])"
    )
    chung_chi: tuple[ChungChi, ...] = Field(
        default=(),
        strict=False,
        title="Chứng chỉ",
        description="format-v2.md §1: CHUNG_CHI (reconstructed, name [unconfirmed])",
    )
    diem_tong_ket: tuple[DiemTongKet, ...] = Field(
        strict=False,
        title="Điểm tổng kết",
        description="format-v2.md §1: DIEM_TONG_KET, one per subject (reconstructed, name [observed])",
    )
    layout: LayoutV2 = Field(
        default=DEFAULT_LAYOUT_V2, title="Cách viết", description="layout found; not compared", repr=False
    )

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            thong_tin_chung: ThongTinChung | Mapping[str, Any],
            qua_trinh_hoc_tap: Sequence[QuaTrinhHocTap | Mapping[str, Any]],
            tong_ket: TongKet | Mapping[str, Any],
            chung_chi: Sequence[ChungChi | Mapping[str, Any]] = (),
            diem_tong_ket: Sequence[DiemTongKet | Mapping[str, Any]],
            extensions: Sequence[Extension | Mapping[str, Any]] = (),
            hoc_ba_id: str | None = None,
            layout: LayoutV2 | Mapping[str, Any] = DEFAULT_LAYOUT_V2,
        ) -> None: ...
