"""The published JSON Schemas: files of the package, each with a versioned ``$id``."""

from __future__ import annotations

from importlib.resources import files

from hocba.errors import ConfigurationError

__all__ = ["NAMES", "schema"]

NAMES = ("v1_0", "v2_tieuhoc", "v2_trunghoc", "national", "diff")
"""Records by format, the National Data Centre payload, and the answer of ``hocba diff --json``."""


def schema(name: str) -> str:
    """The text of the schema ``name``, JSON Schema draft 2020-12.

    Raises ConfigurationError (SCHEMA-NO-SUCH).
    """
    if name not in NAMES:
        raise ConfigurationError.of("SCHEMA-NO-SUCH", known=", ".join(NAMES))
    return files("hocba.exchange").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8")
