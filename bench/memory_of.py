"""The child process of :mod:`bench.memory`: FOLDER SECTION NAME; prints the peak in MiB."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.memory import peak_of
from bench.sections import contender

if __name__ == "__main__":
    print(peak_of(contender(sys.argv[2], sys.argv[3]), Path(sys.argv[1])))
