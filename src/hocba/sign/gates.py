"""What has to hold before anything is signed, and what the caller gives to check it with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.pki.evidence import Evidence
from hocba.pki.store import TrustStore
from hocba.sign.overrides import checked

if TYPE_CHECKING:
    from hocba.pki.paths import PathValidator
    from hocba.pki.status import StatusSource
    from hocba.sign.record_file import RecordFile

__all__ = ["Gate", "RecordCheck"]

RecordCheck = Callable[["RecordFile"], tuple[Finding, ...]]


def _rules(file: RecordFile) -> tuple[Finding, ...]:
    from hocba.sign.record_check import record_findings

    return record_findings(file)


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Gate:
    """The checks before signing (signing.md §4). One Gate for many batches keeps paths and status.

    ``trust``: chain, and the register where the store has one; None: neither is checked, and the outcome
    says so. ``evidence``: revocation lists and intermediates. ``expected``: per slot the certificate, or a
    number or tax code that it must carry. ``record``: what finds errors in the record; None: not asked.
    ``override``: code of a refusal → the reason for going on; ConfigurationError for a code that may not
    be overridden or an empty reason.
    """

    trust: TrustStore | None = None
    evidence: Evidence = attrs.field(factory=Evidence)
    expected: Mapping[str, Certificate | str] = attrs.field(factory=dict, repr=False)
    record: RecordCheck | None = _rules
    override: Mapping[str, str] = attrs.field(factory=dict, converter=checked, repr=False)

    @cached_property
    def paths(self) -> PathValidator:
        """Paths to the anchors of ``trust``."""
        from hocba.pki.paths import PathValidator

        return PathValidator(self.trust or TrustStore())

    @cached_property
    def statuses(self) -> StatusSource:
        """Status by the lists of ``evidence``."""
        from hocba.pki.status import StatusSource

        return StatusSource(self.evidence.crls)
