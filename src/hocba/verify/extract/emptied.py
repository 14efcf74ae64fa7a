"""Was a slot filled after another was signed? Shown by taking its content out: to explain, never to accept.

In the later formats a signature may cover other slots: the whole document, or a data element with the
teachers' slots in it. Whoever signs there later breaks it (format-v2.md §2, §3).
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping

import attrs
from lxml import etree

from hocba.errors import HocbaError
from hocba.verify.extract.octets import Form, Octets, Unsupported
from hocba.verify.extract.signed_info import Reference
from hocba.xml.document import Document, parse

__all__ = ["Emptied"]

_TRIES = 48
_OCTETS = 32 * 1024 * 1024
_SINGLES = 16


@attrs.define
class Emptied:
    """The slots of one record, in the order of its profile, and how often its document may be tried anew:
    the larger it is the less often."""

    document: Document
    slots: Mapping[str, etree._Element]
    tries: int = attrs.field(
        default=attrs.Factory(
            lambda self: min(_TRIES, max(1, _OCTETS // len(self.document.raw))), takes_self=True
        )
    )

    def cause(
        self,
        reference: Reference,
        target: etree._Element | None,
        form: Form,
        signature: etree._Element,
    ) -> tuple[str, ...]:
        """The slots without whose content the digest of ``reference`` would be right; none where unknown."""
        inside = [
            name
            for name, slot in self.slots.items()
            if len(slot) and slot is not signature.getparent() and (target is None or _below(slot, target))
        ]
        own = next((name for name, slot in self.slots.items() if slot is signature.getparent()), "")
        for names in _guesses(inside, own, list(self.slots)):
            if self.tries <= 0:
                break
            self.tries -= 1
            try:
                if self._digest(names, reference, target, form, signature) == reference.digest:
                    return names
            except (HocbaError, Unsupported):
                break
        return ()

    def _digest(
        self,
        names: tuple[str, ...],
        reference: Reference,
        target: etree._Element | None,
        form: Form,
        signature: etree._Element,
    ) -> bytes:
        root = copy.deepcopy(self.document.root)
        copied = dict(zip(self.document.root.iter(), root.iter(), strict=True))
        for name in names:
            slot = copied[self.slots[name]]
            slot.text = None
            del slot[:]
        places = {element: place for place, element in enumerate(root.iter())}
        document = parse(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
        anew = list(document.root.iter())
        without = anew[places[copied[signature]]]
        if target is None:
            return Octets(document).digest(reference.digest_algorithm, None, form, without)
        inner = anew[places[copied[target]]]
        inside = without if _below(without, inner) else None
        return Octets(document).digest(reference.digest_algorithm, inner, form, inside)


def _guesses(inside: list[str], own: str, order: list[str]) -> Iterator[tuple[str, ...]]:
    """All that come after the own slot, each one alone, then all together."""
    after = tuple(name for name in inside if own in order and order.index(name) > order.index(own))
    if after:
        yield after
    for name in inside[:_SINGLES]:
        if (name,) != after:
            yield (name,)
    if len(inside) > 1 and tuple(inside) != after:
        yield tuple(inside)


def _below(element: etree._Element, other: etree._Element) -> bool:
    return any(above is other for above in element.iterancestors())
