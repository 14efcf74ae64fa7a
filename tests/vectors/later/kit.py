"""What the vectors of the later formats are made of: records signed rightly, and edits on their bytes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cached_property
from typing import Any

from hocba.pki.register import Register
from hocba.pki.store import TrustStore
from tests.later.document import ROWS, Person, Row, primary, row_text, secondary
from tests.later.signer import Slot, sign
from tests.later.world import SIGNED, Later
from tests.vectors.answers import PKI
from tests.vectors.case import Case
from tests.vectors.edits import put, sub

__all__ = ["FAILED", "OPEN", "PASSED", "SIGNED", "Kit", "case", "minutes"]

FAILED, OPEN, PASSED = "TOTAL_FAILED", "INDETERMINATE", "TOTAL_PASSED"
OTHER = "1f8fad5b-d9cb-469f-a165-70867728950e"


def minutes(count: int) -> Any:
    """An instant after the signing of the good record began."""
    return SIGNED + timedelta(minutes=count)


def case(name: str, title: str, raw: bytes, *codes: str, indication: str = FAILED, **options: Any) -> Case:
    """A vector; hostile unless it passes."""
    options = {"trust": "later", "evidence": "later", "clause": "format-v2.md §2"} | options
    options.setdefault("attack", indication != PASSED)
    return Case(name=name, title=title, raw=raw, indication=indication, codes=codes, **options)


class Kit(Later):
    """The people of the later formats with records for every purpose."""

    @cached_property
    def good(self) -> bytes:
        """Signed by everybody; the teachers' slots stand inside the data."""
        return self.complete()

    @cached_property
    def outside(self) -> bytes:
        """The same with the teachers' slots outside the data, so that the manager does not cover them."""
        return self.complete(secondary(inside=False))

    @cached_property
    def other(self) -> bytes:
        """Another pupil's record with the same rows and teachers."""
        return self.complete(secondary(inside=False, uuid=OTHER))

    @cached_property
    def prepared(self) -> bytes:
        """Signed by the teachers and by nobody else."""
        return self.teachers_signed(secondary())

    def without_teacher(self, key: str, *, inside: bool = False) -> bytes:
        """Signed by all but one subject teacher."""
        return self.issued(self.homeroom_signed(self.teachers_signed(secondary(inside=inside), but=[key])))

    def finished(self, raw: bytes) -> bytes:
        """``raw`` with homeroom teacher, manager and seal."""
        return self.issued(self.homeroom_signed(raw))

    def teacher(self, raw: bytes, key: str, *uris: str, by: str = "", **options: Any) -> bytes:
        """``raw`` signed in the slot of the teacher ``key``."""
        return sign(raw, key, self[by or key], *uris, time=options.pop("time", SIGNED), **options)

    @property
    def everybody(self) -> Register:
        """With a teacher whose certificate has no number."""
        self.identities.setdefault("numberless", self.person(Person("", "Mẫu Văn Lạ", ""), numbered=False))
        return Register((*super().everybody.entries, *self.entries({"GVBM": ["numberless"]})))

    def write(self) -> None:
        """Leave pki/trust/later, pki/trust/later-all and pki/evidence/later."""
        stores: dict[str, TrustStore] = {
            "later": self.pki.trust.with_register(self.sealed),
            "later-all": self.pki.trust.with_register(self.everybody),
        }
        for name, store in stores.items():
            place = PKI / "trust" / name
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            store.save(place)
        lists = PKI / "evidence" / "later"
        shutil.rmtree(lists, ignore_errors=True)
        lists.mkdir(parents=True)
        for number, crl in enumerate(self.pki.crls):
            (lists / f"{number}.crl").write_bytes(crl.der)


def slot_text(raw: bytes, slot: Slot) -> bytes:
    """The filled slot element as it stands; rows call teachers by the same tag and come before."""
    start = raw.index(b"<DANH_SACH_THONG_TIN_KY>")
    pattern = f"<{slot.tag}{slot.attributes}>.*?</{slot.tag}>".encode()
    found = re.compile(pattern, re.DOTALL).search(raw, start)
    assert found, slot
    return found[0]


def without(raw: bytes, slot: Slot, *, instead: bytes = b"") -> bytes:
    """``raw`` with ``instead`` in the place of the slot element."""
    return put(raw, slot_text(raw, slot), instead)


def in_row(raw: bytes, row: str, change: Callable[[bytes], bytes]) -> bytes:
    """``raw`` with the text of one row changed."""
    return sub(raw, f'<DIEM_TONG_KET Id="{row}">.*?</DIEM_TONG_KET>', lambda found: change(found[0]))


def row_in(raw: bytes, row: str) -> bytes:
    found = re.search(f'<DIEM_TONG_KET Id="{row}">.*?</DIEM_TONG_KET>'.encode(), raw, re.DOTALL)
    assert found, row
    return found[0]


def better(text: bytes) -> bytes:
    """A row with better marks."""
    return sub(text, rb"<DIEM_CA_NAM>[^<]*<", b"<DIEM_CA_NAM>10<")


def with_row(raw: bytes, text: bytes) -> bytes:
    """``raw`` with one more row."""
    return put(raw, b"</THONG_TIN_HOC_BA>", text + b"</THONG_TIN_HOC_BA>")


Cases = Iterator[Case]
EXTRA = Row("mon-MT", "MT", "Mĩ thuật", "9.5", ("gv-2",))
EXTRA_TEXT = row_text(EXTRA).encode()
ALL = (*ROWS, EXTRA)
PRIMARY = primary
