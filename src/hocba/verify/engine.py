"""The verifier: bytes in, a report out. It reads no clock, touches no network and keeps no personal data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from hocba.errors import ConfigurationError, HocbaError, UnknownFormatError
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.pki.certificate import Certificate
from hocba.pki.evidence import Evidence
from hocba.pki.store import TrustStore
from hocba.profiles.registry import get as profile_of
from hocba.profiles.registry import identifiers
from hocba.profiles.slots import Profile, Quantity
from hocba.verify.arguments import require, utc
from hocba.verify.context import Context, Expected
from hocba.verify.extract.packages import package_facts
from hocba.verify.extract.plan import PACKAGE_SLOT
from hocba.verify.extract.reading import RecordReader
from hocba.verify.facts import PackageFacts, RecordFacts
from hocba.verify.package_judge import judge_package
from hocba.verify.policy import Policy, get
from hocba.verify.record_judge import judge_record
from hocba.verify.registrations import Registrations
from hocba.verify.report import Report
from hocba.verify.standing import StandingSource
from hocba.xml.document import parse
from hocba.xml.path import local_name

__all__ = ["Verifier"]

_NUMBERED = re.compile(r"([A-Z_]+)\[(?:[2-9]|[1-9][0-9]{1,3})\]")
_PREFIX = re.compile(r"(?:MST|MNS|CCCD|CMND)\s*:\s*")  # as certificates write numbers


class Verifier:
    """Verifies records and packages under one trust store, evidence and policy.

    Each record is judged by the profile of its format, or every one by ``profile`` if that is given. Paths,
    status answers and standings of certificates are kept, so that a million files cost no more than their own
    bytes. Use one per thread; make a new one when trust or evidence changes.

    ``expected`` says who ought to sign: ``{slot: certificate, personal number or tax code}``, or several of
    them; slots are "GVCN", "CBQL", "KY_PHAT_HANH" and "package", in the later formats also "GVBM". Of several
    slots of one kind the name stands for all that are not named themselves ("GVBM[2]", "CBQL[2]", in document
    order). A slot that is expected is required, also where the format has none.

    ConfigurationError for an unknown policy (VER-POLICY-UNKNOWN) or expectation (VER-EXPECTED,
    VER-EXPECTED-VALUE) and for arguments of another type (VER-ARGUMENT). Source: verification.md.
    """

    def __init__(
        self,
        trust: TrustStore,
        evidence: Evidence | None = None,
        policy: Policy | str = "hocba-default",
        *,
        expected: Mapping[str, object] | None = None,
        limits: Limits = DEFAULT_LIMITS,
        profile: Profile | None = None,
    ) -> None:
        require(trust, TrustStore, "trust")
        require(evidence, Evidence | None, "evidence")
        require(policy, Policy | str, "policy")
        require(expected, Mapping | None, "expected")
        self.policy = get(policy) if isinstance(policy, str) else policy
        profiles = tuple(map(profile_of, identifiers())) if profile is None else (profile,)
        self._limits = limits
        self._slots = tuple(dict.fromkeys(slot.name for each in profiles for slot in each.slots))
        self._registrations = Registrations(trust.register) if trust.register is not None else None
        self._expected = _expectations(expected or {}, profiles)
        self._standings = StandingSource(trust, evidence or Evidence(), self.policy)
        self._reader = RecordReader(profile, limits)
        self._first = self._reader.first

    def verify(self, raw: bytes, *, at: datetime) -> Report:
        """The report on ``raw`` at the aware instant ``at``. A bad signature is a result, not an error.

        Raises MalformedXmlError, LimitExceededError, UnknownFormatError (nothing that could be judged) and
        ConfigurationError (VER-TIME-NAIVE, VER-TIME-RANGE, VER-ARGUMENT).
        """
        return self.judge(self.extract(raw), at=at)

    def extract(self, raw: bytes) -> RecordFacts | PackageFacts:
        """What is in ``raw``: facts without judgement, to be judged by any verifier.

        Raises as :meth:`verify`.
        """
        try:
            own = self._reader.own(raw)
            if own is not None:
                return own
            document = parse(raw, limits=self._limits)
            if local_name(document.root) == self._first.package_root:
                return package_facts(document, self._first, self._reader, self._limits)
            return self._reader.document(document)
        except HocbaError:
            raise
        except Exception as problem:  # whatever was not foreseen must not pass, nor leak what it holds
            raise UnknownFormatError.of("VER-UNFORESEEN", kind=type(problem).__name__) from None

    def judge(self, facts: RecordFacts | PackageFacts, *, at: datetime) -> Report:
        """Judge ``facts`` at the aware instant ``at``; the document is not needed any more.

        Raises ConfigurationError (VER-TIME-NAIVE, VER-TIME-RANGE, VER-ARGUMENT).
        """
        now = utc(at)
        context = Context(
            self.policy,
            self._registrations,
            self._expected,
            now,
            self._slots,
            self._first.issuing_slot,
        )
        if isinstance(facts, PackageFacts):
            return judge_package(facts, self._reader, context, self._standings)
        return judge_record(facts, self._reader.profile_of(facts.format_id), context, self._standings)


def _expectations(
    given: Mapping[str, object], profiles: tuple[Profile, ...]
) -> Mapping[str, tuple[Expected, ...]]:
    slots = [slot for profile in profiles for slot in profile.slots]
    known = {*(slot.name for slot in slots), PACKAGE_SLOT}
    several = {slot.name for slot in slots if slot.quantity is not Quantity.ONE}
    found: dict[str, tuple[Expected, ...]] = {}
    for slot, value in given.items():
        numbered = _NUMBERED.fullmatch(str(slot))
        if slot not in known and not (numbered and numbered[1] in several):
            raise ConfigurationError.of("VER-EXPECTED", slot=str(slot)[:40], known=", ".join(sorted(known)))
        entries = value if isinstance(value, list | tuple | set | frozenset) else (value,)
        found[slot] = tuple(_expectation(slot, entry) for entry in entries)
        if not found[slot]:
            raise ConfigurationError.of("VER-EXPECTED", slot=slot, known=", ".join(sorted(known)))
    return found


def _expectation(slot: str, value: object) -> Expected:
    if isinstance(value, str):
        number = _PREFIX.sub("", value.strip(), count=1)
        if number:
            return number
    elif isinstance(value, Certificate | bytes) or type(value).__module__.startswith("cryptography."):
        return Certificate.of(value)  # type: ignore[arg-type]  # refused there when it is no certificate
    raise ConfigurationError.of("VER-EXPECTED-VALUE", slot=slot)
