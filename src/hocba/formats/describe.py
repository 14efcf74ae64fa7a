"""The reference page of a format, as Markdown from its table and tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from hocba.formats.format import Format
from hocba.formats.table import Field
from hocba.formats.tree import Branch
from hocba.i18n import catalog

__all__ = ["reference"]

RulesAbout = Callable[[str], Iterable[str]]
_COLUMNS = ("TAG", "LABEL", "TYPE", "REQUIRED", "MAX", "CONFIDENCE", "RULES", "NOTE")
_ESCAPES = (
    ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("[", "&#91;"), ("*", "&#42;"), ("_", "&#95;"),
    ("|", "&#124;"), ("`", "&#96;"), ("\n", " "), ("\r", " "),
)  # fmt: skip


def _no_rules(_: str) -> Iterable[str]:
    return ()


def reference(known: Format, lang: str, *, rules: RulesAbout = _no_rules, rule_link: str = "") -> str:
    """The page of ``known`` in ``lang`` ("vi" or "en"): every tag with label, type, obligation, confidence.

    ``rules`` gives the ids of the rules about a tag (formats know no rules), ``rule_link`` is where the page
    of a rule is, with ``{code}`` for its id; empty for no link. The page of a reconstructed format begins by
    saying so. Labels are those of the table, in Vietnamese in both languages. Raises ValueError for another
    language.
    """
    page = _Page(known, lang, rules, rule_link)
    return "\n".join(page.lines()) + "\n"


class _Page:
    def __init__(self, known: Format, lang: str, rules: RulesAbout, rule_link: str) -> None:
        self._known = known
        self._lang = lang
        self._rules = rules
        self._rule_link = rule_link

    def lines(self) -> Iterator[str]:
        known = self._known
        yield f"# {self._say('TITLE', id=known.id, title=_escaped(known.title))}\n"
        if known.reconstructed:
            yield f'!!! warning "{self._say("REBUILT")}"\n\n    {self._say("REBUILT-WHY")}\n'
        yield f"{self._say('MADE')}\n"
        about = {"source": _escaped(known.source), "confidence": _escaped(known.confidence)}
        yield f"{self._say('SOURCE', **about)}\n"
        if known.extends:
            yield f"{self._say('EXTENDS', id=known.extends)}\n"
        yield f"## {self._say('TREE')}\n\n```text"
        yield from self._tree()
        yield f"```\n\n{self._say('TREE-NOTE')}\n"
        for block in dict.fromkeys(row.block for row in known.fields):
            yield f"## `{block}`\n"
            yield "| " + " | ".join(self._say(name) for name in _COLUMNS) + " |"
            yield "|---" * len(_COLUMNS) + "|"
            yield from (self._row(row) for row in known.block(block))
            yield ""

    def _tree(self) -> Iterator[str]:
        known, tree = self._known, self._known.tree
        identified = "[Id]" if known.later else "[id]"
        yield known.root
        yield f"  {known.data}{identified}"
        if known.later:
            yield f"    {tree.record}[Id]"
        yield from self._branches("", 3 if known.later else 2)
        yield f"{'    ' if known.later else '  '}{known.signing_area}"
        yield from self._slots("signing", 3 if known.later else 2)
        if tree.issuing:
            yield f"  {tree.issuing}"
            yield from self._slots("issuing", 2)

    def _branches(self, parent: str, depth: int) -> Iterator[str]:
        for branch in self._known.tree.inside(parent):
            yield "  " * depth + _occurs(branch)
            yield from self._branches(branch.tag, depth + 1)

    def _slots(self, area: str, depth: int) -> Iterator[str]:
        for slot in self._known.tree.area(area):
            if slot.list:
                yield "  " * depth + slot.list
            name = ("… " if slot.any_depth else "") + slot.tag + ("[Id]" if slot.identified else "")
            many = "" if not slot.repeated else "*" if slot.list else "+"
            yield f"{'  ' * (depth + bool(slot.list))}{name}{many} {self._say('SLOT')}"

    def _row(self, row: Field) -> str:
        kind = "CODE" if row.type == "code" and row.kind == "text" else row.kind.upper()
        notes = [_escaped(row.note)] if row.note else []
        if row.alias and row.alias not in row.note:
            notes.append(self._say("ALIAS", tag=row.alias))
        cells = (
            f"`{row.tag}`",
            _escaped(row.label_vi),
            self._say(f"KIND-{kind}"),
            self._say(row.required.upper()),
            "" if row.max_length is None else str(row.max_length),
            _escaped(row.confidence),
            ", ".join(self._rule(code) for code in self._rules(row.tag)),
            "; ".join(notes),
        )
        return "| " + " | ".join(cells) + " |"

    def _rule(self, code: str) -> str:
        return f"[{code}]({self._rule_link.format(code=code)})" if self._rule_link else code

    def _say(self, name: str, **values: str) -> str:
        return catalog.message(f"REPORT-DESCRIBE-{name}", self._lang, values)


def _occurs(branch: Branch) -> str:
    name = ("… " if branch.any_depth else "") + branch.tag + ("[Id]" if branch.identified else "")
    if branch.repeated:
        return name + ("+" if branch.least else "*")
    return name if branch.least else f"{name}?"


def _escaped(text: str) -> str:
    for character, entity in _ESCAPES:
        text = text.replace(character, entity)
    return text
