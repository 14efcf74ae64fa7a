"""What the comment at a column says: tag, kind, obligation, length, and how sure all this is."""

from __future__ import annotations

from hocba.sheets.layout import SUBJECT
from hocba.sheets.plan import OutColumn
from hocba.sheets.words import word

__all__ = ["comment"]


def comment(out: OutColumn, *, sheet: str = "", of_class: bool = False) -> str:
    """The comment of a column of the sheet ``sheet``, or of a row of the class's own, in Vietnamese."""
    column = out.column
    if out.shown:
        return word("comment", "shown")
    said = [column.label, word("comment", "tag", tag=column.id)]
    said.append(word("kind", "personal_number" if column.personal_number else column.kind))
    if out.key:
        said.append(word("comment", "teacher_key" if sheet == "giao_vien" else "key"))
    elif column.name == "ma_tra_cuu_uuid":
        said.append(word("comment", "new_id"))
    elif column.name in SUBJECT:
        said.append(word("comment", "subject"))
    else:
        said.append(word("comment", column.obligation))
    if of_class:
        said.append(word("comment", "class"))
    if column.max_length:
        said.append(word("comment", "longest", length=column.max_length))
    if column.mark:
        said.append(word("comment", "confidence", mark=column.mark))
    return "\n".join(line for line in said if line)
