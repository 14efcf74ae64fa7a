"""The list of personal fields as a page of the reference, from the table."""

from __future__ import annotations

from hocba.edit.personal import PERSONAL_GROUPS, natures

__all__ = ["reference"]

_TITLE = "# Các trường dữ liệu cá nhân · Fields of personal data"
_ABOUT = (
    "Sinh từ `src/hocba/edit/data/personal.csv`. Giá trị **được che** khi hiển thị, trừ khi yêu cầu; "
    "khi so sánh và khi sửa thì nhóm mark cũng được che. "
    "`hocba redact` luôn thay các nhóm identity, family, staff, health, comment và mọi trường không có trong "
    "bảng; nhóm school, mark tùy chọn; nhóm frame giữ khi đúng dạng.",
    "Generated from the table. Values are **masked** where fields are shown, unless asked for; "
    "where records are compared or corrected, the group mark is masked, too. "
    "`hocba redact` always replaces the groups identity, family, staff, health, comment, and every field "
    "that is not listed; school and mark by choice; frame stays where it has its form.",
)
_COLUMNS = (
    "Trường · Field", "Phần · Block", "Nhóm · Group", "Luôn thay · Always", "Che · Masked", "Thay bằng · By",
)  # fmt: skip
_SAID = {True: "có · yes", False: "không · no"}


def reference() -> str:
    """The page as Markdown, in both languages."""
    rows = [_row(_COLUMNS), _row(("---",) * len(_COLUMNS))]
    for one in natures().values():
        always = _SAID[one.group in PERSONAL_GROUPS]
        by = one.replacement.replace("_", " ")
        rows.append(_row((f"`{one.name}`", one.block, one.group, always, _SAID[one.masked], by)))
    return "\n\n".join((_TITLE, *_ABOUT, "\n".join(rows))) + "\n"


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
