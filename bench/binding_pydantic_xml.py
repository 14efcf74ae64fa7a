"""The record as models of pydantic-xml, every value a text that may be absent: the least work it can do."""

from __future__ import annotations

from typing import Any

from bench.binding_tables import simple_tags


def root_model() -> Any:
    """The class of HOC_BA with everything below it."""
    from pydantic import create_model
    from pydantic_xml import BaseXmlModel, attr, element

    class Base(BaseXmlModel, search_mode="ordered"):
        pass

    def block(tag: str, **more: Any) -> Any:
        simple = {one.name: (str | None, element(tag=one.tag, default=None)) for one in simple_tags(tag)}
        return create_model(tag, __base__=Base, __cls_kwargs__={"tag": tag}, **simple, **more)

    general, history = block("THONG_TIN_CHUNG"), block("QUA_TRINH_HOC_TAP")
    row, assessment = block("BANG_DIEM"), block("DANH_GIA_NANG_LUC_PHAM_CHAT")
    results = block("TONG_KET", rows=(list[row], element(tag="BANG_DIEM")),
                    assessment=(assessment, element(tag="DANH_GIA_NANG_LUC_PHAM_CHAT")))  # fmt: skip
    data = create_model(
        "Data",
        __base__=Base,
        __cls_kwargs__={"tag": "DU_LIEU_HOC_BA"},
        id=(str, attr(name="id")),
        general=(general, element(tag="THONG_TIN_CHUNG")),
        history=(list[history], element(tag="QUA_TRINH_HOC_TAP")),
        results=(results, element(tag="TONG_KET")),
    )
    slots = create_model(
        "Slots",
        __base__=Base,
        __cls_kwargs__={"tag": "DANH_SACH_THONG_TIN_KY"},
        **{slot: (str | None, element(tag=slot, default=None)) for slot in ("GVCN", "CBQL", "KY_PHAT_HANH")},
    )
    return create_model(
        "Root",
        __base__=Base,
        __cls_kwargs__={"tag": "HOC_BA"},
        data=(data, element(tag="DU_LIEU_HOC_BA")),
        slots=(slots, element(tag="DANH_SACH_THONG_TIN_KY")),
    )
