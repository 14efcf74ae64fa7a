"""A record of any format that hocba brings."""

from __future__ import annotations

from hocba.model.record import Record
from hocba.model.v2_tieuhoc.record import RecordTieuHoc
from hocba.model.v2_trunghoc.record import RecordTrungHoc

__all__ = ["AnyRecord"]

AnyRecord = Record | RecordTieuHoc | RecordTrungHoc
