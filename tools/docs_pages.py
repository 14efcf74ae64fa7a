"""Pages of the reference that are tables of the package: written while MkDocs builds, never by hand.

MkDocs loads this file as a hook (``hooks`` in mkdocs.yml). Run it to see a page: ``python
tools/docs_pages.py messages`` or ``… rules/vi/TR-3.md``.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

WIDE = "---\nhide: [toc]\n---\n\n"  # the tables of these pages want the width
SEVERITY = {"error": "lỗi · error", "warning": "cảnh báo · warning", "info": "thông tin · info"}


def messages() -> str:
    """Every code of the message catalogue, in both languages."""
    parts = [
        "# Mã thông báo · Message codes\n",
        "Mỗi lỗi và mỗi nhận xét của hocba có một mã không đổi. `{…}` là chỗ điền giá trị.\n",
        "Every error and finding of hocba has a stable code. `{…}` are places for values.\n",
        "Phần `cli` và `report` có cả chữ của dòng lệnh và của báo cáo. · The parts `cli` and `report` also "
        "hold the words of the command line and of reports.\n",
    ]
    for name, entries in _tables():
        parts.append(f"\n## {name}\n")
        for code, entry in entries.items():
            parts.append(_message(code, entry))
    return "\n".join(parts) + "\n"


def _tables() -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    folder = files("hocba.i18n").joinpath("messages")
    for table in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if table.name.endswith(".toml"):
            yield table.name.removesuffix(".toml"), tomllib.loads(table.read_text(encoding="utf-8"))


def _message(code: str, entry: dict[str, str]) -> str:
    marks = [
        SEVERITY.get(entry.get("severity", ""), ""),
        entry.get("confidence", ""),
        entry.get("source", ""),
    ]
    head = " · ".join(mark for mark in marks if mark)
    lines = [f"### {code} {{#{code.lower()}}}\n"]
    if head:
        lines.append(f"{_escaped(head)}\n")
    for language in ("vi", "en"):
        advice = entry.get(f"do_{language}", "")
        lines.append(
            f"- **{language}** {_escaped(entry[language])}" + (f" *{_escaped(advice)}*" if advice else "")
        )
    return "\n".join(lines) + "\n"


def cli() -> str:
    """The help of every command, as the program prints it, in both languages."""
    from hocba.cli.main import build

    parts = [
        "# Dòng lệnh · Command line\n",
        "Mã thoát · Exit codes: 0 đạt · passed, 1 không đạt · failed, 2 chưa đủ căn cứ · indeterminate, 3 "
        "không đọc được · unreadable or missing, 64 dùng sai · usage. Nhiều tệp · several: 1, 3, 2, 0.\n",
    ]
    trees = {language: _commands(build(language), "hocba") for language in ("vi", "en")}
    for name in trees["vi"]:
        parts.append(f"\n## {name}\n")
        for language, tree in trees.items():
            page = tree[name].context_class
            context = page(tree[name], info_name=name, max_content_width=100, terminal_width=100)
            parts.append(f'```text title="{language}"\n{tree[name].get_help(context)}\n```\n')
    return "\n".join(parts)


def _commands(command: click.Command, name: str) -> dict[str, click.Command]:
    import click

    found = {name: command}
    if isinstance(command, click.Group):
        for child in command.commands.values():
            found |= _commands(child, f"{name} {child.name}")
    return found


def _escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("[", "&#91;")
        .replace("*", "&#42;")
        .replace("_", "&#95;")
        if not text.startswith("`")
        else text
    )


def national() -> str:
    """Every column of the National Data Centre payload with the tag behind it."""
    from hocba.exchange.national.describe import reference

    return WIDE + reference()


def personal() -> str:
    """Every field with its group, whether it is masked, and what redaction puts in its place."""
    from hocba.edit.describe import reference

    return reference()


PAGES: dict[str, Callable[[], str]] = {
    "cli": cli,
    "messages": messages,
    "national": national,
    "personal": personal,
}


def formats() -> dict[str, str]:
    """A page for each format in both languages: path below ``reference`` → page."""
    from hocba.formats.describe import reference
    from hocba.formats.registry import REGISTRY

    return {
        f"formats/{language}/{known.id}.md": WIDE
        + reference(
            known, language, rules=_rules_for(known.id), rule_link=f"../../rules/{language}/{{code}}.md"
        )
        for known in REGISTRY.formats
        for language in ("vi", "en")
    }


def _rules_for(format_id: str) -> Callable[[str], list[str]]:
    """The rules about a tag that records of ``format_id`` are checked by."""
    from hocba.rules.explain import rules_about
    from hocba.rules.tables import GENERAL_TABLE, REGULATION_TABLES, table

    names = [GENERAL_TABLE, *(name for name, read in REGULATION_TABLES.items() if format_id in read)]
    codes = {row.code for name in names for row in table(name)}
    return lambda tag: [code for code in rules_about(tag) if code in codes]


def rules() -> dict[str, str]:
    """A page for each rule in both languages, with an index: path below ``reference`` → page."""
    from hocba.rules.explain import index_page, page, rule_codes

    found = {}
    for language in ("vi", "en"):
        found[f"rules/{language}/index.md"] = index_page(language)
        found |= {f"rules/{language}/{code}.md": page(code, language) for code in rule_codes()}
    return found


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """MkDocs event: add the generated pages."""
    from mkdocs.structure.files import File

    for name, page in PAGES.items():
        files.append(File.generated(config, f"reference/{name}.md", content=page()))
    for path, text in (rules() | formats()).items():
        files.append(File.generated(config, f"reference/{path}", content=text))
    return files


def on_page_content(html: str, **_: object) -> str:
    """MkDocs event: roles of docstrings (``:func:``) are for editors, not for readers."""
    return re.sub(r":(?:attr|class|exc|func|meth|mod):(?=<code>)", "", html)


if __name__ == "__main__":
    print(PAGES[sys.argv[1]]() if sys.argv[1] in PAGES else (rules() | formats())[sys.argv[1]])
