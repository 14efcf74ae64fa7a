"""Refusals that the caller may go past, each by its code and with a reason that is kept."""

from __future__ import annotations

from collections.abc import Mapping

from hocba.errors import ConfigurationError, HocbaError
from hocba.findings import Finding

__all__ = ["OVERRIDABLE", "allowed", "checked"]

OVERRIDABLE = frozenset(
    {
        "SIGN-CERT-NOT-YET",
        "SIGN-CERT-EXPIRED",
        "SIGN-CERT-USAGE",
        "SIGN-CERT-CHAIN",
        "SIGN-IDENTITY-NUMBER",
        "SIGN-IDENTITY-EXPECTED",
        "SIGN-REGISTER-OTHER",
        "SIGN-REGISTER-TIME",
        "SIGN-REGISTER-ABSENT",
        "SIGN-RECORD-FINDINGS",
        "SIGN-COMMENTS",
        "SIGN-LATER-FILLED",
    }
)
"""Never among them: a revoked certificate, a wrong kind of signer, an issued record, a broken signature."""


def checked(override: Mapping[str, str]) -> Mapping[str, str]:
    """``override`` itself; ConfigurationError (SIGN-OVERRIDE-UNKNOWN, SIGN-OVERRIDE-REASON)."""
    for code, reason in override.items():
        if code not in OVERRIDABLE:
            raise ConfigurationError.of("SIGN-OVERRIDE-UNKNOWN", code_given=code)
        if not reason.strip():
            raise ConfigurationError.of("SIGN-OVERRIDE-REASON", code_given=code)
    return override


def allowed(refusal: HocbaError, override: Mapping[str, str]) -> Finding:
    """The record that ``refusal`` was overridden; raises ``refusal`` where it was not."""
    reason = override.get(refusal.code, "")
    if refusal.code not in OVERRIDABLE or not reason.strip():
        raise refusal
    return Finding.of("SIGN-OVERRIDDEN", refused=refusal.code, private={"reason": reason})
