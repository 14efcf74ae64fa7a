"""The text of a record's data element: a quick way for plain records, a whole way for all others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from hocba.formats.format import Format
from hocba.formats.outside import Outside
from hocba.formats.plan import Piece, Plan
from hocba.formats.tags import ASSESSMENT, GENERAL, HISTORY, RESULTS, ROW
from hocba.model.record import BangDiem, DanhGiaNangLucPhamChat, Record
from hocba.xml import escape

__all__ = ["Elements", "plain", "whole"]


def plain(record: Record, plan: Plan, data: str) -> str | None:
    """The element, or ``None`` where a value holds a character that needs an escape."""
    parts: list[str] = [plan.data_start]
    tags = plan.plain
    results = record.tong_ket
    _join(parts, GENERAL, record.thong_tin_chung.__dict__, tags[GENERAL])
    for year in record.qua_trinh_hoc_tap:
        _join(parts, HISTORY, year.__dict__, tags[HISTORY])
    _join(parts, RESULTS, results.__dict__, tags[RESULTS])
    end = parts.pop()
    for row in results.bang_diem:
        _join(parts, ROW, row.__dict__, tags[ROW])
    _join(parts, ASSESSMENT, results.danh_gia_nang_luc_pham_chat.__dict__, tags[ASSESSMENT])
    parts.append(end)
    parts.append(f"</{data}>")
    text = "".join(parts)
    blocks = 2 * (len(record.qua_trinh_hoc_tap) + len(results.bang_diem) + 4)
    # every part but the block tags belongs to a triple of start, value and end
    expected = blocks + (len(parts) - blocks) // 3 * 2
    if text.count("<") != expected or text.count(">") != expected or "&" in text or "\r" in text:
        return None
    return text


Pieces = Iterable[tuple[str, str, str]]


def _join(parts: list[str], block: str, values: dict[str, Any], pieces: Pieces) -> None:
    parts.append(f"<{block}>")
    for name, start, end in pieces:
        value = values[name]
        if value:
            parts += (start, value, end)
    parts.append(f"</{block}>")


def whole(record: Record, plan: Plan, known: Format, outside: Outside) -> str:
    """The element with escapes, re-formed values, other wrappers and content without a field."""
    writer = _Whole(plan, outside, known.data)
    writer.data(record)
    return "".join(writer.parts)


class Elements:
    """Elements with attributes and content that the format does not know, each at its place."""

    def __init__(self, outside: Outside) -> None:
        self.outside = outside
        self.parts: list[str] = []

    def pieces(self, pieces: Iterable[Piece], place: str, values: dict[str, Any]) -> None:
        """Write the simple tags of the block at ``place``, each with what follows it."""
        for piece in pieces:
            self.piece(piece, place, values[piece.name])
            self.follow(place, piece.tag)

    def piece(self, piece: Piece, place: str, value: str | None) -> None:
        """Write one simple tag, unless there is nothing in it."""
        inner = f"{place}/{piece.tag}"
        added, attributes = self.outside.rest(inner), self.outside.attributes(inner)
        if not value and not added and not attributes:
            return
        text = piece.reform(value) if piece.reform is not None and value else value or ""
        start = f"{piece.start[:-1]}{attributes}>"
        self.parts += (start, _escaped(text), *added, piece.end)

    def open(self, name: str, place: str, attributes: Iterable[tuple[str, str]] = ()) -> None:
        """Write the start tag ``name`` of the element at ``place`` and what is before its first child."""
        self.parts.append(f"<{name}{self.outside.attributes(place, attributes)}>")
        self.follow(place, "")

    def follow(self, place: str, after: str) -> None:
        """Write what stands in ``place`` behind its child ``after``."""
        self.parts += self.outside.following(place, after)

    def close(self, name: str, place: str) -> None:
        """Write what is left for ``place``, and its end tag."""
        self.parts += self.outside.rest(place)
        self.parts.append(f"</{name}>")


class _Whole(Elements):
    def __init__(self, plan: Plan, outside: Outside, data: str) -> None:
        super().__init__(outside)
        self.plan = plan
        self.base = data

    def data(self, record: Record) -> None:
        base = self.base
        self.open(base, base, self.plan.data_attributes)
        self.block(GENERAL, f"{base}/{GENERAL}", record.thong_tin_chung.__dict__)
        self.follow(base, GENERAL)
        for number, year in enumerate(record.qua_trinh_hoc_tap, 1):
            step = f"{HISTORY}[{number}]"
            self.block(HISTORY, f"{base}/{step}", year.__dict__)
            self.follow(base, step)
        results = record.tong_ket
        place = f"{base}/{RESULTS}"
        self.open(RESULTS, place)
        self.pieces(self.plan.blocks[RESULTS], place, results.__dict__)
        self.results(record, RESULTS)
        self.close(RESULTS, place)
        self.follow(base, RESULTS)
        self.results(record, "")
        self.close(base, base)

    def results(self, record: Record, parent: str) -> None:
        """Rows and assessment, where their paths say: in ``TONG_KET`` or beside it."""
        results = record.tong_ket
        assessed = results.danh_gia_nang_luc_pham_chat
        marked = all(row.ma_mon_hoc for row in results.bang_diem)
        rows = self.plan.rows if marked else (RESULTS, ROW)
        block = self.plan.assessment if assessed.pham_chat_yeu_nuoc else (RESULTS, ASSESSMENT)
        if results.bang_diem and _home(rows) == parent:
            self.inside(rows, partial(self.rows, results.bang_diem))
        if _home(block) == parent:
            self.inside(block, partial(self.assessment, assessed))

    def inside(self, steps: tuple[str, ...], fill: Callable[[str, str], None]) -> None:
        """Call ``fill`` with place and name inside the containers that ``steps`` names."""
        place = f"{self.base}/{_home(steps)}".rstrip("/")
        outer = []
        for step in steps[1:-1] if _home(steps) else steps[:-1]:
            outer.append((place, step))
            place = f"{place}/{step}"
            self.open(step, place)
        fill(place, steps[-1])
        for above, step in reversed(outer):
            self.close(step, f"{above}/{step}")
            self.follow(above, step)

    def rows(self, rows: tuple[BangDiem, ...], place: str, name: str) -> None:
        for number, row in enumerate(rows, 1):
            step = f"{name}[{number}]"
            self.block(ROW, f"{place}/{step}", row.__dict__, name)
            self.follow(place, step)

    def assessment(self, assessed: DanhGiaNangLucPhamChat, place: str, name: str) -> None:
        self.block(ASSESSMENT, f"{place}/{name}", assessed.__dict__, name)
        self.follow(place, name)

    def block(self, block: str, place: str, values: dict[str, Any], name: str = "") -> None:
        self.open(name or block, place)
        self.pieces(self.plan.blocks[block], place, values)
        self.close(name or block, place)


def _escaped(text: str) -> str:
    if "&" in text or "<" in text or ">" in text or "\r" in text:
        return escape.text(text)
    return text


def _home(steps: tuple[str, ...]) -> str:
    return RESULTS if len(steps) > 1 and steps[0] == RESULTS else ""
