"""The model classes of a record, as Python text made from the field table of its format."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from model_parts import SHAPES, SOURCES, TITLES, Part


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
    @property
    def dictionary(self) -> str: ...


VALUES = {
    "text": ("Text", "str"),
    "date": ("Date", "date | str"),
    "number": ("Number", "int | Decimal | str"),
    "mark": ("Mark", "int | Decimal | str"),
    "secondary_mark": ("SecondaryMark", "int | Decimal | str"),
    "boolean": ("Boolean", "bool | str"),
    "level": ("Level", "str"),
    "secondary_level": ("SecondaryLevel", "str"),
    "competence": ("Competence", "str"),
    "result": ("Result", "str"),
    "sex": ("Sex", "str"),
}
OBLIGATION = {"yes": "required", "no": "optional", "conditional": "conditional"}
WIDTH = 110


class Made(NamedTuple):
    """The format that a class is made for: its id, package (empty for v1.0) and all its parts."""

    format: str
    package: str
    parts: tuple[Part, ...]

    @property
    def rebuilt(self) -> bool:
        """Whether the format is reconstructed: then nothing is insisted on (rule G-1 only warns)."""
        return bool(self.package)

    @property
    def title(self) -> str:
        """How texts call it."""
        return f"the reconstructed format {self.format}" if self.rebuilt else "format v1.0"


def class_name(block: str) -> str:
    """``THONG_TIN_CHUNG`` → ``ThongTinChung``."""
    return "".join(word.capitalize() for word in block.split("_"))


def modules(known: str, rows: Iterable[Field]) -> dict[str, str]:
    """File name (below the model package) and text of every class module of the format ``known``."""
    table = list(rows)
    made = Made(known, SHAPES[known].package, SHAPES[known].parts)
    folder = f"{made.package}/" if made.package else ""
    texts = {}
    for part in made.parts:
        own = [row for row in table if row.block == part.block]
        texts[f"{folder}{part.module}.py"] = _module(made, part, own)
    if made.rebuilt:
        texts[f"{folder}__init__.py"] = _package(made)
    return texts


def _package(made: Made) -> str:
    return "\n".join([
        f'"""The record of {made.title} ("dựng lại"); only ``record`` is hand-written."""',
        "",
        f"SOURCE = {_quoted(SOURCES[made.format])}",
        "",
    ])  # fmt: skip


def _module(made: Made, part: Part, rows: list[Field]) -> str:
    arguments = [_argument(made, row) for row in rows]
    arguments += [_child_argument(made, *child) for child in part.children]
    if part.id:
        arguments.insert(0, "id: str | None = None")
    kinds = {_annotation(made, row) for row in rows} | ({"OptionalText"} if part.id else set())
    lines = [
        _first_line(made, part),
        "",
        "from __future__ import annotations",
        "",
        *_imports(made, part, arguments, sorted(kinds)),
        "",
        "",
        f"class {class_name(part.block)}(Block):",
        f'    """{part.doc}',
        "",
        *_about(made),
        '    """',
        "",
        f'    tag_path: ClassVar[str] = "{part.path}"',
        "",
    ]
    if part.id:
        lines.append(f'    id: OptionalText = identity(tag_path, "{part.id}", SOURCE)')
    for row in rows:
        lines += _field(made, part, row)
    for block, many in part.children:
        lines += _child(made, part, block, many)
    lines += ["", "    if TYPE_CHECKING:", "", "        def __init__(", "            self,", "            *,"]
    lines += [f"            {argument}," for argument in arguments]
    lines += ["        ) -> None: ...", ""]
    return "\n".join(lines)


def _first_line(made: Made, part: Part) -> str:
    if made.rebuilt:
        return f'"""{part.block} of {made.title}; made by tools/generate_formats.py."""'
    return f'"""{part.block} of {made.title}; made by tools/generate_formats.py from the field table."""'


def _about(made: Made) -> list[str]:
    if not made.rebuilt:
        return [
            "    Fields, labels and order as in the table of format v1.0; "
            ":class:`Block` says how it is created."
        ]
    return [
        '    Reconstructed ("dựng lại"): no specification is public. Every field may be left out, since',
        "    obligations only warn (rule G-1). :class:`Block` says how it is created otherwise.",
    ]


def _imports(made: Made, part: Part, arguments: list[str], kinds: list[str]) -> list[str]:
    text = "\n".join(arguments)
    standard = ["from collections.abc import Mapping, Sequence"] if "Sequence" in text else []
    standard += ["from datetime import date"] if "date |" in text else []
    standard += ["from decimal import Decimal"] if "Decimal" in text else []
    insists = bool(part.children) and not made.rebuilt
    words = ["TYPE_CHECKING"]
    words += (["Annotated"] if insists else []) + (["Any"] if part.children else []) + ["ClassVar"]
    lines = [f"from typing import {', '.join(words)}", ""]
    lines += ["from pydantic import Field", ""] if part.children else []
    package = f"hocba.model.{made.package}" if made.package else "hocba.model"
    own = [f"from {package}.{other.module} import {class_name(other.block)}"
           for other in made.parts if other.block in dict(part.children)]  # fmt: skip
    own.append("from hocba.model.block import Block")
    own += [f"from {package} import SOURCE"] if made.rebuilt else []
    if made.rebuilt:
        functions = {"rebuilt"} | ({"identity"} if part.id else set())
    else:
        functions = {"optional" if kind.startswith("Optional") else "required" for kind in kinds}
        functions |= {"at_least_one"} if any(many for _, many in part.children) else set()
    own.append(_import("hocba.model.fields", [*kinds, *sorted(functions)]))
    return standard + lines + sorted(own)


def _import(module: str, names: list[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= WIDTH:
        return line
    return "\n".join([f"from {module} import (", *(f"    {name}," for name in names), ")"])


def _annotation(made: Made, row: Field) -> str:
    return ("Required" if _needed(made, row) else "Optional") + VALUES[row.kind][0]


def _needed(made: Made, row: Field) -> bool:
    """Whether creation insists on it: not where rule G-14 accepts its absence from some year on."""
    return not made.rebuilt and row.required == "yes" and "G-14" not in row.note


def _field(made: Made, part: Part, row: Field) -> list[str]:
    if made.rebuilt:
        return _rebuilt_field(made, row)
    function = "required" if _needed(made, row) else "optional"
    start = f"    {row.python_name}: {_annotation(made, row)} = {function}("
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


def _rebuilt_field(made: Made, row: Field) -> list[str]:
    """Filled lines: one argument a line would make modules of twice the length that people read."""
    arguments = ["tag_path", *map(_quoted, (row.tag, row.label_vi, row.kind, row.confidence))]
    arguments += [f"obligation={_quoted(OBLIGATION[row.required])}", "source=SOURCE"]
    arguments.append(f"dictionary={_quoted(row.dictionary)}")
    if row.max_length:
        arguments.append(f"max_length={row.max_length}")
    lines = [""]
    for argument in arguments:
        if len(lines[-1]) + len(argument) + 10 > WIDTH:
            lines.append("")
        lines[-1] += f"{argument}, "
    if row.note:
        pieces = [_quoted(piece) for piece in _wrapped(row.note)]
        lines += [f"note={pieces[0]}", *(f"     {piece}" for piece in pieces[1:])]
    return [
        f"    {row.python_name}: {_annotation(made, row)} = rebuilt(",
        *(f"        {line.rstrip()}" for line in lines),
        "    )  # fmt: skip",
    ]


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


def _child(made: Made, part: Part, block: str, many: bool) -> list[str]:
    kind = class_name(block)
    annotation = f"tuple[{kind}, ...]" if many else kind
    if many and not made.rebuilt:
        annotation = f"Annotated[{annotation}, at_least_one]"
    source = f"format-v2.md §1: {part.block}/{block} (reconstructed)" if made.rebuilt else (
        f"format-v1.md §4: {part.block}/{block}")  # fmt: skip
    return [
        f"    {block.lower()}: {annotation} = Field(",
        *(["        default=(),"] if made.rebuilt else []),
        *(["        strict=False,"] if many else []),
        f'        title="{TITLES[block]}",',
        f'        description="{source}",',
        "    )",
    ]


def _argument(made: Made, row: Field) -> str:
    given = VALUES[row.kind][1]
    return f"{row.python_name}: {given}" + ("" if _needed(made, row) else " | None = None")


def _child_argument(made: Made, block: str, many: bool) -> str:
    one = f"{class_name(block)} | Mapping[str, Any]"
    given = f"Sequence[{one}]" if many else one
    return f"{block.lower()}: {given}" + (" = ()" if made.rebuilt else "")
