"""Which signature algorithm a key gets, and what it is asked to sign."""

from __future__ import annotations

from functools import cache, lru_cache

from hocba.errors import ConfigurationError, UnsuitableCertificateError
from hocba.pki.algorithms import (
    SignatureAlgorithm,
    algorithm_problem,
    digest_algorithms,
    signature_algorithm,
)
from hocba.pki.certificate import Certificate
from hocba.xml.names import ECDSA_SHA256, RSA_SHA256

__all__ = ["RSA_PSS_SHA256", "choose", "digest_uri"]

RSA_PSS_SHA256 = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1"
_KEY_PROBLEMS = {"PKI-ALG-KEY-SMALL": "SIGN-KEY-SHORT", "PKI-ALG-CURVE": "SIGN-KEY-KIND"}


@lru_cache(maxsize=1024)
def choose(
    certificate: Certificate, *, requested: str | None = None, rsa_pss: bool = False
) -> SignatureAlgorithm:
    """The algorithm for ``certificate``: SHA-256 with PKCS#1 v1.5 or ECDSA unless asked for another.

    Raises UnsuitableCertificateError (SIGN-KEY-KIND: neither RSA nor P-256/P-384; SIGN-KEY-SHORT: RSA below
    2048 bits) and ConfigurationError (SIGN-ALGORITHM: not on the list, or for another kind of key).
    """
    rsa = RSA_PSS_SHA256 if rsa_pss else RSA_SHA256
    problems = {uri: algorithm_problem(certificate, uri) for uri in (rsa, ECDSA_SHA256)}
    fitting = [uri for uri, problem in problems.items() if problem is None]
    if not fitting:
        codes = [_KEY_PROBLEMS[problem] for problem in problems.values() if problem in _KEY_PROBLEMS]
        raise UnsuitableCertificateError.of(codes[0] if codes else "SIGN-KEY-KIND")
    chosen = requested or fitting[0]
    found = signature_algorithm(chosen)
    if found is None or algorithm_problem(certificate, chosen) is not None:
        raise ConfigurationError.of("SIGN-ALGORITHM", algorithm=chosen)
    return found


@cache
def digest_uri(name: str) -> str:
    """The URI of the digest method called ``name`` in ``hashlib``."""
    return next(uri for uri, method in digest_algorithms().items() if method.digest == name)
