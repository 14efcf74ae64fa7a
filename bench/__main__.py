"""``python -m bench``: measure, print the table, store the figures."""

from __future__ import annotations

import argparse
import itertools
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench.inputs import prepare
from bench.machine import Others, description, pin_to_one_core
from bench.memory import peaks
from bench.rounds import measure
from bench.sections import available
from bench.table import lines, stored

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    """Parse the options and run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "sections", nargs="*", choices=["verify", "sign", "read", "write", "check", []], help="default: all"
    )
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=0.25, help="per contender and round")
    parser.add_argument("--no-memory", action="store_true", help="skip the peak memory of each path")
    options = parser.parse_args()
    pin_to_one_core()
    with tempfile.TemporaryDirectory(prefix="hocba-bench-") as work:
        inputs = prepare(Path(work))
        chosen = available(set(options.sections))
        machine: dict[str, object] = dict(description())
        machine["draft_bytes"] = len(inputs.drafts[0])
        machine["issued_bytes"] = len(inputs.issued[0])
        print(f"record {len(inputs.drafts[0])} bytes, with three signatures {len(inputs.issued[0])} bytes")
        peak = {} if options.no_memory else peaks(chosen, inputs.folder)
        measured = []
        for section, group in itertools.groupby(chosen, key=lambda one: one.section):
            others = Others()
            found = measure(list(group), inputs, rounds=options.rounds, seconds=options.seconds)
            taken = machine[f"cores taken by others: {section}"] = others.cores()
            print("\n" + "\n".join(lines(found, peak)))
            if taken is not None:
                print(f"  (other processes took {taken:.2f} cores meanwhile)")
            measured.extend(found)
        name = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        print(f"\n{stored(RESULTS, name, machine, measured, peak)}")


if __name__ == "__main__":
    main()
