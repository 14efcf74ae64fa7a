"""X.509 validation (EN 319 102-1 §5.2.6): a path to an anchor of the right purpose and world."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.findings import Finding
from hocba.pki.certificate import Certificate
from hocba.pki.paths import PathResult
from hocba.verify.policy import Rules

__all__ = ["check"]

_CODES = {
    "PKI-CHAIN-NONE": "VER-CHAIN-NONE",
    "PKI-CHAIN-PURPOSE": "VER-CHAIN-PURPOSE",
    "PKI-CHAIN-SIGNER-IS-CA": "VER-CERT-IS-CA",
    "PKI-CHAIN-ALGORITHM": "VER-ALG-CERTIFICATE",
}


def check(certificate: Certificate, path: PathResult, rules: Rules) -> Iterator[Finding]:
    """Why there is no path, or that it ends in a world which the policy does not count."""
    if path.problem is not None or path.anchor is None:
        yield Finding.of(
            _CODES.get(path.problem or "PKI-CHAIN-NONE", "VER-CHAIN-INVALID"),
            issuer=certificate.issuer_common_name,
            serial=certificate.serial_hex,
            problem=path.problem or "",
        )
    elif path.anchor.world.value not in rules.worlds:
        yield Finding.of("VER-CHAIN-WORLD", world=path.anchor.world.value, expected=", ".join(rules.worlds))
