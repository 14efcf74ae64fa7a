"""Memory of the records that a program keeps: KiB each, in a process that does nothing else.

``python -m bench.kept`` prints one line for each of hocba, pydantic-xml and xsdata.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

RECORDS = 2_000
NAMES = ("hocba", "pydantic-xml", "xsdata")


def _reader(name: str) -> Callable[[bytes], Any]:
    if name == "hocba":
        import hocba

        return hocba.read
    if name == "pydantic-xml":
        from bench.binding_pydantic_xml import root_model

        reader: Callable[[bytes], Any] = root_model().from_xml
        return reader
    from bench.binding import xsdata_tools

    kind, parser, _ = xsdata_tools()
    return lambda raw: parser.from_bytes(raw, kind)


def _resident() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1])


def kept(name: str, padding: int) -> float:
    """Hold ``RECORDS`` records and return the growth of the resident size for each, in KiB."""
    import hocba
    from hocba.testing.records import synthetic_record

    files = [hocba.write(synthetic_record(number, padding=padding)).raw for number in range(20)]
    read = _reader(name)
    warm = [read(raw) for raw in files]
    gc.collect()
    before = _resident()
    held = [read(files[number % len(files)]) for number in range(RECORDS)]
    gc.collect()
    grown = _resident() - before
    del held, warm
    return grown / RECORDS


def main() -> None:
    """With NAME PADDING: that one; without: all, each in a fresh process."""
    if len(sys.argv) == 3:
        print(f"{kept(sys.argv[1], int(sys.argv[2])):.1f}")
        return
    for padding, size in ((0, "6 KB"), (24_000, "30 KB")):
        for name in NAMES:
            done = subprocess.run(
                [sys.executable, "-m", "bench.kept", name, str(padding)],
                capture_output=True,
                text=True,
                check=True,
            )
            print(f"{size:6} {name:14}{done.stdout.strip():>8} KiB per record kept")


if __name__ == "__main__":
    main()
