"""Peak memory of one contender, in a process that does nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from bench.inputs import Inputs
from bench.rounds import Contender

CALLS = 120


def peak_of(contender: Contender, folder: Path) -> float | None:
    """Do the job ``CALLS`` times here and return the peak resident size in MiB; None where unknown."""
    call = contender.build(Inputs.load(folder))
    for number in range(CALLS):
        call(number)
    return _peak()


def _peak() -> float | None:
    """The high-water mark of this program; Linux would carry the parent's over into ``ru_maxrss``."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return _peak_by_usage()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def _peak_by_usage() -> float | None:
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024) if sys.platform == "darwin" else peak / 1024


def peaks(contenders: Iterable[Contender], folder: Path) -> dict[tuple[str, str], float]:
    """The peak of each contender, each in a fresh process."""
    found = {}
    for contender in contenders:
        command = [sys.executable, "-m", "bench.memory_of", str(folder), contender.section, contender.name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        if done.stdout.strip() != "None":
            found[contender.section, contender.name] = float(done.stdout)
    return found
