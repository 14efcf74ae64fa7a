"""The labels and words of a report in one language, from the catalogue."""

from __future__ import annotations

import re

import attrs

from hocba.i18n import catalog
from hocba.verify.render_safe import clean

__all__ = ["Words"]

_OWN = " (*)"
_CITY = " (**)"
_NOT_A_LETTER = re.compile(r"[^A-Z0-9]+")


@attrs.frozen
class Words:
    """Everything a report says in ``lang`` ("vi" or "en")."""

    lang: str

    def say(self, code: str, **values: object) -> str:
        """The text ``REPORT-<code>`` with ``values`` filled in."""
        return catalog.message(f"REPORT-{code}", self.lang, values)

    def label(self, code: str) -> str:
        """As :meth:`say`, marked where the text is not an official one of the Ministries."""
        confidence = catalog.entry(f"REPORT-{code}").get("confidence", "")
        official = confidence == "[official]" or not confidence
        return self.say(code) + ("" if official else _CITY if confidence.startswith("[official") else _OWN)

    def term(self, group: str, value: str) -> str:
        """The word for ``value`` of ``group``; a value without one is shown as it is."""
        for name in (value, _NOT_A_LETTER.sub("-", value.upper())):
            if catalog.known(f"REPORT-{group}-{name}"):
                return self.say(f"{group}-{name}")
        return clean(value)
