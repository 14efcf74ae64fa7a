"""A class as a workbook or CSV: records from the spreadsheets that schools already have, and back.

``read_class`` reads, ``template`` writes the empty workbook, ``write_class`` puts records into one,
``read_json`` takes records that are JSON, ``store`` writes the files of records. Workbooks need the extra
``xlsx``; CSV and JSON need nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hocba.sheets.class_import import ClassImport
    from hocba.sheets.class_reader import read_class
    from hocba.sheets.class_writer import write_class
    from hocba.sheets.ids import IdList
    from hocba.sheets.json_reader import read_json
    from hocba.sheets.mapping import Mapping
    from hocba.sheets.mapping_file import load_mapping
    from hocba.sheets.problem import Problem
    from hocba.sheets.storing import store
    from hocba.sheets.template_file import template

_LAZY = {
    "ClassImport": "hocba.sheets.class_import",
    "IdList": "hocba.sheets.ids",
    "Mapping": "hocba.sheets.mapping",
    "Problem": "hocba.sheets.problem",
    "load_mapping": "hocba.sheets.mapping_file",
    "read_class": "hocba.sheets.class_reader",
    "read_json": "hocba.sheets.json_reader",
    "store": "hocba.sheets.storing",
    "template": "hocba.sheets.template_file",
    "write_class": "hocba.sheets.class_writer",
}

__all__ = [
    "ClassImport",
    "IdList",
    "Mapping",
    "Problem",
    "load_mapping",
    "read_class",
    "read_json",
    "store",
    "template",
    "write_class",
]


def __getattr__(name: str) -> object:
    if name in _LAZY:
        value: object = getattr(importlib.import_module(_LAZY[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'hocba.sheets' has no attribute {name!r}")
