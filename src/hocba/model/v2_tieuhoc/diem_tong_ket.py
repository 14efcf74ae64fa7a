"""DIEM_TONG_KET of the reconstructed format v2_tieuhoc; made by tools/generate_formats.py."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from hocba.model.block import Block
from hocba.model.fields import OptionalLevel, OptionalMark, OptionalText, identity, rebuilt
from hocba.model.v2_tieuhoc import SOURCE


class DiemTongKet(Block):
    """One subject or educational activity: its level and, where tested, its mark.

    Reconstructed ("dựng lại"): no specification is public. Every field may be left out, since
    obligations only warn (rule G-1). :class:`Block` says how it is created otherwise.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/DIEM_TONG_KET"

    id: OptionalText = identity(tag_path, "row", SOURCE)
    ma_mon_hoc: OptionalText = rebuilt(
        tag_path, "MA_MON_HOC", "Mã môn học Tiểu học", "text", "[inferred]", obligation="required",
        source=SOURCE, dictionary="dsbangdiem.mamonhoc", max_length=3,
        note="list data_dmdc_g03_gd006; codes/subjects.csv level TH"
    )  # fmt: skip
    ten_mon_hoc: OptionalText = rebuilt(
        tag_path, "TEN_MON_HOC", "Tên môn học", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="dsbangdiem.tenmonhoc", max_length=50,
    )  # fmt: skip
    muc_dat_duoc: OptionalLevel = rebuilt(
        tag_path, "MUC_DAT_DUOC", "Mức đạt được", "level", "[inferred]", obligation="optional",
        source=SOURCE, dictionary="dsbangdiem.mucdatduoc", max_length=1,
        note="T=Hoàn thành tốt; H=Hoàn thành; C=Chưa hoàn thành; M=miễn (list data_dmdc_g03_gd007); "
             "required in v1.0"
    )  # fmt: skip
    diem_kiem_tra_dinh_ky: OptionalMark = rebuilt(
        tag_path, "DIEM_KIEM_TRA_DINH_KY", "Điểm kiểm tra định kỳ", "mark", "[inferred]",
        obligation="optional", source=SOURCE, dictionary="dsbangdiem.diemkiemtradinhky", max_length=4,
        note="integer 0..10; M=miễn"
    )  # fmt: skip

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            id: str | None = None,
            ma_mon_hoc: str | None = None,
            ten_mon_hoc: str | None = None,
            muc_dat_duoc: str | None = None,
            diem_kiem_tra_dinh_ky: int | Decimal | str | None = None,
        ) -> None: ...
