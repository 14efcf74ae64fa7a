"""The error tree. Every error has a stable code and a message in Vietnamese and English.

An error carries only technical context (tag paths, line numbers, limits, digests): never a name, a
personal number, a mark or a secret. Errors pickle, so that they cross process boundaries.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Self

from hocba.i18n import catalog

__all__ = [
    "ConfigurationError",
    "HocbaError",
    "InputError",
    "LimitExceededError",
    "MalformedPackageError",
    "MalformedPdfError",
    "MalformedXmlError",
    "MissingExtraError",
    "RecordError",
    "RenderError",
    "SecretRejectedError",
    "SignatureRejectedError",
    "SignerUnavailableError",
    "SigningError",
    "StorageError",
    "TransportError",
    "UnknownFormatError",
    "UnsuitableCertificateError",
    "VerificationError",
]


class HocbaError(Exception):
    """Base of every error that leaves hocba.

    ``message`` is the English text; ``code`` (keyword in ``context``) is the stable identifier under
    which the catalogue holds both languages. Use :meth:`of` to build one from its code alone.
    """

    default_code = "HOCBA"

    def __init__(self, message: str, /, **context: object) -> None:
        super().__init__(message)
        code = context.pop("code", None)
        self.code: str = str(code) if code is not None else self.default_code
        self.context: Mapping[str, object] = MappingProxyType(dict(context))

    @classmethod
    def of(cls, code: str, /, **context: object) -> Self:
        """Build the error ``code`` with the English text of the catalogue."""
        return cls(catalog.message(code, "en", context), code=code, **context)

    def message(self, lang: str = "vi") -> str:
        """What happened, in ``lang`` ("vi" or "en")."""
        if catalog.known(self.code):
            return catalog.message(self.code, lang, self.context)
        return str(self.args[0])

    def advice(self, lang: str = "vi") -> str:
        """What to do about it, in ``lang``; empty when there is nothing to say."""
        return catalog.advice(self.code, lang, self.context) if catalog.known(self.code) else ""

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.args[0], self.code, dict(self.context)))


def _rebuild(kind: type[HocbaError], message: str, code: str, context: dict[str, object]) -> HocbaError:
    return kind(message, code=code, **context)


class InputError(HocbaError):
    """The input cannot be read at all: absent, a folder, too large, not what it should be."""


class MalformedXmlError(InputError):
    """Not well-formed, or XML that is refused (DTD, entities, encodings other than UTF-8 …)."""


class MalformedPdfError(InputError):
    """Not a PDF that can be judged."""


class MalformedPackageError(InputError):
    """A package, ``content`` string or container that cannot be taken apart safely."""


class LimitExceededError(InputError):
    """A bound of :class:`hocba.limits.Limits` was exceeded."""


class UnknownFormatError(InputError):
    """Readable, but none of the registered formats."""


class RecordError(HocbaError):
    """A record cannot be built or written: values that the model or the format refuses."""


class SigningError(HocbaError):
    """Signing was refused or failed; nothing was changed."""


class SignerUnavailableError(SigningError):
    """The key, token or service cannot be reached."""


class SecretRejectedError(SigningError):
    """Wrong password, PIN or OTP. Never retried by hocba."""


class UnsuitableCertificateError(SigningError):
    """The certificate may not sign here: expired, of the wrong kind, of somebody else."""


class SignatureRejectedError(SigningError):
    """A signature value came back that does not fit its digest and certificate."""


class VerificationError(HocbaError):
    """``report.require()`` on a report that is not TOTAL_PASSED. ``report`` is in ``context``."""


class TransportError(HocbaError):
    """A peer could not be reached or answered nonsense."""


class StorageError(HocbaError):
    """Disk, permission or database."""


class RenderError(HocbaError):
    """The printable copy could not be made."""


class ConfigurationError(HocbaError):
    """A setting, option or policy that does not exist or contradicts another."""


class MissingExtraError(HocbaError):
    """An optional dependency is not installed; the message names the extra."""
