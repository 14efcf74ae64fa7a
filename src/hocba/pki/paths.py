"""Certification paths from pinned anchors, judged apart from time (RFC 5280 §6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

import attrs

from hocba.pki.candidates import vouched
from hocba.pki.certificate import Certificate
from hocba.pki.known import Purpose, World
from hocba.pki.store import Anchor, TrustStore

__all__ = ["PathResult", "PathValidator"]

MAX_CACHED = 50_000


@attrs.frozen(kw_only=True)
class PathResult:
    """A path, or why there is none.

    ``chain`` runs from the certificate to the anchor (the best attempt where ``problem`` is set);
    ``anchor`` is None unless the path is valid. ``valid_from`` and ``valid_to`` (UTC, both inside) bound
    the instants at which every certificate of the chain, the anchor's included, is within its validity.
    """

    chain: tuple[Certificate, ...]
    anchor: Anchor | None = None
    problem: str | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None

    @property
    def valid(self) -> bool:
        """Whether there is a path to an anchor. Says nothing about times and status."""
        return self.anchor is not None and self.problem is None

    @property
    def world(self) -> World | None:
        """The world of the anchor."""
        return self.anchor.world if self.anchor is not None else None

    def in_force(self, at: datetime) -> bool:
        """Whether ``at`` (aware) lies in the validity of every certificate of a valid path."""
        if self.valid_from is None or self.valid_to is None:
            return False
        return self.valid and self.valid_from <= at <= self.valid_to

    @property
    def links(self) -> tuple[tuple[Certificate, Certificate], ...]:
        """(certificate, issuer) for everything below the anchor: what revocation status is needed for."""
        return tuple(pairwise(self.chain))


class PathValidator:
    """Paths to the anchors of one store that serve ``purpose``; results are kept per certificate.

    Signatures, names, basicConstraints, path length, name constraints, policies, key usage keyCertSign and
    critical extensions are checked by pyhanko-certvalidator; anchors are compared by their bytes. Not
    checked here: revocation (``StatusSource``), the time of judgement (``PathResult``), identity. SHA-1
    and RSA below 2048 bits in a chain are refused. Nothing is fetched.
    """

    def __init__(self, store: TrustStore, purpose: Purpose = Purpose.SIGN) -> None:
        self.store = store
        self.purpose = purpose
        self._anchors = {anchor.certificate: anchor for anchor in store.anchors if purpose in anchor.purposes}
        self._results: dict[tuple[Certificate, tuple[Certificate, ...], bool], tuple[PathResult, ...]] = {}

    def validate(
        self,
        certificate: Certificate,
        extra: Iterable[Certificate] = (),
        *,
        at: datetime | None = None,
        authority: bool = False,
    ) -> PathResult:
        """The path of ``certificate``; ``extra`` are certificates from the file or the evidence.

        Independent of when it is asked. Where several paths are valid (a CA renewed its certificate), the
        one whose validity holds ``at`` is returned, else the one that lasts longest. A CA certificate is no
        signer (PKI-CHAIN-SIGNER-IS-CA) unless ``authority`` says that a CA is meant. Extra certificates
        that do not descend from an anchor are ignored, so that they can neither help nor slow down.

        Raises nothing. Problems: PKI-CHAIN-NONE, PKI-CHAIN-PURPOSE, PKI-CHAIN-SIGNER-IS-CA,
        PKI-CHAIN-SIGNATURE, PKI-CHAIN-NOT-CA, PKI-CHAIN-KEY-USAGE, PKI-CHAIN-TOO-LONG, PKI-CHAIN-ALGORITHM,
        PKI-CHAIN-CONSTRAINTS, PKI-CHAIN-NO-COMMON-TIME.
        """
        key = (certificate, extra if isinstance(extra, tuple) else tuple(extra), authority)
        results = self._results.get(key)
        if results is None:
            if len(self._results) >= MAX_CACHED:
                self._results.clear()
            results = self._results[key] = self._judge(*key)
        if at is not None and len(results) > 1:
            return next((result for result in results if result.in_force(at)), results[0])
        return results[0]

    def _judge(
        self, certificate: Certificate, extra: tuple[Certificate, ...], authority: bool
    ) -> tuple[PathResult, ...]:
        if certificate.is_ca and not authority:
            return (PathResult(chain=(certificate,), problem="PKI-CHAIN-SIGNER-IS-CA"),)
        if certificate in self._anchors:
            return (_result((certificate,), self._anchors[certificate]),)
        helpers = vouched((*self._anchors, *self.store.intermediates), extra)
        found = self._paths(certificate, helpers)
        if found:
            return found
        return (PathResult(chain=(certificate,), problem=self._without_path(certificate, extra)),)

    def _paths(self, certificate: Certificate, helpers: tuple[Certificate, ...]) -> tuple[PathResult, ...]:
        """Every valid path, the longest-lasting first; else the best attempt; else nothing."""
        from hocba.pki.rfc5280 import attempts

        good: list[PathResult] = []
        bad: list[PathResult] = []
        for chain, problem in attempts(certificate, tuple(self._anchors), helpers):
            anchor = self._anchors[chain[-1]]
            (bad if problem else good).append(_result(chain, anchor, problem))
        good.sort(key=lambda result: result.valid_to or result.chain[0].not_before, reverse=True)
        return tuple(good) or tuple(bad[:1])

    def _without_path(self, certificate: Certificate, extra: tuple[Certificate, ...]) -> str:
        """Whether an anchor of another purpose would do, or nothing does."""
        others = tuple(
            anchor.certificate for anchor in self.store.anchors if anchor.certificate not in self._anchors
        )
        if certificate in others:
            return "PKI-CHAIN-PURPOSE"
        reachable = {*others, *vouched((*others, *self.store.intermediates), extra)}
        return (
            "PKI-CHAIN-PURPOSE" if others and _descends(certificate, reachable, others) else "PKI-CHAIN-NONE"
        )


def _descends(certificate: Certificate, helpers: set[Certificate], anchors: tuple[Certificate, ...]) -> bool:
    """Whether signatures lead from ``certificate`` to one of ``anchors``; for explanation only."""
    reached, open_ends = {certificate}, [certificate]
    while open_ends:
        current = open_ends.pop()
        if current in anchors:
            return True
        for helper in helpers - reached:
            if current.signed_by(helper):
                reached.add(helper)
                open_ends.append(helper)
    return False


def _result(chain: tuple[Certificate, ...], anchor: Anchor, problem: str | None = None) -> PathResult:
    return PathResult(
        chain=chain,
        anchor=None if problem else anchor,
        problem=problem,
        valid_from=max(certificate.not_before for certificate in chain),
        valid_to=min(certificate.not_after for certificate in chain),
    )
