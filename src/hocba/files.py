"""Files in and out: bounded reading, and writing that leaves the whole file or nothing."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from hocba.errors import InputError, LimitExceededError, StorageError
from hocba.limits import DEFAULT_LIMITS

__all__ = ["make_folder", "read_bounded", "write_atomic"]


def read_bounded(path: str | os.PathLike[str], limit: int = DEFAULT_LIMITS.file_bytes) -> bytes:
    """The bytes of ``path``, at most ``limit`` of them.

    Raises InputError (absent, a folder, not a regular file, unreadable) and LimitExceededError. A file
    that is too large is refused by its size before a byte is read.
    """
    place = Path(path)
    try:
        if place.is_dir():
            raise InputError.of("FILE-IS-FOLDER", file=place.name or str(place))
        if not place.exists():
            raise InputError.of("FILE-ABSENT", file=place.name)
        if not place.is_file():
            raise InputError.of("FILE-NOT-REGULAR", file=place.name)
        with place.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > limit:
                raise LimitExceededError.of("FILE-TOO-LARGE", file=place.name, size=size, limit=limit)
            data = stream.read(limit + 1)
    except (OSError, ValueError) as problem:
        raise InputError.of("FILE-UNREADABLE", file=place.name, reason=_reason(problem)) from None
    if len(data) > limit:
        raise LimitExceededError.of("FILE-TOO-LARGE", file=place.name, size=len(data), limit=limit)
    return data


def write_atomic(path: str | os.PathLike[str], data: bytes, *, overwrite: bool = True) -> None:
    """Write ``data`` to ``path`` whole or not at all: a temporary file beside it, synced, then renamed.

    A new file gets the permissions of the process's umask, a replaced one keeps its own. Devices and pipes
    are never replaced. Raises StorageError (no such folder, no permission, disk full, exists while
    ``overwrite`` is false, a folder, not a regular file).
    """
    place = Path(path)
    temporary: str | None = None
    try:
        if place.is_dir():
            raise StorageError.of("FILE-OUT-IS-FOLDER", file=place.name)
        exists = place.exists()
        if not overwrite and exists:
            raise StorageError.of("FILE-EXISTS", file=place.name)
        if exists and not place.is_file():
            raise StorageError.of("FILE-OUT-NOT-REGULAR", file=place.name)
        name = str(place.parent / f".hocba-{secrets.token_hex(8)}")
        with open(name, "xb") as stream:
            temporary = name
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if exists:
            os.chmod(temporary, stat.S_IMODE(place.stat().st_mode))
        _move(temporary, place, overwrite=overwrite)
        temporary = None
    except (OSError, ValueError) as problem:
        raise _storage_error(place, problem) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def make_folder(path: str | os.PathLike[str]) -> Path:
    """The folder ``path``, made with its parents where it is absent. Raises StorageError."""
    place = Path(path)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise StorageError.of("FILE-IN-THE-WAY", file=place.name) from None
    except (OSError, ValueError) as problem:
        raise _storage_error(place, problem) from None
    return place


def _storage_error(place: Path, problem: OSError | ValueError) -> StorageError:
    full = isinstance(problem, OSError) and problem.errno in {errno.ENOSPC, errno.EDQUOT}
    code = "DISK-FULL" if full else "FILE-UNWRITABLE"
    return StorageError.of(code, file=place.name, reason=_reason(problem))


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


def _reason(problem: OSError | ValueError) -> str:
    number = problem.errno if isinstance(problem, OSError) else None
    return os.strerror(number) if number else type(problem).__name__
