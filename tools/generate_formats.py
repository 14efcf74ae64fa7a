"""Make the tables, schemas and model classes of hocba from the field tables of the specification.

    python tools/generate_formats.py            write what differs
    python tools/generate_formats.py --check    exit 1 when something differs, write nothing

The specification is looked for in ``../shared/spec`` beside the checkout, or where ``--spec`` says.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(Path(__file__).resolve().parent))

import model_source  # noqa: E402  # stands beside this script
import schema_source  # noqa: E402
import table_kinds  # noqa: E402

COLUMNS = (
    "block", "tag", "python_name", "type", "required", "max_length", "label_vi", "confidence", "note",
)  # fmt: skip
SHIPPED = (*COLUMNS, "kind", "alias")


class Row(NamedTuple):
    """A row of the field table with what is derived from it: the kind of value and the other spelling."""

    block: str
    tag: str
    python_name: str
    type: str
    required: str
    max_length: str
    label_vi: str
    confidence: str
    note: str
    kind: str
    alias: str
    dictionary: str = ""


class Table(NamedTuple):
    """A field table of the specification: its file, its format and how its columns are understood."""

    source: str
    format: str
    kind: Callable[[dict[str, str]], str]
    alias: Callable[[dict[str, str]], str]
    note: Callable[[dict[str, str]], str]


TABLES = (
    Table("fields-v1.csv", "v1_0", table_kinds.kind_v1, table_kinds.alias_v1, itemgetter("note")),
    Table("fields-v2-tieuhoc.csv", "v2_tieuhoc",
          table_kinds.kind_v2, table_kinds.alias_v2, table_kinds.note_v2),
    Table("fields-v2-trunghoc.csv", "v2_trunghoc",
          table_kinds.kind_v2, table_kinds.alias_v2, table_kinds.note_v2),
)  # fmt: skip


def read_rows(source: Path, table: Table) -> list[Row]:
    """The rows of ``source``, each with its derived columns."""
    with source.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [
        Row(
            *(row[name] for name in COLUMNS[:-1]),
            note=table.note(row),
            kind=table.kind(row),
            alias=table.alias(row),
            dictionary=row.get("dictionary_name", ""),
        )
        for row in rows
    ]


def fields_csv(rows: list[Row]) -> str:
    """The table that ships with the package."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(SHIPPED)
    writer.writerows([getattr(row, name) for name in SHIPPED] for row in rows)
    return out.getvalue()


def products(spec: Path) -> dict[Path, str]:
    """Every generated file with its text."""
    made = {}
    for table in TABLES:
        rows = read_rows(spec / table.source, table)
        made[ROOT / "src/hocba/formats" / table.format / "fields.csv"] = fields_csv(rows)
        made[ROOT / "src/hocba/formats" / table.format / "hoc_ba.xsd"] = schema_source.schema(
            table.format, [{name: getattr(row, name) for name in SHIPPED} for row in rows]
        )
        for name, text in model_source.modules(table.format, rows).items():
            made[ROOT / "src/hocba/model" / name] = text
    return made


def main(arguments: list[str] | None = None) -> int:
    """Write or compare; the exit code is 1 when ``--check`` finds a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only")
    parser.add_argument("--spec", type=Path, default=ROOT.parent / "shared" / "spec")
    options = parser.parse_args(arguments)
    different = []
    for path, text in products(options.spec).items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        different.append(path)
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    for path in different:
        print(f"{'differs' if options.check else 'written'}: {path.relative_to(ROOT)}")
    return 1 if options.check and different else 0


if __name__ == "__main__":
    raise SystemExit(main())
