"""Districts ended on 01/7/2025: a record of 2025-2026 is created, written, read and checked without one."""

from __future__ import annotations

import hocba
from hocba.testing.records import synthetic_record


def test_no_district_from_2025_2026() -> None:
    record = synthetic_record(1, first_year=2025)
    general = record.thong_tin_chung
    data = general.model_dump(exclude={"ten_quan_huyen"}, exclude_none=True)
    without = record.replace(thong_tin_chung=type(general)(**data))
    file = hocba.write(without)
    assert b"TEN_QUAN_HUYEN" not in file.raw
    assert hocba.read(file) == without
    assert "G-1" not in {finding.code for finding in hocba.check(without)}
    earlier = without.replace(thong_tin_chung=without.thong_tin_chung.replace(ten_nam_hoc="2024-2025"))
    assert "G-1" in {finding.code for finding in hocba.check(earlier)}
