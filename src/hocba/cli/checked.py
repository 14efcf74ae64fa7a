"""One file as ``hocba check`` sees it: findings, and what decided which rules were asked."""

from __future__ import annotations

from collections import Counter

import attrs

from hocba.cli.exits import Exit
from hocba.findings import MASK, Finding, Severity

__all__ = ["Asked", "Checked", "checked"]

_CHARACTERS = frozenset({"READ-NOT-NFC", "READ-INVISIBLE", "READ-SPACE", "READ-LOOK-ALIKE"})


@attrs.frozen(kw_only=True)
class Asked:
    """How files are to be checked."""

    received: bool = False
    partial: bool = False
    substitutes: tuple[str, ...] = ()
    warn_only: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Checked:
    """What was found in ``file``; ``computed`` says whether rules about results exist for the record."""

    file: str
    format_id: str
    reconstructed: bool
    grade: int | None
    first_year: int | None
    regulation: str
    computed: bool
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """How many findings weigh so much."""
        return Counter(finding.severity for finding in self.findings)[severity]

    @property
    def exit(self) -> Exit:
        """Failed exactly with an error."""
        return Exit.FAILED if self.count(Severity.ERROR) else Exit.PASSED

    def to_dict(self, *, show_personal_data: bool) -> dict[str, object]:
        """Plain data for JSON."""
        return {
            "file": self.file,
            "format": self.format_id,
            "reconstructed": self.reconstructed,
            "grade": self.grade,
            "school_year": school_year(self.first_year),
            "regulation": self.regulation,
            "results_computed": self.computed,
            "errors": self.count(Severity.ERROR),
            "warnings": self.count(Severity.WARNING),
            "findings": [_finding(finding, show_personal_data) for finding in self.findings],
        }


def school_year(first_year: int | None) -> str:
    """``2024-2025``, or an empty text."""
    return f"{first_year}-{first_year + 1}" if first_year is not None else ""


def _finding(finding: Finding, personal: bool) -> dict[str, object]:
    values = dict(finding.values)
    hidden = {name: value if personal else MASK for name, value in finding.private}
    return {
        **finding.to_dict(show_personal_data=personal),
        "key": finding.key,
        "tag": values.pop("tag", ""),
        "label": values.pop("label", ""),
        "values": {**values, **hidden},
    }


def checked(file: str, asked: Asked) -> Checked:
    """What the reader noticed, what the schema says and the rules that are broken.

    Where a rule names the odd characters of a value, the reader's own finding about them is left out.
    Raises InputError and ConfigurationError.
    """
    from hocba.api import check, raw_bytes
    from hocba.formats.registry import detect
    from hocba.rules.facts import facts_of
    from hocba.rules.tables import REGULATION_TABLES
    from hocba.xml.document import parse

    document = parse(raw_bytes(file))
    known = detect(document)
    read = known.read(document)
    structure = known.structure(document) and known.explain(document)
    broken = check(
        read,
        writing=not asked.received,
        substitutes=asked.substitutes,
        warn_only=asked.warn_only,
        partial=asked.partial,
    )
    named = {found.path for found in broken if found.code == "G-11" or found.code.startswith("TEXT-")}
    noticed = (found for found in read.findings if found.code not in _CHARACTERS or found.path not in named)
    facts = facts_of(read.record, writing=True, today=None)
    rule = facts.regulation
    return Checked(
        file=file,
        format_id=facts.format_id,
        reconstructed=facts.form.reconstructed,
        grade=facts.grade,
        first_year=facts.first_year,
        regulation=", ".join(rule.numbers) if rule is not None else "",
        computed=rule is not None and facts.format_id in REGULATION_TABLES.get(rule.id, ()),
        findings=(*noticed, *structure, *broken),
    )
