"""What the library answers for a case, as plain data without anything that a new build changes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import hocba
from hocba.errors import HocbaError
from hocba.findings import Finding
from hocba.formats.registry import detect
from hocba.i18n import catalog
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.pki.evidence import Evidence
from hocba.pki.store import TrustStore
from hocba.verify.engine import Verifier
from hocba.verify.policy import Policy, get, load
from hocba.verify.report import Indication, Report
from hocba.xml.document import parse
from tests.vectors.case import HERE, Case

PKI = HERE / "pki"
CALLS = ("verify", "read", "check", "unpack")


def answer(case: Case) -> dict[str, Any]:
    """The answer of the call that ``case`` is about. Anything but a HocbaError escapes."""
    call = case.call if case.level == "error" else case.level
    try:
        return _CALLS[call](case)
    except HocbaError as problem:
        return {"error": type(problem).__name__, "code": problem.code}


def values(case: Case) -> dict[str, str]:
    """The texts that ``case`` asks for: of the verified record, or of the one that was read."""
    record = (
        verifier(case).verify(case.raw, at=case.at).require().record
        if case.level == "verify"
        else hocba.read(case.raw)
    )
    return {path: str(_at(record, path)) for path in case.values}


def codes(data: object) -> Iterable[str]:
    """Every code in an answer, also those that a finding names as its problem."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "code":
                yield str(value)
            else:
                yield from codes(value)
    elif isinstance(data, list):
        for value in data:
            yield from codes(value)
    elif isinstance(data, str):
        for part in data.split():
            if catalog.known(part.strip("()")):
                yield part.strip("()")


def verifier(case: Case) -> Verifier:
    return _verifier(
        case.trust,
        case.evidence,
        case.policy,
        tuple(sorted(case.expected.items())),
        tuple(sorted(case.limits.items())),
    )


@cache
def _verifier(
    trust: str,
    evidence: str,
    policy: str,
    expected: tuple[tuple[str, str], ...],
    limits: tuple[tuple[str, int], ...],
) -> Verifier:
    return Verifier(
        _trust(trust),
        _evidence(evidence),
        policy=_policy(policy),
        expected=dict(expected),
        limits=_limits(limits),
    )


@cache
def _trust(name: str) -> TrustStore:
    return TrustStore.load(PKI / "trust" / name)


@cache
def _evidence(name: str) -> Evidence:
    return Evidence.load([PKI / "evidence" / name])


@cache
def _policy(name: str) -> Policy:
    place = HERE / "policies" / f"{name}.toml"
    return load(place.read_text(encoding="utf-8")) if place.exists() else get(name)


def _limits(changes: tuple[tuple[str, int], ...]) -> Limits:
    return Limits(**dict(changes)) if changes else DEFAULT_LIMITS


def _verify(case: Case) -> dict[str, Any]:
    found = _report(verifier(case).verify(case.raw, at=case.at))
    noticed = _findings(_evidence(case.evidence).findings)
    return found | ({"evidence": noticed} if noticed else {})


def _report(report: Report) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "kind": report.kind,
        "indication": report.indication.value,
        "sub_indication": report.sub_indication.value if report.sub_indication else None,
        "reasons": list(report.reasons),
        "slots": {
            entry.slot: {
                "indication": entry.indication.value,
                "sub_indication": entry.sub_indication.value if entry.sub_indication else None,
                "form": entry.form,
                "identity": entry.identity,
                "findings": _findings(entry.findings),
            }
            for entry in report.signatures
        },
        "findings": _findings(report.findings),
        "axes": {entry.axis: entry.result for entry in report.axes if entry.result != "passed"},
    }
    if report.kind == "package":
        shown["records"] = [_report(record) for record in report.records]
    return shown


def _read(case: Case) -> dict[str, Any]:
    limits = _limits(tuple(case.limits.items()))
    document = parse(case.raw, limits=limits)
    known = detect(document)
    reading = known.read(document)
    found = {"format": reading.format_id, "findings": _findings(reading.findings)}
    return found | {
        "structure": _findings(known.structure(document)),
        "explained": _findings(known.explain(document)),
    }


def _check(case: Case) -> dict[str, Any]:
    read = hocba.reading(case.raw)
    return {
        "writing": _findings(hocba.check(read)),
        "reading": _findings(hocba.check(read, writing=False)),
    }


def _unpack(case: Case) -> dict[str, Any]:
    limits = _limits(tuple(case.limits.items()))
    return {"records": len(hocba.unpack(case.raw, limits=limits))}


_CALLS = {"verify": _verify, "read": _read, "check": _check, "unpack": _unpack}


def _findings(findings: Iterable[Finding]) -> list[str]:
    return sorted(_shown(finding) for finding in findings)


def _shown(finding: Finding) -> str:
    named = dict(finding.values)
    problem = named.get("problem", "")
    return f"{finding.key} ({problem})" if catalog.known(problem) else finding.key


def _at(record: object, path: str) -> object:
    for step in path.split("."):
        record = record[int(step)] if step.isdigit() else getattr(record, step)  # type: ignore[index]
    return record


def passed(data: dict[str, Any]) -> bool:
    """Whether an answer is TOTAL_PASSED, for the whole or for any record inside."""
    return data.get("indication") == Indication.TOTAL_PASSED.value


def folders() -> list[Path]:
    """The folder of every case."""
    return sorted(place.parent for place in (HERE / "cases").rglob("case.toml"))
