"""Several files into a folder: all of them or none."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from hocba.errors import StorageError
from hocba.files import write_atomic

__all__ = ["write_all"]


def write_all(
    folder: str | os.PathLike[str], contents: Mapping[str, bytes], *, overwrite: bool = False
) -> tuple[Path, ...]:
    """Write every name of ``contents`` below ``folder`` (made where absent), or nothing at all.

    The files are complete in a hidden folder beside their final place before the first one is moved there.
    Raises StorageError: PKG-FOLDER-IS-FILE, FILE-EXISTS while ``overwrite`` is false, DISK-FULL,
    FILE-UNWRITABLE; what had been moved is then taken back, unless it replaced an older file.
    """
    place = Path(folder)
    if place.exists() and not place.is_dir():
        raise StorageError.of("PKG-FOLDER-IS-FILE", folder=place.name)
    if not overwrite:
        _refuse_existing(place, contents)
    waiting: Path | None = None
    made = _missing_parents(place)
    moved: list[Path] = []
    try:
        place.mkdir(parents=True, exist_ok=True)
        waiting = Path(tempfile.mkdtemp(prefix=".hocba-", dir=place))
        for name, data in contents.items():
            write_atomic(waiting / name, data)
        for name in contents:
            target = place / name
            existed = target.exists()
            os.replace(waiting / name, target)
            if not existed:
                moved.append(target)
    except (OSError, StorageError) as problem:
        _take_back(moved, waiting, made)
        if isinstance(problem, StorageError):
            raise
        raise _storage_error(problem, place) from None
    shutil.rmtree(waiting, ignore_errors=True)
    return tuple(place / name for name in contents)


def _refuse_existing(place: Path, contents: Mapping[str, bytes]) -> None:
    for name in contents:
        if (place / name).exists():
            raise StorageError.of("FILE-EXISTS", file=name)


def _missing_parents(place: Path) -> list[Path]:
    """The folders that will have to be made, the deepest first."""
    return [folder for folder in (place, *place.parents) if not folder.exists()]


def _take_back(moved: list[Path], waiting: Path | None, made: list[Path]) -> None:
    for target in moved:
        with contextlib.suppress(OSError):
            target.unlink()
    if waiting is not None:
        shutil.rmtree(waiting, ignore_errors=True)
    for folder in made:
        with contextlib.suppress(OSError):
            folder.rmdir()


def _storage_error(problem: OSError, place: Path) -> StorageError:
    full = problem.errno in {errno.ENOSPC, errno.EDQUOT}
    reason = os.strerror(problem.errno) if problem.errno else type(problem).__name__
    return StorageError.of("DISK-FULL" if full else "FILE-UNWRITABLE", file=place.name, reason=reason)
