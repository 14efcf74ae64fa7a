"""A package taken apart for its own signature: enveloped, the last child of the root."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from hocba.errors import SigningError, UnknownFormatError
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.profiles.slots import Profile
from hocba.sign.ground import Ground, Target
from hocba.sign.insertion import Slotting
from hocba.sign.layout import Layout
from hocba.sign.opening import signed_info_opening
from hocba.sign.parts import reference_id
from hocba.sign.slot_place import SIGNATURE
from hocba.xml.canonical import Canonicalizer
from hocba.xml.document import parse
from hocba.xml.ids import IdIndex
from hocba.xml.path import local_name
from hocba.xml.scan import scan

__all__ = ["PACKAGE_SLOT", "package_layout"]

PACKAGE_SLOT = "package"


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
    identifier = reference_id(root, IdIndex(root))
    digest = b64encode(hashlib.sha256(octets).digest())
    ground = Ground(
        profile=profile,
        base=profile,
        targets={identifier: Target(identifier, digest, span.start, span.end, plain=False)},
        covers={PACKAGE_SLOT: (identifier,)},
        openings={PACKAGE_SLOT: signed_info_opening(root)},
        bare=False,
        slots={},
        facts={profile.school_code_field: school_code},
    )
    return Layout(ground), Slotting(span.content_end)
