"""CHUNG_CHI of the reconstructed format v2_trunghoc; made by tools/generate_formats.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from hocba.model.block import Block
from hocba.model.fields import OptionalText, rebuilt
from hocba.model.v2_trunghoc import SOURCE


class ChungChi(Block):
    """A certificate of the pupil.

    Reconstructed ("dựng lại"): no specification is public. Every field may be left out, since
    obligations only warn (rule G-1). :class:`Block` says how it is created otherwise.
    """

    tag_path: ClassVar[str] = "DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/CHUNG_CHI"

    ten_chung_chi: OptionalText = rebuilt(
        tag_path, "TEN_CHUNG_CHI", "Tên chứng chỉ", "text", "[unconfirmed]", obligation="optional",
        source=SOURCE, dictionary="chungchi.tenchungchi", max_length=150,
    )  # fmt: skip
    loai_chung_chi: OptionalText = rebuilt(
        tag_path, "LOAI_CHUNG_CHI", "Loại chứng chỉ", "text", "[unconfirmed]", obligation="optional",
        source=SOURCE, dictionary="chungchi.loaichungchi", max_length=500,
    )  # fmt: skip

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            ten_chung_chi: str | None = None,
            loai_chung_chi: str | None = None,
        ) -> None: ...
