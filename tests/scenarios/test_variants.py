"""Thousands of small damages: only hocba's own errors escape, and nothing false ever passes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509

import hocba
from hocba.cli.exits import Exit
from hocba.cli.main import run
from hocba.errors import HocbaError
from hocba.testing.pki import TestPki
from tests.scenarios.desk import Desk, silent

FAST, LONG = 600, 15_000
PASSED = hocba.Indication.TOTAL_PASSED


def variants(raw: bytes, count: int, seed: str) -> Iterator[bytes]:
    """``raw`` cut, with flipped, dropped, doubled, swapped or foreign bytes; never ``raw`` itself."""
    chance = random.Random(seed)
    foreign = (b"<", b">", b"&", b'"', b"\0", b"\xff", b"<!--x-->", b"<?x?>", b"]]>", b"&#0;", b"\r", b"=")
    made = 0
    while made < count:
        at = chance.randrange(len(raw))
        end = min(len(raw), at + chance.choice((1, 1, 2, 8, 64, 1024)))
        flipped = bytes([raw[at] ^ (1 << chance.randrange(8))])
        to = chance.randrange(len(raw))
        changed = chance.choice(
            (
                raw[:at],
                raw[:at] + flipped + raw[at + 1 :],
                raw[:at] + flipped + raw[at + 1 :],
                raw[:at] + raw[end:],
                raw[:end] + raw[at:end] + raw[end:],
                raw[:at] + chance.choice(foreign) + raw[at:],
                raw[:at] + raw[to : to + 64] + raw[end:],
                raw[:at] + chance.randbytes(end - at) + raw[end:],
            )
        )
        if changed != raw:
            made += 1
            yield changed


def outcome(call: Callable[[], object]) -> object:
    """What ``call`` returns, or its HocbaError: silent about people. Anything else escapes and fails."""
    try:
        return call()
    except HocbaError as caught:
        problem = caught
    vietnamese, english = (problem.message(lang) + problem.advice(lang) for lang in ("vi", "en"))
    silent(str(problem), vietnamese, english)
    assert vietnamese != english
    return problem


many = pytest.mark.parametrize("count", [FAST, pytest.param(LONG, marks=pytest.mark.slow)])


@many
def test_records(count: int, issued: bytes, hocba_pki: TestPki) -> None:
    judge = hocba.verifier(trust=hocba_pki.trust, evidence=hocba_pki.crls)
    original, now = hocba.read(issued), datetime.now(UTC)
    seen: Counter[str] = Counter()
    for raw in variants(issued, count, f"record {count}"):
        report = outcome(lambda: judge.verify(raw, at=now))  # noqa: B023  # called at once, inside the loop
        seen[type(report).__name__] += 1
        if isinstance(report, hocba.Report):
            silent(repr(report), str(report.to_dict()))
            seen[report.indication] += 1
            if report.indication is PASSED:
                assert report.require().record == original
        read = outcome(lambda: hocba.reading(raw))  # noqa: B023  # called at once, inside the loop
        if not isinstance(read, HocbaError):
            outcome(lambda: hocba.check(read.record))  # type: ignore[attr-defined]  # noqa: B023  # called at once, inside the loop
            silent(repr(read))
    assert seen["Report"] and seen["TOTAL_FAILED"] and seen["MalformedXmlError"], seen


@many
def test_packages(count: int, package: bytes, issued: bytes, hocba_pki: TestPki) -> None:
    judge = hocba.verifier(trust=hocba_pki.trust, evidence=hocba_pki.crls)
    original, now = hocba.read(issued), datetime.now(UTC)
    for raw in variants(package, count, f"package {count}"):
        report = outcome(lambda: judge.verify(raw, at=now))  # noqa: B023  # called at once, inside the loop
        if isinstance(report, hocba.Report) and report.indication is PASSED:
            assert [single.require().record for single in report.records] == [original]
        taken = outcome(lambda: hocba.unpack(raw))  # noqa: B023  # called at once, inside the loop
        assert isinstance(taken, HocbaError | tuple)


@many
def test_content_strings(count: int, content: bytes, package: bytes) -> None:
    (original,) = hocba.unpack(package)
    for raw in variants(content, count, f"content {count}"):
        taken = outcome(lambda: hocba.unpack(raw))  # noqa: B023  # called at once, inside the loop
        if not isinstance(taken, HocbaError):
            assert taken == (original,)


@many
def test_registers(count: int, issued: bytes, hocba_pki: TestPki) -> None:
    raw = hocba_pki.register.to_csv().encode()
    now = datetime.now(UTC)
    for number, changed in enumerate(variants(raw, count, f"register {count}")):
        register = outcome(lambda: hocba.Register.parse(changed))  # noqa: B023  # called at once, inside the loop
        if isinstance(register, hocba.Register) and number % 10 == 0:
            judge = hocba.verifier(trust=hocba_pki.trust.with_register(register), evidence=hocba_pki.crls)
            assert isinstance(outcome(lambda: judge.verify(issued, at=now)), hocba.Report)  # noqa: B023  # called at once, inside the loop


@many
def test_revocation_lists(count: int, issued: bytes, hocba_pki: TestPki) -> None:
    good, *others = [hocba_pki.crls[1], hocba_pki.crls[0], *hocba_pki.crls[2:]]
    now = datetime.now(UTC)
    for number, changed in enumerate(variants(good.der, count, f"crl {count}")):
        found = outcome(lambda: hocba.Evidence.load([changed]))  # noqa: B023  # called at once, inside the loop
        if isinstance(found, hocba.Evidence) and (number % 5 == 0 or count == FAST):
            judge = hocba.verifier(trust=hocba_pki.trust, evidence=[found, *others])
            report = judge.verify(issued, at=now)
            if report.indication is PASSED:  # bits around the signature that say nothing, at most
                assert told(found.crls[0].der) == told(good.der), "a changed list proved a certificate good"


def told(der: bytes) -> bytes:
    """What a revocation list says: the bytes that its signature covers."""
    return x509.load_der_x509_crl(der).tbs_certlist_bytes


@many
def test_keys(count: int, hocba_trust: Path) -> None:
    raw = (hocba_trust / "keys" / "teacher.p12").read_bytes()
    for changed in variants(raw, count // 10, f"key {count}"):
        outcome(lambda: hocba.Pkcs12Signer(changed, "hocba-test"))  # noqa: B023  # called at once, inside the loop


@many
def test_signing_damaged_records(
    count: int, hocba_pki: TestPki, draft: bytes, signing_time: datetime
) -> None:
    teacher, head = hocba_pki.signer("teacher"), hocba_pki.signer("head")
    signed = hocba.sign(draft, role="GVCN", signer=teacher, signing_time=signing_time).raw
    for raw in variants(signed, count // 2, f"sign {count}"):
        made = outcome(lambda: hocba.sign(raw, role="CBQL", signer=head))  # noqa: B023  # called at once, inside the loop
        if isinstance(made, hocba.RecordFile):
            assert hocba.reading(made).slots[1].signed
            assert hocba.read(made) == hocba.read(raw)


def test_command_line(desk: Desk, issued: bytes, package: bytes, hocba_pki: TestPki) -> None:
    """The same from the command line: an exit code of the design, no traceback, no foreign error."""
    codes = set()
    for number, raw in enumerate(variants(issued, 40, "command line")):
        place = str(desk.put(f"{number}.xml", raw))
        for verb in (["verify", place, *desk.trust], ["read", place], ["check", place], ["inspect", place]):
            codes.add(run(verb))
    for number, raw in enumerate(variants(package, 20, "command line")):
        place = str(desk.put(f"p{number}.xml", raw))
        for verb in (
            ["verify", place, *desk.trust],
            ["unpack", place, "-o", str(desk.folder / f"o{number}")],
        ):
            codes.add(run(verb))
    captured = desk.capsys.readouterr()
    assert "HOCBA_DEBUG" not in captured.err and "Traceback" not in captured.err
    silent(captured.out, captured.err)
    assert codes <= {Exit.PASSED, Exit.FAILED, Exit.INDETERMINATE, Exit.UNREADABLE}
