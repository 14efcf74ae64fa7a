"""hocba, by the calls that its users have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from bench.inputs import PASSWORD, SIGNERS, Inputs, padded_record


def verification(inputs: Inputs) -> Callable[[int], object]:
    """Every check of ``hocba.verify``, one verifier for all records: paths and lists are cached."""
    import hocba

    judge = hocba.verifier(trust=inputs.folder / "trust", evidence=[inputs.folder / "evidence"])
    records, now = inputs.issued, datetime.now(UTC)
    assert judge.verify(records[0], at=now).indication is hocba.Indication.TOTAL_PASSED
    return lambda number: judge.verify(records[number % len(records)], at=now)


def verification_uncached(inputs: Inputs) -> Callable[[int], object]:
    """The same with a new verifier for each record: trust store, paths and lists from the files again."""
    import hocba

    records, now = inputs.issued, datetime.now(UTC)

    def call(number: int) -> object:
        judge = hocba.verifier(trust=inputs.folder / "trust", evidence=[inputs.folder / "evidence"])
        return judge.verify(records[number % len(records)], at=now)

    return call


def _signers(inputs: Inputs):  # type: ignore[no-untyped-def]  # hocba is imported on use
    import hocba

    return {slot: hocba.Pkcs12Signer(inputs.key(slot), PASSWORD) for slot in SIGNERS}


def signing_own(inputs: Inputs) -> Callable[[int], object]:
    """``hocba.sign`` three times on a record that this process wrote; gates and final check included."""
    import hocba

    signers, now = _signers(inputs), datetime.now(UTC)
    files = [hocba.write(padded_record(number)) for number in range(len(inputs.drafts))]

    def call(number: int) -> object:
        file = files[number % len(files)]
        for slot, signer in signers.items():
            file = hocba.sign(file, role=slot, signer=signer, signing_time=now)
        return file

    return call


def writing_and_signing(inputs: Inputs) -> Callable[[int], object]:
    """A record of the model to its issued file: written, its rules checked, signed three times."""
    import hocba

    signers, now = _signers(inputs), datetime.now(UTC)
    records = [padded_record(number) for number in range(len(inputs.drafts))]

    def call(number: int) -> object:
        file = hocba.write(records[number % len(records)])
        for slot, signer in signers.items():
            file = hocba.sign(file, role=slot, signer=signer, signing_time=now)
        return file

    return call


def signing_foreign(inputs: Inputs) -> Callable[[int], object]:
    """``hocba.sign`` three times, each time from bytes that hocba knows nothing about."""
    import hocba

    signers, now = _signers(inputs), datetime.now(UTC)

    def call(number: int) -> object:
        raw = inputs.drafts[number % len(inputs.drafts)]
        for slot, signer in signers.items():
            raw = hocba.sign(raw, role=slot, signer=signer, signing_time=now).raw
        return raw

    return call


def reading(inputs: Inputs) -> Callable[[int], object]:
    """``hocba.read`` of an issued record into the typed model."""
    import hocba

    records = inputs.issued
    return lambda number: hocba.read(records[number % len(records)])


def writing(inputs: Inputs) -> Callable[[int], object]:
    """``hocba.write`` of a record of the model to bytes."""
    import hocba

    records = [padded_record(number) for number in range(len(inputs.drafts))]
    return lambda number: hocba.write(records[number % len(records)])
