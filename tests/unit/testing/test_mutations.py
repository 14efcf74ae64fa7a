"""Single illegal changes of legal records of every format, level and kind: exact, named, and complete."""

from __future__ import annotations

import pickle
from functools import cache

import pytest

from hocba.model.any_record import AnyRecord
from hocba.rules.engine import check
from hocba.rules.tables import GENERAL_TABLE, REGULATION_TABLES, table
from hocba.testing.legal import LEVELS, legal_cases, legal_record
from hocba.testing.legal.choice import FORMATS
from hocba.testing.legal.kinds import kinds_of
from hocba.testing.mutations import NOT_SINGLE, Mutation, added_codes, mutations
from hocba.testing.records import display_sample, synthetic_record

GRADES = {"TH": 5, "THCS": 7, "THPT": 11, "GDTX": 8}
FEW = {"THPT": ("excellent", "average", "not_assessed", "joined_late")}


@cache
def made() -> tuple[tuple[AnyRecord, tuple[Mutation, ...]], ...]:
    """Records of every format, level and kind with all their mutations."""
    records = [
        legal_record(
            number,
            level=level,
            grade=GRADES[level],
            first_year=2024 + number % 2,
            format=FORMATS[level][number % len(FORMATS[level])],
            kind=kind,
        )
        for level in LEVELS
        for number, kind in enumerate(FEW.get(level) or kinds_of(level))
    ]
    records += [legal_record(1, grade=2), legal_record(2, grade=12), display_sample()]
    records += [case.record for case in legal_cases(6, "mutations")]
    return tuple((record, mutations(record)) for record in records)


@pytest.mark.slow
def test_each_mutation_adds_exactly_its_codes():
    """A part of them here; all of them, and 10,000 more, with the long tests."""
    for number, (record, changed) in enumerate(made()):
        for mutation in changed[number % 13 :: 13]:
            assert added_codes(record, mutation) == mutation.codes, (mutation.name, repr(record))


def test_names_tell_the_mutations_of_a_record_apart():
    for _, changed in made():
        names = [mutation.name for mutation in changed]
        assert len(names) == len(set(names))
        assert all(mutation.codes for mutation in changed)


def test_every_code_is_reached_or_told_why_not():
    codes = {code for _, changed in made() for mutation in changed for code in mutation.codes}
    rules = {row.code for name in (GENERAL_TABLE, *REGULATION_TABLES) for row in table(name)}
    assert codes == rules
    assert not {key for key in NOT_SINGLE if "/" not in key} & rules
    assert all(reason for reason in NOT_SINGLE.values())


def test_every_change_is_single():
    """One text, or one entry, row, teacher or tag more or less: all other parts are those of the record."""
    for record, changed in made()[::5]:
        for mutation in changed:
            parts = [name for name in vars(record) if vars(record)[name] is not vars(mutation.record)[name]]
            assert len(parts) == 1, mutation.name
            assert mutation.record != record, mutation.name


def test_options_are_those_that_check_has():
    options = {name for _, changed in made() for mutation in changed for name in mutation.options}
    assert options == {"today", "slots", "before"}


def test_mutations_are_found_when_a_record_was_received_too():
    """Forms that a reader tolerates weigh less, and are told all the same but for four."""
    for _, changed in made()[::7]:
        for mutation in changed[::5]:
            received = check(mutation.record, writing=False, **mutation.options)
            tolerated = {"G-3", "G-19"}
            assert mutation.codes - tolerated <= {finding.code for finding in received} | {"G-6", "G-9"}, (
                mutation.name
            )


def test_the_display_sample_is_the_default():
    assert [one.name for one in mutations()] == [one.name for one in mutations(display_sample())]
    assert mutations()[0].codes == {"G-1"}


def test_mutations_travel_between_processes():
    for mutation in mutations(legal_record(3, grade=8, kind="retested")):
        again = pickle.loads(pickle.dumps(mutation))
        assert (again.name, again.codes, again.record) == (mutation.name, mutation.codes, mutation.record)


@pytest.mark.parametrize("grade", [1, 4, 5])
def test_synthetic_records_have_them_too(grade):
    record = synthetic_record(1, grade=grade, first_year=2026)
    for mutation in mutations(record)[::3]:
        assert added_codes(record, mutation) == mutation.codes, mutation.name
