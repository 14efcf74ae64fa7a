"""DIEM_TONG_KET of the reconstructed format v2_trunghoc; made by tools/generate_formats.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from hocba.model.block import Block
from hocba.model.fields import OptionalSecondaryMark, OptionalText, identity, rebuilt
from hocba.model.v2_trunghoc import SOURCE
from hocba.model.v2_trunghoc.gvbm import Gvbm


class DiemTongKet(Block):
    """One subject or educational activity: its marks by semester, its comment, its teachers.

    Reconstructed ("dựng lại"): no specification is public. Every field may be left out, since
    obligations only warn (rule G-1). :class:`Block` says how it is created otherwise.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/DIEM_TONG_KET"

    id: OptionalText = identity(tag_path, "row", SOURCE)
    ma_mon_hoc: OptionalText = rebuilt(
        tag_path, "MA_MON_HOC", "Mã môn học", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="bangdiem.mamonhoc", max_length=3,
        note="lists data_green_g03_gddt020 / gddt021 / gddt022 by level; codes/subjects.csv"
    )  # fmt: skip
    ten_mon_hoc: OptionalText = rebuilt(
        tag_path, "TEN_MON_HOC", "Tên môn học", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="bangdiem.tenmonhoc", max_length=20,
        note="20 characters are too few for official names: warn, never cut"
    )  # fmt: skip
    diem_hoc_ky_1: OptionalSecondaryMark = rebuilt(
        tag_path, "DIEM_HOC_KY_1", "Điểm học kỳ 1", "secondary_mark", "[unconfirmed]", obligation="optional",
        source=SOURCE, dictionary="bangdiem.diemhocky1", max_length=4,
        note="0..10 with at most one decimal; Đ=Đạt; CĐ=Chưa đạt; M=miễn"
    )  # fmt: skip
    diem_hoc_ky_2: OptionalSecondaryMark = rebuilt(
        tag_path, "DIEM_HOC_KY_2", "Điểm học kỳ 2", "secondary_mark", "[unconfirmed]", obligation="optional",
        source=SOURCE, dictionary="bangdiem.diemhocky2", max_length=4,
        note="0..10 with at most one decimal; Đ=Đạt; CĐ=Chưa đạt; M=miễn"
    )  # fmt: skip
    diem_ca_nam: OptionalSecondaryMark = rebuilt(
        tag_path, "DIEM_CA_NAM", "Điểm cả năm", "secondary_mark", "[unconfirmed]", obligation="optional",
        source=SOURCE, dictionary="bangdiem.diemcanam", max_length=4,
        note="0..10 with at most one decimal; Đ=Đạt; CĐ=Chưa đạt; M=miễn"
    )  # fmt: skip
    diem_kiem_tra_lai: OptionalSecondaryMark = rebuilt(
        tag_path, "DIEM_KIEM_TRA_LAI", "Điểm kiểm tra lại", "secondary_mark", "[unconfirmed]",
        obligation="optional", source=SOURCE, dictionary="bangdiem.diemkttralai", max_length=4,
        note="0..10 with at most one decimal; Đ=Đạt; CĐ=Chưa đạt; M=miễn"
    )  # fmt: skip
    nhan_xet_mon_hoc: OptionalText = rebuilt(
        tag_path, "NHAN_XET_MON_HOC", "Nhận xét môn học", "text", "[unconfirmed]", obligation="optional",
        source=SOURCE, dictionary="bangdiem.nxetmonhoc", max_length=2000,
    )  # fmt: skip
    gvbm: tuple[Gvbm, ...] = Field(
        default=(),
        strict=False,
        title="Giáo viên bộ môn",
        description="format-v2.md §1: DIEM_TONG_KET/GVBM (reconstructed)",
    )

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            id: str | None = None,
            ma_mon_hoc: str | None = None,
            ten_mon_hoc: str | None = None,
            diem_hoc_ky_1: int | Decimal | str | None = None,
            diem_hoc_ky_2: int | Decimal | str | None = None,
            diem_ca_nam: int | Decimal | str | None = None,
            diem_kiem_tra_lai: int | Decimal | str | None = None,
            nhan_xet_mon_hoc: str | None = None,
            gvbm: Sequence[Gvbm | Mapping[str, Any]] = (),
        ) -> None: ...
