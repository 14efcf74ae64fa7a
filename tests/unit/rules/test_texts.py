"""Odd characters and names without a code: what is found, how it is named, and what is left alone."""

from __future__ import annotations

import unicodedata

import pytest
from tests.unit.rules import later
from tests.unit.rules.changes import BASE, general, history, row, summary

from hocba.characters import looks_like, odd, suspicious
from hocba.findings import Finding, Severity
from hocba.rules.engine import check
from hocba.rules.form import GENERAL, SUMMARY
from hocba.rules.form_tables import form
from hocba.rules.letters import intended

W, INFO = Severity.WARNING, Severity.INFO


def of_texts(record, **options) -> list[Finding]:
    return [one for one in check(record, **options) if one.code.startswith(("TEXT-", "CODES-"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nguyễn Thị Mẫu, 12/5 “Đường Đá” – số 3½…", []),
        ("Nguye\u0302\u0303n", [("decomposed", 6), ("decomposed", 7)]),
        ("Nguyễn\u200b", [("invisible", 7)]),
        ("\ufeffNguyễn", [("invisible", 1)]),
        ("so\u00adft", [("invisible", 3)]),
        ("\u202eabc\u2069", [("bidi", 1), ("bidi", 5)]),
        ("a\u200fb", [("bidi", 2)]),
        ("\x07a\x85", [("control", 1), ("control", 3)]),
        ("a\u00a0b", [("space", 2)]),
        ("Ðào", [("look-alike", 1)]),
        ("Нguyễn Аn", [("look-alike", 1), ("look-alike", 8)]),
        ("Τâm", [("look-alike", 1)]),
        ("Ǎn", [("look-alike", 1)]),
        ("１２", [("full-width", 1), ("full-width", 2)]),
        ("Ａn", [("full-width", 1)]),
        ("٣", [("digit", 1)]),
        ("𝐀n", [("look-alike", 1)]),
        ("Nguyễn Иг", [("script", 8), ("script", 9)]),
        ("한", [("script", 1)]),
        ("Nguy\ufffdn", [("broken", 5)]),
        ("\ue000\U000f0000", [("broken", 1), ("broken", 2)]),
        ("\ud800", [("broken", 1)]),
        ("q\u0303", [("mark", 2)]),
        ("Müller, Łukasz, Ñ", []),
        ("K’Ho", []),
    ],
)
def test_odd_characters(text, expected):
    assert [(one.kind, one.position) for one in odd(text)] == expected
    assert suspicious(text) or not expected


def test_odd_characters_are_named():
    [eth] = odd("Ðào")
    assert (eth.named, eth.plain) == ("U+00D0 LATIN CAPITAL LETTER ETH", "Đ")
    [control] = odd("\x85")
    assert control.named == "U+0085"
    assert [one.plain for one in odd("３٣З")] == ["3", "3", "3"]


def test_no_letter_of_vietnamese_writing_looks_like_another():
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
    assert not any(looks_like(letter) for letter in letters + letters.upper())
    assert not any(looks_like(sign) for sign in "0123456789.,-/ ")


@pytest.mark.parametrize(
    ("text", "key", "parts"),
    [
        (
            "Nguye\u0302\u0303n Thị Mẫu",
            "TEXT-NOT-NFC",
            ["U+0302 COMBINING CIRCUMFLEX ACCENT", "U+0303", "6, 7"],
        ),
        ("Nguyễn\u200b Thị\u200b Mẫu", "TEXT-INVISIBLE", ["U+200B ZERO WIDTH SPACE", "7, 12"]),
        ("\u202eNguyễn", "TEXT-BIDI", ["U+202E RIGHT-TO-LEFT OVERRIDE", "1"]),
        ("Nguyễn\x85", "TEXT-CONTROL", ["U+0085"]),
        ("Nguyễn\ufffd", "TEXT-BROKEN", ["U+FFFD REPLACEMENT CHARACTER"]),
        ("Ðào Thị Mẫu", "TEXT-LOOK-ALIKE", ["U+00D0 LATIN CAPITAL LETTER ETH → Đ (U+0110)"]),
        ("Нoàng", "TEXT-LOOK-ALIKE", ["U+041D CYRILLIC CAPITAL LETTER EN → H (U+0048)"]),
        ("Nguyễn И", "TEXT-SCRIPT", ["U+0418 CYRILLIC CAPITAL LETTER I"]),
        ("Nguyễn Ａn", "TEXT-FULL-WIDTH", ["U+FF21 FULLWIDTH LATIN CAPITAL LETTER A → A (U+0041)"]),
        ("Lớp ٣", "TEXT-DIGIT", ["U+0663 ARABIC-INDIC DIGIT THREE → 3 (U+0033)"]),
        ("q\u0303", "TEXT-MARK", ["U+0303 COMBINING TILDE"]),
        ("Nguyễn\u00a0Mẫu", "TEXT-SPACE", ["U+00A0 NO-BREAK SPACE", "7"]),
    ],
)
def test_what_is_told(text, key, parts):
    [finding] = of_texts(general(BASE, ho_va_ten=text))
    assert (finding.key, finding.severity) == (key, INFO if key == "TEXT-SPACE" else W)
    assert finding.path == "DU_LIEU_HOC_BA/THONG_TIN_CHUNG/HO_VA_TEN"
    for lang in ("vi", "en"):
        told = finding.message(lang)
        assert "HO_VA_TEN" in told
        assert {" 1 ", "(1)", " 2 ", "(2)"} & {told[at : at + 3] for at in range(len(told))}
        assert finding.advice(lang)
        for part in parts:
            assert part in told
    assert "Nguyễn" not in finding.message("vi", show_personal_data=True)


def test_a_name_in_another_script_is_not_told_letter_by_letter():
    findings = of_texts(general(BASE, ho_va_ten="Владимир"))
    assert {finding.key for finding in findings} == {"TEXT-SCRIPT", "TEXT-LOOK-ALIKE"}
    for finding in findings:
        assert finding.message("vi").count("U+") <= 2


@pytest.mark.parametrize("make", [lambda: BASE, later.primary, later.trung_hoc])
def test_every_text_field_is_looked_at(make):
    record = make()
    laid = form(type(record).format_id)
    for role, change in ((GENERAL, later.general), (SUMMARY, later.summary)):
        for entry in laid.parts[role].fields:
            if entry.name.startswith(("ket_qua_hoc_tap", "ket_qua_ren_luyen")):
                continue  # coded letters are left to G-11
            found = of_texts(change(record, **{entry.name: "a\u200bb"}))
            assert ("TEXT-INVISIBLE", f"/{entry.tag}") in [
                (one.key, one.path[one.path.rindex("/") :]) for one in found
            ]


def test_other_parts_are_looked_at():
    first, *rest = (entry.__dict__ for entry in BASE.qua_trinh_hoc_tap)
    assert [one.key for one in of_texts(history({**first, "ten_truong": "Ð"}, *rest))] == ["TEXT-LOOK-ALIKE"]
    assert [one.path for one in of_texts(row("01", ten_mon_hoc="To\u200bán"))] == [
        "DU_LIEU_HOC_BA/TONG_KET/BANG_DIEM[2]/TEN_MON_HOC"
    ]
    teachers = [{"so_cccd": "000088000001", "ho_va_ten": "Trần Ðức"}]
    [finding] = of_texts(later.row(later.trung_hoc(), 0, gvbm=teachers))
    assert finding.path.endswith("DIEM_TONG_KET[1]/GVBM[1]/HO_VA_TEN")


def test_coded_letters_are_left_to_g11():
    found = [one.key for one in check(row("01", muc_dat_duoc="Т")) if one.key != "G-6/test"]
    assert found == ["G-11"]


def test_many_odd_characters_are_one_finding():
    [finding] = of_texts(summary(nhan_xet_gvcn="\u200b" * 1500))
    assert "1000" in finding.message("vi")
    assert "1, 2, 3, …" in finding.message("vi")


def test_a_record_is_never_changed():
    record = general(BASE, ho_va_ten=unicodedata.normalize("NFD", "Nguyễn"))
    before = record.model_dump_json()
    check(record)
    assert record.model_dump_json() == before


# names that have a code in transport


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("dan_toc", "Kinh", []),
        ("dan_toc", "H’MÔNG", []),
        ("dan_toc", " Ê Đê ", []),
        ("dan_toc", "Kính", [("CODES-ETHNIC-GROUP", W)]),
        ("dan_toc", "01", [("CODES-ETHNIC-GROUP/code", W)]),
        ("quoc_tich", "Việt Nam", []),
        ("quoc_tich", "Hoa Kỳ", []),
        ("quoc_tich", "Không quốc tịch", []),
        ("quoc_tich", "Atlantis", [("CODES-NATIONALITY", W)]),
        ("quoc_tich", "VN", [("CODES-NATIONALITY/code", W)]),
        ("quoc_tich", "vn", [("CODES-NATIONALITY", W)]),
    ],
)
@pytest.mark.parametrize("make", [lambda: BASE, later.primary, later.trung_hoc])
def test_ethnic_groups_and_nationalities(make, name, text, expected):
    found = of_texts(later.general(make(), **{name: text}))
    assert [(one.key, one.severity) for one in found] == expected
    for finding in found:
        assert text not in finding.message("vi")
        assert text in finding.message("vi", show_personal_data=True)
        if finding.case == "code":
            assert {"01": "Kinh", "VN": "Việt Nam"}[text] in finding.message("vi", show_personal_data=True)


# letters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Т", "T"), ("т", "T"), ("t", "T"), (" T ", "T"), ("Ｔ", "T"), ("T\u200b", "T"),
        ("Н", "H"), ("С", "C"), ("Ⅽ", "C"), ("М", "M"), ("Ⅿ", "M"),
        ("X", None), ("TT", None), ("", None), ("T", None), ("T" * 17, None),
    ],
)  # fmt: skip
def test_letters_that_were_meant(text, expected):
    assert intended(text, {"T", "H", "C", "M"}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("CD", "CĐ"), ("cđ", "CĐ"), ("СÐ", "CĐ"), ("C Đ", None), ("D", "Đ"), ("k", "K"), ("CK", None)],
)
def test_two_letters_that_were_meant(text, expected):
    assert intended(text, {"T", "K", "Đ", "CĐ"}) == expected
