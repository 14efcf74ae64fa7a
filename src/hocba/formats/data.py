"""Reading the data element: blocks by name, results by content, the rest kept (format-v1.md §4, §5)."""

from __future__ import annotations

from typing import Any, cast

from lxml import etree

from hocba.formats.blocks import BlockReader
from hocba.formats.characters import report_characters
from hocba.formats.classes import models_of
from hocba.formats.format import Format
from hocba.formats.history import HistoryReader
from hocba.formats.notes import Notes, is_element
from hocba.formats.results import Results
from hocba.formats.tags import ASSESSMENT, GENERAL, HISTORY, RESULTS, Tags, tags_of
from hocba.model.extension import DEFAULT_LAYOUT, Layout, in_order
from hocba.model.record import QuaTrinhHocTap, Record

__all__ = ["DataReader", "first_id"]

ID_ATTRIBUTES = ("id", "Id", "ID")


def first_id(element: etree._Element) -> tuple[str, str | None]:
    """The id of ``element`` and the attribute that holds it, in the order id, Id, ID."""
    for name in ID_ATTRIBUTES:
        value = element.get(name)
        if value is not None:
            return name, str(value)
    return "id", None


class DataReader:
    """Reads one data element; ``notes`` fill on the way."""

    __slots__ = (
        "blocks",
        "data_id",
        "general",
        "history",
        "known",
        "models",
        "moved",
        "notes",
        "results",
        "tags",
        "totals",
    )

    def __init__(self, known: Format, namespace: str) -> None:
        self.known = known
        self.tags: Tags = tags_of(known, namespace)
        self.models = models_of(known)
        self.notes = Notes()
        self.blocks = BlockReader(self.notes)
        self.results = Results(known, self.tags, self.blocks, self.models)
        self.history = HistoryReader(known.data, self.tags, self.blocks, self.models[HISTORY])
        self.moved: tuple[str, etree._Element] | None = None
        self.general: dict[str, Any] | None = None
        self.totals: dict[str, Any] | None = None
        self.data_id: tuple[str, str | None] = ("id", None)

    def read(self, element: etree._Element) -> None:
        """Read the data element ``element``."""
        notes, tags, place = self.notes, self.tags, self.known.data
        if tags.namespace:
            notes.note("READ-NAMESPACE", element)
        self.data_id = first_id(element)
        notes.keep_attributes(element, place, (self.data_id[0],))
        notes.keep_text(element.text, element, place, "")
        general: dict[str, Any] | None = None
        results: dict[str, Any] | None = None
        last = ""
        for child in element:
            tag = child.tag
            if tag == tags.name(GENERAL) and general is None:
                general, last = self._general(child), GENERAL
            elif tag == tags.name(HISTORY):
                last = self.history.read(child)
            elif tag == tags.name(RESULTS) and results is None:
                results, last = self._totals(child), RESULTS
            elif not is_element(child):
                notes.comment(child)
            elif tag in (tags.name(GENERAL), tags.name(RESULTS)):
                notes.note("READ-REPEATED-PART", child)
                notes.keep_element(child, place, last)
            else:
                taken = self.results.take(child, "", last)
                if taken is None:
                    notes.unknown(child, place, last)
                else:
                    last = taken
            notes.keep_text(child.tail, element, place, last)
        report_characters(element, self.blocks.texts, notes)
        self.general, self.totals = general, results

    def record(self, hoc_ba_id: str | None = None) -> Record:
        """The record of what was read."""
        models = self.models
        general = self.general or models[GENERAL].claims({}).__dict__
        years = tuple(self._years(self.history.years))
        totals = self.totals or dict(self.tags.blocks[RESULTS].blank)
        totals["bang_diem"] = tuple(self.results.rows)
        totals["danh_gia_nang_luc_pham_chat"] = self.results.assessment or models[ASSESSMENT].claims({})
        made = self.known.record.unchecked(
            {
                "thong_tin_chung": models[GENERAL].unchecked(general),
                "qua_trinh_hoc_tap": years,
                "tong_ket": models[RESULTS].unchecked(totals),
                "extensions": in_order(self.notes.extensions),
                "hoc_ba_id": hoc_ba_id,
                "layout": self._layout(),
            }
        )
        return cast("Record", made)

    def _general(self, element: etree._Element) -> dict[str, Any]:
        place = f"{self.known.data}/{GENERAL}"
        values = self.blocks.read(element, self.tags.blocks[GENERAL], place)
        year = values.pop("nam_hoc")
        if year is not None:
            self.moved = year, element
        return values

    def _totals(self, element: etree._Element) -> dict[str, Any]:
        def elsewhere(child: etree._Element, last: str) -> str | None:
            return self.results.take(child, RESULTS, last)

        block = self.tags.blocks[RESULTS]
        return self.blocks.read(element, block, f"{self.known.data}/{RESULTS}", elsewhere)

    def _years(self, history: list[QuaTrinhHocTap]) -> list[QuaTrinhHocTap]:
        """The history with the year that stood in the general part put where it is missing."""
        if self.moved is None:
            return history
        year, general = self.moved
        for index, entry in enumerate(history):
            if entry.nam_hoc is None:
                history[index] = type(entry).unchecked({**entry.__dict__, "nam_hoc": year})
                return history
        if not history:
            return [cast("QuaTrinhHocTap", self.models[HISTORY].claims({"nam_hoc": year}))]
        stray = next(general.iterchildren(self.tags.name("NAM_HOC")))
        known = self.tags.blocks[GENERAL].tags
        before = (known.get(one.tag) for one in stray.itersiblings(preceding=True))
        after = next((tag.tag for tag in before if tag is not None), "")
        self.notes.keep_element(stray, f"{self.known.data}/{GENERAL}", after)
        return history

    def _layout(self) -> Layout:
        attribute, data_id = self.data_id
        values = {
            "spelling": frozenset(self.blocks.corrected),
            "rows": self.results.rows_path or DEFAULT_LAYOUT.rows,
            "assessment": self.results.assessment_path or DEFAULT_LAYOUT.assessment,
            "data_id": DEFAULT_LAYOUT.data_id if data_id is None else data_id,
            "id_attribute": attribute,
        }
        return DEFAULT_LAYOUT if values == DEFAULT_LAYOUT.__dict__ else Layout.unchecked(values)
