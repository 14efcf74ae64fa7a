"""signxml and python-xmlsec on the same records, as their documentation says to use them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bench.inputs import PASSWORD, SIGNERS, Inputs

DS = "{http://www.w3.org/2000/09/xmldsig#}"
XADES = "{http://uri.etsi.org/01903/v1.3.2#}"


def signxml_verification(inputs: Inputs) -> Callable[[int], object]:
    """XAdESVerifier for each slot against the trust store, with the flag that inclusive C14N needs."""
    from signxml.xades import XAdESSignatureConfiguration, XAdESVerifier

    bundle = inputs.folder / "bundle.pem"
    bundle.write_bytes(b"".join(anchor.read_bytes() for anchor in inputs.anchors))
    verifier = XAdESVerifier()
    verifier.excise_empty_xmlns_declarations = True
    configurations = [
        XAdESSignatureConfiguration(location=f".//{slot}/", expect_references=3) for slot in SIGNERS
    ]
    records = inputs.issued

    def call(number: int) -> None:
        for configuration in configurations:
            verifier.verify(
                records[number % len(records)],
                ca_pem_file=str(bundle),
                expect_config=configuration,
                **_lenient_policies(),
            )

    call(0)
    return call


def _lenient_policies() -> dict[str, Any]:
    """The web profile of cryptography's verifier wants extensions that these certificates do not have."""
    from cryptography.x509.verification import ExtensionPolicy

    return {"ee_policy": ExtensionPolicy.permit_all(), "ca_policy": ExtensionPolicy.webpki_defaults_ca()}


def xmlsec_verification(inputs: Inputs) -> Callable[[int], object]:
    """libxmlsec for each slot, chain built from the trust store. It checks XMLDSig only, no XAdES."""
    import xmlsec
    from lxml import etree

    manager = xmlsec.KeysManager()
    for anchor in inputs.anchors:
        manager.load_cert(str(anchor), xmlsec.constants.KeyDataFormatPem, xmlsec.constants.KeyDataTypeTrusted)
    records = inputs.issued

    def call(number: int) -> None:
        root = etree.fromstring(records[number % len(records)])
        for slot in SIGNERS:
            context = xmlsec.SignatureContext(manager)
            for element, name in _identified(root):
                context.register_id(element, name)
            context.verify(root.find(f".//{slot}/{DS}Signature"))

    call(0)
    return call


def _identified(root: Any) -> Iterator[tuple[Any, str]]:
    yield root.find("DU_LIEU_HOC_BA"), "id"
    for tag in (f"{DS}Object", f"{XADES}SignedProperties"):
        for element in root.iter(tag):
            if element.get("Id"):
                yield element, "Id"


def signxml_signing(inputs: Inputs) -> Callable[[int], object]:
    """XAdESSigner in place, slot by slot, with loaded keys."""
    from cryptography.hazmat.primitives.serialization import pkcs12
    from lxml import etree
    from signxml import CanonicalizationMethod, SignatureConstructionMethod
    from signxml.xades import XAdESSigner

    loaded = {
        slot: pkcs12.load_key_and_certificates(inputs.key(slot).read_bytes(), PASSWORD.encode())
        for slot in SIGNERS
    }
    records = inputs.drafts

    def call(number: int) -> Any:
        root = etree.fromstring(records[number % len(records)])
        for slot, (key, certificate, _) in loaded.items():
            etree.SubElement(
                root.find(f".//{slot}"), f"{DS}Signature", Id="placeholder", nsmap={"ds": DS[1:-1]}
            )
            signer = XAdESSigner(
                method=SignatureConstructionMethod.enveloped,
                c14n_algorithm=CanonicalizationMethod.CANONICAL_XML_1_0,
            )
            root = signer.sign(
                root, key=key, cert=[certificate], reference_uri="#data", always_add_key_value=False
            )
        return etree.tostring(root, encoding="UTF-8")

    call(0)
    return call


def xmlsec_signing(inputs: Inputs) -> Callable[[int], object]:
    """libxmlsec fills in a template in each slot, with loaded keys. XMLDSig only."""
    import xmlsec
    from lxml import etree

    keys = {}
    for slot in SIGNERS:
        keys[slot] = xmlsec.Key.from_file(
            str(inputs.key(slot)), xmlsec.constants.KeyDataFormatPkcs12, PASSWORD
        )
    records = inputs.drafts

    def call(number: int) -> Any:
        root = etree.fromstring(records[number % len(records)])
        for slot, key in keys.items():
            element = xmlsec.template.create(
                root, xmlsec.constants.TransformInclC14N, xmlsec.constants.TransformRsaSha256
            )
            root.find(f".//{slot}").append(element)
            reference = xmlsec.template.add_reference(element, xmlsec.constants.TransformSha256, uri="#data")
            xmlsec.template.add_transform(reference, xmlsec.constants.TransformEnveloped)
            xmlsec.template.add_x509_data(xmlsec.template.ensure_key_info(element))
            context = xmlsec.SignatureContext()
            context.key = key
            context.register_id(root.find("DU_LIEU_HOC_BA"), "id")
            context.sign(element)
        return etree.tostring(root, encoding="UTF-8")

    call(0)
    return call


def lxml_building(inputs: Inputs) -> Callable[[int], object]:
    """The same elements built one by one with lxml's SubElement and serialised."""
    from lxml import etree

    trees = [etree.fromstring(record) for record in inputs.drafts]

    def copied(source: Any, parent: Any) -> None:
        for child in source:
            element = etree.SubElement(parent, child.tag, dict(child.attrib))
            element.text = child.text
            copied(child, element)

    def call(number: int) -> bytes:
        source = trees[number % len(trees)]
        root = etree.Element(source.tag)
        copied(source, root)
        return etree.tostring(root, encoding="UTF-8")

    return call
