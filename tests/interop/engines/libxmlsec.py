"""python-xmlsec: a newer libxmlsec than the command line of most systems, in this process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest
from lxml import etree

from tests.interop.engines.common import DS, XADES, Keys, Verdict
from tests.interop.engines.template import into_slot, signature


@attrs.frozen
class LibXmlSec:
    """The module and the anchors it trusts (PEM files)."""

    xmlsec: Any
    anchors: tuple[Path, ...]

    @classmethod
    def ready(cls, anchors: tuple[Path, ...]) -> LibXmlSec:
        """Skip where python-xmlsec is not installed."""
        return cls(pytest.importorskip("xmlsec", reason="python-xmlsec is not installed"), anchors)

    def sign(
        self, source: Path, target: Path, slots: dict[str, Keys], *, algorithm: str, time: str,
        empty_ns: bool, claims: dict[str, str],
    ) -> None:  # fmt: skip
        """Fill in a template per slot, one after another."""
        for slot, keys in slots.items():
            into_slot(source, target, slot, claims, signature(keys, algorithm, time, empty_ns=empty_ns))
            tree = etree.parse(target)
            context = self.xmlsec.SignatureContext()
            context.key = self.xmlsec.Key.from_file(
                str(keys.p12), self.xmlsec.constants.KeyDataFormatPkcs12, keys.password
            )
            self._register(context, tree)
            context.sign(tree.find(f".//{slot}/{{{DS}}}Signature"))
            target.write_bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))
            source = target

    def verify(self, file: Path) -> tuple[Verdict, ...]:
        """Every signature of ``file``, chains built to the anchors."""
        tree = etree.parse(file)
        return tuple(self._verdict(tree, element) for element in tree.iter(f"{{{DS}}}Signature"))

    def _verdict(self, tree: Any, element: Any) -> Verdict:
        manager = self.xmlsec.KeysManager()
        for anchor in self.anchors:
            manager.load_cert(
                str(anchor), self.xmlsec.constants.KeyDataFormatPem, self.xmlsec.constants.KeyDataTypeTrusted
            )
        context = self.xmlsec.SignatureContext(manager)
        self._register(context, tree)
        try:
            context.verify(element)
        except self.xmlsec.Error as problem:
            return Verdict(element.getparent().tag, False, str(problem))
        return Verdict(element.getparent().tag, True, "")

    def _register(self, context: Any, tree: Any) -> None:
        for tag, name in (
            ("DU_LIEU_HOC_BA", "id"),
            ("DANH_SACH_HOC_BA", "id"),
            *((name, "Id") for name in ("DU_LIEU_HOC_BA", "THONG_TIN_HOC_BA", "DIEM_TONG_KET")),
            (f"{{{DS}}}Object", "Id"),
            (f"{{{XADES}}}SignedProperties", "Id"),
        ):
            for element in tree.iter(tag):
                if element.get(name) is not None:
                    context.register_id(element, name)
