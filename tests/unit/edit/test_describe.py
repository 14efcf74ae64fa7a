"""The pages of the reference that are tables."""

from __future__ import annotations

from hocba.edit.describe import reference as personal
from hocba.edit.personal import natures
from hocba.exchange.national.columns import ENVELOPE, tables
from hocba.exchange.national.describe import reference as national


def test_every_personal_field_is_listed() -> None:
    page = personal()
    lines = [line for line in page.splitlines() if line.startswith("| `")]
    assert len(lines) == len(natures())
    assert "| `so_cccd` | GVBM | staff | có · yes | có · yes | number |" in lines
    assert "| `muc_dat_duoc` |  | mark | không · no | không · no | level |" in lines


def test_every_column_is_listed_with_its_mark() -> None:
    page = national()
    lines = [line for line in page.splitlines() if line.startswith("| `")]
    assert len(lines) == sum(map(len, tables().values()))
    assert all(f"`{name}`" in page for name in ENVELOPE)
    assert all(line.count("|") == 9 and "&#91;" in line for line in lines)
    assert "dựng lại" in page and "reconstructed" in page
