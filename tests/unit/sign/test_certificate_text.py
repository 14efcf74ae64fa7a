"""What KeyInfo says about a certificate is always well-formed XML."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.unit.sign.conftest import NOW

from hocba.errors import ConfigurationError
from hocba.sign.certificate_text import certificate_text
from hocba.sign.options import SignatureOptions
from hocba.testing.pki import TestPki


@pytest.mark.parametrize(
    "name", ["A & <B>", "bell \x07", "nul \x00", "tab\tand\nline\r", "￾", "Ủy ban, một; hai"]
)
def test_any_name(pki: TestPki, name: str) -> None:
    certificate = pki.public_ca.issue({"CN": name}, now=NOW, key="p-256").certificate
    data = etree.fromstring(certificate_text(certificate).x509_data)
    shown = data.findtext("X509SubjectName") or ""
    assert shown.startswith("CN=")
    assert shown.isprintable()


@pytest.mark.parametrize("field", ["place", "claimed_role", "number"])
@pytest.mark.parametrize("value", ["\x00", "a\nb", "\ufffe"])
def test_options_with_control_characters(field: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        SignatureOptions(**{field: value})
    assert caught.value.code == "SIGN-OPTION-TEXT"
