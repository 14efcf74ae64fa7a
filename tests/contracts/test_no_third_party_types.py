"""No type of another library in a public signature, except a certificate of ``cryptography`` as input."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
import typing
from collections.abc import Iterator

import pytest

import hocba

OURS = {"hocba", "builtins"} | set(sys.stdlib_module_names)
INPUT_ONLY = {"x509.Certificate", "cryptography.x509.Certificate"}
THIRD_PARTY = ("lxml", "etree", "cryptography", "x509", "pydantic", "attrs", "attr", "asn1crypto", "pyhanko")


def functions() -> Iterator[tuple[str, typing.Any]]:
    """Exported functions, and the constructors, methods and properties of exported classes."""
    for name in hocba.__all__:
        value = getattr(hocba, name)
        if inspect.isfunction(value):
            yield name, value
        if not inspect.isclass(value):
            continue
        for kind in value.__mro__:
            if not kind.__module__.startswith("hocba."):
                continue
            for method, member in vars(kind).items():
                function = member.__func__ if isinstance(member, classmethod | staticmethod) else member
                function = function.fget if isinstance(function, property) else function
                if inspect.isfunction(function) and (method == "__init__" or not method.startswith("_")):
                    yield f"{name}.{method}", function


CALLS = dict(functions())


def roots(annotation: object) -> set[str]:
    """The dotted names in an annotation, given as text or as a type."""
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    found = set()
    for node in ast.walk(ast.parse(text, mode="eval")):
        if isinstance(node, ast.Attribute):
            found.add(ast.unparse(node))
        elif isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            found.add(node.value)
    return found


def foreign(function: typing.Any, names: set[str]) -> set[str]:
    """Which of ``names`` come from another library: resolved in the module of the function."""
    module = importlib.import_module(function.__module__)
    source = ast.parse(inspect.getsource(module))
    origin: dict[str, str] = {}
    for node in ast.walk(source):
        if isinstance(node, ast.ImportFrom) and node.module:
            origin.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
        elif isinstance(node, ast.Import):
            origin.update({alias.asname or alias.name: alias.name for alias in node.names})
    return {
        name for name in names if origin.get(name.partition(".")[0], "builtins").partition(".")[0] not in OURS
    }


@pytest.mark.parametrize("name", CALLS)
def test_signature_is_ours(name: str) -> None:
    function = CALLS[name]
    for parameter, annotation in inspect.get_annotations(function).items():
        found = foreign(function, roots(annotation))
        allowed = {"x509.Certificate", "x509"} if parameter != "return" else set()
        if name.startswith("Record") and function.__module__.startswith("hocba.model"):
            allowed |= {"Self"}
        assert found <= allowed, (parameter, annotation, found)


def test_there_is_something_to_look_at() -> None:
    assert {"verify", "sign", "Report.require", "TrustStore.add", "Pkcs12Signer.__init__"} <= set(CALLS)
    assert foreign(CALLS["TrustStore.add"], {"x509.Certificate"}) == {"x509.Certificate"}


@pytest.mark.parametrize(
    "name",
    [
        "Record",
        "RecordTieuHoc",
        "RecordTrungHoc",
        "Report",
        "Finding",
        "RecordFile",
        "TrustStore",
        "Certificate",
    ],
)
def test_public_attributes_are_ours(name: str) -> None:
    kind = getattr(hocba, name)
    for attribute, annotation in inspect.get_annotations(kind).items():
        if attribute.startswith("_"):
            continue
        text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
        used = {word.partition(".")[0] for word in roots(text)}
        assert not used & set(THIRD_PARTY), (attribute, text)
