"""Importing: light, complete without extras, and the names of functions survive their packages."""

from __future__ import annotations

import importlib
import pkgutil
import statistics
import subprocess
import sys

import hocba

HEAVY = (
    "lxml",
    "pydantic",
    "cryptography",
    "xmlschema",
    "signxml",
    "pyhanko",
    "pyhanko_certvalidator",
    "click",
)


def submodules() -> list[str]:
    return [
        entry.name
        for entry in pkgutil.walk_packages(hocba.__path__, "hocba.")
        if "__main__" not in entry.name
    ]


def test_functions_survive_the_import_of_every_submodule() -> None:
    program = (
        "import importlib, pkgutil, hocba\n"
        "for entry in pkgutil.walk_packages(hocba.__path__, 'hocba.'):\n"
        "    if '__main__' not in entry.name: importlib.import_module(entry.name)\n"
        "assert callable(hocba.verify) and callable(hocba.sign), (hocba.verify, hocba.sign)\n"
        "try: hocba.verify('no-such-file.xml')\n"
        "except hocba.HocbaError as problem: print(problem.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "FILE-ABSENT"


def test_every_submodule_imports_without_pytest_and_extras() -> None:
    blocked = ("pytest", "typst", "pkcs11", "httpx", "openpyxl", "hypothesis", "xmlsec")
    program = (
        "import sys\n"
        f"blocked = {blocked!r}\n"
        "class Block:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] in blocked: raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Block())\n"
        "import importlib\n"
        f"for name in {submodules()!r}: importlib.import_module(name)\n"
        "print('done')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "done", done.stderr


def test_import_loads_nothing_heavy() -> None:
    program = f"import sys, hocba; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_import_stays_under_150_ms() -> None:
    """Processor time: others may be using the machine."""
    program = "import time; start = time.process_time(); import hocba; print(time.process_time() - start)"
    seconds = [
        float(
            subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
        )
        for _ in range(5)
    ]
    assert min(seconds) < 0.150, statistics.median(seconds)


def test_exported_names_exist_and_are_listed() -> None:
    for name in hocba.__all__:
        assert getattr(hocba, name) is not None
    assert dir(hocba) == sorted(hocba.__all__)
    expected = {
        "read",
        "write",
        "sign",
        "verify",
        "pack",
        "unpack",
        "check",
        "Record",
        "Report",
        "Pkcs12Signer",
    }
    assert expected <= set(hocba.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(importlib.import_module("hocba"), "no_such_name")
