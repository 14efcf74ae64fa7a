"""Reports of later records: every slot, the place of the teachers' signatures, how the format is known."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from tests.later.document import TEACHERS, number, primary, secondary
from tests.later.world import later
from tests.unit.verify.world import issued
from tests.unit.verify.world import judged as judged_v1

from hocba.verify.render_html import render_html
from hocba.verify.render_json import render_json
from hocba.verify.render_text import render_text
from hocba.verify.report import Report

WORDS = {"vi": "định dạng dựng lại", "en": "reconstructed format"}
AREAS = {
    ("vi", True): "bao trùm cả chữ ký của giáo viên",
    ("vi", False): "không bao trùm chữ ký của giáo viên",
    ("en", True): "covers the teachers' signatures",
    ("en", False): "does not cover the teachers' signatures",
}


@cache
def report(*, inside: bool = True, passes: bool = True) -> Report:
    raw = later().complete(secondary(inside=inside, managers=2))
    return later().judged(raw if passes else raw.replace(b"<TEN_LOP>7A", b"<TEN_LOP>7B"))


def visible(page: str) -> str:
    """The text of an HTML page as a browser shows it."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("&#x27;", "'").split())


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("passes", [True, False])
@pytest.mark.parametrize("brief", [True, False])
def test_the_format_is_called_reconstructed_once(lang: str, passes: bool, brief: bool) -> None:
    text = " ".join(render_text(report(passes=passes), lang, brief=brief).split())
    assert text.count(WORDS[lang]) == 1
    assert visible(render_html(report(passes=passes), lang)).count(WORDS[lang]) == 1


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_record_of_the_official_format_is_not(lang: str) -> None:
    assert WORDS[lang] not in render_text(judged_v1(issued()), lang)
    assert WORDS[lang] not in render_html(judged_v1(issued()), lang)
    data = json.loads(render_json(judged_v1(issued())))
    assert (data["reconstructed"], data["signing_area"]) == (False, "")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("inside", [True, False])
def test_whether_the_manager_covers_the_teachers_signatures(lang: str, inside: bool) -> None:
    said = AREAS[lang, inside]
    assert said in " ".join(render_text(report(inside=inside), lang).split())
    assert said in visible(render_html(report(inside=inside), lang))
    data = json.loads(render_json(report(inside=inside)))
    assert data["signing_area"] == ("inside" if inside else "outside")
    assert data["reconstructed"] is True


def test_every_slot_is_shown_under_its_name() -> None:
    text, page = render_text(report()), visible(render_html(report()))
    for place, count in (("GVBM", 4), ("CBQL", 2)):
        for one in range(1, count + 1):
            name = place if one == 1 else f"{place}[{one}]"
            label = "Giáo viên bộ môn" if place == "GVBM" else "Cán bộ quản lý"
            assert f"{name} – {label}" in text
            assert f"{name} – {label}" in page
    assert "DIEM_TONG_KET[1], DU_LIEU_HOC_BA/THONG_TIN_HOC_BA/DIEM_TONG_KET[2]" in page


def test_many_signatures_make_lines_and_not_columns() -> None:
    page = render_html(report())
    table = page[page.index("<table>") : page.index("</table>")]
    heads = re.findall(r"<th scope=\"col\">", table)
    rows = re.findall(r"<th scope=\"row\">([^<]+)</th>", table)
    assert len(heads) == 5
    assert rows[:4] == ["GVBM", "GVBM[2]", "GVBM[3]", "GVBM[4]"]
    few = render_html(later().judged(later().complete_primary()))
    assert len(re.findall(r"<th scope=\"col\">", few)) == 3


def test_numbers_and_names_are_masked() -> None:
    for shown in (render_text(report()), render_html(report()), render_json(report())):
        for person in TEACHERS.values():
            assert person.number not in shown
            assert person.name not in shown
    assert number(11) in render_text(report(), show_personal_data=True)


def test_a_package_says_it_once() -> None:
    from tests.vectors.later.kit import Kit
    from tests.vectors.later.packages import packed

    kit = Kit()
    broken = kit.complete_primary(primary(uuid="1f8fad5b-d9cb-469f-a165-70867728950e"))
    raw = packed(kit, kit.good, broken.replace(b"<TEN_LOP>3A", b"<TEN_LOP>3B"))
    text = " ".join(render_text(kit.judged(raw), "vi").split())
    assert text.count(WORDS["vi"]) == 1
