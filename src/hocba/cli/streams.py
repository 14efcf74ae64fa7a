"""Standard output and error: always able to carry Vietnamese, and quiet when the reader is gone."""

from __future__ import annotations

import contextlib
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
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout = _Patient(sys.stdout)
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr = _Patient(sys.stderr)


class _Patient(io.TextIOWrapper):
    """A stream to which writing goes on when its reader has left (``hocba … | head``).

    The command comes to its end, and the exit code tells of its work, not of the pipe.
    """

    def __init__(self, stream: io.TextIOWrapper) -> None:
        super().__init__(
            stream.buffer,
            encoding=stream.encoding,
            errors=stream.errors,
            line_buffering=stream.line_buffering,
        )
        self._stream = stream  # the buffer is its own: it lives as long as this one

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except BrokenPipeError:
            self._let_go()
            return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except BrokenPipeError:
            self._let_go()

    def close(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self.detach()

    def _let_go(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


def release_streams() -> bool:
    """Write out what is left; false where the target takes no more (full disk, closed pipe)."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        # the interpreter would try once more at its end and spoil the exit code
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # lives as long as the process
        return False
    return True
