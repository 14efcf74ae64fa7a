"""The way by the bytes and the way by the tree: the first says nothing, or what the second says.

Every file here is read in both ways. Signatures over hostile data are made by the signers themselves, so that
what has to keep the two ways together is the proof about the bytes, not a digest that happens to be wrong.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.shared_data import FOLDER
from tests.unit.verify.own_hostile import HOSTILE, HOSTILE_SIGNATURES, mutated
from tests.unit.verify.own_records import OWN, agreed, draft, own_records, resealed, signed

from hocba.limits import DEFAULT_LIMITS
from hocba.profiles.registry import get
from hocba.sign.options import SignatureOptions
from hocba.verify.extract.own_form import OwnForm

VECTORS = Path(__file__).resolve().parents[1] / "vectors"
NAMES = sorted(own_records())


@pytest.mark.parametrize("name", NAMES)
def test_what_hocba_signs_is_recognised(name: str) -> None:
    raw = own_records()[name]
    facts = agreed(raw)
    assert facts is not None
    assert len(facts.signatures) == raw.count(b"<Signature ")
    assert facts == agreed(raw, OwnForm(get("v1_0"), DEFAULT_LIMITS))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_data_signed_as_it_stands(name: str) -> None:
    raw = HOSTILE[name](draft())
    assert raw != draft()
    agreed(raw)
    for profile in ("xades-b-b", "xmldsig-signingtime"):
        edited = HOSTILE[name](signed(draft(), profile=profile))
        agreed(edited)
        agreed(resealed(edited))


@pytest.mark.parametrize("profile", ["xades-b-b", "xmldsig-signingtime"])
@pytest.mark.parametrize("name", HOSTILE_SIGNATURES)
def test_hostile_signatures(name: str, profile: str) -> None:
    raw = HOSTILE_SIGNATURES[name](signed(draft(), profile=profile))
    agreed(raw)
    agreed(resealed(raw))


def test_resealing_makes_a_changed_file_right_again() -> None:
    """The tool of the tests above works: a changed mark with right signatures is read by its bytes."""
    changed = own_records()["grade 4"].replace(b"<TEN_LOP>4A<", b"<TEN_LOP>4B<")
    assert OWN.read(changed) is None
    assert agreed(resealed(changed)) is not None


@settings(max_examples=40)
@given(
    st.integers(1, 5),
    st.integers(0, 2_000),
    st.integers(0, 6_000),
    st.sets(st.sampled_from(["GVCN", "CBQL", "KY_PHAT_HANH"])),
    st.sampled_from(["xades-b-b", "xmldsig-signingtime"]),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp", "Zs", "Cf", "Co"]), max_size=20),
)
def test_synthetic_records(
    grade: int, number: int, padding: int, slots: set[str], profile: str, place: str
) -> None:
    chosen = tuple(slot for slot in ("GVCN", "CBQL", "KY_PHAT_HANH") if slot in slots)
    if "KY_PHAT_HANH" in chosen and "CBQL" not in chosen:
        chosen = ("CBQL", *(slot for slot in chosen if slot == "KY_PHAT_HANH"))
    raw = signed(
        draft(number, grade=grade, padding=padding),
        slots=chosen,
        profile=profile,
        options=SignatureOptions(place=place),
    )
    facts = agreed(raw)
    assert facts is not None or "\uff00" <= max(place, default="") <= "\uffff"


@settings(max_examples=300)
@given(st.sampled_from(NAMES), st.integers(0, 2**32))
def test_changed_bytes(name: str, seed: int) -> None:
    agreed(mutated(own_records()[name], random.Random(seed)))


@settings(max_examples=40)
@given(st.sampled_from(["grade 4", "plain", "odd place", "no teacher"]), st.integers(0, 2**32))
def test_changed_bytes_signed_again(name: str, seed: int) -> None:
    agreed(resealed(mutated(own_records()[name], random.Random(seed))))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(8))
def test_many_changed_bytes(part: int) -> None:
    source = random.Random(part)
    for _ in range(3_000):
        agreed(mutated(own_records()[source.choice(NAMES)], source))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_many_changed_bytes_signed_again(part: int) -> None:
    source = random.Random(100 + part)
    for _ in range(750):
        name = source.choice(["grade 4", "plain", "odd place", "no teacher", "short"])
        agreed(resealed(mutated(own_records()[name], source)))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["grade 4", "plain"])
def test_every_byte_flipped_once(name: str) -> None:
    raw = own_records()[name]
    for at in range(len(raw)):
        agreed(raw[:at] + bytes([raw[at] ^ (1 << at % 8)]) + raw[at + 1 :])


def _files() -> Iterator[Path]:
    for folder in (VECTORS, FOLDER / "data"):
        yield from (file for file in sorted(folder.rglob("*")) if file.suffix in {".xml", ".content", ".txt"})


def test_every_file_at_hand() -> None:
    files = list(_files())
    recognised = [file for file in files if agreed(file.read_bytes()) is not None]
    assert len(recognised) < len(files) or not files
