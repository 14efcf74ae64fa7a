"""Characters that make a text look like another: named, with their place, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from types import MappingProxyType

from hocba.characters import Odd, odd, suspicious
from hocba.rules.facts import Facts, every_text
from hocba.rules.form import Place, place
from hocba.rules.general.letters import coded_fields
from hocba.rules.hit import Hit, open_hit

_CODES = MappingProxyType(
    {
        "control": "TEXT-CONTROL",
        "broken": "TEXT-BROKEN",
        "bidi": "TEXT-BIDI",
        "invisible": "TEXT-INVISIBLE",
        "space": "TEXT-SPACE",
        "full-width": "TEXT-FULL-WIDTH",
        "digit": "TEXT-DIGIT",
        "decomposed": "TEXT-NOT-NFC",
        "mark": "TEXT-MARK",
        "look-alike": "TEXT-LOOK-ALIKE",
        "script": "TEXT-SCRIPT",
    }
)
_MOST = 1000
_NAMED = 3
# what these stand for can be read: naming several would tell a name or a number
_READABLE = frozenset({"full-width", "digit", "look-alike", "script"})


def odd_characters(facts: Facts) -> Iterator[Hit]:
    """TEXT-…: each kind of odd character in a field, once, with code point, name and positions.

    Coded letters are left to G-11. Of characters that can be read only the first is named. After the first
    1,000 odd characters of a value no more are counted.
    """
    if not suspicious("".join(facts.derived(every_text))):
        return
    for part, index, nested, values in facts.every:
        coded = coded_fields(facts.form).get(part.role, ())
        for name, value in values.items():
            if value and name not in coded and suspicious(value):
                yield from _in_value(value, place(facts, part.role, name, index, nested))


def _in_value(value: str, where: Place) -> Iterator[Hit]:
    kinds: dict[str, list[Odd]] = {}
    for one in islice(odd(value), _MOST):
        kinds.setdefault(one.kind, []).append(one)
    for kind, found in kinds.items():
        different = {one.character: one for one in found}.values()
        most = 1 if kind in _READABLE else _NAMED
        positions = [str(one.position) for one in found[:_NAMED]]
        yield open_hit(
            _CODES[kind],
            where,
            count=str(len(found)),
            characters=", ".join(_named(one) for one in islice(different, most)),
            positions=", ".join([*positions, "…"] if len(found) > _NAMED else positions),
        )


def _named(one: Odd) -> str:
    shown = f"{one.plain} (U+{ord(one.plain):04X})" if one.plain.strip() else ""
    return f"{one.named} → {shown}" if shown else one.named
