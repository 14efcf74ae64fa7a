"""Copy the code tables of the specification into ``hocba.rules``.

    python tools/generate_codes.py            # write src/hocba/rules/data/
    python tools/generate_codes.py --check    # exit 1 when a copy differs from the specification

``codes/*.csv`` are copied as they are; ``fields_v1_0.csv`` holds what rules need of ``fields-v1.csv``:
the data fields in the order of the form, with their label and whether they are required.
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
DATA_BLOCKS = ("THONG_TIN_CHUNG", "QUA_TRINH_HOC_TAP", "TONG_KET", "BANG_DIEM", "DANH_GIA_NANG_LUC_PHAM_CHAT")
FIELD_COLUMNS = ("block", "tag", "python_name", "label_vi", "required")


def generated(spec: Path) -> dict[str, str]:
    """Every file below ``data/`` that comes from the specification, with its text."""
    files = {f"codes/{table.name}": _text(table) for table in sorted(spec.joinpath("codes").glob("*.csv"))}
    if not files:
        raise FileNotFoundError(f"no code tables below {spec}")
    files["fields_v1_0.csv"] = _fields(_text(spec / "fields-v1.csv"))
    return files


def _text(table: Path) -> str:
    return table.read_text(encoding="utf-8").replace("\r\n", "\n")


def _fields(table: str) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELD_COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(row for row in csv.DictReader(io.StringIO(table)) if row["block"] in DATA_BLOCKS)
    return out.getvalue()


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
