"""The record as dataclasses of xsdata, every value a text that may be absent: the least work it can do."""

from __future__ import annotations

from dataclasses import field, make_dataclass
from typing import Any

from bench.binding_tables import simple_tags


def root_class() -> Any:
    """The class of HOC_BA with everything below it."""
    general, history = _block("THONG_TIN_CHUNG"), _block("QUA_TRINH_HOC_TAP")
    row, assessment = _block("BANG_DIEM"), _block("DANH_GIA_NANG_LUC_PHAM_CHAT")
    results = _block("TONG_KET", _many("BANG_DIEM", row), _one("DANH_GIA_NANG_LUC_PHAM_CHAT", assessment))
    data = _made(
        "DU_LIEU_HOC_BA",
        ("id", str | None, field(default=None, metadata={"name": "id", "type": "Attribute"})),
        _one("THONG_TIN_CHUNG", general),
        _many("QUA_TRINH_HOC_TAP", history),
        _one("TONG_KET", results),
    )
    slots = _made("DANH_SACH_THONG_TIN_KY", *(_text(slot, slot) for slot in ("GVCN", "CBQL", "KY_PHAT_HANH")))
    return _made("HOC_BA", _one("DU_LIEU_HOC_BA", data), _one("DANH_SACH_THONG_TIN_KY", slots))


def _block(tag: str, *more: Any) -> Any:
    return _made(tag, *(_text(one.tag, one.name) for one in simple_tags(tag)), *more)


def _made(tag: str, *fields: Any) -> Any:
    return make_dataclass(tag, fields, namespace={"Meta": type("Meta", (), {"name": tag})})


def _text(tag: str, name: str) -> Any:
    return name, str | None, field(default=None, metadata={"name": tag, "type": "Element"})


def _one(tag: str, kind: Any) -> Any:
    return tag.lower(), kind | None, field(default=None, metadata={"name": tag, "type": "Element"})


def _many(tag: str, kind: Any) -> Any:
    return tag.lower(), list[kind], field(default_factory=list, metadata={"name": tag, "type": "Element"})
