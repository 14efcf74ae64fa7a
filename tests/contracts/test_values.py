"""Errors and findings: picklable, comparable, silent about people."""

from __future__ import annotations

import inspect
import pickle

import pytest

from hocba import errors
from hocba.findings import MASK, Finding, Severity

ERRORS = [
    kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.HocbaError)
]


@pytest.mark.parametrize("kind", ERRORS)
def test_errors_pickle_with_code_and_context(kind: type[errors.HocbaError]) -> None:
    problem = kind.of("FILE-ABSENT", file="hocba.xml")
    again = pickle.loads(pickle.dumps(problem))
    assert type(again) is kind
    assert (again.code, dict(again.context), str(again)) == (
        problem.code,
        dict(problem.context),
        str(problem),
    )
    assert again.message("vi") == "Không tìm thấy tệp hocba.xml."
    assert inspect.getdoc(kind)


def test_error_without_catalogue_entry_keeps_its_text() -> None:
    problem = errors.HocbaError("something else", code="NOT-IN-CATALOGUE", place="x")
    assert problem.message("vi") == "something else"
    assert problem.advice("en") == ""
    assert errors.HocbaError("plain").code == "HOCBA"


def test_error_tree_is_the_one_of_the_design() -> None:
    parents = {kind.__name__: kind.__bases__[0].__name__ for kind in ERRORS}
    assert parents == {
        "HocbaError": "Exception",
        "InputError": "HocbaError",
        "MalformedXmlError": "InputError",
        "MalformedPdfError": "InputError",
        "MalformedPackageError": "InputError",
        "LimitExceededError": "InputError",
        "UnknownFormatError": "InputError",
        "RecordError": "HocbaError",
        "SigningError": "HocbaError",
        "SignerUnavailableError": "SigningError",
        "SecretRejectedError": "SigningError",
        "UnsuitableCertificateError": "SigningError",
        "SignatureRejectedError": "SigningError",
        "VerificationError": "HocbaError",
        "TransportError": "HocbaError",
        "StorageError": "HocbaError",
        "RenderError": "HocbaError",
        "ConfigurationError": "HocbaError",
        "MissingExtraError": "HocbaError",
    }


def test_finding_masks_private_values() -> None:
    finding = Finding.of("G-4", path="A/B", private={"value": "000123456789"})
    assert "000123456789" not in repr(finding)
    assert "000123456789" not in str(finding.to_dict())
    assert pickle.loads(pickle.dumps(finding)) == finding
    assert finding.severity in Severity
    assert MASK
