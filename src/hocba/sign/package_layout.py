"""A package taken apart for its own signature: enveloped, the last child of the root."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from hocba.errors import SigningError, UnknownFormatError
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.profiles.slots import Profile
from hocba.sign.analysis import data_id
from hocba.sign.insertion import Slotting
from hocba.sign.layout import SIGNATURE, Ground, Layout
from hocba.sign.opening import signed_info_opening
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse
from hocba.xml.ids import IdIndex
from hocba.xml.path import local_name
from hocba.xml.scan import scan

__all__ = ["package_layout"]


def package_layout(
    raw: bytes, profile: Profile, *, school_code: str = "", limits: Limits = DEFAULT_LIMITS
) -> tuple[Layout, Slotting]:
    """What the signature of the package ``raw`` covers, and where it goes (format-v1.md §4, §6).

    ``school_code``: of the sender, for the register. The records inside are not looked at.

    Raises MalformedXmlError, LimitExceededError, UnknownFormatError
    (SIGN-NOT-A-PACKAGE) and SigningError (SIGN-DATA-ID, SIGN-PACKAGE-SIGNED, SIGN-PACKAGE-EMPTY).
    """
    document = parse(raw, limits=limits)
    root = document.root
    if local_name(root) != profile.package_root:
        raise UnknownFormatError.of("SIGN-NOT-A-PACKAGE", expected=profile.package_root)
    if any(local_name(child) == SIGNATURE for child in root):
        raise SigningError.of("SIGN-PACKAGE-SIGNED")
    span = scan(raw, depth=1, limits=limits)[0]
    if not len(root) or span.empty_tag:
        raise SigningError.of("SIGN-PACKAGE-EMPTY")
    octets = Canonicalizer(document).inclusive(root)
    ground = Ground(
        profile_id=profile.id,
        data_id=data_id(root, IdIndex(root)),
        data_digest=b64encode(hashlib.sha256(octets).digest()),
        openings={profile.package_slot.name: signed_info_opening(root)},
        canonical=False,
        slots={},
        facts={profile.school_code_field: school_code},
    )
    return Layout(ground), Slotting(span.content_end)
