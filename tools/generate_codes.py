"""Copy the code tables of the specification into ``hocba.rules``.

    python tools/generate_codes.py            # write src/hocba/rules/data/
    python tools/generate_codes.py --check    # exit 1 when a copy differs from the specification

``codes/*.csv`` are copied as they are; ``fields_<format>.csv`` holds what rules need of ``fields-*.csv``:
the data fields in the order of the form, with their label, obligation, kind of value and length.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPEC = ROOT.parent / "shared" / "spec"
TARGET = ROOT / "src" / "hocba" / "rules" / "data"
TABLES = {
    "fields-v1.csv": "fields_v1_0.csv",
    "fields-v2-tieuhoc.csv": "fields_v2_tieuhoc.csv",
    "fields-v2-trunghoc.csv": "fields_v2_trunghoc.csv",
}
DATA_BLOCKS = (
    "THONG_TIN_CHUNG", "QUA_TRINH_HOC_TAP", "TONG_KET", "BANG_DIEM", "DANH_GIA_NANG_LUC_PHAM_CHAT",
    "CHUNG_CHI", "DIEM_TONG_KET", "GVBM",
)  # fmt: skip
FIELD_COLUMNS = ("block", "tag", "python_name", "label_vi", "required", "kind", "max_length")
KINDS = {"number": "number", "decimal": "number", "date": "date", "boolean": "boolean"}


def generated(spec: Path) -> dict[str, str]:
    """Every file below ``data/`` that comes from the specification, with its text."""
    files = {f"codes/{table.name}": _text(table) for table in sorted(spec.joinpath("codes").glob("*.csv"))}
    if not files:
        raise FileNotFoundError(f"no code tables below {spec}")
    files.update({name: _fields(_text(spec / source)) for source, name in TABLES.items()})
    return files


def _text(table: Path) -> str:
    return table.read_text(encoding="utf-8").replace("\r\n", "\n")


def _fields(table: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELD_COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for row in csv.DictReader(io.StringIO(table)):
        if row["block"] in DATA_BLOCKS:
            writer.writerow({**row, "kind": _kind(row), "max_length": _max_length(row)})
    return out.getvalue()


def _kind(row: dict[str, str]) -> str:
    """How a value is read: types of format v1.0 are String nearly everywhere, so its notes decide."""
    note = row["note"]
    if note.startswith("boolean"):
        return "boolean"
    if note.startswith(("kg;", "cm;")):
        return "number"
    return "date" if row["tag"].startswith("NGAY_") else KINDS.get(row["type"], "text")


def _max_length(row: dict[str, str]) -> str:
    """Empty where the limit binds the code in transport, not the words in XML (rule G-9)."""
    return "" if "of the transport code" in row["note"] else row["max_length"]


def differences(spec: Path, target: Path) -> list[str]:
    """The files below ``target`` that are not what ``spec`` says, or that it does not know."""
    wanted = generated(spec)
    present = {f"codes/{table.name}" for table in target.joinpath("codes").glob("*.csv")}
    changed = [name for name, text in wanted.items() if not _same(target / name, text)]
    return sorted({*changed, *(present - wanted.keys())})


def _same(place: Path, text: str) -> bool:
    return place.is_file() and place.read_bytes() == text.encode("utf-8")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Copy the code tables of the specification.")
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 on a difference")
    parser.add_argument("--spec", type=Path, default=SPEC)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    if options.check:
        changed = differences(options.spec, options.target)
        for name in changed:
            print(f"differs from the specification: {name}", file=sys.stderr)
        return 1 if changed else 0
    for name, text in generated(options.spec).items():
        place = options.target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
