"""Correction before issuance, differences between records, copies without people."""

from hocba.edit.comparison import diff
from hocba.edit.correction import Correction, correct, set_fields
from hocba.edit.difference import Change, ChangeKind, Diff
from hocba.edit.redaction import redact

__all__ = ["Change", "ChangeKind", "Correction", "Diff", "correct", "diff", "redact", "set_fields"]
