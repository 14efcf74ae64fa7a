"""The start tag of SignedInfo in its canonical form, in the place where it will stand."""

from __future__ import annotations

from lxml import etree

from hocba.xml.apex import inherited, start_tag
from hocba.xml.names import DS, XML
from hocba.xml.tree import attributes

__all__ = ["PLAIN", "signed_info_opening"]

PLAIN = f'<SignedInfo xmlns="{DS}"'.encode()
"""Where nothing but the default namespace of Signature is in scope."""


def signed_info_opening(holder: etree._Element) -> bytes:
    """The start tag without ``>`` for a Signature directly inside ``holder`` (signing.md §2).

    Inclusive C14N 1.0 writes the namespaces in scope there and the ``xml:*`` attributes of all ancestors;
    below this tag nothing depends on the place.
    """
    scope = {**holder.nsmap, None: DS}
    taken_over = inherited(holder, "1.0")
    prefix = f"{{{XML}}}"
    for name, value in attributes(holder):
        if name.startswith(prefix):
            taken_over[name.removeprefix(prefix)] = value
    return start_tag(b"SignedInfo", b"", scope, taken_over)[:-1]
