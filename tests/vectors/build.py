"""Make every vector anew: ``python -m tests.vectors.build``; with ``--answers`` the kept inputs stay.

Keys are new in every build, so all signed vectors change; the answers in expected.json must not. An answer
that is not what the author of the case demands is reported, and makes the build fail unless it stands in
defects.toml.
"""

from __future__ import annotations

import importlib
import pkgutil
import shutil
import sys
import tomllib
from collections.abc import Iterator, Sequence

from tests.vectors import attacks
from tests.vectors.answers import answer, folders
from tests.vectors.case import FOLDER, HERE, Case, load
from tests.vectors.demands import unmet
from tests.vectors.world import Synthetic

DEFECTS = tomllib.loads((HERE / "defects.toml").read_text(encoding="utf-8"))


def cases(world: Synthetic) -> Iterator[Case]:
    """The cases of every class."""
    for module in sorted(entry.name for entry in pkgutil.iter_modules(attacks.__path__)):
        yield from importlib.import_module(f"{attacks.__name__}.{module}").cases(world)


def everything() -> Iterator[Case]:
    """Every case made anew, with new keys."""
    world = Synthetic()
    world.write()
    shutil.rmtree(FOLDER, ignore_errors=True)
    for case in cases(world):
        assert not case.folder.exists(), case.name
        yield case


def main(arguments: Sequence[str]) -> int:
    """Build; the number of unmet demands."""
    chosen = (load(folder) for folder in folders()) if arguments == ["--answers"] else everything()
    wrong = count = 0
    for case in chosen:
        count += 1
        found = answer(case)
        case.write(found)
        for reason in unmet(case, found):
            wrong += case.name not in DEFECTS
            print(f"{case.name}: {reason}", file=sys.stderr)
    print(f"{count} vectors, {wrong} unmet demands")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))
