"""What every section works on: synthetic records of 30 KB, unsigned and signed, keys, trust, evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs

RECORDS = 60
DATA_BYTES = 30_000
PASSWORD = "bench"
SIGNERS = {"GVCN": "teacher", "CBQL": "head", "KY_PHAT_HANH": "school"}


@attrs.frozen
class Inputs:
    """The folder that :func:`prepare` filled, read back."""

    folder: Path
    drafts: Sequence[bytes]
    issued: Sequence[bytes]

    @classmethod
    def load(cls, folder: Path) -> Inputs:
        """Read the records; keys and trust are loaded by those who need them."""
        return cls(folder, *(_all(folder / part) for part in ("drafts", "issued")))

    def key(self, slot: str) -> Path:
        """The PKCS#12 file of the signer of ``slot``."""
        return self.folder / "keys" / f"{SIGNERS[slot]}.p12"

    @property
    def anchors(self) -> list[Path]:
        """Every certificate of the trust store as PEM, roots and intermediates."""
        return sorted((self.folder / "trust").glob("*.crt"))


def prepare(folder: Path) -> Inputs:
    """Make the records, sign each in its three slots and keep everything in ``folder``."""
    import hocba
    from hocba.testing.pki import TestPki

    now = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
    TestPki.create(now=now).write(folder, password=PASSWORD)
    signers = {
        slot: hocba.Pkcs12Signer(folder / "keys" / f"{key}.p12", PASSWORD) for slot, key in SIGNERS.items()
    }
    for part in ("drafts", "issued"):
        (folder / part).mkdir()
    for number in range(RECORDS):
        file = hocba.write(padded_record(number), folder / "drafts" / f"{number:03}.xml")
        for slot, signer in signers.items():
            file = hocba.sign(file, role=slot, signer=signer, signing_time=now)
        file.save(folder / "issued" / f"{number:03}.xml")
    return Inputs.load(folder)


def padded_record(number: int):  # type: ignore[no-untyped-def]  # hocba is imported on use
    """A synthetic record whose file has about ``DATA_BYTES`` bytes before it is signed."""
    import hocba
    from hocba.testing.records import synthetic_record

    bare = len(hocba.write(synthetic_record(number)).raw)
    return synthetic_record(number, padding=max(0, DATA_BYTES - bare))


def _all(folder: Path) -> tuple[bytes, ...]:
    return tuple(file.read_bytes() for file in sorted(folder.glob("*.xml")))
