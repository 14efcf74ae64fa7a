"""One signature of a report as labelled values (specification, verification §4)."""

from __future__ import annotations

from datetime import datetime

from hocba.errors import ConfigurationError
from hocba.verify.render_reasons import reasons_of
from hocba.verify.render_safe import clean, instant, mask_name, shown
from hocba.verify.render_view import Line, SlotView, VerdictView
from hocba.verify.render_words import Words
from hocba.verify.report import Indication, SignatureReport, SignerInfo, SubIndication

__all__ = ["period_state", "signed_time", "signer_text", "slot_heading", "slot_view", "state", "verdict_view"]

TONES = {
    Indication.TOTAL_PASSED: "passed",
    Indication.TOTAL_FAILED: "failed",
    Indication.INDETERMINATE: "open",
}


def verdict_view(words: Words, indication: Indication, sub: SubIndication | None) -> VerdictView:
    """The verdict in the words of the law and of the standard, side by side."""
    return VerdictView(
        tone=TONES[indication],
        word=words.label(f"VERDICT-{indication}"),
        technical=" / ".join(filter(None, (indication.value, sub and sub.value))),
        meaning=words.term("SUB", sub.value) if sub else "",
    )


def slot_view(
    words: Words, entry: SignatureReport, *, profile_id: str, at: datetime, show_personal_data: bool
) -> SlotView:
    """``entry`` as it is shown; ``at`` is the time of validation."""
    who = signer_text(words, entry.signer, show_personal_data=show_personal_data)
    covers = _covers(words, entry, show_personal_data)
    return SlotView(
        name=clean(entry.slot),
        heading=slot_heading(words, entry.slot, profile_id),
        present=entry.present,
        verdict=_slot_verdict(words, entry),
        who=who,
        covers=covers,
        reasons=reasons_of(words, entry.findings, show_personal_data=show_personal_data, signer=entry.signer),
        official=_official(words, entry, who, at, show=show_personal_data) if entry.present else (),
        further=_further(words, entry, profile_id, covers) if entry.present else (),
    )


def slot_heading(words: Words, slot: str, profile_id: str) -> str:
    """``CBQL – Cán bộ quản lý``; the name alone where the profile is not one of hocba's."""
    from hocba.profiles.registry import get

    try:
        profile = get(profile_id)
    except ConfigurationError:
        return clean(slot)
    kind = slot.partition("[")[0]  # GVBM[2] is one of several
    for known in (*profile.slots, profile.package_slot):
        if known.name == kind:
            return f"{clean(slot)} – {known.label_vi if words.lang == 'vi' else known.label_en}"
    return clean(slot)


def signer_text(words: Words, signer: SignerInfo | None, *, show_personal_data: bool) -> str:
    """Name, kind and numbers of the signer; a person's are masked unless asked for."""
    if signer is None:
        return words.say("WORD-NO-CERTIFICATE")
    person = signer.kind != "organisation"
    masked = person and not show_personal_data
    name = mask_name(signer.common_name) if masked else signer.common_name
    parts = [words.term("KIND", signer.kind)]
    if signer.title:
        parts.append(signer.title)
    parts += [_number(number, show_personal_data) for number in signer.personal_numbers]
    parts += [f"MST {code}" for code in signer.tax_codes]
    return " ".join((shown(name, show_personal_data), f"({shown('; '.join(parts), show_personal_data)})"))


def signed_time(words: Words, entry: SignatureReport, at: datetime) -> str:
    """The claimed time and what proves it."""
    if entry.claimed_time is None:
        return words.say("WORD-NO-TIME")
    claimed = instant(entry.claimed_time, words.lang)
    if entry.best_time < at:
        return words.say("WORD-PROVEN", time=claimed, proof=instant(entry.best_time, words.lang))
    return words.say("WORD-CLAIMED", time=claimed)


def state(words: Words, entry: SignatureReport, *, validity: str, status: str, when: datetime) -> str:
    """How the signature stood at ``when``. One that is broken or failed is never called valid, whatever its
    certificate says."""
    if entry.intact is False or entry.indication is Indication.TOTAL_FAILED:
        validity = "invalid"
    elif entry.intact is None and validity == "valid":
        validity = "unknown"
    period = [period_state(words, entry.signer, when)] if entry.signer else []
    return words.say(
        "WORD-STATE",
        result=words.term("VALIDITY", validity),
        certificate=", ".join([*period, words.term("STATUS", status)]),
    )


def period_state(words: Words, signer: SignerInfo, at: datetime) -> str:
    """Whether ``at`` lies in the validity period."""
    if at < signer.not_before:
        return words.say("PERIOD-NOT-YET")
    return words.say("PERIOD-EXPIRED" if at > signer.not_after else "PERIOD-IN-FORCE")


def _slot_verdict(words: Words, entry: SignatureReport) -> VerdictView:
    verdict = verdict_view(words, entry.indication, entry.sub_indication)
    if entry.present:
        return verdict
    tone = "absent" if entry.indication is not Indication.TOTAL_FAILED else "failed"
    return VerdictView(tone, words.say("WORD-UNSIGNED"), verdict.technical)


def _official(
    words: Words, entry: SignatureReport, who: str, at: datetime, *, show: bool
) -> tuple[Line, ...]:
    signer = entry.signer
    verdict = verdict_view(words, entry.indication, entry.sub_indication)
    no_certificate = words.say("WORD-NO-CERTIFICATE")
    intact = {True: "INTACT-YES", False: "INTACT-NO", None: "INTACT-UNKNOWN"}[entry.intact]
    values = {
        "VERDICT": f"{verdict.word} [{verdict.technical}]",
        "ISSUER": _issuer(words, signer, show) if signer else no_certificate,
        "SIGNER": who,
        "MANAGING-UNIT": _unit(words, signer, show) if signer else no_certificate,
        "TIME": signed_time(words, entry, at),
        "INTEGRITY": words.say(intact),
        "AT-SIGNING": _judged(
            words, entry, entry.validity_at_signing, entry.status_at_signing, entry.best_time
        ),
        "PERIOD": _period(words, signer) if signer else no_certificate,
        "NOW": _judged(words, entry, entry.validity_now, entry.status_now, at),
    }
    return tuple(Line(words.label(f"LABEL-{code}"), value) for code, value in values.items())


def _further(words: Words, entry: SignatureReport, profile_id: str, covers: str) -> tuple[Line, ...]:
    uris = (entry.signature_algorithm, *dict.fromkeys(entry.digest_algorithms))
    algorithms = "; ".join(filter(None, (entry.form, *(uri.rpartition("#")[2] for uri in uris))))
    values = {
        "ROLE": slot_heading(words, entry.slot, profile_id),
        "COVERS": covers,
        "REGISTERED": words.term("REGISTRATION", entry.registration),
        "IDENTITY": words.term("IDENTITY", entry.identity),
        "FORM": clean(algorithms),
        "NGAY_KY": clean(entry.ngay_ky or ""),
        "SERIAL": clean(entry.signer.serial) if entry.signer else "",
        "FINGERPRINT": clean(entry.signer.fingerprint) if entry.signer else "",
    }
    return tuple(
        Line(words.say(f"LABEL-{code.replace('_', '-')}"), value) for code, value in values.items() if value
    )


def _covers(words: Words, entry: SignatureReport, show: bool) -> str:
    if not entry.covers:
        return words.say("WORD-NOTHING")
    return ", ".join(shown(path, show) or words.say("WORD-WHOLE") for path in entry.covers)


def _issuer(words: Words, signer: SignerInfo, show: bool) -> str:
    world = f" ({words.term('WORLD', signer.world)})" if signer.world else ""
    return shown(signer.issuer, show) + world


def _unit(words: Words, signer: SignerInfo, show: bool) -> str:
    names = [shown(name, show) for name in (signer.unit, signer.organisation) if name]
    return ", ".join(names) or words.say("WORD-ABSENT")


def _period(words: Words, signer: SignerInfo) -> str:
    return words.say(
        "WORD-FROM-TO",
        start=instant(signer.not_before, words.lang),
        end=instant(signer.not_after, words.lang),
    )


def _judged(words: Words, entry: SignatureReport, validity: str, status: str, when: datetime) -> str:
    judged = state(words, entry, validity=validity, status=status, when=when)
    return words.say("WORD-JUDGED-AT", state=judged, time=instant(when, words.lang))


def _number(number: str, show_personal_data: bool) -> str:
    kind = "CMND" if len(number) == 9 else "CCCD"
    return f"{kind}:{number if show_personal_data else '********' + number[-4:]}"
