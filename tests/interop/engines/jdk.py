"""The JDK's javax.xml.crypto, by way of two small programs in ``tests/interop/java``."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from tests.interop.engines.common import Keys, Verdict, built_once, need, run, verdicts

SOURCES = Path(__file__).resolve().parents[1] / "java"


@attrs.frozen
class Jdk:
    """The compiled programs."""

    java: str
    classes: Path

    @classmethod
    def ready(cls) -> Jdk:
        """Compile once; skip where there is no JDK."""
        java, javac = need("java"), need("javac")
        sources = sorted(SOURCES.glob("*.java"))

        def build(folder: Path) -> None:
            done = run([javac, "-Xlint:all", "-Werror", "--release", "17", "-d", folder, *sources])
            if done.returncode:
                pytest.fail(f"javac: {done.stderr}")

        return cls(java, built_once("java", sources, build))

    def sign(
        self,
        source: Path,
        target: Path,
        slots: dict[str, Keys],
        *,
        algorithm: str,
        time: str,
        empty_ns: bool,
    ) -> None:
        """Sign ``slots`` of ``source`` one after another; all keys share one password."""
        (password,) = {keys.password for keys in slots.values()}
        layout = "field" if empty_ns else "dsig"
        jobs = [f"{slot}={keys.p12}" for slot, keys in slots.items()]
        program = [self.java, "-cp", self.classes, "SignRecord", source, target]
        done = run([*program, time, password, algorithm, layout, *jobs])
        assert done.returncode == 0, done.stderr

    def verify(self, *files: Path) -> tuple[Verdict, ...]:
        """Every signature of every file, with secure validation on."""
        done = run([self.java, "-cp", self.classes, "VerifyRecord", *files])
        found = verdicts(done.stdout)
        assert found or done.returncode, done.stderr
        assert (done.returncode == 0) == all(verdict.valid for verdict in found), done.stderr
        return found
