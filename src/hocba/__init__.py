"""hocba: Học bạ số, Viet Nam's digital school record, read, written, signed, verified and packaged."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import hocba.sign as _sign_package  # noqa: F401  (bound before the function of the same name)
import hocba.verify as _verify_package  # noqa: F401  (bound before the function of the same name)
from hocba._version import __version__
from hocba.api import check, pack, read, reading, sign, sign_batch, unpack, verifier, verify, write
from hocba.errors import HocbaError

if TYPE_CHECKING:
    from hocba.edit.redaction import redact
    from hocba.findings import Finding, Severity
    from hocba.model.any_record import AnyRecord
    from hocba.model.record import Record
    from hocba.model.v2_tieuhoc.record import RecordTieuHoc
    from hocba.model.v2_trunghoc.record import RecordTrungHoc
    from hocba.pki.certificate import Certificate
    from hocba.pki.evidence import Evidence
    from hocba.pki.register import Register
    from hocba.pki.store import TrustStore
    from hocba.sign.outcome import Outcome
    from hocba.sign.record_file import RecordFile
    from hocba.sign.signers import Pkcs12Signer
    from hocba.verify.engine import Verifier
    from hocba.verify.report import Indication, Report, SubIndication, VerifiedRecord

_LAZY = {
    "AnyRecord": "hocba.model.any_record",
    "Certificate": "hocba.pki.certificate",
    "Evidence": "hocba.pki.evidence",
    "Finding": "hocba.findings",
    "Indication": "hocba.verify.report",
    "Outcome": "hocba.sign.outcome",
    "Pkcs12Signer": "hocba.sign.signers",
    "Record": "hocba.model.record",
    "RecordTieuHoc": "hocba.model.v2_tieuhoc.record",
    "RecordTrungHoc": "hocba.model.v2_trunghoc.record",
    "RecordFile": "hocba.sign.record_file",
    "Register": "hocba.pki.register",
    "Report": "hocba.verify.report",
    "Severity": "hocba.findings",
    "SubIndication": "hocba.verify.report",
    "TrustStore": "hocba.pki.store",
    "VerifiedRecord": "hocba.verify.report",
    "Verifier": "hocba.verify.engine",
    "redact": "hocba.edit.redaction",
}

__all__ = [
    "AnyRecord",
    "Certificate",
    "Evidence",
    "Finding",
    "HocbaError",
    "Indication",
    "Outcome",
    "Pkcs12Signer",
    "Record",
    "RecordFile",
    "RecordTieuHoc",
    "RecordTrungHoc",
    "Register",
    "Report",
    "Severity",
    "SubIndication",
    "TrustStore",
    "VerifiedRecord",
    "Verifier",
    "__version__",
    "check",
    "pack",
    "read",
    "reading",
    "redact",
    "sign",
    "sign_batch",
    "unpack",
    "verifier",
    "verify",
    "write",
]


def __getattr__(name: str) -> object:
    if name in _LAZY:
        value: object = getattr(importlib.import_module(_LAZY[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'hocba' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
