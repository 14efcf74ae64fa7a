"""Interleaved rounds: every contender in every round, in shuffled order; medians of rounds."""

from __future__ import annotations

import itertools
import random
import statistics
import time
from collections.abc import Callable, Sequence

import attrs

from bench.inputs import Inputs


@attrs.frozen
class Contender:
    """One way of doing the job of ``section``; ``build`` loads what it needs and returns the call to time.

    The call gets a growing number and does the job for the record of that number, modulo the records.
    """

    section: str
    name: str
    build: Callable[[Inputs], Callable[[int], object]]
    note: str = ""


@attrs.frozen
class Measured:
    """Seconds per record in each round; the rounds of one section belong together."""

    section: str
    name: str
    seconds: tuple[float, ...]
    note: str

    @property
    def median(self) -> float:
        """Median seconds per record."""
        return statistics.median(self.seconds)

    @property
    def spread(self) -> float:
        """Half of the range between rounds, as a share of the median."""
        return (max(self.seconds) - min(self.seconds)) / 2 / self.median

    def ratio(self, other: Measured) -> float:
        """How many times ``other`` takes as long, as the median over rounds."""
        return statistics.median(b / a for a, b in zip(self.seconds, other.seconds, strict=True))


@attrs.define(eq=False)
class _Ready:
    contender: Contender
    call: Callable[[int], object]
    numbers: itertools.count[int] = attrs.field(factory=itertools.count)
    calls: int = 1
    times: list[float] = attrs.field(factory=list)


def measure(
    contenders: Sequence[Contender], inputs: Inputs, *, rounds: int, seconds: float
) -> tuple[Measured, ...]:
    """Run each contender about ``seconds`` in each round. Every one is called for a while beforehand."""
    ready = [_Ready(contender, contender.build(inputs)) for contender in contenders]
    for one in ready:
        _calibrate(one, seconds)
    shuffled = random.Random(20240531)
    for _ in range(rounds):
        for one in shuffled.sample(ready, k=len(ready)):
            one.times.append(_timed(one, one.calls))
    return tuple(
        Measured(one.contender.section, one.contender.name, tuple(one.times), one.contender.note)
        for one in ready
    )


def _calibrate(one: _Ready, seconds: float) -> None:
    while True:
        each = _timed(one, one.calls)
        if each * one.calls >= seconds / 4:
            one.calls = max(1, round(seconds / each))
            return
        one.calls *= 4


def _timed(one: _Ready, calls: int) -> float:
    call = one.call
    chosen = [next(one.numbers) for _ in range(calls)]
    start = time.perf_counter()
    for number in chosen:
        call(number)
    return (time.perf_counter() - start) / calls
