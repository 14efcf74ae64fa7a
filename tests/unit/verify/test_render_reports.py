"""The three renderings say the same, in both languages, and never what must not be said."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser

import attrs
import pytest
from tests.unit.verify import report_samples as samples

from hocba.findings import Finding, Severity
from hocba.i18n import catalog
from hocba.pki.register import RegistrationKind
from hocba.verify.effects import AXES
from hocba.verify.render_html import render_html
from hocba.verify.render_json import SCHEMA, render_json
from hocba.verify.render_report import report_view
from hocba.verify.render_text import render_text
from hocba.verify.report import Indication, Report, SubIndication

REPORTS = [samples.report, samples.tampered, samples.incomplete, samples.package]
CANARY_NAME = "Nguyễn Thị Hoàng Oanh"
CANARY_NUMBER = "000316987654"


def html_text(report: Report, lang: str = "vi", **options: object) -> str:
    """What a reader of the page sees."""
    page = render_html(report, lang, **options)
    body = page.partition("<body>")[2]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


RENDERINGS: list[Callable[..., str]] = [
    lambda report, lang="vi", **options: flat(render_text(report, lang, **options)),
    html_text,
]

OFFICIAL = [
    "Cơ quan, tổ chức tạo lập, cấp, phát hành chứng thư chữ ký số",
    "Chủ thể ký",
    "Đơn vị quản lý chứng thư chữ ký số",
    "Thời điểm ký số / Dấu thời gian (nếu có)",
    "Tính toàn vẹn của thông điệp dữ liệu đã ký",
    "Tính hợp lệ của chữ ký số tại thời điểm ký",
    "Thời hạn có hiệu lực của chứng thư chữ ký số",
    "Trạng thái tại thời điểm kiểm tra",
    "Vai trò ký",
    "Phạm vi dữ liệu được ký",
    "Chứng thư đã đăng ký, phê duyệt",
    "Lý do",
    "Tên chữ ký số",
    "Thời gian ký số",
    "Trạng thái chữ ký số",
    "Tính toàn vẹn của dữ liệu",
    "Chứng thư số",
    "Cấu trúc file XML",
]


@pytest.mark.parametrize("render", RENDERINGS)
def test_every_label_of_the_specification_is_printed(render: Callable[..., str]) -> None:
    shown = render(samples.tampered())
    assert [label for label in OFFICIAL if label not in shown] == []


@pytest.mark.parametrize("render", RENDERINGS)
@pytest.mark.parametrize(
    ("make", "words", "technical"),
    [
        (samples.report, "Chữ ký số: HỢP LỆ", "TOTAL_PASSED"),
        (samples.tampered, "Chữ ký số: KHÔNG HỢP LỆ", "TOTAL_FAILED / HASH_FAILURE"),
        (samples.incomplete, "Chữ ký số: CHƯA ĐỦ CĂN CỨ KẾT LUẬN", "INDETERMINATE / TRY_LATER"),
    ],
)
def test_verdicts_stand_in_both_vocabularies(
    render: Callable[..., str], make: Callable[[], Report], words: str, technical: str
) -> None:
    shown = re.sub(r"[✓✗?] ", "", render(make()))
    assert words in shown
    assert technical in shown


@pytest.mark.parametrize("render", RENDERINGS)
def test_a_broken_signature_is_nowhere_called_valid(render: Callable[..., str]) -> None:
    shown = render(samples.tampered())
    assert "HỢP LỆ" not in shown.replace("KHÔNG HỢP LỆ", "")
    assert "Hợp lệ (" not in shown
    unread = samples.slot("CBQL", intact=None, indication=Indication.INDETERMINATE)
    assert "Hợp lệ (" not in render(samples.report(signatures=(unread,)))


@pytest.mark.parametrize("render", RENDERINGS)
def test_reasons_come_before_the_details_and_say_what_who_where_and_what_to_do(
    render: Callable[..., str],
) -> None:
    shown = render(samples.tampered())
    reasons, _, details = shown.partition("Nội dung kiểm tra chữ ký số")
    assert details
    for expected in (
        "dữ liệu đã bị thay đổi sau khi ký",
        "DU_LIEU_HOC_BA, dòng 2",
        "Không gửi học bạ này",
        "Người ký: N••• T••• T••• N•••",
        "Phạm vi dữ liệu được ký: DU_LIEU_HOC_BA",
        "PKG-BROKEN-SIGNATURE",
    ):
        assert expected in reasons


@pytest.mark.parametrize("render", RENDERINGS)
def test_what_is_not_official_is_marked(render: Callable[..., str]) -> None:
    undecided = render(samples.incomplete())
    assert "CHƯA ĐỦ CĂN CỨ KẾT LUẬN (*)" in undecided
    assert "Lý do (*)" in undecided
    shown = render(samples.report())
    assert "Trạng thái tại thời điểm kiểm tra (**)" in shown
    assert "Thông tin thêm của hocba (không phải mẫu chính thức)" in shown
    assert "Dấu (*): nhãn hoặc cách gọi của hocba" in shown
    official, _, further = shown.partition("Thông tin thêm của hocba")
    assert "Vai trò ký:" not in official
    assert "Vai trò ký" in further


@pytest.mark.parametrize("render", RENDERINGS)
def test_times_are_in_vietnam_and_a_claim_is_called_one(render: Callable[..., str]) -> None:
    shown = render(samples.report())
    assert "25/05/2026 01:30:00 (UTC+7), theo lời khai của người ký; không có dấu thời gian" in shown
    assert "31/05/2026 10:04:05 (UTC+7)" in shown
    proven = samples.slot("CBQL", best_time=samples.SIGNED + timedelta(hours=1))
    assert "có bằng chứng tồn tại từ 25/05/2026 02:30:00 (UTC+7)" in render(
        samples.report(signatures=(proven,))
    )
    unknown = samples.slot("CBQL", claimed_time=None)
    assert "không có thời điểm ký được ký kèm" in render(samples.report(signatures=(unknown,)))


@pytest.mark.parametrize("render", RENDERINGS)
def test_the_state_of_the_certificate_is_told_for_both_instants(render: Callable[..., str]) -> None:
    at = samples.AT
    late = samples.slot("CBQL", signer=samples.signer(not_after=at - timedelta(days=1)), status_now="revoked")
    early = samples.slot("GVCN", signer=samples.signer(not_before=at + timedelta(days=1)))
    shown = render(samples.report(signatures=(early, late)))
    assert "chưa đến ngày có hiệu lực" in shown
    assert "đã hết hạn, đã bị thu hồi" in shown


@pytest.mark.parametrize("render", RENDERINGS)
def test_an_empty_slot_and_a_missing_certificate_are_told(render: Callable[..., str]) -> None:
    shown = render(samples.incomplete())
    assert shown.count("CHƯA CÓ CHỮ KÝ") == 2
    nobody = samples.slot(
        "CBQL",
        signer=None,
        intact=None,
        covers=(),
        indication=Indication.INDETERMINATE,
        sub_indication=SubIndication.NO_SIGNING_CERTIFICATE_FOUND,
    )
    shown = render(samples.report(signatures=(nobody,), indication=Indication.INDETERMINATE))
    assert "không xác định được từ tệp" in shown
    assert "không phần nào của học bạ" in shown
    assert "Không tính được" in shown
    missing = attrs.evolve(nobody, present=False, indication=Indication.TOTAL_FAILED, sub_indication=None)
    assert "CHƯA CÓ CHỮ KÝ" in render(samples.report(signatures=(missing,)))
    assert report_view(samples.report(signatures=(missing,))).slots[0].verdict.tone == "failed"


@pytest.mark.parametrize("render", RENDERINGS)
def test_a_report_without_any_signature_or_question(render: Callable[..., str]) -> None:
    bare = samples.report(signatures=(), axes=(), indication=Indication.INDETERMINATE)
    shown = render(bare)
    assert "Danh mục kiểm tra" not in shown
    assert "Các mặt đã xét" not in shown
    assert samples.RECORD_ID in shown


@pytest.mark.parametrize("render", RENDERINGS)
def test_a_failure_without_findings_does_not_say_that_there_is_nothing(render: Callable[..., str]) -> None:
    bare = samples.report(indication=Indication.TOTAL_FAILED)
    assert "Không có điều gì phải lưu ý" not in render(bare)
    assert "Không có điều gì phải lưu ý" in render(samples.report())


@pytest.mark.parametrize("render", RENDERINGS)
def test_a_package_lists_every_record_and_the_failing_ones_in_full(render: Callable[..., str]) -> None:
    shown = render(samples.package())
    assert "3 học bạ: 1 hợp lệ, 1 không hợp lệ, 1 chưa đủ căn cứ kết luận" in shown
    for number in (1, 2, 3):
        assert f"Học bạ {number} {samples.RECORD_ID}" in shown
    _, _, failing = shown.partition("Các học bạ chưa đạt")
    assert "Học bạ 1 " not in failing
    assert "chữ ký chỉ đúng khi học bạ nằm trong gói tin" in failing
    assert failing.count("CBQL – Cán bộ quản lý") >= 2


def test_brief_text_ends_after_the_reasons() -> None:
    brief = render_text(samples.tampered(), brief=True)
    assert "Không gửi học bạ này" in flat(brief)
    assert "Chủ thể ký" not in brief
    listed = render_text(samples.package(), brief=True)
    assert f"Học bạ 2 {samples.RECORD_ID}" in flat(listed)
    assert "Các học bạ chưa đạt" not in listed


@pytest.mark.parametrize("make", REPORTS)
def test_english_is_complete(make: Callable[[], Report]) -> None:
    for render in RENDERINGS:
        shown = render(attrs.evolve(make(), signatures=()), "en")
        assert "REPORT-" not in shown
        assert "(UTC+7)" in shown
    english = render_text(samples.tampered(), "en")
    assert "NOT VALID [TOTAL_FAILED / HASH_FAILURE] – the data were changed after signing" in flat(english)
    assert "Chữ ký" not in english


def test_another_language_is_refused() -> None:
    for render in (render_text, render_html):
        with pytest.raises(ValueError, match="language"):
            render(samples.report(), "fr")


@pytest.mark.parametrize("sub", list(SubIndication))
def test_every_sub_indication_is_explained(sub: SubIndication) -> None:
    assert catalog.known(f"REPORT-SUB-{sub}")


def test_words_for_every_value_that_a_report_can_hold() -> None:
    known = {
        "VALIDITY": ("valid", "invalid", "unknown"),
        "STATUS": ("good", "revoked", "unknown", "not required"),
        "REGISTRATION": ("not checked", *RegistrationKind),
        "IDENTITY": ("register", "caller", "by number", "by name", "not bound"),
        "KIND": ("person", "organisation"),
        "WORLD": ("public", "government", "other"),
        "RESULT": ("passed", "failed", "indeterminate", "not checked"),
        "SCOPE": ("alone", "in package"),
        "SEVERITY": tuple(Severity),
        "AXIS": (*samples.AXES, *AXES),
    }
    for group, values in known.items():
        for value in values:
            code = re.sub("[^A-Z]", "-", value.upper())
            assert catalog.known(f"REPORT-{group}-{code}"), code
    odd = samples.slot("CBQL", identity="by \x1boracle", slot="KHAC\u202e")
    shown = render_text(samples.report(signatures=(odd,), profile_id="own"))
    assert "by ⟨U+001B⟩oracle" in shown
    assert "KHAC⟨U+202E⟩" in shown


HOSTILE = '<script>alert(1)</script>\x1b[31m\u202e\u2066=HYPERLINK("http://x")\'"&\r\n'


def hostile(*, kind: str = "organisation") -> Report:
    person = samples.signer(
        common_name=HOSTILE,
        organisation=HOSTILE,
        unit=HOSTILE,
        title=HOSTILE,
        issuer=HOSTILE,
        serial=HOSTILE,
        fingerprint=HOSTILE,
        kind=kind,
        personal_numbers=(HOSTILE,),
        tax_codes=(HOSTILE,),
        world=HOSTILE,
    )
    found = Finding.of(
        "PKG-BROKEN-SIGNATURE",
        severity=Severity.ERROR,
        path=HOSTILE,
        private={"number": HOSTILE},
        slot=HOSTILE,
        record_id=HOSTILE,
    )
    slots = tuple(
        samples.slot(
            name,
            signer=person,
            form=HOSTILE,
            covers=(HOSTILE,),
            ngay_ky=HOSTILE,
            identity=HOSTILE,
            registration=HOSTILE,
            status_now=HOSTILE,
            validity_now=HOSTILE,
            signature_algorithm=HOSTILE,
            digest_algorithms=(HOSTILE,),
            findings=(found,),
            indication=Indication.TOTAL_FAILED,
        )
        for name in ("CBQL", HOSTILE)
    )
    one = samples.report(
        signatures=slots,
        findings=(found,),
        record_id=HOSTILE,
        digest=HOSTILE,
        policy=HOSTILE,
        format_id=HOSTILE,
        scope=HOSTILE,
        axes=(attrs.evolve(samples.axes()[0], axis=HOSTILE, result=HOSTILE, codes=(HOSTILE,)),),
        indication=Indication.TOTAL_FAILED,
    )
    return attrs.evolve(one, kind="package", records=(one,))


@pytest.mark.parametrize("kind", ["person", "organisation"])
@pytest.mark.parametrize("show", [False, True])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_hostile_values_stay_values(kind: str, show: bool, lang: str) -> None:
    report = hostile(kind=kind)
    texts = {
        "text": render_text(report, lang, show_personal_data=show, source=HOSTILE),
        "html": render_html(report, lang, show_personal_data=show, source=HOSTILE),
        "json": render_json(report, show_personal_data=show, source=HOSTILE),
    }
    for shown in texts.values():
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", shown)
    assert not [line for line in texts["text"].splitlines() if line.lstrip()[:1] in set("=+@")]
    assert "<script" not in texts["html"]
    assert json.loads(texts["json"])["source"] == HOSTILE


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("make", [*REPORTS, hostile])
def test_the_page_is_well_nested_loads_nothing_and_runs_nothing(make: Callable[[], Report]) -> None:
    page = render_html(make())
    tags = _Tags()
    tags.feed(page)
    assert tags.open == []
    used = {tag for tag, _ in tags.seen}
    assert not used & {"script", "link", "img", "iframe", "object", "form", "a", "svg", "base"}
    names = {name for _, attributes in tags.seen for name in attributes}
    assert names <= {
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "scope",
        "colspan",
        "data-slot",
    }
    policy = next(values["content"] for tag, values in tags.seen if "http-equiv" in values)
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@page" in style


def test_the_policy_allows_exactly_the_style_of_the_page() -> None:
    import base64
    import hashlib

    page = render_html(samples.report())
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page


def canary() -> Report:
    holder = samples.signer(
        common_name=CANARY_NAME,
        title=f"Hiệu trưởng CCCD:{CANARY_NUMBER}",
        unit=CANARY_NUMBER,
        organisation=f"UID=CCCD:{CANARY_NUMBER}",
        issuer=f"CA {CANARY_NUMBER}",
        personal_numbers=(CANARY_NUMBER,),
    )
    found = Finding.of(
        "PKG-BROKEN-SIGNATURE",
        severity=Severity.ERROR,
        path=f"A[{CANARY_NUMBER}]",
        private={"record_id": CANARY_NAME},
        slot=f"CCCD:{CANARY_NUMBER}",
    )
    slot = samples.slot(
        "CBQL",
        signer=holder,
        findings=(found,),
        covers=(f"B[{CANARY_NUMBER}]",),
        indication=Indication.INDETERMINATE,
    )
    one = samples.report(signatures=(slot,), findings=(found,), indication=Indication.INDETERMINATE)
    return attrs.evolve(one, kind="package", records=(one,))


RENDER_ALL: list[Callable[..., str]] = [
    render_text,
    render_html,
    lambda report, lang, **options: render_json(report, **options),
]


@pytest.mark.parametrize("render", RENDER_ALL)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_personal_data_is_masked_unless_asked_for(render: Callable[..., str], lang: str) -> None:
    report = canary()
    shown = render(report, lang)
    assert CANARY_NUMBER not in shown
    assert not [word for word in CANARY_NAME.split() if word in shown]
    assert "********7654" in shown
    asked = render(report, lang, show_personal_data=True)
    assert CANARY_NUMBER in asked
    assert "Oanh" in asked
    assert CANARY_NUMBER not in repr(report_view(report))


def test_json_names_its_schema_and_speaks_both_languages() -> None:
    said = json.loads(render_json(samples.tampered(), source="x.xml"))
    assert list(said)[:3] == ["schema", "hocba", "source"]
    assert said["schema"] == SCHEMA == "hocba-report/1"
    assert said["indication"] == "TOTAL_FAILED"
    found = said["signatures"][0]["findings"][0]
    assert found["message_vi"] != found["message_en"]
    assert found["advice_vi"]
    assert said["validation_time"] == "2026-05-31T03:04:05Z"
    assert "\n" not in render_json(samples.report(), indent=None).rstrip("\n")
    assert json.loads(render_json(samples.report(), show_personal_data=True))["signatures"][0]["signer"][
        "personal_numbers"
    ] == ["000316004321"]


def test_findings_keep_their_source_and_confidence() -> None:
    codes = [code for code in catalog.codes() if catalog.entry(code).get("severity")]
    inferred = next(code for code in codes if catalog.entry(code).get("confidence") == "[inferred]")
    code, _, case = inferred.partition("/")
    shown = flat(render_text(samples.report(findings=(Finding.of(code, case=case),))))
    assert "Căn cứ: " in shown and "(suy luận, không phải quy định)" in shown
    assert flat(catalog.entry(inferred)["source"]) in shown


def test_hocbas_own_description_is_never_called_a_regulation() -> None:
    codes = [code for code in catalog.codes() if catalog.entry(code).get("severity")]
    own = next(code for code in codes if ".md" in catalog.entry(code).get("source", ""))
    code, _, case = own.partition("/")
    told = samples.report(findings=(Finding.of(code, case=case),))
    assert "Căn cứ: bản mô tả của hocba: " in flat(render_text(told))
    assert "Basis: description by hocba: " in flat(render_html(told, "en"))
    for mark in {catalog.entry(code).get("confidence", "") for code in codes} - {""}:
        word = re.sub("[^A-Z]+", "-", mark.strip("[]").upper())
        assert catalog.known(f"REPORT-CONFIDENCE-{word}"), mark


def test_the_name_of_a_school_is_told_in_reasons_too() -> None:
    found = Finding.of(
        "VER-REF-DIGEST", slot="KY_PHAT_HANH", covers="DU_LIEU_HOC_BA", private={"signer": CANARY_NAME}
    )
    for signer, shown in ((samples.SCHOOL, True), (samples.signer(), False)):
        slot = samples.slot(
            "KY_PHAT_HANH", signer=signer, findings=(found,), indication=Indication.TOTAL_FAILED
        )
        assert (CANARY_NAME in flat(render_text(samples.report(signatures=(slot,))))) is shown


def test_who_signed_is_told_by_initials_and_in_full_when_asked() -> None:
    found = Finding.of(
        "VER-REF-DIGEST",
        slot="CBQL",
        covers="DU_LIEU_HOC_BA",
        private={"signer": CANARY_NAME, "other": "Oanh"},
    )
    told = samples.report(findings=(found,))
    assert "sau khi N••• T••• H••• O••• ký ở ô CBQL" in flat(render_text(told))
    assert f"sau khi {CANARY_NAME} ký" in flat(render_text(told, show_personal_data=True))


def test_the_deciding_reasons_come_first_and_only_once() -> None:
    first = samples.finding("PKG-NOT-ISSUED", severity=Severity.WARNING)
    second = samples.finding(severity=Severity.ERROR)
    note = samples.finding("PKG-TWICE", severity=Severity.INFO, first=1)
    slot = samples.slot("CBQL", findings=(second, first, note), indication=Indication.INDETERMINATE)
    view = report_view(
        samples.report(
            findings=(second, first),
            signatures=(slot,),
            reasons=("PKG-NOT-ISSUED",),
            indication=Indication.INDETERMINATE,
        )
    )
    assert [reason.code for reason in view.reasons] == ["PKG-NOT-ISSUED", "PKG-BROKEN-SIGNATURE"]
    assert [reason.code for reason in view.slots[0].reasons][-1] == "PKG-TWICE"


def test_lines_keep_to_the_width_where_words_allow() -> None:
    for line in render_text(samples.tampered(), width=72).splitlines():
        assert len(line) <= 72 or " " not in line.strip()
