"""The text of a signature as hocba's signer writes it, as byte patterns with tight holes.

Everything but the holes is compared byte for byte, and no hole takes a character that canonicalisation would
write differently: what matches is therefore its own canonical form, the namespaces apart that a start tag
takes over from its surroundings. The signer's side is ``hocba.sign.stencil``; tests hold the two together.
"""

from __future__ import annotations

import re

from hocba.pki.algorithms import COMPUTABLE, signature_algorithms
from hocba.profiles.slots import Profile
from hocba.xml import names

__all__ = ["KEY_INFO", "TAIL", "head_pattern", "slot_pattern", "start_pattern"]

_UNIQUE = r"(?P<unique>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_SAME = r"(?P=unique)"
_TIME = r"(?P<time>[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)"
_DIGEST = r"[A-Za-z0-9+/]{43}="
_BASE64 = r"[A-Za-z0-9+/]++={0,2}"
# no control characters, and markup only by the three escapes of canonical text
_TEXT = r"(?:[^<>&\x00-\x1f\x7f]++|&(?:amp|lt|gt);)*+"


def _literal(text: str) -> str:
    return re.escape(text)


def _element(name: str, attributes: str, content: str = "") -> str:
    """``name`` and ``attributes`` are patterns already, except for what :func:`_literal` was asked for."""
    return f"<{name}{attributes}>{content}</{name}>"


def _algorithm(uri: str) -> str:
    return f' Algorithm="{_literal(uri)}"'


def _reference(attributes: str, transform: str, hole: str) -> str:
    transforms = _element("Transforms", "", _element("Transform", _algorithm(transform)))
    method = _element("DigestMethod", _algorithm(names.SHA256))
    return _element("Reference", attributes, transforms + method + _element("DigestValue", "", hole))


def _methods() -> str:
    """Every method that can be computed; whether it is acceptable is judged later."""
    known = [uri for uri, method in signature_algorithms().items() if method.key in COMPUTABLE]
    return "|".join(map(_literal, known))


def head_pattern(data_id: str) -> re.Pattern[bytes]:
    """From ``<Signature`` to the start of X509Data.

    Groups: ``unique``, ``info`` (SignedInfo behind its name), ``method``, ``data``, ``object`` and
    ``properties`` (digests in base64; the last is None without XAdES), ``value``.
    """
    data, bare = f' URI="#{_literal(data_id)}"', f' URI="#signobject-{_SAME}"'
    kind = f' Type="{_literal(names.SIGNED_PROPERTIES)}"'
    xades = (
        _reference(f' Id="refdata-{_SAME}"' + data, names.ENVELOPED, f"(?P<data>{_DIGEST})")
        + _reference(f' Id="refobject-{_SAME}"' + bare, names.EXC_C14N, f"(?P<object>{_DIGEST})")
        + _reference(
            f' Id="refprops-{_SAME}"{kind} URI="#signprops-{_SAME}"',
            names.EXC_C14N,
            f"(?P<properties>{_DIGEST})",
        )
    )
    plain = _reference(data, names.ENVELOPED, f"(?P<plain_data>{_DIGEST})") + _reference(
        bare, names.EXC_C14N, f"(?P<plain_object>{_DIGEST})"
    )
    info = (
        ">"
        + _element("CanonicalizationMethod", _algorithm(names.C14N_10))
        + _element("SignatureMethod", f' Algorithm="(?P<method>{_methods()})"')
        + f"(?:{xades}|{plain})</SignedInfo>"
    )
    text = (
        f'<Signature xmlns="{_literal(names.DS)}" Id="sigid-{_UNIQUE}"><SignedInfo(?P<info>{info})'
        f"<SignatureValue>(?P<value>{_BASE64})</SignatureValue><KeyInfo><X509Data>"
    )
    return re.compile(text.encode())


def _key_info() -> re.Pattern[bytes]:
    """The content of X509Data; group 1 holds the certificates."""
    issuer = _element("X509IssuerName", "", _TEXT) + _element("X509SerialNumber", "", "[0-9]{1,64}")
    text = (
        _element("X509SubjectName", "", _TEXT)
        + _element("X509IssuerSerial", "", issuer)
        + f"((?:{_element('X509Certificate', '', _BASE64)})+)"
    )
    return re.compile(text.encode())


def _tail() -> re.Pattern[bytes]:
    """From the end of X509Data to ``</Signature>``.

    Groups: ``unique``, ``object`` (the time object behind its name), ``time``; with XAdES ``properties``
    (SignedProperties) and ``certificate`` (the digest of the certificate in base64).
    """
    time = _element("SigningTime", f' xmlns="{_literal(names.SIGNATURE_PROPERTIES)}"', _TIME)
    holder = _element("SignatureProperty", f' Target="#sigid-{_SAME}"', time)
    text = (
        f'</X509Data></KeyInfo><Object(?P<object> Id="signobject-{_UNIQUE}">'
        f'<SignatureProperties(?: xmlns="")?>{holder}</SignatureProperties></Object>)'
        f"(?:{_qualifying()})?</Signature>"
    )
    return re.compile(text.encode())


def _qualifying() -> str:
    xades = f' xmlns:xades="{_literal(names.XADES)}"'
    own = f' xmlns="{_literal(names.DS)}"'
    digest = _element("DigestMethod", own + _algorithm(names.SHA256)) + _element(
        "DigestValue", own, f"(?P<certificate>{_DIGEST})"
    )
    place = _of_xades("SignatureProductionPlaceV2", _of_xades("City", _TEXT))
    role = _of_xades("SignerRoleV2", _of_xades("ClaimedRoles", _of_xades("ClaimedRole", _TEXT)))
    signature = _of_xades(
        "SignedSignatureProperties",
        _of_xades("SigningTime", "(?P=time)")
        + _of_xades("SigningCertificateV2", _of_xades("Cert", _of_xades("CertDigest", digest)))
        + f"(?:{place})?(?:{role})?",
    )
    formats = "".join(
        f'<xades:DataObjectFormat ObjectReference="#{reference}-{_SAME}"><xades:MimeType>text/xml'
        "</xades:MimeType></xades:DataObjectFormat>"
        for reference in ("refdata", "refobject")
    )
    signed = _element(
        "xades:SignedProperties",
        f'{xades} Id="signprops-{_SAME}"',
        signature + _of_xades("SignedDataObjectProperties", formats),
    )
    qualifying = _element(
        "xades:QualifyingProperties", f'{xades} Target="#sigid-{_SAME}"', f"(?P<properties>{signed})"
    )
    return _element("Object", "", qualifying)


def _of_xades(name: str, content: str) -> str:
    return _element(f"xades:{name}", "", content)


def start_pattern(profile: Profile) -> re.Pattern[bytes]:
    """The file up to the content of the data element. Group ``id``: of the record, None without one."""
    text = (
        r'(?:<\?xml version="1\.0" encoding="UTF-8"\?>\n)?'
        f'<{_literal(profile.root)}(?: id="(?P<id>[A-Za-z0-9_.-]{{1,128}})")?>'
        f'<{_literal(profile.data)} id="{_literal(profile.data_id)}">'
    )
    return re.compile(text.encode())


def slot_pattern(name: str) -> re.Pattern[bytes]:
    """The start of a slot. Groups ``date`` and ``number``: what stands before a signature, None without."""
    date = _element("NGAY_KY", "", "(?P<date>[0-9]{2}/[0-9]{2}/[0-9]{4})")
    number = _element("SO_CCCD", "", "(?P<number>[0-9]{9,12})")
    return re.compile(f"<{_literal(name)}>(?:{date})?(?:{number})?".encode())


KEY_INFO = _key_info()
TAIL = _tail()
