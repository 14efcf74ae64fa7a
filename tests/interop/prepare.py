"""``python -m tests.interop.prepare``: compile and install what the interop tests need, ahead of them."""

from __future__ import annotations

import pytest

from tests.interop.engines.jdk import Jdk
from tests.interop.engines.libxmlsec import LibXmlSec
from tests.interop.engines.xadesjs import XadesJs
from tests.interop.engines.xmlsec1 import XmlSec1


def main() -> None:
    """Print one line per engine: ready, or why its tests will skip."""
    for name, ready in {
        "JDK": Jdk.ready,
        "xadesjs": XadesJs.ready,
        "xmlsec1": lambda: XmlSec1.ready(()),
        "python-xmlsec": lambda: LibXmlSec.ready(()),
    }.items():
        try:
            ready()
        except pytest.skip.Exception as reason:
            print(f"{name}: absent ({reason})")
        else:
            print(f"{name}: ready")


if __name__ == "__main__":
    main()
