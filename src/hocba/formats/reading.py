"""What reading a file gives."""

from __future__ import annotations

import attrs

from hocba.findings import Finding
from hocba.formats.format import FormatId
from hocba.model.any_record import AnyRecord
from hocba.model.values import DateText

__all__ = ["Reading", "SlotClaim"]


@attrs.frozen(kw_only=True)
class SlotClaim:
    """What stands in a signature slot beside the signature. Unsigned text: a claim, not evidence.

    Slots of one kind are told apart by their number in the document (``GVBM``, ``GVBM[2]``), never by their
    ``id``, which may be a personal number.
    """

    name: str
    path: str
    line: int | None
    signatures: int
    ngay_ky: DateText | None = attrs.field(default=None, repr=False)
    so_cccd: str | None = attrs.field(default=None, repr=False)
    id: str | None = attrs.field(default=None, repr=False)

    @property
    def family(self) -> str:
        """The name without the number that tells slots of one kind apart."""
        return self.name.partition("[")[0]

    @property
    def signed(self) -> bool:
        """Whether a Signature element stands in it; says nothing about its validity."""
        return self.signatures > 0


@attrs.frozen(kw_only=True)
class Reading:
    """A record as its file claims it, the slots, and what the reader noticed.

    ``findings`` tell how the file is written (unknown tags, comments, odd characters …). They judge
    neither the record (:func:`hocba.check`) nor its signatures (:func:`hocba.verify`). A format of a third
    party gives records of its own class.
    """

    record: AnyRecord
    slots: tuple[SlotClaim, ...]
    findings: tuple[Finding, ...]
    format_id: FormatId
