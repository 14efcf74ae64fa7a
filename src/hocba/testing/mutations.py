"""Single illegal changes to a legal record, each with the rules that must report it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from hocba.model.record import Record
from hocba.rules.tt27_2020.result import CODES, RESULTS

__all__ = ["Mutation", "mutations"]


@attrs.frozen
class Mutation:
    """``record`` is the changed record, ``codes`` what :func:`hocba.check` then finds besides before."""

    name: str
    codes: frozenset[str]
    record: Record


_General = Mapping[str, tuple[str, str | None, str]]

# name: (field of the general part, new text, codes)
_GENERAL: _General = {
    "mother's name missing": ("ho_va_ten_me", None, "G-1"),
    "record id of version 1": ("ma_tra_cuu_uuid", "0f8a5c2e-6b1d-1c3a-9e57-2d4b8f6a1c90", "G-2"),
    "record id cut": ("ma_tra_cuu_uuid", "0f8a5c2e-6b1d-4c3a-9e57", "G-2"),
    "school year with a slash": ("ten_nam_hoc", "2024/2025", "G-3"),
    "nine-digit number": ("so_cccd", "123456789", "G-4"),
    "manager's number with a letter": ("so_cccd_giam_hieu_ky_hoc_ba", "00017500000O", "G-4"),
    "full-width digits": ("so_cccd", "０００２１４００００１２", "G-4 TEXT-FULL-WIDTH"),
    "number of another year of birth": ("so_cccd", "000299000001", "G-5"),
    "prefix of no province": ("so_cccd_giao_vien_chu_nhiem", "003188000001", "G-6"),
    "sex without marks": ("gioi_tinh", "Nu", "G-7"),
    "30 February": ("ngay_sinh", "30/02/2015", "G-8"),
    "created after issue": ("ngay_tao_hoc_ba", "01/12/2099", "G-8"),
    "level and grade apart": ("ma_cap_hoc", "03", "G-10"),
    "weight with a comma": ("can_nang", "31,5", "G-12"),
    "weight in words": ("can_nang", "ba mươi", "G-12"),
    "height of a mouse": ("chieu_cao", "5", "G-13"),
    "365 absences": ("tong_so_buoi_nghi_co_phep", "365", "G-13"),
    "province of no edition": ("ten_tinh_thanh_pho", "Hà Tây", "G-14"),
    "older circular": ("thong_tu", "22/2016", "G-18"),
}


def mutations(record: Record | None = None) -> tuple[Mutation, ...]:
    """Every single illegal change that ``record`` (default: the display sample) allows.

    ``record`` must be legal and of Thông tư 27/2020. Its codes are exact: a change adds findings of these
    rules and of no others.
    """
    if record is None:
        from hocba.testing.records import display_sample

        record = display_sample()
    makers: tuple[Callable[[Record], Iterator[Mutation]], ...] = (
        _general,
        _history,
        _rows,
        _competences,
        _results,
        _flags,
    )
    return tuple(made for maker in makers for made in maker(record))


def _made(name: str, record: Record, *codes: str) -> Mutation:
    return Mutation(name, frozenset(codes), record)


def _with_general(record: Record, **changes: str | None) -> Record:
    return _rebuilt(record, thong_tin_chung={**record.thong_tin_chung.__dict__, **changes})


def _with_summary(record: Record, **changes: Any) -> Record:
    return _rebuilt(record, tong_ket={**record.tong_ket.__dict__, **changes})


def _with_row(record: Record, code: str, **changes: str | None) -> Record:
    rows = [
        {**row.__dict__, **(changes if row.ma_mon_hoc == code else {})} for row in record.tong_ket.bang_diem
    ]
    return _with_summary(record, bang_diem=rows)


def _with_competence(record: Record, **changes: str | None) -> Record:
    block = record.tong_ket.danh_gia_nang_luc_pham_chat
    return _with_summary(record, danh_gia_nang_luc_pham_chat={**block.__dict__, **changes})


def _rebuilt(record: Record, **parts: Any) -> Record:
    return Record.claims({**record.__dict__, **parts})


def _general(record: Record) -> Iterator[Mutation]:
    for name, (field, text, code) in _GENERAL.items():
        codes = code.split() if code != "G-10" else ("G-10", "G-16")
        yield _made(name, _with_general(record, **{field: text}), *codes)
    first_year = str(record.thong_tin_chung.ten_nam_hoc)[:4]
    yield _made(
        "years apart", _with_general(record, ten_nam_hoc=f"{first_year}-{int(first_year) + 2}"), "G-3"
    )


def _history(record: Record) -> Iterator[Mutation]:
    entries = [dict(entry.__dict__) for entry in record.qua_trinh_hoc_tap]
    last = entries[-1]
    yield _made("no history", _rebuilt(record, qua_trinh_hoc_tap=[]), "G-1")
    for name, changed in (
        ("own year missing", [*entries[:-1], {**last, "nam_hoc": "2009-2010"}]),
        ("another class in the own year", [*entries[:-1], {**last, "ten_lop": "9Z"}]),
        ("a year twice", [*entries, last]),
        ("a later year", [*entries, {**last, "nam_hoc": "2098-2099"}]),
    ):
        yield _made(name, _rebuilt(record, qua_trinh_hoc_tap=changed), "G-17")


def _rows(record: Record) -> Iterator[Mutation]:
    rows = record.tong_ket.bang_diem
    ethics, maths = "03", "01"
    for text in ("10.5", "8.5", "8,5", "-1", "11", "chín", "９"):
        codes = {"TH-14", *(["TEXT-FULL-WIDTH"] if text == "９" else [])}
        yield _made(f"mark {text}", _with_row(record, maths, diem_kiem_tra_dinh_ky=text), *codes)
    yield _made("no mark in Toán", _with_row(record, maths, diem_kiem_tra_dinh_ky=None), "TH-17")
    yield _made("mark in Đạo đức", _with_row(record, ethics, diem_kiem_tra_dinh_ky="10"), "TH-18")
    yield _made("Đ for a subject", _with_row(record, ethics, muc_dat_duoc="Đ"), "TH-13")
    yield _made("small letter for a level", _with_row(record, ethics, muc_dat_duoc="t"), "G-11")
    yield _made("Cyrillic letter for a level", _with_row(record, ethics, muc_dat_duoc="Н"), "G-11")
    yield _made("level missing", _with_row(record, ethics, muc_dat_duoc=None), "G-1")
    yield _made("unknown subject code", _with_row(record, ethics, ma_mon_hoc="ZZ9"), "G-16")
    yield _made("subject twice", _with_summary(record, bang_diem=[*rows, rows[-1]]), "G-15")
    yield _made("no rows", _with_summary(record, bang_diem=[]), "G-1")
    if _grade(record) >= 3:
        kept = [row for row in rows if row.ma_mon_hoc != "87"]
        yield _made("one row for Tin học và Công nghệ", _with_summary(record, bang_diem=kept), "TH-22")
        yield _made("no mark in a language", _with_row(record, "11", diem_kiem_tra_dinh_ky=None), "TH-17")


def _competences(record: Record) -> Iterator[Mutation]:
    for letter in ("D", "Ð", "đ", "т"):
        changed = _with_competence(record, pham_chat_yeu_nuoc=letter)
        yield _made(f"{letter} for a quality", changed, "G-11")
    yield _made("H for a quality", _with_competence(record, pham_chat_yeu_nuoc="H"), "TH-15")
    if _grade(record) >= 3:
        yield _made("no Tin học from grade 3 on", _with_competence(record, nang_luc_tin_hoc=None), "TH-20")
    else:
        yield _made("Tin học before grade 3", _with_competence(record, nang_luc_tin_hoc="T"), "TH-20")


def _results(record: Record) -> Iterator[Mutation]:
    right = str(record.tong_ket.ket_qua_xep_loai)
    title = record.tong_ket.noi_dung_khen_thuong
    for wrong in RESULTS:
        if wrong != right:
            codes = {CODES[right]}
            if (wrong == RESULTS[-1]) != (right == RESULTS[-1]):
                codes.add("TH-8")
            if title:
                codes.add("TH-5" if right == RESULTS[0] else "TH-6")
            yield _made(f"{wrong} for {right}", _with_summary(record, ket_qua_xep_loai=wrong), *codes)
    yield _made("result of another circular", _with_summary(record, ket_qua_xep_loai="Giỏi"), "TH-16")
    if right != RESULTS[0]:
        reward = "Học sinh Xuất sắc"
        yield _made("title too high", _with_summary(record, noi_dung_khen_thuong=reward), "TH-5")
    if right != RESULTS[1]:
        reward = "HỌC SINH TIÊU BIỂU hoàn thành tốt trong học tập và rèn luyện"
        yield _made("title of another result", _with_summary(record, noi_dung_khen_thuong=reward), "TH-6")
    if right != RESULTS[-1]:
        low = _with_row(record, "01", diem_kiem_tra_dinh_ky="4")
        codes = {"TH-4"}
        yield _made("mark 4 and a result", low, *codes)


def _flags(record: Record) -> Iterator[Mutation]:
    summary, grade = record.tong_ket, _grade(record)
    promoted = summary.duoc_len_lop == "1"
    completed = summary.da_hoan_thanh_chuong_trinh_lop_hoc == "1"
    codes = {"TH-8", "TH-19"} | ({"TH-9"} if completed and promoted else set())
    codes |= {"TH-10"} if grade == 5 else set()
    turned, word = "0" if completed else "1", "Có" if promoted else "Không"
    yield _made("completion turned", _with_summary(record, da_hoan_thanh_chuong_trinh_lop_hoc=turned), *codes)
    yield _made("a flag in words", _with_summary(record, duoc_len_lop=word), "G-19")
    text = _with_summary(record, noi_dung_hoan_thanh_chuong_trinh="Hoàn thành chương trình lớp 9.")
    yield _made("text of another grade", text, "TH-19")
    if grade < 5:
        early = _with_summary(record, da_hoan_thanh_chuong_trinh_tieu_hoc="1")
        yield _made("primary school completed early", early, "TH-10")
    else:
        turned = "0" if summary.da_hoan_thanh_chuong_trinh_tieu_hoc == "1" else "1"
        other = _with_summary(record, da_hoan_thanh_chuong_trinh_tieu_hoc=turned)
        yield _made("primary school turned", other, "TH-10", "TH-19")


def _grade(record: Record) -> int:
    return int(str(record.thong_tin_chung.ma_khoi))
