"""Two threads at once: what is wrong with one record is never lost over the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from hocba.formats.structure import structure
from hocba.xml.document import Document, parse
from tests.unit.verify.world import unsigned

ROUNDS = 300


def _answers(document: Document) -> set[tuple[str, ...]]:
    return {tuple(finding.path for finding in structure(document)) for _ in range(ROUNDS)}


def test_deviations_do_not_wander_between_threads() -> None:
    row = b"<BANG_DIEM><MA_MON_HOC>TO</MA_MON_HOC><TEN_MON_HOC>a</TEN_MON_HOC></BANG_DIEM>"
    good = parse(unsigned())
    one = parse(unsigned().replace(b"<BANG_DIEM>", row + b"<BANG_DIEM>", 1))
    many = parse(unsigned().replace(b"<BANG_DIEM>", row * 50 + b"<BANG_DIEM>", 1))
    alone = [{tuple(finding.path for finding in structure(each))} for each in (good, one, many)]
    assert [len(next(iter(paths))) for paths in alone] == [0, 1, 50]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(_answers, (good, one, many))) == alone
