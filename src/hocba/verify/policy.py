"""Policies: what a verification demands, as data. Those that hocba ships are tables in ``policies/``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import attrs

from hocba.errors import ConfigurationError

__all__ = ["Policy", "Rules", "get", "identifiers", "load"]

_NAMES = ("hocba-default", "ministry-strict", "public-tt15-2025", "vgca-nd68-2024")
FOREVER = datetime.max.replace(tzinfo=UTC)
_INSTANTS = frozenset({"signing", "now", "both"})
Sunsets = tuple[tuple[str, datetime | None], ...]


@attrs.frozen(kw_only=True)
class Rules:
    """What is asked of one certificate and of the signature made with it.

    ``worlds`` are the trust worlds that count. Algorithms are pairs of identifier (URI, hash name for
    certificates) and the UTC instant after which it no longer counts, None for no end.
    ``certificate_instant`` says when the certificate has to be in force: "signing" (the best signature
    time), "now" or "both".
    """

    worlds: tuple[str, ...]
    status_required: bool
    certificate_instant: str
    accept_claimed_time: bool
    timestamp_required: bool
    key_usage_required: bool
    rsa_bits: int
    ec_bits: int
    signature_algorithms: Sunsets
    digest_algorithms: Sunsets
    certificate_hashes: Sunsets

    def end_of(self, name: str, table: str) -> datetime | None:
        """The last instant at which ``name`` counts, ``FOREVER`` without one; None where it is not listed.

        ``table``: "signature_algorithms", "digest_algorithms" or "certificate_hashes".
        """
        return self._ends.get((table, name))

    @cached_property
    def _ends(self) -> Mapping[tuple[str, str], datetime]:
        return {
            (table, name): end or FOREVER
            for table in ("signature_algorithms", "digest_algorithms", "certificate_hashes")
            for name, end in getattr(self, table)
        }


@attrs.frozen(kw_only=True)
class Policy:
    """One policy: rules for every trust world, and what is asked of the record as a whole.

    ``order_enforced``: claimed times out of order are a failure instead of a finding.
    ``register_required``: every signer has to be bound by a register. Decides nothing by itself.
    """

    id: str
    title_vi: str
    title_en: str
    order_enforced: bool
    register_required: bool
    by_world: tuple[tuple[str, Rules], ...]

    def rules(self, world: str) -> Rules:
        """The rules for a certificate of ``world``; for an unknown one those that come first."""
        for name, rules in self.by_world:
            if name == world:
                return rules
        return self.by_world[0][1]


def identifiers() -> tuple[str, ...]:
    """The names of the policies that hocba ships."""
    return _NAMES


@cache
def get(name: str) -> Policy:
    """The shipped policy ``name``; ConfigurationError (VER-POLICY-UNKNOWN) when there is none."""
    return load(_table(name))


def load(text: str) -> Policy:
    """Build a policy from the text of a TOML table in the layout of the shipped ones.

    A policy holds either ``rules`` or ``by_world`` (names of shipped policies whose rules apply).
    ConfigurationError (VER-POLICY-TABLE) for anything else.
    """
    try:
        values: dict[str, Any] = tomllib.loads(text)
        rules, by_world = values.pop("rules", None), values.pop("by_world", None)
        if (rules is None) == (by_world is None):
            raise ConfigurationError.of("VER-POLICY-TABLE", reason="rules | by_world")
        pairs = _own(_rules(rules)) if rules is not None else _borrowed(by_world)
        return Policy(by_world=pairs, **values)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise ConfigurationError.of("VER-POLICY-TABLE", reason=type(problem).__name__) from None


def _table(name: str) -> str:
    if name not in _NAMES:
        raise ConfigurationError.of("VER-POLICY-UNKNOWN", policy=name, known=", ".join(_NAMES))
    return files("hocba.verify").joinpath("policies", f"{name}.toml").read_text(encoding="utf-8")


def _own(rules: Rules) -> tuple[tuple[str, Rules], ...]:
    return tuple((world, rules) for world in rules.worlds)


def _borrowed(names: Mapping[str, str]) -> tuple[tuple[str, Rules], ...]:
    pairs = []
    for world, name in names.items():
        rules = get(name).by_world[0][1]
        pairs.append((world, attrs.evolve(rules, worlds=tuple(names))))
    return tuple(pairs)


def _rules(table: Mapping[str, Any]) -> Rules:
    values = dict(table)
    if values["certificate_instant"] not in _INSTANTS:
        raise ValueError("certificate_instant")
    return Rules(
        worlds=tuple(values.pop("worlds")),
        signature_algorithms=_sunsets(values.pop("signature_algorithms")),
        digest_algorithms=_sunsets(values.pop("digest_algorithms")),
        certificate_hashes=_sunsets(values.pop("certificate_hashes")),
        **values,
    )


def _sunsets(table: Mapping[str, Mapping[str, date]]) -> Sunsets:
    return tuple((name, _instant(entry.get("sunset"))) for name, entry in table.items())


def _instant(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.max, tzinfo=UTC)
