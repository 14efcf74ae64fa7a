"""Bounds on every input. A bound that is exceeded raises ``LimitExceededError``; nothing is truncated."""

from __future__ import annotations

import attrs

__all__ = ["DEFAULT_LIMITS", "Limits"]


@attrs.frozen(kw_only=True)
class Limits:
    """How much hocba accepts. Sizes in bytes; the defaults hold every legal record and package."""

    file_bytes: int = 64 * 1024 * 1024
    xml_bytes: int = 32 * 1024 * 1024
    xml_depth: int = 48
    xml_elements: int = 2_000_000
    xml_attributes: int = 32
    xml_namespaces: int = 16
    xml_attribute_bytes: int = 32 * 1024
    xml_text_bytes: int = 1024 * 1024
    signatures: int = 256
    references: int = 32
    certificate_bytes: int = 64 * 1024
    certificates: int = 512
    crl_bytes: int = 32 * 1024 * 1024
    package_content_bytes: int = 48 * 1024 * 1024
    package_plain_bytes: int = 32 * 1024 * 1024
    package_records: int = 10_000


DEFAULT_LIMITS = Limits()
