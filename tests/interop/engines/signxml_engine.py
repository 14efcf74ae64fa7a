"""signxml, in the one layout in which its signatures are sound: in place, inclusive C14N, ``#data``."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from signxml import CanonicalizationMethod, SignatureConfiguration, SignatureConstructionMethod, XMLVerifier
from signxml.exceptions import SignXMLException
from signxml.xades import XAdESSignatureConfiguration, XAdESSigner, XAdESVerifier

from tests.interop.engines.common import DS, Keys, Verdict, certificate_of, private_key_of

INCLUSIVE = CanonicalizationMethod.CANONICAL_XML_1_0


def sign(
    source: bytes,
    slots: dict[str, Keys],
    *,
    claims: dict[str, str],
    c14n: CanonicalizationMethod = INCLUSIVE,
    reference: str | None = "#data",
) -> bytes:
    """Sign ``slots`` one after another as XAdES; signing time is now, signxml knows no other."""
    root = etree.fromstring(source)
    for slot, keys in slots.items():
        place = root.find(f".//{slot}")
        for name, text in claims.items():
            etree.SubElement(place, name).text = text
        etree.SubElement(place, f"{{{DS}}}Signature", Id="placeholder", nsmap={"ds": DS})
        signer = XAdESSigner(method=SignatureConstructionMethod.enveloped, c14n_algorithm=c14n)
        root = signer.sign(
            root,
            key=private_key_of(keys),
            cert=[certificate_of(keys)],
            reference_uri=reference,
            always_add_key_value=False,
        )
    return etree.tostring(root, encoding="UTF-8")


def verify(
    file: Path, slots: dict[str, Keys], *, references: int, xades: bool, excise: bool = True
) -> tuple[Verdict, ...]:
    """Each slot with the certificate of its signer pinned.

    ``excise`` sets the flag that hides lxml's spurious ``xmlns=""``: without it signxml refuses every
    signature of the .NET layout.
    """
    verifier = XAdESVerifier() if xades else XMLVerifier()
    verifier.excise_empty_xmlns_declarations = excise
    configuration = XAdESSignatureConfiguration if xades else SignatureConfiguration
    found = []
    for slot, keys in slots.items():
        expected = configuration(location=f".//{slot}/", expect_references=references)
        try:
            verifier.verify(file.read_bytes(), x509_cert=certificate_of(keys), expect_config=expected)
        except SignXMLException as problem:
            found.append(Verdict(slot, False, str(problem)))
        else:
            found.append(Verdict(slot, True, ""))
    return tuple(found)
