"""What reading a file gives."""

from __future__ import annotations

import attrs

from hocba.findings import Finding
from hocba.formats.format import FormatId
from hocba.model.record import Record
from hocba.model.values import DateText

__all__ = ["Reading", "SlotClaim"]


@attrs.frozen(kw_only=True)
class SlotClaim:
    """What stands in a signature slot beside the signature. Unsigned text: a claim, not evidence."""

    name: str
    path: str
    line: int | None
    signatures: int
    ngay_ky: DateText | None = attrs.field(default=None, repr=False)
    so_cccd: str | None = attrs.field(default=None, repr=False)

    @property
    def signed(self) -> bool:
        """Whether a Signature element stands in it; says nothing about its validity."""
        return self.signatures > 0


@attrs.frozen(kw_only=True)
class Reading:
    """A record as its file claims it, the slots, and what the reader noticed.

    ``findings`` tell how the file is written (unknown tags, comments, odd characters …). They judge
    neither the record (:func:`hocba.check`) nor its signatures (:func:`hocba.verify`).
    """

    record: Record
    slots: tuple[SlotClaim, ...]
    findings: tuple[Finding, ...]
    format_id: FormatId
