"""Records of the life of data: transfers, extracts, disability, exemption, re-tests, summers, several years.

Each fixture is a named record, or a set of records of one pupil, with the answer that :func:`hocba.check`
owes each of them: test numbers (G-6), long names of subjects (G-9) and whatever the case brings. The people
are nobody; the same name gives the same records on every machine.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from hocba.testing.lifecycle.again import again
from hocba.testing.lifecycle.disability import disability
from hocba.testing.lifecycle.fixture import Fixture
from hocba.testing.lifecycle.paper import paper
from hocba.testing.lifecycle.transfer import transfer
from hocba.testing.lifecycle.years import years

__all__ = ["Fixture", "lifecycle"]


@cache
def lifecycle() -> Mapping[str, Fixture]:
    """Every fixture by name, such as ``transfer/THCS`` or ``several-years``."""
    makers = (transfer, paper, disability, again, years)
    return MappingProxyType({made.name: made for maker in makers for made in maker()})
