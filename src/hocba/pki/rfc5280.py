"""Path building and validation by pyhanko-certvalidator, behind values of hocba.

The library judges at one instant; hocba asks it at an instant at which every certificate of the candidate
is within its validity, so that the answer depends on the certificates alone.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hocba.pki.certificate import Certificate
from hocba.pki.diagnosis import diagnose, weak_link

if TYPE_CHECKING:
    from pyhanko_certvalidator.context import ValidationContext
    from pyhanko_certvalidator.path import ValidationPath

__all__ = ["attempts"]

MAX_PATHS = 16
MAX_LENGTH = 8

Chain = tuple[Certificate, ...]


def attempts(
    certificate: Certificate, anchors: Sequence[Certificate], helpers: Sequence[Certificate]
) -> list[tuple[Chain, str | None]]:
    """Candidate chains (certificate first, anchor last) with the code of what is wrong, None for a valid one.

    ``anchors`` are the only ends; ``helpers`` are not trusted. At most 16 candidates are looked at.
    """
    if not anchors:
        return []
    found: list[tuple[Chain, str | None]] = _run(_attempts(certificate, anchors, helpers))
    return found


async def _attempts(
    certificate: Certificate, anchors: Sequence[Certificate], helpers: Sequence[Certificate]
) -> list[tuple[Chain, str | None]]:
    from asn1crypto import x509

    asn1: Any = x509.Certificate  # untyped library

    known = {other.der: other for other in (certificate, *anchors, *helpers)}
    try:
        parsed = {der: asn1.load(der, strict=True) for der in known}
        context = _context(
            [parsed[anchor.der] for anchor in anchors], parsed.values(), certificate.not_before
        )
        paths: Any = context.path_builder.async_build_paths_lazy(parsed[certificate.der])
    except Exception:  # readable for one parser, not for the other: then there is no path
        return []
    found: list[tuple[Chain, str | None]] = []
    try:
        async for path in paths:
            chain = tuple(known[entry.dump()] for entry in reversed(list(path.iter_certs(include_root=True))))
            found.append((chain, await _judge(path, chain, parsed)))
            if len(found) == MAX_PATHS:
                break
    except Exception:  # above all PathBuildingError: no way leads to an anchor
        return found
    finally:
        await paths.cancel()
    return found


async def _judge(path: ValidationPath, chain: Chain, parsed: dict[bytes, Any]) -> str | None:
    from pyhanko_certvalidator.validate import async_validate_path

    if len(chain) > MAX_LENGTH:
        return "PKI-CHAIN-TOO-LONG"
    weak = weak_link(chain)
    if weak is not None:
        return weak
    start = max(certificate.not_before for certificate in chain)
    end = min(certificate.not_after for certificate in chain)
    if start > end:
        return "PKI-CHAIN-NO-COMMON-TIME"
    context = _context([parsed[chain[-1].der]], (), start)
    try:
        await async_validate_path(context, path)
    except Exception:  # whatever the library makes of hostile content, it is no valid path
        return diagnose(chain)
    # The library is asked first; a second, independent look at the links fails closed.
    links_hold = all(lower.signed_by(upper) for lower, upper in pairwise(chain))
    return None if links_hold else "PKI-CHAIN-SIGNATURE"


def _context(anchors: list[Any], others: Any, moment: datetime) -> ValidationContext:
    from pyhanko_certvalidator.context import ValidationContext
    from pyhanko_certvalidator.policy_decl import NO_REVOCATION, CertRevTrustPolicy

    return ValidationContext(
        trust_roots=anchors,
        other_certs=list(others),
        moment=moment,
        allow_fetching=False,
        revinfo_policy=CertRevTrustPolicy(NO_REVOCATION),
        time_tolerance=timedelta(0),
    )


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run ``work`` to its end, also where the calling thread already runs an event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return _in_new_loop(work)
    outcome: list[Any] = []
    failure: list[BaseException] = []

    def carry() -> None:
        try:
            outcome.append(_in_new_loop(work))
        except BaseException as problem:
            failure.append(problem)

    thread = threading.Thread(target=carry, name="hocba-path")
    thread.start()
    thread.join()
    if failure:
        raise failure[0]
    return outcome[0]


def _in_new_loop(work: Coroutine[Any, Any, Any]) -> Any:
    """Unlike ``asyncio.run`` this leaves the thread's current event loop as it was."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()
