"""The steps of the demonstration. Each one uses the public calls and leaves its files in the folder."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

import attrs
import click

import hocba
from hocba.cli.fields import changed_fields
from hocba.cli.output import progress
from hocba.cli.text import Text
from hocba.errors import StorageError
from hocba.files import make_folder, read_bounded, write_atomic

if TYPE_CHECKING:
    from hocba.sign.record_file import RecordFile
    from hocba.testing.pki import TestPki
    from hocba.verify.report import Report

__all__ = ["Demo"]

PASSWORD = "hocba-demo"  # noqa: S105  (the test keys of the demonstration, printed for the user)
Made = TypeVar("Made")

ROLES = (("GVCN", "teacher"), ("CBQL", "head"), ("KY_PHAT_HANH", "school"))


@attrs.define
class Demo:
    """One run in one folder."""

    folder: Path
    pupils: int
    text: Text
    quiet: bool
    now: datetime
    started: float = attrs.field(factory=time.perf_counter)

    @classmethod
    def prepare(cls, folder: str, pupils: int, text: Text, *, quiet: bool) -> Self | None:
        """A run in a fresh ``folder``; None when something else is in it."""
        place = make_folder(folder)
        try:
            if any(place.iterdir()):
                return None
        except OSError as problem:
            raise StorageError.of("FILE-UNWRITABLE", file=place.name, reason=type(problem).__name__) from None
        for part in (
            "trust",
            "evidence",
            "keys",
            "drafts",
            "records",
            "tampered",
            "package",
            "reports",
            "unpacked",
        ):
            make_folder(place / part)
        now = datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=2)
        return cls(place, pupils, text, quiet, now)

    def all_steps(self) -> dict[str, object]:
        """Run every step; the answer says whether each result was the expected one."""
        pki = self._step("pki", self._make_pki)
        drafts = self._step("write", self._write_records)
        issued = self._step("sign", lambda: self._sign(pki, drafts))
        passed = self._step("verify", lambda: self._verify("records"))
        broken = self._step("tamper", lambda: self._tamper(issued))
        self._step("pack", lambda: self._pack(pki))
        again = self._step("unpack", self._unpack)
        good = all(report.indication is hocba.Indication.TOTAL_PASSED for report in (*passed, *again))
        good = good and broken.indication is hocba.Indication.TOTAL_FAILED
        seconds = time.perf_counter() - self.started
        self._say(self.text("demo.end", seconds=f"{seconds:.1f}", folder=self.folder))
        self._say(self.text("demo.commands", folder=self.folder, password=PASSWORD))
        return {
            "folder": str(self.folder),
            "records": len(issued),
            "verified": [report.indication.value for report in passed],
            "tampered": broken.indication.value,
            "unpacked": [report.indication.value for report in again],
            "passed": good,
            "seconds": round(seconds, 2),
        }

    def _make_pki(self) -> TestPki:
        from hocba.testing.pki import TestPki

        pki = TestPki.create(now=self.now)
        pki.write(self.folder, password=PASSWORD)
        return pki

    def _write_records(self) -> list[RecordFile]:
        from hocba.testing.records import synthetic_class

        drafts = []
        with self._progress(synthetic_class(size=self.pupils, grade=4)) as records:
            for record in records:
                drafts.append(hocba.write(record, self.folder / "drafts" / f"{record.record_id}.xml"))
        return drafts

    def _sign(self, pki: TestPki, drafts: Sequence[RecordFile]) -> list[RecordFile]:
        from hocba.api import sign_batch

        files: list[RecordFile] = list(drafts)
        for offset, (role, key) in enumerate(ROLES):
            signer = hocba.Pkcs12Signer(self.folder / "keys" / f"{key}.p12", PASSWORD)
            outcomes = sign_batch(
                files,
                role=role,
                signer=signer,
                signing_time=self.now + timedelta(seconds=offset),
                trust=self.folder / "trust",
                evidence=[self.folder / "evidence"],
            )
            files = [outcome.require() for outcome in outcomes]
            self._say(self.text("demo.signed", role=role, count=len(files)))
        for file in files:
            file.save(self.folder / "records" / f"{hocba.read(file).record_id}.xml")
        return files

    def _verify(self, part: str) -> list[Report]:
        judge = hocba.verifier(trust=self.folder / "trust", evidence=[self.folder / "evidence"])
        reports = []
        with self._progress(sorted((self.folder / part).glob("*.xml"))) as files:
            for file in files:
                reports.append(judge.verify(read_bounded(file), at=datetime.now(UTC)))
        passed = sum(report.indication is hocba.Indication.TOTAL_PASSED for report in reports)
        self._say(self.text("demo.verified", passed=passed, total=len(reports)))
        return reports

    def _tamper(self, issued: Sequence[RecordFile]) -> Report:
        """One mark of one pupil, changed by someone with a text editor."""
        from hocba.verify.render_html import render_html
        from hocba.verify.render_json import render_json
        from hocba.verify.render_text import render_text

        original = issued[0].raw
        changed = _raised_mark(original)
        self._say(self.text("demo.synthetic"))
        name = f"{hocba.read(original).record_id}"
        write_atomic(self.folder / "tampered" / f"{name}.xml", changed)
        report = hocba.verify(
            self.folder / "tampered" / f"{name}.xml",
            trust=self.folder / "trust",
            evidence=[self.folder / "evidence"],
        )
        shown = render_text(report, self.text.lang, show_personal_data=True)
        brief = render_text(report, self.text.lang, show_personal_data=True, brief=True)
        for path, before, after in changed_fields(hocba.read(original), hocba.read(changed)):
            self._say(self.text("demo.tampered", path=path, old=before, new=after))
        self._say(brief)
        self._say(self.text("demo.report", folder=self.folder / "reports"))
        reports = self.folder / "reports"
        write_atomic(reports / "tampered.txt", shown.encode("utf-8"))
        write_atomic(reports / "tampered.json", render_json(report).encode("utf-8"))
        page = render_html(report, self.text.lang, show_personal_data=True)
        write_atomic(reports / "tampered.html", page.encode("utf-8"))
        return report

    def _pack(self, pki: TestPki) -> None:
        files = sorted((self.folder / "records").glob("*.xml"))
        signer = hocba.Pkcs12Signer(self.folder / "keys" / "school.p12", PASSWORD)
        packages = hocba.pack(files, signer=signer, output=self.folder / "package")
        self._say(self.text("demo.packed", packages=len(packages), records=len(files)))

    def _unpack(self) -> list[Report]:
        for package in sorted((self.folder / "package").glob("*.xml")):
            report = hocba.verify(package, trust=self.folder / "trust", evidence=[self.folder / "evidence"])
            self._say(self.text("demo.package", file=package.name, indication=report.indication.value))
            hocba.unpack(package, self.folder / "unpacked")
        return self._verify("unpacked")

    def _step(self, name: str, work: Callable[[], Made]) -> Made:
        self._say(click.style(self.text(f"demo.step.{name}", pupils=self.pupils), bold=True))
        return work()

    def _progress(self, items: Sequence[Made]) -> AbstractContextManager[Iterable[Made]]:
        return progress(items, len(items), "  ", quiet=self.quiet)

    def _say(self, line: str) -> None:
        if not self.quiet:
            click.echo(line)


def _raised_mark(raw: bytes) -> bytes:
    """``raw`` with the first test mark below 9 (else the first one) made better by a forger."""
    marks = list(re.finditer(rb"<DIEM_KIEM_TRA_DINH_KY>(\d+)<", raw))
    chosen = next((mark for mark in marks if int(mark[1]) < 9), marks[0])
    better = b"10" if chosen[1] != b"10" else b"9"
    return raw[: chosen.start(1)] + better + raw[chosen.end(1) :]
