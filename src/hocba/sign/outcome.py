"""What became of one file of a batch."""

from __future__ import annotations

import attrs

from hocba.errors import HocbaError, SignerUnavailableError
from hocba.findings import Finding
from hocba.i18n import catalog
from hocba.sign.record_file import RecordFile

__all__ = ["Outcome"]


@attrs.frozen(slots=False)
class Outcome:
    """The signed ``file``, or the ``error`` that kept it from being signed; never both.

    ``findings`` are warnings of the checks before signing and every override that was used.
    """

    item_id: str
    slot: str
    file: RecordFile | None = None
    error: HocbaError | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def signed(self) -> bool:
        """Whether there is a signed, verified file."""
        return self.file is not None

    def require(self) -> RecordFile:
        """The signed file; raises ``error`` where there is none."""
        if self.file is not None:
            return self.file
        raise self.error or SignerUnavailableError.of("SIGN-VALUE-MISSING", item=self.item_id)

    def message(self, lang: str = "vi") -> str:
        """Success or failure in one sentence, for the signer (verification.md §1 S11)."""
        if self.error is not None:
            return self.error.message(lang)
        return catalog.message("SIGN-DONE", lang, {"slot": self.slot, "item": self.item_id})
