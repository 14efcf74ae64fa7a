"""Every code has an effect and a text in both languages, and a test that reaches it."""

from __future__ import annotations

from pathlib import Path

from hocba.i18n import catalog
from hocba.verify.effects import table

OWN = tuple(code for code in catalog.codes() if code.startswith(("VER-", "FMT-XMLDSIG", "ALG-PSS")))
ERRORS = {code for code in OWN if "severity" not in catalog.entry(code)}


def test_every_finding_has_an_effect_and_every_effect_a_text() -> None:
    assert {code.partition("/")[0] for code in OWN if code not in ERRORS} == set(table())


def test_errors_weigh_and_notes_do_not() -> None:
    for code, effect in table().items():
        entry = next(catalog.entry(key) for key in OWN if key.partition("/")[0] == code)
        if entry["severity"] == "error":
            assert effect.weighs, code
        elif effect.weighs:
            assert code in {"VER-IDENTITY-NOT-BOUND", "VER-STRUCTURE", "VER-ROW-ALONE"}


def test_texts_fill_in_both_languages() -> None:
    for code in OWN:
        for lang in catalog.LANGUAGES:
            assert catalog.message(code, lang, {}).strip()


def test_every_code_is_reached_by_a_test() -> None:
    here = Path(__file__).parent
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in here.glob("test_*.py")
        if path.name != Path(__file__).name
    )
    assert [code for code in table() if f'"{code}"' not in text] == []
    assert [code for code in ERRORS if f'"{code}"' not in text] == []
