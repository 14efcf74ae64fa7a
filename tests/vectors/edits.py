"""Edits on bytes. Each one changes something or fails: no vector is an edit that missed."""

from __future__ import annotations

import re
from collections.abc import Callable

PACKAGE = "package"


def put(raw: bytes, old: bytes | str, new: bytes | str, count: int = 1) -> bytes:
    """``raw`` with the first ``count`` places of ``old`` replaced."""
    before, after = _bytes(old), _bytes(new)
    assert before in raw, before[:80]
    return raw.replace(before, after, count)


def sub(raw: bytes, pattern: bytes | str, new: bytes | str | Callable[[re.Match[bytes]], bytes]) -> bytes:
    """``raw`` with the first match of ``pattern`` replaced; ``new`` is literal."""
    text = _bytes(new) if isinstance(new, bytes | str) else new
    changed, count = re.subn(
        _bytes(pattern), text if callable(text) else (lambda _: text), raw, count=1, flags=re.DOTALL
    )
    assert count == 1, pattern
    return changed


def replacing(old: bytes | str, new: bytes | str) -> Callable[[bytes], bytes]:
    """:func:`put` with the text to come."""
    return lambda text: put(text, old, new)


def slot_span(raw: bytes, slot: str) -> tuple[int, int]:
    """Where the content of the slot's element stands."""
    start = raw.index(f"<{slot}>".encode()) + len(slot) + 2
    return start, raw.index(f"</{slot}>".encode(), start)


def signature_span(raw: bytes, slot: str) -> tuple[int, int]:
    """Where the first signature of the slot stands, or the one of the package."""
    if slot == PACKAGE:
        start, end = raw.rindex(b"</HOC_BA>"), len(raw)
    else:
        start, end = slot_span(raw, slot)
    first = raw.index(b"<Signature ", start, end)
    return first, raw.index(b"</Signature>", first, end) + len(b"</Signature>")


def signature(raw: bytes, slot: str) -> bytes:
    """The text of the slot's signature."""
    start, end = signature_span(raw, slot)
    return raw[start:end]


def in_signature(raw: bytes, slot: str, change: Callable[[bytes], bytes]) -> bytes:
    """``raw`` with the text of the slot's signature changed."""
    start, end = signature_span(raw, slot)
    return raw[:start] + change(raw[start:end]) + raw[end:]


def in_slot(raw: bytes, slot: str, change: Callable[[bytes], bytes]) -> bytes:
    """``raw`` with the content of the slot changed."""
    start, end = slot_span(raw, slot)
    return raw[:start] + change(raw[start:end]) + raw[end:]


def slot_content(raw: bytes, slot: str) -> bytes:
    start, end = slot_span(raw, slot)
    return raw[start:end]


def emptied(raw: bytes, slot: str) -> bytes:
    """``raw`` with an empty slot."""
    return in_slot(raw, slot, lambda _: b"")


def data(raw: bytes) -> bytes:
    """The text of the data element."""
    return raw[raw.index(b"<DU_LIEU_HOC_BA") : raw.index(b"</DU_LIEU_HOC_BA>") + len(b"</DU_LIEU_HOC_BA>")]


def forged(text: bytes) -> bytes:
    """The data with another level in the first row."""
    return sub(text, rb"(?<=<MUC_DAT_DUOC>)[THC](?=<)", lambda found: b"T" if found[0] != b"T" else b"H")


def _bytes(text: bytes | str) -> bytes:
    return text.encode() if isinstance(text, str) else text
