"""QUA_TRINH_HOC_TAP of the reconstructed format v2_trunghoc; made by tools/generate_formats.py."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from hocba.model.block import Block
from hocba.model.fields import OptionalDate, OptionalText, rebuilt
from hocba.model.v2_trunghoc import SOURCE


class QuaTrinhHocTap(Block):
    """One school year of the pupil's history.

    Reconstructed ("dựng lại"): no specification is public. Every field may be left out, since
    obligations only warn (rule G-1). :class:`Block` says how it is created otherwise.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/QUA_TRINH_HOC_TAP"

    nam_hoc: OptionalText = rebuilt(
        tag_path, "NAM_HOC", "Năm học", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="quatrinhhoctap.namhoc", max_length=9,
        note="YYYY-YYYY"
    )  # fmt: skip
    ten_lop: OptionalText = rebuilt(
        tag_path, "TEN_LOP", "Tên lớp", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="quatrinhhoctap.tenlop", max_length=100,
    )  # fmt: skip
    ten_truong: OptionalText = rebuilt(
        tag_path, "TEN_TRUONG", "Tên trường", "text", "[inferred]", obligation="required", source=SOURCE,
        dictionary="quatrinhhoctap.tentruong", max_length=250,
    )  # fmt: skip
    ten_tinh_thanh_pho: OptionalText = rebuilt(
        tag_path, "TEN_TINH_THANH_PHO", "Tên tỉnh", "text", "[unconfirmed]", obligation="required",
        source=SOURCE, dictionary="quatrinhhoctap.tentinh", max_length=150,
        note="not in v1.0; name taken from the school block"
    )  # fmt: skip
    ngay_trang_thai_chuyen_den: OptionalDate = rebuilt(
        tag_path, "NGAY_TRANG_THAI_CHUYEN_DEN", "Ngày trạng thái chuyển đến", "date", "[inferred]",
        obligation="optional", source=SOURCE, dictionary="quatrinhhoctap.ngaytrangthaichuyenden",
        max_length=10,
        note="YYYY-MM-DD in transport; dd/MM/yyyy in XML by default; required in v1.0"
    )  # fmt: skip

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            nam_hoc: str | None = None,
            ten_lop: str | None = None,
            ten_truong: str | None = None,
            ten_tinh_thanh_pho: str | None = None,
            ngay_trang_thai_chuyen_den: date | str | None = None,
        ) -> None: ...
