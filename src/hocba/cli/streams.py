"""Standard output and error: always able to carry Vietnamese, and quiet when the reader is gone."""

from __future__ import annotations

import io
import os
import sys

__all__ = ["prepare_streams", "release_streams"]


def prepare_streams() -> None:
    """UTF-8 into pipes and files, unless PYTHONIOENCODING asks for another encoding.

    What a stream cannot carry stands there as an escape: a report is never cut short by a letter.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            forced = "PYTHONIOENCODING" in os.environ or stream.isatty()
            stream.reconfigure(encoding=None if forced else "utf-8", errors="backslashreplace")


def release_streams() -> bool:
    """Write out what is left; false where the target takes no more (full disk, closed pipe)."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        # the interpreter would try once more at its end and spoil the exit code
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # lives as long as the process
        return False
    return True
