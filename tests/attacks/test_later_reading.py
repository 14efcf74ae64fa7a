"""What comes out of a later record is what was signed and judged; hostile files cost no more than others."""

from __future__ import annotations

import contextlib
import json
import random
import re
import time
from collections.abc import Callable, Iterator

import pytest
from lxml import etree

import hocba
from hocba.errors import HocbaError, LimitExceededError
from hocba.verify.copies import with_copies
from hocba.verify.report import Indication
from hocba.xml import names
from tests.later.document import HEAD, ROWS, number, primary, secondary
from tests.later.signer import ref, sign
from tests.later.world import NOW, SIGNED, later
from tests.vectors.edits import put

PASSED = Indication.TOTAL_PASSED
EXCLUSIVE = (names.ENVELOPED, names.EXC_C14N)


def exclusively_signed(raw: bytes) -> bytes:
    """Everybody signs in the exclusive form, which takes over nothing from around what it covers."""
    for key in ("gv-1", "gv-2", "gv-3", "gv-4"):
        refs = [ref(f"#{row.id}", transforms=EXCLUSIVE) for row in ROWS if key in row.teachers]
        raw = sign(raw, key, later()[key], *refs, time=SIGNED, c14n=names.EXC_C14N)
    for slot, who, uri in (
        ("GVCN", "homeroom", "#thongtinhocba"),
        ("CBQL", "head", "#data"),
        ("KY_PHAT_HANH", "school", "#data"),
    ):
        target = ref(uri, transforms=EXCLUSIVE)
        raw = sign(raw, slot, later()[who], target, time=SIGNED, c14n=names.EXC_C14N)
    return raw


def test_an_attribute_added_above_exclusively_signed_data_is_not_in_the_record() -> None:
    raw = exclusively_signed(secondary())
    added = put(raw, b"<HOC_BA>", b'<HOC_BA xml:lang="vi" xml:base="urn:x">')
    report = later().judged(added)
    assert report.indication is PASSED
    assert report.require().record == later().judged(raw).require().record
    assert not report.require().record.extensions


@pytest.mark.parametrize("inside", [True, False])
def test_a_namespace_declared_by_the_data_is_part_of_what_is_covered(inside: bool) -> None:
    plain = put(secondary(inside=inside), b"<DU_LIEU_HOC_BA ", b'<DU_LIEU_HOC_BA xmlns:x="urn:x" ')
    assert later().judged(later().complete(plain)).indication is PASSED


def test_no_personal_number_of_an_id_is_shown() -> None:
    raw = later().complete()
    hidden = number(12)
    raw = raw.replace(b'URI="#mon-NV"', f'URI="#{hidden}"'.encode())
    facts = later().verifier().extract(raw)
    report = later().judged(raw)
    assert hidden in repr(
        [reference.uri for signature in facts.signatures for reference in signature.references]
    )
    shown = (
        repr(report) + json.dumps(report.to_dict(), ensure_ascii=False) + repr(facts.signatures[1].references)
    )
    assert hidden not in shown


def mutations(raw: bytes, seed: int, count: int) -> Iterator[bytes]:
    """``raw`` changed at one place: a byte, an element doubled, moved, renamed, taken out or split."""
    dice = random.Random(seed)
    tree = etree.fromstring(raw)
    places = len(list(tree.iter("*")))
    for turn in range(count):
        if turn % 2:
            at = dice.randrange(len(raw))
            yield raw[:at] + bytes([dice.randrange(32, 127)]) + raw[at + dice.randrange(2) :]
            continue
        root = etree.fromstring(raw)
        elements = list(root.iter("*"))
        chosen, other = elements[dice.randrange(1, places)], elements[dice.randrange(places)]
        kind = dice.randrange(6)
        if kind == 0:
            chosen.addnext(etree.fromstring(etree.tostring(chosen, with_tail=False)))
        elif kind == 1 and chosen not in other.iterancestors() and chosen is not other:
            other.append(chosen)
        elif kind == 2:
            chosen.tag = other.tag
        elif kind == 3:
            chosen.getparent().remove(chosen)
        elif kind == 4:
            chosen.insert(0, etree.Comment("x") if dice.randrange(2) else etree.ProcessingInstruction("x"))
        else:
            chosen.set("Id", dice.choice([element.get("Id") or "x" for element in elements]))
        yield etree.tostring(root, encoding="UTF-8", xml_declaration=True)


@pytest.mark.parametrize(
    "make",
    [
        lambda: later().complete(),
        lambda: later().complete(secondary(inside=False)),
        lambda: exclusively_signed(secondary(inside=False)),
        lambda: later().complete_primary(primary(inside=False)),
    ],
)
def test_whatever_is_changed_either_does_not_pass_or_gives_the_same_record(make: Callable[[], bytes]) -> None:
    raw = make()
    judge = later().verifier()
    same = judge.verify(raw, at=NOW).require().record
    assert same == hocba.read(raw)
    for changed in mutations(raw, seed=len(raw), count=120):
        try:
            report = judge.verify(changed, at=NOW)
        except HocbaError:
            continue
        if report.indication is PASSED:
            assert report.require().record == same


def test_a_teacher_of_two_records_is_found_whatever_the_value_looks_like() -> None:
    raw = later().complete(secondary(inside=False))
    reports = [later().judged(raw), later().judged(later().complete(secondary(inside=False)))]
    assert [report.indication for report in with_copies(reports)] == [PASSED, PASSED]


MANY = 20_000
LISTED, ROW = b"</DANH_SACH_GVBM>", b"<DIEM_TONG_KET "


def _in_row(content: bytes) -> bytes:
    return b'<DIEM_TONG_KET Id="r">' + content + b"</DIEM_TONG_KET>" + ROW


OF_ONE = b'<DIEM_TONG_KET Id="r%d"><GVBM Id="gv-1"></GVBM></DIEM_TONG_KET>'
FIELD = f"<TEN_GIAM_HIEU_KY_HOC_BA>{HEAD.name}</TEN_GIAM_HIEU_KY_HOC_BA>".encode()

CROWDS: dict[str, Callable[[], bytes]] = {
    "ids": lambda: put(secondary(), ROW, b'<X Id="q"></X>' * MANY + ROW),
    "slots without numbers": lambda: put(
        put(secondary(), LISTED, b"".join(b'<GVBM Id="a%d"></GVBM>' % n for n in range(MANY)) + LISTED),
        ROW,
        _in_row(b"<GVBM></GVBM>" * MANY),
    ),
    "rows": lambda: put(secondary(), ROW, b"".join(OF_ONE % n for n in range(MANY)) + ROW),
    "fields elsewhere": lambda: put(
        put(secondary(), FIELD, b""), b"<TONG_KET>", b"<Y>" + FIELD * MANY + b"</Y><TONG_KET>"
    ),
}


@pytest.mark.parametrize("name", CROWDS)
def test_crowds_cost_no_more_than_their_size(name: str) -> None:
    raw = CROWDS[name]()
    start = time.process_time()
    assert later().judged(raw).indication is Indication.TOTAL_FAILED
    with contextlib.suppress(LimitExceededError):
        hocba.read(raw)
    assert time.process_time() - start < 12  # minutes where one thing is looked up for every other


def test_explaining_many_broken_signatures_is_bounded() -> None:
    plain = put(secondary(), b"</TONG_KET>", b"</TONG_KET>" + b"<G>x</G>" * 40_000)
    signed = later().homeroom_signed(plain)
    found = re.search(rb"<GVCN>.*?(<Signature .*</Signature>)</GVCN>", signed, re.DOTALL)
    assert found
    copies = b"".join(
        b"<CBQL>"
        + found[1].replace(b"sigid-", b"sigid-%d" % n).replace(b"signobject-", b"signobject-%d" % n)
        + b"</CBQL>"
        for n in range(200)
    ).replace(b"#thongtinhocba", b"#data")
    start = time.process_time()
    assert later().judged(put(plain, b"<CBQL></CBQL>", copies)).indication is Indication.TOTAL_FAILED
    assert time.process_time() - start < 15
