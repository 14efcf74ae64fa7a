"""Reconstructed format ("dựng lại") v2_trunghoc: a table, a head and a schema; no specification is public."""

from __future__ import annotations

from hocba.formats.custom import shipped

__all__ = ["FORMAT"]

FORMAT = shipped("hocba.formats.v2_trunghoc", "hocba.model.v2_trunghoc.record:RecordTrungHoc")
