"""Files in and out: bounded reading, and writing that leaves the whole file or nothing."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from hocba.errors import InputError, LimitExceededError, StorageError
from hocba.limits import DEFAULT_LIMITS

__all__ = ["read_bounded", "write_atomic"]


def read_bounded(path: str | os.PathLike[str], limit: int = DEFAULT_LIMITS.file_bytes) -> bytes:
    """The bytes of ``path``, at most ``limit`` of them.

    Raises InputError (absent, a folder, not a regular file, unreadable) and LimitExceededError. A file
    that is too large is refused by its size before a byte is read.
    """
    place = Path(path)
    try:
        if place.is_dir():
            raise InputError.of("FILE-IS-FOLDER", file=place.name)
        if not place.exists():
            raise InputError.of("FILE-ABSENT", file=place.name)
        if not place.is_file():
            raise InputError.of("FILE-NOT-REGULAR", file=place.name)
        with place.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > limit:
                raise LimitExceededError.of("FILE-TOO-LARGE", file=place.name, size=size, limit=limit)
            data = stream.read(limit + 1)
    except OSError as problem:
        raise InputError.of("FILE-UNREADABLE", file=place.name, reason=_reason(problem)) from None
    if len(data) > limit:
        raise LimitExceededError.of("FILE-TOO-LARGE", file=place.name, size=len(data), limit=limit)
    return data


def write_atomic(path: str | os.PathLike[str], data: bytes, *, overwrite: bool = True) -> None:
    """Write ``data`` to ``path`` whole or not at all: a temporary file beside it, synced, then renamed.

    Raises StorageError (no such folder, no permission, disk full, exists while ``overwrite`` is false).
    """
    place = Path(path)
    temporary: str | None = None
    try:
        if place.is_dir():
            raise StorageError.of("FILE-OUT-IS-FOLDER", file=place.name)
        if not overwrite and place.exists():
            raise StorageError.of("FILE-EXISTS", file=place.name)
        handle, temporary = tempfile.mkstemp(prefix=".hocba-", dir=place.parent or ".")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        _move(temporary, place, overwrite=overwrite)
        temporary = None
    except OSError as problem:
        code = "DISK-FULL" if problem.errno in {errno.ENOSPC, errno.EDQUOT} else "FILE-UNWRITABLE"
        raise StorageError.of(code, file=place.name, reason=_reason(problem)) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def _move(temporary: str, place: Path, *, overwrite: bool) -> None:
    if overwrite:
        os.replace(temporary, place)
        return
    try:
        os.link(temporary, place)
    except FileExistsError:
        raise StorageError.of("FILE-EXISTS", file=place.name) from None
    except OSError:  # a file system without hard links
        if place.exists():
            raise StorageError.of("FILE-EXISTS", file=place.name) from None
        os.replace(temporary, place)
        return
    os.unlink(temporary)


def _reason(problem: OSError) -> str:
    return os.strerror(problem.errno) if problem.errno else type(problem).__name__
