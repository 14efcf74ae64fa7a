"""One vector: what is kept in its folder, and what the specification demands of the answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs

from tests.vectors.times import AT

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "cases"


@attrs.frozen(kw_only=True)
class Case:
    """``name`` is "class/what"; ``call`` names the call where ``level`` is "error".

    ``indication``, ``sub`` and ``codes`` are demanded by the one who wrote the case, ``values`` are texts of
    the record that comes back, by path; everything else of the answer is kept in expected.json.
    """

    name: str
    title: str
    raw: bytes = attrs.field(repr=False)
    clause: str = "verification.md §11"
    attack: bool = True
    level: str = "verify"
    call: str = ""
    file: str = "record.xml"
    trust: str = "full"
    evidence: str = "full"
    policy: str = "hocba-default"
    at: datetime = AT
    expected: Mapping[str, str] = attrs.field(factory=dict)
    limits: Mapping[str, int] = attrs.field(factory=dict)
    indication: str = ""
    sub: str = ""
    codes: tuple[str, ...] = ()
    values: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def folder(self) -> Path:
        return FOLDER / self.name

    def toml(self) -> str:
        """The case without its input, as TOML."""
        plain: dict[str, Any] = {
            "title": self.title,
            "clause": self.clause,
            "attack": self.attack,
            "level": self.level,
            "call": self.call,
            "file": self.file,
            "trust": self.trust,
            "evidence": self.evidence,
            "policy": self.policy,
            "at": self.at,
        }
        demands = {"indication": self.indication, "sub_indication": self.sub, "codes": list(self.codes)}
        lines = [_line(key, value) for key, value in plain.items() if value != ""]
        for name, table in (
            ("expected", self.expected),
            ("limits", self.limits),
            ("demands", demands),
            ("values", self.values),
        ):
            filled = {key: value for key, value in table.items() if value not in ("", [])}
            if filled:
                lines += ["", f"[{name}]", *(_line(key, value) for key, value in filled.items())]
        return "\n".join(lines) + "\n"

    def write(self, answer: Mapping[str, Any]) -> None:
        """Keep the case with ``answer`` in its folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / self.file).write_bytes(self.raw)
        (self.folder / "case.toml").write_text(self.toml(), encoding="utf-8")
        (self.folder / "expected.json").write_text(
            json.dumps(answer, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )


def load(folder: Path) -> Case:
    """The case kept in ``folder``."""
    import tomllib

    table = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8"))
    demands = table.pop("demands", {})
    return Case(
        name=folder.relative_to(FOLDER).as_posix(),
        raw=(folder / table["file"]).read_bytes(),
        indication=demands.get("indication", ""),
        sub=demands.get("sub_indication", ""),
        codes=tuple(demands.get("codes", ())),
        **table,
    )


def _line(key: str, value: object) -> str:
    if isinstance(value, datetime):
        shown = value.isoformat().replace("+00:00", "Z")
    else:
        shown = json.dumps(value, ensure_ascii=False)
    return f"{key if key.replace('_', '').isalnum() and key.isascii() else json.dumps(key)} = {shown}"
