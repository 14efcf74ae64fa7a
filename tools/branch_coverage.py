"""Shows the coverage of lines and of branches, and fails when the branches are below a minimum."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minimum", type=float, default=95.0, help="percent of branches")
    minimum: float = options.parse_args().minimum
    subprocess.run([sys.executable, "-m", "coverage", "report", "--skip-covered"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "coverage.json")
        subprocess.run([sys.executable, "-m", "coverage", "json", "-q", "-o", str(place)], check=True)
        totals = json.loads(place.read_text(encoding="utf-8"))["totals"]
    lines = 100 * totals["covered_lines"] / totals["num_statements"]
    branches = 100 * totals["covered_branches"] / totals["num_branches"]
    print(f"coverage: {lines:.2f} % of lines, {branches:.2f} % of branches (minimum {minimum:g} %)")
    return 0 if branches >= minimum else 1


if __name__ == "__main__":
    raise SystemExit(main())
