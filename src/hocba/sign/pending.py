"""A batch between prepare and complete."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import attrs

from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.sign.insertion import Slotting
from hocba.sign.outcome import Outcome
from hocba.sign.record_file import RecordFile
from hocba.sign.signers import SigningItem

if TYPE_CHECKING:
    from hocba.profiles.slots import Profile

__all__ = ["PendingBatch", "Work"]


@attrs.frozen(slots=False, kw_only=True)
class Work:
    """One item with all that is needed to put its value in.

    ``before`` and ``after`` stand around the value, ``signed_octets`` is the canonical SignedInfo in place.
    ``number`` is what SO_CCCD says. ``slotting`` is None for a batch that comes back from JSON: it is then
    decided again on the file as it is found. ``slot`` is the slot of this very file; ``whole``: the
    signature covers the whole document; ``profile`` is that of the file's format.
    """

    item: SigningItem
    file: RecordFile
    before: bytes = attrs.field(repr=False)
    after: bytes = attrs.field(repr=False)
    signed_octets: bytes = attrs.field(repr=False)
    number: str = attrs.field(default="", repr=False)
    slotting: Slotting | None = attrs.field(default=None, eq=False)
    findings: tuple[Finding, ...] = ()
    slot: str
    whole: bool = False
    profile: Profile = attrs.field(repr=False)


@attrs.frozen(kw_only=True, slots=False)
class PendingBatch:
    """Hashes that wait for their signature values, and what is needed to complete the files.

    ``slot`` is the role that was asked for; which slot of a file that means was settled by prepare().
    ``items`` go to the signer; ``refused`` are the files that did not pass the checks. Bound to slot,
    certificate, the canonical octets of every reference and SignedInfo; not to the whole file, so that other
    slots may be signed meanwhile. Holds the records themselves, and no key. ``expires``: after it
    ``complete`` refuses.
    """

    slot: str
    certificate: Certificate
    signing_time: datetime
    expires: datetime
    items: tuple[SigningItem, ...]
    refused: tuple[Outcome, ...] = ()
    replace: bool = False
    resumed: bool = attrs.field(default=False, eq=False)
    _order: tuple[str, ...] = attrs.field(default=(), repr=False, eq=False, alias="_order")
    _profile: Profile = attrs.field(repr=False, alias="_profile")
    _works: tuple[Work, ...] = attrs.field(repr=False, alias="_works")

    def to_json(self) -> str:
        """The state as versioned JSON, for the caller's own server; holds the records, ``refused`` not."""
        from hocba.sign.pending_json import dump

        return dump(self)

    @classmethod
    def from_json(cls, text: str | bytes, *, profile: Profile | None = None) -> PendingBatch:
        """The batch from :meth:`to_json`, also of an earlier version of hocba with the same state version.

        ``profile`` where the record's profile is not one that hocba ships. Raises InputError
        (SIGN-STATE-MALFORMED, SIGN-STATE-VERSION).
        """
        from hocba.sign.pending_json import load

        return load(text, profile)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (self.to_json(), self._profile, self.refused, self._order))


def _again(text: str, profile: Profile, refused: tuple[Outcome, ...], order: tuple[str, ...]) -> PendingBatch:
    batch = PendingBatch.from_json(text, profile=profile)
    return attrs.evolve(batch, refused=refused, _order=order)
