"""Software keys: the options that name one, and opening it once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hocba.cli.options import Decorator, FileName
from hocba.cli.text import Text
from hocba.errors import InputError

if TYPE_CHECKING:
    from hocba.sign.signers import Pkcs12Signer

__all__ = ["key_options", "opened_key"]


def key_options(text: Text) -> Decorator:
    """``--p12`` and where its password comes from."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        function = click.option("--password-file", type=FileName(), metavar="FILE", help=text("key.file"))(
            function
        )
        option = click.option("--p12", required=True, type=FileName(), metavar="FILE", help=text("key.p12"))
        return option(function)

    return decorate


def opened_key(text: Text, p12: str, password_file: str | None) -> Pkcs12Signer:
    """The key, with the password from a file, from HOCBA_PASSWORD or asked for; never tried twice."""
    from hocba.files import read_bounded
    from hocba.sign.signers import Pkcs12Signer

    if password_file is not None:
        try:
            password = read_bounded(password_file, 4096).decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise InputError.of("CLI-KEY-TEXT", file=Path(password_file).name) from None
    elif "HOCBA_PASSWORD" in os.environ:
        password = os.environ["HOCBA_PASSWORD"]
        if not _is_text(password):
            raise InputError.of("CLI-KEY-TEXT", file="HOCBA_PASSWORD")
    else:
        password = click.prompt(text("key.prompt", file=Path(p12).name), hide_input=True, err=True)
    return Pkcs12Signer(p12, password)


def _is_text(value: str) -> bool:
    """Whether the environment held UTF-8: other bytes arrive as lone surrogates."""
    return not any("\ud800" <= letter <= "\udfff" for letter in value)
