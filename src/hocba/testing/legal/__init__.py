"""Any legal record: every level, grade 1 to 12, school year 2015 to 2035 and kind of pupil; all of nobody.

:func:`legal_record` makes one, :func:`legal_records` a stream over all of them, :func:`legal_case` and
:func:`legal_cases` the same with what :func:`hocba.check` owes the record: test numbers (G-6) and whatever
else is legal and yet told, such as long names of subjects (G-9) or the reminder of an extract (G-22).
The same arguments give the same record on every machine. Records of years and grades under older
regulations, and those of GDTX, keep the general rules only; nothing else is known of them.
"""

from hocba.testing.legal.build import LegalCase, legal_case, legal_cases, legal_record, legal_records
from hocba.testing.legal.choice import GRADES, LEVELS, YEARS, Choice
from hocba.testing.legal.kinds import KINDS, Kind

__all__ = [
    "GRADES",
    "KINDS",
    "LEVELS",
    "YEARS",
    "Choice",
    "Kind",
    "LegalCase",
    "legal_case",
    "legal_cases",
    "legal_record",
    "legal_records",
]
