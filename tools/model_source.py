"""The model classes of the record, as Python text made from the field table."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple, Protocol


class Field(Protocol):
    """What this needs of a row of the field table."""

    @property
    def block(self) -> str: ...
    @property
    def tag(self) -> str: ...
    @property
    def python_name(self) -> str: ...
    @property
    def required(self) -> str: ...
    @property
    def max_length(self) -> str: ...
    @property
    def label_vi(self) -> str: ...
    @property
    def confidence(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Part(NamedTuple):
    """A class to make: its block, module, doc and the child blocks it holds (tag, whether repeated)."""

    block: str
    module: str
    path: str
    doc: str
    children: tuple[tuple[str, bool], ...] = ()


PARTS = (
    Part("THONG_TIN_CHUNG", "thong_tin_chung", "DU_LIEU_HOC_BA/THONG_TIN_CHUNG",
         "The general part: record, school, pupil, parents, who signs."),
    Part("QUA_TRINH_HOC_TAP", "qua_trinh_hoc_tap", "DU_LIEU_HOC_BA/QUA_TRINH_HOC_TAP",
         "One school year of the pupil's history."),
    Part("BANG_DIEM", "bang_diem", "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM",
         "One subject or educational activity: its level and, where tested, its mark."),
    Part("DANH_GIA_NANG_LUC_PHAM_CHAT", "danh_gia", "DU_LIEU_HOC_BA/TONG_KET/DANH_GIA_NANG_LUC_PHAM_CHAT",
         "Levels of the competences and qualities, with one comment for each group."),
    Part("TONG_KET", "tong_ket", "DU_LIEU_HOC_BA/TONG_KET",
         "The results of the latest school year.",
         (("BANG_DIEM", True), ("DANH_GIA_NANG_LUC_PHAM_CHAT", False))),
)  # fmt: skip

VALUES = {
    "text": ("Text", "str"),
    "date": ("Date", "date | str"),
    "number": ("Number", "int | Decimal | str"),
    "mark": ("Mark", "int | Decimal | str"),
    "boolean": ("Boolean", "bool | str"),
    "level": ("Level", "str"),
    "competence": ("Competence", "str"),
    "result": ("Result", "str"),
    "sex": ("Sex", "str"),
}
WIDTH = 110
TITLES = {"BANG_DIEM": "Bảng điểm", "DANH_GIA_NANG_LUC_PHAM_CHAT": "Đánh giá năng lực phẩm chất"}


def class_name(block: str) -> str:
    """``THONG_TIN_CHUNG`` → ``ThongTinChung``."""
    return "".join(word.capitalize() for word in block.split("_"))


def modules(rows: Iterable[Field]) -> dict[str, str]:
    """File name and text of every class module."""
    table = list(rows)
    return {f"{part.module}.py": _module(part, [row for row in table if row.block == part.block])
            for part in PARTS}  # fmt: skip


def _module(part: Part, rows: list[Field]) -> str:
    arguments = [_argument(row) for row in rows] + [_child_argument(*child) for child in part.children]
    kinds = sorted({_annotation(row) for row in rows})
    lines = [
        f'"""{part.block} of format v1.0; made by tools/generate_formats.py from the field table."""',
        "",
        "from __future__ import annotations",
        "",
        *_imports(part, arguments, kinds),
        "",
        "",
        f"class {class_name(part.block)}(Block):",
        f'    """{part.doc}',
        "",
        "    Fields, labels and order as in the table of format v1.0; :class:`Block` says how it is created.",
        '    """',
        "",
        f'    tag_path: ClassVar[str] = "{part.path}"',
        "",
    ]
    for row in rows:
        lines += _field(part, row)
    for block, many in part.children:
        lines += _child(part, block, many)
    lines += ["", "    if TYPE_CHECKING:", "", "        def __init__(", "            self,", "            *,"]
    lines += [f"            {argument}," for argument in arguments]
    lines += ["        ) -> None: ...", ""]
    return "\n".join(lines)


def _imports(part: Part, arguments: list[str], kinds: list[str]) -> list[str]:
    text = "\n".join(arguments)
    standard = ["from collections.abc import Mapping, Sequence"] if "Sequence" in text else []
    standard += ["from datetime import date"] if "date |" in text else []
    standard += ["from decimal import Decimal"] if "Decimal" in text else []
    words = ["TYPE_CHECKING", *(["Annotated", "Any"] if part.children else []), "ClassVar"]
    lines = [f"from typing import {', '.join(words)}", ""]
    lines += ["from pydantic import Field", ""] if part.children else []
    own = [f"from hocba.model.{other.module} import {class_name(other.block)}"
           for other in PARTS if other.block in dict(part.children)]  # fmt: skip
    own.append("from hocba.model.block import Block")
    functions = {"optional" if kind.startswith("Optional") else "required" for kind in kinds}
    lists = {"at_least_one"} if any(many for _, many in part.children) else set()
    own.append(_import("hocba.model.fields", [*kinds, *sorted(functions | lists)]))
    return standard + lines + sorted(own)


def _import(module: str, names: list[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= WIDTH:
        return line
    return "\n".join([f"from {module} import (", *(f"    {name}," for name in names), ")"])


def _annotation(row: Field) -> str:
    return ("Required" if _needed(row) else "Optional") + VALUES[row.kind][0]


def _needed(row: Field) -> bool:
    """Whether creation insists on it: not where rule G-14 accepts its absence from some year on."""
    return row.required == "yes" and "G-14" not in row.note


def _field(part: Part, row: Field) -> list[str]:
    function = "required" if _needed(row) else "optional"
    start = f"    {row.python_name}: {_annotation(row)} = {function}("
    values = [f"{part.path}/{row.tag}", row.label_vi, row.kind, row.confidence]
    arguments = [_quoted(value) for value in values]
    if row.max_length:
        arguments.append(f"max_length={row.max_length}")
    if row.note:
        arguments.append(f"note={_quoted(row.note)}")
    joined = ", ".join(arguments)
    if len(start) + len(joined) + 1 <= WIDTH:
        return [f"{start}{joined})"]
    if len(joined) + 8 <= WIDTH:
        return [start, f"        {joined}", "    )"]
    if row.note and len(arguments[-1]) + 9 > WIDTH:
        pieces = "".join(f"            {_quoted(piece)}\n" for piece in _wrapped(row.note))
        arguments[-1] = f"note=(\n{pieces}        )"
    return [start, *(f"        {argument}," for argument in arguments), "    )"]


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _wrapped(note: str) -> list[str]:
    pieces = [""]
    for word in note.split(" "):
        if len(pieces[-1]) + len(word) > WIDTH - 20:
            pieces.append("")
        pieces[-1] += word + " "
    pieces[-1] = pieces[-1].rstrip()
    return pieces


def _child(part: Part, block: str, many: bool) -> list[str]:
    kind = class_name(block)
    annotation = f"Annotated[tuple[{kind}, ...], at_least_one]" if many else kind
    return [
        f"    {block.lower()}: {annotation} = Field(",
        *(["        strict=False,"] if many else []),
        f'        title="{TITLES[block]}",',
        f'        description="format-v1.md §4: {part.block}/{block}",',
        "    )",
    ]


def _argument(row: Field) -> str:
    given = VALUES[row.kind][1]
    return f"{row.python_name}: {given}" + ("" if _needed(row) else " | None = None")


def _child_argument(block: str, many: bool) -> str:
    one = f"{class_name(block)} | Mapping[str, Any]"
    return f"{block.lower()}: " + (f"Sequence[{one}]" if many else one)
