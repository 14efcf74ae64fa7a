"""What follows from the sheets together: subjects named by code or name, wide marks as rows, teachers, what
the class shares. Only what is said somewhere or stands in the Ministry's tables is filled in.
"""

from __future__ import annotations

from collections.abc import Mapping

from hocba.rules.codes import subjects
from hocba.rules.form import GENERAL, ROW, TEACHER
from hocba.sheets.draft import Draft, Entry, Held
from hocba.sheets.gather import Gathering, TeacherRow
from hocba.sheets.layout import Column
from hocba.sheets.problem import problem
from hocba.sheets.subjects import Subjects

__all__ = ["finish"]

_CODE, _NAME = "ma_mon_hoc", "ten_mon_hoc"


def finish(gathered: Gathering, shared: Mapping[Column, Held], *, name_subjects: bool = True) -> None:
    """Complete every pupil of ``gathered``; ``name_subjects``: codes from names and back.

    Reported: SHEET-SUBJECT (a name that is no subject of the level), SHEET-VALUE-TWICE,
    SHEET-TEACHER-SUBJECT (a teacher whose subject nobody has: a warning).
    """
    for draft in gathered.pupils:
        _share(draft, shared)
        rows = draft.lists.setdefault(ROW, [])
        for entry in rows if name_subjects else ():
            if not _name_subject(entry, gathered.subjects):
                place = entry[_NAME].place
                gathered.problems.append(problem("SHEET-SUBJECT", place, pupil=draft.number))
        _widen(gathered, draft, rows)
        for role, entries in draft.indexed.items():
            draft.lists.setdefault(role, []).extend(entries[index] for index in sorted(entries))
    if TEACHER in gathered.layout.form.parts:
        _teach(gathered)


def _share(draft: Draft, shared: Mapping[Column, Held]) -> None:
    """What stands in the pupil's own row wins over what the class shares."""
    general = draft.single.setdefault(GENERAL, {})
    for column, held in shared.items():
        general.setdefault(column.name, held)


def _name_subject(entry: Entry, known: Subjects) -> bool:
    """Fill in the code from the name or the name from the code; false where a name alone means nothing."""
    code, name = entry.get(_CODE), entry.get(_NAME)
    if code is None and name is not None and name.text:
        found = known.find(name.text)
        if found is None:
            return False
        entry[_CODE] = Held(found.code, name.place)
    elif code is not None and name is None:
        found = known.find(code.text)
        if found is not None:
            entry[_CODE] = Held(found.code, code.place)
            entry[_NAME] = Held(found.name, code.place)
    return True


def _widen(gathered: Gathering, draft: Draft, rows: list[Entry]) -> None:
    """Marks in columns of their own: into the row of the subject where there is one, else a row is made."""
    order = {entry.code: entry.order for entry in subjects(gathered.subjects.level)}
    for code in sorted(draft.wide, key=lambda code: (order.get(code, len(order)), code)):
        values = draft.wide[code]
        same = [entry for entry in rows if _CODE in entry and entry[_CODE].text == code]
        if len(same) != 1:
            place = next(iter(values.values())).place
            found = gathered.subjects.find(code)
            same = [{_CODE: Held(code, place)} | ({_NAME: Held(found.name, place)} if found else {})]
            rows.append(same[0])
        for name, held in values.items():
            other = same[0].get(name)
            if other is None:
                same[0][name] = held
            elif other.text != held.text:
                gathered.problems.append(
                    problem("SHEET-VALUE-TWICE", held.place, pupil=draft.number, other=str(other.place))
                )


def _teach(gathered: Gathering) -> None:
    told: dict[tuple[str, str], list[TeacherRow]] = {}
    for teacher in gathered.teachers:
        if not _name_subject(teacher.subject, gathered.subjects) or _CODE not in teacher.subject:
            place = teacher.subject[_NAME].place if _NAME in teacher.subject else teacher.place
            gathered.problems.append(problem("SHEET-SUBJECT", place))
        else:
            told.setdefault((teacher.key, teacher.subject[_CODE].text), []).append(teacher)
    used = set()
    for draft in gathered.pupils:
        for number, entry in enumerate(draft.lists[ROW]):
            code = entry[_CODE].text if _CODE in entry else ""
            for whose in ((draft.key, code), ("", code)):
                if whose in told:
                    draft.teachers[number] = [teacher.values for teacher in told[whose]]
                    used.add(whose)
                    break
    for whose, teachers in told.items():
        if whose not in used:
            gathered.problems.append(problem("SHEET-TEACHER-SUBJECT", teachers[0].place))
