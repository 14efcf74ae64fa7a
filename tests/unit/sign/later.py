"""A secondary record of the later format by hand, and the people who sign it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import attrs

from hocba.sign.gates import Gate
from hocba.sign.outcome import Outcome
from hocba.sign.record_file import RecordFile
from hocba.sign.session import sign_files
from hocba.sign.signers import Pkcs12Signer
from hocba.testing.people import HEAD_TEACHER, SCHOOL, SyntheticPerson, personal_number
from hocba.testing.pki import TestIdentity, TestPki

NOW = datetime(2026, 6, 1, 3, 4, 5, tzinfo=UTC)
UUID = "0f8a5c2e-6b1d-4c3a-9e57-2d4b8f6a1c90"
GIVEN = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Oanh", "Phúc")
SUBJECTS = ("Ngữ văn", "Toán", "Ngoại ngữ 1", "Vật lí", "Hóa học", "Sinh học", "Lịch sử", "Địa lí", "Tin học",
            "Công nghệ", "Giáo dục thể chất", "Âm nhạc", "Giáo dục địa phương")  # fmt: skip
ANY = Gate(record=None)

Row = tuple[str, Sequence[int]]
"""The id of a row, and the places of its teachers."""

ONE_EACH: tuple[Row, ...] = tuple((f"mon-{number + 1:02}", (number,)) for number in range(12))
USUAL: tuple[Row, ...] = (*ONE_EACH[:11], ("mon-12", (11, 3)), ("mon-13", (0,)))
"""Twelve teachers: the first with two rows, two in one row."""


def teacher(place: int) -> SyntheticPerson:
    """One of the teachers, who do not exist."""
    birth = dt.date(1980 + place, 4, 1 + place)
    name = f"Mẫu Thị {GIVEN[place % len(GIVEN)]}"
    return SyntheticPerson(name, personal_number(birth, female=True, serial=100 + place))


@attrs.frozen(slots=False, eq=False)
class Staff:
    """The test PKI with twelve subject teachers and a deputy."""

    pki: TestPki
    leaf_key: str = "rsa-2048"

    @cached_property
    def teachers(self) -> tuple[Pkcs12Signer, ...]:
        """The first is the homeroom teacher of no class, the others neither."""
        return tuple([self.identity(place).signer for place in range(len(GIVEN))])

    @cached_property
    def deputy(self) -> Pkcs12Signer:
        """A second manager, with a certificate of the Government CA without a number."""
        subject = {"CN": HEAD_TEACHER.name, "OU": SCHOOL.name, "T": "Phó hiệu trưởng", "C": "VN"}
        return self.pki.government_ca.issue(subject, now=self.pki.now, key=self.leaf_key).signer

    def identity(self, place: int) -> TestIdentity:
        """A new certificate of the public CA for the teacher at ``place``."""
        person = teacher(place)
        subject = {"CN": person.name, "UID": f"CCCD:{person.number}", "C": "VN"}
        return self.pki.public_ca.issue(subject, now=self.pki.now, key=self.leaf_key)

    def sign(
        self, file: RecordFile | bytes, role: str, who: Pkcs12Signer | None = None, **more: Any
    ) -> Outcome:
        """``role`` signed by ``who``, or by the one it belongs to."""
        signer = who or self.pki.signer({"GVCN": "teacher", "CBQL": "head", "KY_PHAT_HANH": "school"}[role])
        options = {"signing_time": NOW, "gate": ANY} | more
        (outcome,) = sign_files([file], slot=role, signer=signer, **options)
        return outcome

    def by_teachers(self, file: RecordFile | bytes, count: int = len(GIVEN), **more: Any) -> RecordFile:
        """Signed by the first ``count`` subject teachers."""
        for signer in self.teachers[:count]:
            file = self.sign(file, "GVBM", signer, **more).require()
        return RecordFile.of(file)

    def issued(self, file: RecordFile | bytes, count: int = len(GIVEN), **more: Any) -> RecordFile:
        """Signed by everyone."""
        file = self.by_teachers(file, count, **more)
        for role in ("GVCN", "CBQL", "KY_PHAT_HANH"):
            file = self.sign(file, role, **more).require()
        return file


def secondary(
    rows: Sequence[Row] = USUAL,
    *,
    inside: bool = True,
    managers: int = 1,
    general: Mapping[str, str] = {},
    ids: Sequence[str] = (),
) -> bytes:
    """The document; ``ids`` in place of ``gv-<n>``, an empty one for a slot that is known by its number."""
    names = {place: f"gv-{place + 1}" for _, places in rows for place in places}
    names |= {place: ids[place] for place in names if place < len(ids)}
    area = _area([(place, names[place]) for place in sorted(names)])
    body = "".join(_row(place, row, names) for place, row in enumerate(rows))
    blocks = f"{_general(general)}{_HISTORY}{_RESULTS}{body}"
    data = f'<THONG_TIN_HOC_BA Id="thongtinhocba">{blocks}</THONG_TIN_HOC_BA>{area if inside else ""}'
    issuing = "<CBQL></CBQL>" * managers + "<KY_PHAT_HANH></KY_PHAT_HANH>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<HOC_BA><DU_LIEU_HOC_BA Id="data">{data}</DU_LIEU_HOC_BA>{"" if inside else area}'
        f"<PHAT_HANH_HOC_BA>{issuing}</PHAT_HANH_HOC_BA></HOC_BA>\n"
    ).encode()


def primary(*, inside: bool = True, managers: int = 1) -> bytes:
    """The same without subject teachers, with levels in place of marks."""
    raw = secondary([(name, ()) for name, _ in ONE_EACH[:8]], inside=inside, managers=managers)
    for old, new in (
        (_MARKS, _LEVELS),
        ("<MA_CAP_HOC>03<", "<MA_CAP_HOC>02<"),
        ("<MA_KHOI>09<", "<MA_KHOI>04<"),
    ):
        raw = raw.replace(old.encode(), new.encode())
    return raw


def _area(teachers: Sequence[tuple[int, str]]) -> str:
    slots = [
        f'<GVBM Id="{name}"></GVBM>' if name else f"<GVBM><SO_CCCD>{teacher(place).number}</SO_CCCD></GVBM>"
        for place, name in teachers
    ]
    listed = f"<DANH_SACH_GVBM>{''.join(slots)}</DANH_SACH_GVBM>" if slots else ""
    return f"<DANH_SACH_THONG_TIN_KY>{listed}<GVCN></GVCN></DANH_SACH_THONG_TIN_KY>"


def _row(place: int, row: Row, names: Mapping[int, str]) -> str:
    name, places = row
    subject = SUBJECTS[place % len(SUBJECTS)]
    people = "".join(_person(one, names[one]) for one in places)
    return (
        f'<DIEM_TONG_KET Id="{name}"><MA_MON_HOC>{place + 1:02}</MA_MON_HOC>'
        f"<TEN_MON_HOC>{subject}</TEN_MON_HOC>"
        f"{_MARKS}{people}</DIEM_TONG_KET>"
    )


def _person(place: int, name: str) -> str:
    person = teacher(place)
    own = f' Id="{name}"' if name else ""
    return f"<GVBM{own}><SO_CCCD>{person.number}</SO_CCCD><HO_VA_TEN>{person.name}</HO_VA_TEN></GVBM>"


def _general(changes: Mapping[str, str]) -> str:
    from hocba.testing.people import TEACHER

    values = {
        "MA_TRA_CUU_UUID": UUID,
        "TEN_NAM_HOC": "2025-2026",
        "MA_TRUONG": SCHOOL.code,
        "TEN_TRUONG": "Trường THCS Ví Dụ",
        "MA_CAP_HOC": "03",
        "HO_VA_TEN": "Nguyễn Thị Mẫu",
        "SO_CCCD": personal_number(dt.date(2011, 9, 2), female=True, serial=7),
        "TEN_GIAM_HIEU_KY_HOC_BA": HEAD_TEACHER.name,
        "SO_CCCD_GIAM_HIEU_KY_HOC_BA": HEAD_TEACHER.number,
        "DIA_DANH_PHAT_HANH_HOC_BA": "Hà Nội",
        "CHUC_VU_GIAM_HIEU_KY_HOC_BA": "Hiệu trưởng",
        "TEN_GIAO_VIEN_CHU_NHIEM": TEACHER.name,
        "SO_CCCD_GIAO_VIEN_CHU_NHIEM": TEACHER.number,
        "MA_KHOI": "09",
        "TEN_LOP": "9A",
    } | dict(changes)
    fields = "".join(f"<{tag}>{text}</{tag}>" for tag, text in values.items())
    return f"<THONG_TIN_CHUNG>{fields}</THONG_TIN_CHUNG>"


_MARKS = "<DIEM_HOC_KY_1>7.9</DIEM_HOC_KY_1><DIEM_HOC_KY_2>8.3</DIEM_HOC_KY_2><DIEM_CA_NAM>8.2</DIEM_CA_NAM>"
_LEVELS = "<MUC_DAT_DUOC>T</MUC_DAT_DUOC><DIEM_KIEM_TRA_DINH_KY>9</DIEM_KIEM_TRA_DINH_KY>"
_HISTORY = "<QUA_TRINH_HOC_TAP><NAM_HOC>2025-2026</NAM_HOC><TEN_LOP>9A</TEN_LOP></QUA_TRINH_HOC_TAP>"
_RESULTS = "<TONG_KET><DUOC_LEN_LOP>1</DUOC_LEN_LOP><NHAN_XET_GVCN>Chăm học</NHAN_XET_GVCN></TONG_KET>"
