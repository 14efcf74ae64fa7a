"""From rows of sheets to pupils: every value with its cell, every row with the pupil whose key it bears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import attrs

from hocba.rules.form import GENERAL, ROW, TEACHER
from hocba.sheets.assign import Assigned
from hocba.sheets.book import Cell
from hocba.sheets.convert import Converter
from hocba.sheets.draft import Draft, Entry, Held, path_of
from hocba.sheets.header import Header
from hocba.sheets.layout import PUPILS, Column, Layout
from hocba.sheets.names import exact
from hocba.sheets.place import Place
from hocba.sheets.problem import Problem, problem
from hocba.sheets.subjects import Subjects
from hocba.sheets.targets import Target, Use

__all__ = ["Gathering", "TeacherRow"]

_COMPARED = frozenset({"ho_va_ten", "ngay_sinh", "so_cccd", "ma_hoc_sinh"})


@attrs.frozen(repr=False)
class TeacherRow:
    """A teacher of a subject: of one pupil, or of the whole class where ``key`` is empty."""

    key: str
    place: Place
    subject: Entry
    values: Entry


@attrs.define(repr=False)
class Gathering:
    """Takes the sheets in, pupils first. ``problems`` collects everything that is wrong with them."""

    layout: Layout
    convert: Converter
    subjects: Subjects
    key: Column | None
    problems: list[Problem] = attrs.field(factory=list)
    pupils: list[Draft] = attrs.field(factory=list)
    teachers: list[TeacherRow] = attrs.field(factory=list)
    rows: dict[str, int] = attrs.field(factory=dict)
    _by_key: dict[str, Draft] = attrs.field(factory=dict)
    _first_sheet: int | None = None

    def take(self, sheet: Assigned, header: Header) -> None:
        """Every row of ``sheet`` below its header."""
        if sheet.part == PUPILS and self._first_sheet is None:
            self._first_sheet = sheet.grid.order  # others of its kind add to its pupils
        self.problems += header.problems
        self.problems += _merged(sheet, header)
        hidden = []
        for row, cells in sheet.grid.after(header.row):
            used = {column: cells[column] for column in header.targets if column in cells}
            if not used:
                continue
            key = self._key_of(used, header)
            if not key and sheet.about is not None and sheet.about.until_blank_key:
                break
            if row in sheet.grid.hidden_rows:
                hidden.append(row)
            self.rows[sheet.part] = self.rows.get(sheet.part, 0) + 1
            self._row(sheet, header, sheet.grid.place(row), used, key)
        if hidden:
            self.problems.append(problem("SHEET-HIDDEN-ROWS", sheet.grid.place(hidden[0]), count=len(hidden)))

    def _row(self, sheet: Assigned, header: Header, row: Place, used: Mapping[int, Cell], key: str) -> None:
        if sheet.part == PUPILS and sheet.grid.order == self._first_sheet:
            draft = self._pupil(row, used, header, key)
        else:
            found = self._owner(sheet, row, used, header, key)
            if found is None:
                return
            draft = found
        values = self._values(draft, used, header, sheet)
        if sheet.part == "giao_vien":
            self._teacher(values, key, row)
        elif sheet.part in {PUPILS, "nang_luc"} or not self._repeats(sheet.part):
            self._single(draft, values)
        else:
            self._repeated(draft, sheet, values)

    def _pupil(self, row: Place, used: Mapping[int, Cell], header: Header, key: str) -> Draft:
        column = self.key_position(header)
        place = used[column].place if column is not None and column in used else row
        draft = Draft(len(self.pupils) + 1, place, key)
        self.pupils.append(draft)
        if key:
            first = self._by_key.setdefault(key, draft)
            if first is not draft:
                self.problems.append(
                    problem("SHEET-KEY-TWICE", place, pupil=draft.number, other=str(first.place))
                )
        elif column is not None:
            self.problems.append(problem("SHEET-KEY-BLANK", place, pupil=draft.number))
        return draft

    def _owner(
        self, sheet: Assigned, row: Place, used: Mapping[int, Cell], header: Header, key: str
    ) -> Draft | None:
        """The pupil of a row; a stand-in where a teacher is told for the whole class."""
        if key in self._by_key:
            return self._by_key[key]
        column = self.key_position(header)
        if sheet.part == "giao_vien" and not key:
            return Draft(0, row, "")
        if key:
            place = used[column].place if column is not None and column in used else row
            self.problems.append(problem("SHEET-NO-SUCH-PUPIL", place))
        elif any(header.targets[number].use is Use.VALUE for number in used):
            self.problems.append(problem("SHEET-KEY-BLANK", row))
        return None

    def _key_of(self, used: Mapping[int, Cell], header: Header) -> str:
        column = self.key_position(header)
        if column is None or column not in used or self.key is None:
            return ""
        before = len(self.convert.problems)
        text = self.convert.read(used[column], self.key, path_of(self.layout, self.key)) or ""
        if header.targets[column].use is Use.VALUE:  # read once more as a value: told once
            del self.convert.problems[before:]
        return text

    def key_position(self, header: Header) -> int | None:
        """The column that holds the key, or None."""
        explicit = header.column_of(Use.KEY)
        if explicit is not None:
            return explicit
        return next(
            (number for number, target in header.targets.items()
             if target.column == self.key and not target.subject and target.index is None),
            None,
        )  # fmt: skip

    def _repeats(self, part: str) -> bool:
        return self.layout.parts[part].repeats

    def _values(
        self, draft: Draft, used: Mapping[int, Cell], header: Header, sheet: Assigned
    ) -> list[tuple[Target, Held]]:
        """What the cells of a row say, each value with its cell."""
        found: dict[Target, Held] = {}
        for number, cell in used.items():
            target = header.targets[number]
            if target.use is Use.KEY:
                continue
            text = self.convert.read(cell, target.column, path_of(self.layout, target.column))
            if text is None:  # could not be read: known by its cell, so that it is not told as missing too
                text = ""
            if target.use is Use.COMPARE:
                self._compare(draft, target, text, cell.place, sheet)
            elif target in found:  # one value that stands in several columns
                found[target] = Held(f"{found[target].text} {text}", found[target].place)
            else:
                found[target] = Held(text, cell.place)
        return list(found.items())

    def _compare(self, draft: Draft, target: Target, text: str, place: Place, sheet: Assigned) -> None:
        known = draft.text(GENERAL, target.column.name)
        if target.column.name in _COMPARED and known and text and exact(known) != exact(text):
            path = path_of(self.layout, target.column)
            self.problems.append(problem("SHEET-OTHER-PUPIL", place, path=path, pupil=draft.number))

    def _single(self, draft: Draft, values: list[tuple[Target, Held]]) -> None:
        for target, held in values:
            column = target.column
            if target.subject:
                entry = draft.wide.setdefault(target.subject, {})
            elif target.index is not None:
                entry = draft.indexed.setdefault(column.role, {}).setdefault(target.index, {})
            elif column.role:
                entry = draft.single.setdefault(column.role, {})
            else:
                entry = draft.other
            self._put(draft, entry, column, held)

    def _repeated(self, draft: Draft, sheet: Assigned, values: list[tuple[Target, Held]]) -> None:
        entry: Entry = {}
        roles = set()
        for target, held in values:
            if target.subject or target.index is not None:
                self._single(draft, [(target, held)])
            else:
                roles.add(target.column.role)
                self._put(draft, entry, target.column, held)
        about = sheet.about
        if about is not None and about.subject and entry:
            row = next(iter(entry.values())).place
            entry.setdefault("ma_mon_hoc", Held(about.subject, Place(row.order, row.sheet, row.row)))
        if entry:
            draft.lists.setdefault(roles.pop(), []).append(entry)

    def _teacher(self, values: list[tuple[Target, Held]], key: str, row: Place) -> None:
        held = {role: {target.column.name: value for target, value in values if target.column.role == role}
                for role in (ROW, TEACHER)}  # fmt: skip
        if held[TEACHER]:
            self.teachers.append(TeacherRow(key, row, held[ROW], held[TEACHER]))

    def _put(self, draft: Draft, entry: Entry, column: Column, held: Held) -> None:
        other = entry.get(column.name)
        if other is not None and other.text == held.text:
            return
        if other is not None:
            path = path_of(self.layout, column)
            place = str(other.place)
            self.problems.append(
                problem("SHEET-VALUE-TWICE", held.place, path=path, pupil=draft.number, other=place)
            )
        else:
            entry[column.name] = held


def _merged(sheet: Assigned, header: Header) -> Iterator[Problem]:
    """Merged cells below the header: nobody can say whose value it is."""
    filled = MappingProxyType(dict(sheet.grid.rows))
    last = max(filled, default=0)
    for block in sheet.grid.merged:
        columns = [number for number in header.targets if block.left <= number <= block.right]
        if header.row < block.bottom and block.top <= last and columns:
            yield problem("SHEET-MERGED", sheet.grid.place(block.top, block.left), range=str(block))
