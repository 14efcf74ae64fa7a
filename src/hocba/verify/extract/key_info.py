"""The signing certificate: found by the key that verifies and the digest that the signature names.

KeyValue, KeyName and RetrievalMethod are ignored; nothing is fetched. The order of the certificates and what
``X509SubjectName`` says do not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs
from lxml import etree

from hocba.errors import HocbaError
from hocba.pki.algorithms import digest, digest_algorithm
from hocba.pki.certificate import Certificate, load_certificate
from hocba.verify.extract.properties import NamedCertificate
from hocba.xml.base64 import decode_strict
from hocba.xml.names import DS, SHA256

__all__ = ["CertificateReader", "Choice", "choose"]

_X509_DATA = f"{{{DS}}}X509Data"
_X509_CERTIFICATE = f"{{{DS}}}X509Certificate"
_KEPT = 4096


@attrs.frozen
class Choice:
    """The certificate chosen, with why not when there is none, and the other ones that came with it.

    ``doubles``: certificates with the same key among which nothing signed decides.
    """

    certificate: Certificate | None
    value_ok: bool | None
    problem: str = ""
    named: bool = False
    extra: tuple[Certificate, ...] = ()
    doubles: tuple[Certificate, ...] = ()


class CertificateReader:
    """Certificates out of KeyInfo; the same text gives the same object without decoding it again."""

    __slots__ = ("_known", "_limit")

    def __init__(self, limit: int) -> None:
        self._known: dict[str, Certificate] = {}
        self._limit = limit

    def read(self, key_info: etree._Element | None) -> tuple[list[Certificate], bool]:
        """The certificates in their order, each once, and whether one could not be read."""
        return self.collect(
            None if len(element) else element.text or ""
            for data in (() if key_info is None else key_info.iterchildren(_X509_DATA))
            for element in data.iterchildren(_X509_CERTIFICATE)
        )

    def collect(self, texts: Iterable[str | None]) -> tuple[list[Certificate], bool]:
        """The same, given the texts of X509Certificate elements; None for one that is not text alone."""
        found: list[Certificate] = []
        broken = False
        for text in texts:
            certificate = None if text is None else self._certificate(text)
            broken = broken or certificate is None or len(found) >= self._limit
            if certificate is not None and certificate not in found and len(found) < self._limit:
                found.append(certificate)
        return found, broken

    def _certificate(self, text: str) -> Certificate | None:
        known = self._known.get(text)
        if known is not None:
            return known
        try:
            certificate = load_certificate(decode_strict(text))
        except HocbaError:
            return None
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[text] = certificate
        return certificate


def choose(
    candidates: list[Certificate],
    named: list[NamedCertificate],
    verifies: Callable[[Certificate], bool | None],
    *,
    broken: bool,
) -> Choice:
    """Choose among ``candidates``. ``verifies``: whether the value was made with a certificate's key."""
    if not candidates:
        return Choice(None, None, "VER-CERT-UNREADABLE" if broken else "VER-CERT-NONE")
    answers = {candidate: verifies(candidate) for candidate in candidates[:1]}
    holders = [candidate for candidate in candidates[:1] if answers[candidate]]
    if len(candidates) > 1:
        answers.update((candidate, verifies(candidate)) for candidate in candidates[1:])
        holders = [candidate for candidate in candidates if answers[candidate]]
    matching = [candidate for candidate in holders or candidates if _names(named, candidate)]
    if holders and not matching and named:
        return Choice(holders[0], True, "VER-CERT-DIGEST", extra=_others(candidates, holders[0]))
    if len(holders) > 1 and len(matching) != 1:
        return Choice(
            holders[0],
            True,
            "VER-CERT-DOUBLED",
            extra=_others(candidates, holders[0]),
            doubles=tuple(holders),
        )
    chosen = (matching or holders or candidates)[0]
    return Choice(chosen, answers[chosen], "", named=bool(matching), extra=_others(candidates, chosen))


def _names(named: list[NamedCertificate], certificate: Certificate) -> bool:
    return any(_is_digest_of(entry, certificate) for entry in named)


def _is_digest_of(entry: NamedCertificate, certificate: Certificate) -> bool:
    if entry.algorithm == SHA256:
        return entry.digest.hex() == certificate.fingerprint
    method = digest_algorithm(entry.algorithm)
    if method is None or not method.listed:
        return False
    return digest(entry.algorithm, certificate.der) == entry.digest


def _others(candidates: list[Certificate], chosen: Certificate) -> tuple[Certificate, ...]:
    return tuple(candidate for candidate in candidates if candidate is not chosen)
