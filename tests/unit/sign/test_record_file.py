"""The bytes of a record, and what is remembered about them."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

import attrs
import pytest
from tests.unit.sign.conftest import SignSlot

from hocba.errors import ConfigurationError, InputError, StorageError
from hocba.formats.options import WriteOptions
from hocba.profiles.v1_0 import PROFILE
from hocba.sign.analysis import analyse
from hocba.sign.record_file import RecordFile
from hocba.testing.records import display_sample, synthetic_class


def test_sources(draft: RecordFile, tmp_path: Path) -> None:
    draft.save(tmp_path / "a.xml")
    assert RecordFile.of(draft) is draft
    for source in (draft.raw, tmp_path / "a.xml", str(tmp_path / "a.xml")):
        assert RecordFile.of(source) == draft
    with pytest.raises(InputError) as caught:
        RecordFile.of(tmp_path)
    assert caught.value.code == "FILE-IS-FOLDER"
    with pytest.raises(StorageError):
        draft.save(tmp_path / "a.xml")
    draft.save(tmp_path / "a.xml", overwrite=True)


def test_value(draft: RecordFile) -> None:
    assert draft.sha256 == hashlib.sha256(draft.raw).hexdigest()
    assert draft == RecordFile(draft.raw)
    assert hash(draft) == hash(RecordFile(draft.raw))
    assert draft != RecordFile(draft.raw + b"\n")
    assert display_sample().thong_tin_chung.ho_va_ten not in repr(draft)


def test_knowledge_does_not_travel(draft: RecordFile) -> None:
    again = pickle.loads(pickle.dumps(draft))
    assert again == draft
    assert again._knowledge.layout is None
    assert again._knowledge.origin is None
    assert draft._knowledge.layout is not None or draft._knowledge.origin is not None


def test_layout_of_a_written_file_is_what_a_parse_finds() -> None:
    """The writer's promise, checked: the layout that saves the parse says the same as the parse."""
    for record in (display_sample(), *synthetic_class(size=5)):
        file = RecordFile.from_record(record)
        known, found = file._layout(), analyse(file.raw, PROFILE)
        assert attrs.asdict(known.ground) == {**attrs.asdict(found.ground), "written": True}
        assert known.filled == found.filled


def test_moved_layout_is_what_a_parse_finds(draft: RecordFile, sign: SignSlot) -> None:
    file = draft
    for slot in ("GVCN", "CBQL", "KY_PHAT_HANH"):
        file = sign(file, slot).require()
        known, found = file._layout(PROFILE), analyse(file.raw, PROFILE)
        assert known is file._knowledge.layout
        assert known.filled == found.filled
        for name in PROFILE.slots:
            mine, parsed = known.place(name.name), found.place(name.name)
            assert (mine.start, mine.content_start, mine.content_end, mine.end) == (
                parsed.start, parsed.content_start, parsed.content_end, parsed.end,
            )  # fmt: skip
            assert mine.signed == parsed.signed


@pytest.mark.parametrize("options", [WriteOptions(id_attribute="Id"), WriteOptions(data_id="other")])
def test_other_frames_are_parsed(options: WriteOptions, sign: SignSlot) -> None:
    file = RecordFile.from_record(display_sample(), options=options)
    assert file._knowledge.layout is None
    assert sign(file, "GVCN").signed


def test_unknown_tags_are_parsed(sign: SignSlot) -> None:
    from hocba.formats.registry import get
    from hocba.xml.document import parse

    raw = RecordFile.from_record(display_sample()).raw
    extended = raw.replace(b"</TONG_KET>", b"<MOI>1</MOI></TONG_KET>")
    record = get("v1_0").read(parse(extended)).record
    file = RecordFile.from_record(record)
    assert b"<MOI>1</MOI>" in file.raw
    assert file._knowledge.layout is None
    assert sign(file, "GVCN").signed


def test_text_that_looks_foreign_is_parsed(sign: SignSlot) -> None:
    record = display_sample()
    summary = record.tong_ket.model_copy(update={"nhan_xet_gvcn": "xem xmlns và xml:lang"})
    file = RecordFile.from_record(record.model_copy(update={"tong_ket": summary}))
    assert file._knowledge.layout is None
    assert sign(file, "GVCN").signed


def test_unknown_format() -> None:
    with pytest.raises(ConfigurationError):
        RecordFile.from_record(display_sample(), format="v9")
