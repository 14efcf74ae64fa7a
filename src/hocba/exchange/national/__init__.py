"""The National Data Centre's tables: built from records, checked, read back (format-v2.md §7, [observed]).

The Ministry sends extracted data without signatures. Columns, lengths and lists are those of a dictionary
seen in public; how words become codes, row ids and the JSON around the rows are [inferred].
"""

from hocba.exchange.national.building import build
from hocba.exchange.national.check import validate
from hocba.exchange.national.columns import Column, tables
from hocba.exchange.national.parsing import parse, to_record
from hocba.exchange.national.payload import Event, Payload, Row
from hocba.exchange.national.versions import ignored, kept, next_version

__all__ = [
    "Column",
    "Event",
    "Payload",
    "Row",
    "build",
    "ignored",
    "kept",
    "next_version",
    "parse",
    "tables",
    "to_record",
    "validate",
]
