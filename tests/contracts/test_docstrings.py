"""Everything public says what it is; every exported call names its errors."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import hocba
from hocba import errors

SOURCE = Path(__file__).resolve().parents[2] / "src" / "hocba"
MODULES = sorted(
    path for path in SOURCE.rglob("*.py") if path.name.startswith("__") or not path.name.startswith("_")
)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def public(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Public classes and functions of a module or class, with the methods of public classes."""
    for node in body:
        if not isinstance(node, (*FUNCTIONS, ast.ClassDef)) or node.name.startswith("_"):
            continue
        yield prefix + node.name, node
        if isinstance(node, ast.ClassDef):
            yield from public(node.body, f"{node.name}.")


@pytest.mark.parametrize("layer", sorted({module.relative_to(SOURCE).parts[0] for module in MODULES}))
def test_everything_public_has_a_docstring(layer: str) -> None:
    silent = []
    for module in MODULES:
        if module.relative_to(SOURCE).parts[0] == layer:
            tree = ast.parse(module.read_text(encoding="utf-8"))
            nodes = [("the module", tree), *public(tree.body)]
            silent += [(module, name) for name, node in nodes if not ast.get_docstring(node)]  # type: ignore[arg-type]  # every public node can hold one
    assert not silent


def exported_calls() -> Iterator[tuple[str, object]]:
    for name in hocba.__all__:
        value = getattr(hocba, name)
        if inspect.isfunction(value):
            yield name, value
        elif inspect.isclass(value) and not issubclass(value, Exception):
            for method, member in vars(value).items():
                function = member.__func__ if isinstance(member, classmethod | staticmethod) else member
                if not method.startswith("_") and inspect.isfunction(function):
                    yield f"{name}.{method}", function


CALLS = dict(exported_calls())
ERROR_NAMES = {name for name in vars(errors) if name.endswith("Error")}


@pytest.mark.parametrize("name", [name for name in CALLS if "." not in name])
def test_exported_functions_document_their_errors(name: str) -> None:
    text = inspect.getdoc(CALLS[name]) or ""
    assert re.search(r"\bRaises\b", text), text


@pytest.mark.parametrize("name", CALLS)
def test_errors_are_called_by_their_names(name: str) -> None:
    text = inspect.getdoc(CALLS[name]) or ""
    assert text
    for word in re.findall(r"\b[A-Z]\w+Error\b", text):
        assert word in ERROR_NAMES or word in {"KeyError", "TypeError"}, word


@pytest.mark.parametrize("name", ["Record", "RecordTieuHoc", "RecordTrungHoc", "Pkcs12Signer", "Verifier"])
def test_classes_that_users_build_document_their_errors(name: str) -> None:
    text = inspect.getdoc(getattr(hocba, name)) or ""
    assert any(error in text for error in ERROR_NAMES)
