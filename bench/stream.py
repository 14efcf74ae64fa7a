"""Ten thousand different records, once each: ``python -m bench.stream [COUNT]``.

Reading, checking and writing with hocba; reading and writing with pydantic-xml and xsdata on the same files.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from bench.machine import pin_to_one_core

COUNT = 10_000


def files(count: int) -> list[bytes]:
    """Primary records of format v1.0 of all grades, as a school has them."""
    import hocba
    from hocba.testing.records import synthetic_record

    return [hocba.write(synthetic_record(number, grade=number % 5 + 1)).raw for number in range(count)]


def timed(name: str, call: Callable[[Any], object], items: Sequence[Any]) -> list[Any]:
    """Call ``call`` for each of ``items``, print the time, return what came back."""
    call(items[0])
    start = time.perf_counter()
    made = [call(item) for item in items]
    seconds = time.perf_counter() - start
    print(f"{name:24}{seconds:8.2f} s{len(items) / seconds:10,.0f} per second")
    return made


def main() -> None:
    """Measure one after the other on one core."""
    import hocba
    from bench.binding import xsdata_tools
    from bench.binding_pydantic_xml import root_model

    pin_to_one_core()
    raws = files(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
    print(f"{len(raws)} records of {sum(map(len, raws)) / len(raws):,.0f} bytes on average")
    records = timed("hocba.read", hocba.read, raws)
    timed("hocba.check", hocba.check, records)
    written = timed("hocba.write", hocba.write, records)
    assert [file.raw for file in written] == raws
    model = root_model()
    models = timed("pydantic-xml reads", model.from_xml, raws)
    timed("pydantic-xml writes", lambda one: one.to_xml(encoding="utf-8"), models)
    kind, parser, serializer = xsdata_tools()
    held = timed("xsdata reads", lambda raw: parser.from_bytes(raw, kind), raws)
    timed("xsdata writes", lambda one: serializer.render(one).encode(), held)


if __name__ == "__main__":
    main()
