"""Why a digest may be wrong: other forms of the same element are tried, to explain and never to accept."""

from __future__ import annotations

from lxml import etree

from hocba.pki.algorithms import digest
from hocba.verify.extract.octets import Form, Octets
from hocba.verify.extract.signed_info import Reference

__all__ = ["likely_cause"]

_OTHER_FORMS = (Form(), Form(exclusive=True))
_WORK = 8  # what parsing and writing cost, against a digest


def likely_cause(
    reference: Reference,
    target: etree._Element | None,
    form: Form,
    without: etree._Element | None,
    octets: Octets,
) -> str:
    """The code of the cause that can be shown, or an empty text.

    VER-WHY-DETACHED: the digest fits another canonical form, as programs produce that canonicalise a copy.
    VER-WHY-REFORMATTED: it fits once the white space between tags is taken out. In large files with many
    wrong digests only the first ones are looked at.
    """
    if target is None:
        return ""
    algorithm, wanted = reference.digest_algorithm, reference.digest
    if not octets.may_explain(_WORK * len(octets.of(target, form, without))):
        return ""
    for other in _OTHER_FORMS:
        if other != form and octets.digest(algorithm, target, other, without) == wanted:
            return "VER-WHY-DETACHED"
    if digest(algorithm, _detached(target)) == wanted:
        return "VER-WHY-DETACHED"
    if digest(algorithm, _without_indentation(octets.of(target, form, without))) == wanted:
        return "VER-WHY-REFORMATTED"
    return ""


def _detached(target: etree._Element) -> bytes:
    """What lxml makes of a sub-element alone: the known fault of several programs (signing.md §2)."""
    return etree.tostring(target, method="c14n", with_comments=False)


def _without_indentation(canonical: bytes) -> bytes:
    if not canonical:  # the enveloped-signature transform took the whole target out
        return b""
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True, huge_tree=True)
    return etree.tostring(etree.fromstring(canonical, parser), method="c14n")
