"""A finding: something that was noticed about a record, a signature, a certificate or a package.

A finding never decides anything by itself. Its text comes from the catalogue by code; ``values`` are
technical and may be shown, ``private`` may hold personal data and is shown only on request.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Self

import attrs

from hocba.i18n import catalog

__all__ = ["Finding", "Severity"]

MASK = "•••"


class Severity(StrEnum):
    """How much a finding weighs: an error blocks signing and issuing, a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@attrs.frozen(kw_only=True)
class Finding:
    """One finding. Equal by value, picklable, and its ``repr`` shows no personal data.

    ``path`` is the tag path from the record (``DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM[3]/MUC_DAT_DUOC``,
    counted from 1), ``line`` the line of the file where known. ``case`` tells apart what one rule can
    say: its texts stand under ``code/case`` in the catalogue.
    """

    code: str
    severity: Severity
    case: str = ""
    path: str = ""
    line: int | None = None
    values: tuple[tuple[str, str], ...] = ()
    private: tuple[tuple[str, str], ...] = attrs.field(default=(), repr=False)

    @classmethod
    def of(
        cls,
        code: str,
        *,
        path: str = "",
        line: int | None = None,
        severity: Severity | None = None,
        case: str = "",
        private: Mapping[str, object] | None = None,
        **values: object,
    ) -> Self:
        """Build the finding ``code``; severity as the catalogue says unless given."""
        chosen = severity or _severity(f"{code}/{case}" if case else code)
        return cls(
            code=code,
            severity=chosen,
            case=case,
            path=path,
            line=line,
            values=tuple([(key, str(value)) for key, value in values.items()]),
            private=tuple([(key, str(value)) for key, value in private.items()]) if private else (),
        )

    @property
    def key(self) -> str:
        """The catalogue entry that holds its texts."""
        return f"{self.code}/{self.case}" if self.case else self.code

    @property
    def confidence(self) -> str:
        """The mark of the specification behind it, e.g. ``[official]``; empty for hocba's own checks."""
        return catalog.entry(self.key).get("confidence", "")

    @property
    def source(self) -> str:
        """The clause it rests on."""
        return catalog.entry(self.key).get("source", "")

    def message(self, lang: str = "vi", *, show_personal_data: bool = False) -> str:
        """What was found; personal values are masked unless asked for."""
        return catalog.message(self.key, lang, self._shown(show_personal_data))

    def advice(self, lang: str = "vi", *, show_personal_data: bool = False) -> str:
        """What to do about it; may be empty."""
        return catalog.advice(self.key, lang, self._shown(show_personal_data))

    def to_dict(self, *, show_personal_data: bool = False) -> dict[str, object]:
        """Plain data for JSON, with both languages and the values involved, personal ones masked."""
        shown = self._shown(show_personal_data)
        named = [*self.values, *self.private]
        return {
            "code": self.code,
            "case": self.case,
            "severity": self.severity.value,
            "path": self.path,
            "line": self.line,
            "message_vi": catalog.message(self.key, "vi", shown),
            "message_en": catalog.message(self.key, "en", shown),
            "advice_vi": catalog.advice(self.key, "vi", shown),
            "advice_en": catalog.advice(self.key, "en", shown),
            "confidence": self.confidence,
            "source": self.source,
            "values": {name: shown[name] for name, _ in named},
        }

    def _shown(self, show_personal_data: bool) -> dict[str, object]:
        shown: dict[str, object] = dict(self.values)
        shown.update({key: value if show_personal_data else MASK for key, value in self.private})
        shown.setdefault("path", self.path)
        shown.setdefault("line", self.line)
        return shown


@lru_cache(maxsize=2048)
def _severity(key: str) -> Severity:
    return Severity(catalog.entry(key)["severity"])
