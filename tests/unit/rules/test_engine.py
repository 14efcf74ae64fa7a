"""What ``check`` promises apart from the single rules."""

from __future__ import annotations

import pickle
import sys

import attrs
import pytest
from tests.unit.rules.changes import BASE, general, summary

from hocba.model.record import Record
from hocba.rules import engine
from hocba.rules.tables import plan
from hocba.testing.records import display_sample, mutations


def test_a_record_that_breaks_nothing_has_no_findings():
    real = {"so_cccd_giam_hieu_ky_hoc_ba": "001075000002", "so_cccd_giao_vien_chu_nhiem": "001188000001"}
    number = BASE.thong_tin_chung.so_cccd
    assert number is not None
    assert engine.check(general(so_cccd=f"001{number[3:]}", **real)) == ()


def test_findings_are_the_same_every_time_and_pickle():
    record = summary(general(so_cccd="12"), ket_qua_xep_loai="Hoàn thành tốt")
    found = engine.check(record)
    assert found == engine.check(record)
    assert pickle.loads(pickle.dumps(found)) == found


def test_a_rule_that_has_ended_reports_nothing(monkeypatch):
    def without_g4(regulation: str | None, first_year: int | None, format_id: str):
        whole = plan(regulation, first_year, format_id)
        return attrs.evolve(whole, rows={key: row for key, row in whole.rows.items() if key[0] != "G-4"})

    wrong = general(so_cccd="12")
    assert "G-4" in {finding.code for finding in engine.check(wrong)}
    monkeypatch.setattr(engine, "plan", without_g4)
    assert "G-4" not in {finding.code for finding in engine.check(wrong)}


def test_every_message_fills_its_values():
    seen = {}
    for mutation in mutations(display_sample()):
        for finding in engine.check(mutation.record):
            seen[finding.key] = finding
    assert len(seen) > 25
    for finding in seen.values():
        for lang in ("vi", "en"):
            for text in (
                finding.message(lang, show_personal_data=True),
                finding.advice(lang, show_personal_data=True),
            ):
                assert text
                assert "{" not in text
            assert finding.path in finding.message(lang)
            assert "?" not in finding.message(lang, show_personal_data=True)


def test_findings_show_no_personal_data_by_default():
    secret = "Nguyễn Văn Bí Mật 001214012345"
    record = Record.claims(
        {
            "thong_tin_chung": dict.fromkeys(type(BASE.thong_tin_chung).model_fields, secret),
            "qua_trinh_hoc_tap": [dict.fromkeys(type(BASE.qua_trinh_hoc_tap[0]).model_fields, secret)],
            "tong_ket": {
                "bang_diem": [dict.fromkeys(type(BASE.tong_ket.bang_diem[0]).model_fields, secret)],
                "danh_gia_nang_luc_pham_chat": dict.fromkeys(
                    type(BASE.tong_ket.danh_gia_nang_luc_pham_chat).model_fields, secret
                ),
                "ket_qua_xep_loai": secret,
                "duoc_len_lop": secret,
                "noi_dung_khen_thuong": secret,
                "noi_dung_hoan_thanh_chuong_trinh": secret,
            },
        }
    )
    found = engine.check(record)
    assert found
    text = "".join(repr(finding) + finding.message("vi") + finding.message("en") for finding in found)
    assert "Bí Mật" not in text
    assert "0012140" not in text


def test_a_finding_as_data_has_the_values_involved_masked():
    """The shape of rules.md §6."""
    [finding] = [one for one in engine.check(general(gioi_tinh="Nu")) if one.code == "G-7"]
    told = finding.to_dict()
    assert {"code", "case", "severity", "path", "message_vi", "message_en", "source", "confidence"} <= set(
        told
    )
    assert told["values"] == {"tag": "GIOI_TINH", "label": "Giới tính", "found": "•••"}
    assert finding.to_dict(show_personal_data=True)["values"]["found"] == "Nu"


@pytest.mark.parametrize("text", ["9" * 1_000_000, "\ud800", "\u202e" * 50, "\x00", "a" * 1_000_000])
def test_long_and_broken_texts_are_answered(text):
    record = general(so_cccd=text, ngay_sinh=text, can_nang=text, ten_nam_hoc=text, thong_tu=text)
    for finding in engine.check(record):
        shown = finding.message("vi", show_personal_data=True)
        assert len(shown) < 1000
        assert shown.isprintable()


def test_nothing_heavy_is_loaded():
    assert "hocba.rules.engine" in sys.modules
    import subprocess

    code = "import sys, hocba.rules.engine; print([m for m in ('lxml','cryptography') if m in sys.modules])"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert answer.stdout.strip() == "[]"


def test_parts_that_no_creation_makes_are_answered():
    """A record put together without validation: fields and parts missing, values that are no text."""
    held = {name: value for name, value in BASE.thong_tin_chung.__dict__.items() if name != "ho_va_ten"}
    general_part = type(BASE.thong_tin_chung).unchecked({**held, "so_cccd": 12})
    record = Record.unchecked({**BASE.__dict__, "thong_tin_chung": general_part, "tong_ket": None})
    missing = {finding.path.rpartition("/")[2] for finding in engine.check(record) if finding.code == "G-1"}
    assert {"HO_VA_TEN", "SO_CCCD", "BANG_DIEM"} <= missing
