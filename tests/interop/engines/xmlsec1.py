"""The xmlsec1 command line."""

from __future__ import annotations

from pathlib import Path

import attrs
from lxml import etree

from tests.interop.engines.common import DS, XADES, Keys, Verdict, need, run
from tests.interop.engines.template import into_slot, signature

IDS = (
    "--id-attr:id", "DU_LIEU_HOC_BA",
    "--id-attr:id", "DANH_SACH_HOC_BA",
    "--id-attr:Id", "DU_LIEU_HOC_BA",
    "--id-attr:Id", "THONG_TIN_HOC_BA",
    "--id-attr:Id", "DIEM_TONG_KET",
    "--id-attr:Id", f"{DS}:Object",
    "--id-attr:Id", f"{XADES}:SignedProperties",
)  # fmt: skip


@attrs.frozen
class XmlSec1:
    """The tool and the anchors it trusts (PEM files)."""

    program: str
    anchors: tuple[Path, ...]

    @classmethod
    def ready(cls, anchors: tuple[Path, ...]) -> XmlSec1:
        """Skip where xmlsec1 is not installed."""
        return cls(need("xmlsec1"), anchors)

    def sign(
        self, source: Path, target: Path, slots: dict[str, Keys], *, algorithm: str, time: str,
        empty_ns: bool, claims: dict[str, str],
    ) -> None:  # fmt: skip
        """Fill in a template per slot, one after another."""
        for slot, keys in slots.items():
            into_slot(source, target, slot, claims, signature(keys, algorithm, time, empty_ns=empty_ns))
            place = f"//{slot}/*[local-name()='Signature']"
            key = ["--pkcs12", keys.p12, "--pwd", keys.password]
            done = run(
                [self.program, "--sign", *key, *IDS, "--node-xpath", place, "--output", target, target]
            )
            assert done.returncode == 0, done.stderr
            source = target

    def verify(self, file: Path) -> tuple[Verdict, ...]:
        """Every signature of ``file``, each in a process of its own, chains built to the anchors."""
        trust = [part for anchor in self.anchors for part in ("--trusted-pem", anchor)]
        slots = [element.getparent().tag for element in etree.parse(file).iter(f"{{{DS}}}Signature")]
        found = []
        for position, slot in enumerate(slots, start=1):
            place = f"(//*[local-name()='Signature'])[{position}]"
            done = run([self.program, "--verify", *trust, *IDS, "--node-xpath", place, file])
            found.append(Verdict(slot, done.returncode == 0, done.stderr.strip()))
        return tuple(found)
