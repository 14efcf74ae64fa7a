"""The table that people read and the JSON that programs read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.rounds import Measured


def lines(section: Sequence[Measured], peaks: Mapping[tuple[str, str], float]) -> list[str]:
    """One section: rate, time, spread, ratio to hocba, share of the limit, peak memory."""
    ours = next(item for item in section if item.name.startswith("hocba"))
    limit = next(item for item in section if item.name.startswith("limit"))
    head = f"{'':46}{'per second':>11}{'ms':>9}{'spread':>8}{'hocba is':>11}{'of limit':>10}{'peak MiB':>10}"
    rows = [f"{ours.section}", head]
    for item in sorted(section, key=lambda entry: entry.median):
        peak = peaks.get((item.section, item.name))
        rows.append(
            f"  {item.name:44}{1 / item.median:>11,.0f}{item.median * 1000:>9.3f}{item.spread:>8.0%}"
            f"{'' if item is ours else f'{ours.ratio(item):.2f} x':>11}"
            f"{item.ratio(limit):>10.1%}{'' if peak is None else f'{peak:.1f}':>10}"
        )
        if item.note:
            rows.append(f"      {item.note}")
    return rows


def stored(
    folder: Path,
    name: str,
    machine: Mapping[str, object],
    measured: Sequence[Measured],
    peaks: Mapping[tuple[str, str], float],
) -> Path:
    """Write everything, rounds included, as JSON and return the path."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{name}.json"
    rows = [
        {
            "section": item.section,
            "name": item.name,
            "seconds_median": item.median,
            "seconds_rounds": item.seconds,
            "spread": item.spread,
            "peak_mib": peaks.get((item.section, item.name)),
            "note": item.note,
            "ratios": {other.name: item.ratio(other) for other in measured if other.section == item.section},
        }
        for item in measured
    ]
    place.write_text(json.dumps({"machine": machine, "rows": rows}, indent=2) + "\n", encoding="utf-8")
    return place
