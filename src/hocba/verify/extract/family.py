"""Other documents of the same family (format-v2.md §3): recognised, and not taken for records.

Their signatures can be computed by :func:`hocba.verify.inspection.inspect`; who may sign what in them is not
known, so that nothing can be judged.
"""

from __future__ import annotations

from lxml import etree

from hocba.errors import UnknownFormatError

__all__ = ["refuse_family"]

_MARKS = (
    ("class-summary", etree.XPath("boolean(//*[local-name()='TONG_KET_CA_NAM'][@Id])")),
    ("pupil-profile", etree.XPath("boolean(//*[local-name()='THONG_TIN'][@Id='lyLich'])")),
    ("unit-signature", etree.XPath("boolean(//*[local-name()='CHUKYDONVI'])")),
)
_RECORD = etree.XPath("boolean(/*[local-name()='HOC_BA'])")


def refuse_family(root: etree._Element) -> None:
    """Raise UnknownFormatError (VER-FAMILY, with the kind) for a document of the family that is no record."""
    if _RECORD(root):
        return
    for kind, test in _MARKS:
        if test(root):
            raise UnknownFormatError.of("VER-FAMILY", case=kind)
