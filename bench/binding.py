"""Files to typed models and back: hocba against pydantic-xml and xsdata on the same unsigned records.

The peers hold texts only; hocba types dates, numbers, marks and levels, checks the document for hostile
content and reports what is odd, all of which is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from bench.inputs import Inputs

SMALL = 60


@cache
def small_files() -> tuple[bytes, ...]:
    """Records as a school has them, about 6 KB."""
    import hocba
    from hocba.testing.records import synthetic_record

    return tuple(hocba.write(synthetic_record(number)).raw for number in range(SMALL))


def _drafts(inputs: Inputs, small: bool) -> Sequence[bytes]:
    return small_files() if small else inputs.drafts


def _over(items: Sequence[Any], call: Callable[[Any], object]) -> Callable[[int], object]:
    return lambda number: call(items[number % len(items)])


def hocba_reading(small: bool) -> Callable[[Inputs], Callable[[int], object]]:
    """``hocba.read``."""

    def build(inputs: Inputs) -> Callable[[int], object]:
        import hocba

        return _over(_drafts(inputs, small), hocba.read)

    return build


def hocba_writing(small: bool) -> Callable[[Inputs], Callable[[int], object]]:
    """``hocba.write``."""

    def build(inputs: Inputs) -> Callable[[int], object]:
        import hocba

        records = [hocba.read(raw) for raw in _drafts(inputs, small)]
        return _over(records, hocba.write)

    return build


def hocba_checking(small: bool) -> Callable[[Inputs], Callable[[int], object]]:
    """``hocba.check``: every rule of the record's regulation."""

    def build(inputs: Inputs) -> Callable[[int], object]:
        import hocba

        records = [hocba.read(raw) for raw in _drafts(inputs, small)]
        assert all(found.severity is hocba.Severity.WARNING for found in hocba.check(records[0]))
        return _over(records, hocba.check)

    return build


def parse_limit(small: bool) -> Callable[[Inputs], Callable[[int], object]]:
    """lxml's parser alone."""

    def build(inputs: Inputs) -> Callable[[int], object]:
        from lxml import etree

        return _over(_drafts(inputs, small), etree.fromstring)

    return build


def serialise_limit(small: bool) -> Callable[[Inputs], Callable[[int], object]]:
    """lxml's C14N of a tree that is already there."""

    def build(inputs: Inputs) -> Callable[[int], object]:
        from lxml import etree

        trees = [etree.fromstring(raw) for raw in _drafts(inputs, small)]
        return _over(trees, lambda tree: etree.tostring(tree, method="c14n"))

    return build


def pydantic_xml_reading(small: bool) -> Callable[[Inputs], Callable[[int], object]]:
    """``from_xml`` of pydantic-xml on lxml."""

    def build(inputs: Inputs) -> Callable[[int], object]:
        from bench.binding_pydantic_xml import root_model

        return _over(_drafts(inputs, small), root_model().from_xml)

    return build


def pydantic_xml_writing(small: bool) -> Callable[[Inputs], Callable[[int], object]]:
    """``to_xml`` of pydantic-xml on lxml, as UTF-8."""

    def build(inputs: Inputs) -> Callable[[int], object]:
        from bench.binding_pydantic_xml import root_model

        kind = root_model()
        models = [kind.from_xml(raw) for raw in _drafts(inputs, small)]
        return _over(models, lambda model: model.to_xml(encoding="utf-8"))

    return build


def xsdata_reading(small: bool) -> Callable[[Inputs], Callable[[int], object]]:
    """xsdata's parser with lxml events."""

    def build(inputs: Inputs) -> Callable[[int], object]:
        kind, parser, _ = xsdata_tools()
        return _over(_drafts(inputs, small), lambda raw: parser.from_bytes(raw, kind))

    return build


def xsdata_writing(small: bool) -> Callable[[Inputs], Callable[[int], object]]:
    """xsdata's serializer, and its text as UTF-8."""

    def build(inputs: Inputs) -> Callable[[int], object]:
        kind, parser, serializer = xsdata_tools()
        held = [parser.from_bytes(raw, kind) for raw in _drafts(inputs, small)]
        return _over(held, lambda one: serializer.render(one).encode())

    return build


def xsdata_tools() -> tuple[Any, Any, Any]:
    """Root class, parser and serializer."""
    from xsdata.formats.dataclass.context import XmlContext
    from xsdata.formats.dataclass.parsers import XmlParser
    from xsdata.formats.dataclass.parsers.handlers import LxmlEventHandler
    from xsdata.formats.dataclass.serializers import XmlSerializer

    from bench.binding_xsdata import root_class

    context = XmlContext()
    return root_class(), XmlParser(context=context, handler=LxmlEventHandler), XmlSerializer(context=context)
