"""Write the published JSON Schemas from the classes and tables they describe.

    python tools/generate_schemas.py            # write src/hocba/exchange/schemas/
    python tools/generate_schemas.py --check    # exit 1 when a file differs

A change of meaning needs a new version in ``$id`` (``hocba.exchange.record_schema.VERSION``).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from hocba.edit.diff_schema import diff_schema
from hocba.exchange.national.schema import payload_schema
from hocba.exchange.record_schema import DIALECT, record_schema, schema_id
from hocba.exchange.schema import NAMES
from hocba.model.record import Record
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc

TARGET = Path(__file__).resolve().parents[1] / "src" / "hocba" / "exchange" / "schemas"


def generated() -> dict[str, str]:
    """Every schema by its file name."""
    made: dict[str, dict[str, Any]] = {
        kind.format_id: record_schema(kind) for kind in (Record, RecordTieuHoc, RecordTrungHoc)
    }
    made["national"] = payload_schema()
    made["diff"] = {"$schema": DIALECT, "$id": schema_id("diff"), **diff_schema()}
    return {f"{name}.schema.json": _text(made[name]) for name in NAMES}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Write or compare; the exit code is 1 when ``--check`` finds a difference."""
    parser = argparse.ArgumentParser(description="Write the published JSON Schemas.")
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 on a difference")
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    different = []
    for name, text in generated().items():
        place = options.target / name
        if place.is_file() and place.read_text(encoding="utf-8") == text:
            continue
        different.append(name)
        if not options.check:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="\n")
    for name in different if options.check else ():
        print(f"differs from what it describes: {name}", file=sys.stderr)
    return 1 if options.check and different else 0


if __name__ == "__main__":
    raise SystemExit(main())
