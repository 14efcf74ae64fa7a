"""Legal records of all levels, grades and years pass; each single illegal change adds exactly its codes.

10,000 of each run with the long tests; a sample of both runs always.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hocba
from hocba.findings import Finding
from hocba.i18n import catalog
from hocba.model.any_record import AnyRecord
from hocba.rules.engine import check
from hocba.rules.tables import GENERAL_TABLE, REGULATION_TABLES, table
from hocba.testing.changes.edit import put
from hocba.testing.legal import GRADES, LEVELS, YEARS, LegalCase, legal_case, legal_cases, legal_records
from hocba.testing.legal.choice import FORMATS
from hocba.testing.mutations import NOT_SINGLE, Mutation, added_codes, mutations

PARTS = 4  # so that two workers share the long tests
MANY = 10_000
OF_EACH = 20

CHOICES = st.sampled_from(LEVELS).flatmap(
    lambda level: st.fixed_dictionaries(
        {
            "index": st.integers(0, 10**6),
            "level": st.just(level),
            "grade": st.sampled_from(list(GRADES[level])),
            "first_year": st.sampled_from(list(YEARS)),
            "format": st.sampled_from(FORMATS[level]),
            "seed": st.integers(0, 10**6),
        }
    )
)


def case_of(choice: dict[str, object]) -> LegalCase:
    return legal_case(choice["index"], **{name: value for name, value in choice.items() if name != "index"})


def passes(case: LegalCase) -> None:
    assert {finding.key for finding in check(case.record)} == case.stated, case.choice


def mutated(part: int, records: int) -> Iterator[tuple[AnyRecord, Mutation]]:
    """Some mutations of each of many records, others of each record in turn."""
    for number, case in enumerate(legal_cases(records, f"mutations {part}")):
        made = mutations(case.record)
        step = len(made) // OF_EACH
        for mutation in islice(made[number % step :: step], OF_EACH):
            yield case.record, mutation


def test_a_sample_of_legal_records_passes():
    for case in legal_cases(400, "sample"):
        passes(case)


def test_a_sample_of_mutations_adds_exactly_their_codes():
    for record, mutation in mutated(0, 15):
        assert added_codes(record, mutation) == mutation.codes, (mutation.name, mutation.record)


def test_a_sample_comes_back_from_files_and_json():
    for record in legal_records(60, "files"):
        file = hocba.write(record)
        again = hocba.read(file)
        assert again == record
        assert hocba.write(again).raw == file.raw
        assert type(record).claims_json(record.model_dump_json()) == record


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_ten_thousand_legal_records_pass(part):
    for case in legal_cases(MANY // PARTS, f"legal {part}"):
        passes(case)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_ten_thousand_mutations_add_exactly_their_codes(part):
    count = 0
    for record, mutation in mutated(part, MANY // PARTS // OF_EACH):
        assert added_codes(record, mutation) == mutation.codes, (mutation.name, mutation.record)
        count += 1
    assert count == MANY // PARTS


@pytest.mark.slow
def test_every_case_of_every_rule_is_reached_or_told_why_not():
    """Not only codes: each thing that a rule can say, over all mutations of some hundred records."""
    reached: Counter[str] = Counter()
    late = (legal_case(index, grade=6 + index % 7, kind="joined_late") for index in range(10))
    for case in chain(legal_cases(80, "reach"), late):
        for mutation in mutations(case.record):
            reached.update({finding.key for finding in check(mutation.record, **mutation.options)})
    rules = {
        f"{row.code}/{row.case}".rstrip("/")
        for name in (GENERAL_TABLE, *REGULATION_TABLES)
        for row in table(name)
    }
    assert rules - set(reached) == {key for key in NOT_SINGLE if "/" in key}


@settings(max_examples=60, deadline=None)
@given(CHOICES)
def test_any_legal_record_passes(choice):
    passes(case_of(choice))


@settings(max_examples=25, deadline=None)
@given(CHOICES, st.integers(0, 10**6))
def test_any_mutation_adds_exactly_its_codes(choice, which):
    record = case_of(choice).record
    made = mutations(record)
    mutation = made[which % len(made)]
    assert added_codes(record, mutation) == mutation.codes, mutation.name


def told(findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        assert catalog.known(finding.key)
        assert finding.message("vi", show_personal_data=True)


@settings(max_examples=60, deadline=None)
@given(
    CHOICES,
    st.sampled_from(["01", "02", "03", "04", "05", "9"]),
    st.integers(1, 12),
    st.integers(2015, 2035),
    st.booleans(),
    st.booleans(),
)
def test_rules_are_total_over_levels_grades_and_years(choice, level, grade, year, writing, partial):
    """Any record under any other level, grade and year, complete or partial, written or received."""
    record = put(
        case_of(choice).record,
        "general",
        ma_cap_hoc=level,
        ma_khoi=f"{grade:02d}",
        ten_nam_hoc=f"{year}-{year + 1}",
    )
    told(check(record, writing=writing, partial=partial))


@pytest.mark.parametrize("level", LEVELS)
def test_rules_are_total_over_every_level_grade_and_year(level):
    for grade in GRADES[level]:
        for year in YEARS:
            format_id = FORMATS[level][year % len(FORMATS[level])]
            passes(legal_case(year, level=level, grade=grade, first_year=year, format=format_id))
