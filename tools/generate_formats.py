"""Make the tables, schemas and model classes of hocba from the field tables of the specification.

    python tools/generate_formats.py            write what differs
    python tools/generate_formats.py --check    exit 1 when something differs, write nothing

The specification is looked for in ``../shared/spec`` beside the checkout, or where ``--spec`` says.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(Path(__file__).resolve().parent))

import model_source  # noqa: E402  # stands beside this script
import schema_source  # noqa: E402

COLUMNS = (
    "block", "tag", "python_name", "type", "required", "max_length", "label_vi", "confidence", "note",
)  # fmt: skip


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


def kind_of(row: dict[str, str]) -> str:
    """How the value of a field is read: its type in the table is String nearly everywhere."""
    tag, note = row["tag"], row["note"]
    if row["type"] == "complex" or row["block"] == "Signature":
        return "complex" if row["type"] == "complex" else "text"
    if row["type"] == "number" or note.startswith(("kg;", "cm;")):
        return "number"
    if tag.startswith("NGAY_"):
        return "date"
    if note.startswith("boolean") or tag == "DUOC_LEN_LOP":
        return "boolean"
    if note.startswith("T/Đ/C"):
        return "competence"
    named = {
        "MUC_DAT_DUOC": "level",
        "DIEM_KIEM_TRA_DINH_KY": "mark",
        "KET_QUA_XEP_LOAI": "result",
        "GIOI_TINH": "sex",
    }
    return named.get(tag, "text")


def read_rows(source: Path) -> list[Row]:
    """The rows of ``source``, each with its derived columns."""
    with source.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    made = []
    for row in rows:
        other = re.search(r"read alias ([A-Z_]+)", row["note"])
        made.append(Row(*(row[name] for name in COLUMNS), kind=kind_of(row), alias=other[1] if other else ""))
    return made


def fields_csv(rows: list[Row]) -> str:
    """The table that ships with the package."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Row._fields)
    writer.writerows(rows)
    return out.getvalue()


def products(spec: Path) -> dict[Path, str]:
    """Every generated file with its text."""
    rows = read_rows(spec / "fields-v1.csv")
    made = {
        ROOT / "src/hocba/formats/v1_0/fields.csv": fields_csv(rows),
        ROOT / "src/hocba/formats/v1_0/hoc_ba.xsd": schema_source.schema(rows),
    }
    for name, text in model_source.modules(rows).items():
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
            path.write_text(text, encoding="utf-8", newline="\n")
    for path in different:
        print(f"{'differs' if options.check else 'written'}: {path.relative_to(ROOT)}")
    return 1 if options.check and different else 0


if __name__ == "__main__":
    raise SystemExit(main())
