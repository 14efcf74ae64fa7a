"""Other documents of the same family (format-v2.md §3): recognised, and not taken for records.

Their signatures can be computed by :func:`hocba.verify.inspection.inspect`; who may sign what in them is not
known, so that nothing can be judged.
"""

from __future__ import annotations

from lxml import etree

from hocba.errors import UnknownFormatError

__all__ = ["refuse_family"]

_MARKS = (
    ("VER-FAMILY-CLASS", etree.XPath("boolean(//*[local-name()='TONG_KET_CA_NAM'][@Id])")),
    ("VER-FAMILY-PUPIL", etree.XPath("boolean(//*[local-name()='THONG_TIN'][@Id='lyLich'])")),
    ("VER-FAMILY-UNIT", etree.XPath("boolean(//*[local-name()='CHUKYDONVI'])")),
)
_RECORD = etree.XPath("boolean(/*[local-name()='HOC_BA'])")


def refuse_family(root: etree._Element) -> None:
    """Raise UnknownFormatError (VER-FAMILY-CLASS, -PUPIL, -UNIT) for a document of the family that is no
    record."""
    if _RECORD(root):
        return
    for code, test in _MARKS:
        if test(root):
            raise UnknownFormatError.of(code)
