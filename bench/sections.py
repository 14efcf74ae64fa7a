"""Who is compared with whom."""

from __future__ import annotations

import importlib.util

from bench import binding, later, limits, ours, peers
from bench.rounds import Contender

PEERS = {
    "signxml": "signxml",
    "python-xmlsec": "xmlsec",
    "pydantic-xml": "pydantic_xml",
    "xsdata": "xsdata",
}


def _bindings(size: str, *, small: bool) -> tuple[Contender, ...]:
    """Reading, writing and checking records of one size."""
    return (
        Contender(f"read {size}", "hocba.read", binding.hocba_reading(small)),
        Contender(f"read {size}", "limit: lxml parse", binding.parse_limit(small)),
        Contender(f"read {size}", "pydantic-xml", binding.pydantic_xml_reading(small), "texts only"),
        Contender(f"read {size}", "xsdata", binding.xsdata_reading(small), "texts only"),
        Contender(f"write {size}", "hocba.write", binding.hocba_writing(small)),
        Contender(f"write {size}", "limit: lxml C14N of a ready tree", binding.serialise_limit(small)),
        Contender(f"write {size}", "pydantic-xml", binding.pydantic_xml_writing(small), "not canonical"),
        Contender(f"write {size}", "xsdata", binding.xsdata_writing(small), "not canonical"),
        Contender(f"check {size}", "hocba.check", binding.hocba_checking(small)),
        Contender(f"check {size}", "limit: lxml parse", binding.parse_limit(small)),
    )


SECTIONS: tuple[Contender, ...] = (
    Contender("verify", "hocba, full verification", ours.verification),
    Contender("verify", "hocba, nothing cached between records", ours.verification_uncached),
    Contender("verify", "limit: SHA-256 + 3 RSA-2048", limits.verification),
    Contender(
        "verify", "signxml XAdESVerifier", peers.signxml_verification, "no revocation, identity or coverage"
    ),
    Contender("verify", "python-xmlsec", peers.xmlsec_verification, "XMLDSig only; as for signxml"),
    Contender("sign", "hocba, record of its own", ours.signing_own, "rules of the record checked before"),
    Contender("sign", "hocba, write, check and sign", ours.writing_and_signing),
    Contender("sign", "hocba, foreign bytes", ours.signing_foreign),
    Contender("sign", "limit: 3 RSA-2048 signatures", limits.signing),
    Contender("sign", "signxml XAdESSigner", peers.signxml_signing, "no gates, no check of the result"),
    Contender("sign", "python-xmlsec", peers.xmlsec_signing, "XMLDSig only; as for signxml"),
    Contender("sign 15", "hocba, secondary record of its own", later.signing_own),
    Contender("sign 15", "hocba, foreign bytes each time", later.signing_foreign),
    Contender("sign 15", "limit: 15 RSA-2048 signatures", later.signing_limit),
    Contender("verify 15", "hocba, secondary record", later.verification),
    Contender("read", "hocba.read", ours.reading),
    Contender("read", "limit: lxml parse", limits.parsing),
    Contender("write", "hocba.write", ours.writing),
    Contender("write", "limit: lxml C14N of a ready tree", limits.serialising),
    Contender("write", "lxml SubElement", peers.lxml_building),
    *_bindings("5 KB", small=True),
    *_bindings("30 KB", small=False),
)


def available(sections: set[str]) -> list[Contender]:
    """The contenders of ``sections`` (all when empty) whose packages are installed."""
    return [
        one
        for one in SECTIONS
        if (not sections or one.section in sections or one.section.split()[0] in sections)
        and all(
            importlib.util.find_spec(module) for name, module in PEERS.items() if one.name.startswith(name)
        )
    ]


def contender(section: str, name: str) -> Contender:
    """The one called ``name``."""
    return next(one for one in SECTIONS if (one.section, one.name) == (section, name))
