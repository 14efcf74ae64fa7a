from __future__ import annotations

import random

import pytest
from tests.unit.package.bodies import code_of

from hocba.errors import ConfigurationError, LimitExceededError
from hocba.limits import DEFAULT_LIMITS, Limits
from hocba.package.admission import AdmittedRecord
from hocba.package.content import encode_content
from hocba.package.escaping import EscapeQuotes
from hocba.package.join import assembled
from hocba.package.partition import PackageLimit, SizeOf, partition

RESERVE = 500


def records(*sizes: int, letters: str = "abcdef0123456789") -> list[AdmittedRecord]:
    draw = random.Random(7)
    return [
        AdmittedRecord(
            number=number,
            record_id=f"{number:08}-0000-4000-8000-000000000000",
            format_id="v1_0",
            school="00000001",
            year="2025-2026",
            body=("<HOC_BA>" + "".join(draw.choices(letters, k=size - 17)) + "</HOC_BA>").encode(),
        )
        for number, size in enumerate(sizes, start=1)
    ]


def shared(made: list[AdmittedRecord], limits: Limits = DEFAULT_LIMITS, **limit: object) -> list[list[int]]:
    groups = partition(
        made, PackageLimit(**limit), reserve=RESERVE, escape_quotes=EscapeQuotes.JSON, limits=limits
    )
    return [[record.number for record in group] for group in groups]


@pytest.mark.parametrize("size_of", list(SizeOf))
def test_groups_stay_below_the_limit_keep_the_order_and_lose_nothing(size_of: SizeOf) -> None:
    made = records(*[4_000] * 40)
    groups = partition(
        made,
        PackageLimit(max_bytes=30_000, size_of=size_of),
        reserve=RESERVE,
        escape_quotes=EscapeQuotes.JSON,
        limits=DEFAULT_LIMITS,
    )
    assert [record for group in groups for record in group] == made
    for group in groups:
        raw = assembled(record.body for record in group)
        sizes = {SizeOf.PLAIN: len(raw), SizeOf.CONTENT: len(encode_content(raw)), SizeOf.BOTH: len(raw)}
        assert sizes[size_of] + RESERVE < 30_000
    assert min(len(group) for group in groups[:-1]) > 6


def test_compressible_records_share_a_package_when_only_the_content_counts() -> None:
    made = records(*[20_000] * 10, letters="a")
    assert shared(made, max_bytes=30_000, size_of="content") == [list(range(1, 11))]
    assert len(shared(made, max_bytes=30_000, size_of="plain")) == 10


def test_a_group_must_be_readable_again() -> None:
    made = records(*[20_000] * 10, letters="a")
    groups = shared(made, Limits(package_plain_bytes=100_000), max_bytes=30_000, size_of="content")
    assert groups == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10]]


def test_the_number_of_records_is_kept_too() -> None:
    made = records(*[100] * 5)
    assert shared(made, max_records=2) == [[1, 2], [3, 4], [5]]
    assert shared(made, Limits(package_records=3)) == [[1, 2, 3], [4, 5]]
    assert shared([]) == []


def test_a_record_that_no_package_holds_is_named() -> None:
    for size_of in ("plain", "content"):
        made = records(100, 60_000)
        with pytest.raises(LimitExceededError) as caught:
            shared(made, max_bytes=30_000, size_of=size_of)
        assert caught.value.code == "PKG-RECORD-TOO-LARGE"
        assert caught.value.context["number"] == 2


def test_the_limit_is_ten_million_for_both_readings_and_is_not_reached() -> None:
    limit = PackageLimit()
    assert limit == PackageLimit(max_bytes=10_000_000, size_of="both")
    assert limit.exceeded(plain=9_999_999, content=9_999_999) is None
    assert limit.exceeded(plain=10_000_000, content=1) == 10_000_000
    assert limit.exceeded(plain=1, content=10_000_000) == 10_000_000
    assert PackageLimit(size_of="plain").exceeded(plain=1, content=10_000_000) is None
    assert PackageLimit(size_of="content").exceeded(plain=10_000_000, content=1) is None


@pytest.mark.parametrize("wrong", [{"max_bytes": 0}, {"size_of": "zip"}, {"max_records": 0}])
def test_limits_that_make_no_sense(wrong: dict[str, object]) -> None:
    assert code_of(lambda: PackageLimit(**wrong), ConfigurationError) == "PKG-OPTION"
