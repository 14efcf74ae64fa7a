"""Format v1.0 of the Ministry (primary school, 2024): a table and a schema, no code of its own."""

from __future__ import annotations

from hocba.formats.format import Format, FormatId
from hocba.formats.table import load

__all__ = ["FORMAT"]

FORMAT = Format(
    id=FormatId("v1_0"),
    title="Học bạ số, định dạng 1.0 (tiểu học)",
    confidence="[official]",
    source="Công văn 2088/BGDĐT-GDTH (08/5/2024), Phụ lục 1",
    fields=load("hocba.formats.v1_0"),
    schema=("hocba.formats.v1_0", "hoc_ba.xsd"),
)
