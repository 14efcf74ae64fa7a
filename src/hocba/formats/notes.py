"""What a reader collects beside the record: findings with their place, and content without a field."""

from __future__ import annotations

import attrs
from lxml import etree

from hocba.errors import LimitExceededError, MalformedXmlError
from hocba.findings import Finding, Severity
from hocba.i18n import catalog
from hocba.model.extension import Extension
from hocba.xml.path import Paths, line_of, local_name

__all__ = ["WHITE", "Notes", "Stray", "canonical", "is_element"]

WHITE = " \t\r\n"
MOST = 10_000


def is_element(node: etree._Element) -> bool:
    """Whether ``node`` is an element, not a comment or processing instruction."""
    return isinstance(node.tag, str)


@attrs.frozen(eq=False)
class Stray:
    """An element that no table names where it stands: the places of its finding and of its extension.

    There is no finding where the tag is known to be added (``silent``).
    """

    element: etree._Element
    finding: int
    extension: int
    silent: bool


def canonical(element: etree._Element) -> str:
    """``element`` as an extension keeps it. Raises MalformedXmlError (READ-NOT-CANONICAL)."""
    try:
        return etree.tostring(element, method="c14n", exclusive=True, with_comments=False).decode("utf-8")
    except etree.LxmlError:
        raise MalformedXmlError.of("READ-NOT-CANONICAL", line=line_of(element)) from None


class Notes:
    """Findings and extensions of one reading, in document order."""

    __slots__ = ("_attributes", "_paths", "extensions", "findings", "strays")

    def __init__(self) -> None:
        self.strays: list[Stray] = []
        self.findings: list[Finding] = []
        self.extensions: list[Extension] = []
        self._paths = Paths()
        self._attributes: set[tuple[str, str]] = set()

    def note(self, code: str, element: etree._Element, *, step: str = "", **values: str) -> None:
        """Add the finding ``code`` at ``element`` (or at ``step`` below it)."""
        self._add(code, self._paths.of(element) + step, line_of(element), values)

    def comment(self, node: etree._Element) -> None:
        """Report a comment or a processing instruction."""
        parent = node.getparent()
        path = self._paths.of(parent) if parent is not None else ""
        kind = "READ-INSTRUCTION" if isinstance(node, etree._ProcessingInstruction) else "READ-COMMENT"
        self._add(kind, path, line_of(node), {})

    def _add(self, code: str, path: str, line: int | None, values: dict[str, str]) -> None:
        if len(self.findings) >= MOST:
            raise LimitExceededError.of("READ-TOO-MUCH", limit=MOST)
        severity = Severity(catalog.entry(code)["severity"])
        found = Finding(code=code, severity=severity, path=path, line=line, values=tuple(values.items()))
        self.findings.append(found)

    def keep_element(self, element: etree._Element, parent: str, after: str) -> None:
        """Keep ``element`` as an extension of the block at ``parent``."""
        self.extensions.append(_extension(parent, str(element.tag), after, canonical(element)))
        if next(element.iter(etree.Comment), None) is not None:
            self.note("READ-COMMENT", element)

    def keep_attributes(
        self, element: etree._Element, parent: str, known: tuple[str, ...] = (), *, qualified: bool = True
    ) -> None:
        """Keep and report the attributes of ``element`` that are not ``known``.

        Attributes with a namespace are only reported unless ``qualified``, and so is one that another
        element at the same place had.
        """
        for key, value in element.items():
            name = str(key)
            if name not in known:
                self.note("READ-UNKNOWN-ATTRIBUTE", element, step=f"/@{name.rpartition('}')[2]}")
                again = (parent, name) in self._attributes
                self._attributes.add((parent, name))
                if not again and (qualified or not name.startswith("{")):
                    self.extensions.append(_extension(parent, f"@{name}", "", str(value)))

    def report_attributes(self, element: etree._Element, known: tuple[str, ...] = ()) -> None:
        """Report the attributes of ``element`` that are not ``known``."""
        for key, _ in element.items():
            if key not in known:
                self.note("READ-UNKNOWN-ATTRIBUTE", element, step=f"/@{str(key).rpartition('}')[2]}")

    def unknown_tag(self, element: etree._Element) -> None:
        """Report an element that no table names and no new file can carry."""
        self.note("READ-UNKNOWN-TAG", element, tag=local_name(element)[:64])

    def keep_text(self, text: str | None, element: etree._Element, parent: str, after: str) -> None:
        """Keep and report ``text`` that stands between tags."""
        if text and text.strip(WHITE):
            self.note("READ-MIXED", element)
            before = self.extensions[-1] if self.extensions else None
            if before is not None and (before.parent, before.name, before.after) == (parent, "text()", after):
                text = self.extensions.pop().xml + text  # only a comment stood between them
            self.extensions.append(_extension(parent, "text()", after, text))

    def unknown(self, element: etree._Element, parent: str, after: str, *, silent: bool = False) -> None:
        """Keep an element that no table names, and report it unless ``silent``."""
        self.strays.append(Stray(element, len(self.findings), len(self.extensions), silent))
        if not silent:
            self.unknown_tag(element)
        self.keep_element(element, parent, after)


def _extension(parent: str, name: str, after: str, xml: str) -> Extension:
    return Extension.unchecked({"parent": parent, "name": name, "after": after, "xml": xml})
