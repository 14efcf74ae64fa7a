"""Make the column table of the National Data Centre payload from the field tables of the specification.

    python tools/generate_exchange.py            # write src/hocba/exchange/data/national.csv
    python tools/generate_exchange.py --check    # exit 1 when it differs from the specification

A row is one column of one table of the dictionary (format-v2.md §7): where its value stands in a record, how
the words of the record become the value in transport, and what the dictionary demands of it.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPEC = ROOT.parent / "shared" / "spec"
TARGET = ROOT / "src" / "hocba" / "exchange" / "data" / "national.csv"

COLUMNS = (
    "table", "column", "block", "tag", "python_name", "v1_name", "kind", "required", "condition",
    "max_length", "too_long", "codes", "lowest", "highest", "label_vi", "confidence", "tag_confidence",
    "note",
)  # fmt: skip
TABLES = {
    "fields-v2-tieuhoc.csv": "thongtinsohocbasotieuhoc",
    "fields-v2-trunghoc.csv": "thongtinsohocbasothcsthpt",
}
V1_BLOCKS = {"DIEM_TONG_KET": "BANG_DIEM"}
KINDS = {
    "GIOI_TINH": "sex",
    "DAN_TOC": "ethnic_group",
    "QUOC_TICH": "nationality",
    "MA_TRA_CUU_UUID": "uuid",
    "TEN_NAM_HOC": "school_year",
    "NAM_HOC": "school_year",
    "THANG_NAM_SINH": "month",
    "NAM_SINH": "year",
    "TONG_SO_BUOI_NGHI_HOC_CA_NAM": "sessions",
    "DIEM_KIEM_TRA_DINH_KY": "mark",
}
FORMS = {
    "12 digits": "personal_number",
    "QĐ 19/2025/QĐ-TTg (commune": "commune",
    "QĐ 19/2025/QĐ-TTg;": "province",
}
RANGE = re.compile(r"(\d+)\.\.(\d+)(?: \(\w+\))?")
CODE = re.compile(r"(\w+)=")


def generated(spec: Path) -> str:
    """The whole table as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    v1 = _v1_names(_rows(spec / "fields-v1.csv"))
    for name, table in TABLES.items():
        writer.writerows(_column(row, table, v1 if "tieuhoc" in name else {}) for row in _rows(spec / name))
    return out.getvalue()


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _v1_names(rows: list[dict[str, str]]) -> dict[tuple[str, str], str]:
    """Field names of v1.0 by block and tag; a corrected spelling leads to the same name."""
    names = {}
    for row in rows:
        other = re.search(r"read alias ([A-Z_]+)", row["note"])
        for tag in (row["tag"], *(other.groups() if other else ())):
            names[row["block"], tag] = row["python_name"]
    return names


def _column(row: dict[str, str], table: str, v1: dict[tuple[str, str], str]) -> dict[str, str]:
    child, _, column = row["dictionary_name"].rpartition(".")
    allowed = row["range_or_codes"]
    limits = RANGE.fullmatch(allowed)
    kind = _kind(row)
    return {
        "table": f"{table}_{child}" if child else table,
        "column": column,
        "block": row["block"],
        "tag": row["tag"],
        "python_name": row["python_name"],
        "v1_name": v1.get((V1_BLOCKS.get(row["block"], row["block"]), row["tag"]), ""),
        "kind": kind,
        "required": row["required"],
        "condition": _condition(row),
        "max_length": row["max_length"],
        "too_long": "warning" if "warn, never cut" in row["note"] else "error",
        "codes": "|".join(_codes(allowed)) if kind in {"code", "text"} else "",
        "lowest": limits[1] if limits else "",
        "highest": limits[2] if limits else "",
        "label_vi": row["label_vi"],
        "confidence": "[observed]",  # README.md §2: the mark of the row is that of the tag
        "tag_confidence": row["confidence"],
        "note": row["note"],
    }


def _kind(row: dict[str, str]) -> str:
    if row["tag"] in KINDS:
        return KINDS[row["tag"]]
    for beginning, kind in FORMS.items():
        if row["range_or_codes"].startswith(beginning):
            return kind
    if row["tag"].startswith("DIEM_"):
        return "secondary_mark"
    return {"string": "text"}.get(row["type"], row["type"])


def _condition(row: dict[str, str]) -> str:
    if row["required"] != "conditional":
        return ""
    return "birth" if "exactly one of" in row["note"] or row["note"] == "partial birth date" else "assessed"


def _codes(allowed: str) -> list[str]:
    """The closed list of a field: letters before ``=``, or the results written out."""
    if "=" in allowed:
        return CODE.findall(allowed)
    words = allowed.split("; ")
    return words if len(words) > 1 and "Hoàn thành" in words else []


def main(arguments: list[str] | None = None) -> int:
    """Write or compare; the exit code is 1 when ``--check`` finds a difference."""
    parser = argparse.ArgumentParser(description="Make the column table of the national payload.")
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 on a difference")
    parser.add_argument("--spec", type=Path, default=SPEC)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    text = generated(options.spec)
    same = options.target.is_file() and options.target.read_bytes() == text.encode("utf-8")
    if options.check:
        if not same:
            print(f"differs from the specification: {options.target.name}", file=sys.stderr)
        return 0 if same else 1
    options.target.parent.mkdir(parents=True, exist_ok=True)
    options.target.write_bytes(text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
