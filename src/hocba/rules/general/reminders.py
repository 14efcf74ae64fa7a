"""G-21, G-22: who signs against who is named, and the paper source of an extract."""

from __future__ import annotations

from collections.abc import Iterator

from hocba.rules.facts import Facts
from hocba.rules.form import GENERAL, place
from hocba.rules.hit import Hit, hit, open_hit

_SIGNERS = (("so_cccd_giam_hieu_ky_hoc_ba", "CBQL"), ("so_cccd_giao_vien_chu_nhiem", "GVCN"))


def signers(facts: Facts) -> Iterator[Hit]:
    """G-21: the number in the field is that of the slot; where there are several, of one of them.

    Needs the slots of the file. A slot without a number says nothing, and a slot that the caller names as
    signed by a substitute is left alone. Numbers in slots are claims: who signed is for verification.
    """
    for name, family in _SIGNERS:
        value = facts.general[name]
        numbers = [
            slot.so_cccd.strip()
            for slot in facts.slots
            if slot.name.partition("[")[0] == family and slot.so_cccd and slot.so_cccd.strip()
        ]
        if value and numbers and value not in numbers and not _substituted(facts, family):
            private = {"slot_number": ", ".join(numbers)}
            yield hit("G-21", place(facts, GENERAL, name), found=value, private=private, slot=family)


def _substituted(facts: Facts, family: str) -> bool:
    return any(name.partition("[")[0] == family for name in facts.substitutes)


def extract(facts: Facts) -> Iterator[Hit]:
    """G-22: TRICH_LUC = 1 has a paper source, which is kept outside the XML: a reminder."""
    if facts.extracted():
        yield open_hit("G-22", place(facts, GENERAL, "trich_luc"))
