"""GVBM of the reconstructed format v2_trunghoc; made by tools/generate_formats.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from hocba.model.block import Block
from hocba.model.fields import OptionalText, identity, rebuilt
from hocba.model.v2_trunghoc import SOURCE


class Gvbm(Block):
    """A teacher who answers for the row.

    Reconstructed ("dựng lại"): no specification is public. Every field may be left out, since
    obligations only warn (rule G-1). :class:`Block` says how it is created otherwise.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/DIEM_TONG_KET/GVBM"

    id: OptionalText = identity(tag_path, "teacher", SOURCE)
    so_cccd: OptionalText = rebuilt(
        tag_path, "SO_CCCD", "Số định danh cá nhân của giáo viên bộ môn", "text", "[unconfirmed]",
        obligation="required", source=SOURCE, dictionary="bangdiem.soddcngvbm", max_length=12,
        note="12 digits; child of GVBM inside the row; same tag as in the signature slot; read alias "
             "SO_DDCN"
    )  # fmt: skip
    ho_va_ten: OptionalText = rebuilt(
        tag_path, "HO_VA_TEN", "Giáo viên bộ môn", "text", "[unconfirmed]", obligation="required",
        source=SOURCE, dictionary="bangdiem.gvbm", max_length=150,
        note="child of GVBM inside the row"
    )  # fmt: skip

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            id: str | None = None,
            so_cccd: str | None = None,
            ho_va_ten: str | None = None,
        ) -> None: ...
