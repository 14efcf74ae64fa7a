"""Make every vector anew: ``python -m tests.vectors.build``; with ``--answers`` the kept inputs stay, with
``--later`` only those of the later formats are made, which have keys of their own.

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

from tests.vectors import attacks, later
from tests.vectors.answers import answer, folders
from tests.vectors.case import FOLDER, HERE, Case, load
from tests.vectors.demands import unmet
from tests.vectors.later.kit import Kit
from tests.vectors.world import Synthetic

DEFECTS = tomllib.loads((HERE / "defects.toml").read_text(encoding="utf-8"))


def cases(world: Synthetic | Kit) -> Iterator[Case]:
    """The cases of every class that is made in ``world``."""
    package = attacks if isinstance(world, Synthetic) else later
    for module in sorted(entry.name for entry in pkgutil.iter_modules(package.__path__)):
        found = importlib.import_module(f"{package.__name__}.{module}")
        if hasattr(found, "cases"):
            yield from found.cases(world)


def everything() -> Iterator[Case]:
    """Every case made anew, with new keys."""
    world = Synthetic()
    world.write()
    shutil.rmtree(FOLDER, ignore_errors=True)
    yield from _fresh(world)
    yield from only_later()


def only_later() -> Iterator[Case]:
    """The cases of the later formats made anew, with new keys."""
    for folder in FOLDER.glob("later-*"):
        shutil.rmtree(folder)
    kit = Kit()
    kit.write()
    yield from _fresh(kit)


def _fresh(world: Synthetic | Kit) -> Iterator[Case]:
    for case in cases(world):
        assert not case.folder.exists(), case.name
        yield case


def main(arguments: Sequence[str]) -> int:
    """Build; the number of unmet demands."""
    if arguments == ["--answers"]:
        chosen: Iterator[Case] = (load(folder) for folder in folders())
    else:
        chosen = only_later() if arguments == ["--later"] else everything()
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
