"""Whether an answer is what the author of a case demands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.vectors.answers import codes, passed, values
from tests.vectors.case import Case


def unmet(case: Case, found: Mapping[str, Any]) -> Iterator[str]:
    """What is demanded and not so."""
    if case.level == "error" and "error" not in found:
        yield f"no error but {found.get('indication')}"
    if case.level != "error" and "error" in found:
        yield f"error {found['error']} {found['code']}"
        return
    if case.indication and found.get("indication") != case.indication:
        yield f"{found.get('indication')} {found.get('reasons')}, not {case.indication}"
    elif case.sub and found.get("sub_indication") != case.sub:
        yield f"{found.get('sub_indication')} {found.get('reasons')}, not {case.sub}"
    if case.attack and passed(dict(found)):
        yield "an attack passes"
    seen = set(codes(dict(found)))
    missing = {code for code in case.codes if not any(f"{have}/".startswith(f"{code}/") for have in seen)}
    if missing:
        yield f"without {sorted(missing)}: {found.get('reasons') or found}"
    if case.values and not missing and values(case) != dict(case.values):
        yield "other texts than were signed"
