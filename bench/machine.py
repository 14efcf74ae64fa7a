"""What the figures were measured on, and how much others used the machine meanwhile."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import time
from pathlib import Path

import attrs

PACKAGES = ("hocba", "cryptography", "lxml", "pydantic", "signxml", "xmlsec", "pyhanko-certvalidator")


def pin_to_one_core() -> None:
    """Keep this process on one core where the system allows it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def description() -> dict[str, str]:
    """Python, processor and the versions of the libraries that were compared."""
    found = {"python": platform.python_version(), "system": platform.platform(), "processor": _processor()}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "absent"
    return found


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")


def _busy_seconds() -> float | None:
    try:
        fields = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:]
    except OSError:
        return None
    user, nice, system, _idle, _wait, irq, softirq, steal = (int(field) for field in fields[:8])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


@attrs.define
class Others:
    """How many cores other processes took between two looks (Linux; elsewhere None)."""

    _busy: float | None = attrs.field(factory=_busy_seconds)
    _own: float = attrs.field(factory=time.process_time)
    _since: float = attrs.field(factory=time.perf_counter)

    def cores(self) -> float | None:
        """Since this object was made."""
        busy = _busy_seconds()
        if busy is None or self._busy is None:
            return None
        others = busy - self._busy - (time.process_time() - self._own)
        return max(0.0, others / (time.perf_counter() - self._since))
