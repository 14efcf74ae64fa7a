"""A new regulation: its rows in one table, and files of its own. Nothing that stands is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import hocba

PACKAGE = Path(hocba.__file__).parent
CHANGED = "rules/data/regulations.csv"

RULES = '''"""An invented circular."""

from hocba.rules.form import SUMMARY, place
from hocba.rules.hit import hit


def enough(facts):
    if facts.summary["tong_so_buoi_nghi_hoc_ca_nam"] == "30":
        yield hit("TX-1", place(facts, SUMMARY, "tong_so_buoi_nghi_hoc_ca_nam"), found="30")
'''
TABLE = (
    "key,function,severity,reading,computed,first_year,last_year\nTX-1,absences:enough,error,warning,no,,\n"
)
TEXTS = """
["TX-1"]
severity = "error"
confidence = "[official]"
source = "TT 99/2027/TT-BGDĐT, Điều 1"
vi = "{path}: nghỉ {found} buổi."
en = "{path}: {found} absences."
do_vi = "Kiểm tra."
do_en = "Check."
"""
EXPLAINED = """
["TX-1"]
name_vi = "Số buổi nghỉ"
name_en = "Absences"
vi = "Không quá 29 buổi."
en = "At most 29 sessions."
example_vi = "30 buổi: lỗi."
example_en = "30 sessions: an error."
"""
PROGRAM = """
from tests.unit.rules.secondary import changed, legal
from hocba.rules.engine import check
from hocba.rules.explain import explain

for year in ("2026-2027", "2027-2028"):
    record = changed(legal(7), ten_nam_hoc=year, ket_qua_hoc_tap_ca_nam="K")
    record = changed(record, tong_so_buoi_nghi_hoc_ca_nam="30")
    told = check(record)
    print(year, *[f"{one.code}:{one.severity}" for one in told if one.code[:2] in {"TR", "TX"}])
print(explain("TX-1", "en").applies)
print("grade 7 from 2022-2023 to 2026-2027" in explain("TR-3", "en").applies)
print(explain("TX-1", "en").severity)
"""


def test_a_new_regulation_is_one_line_and_files_of_its_own(tmp_path: Path) -> None:
    copy = tmp_path / "hocba"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    table = copy / CHANGED
    rows = table.read_text(encoding="utf-8")
    closed = rows.replace("tt22_2021,22/2021,THCS,7,2022,,", "tt22_2021,22/2021,THCS,7,2022,2026,")
    assert closed != rows
    opened = "tt99_2027,99/2027,THCS,7,2027,,v2_trunghoc,[official],TT 99/2027 Điều 2\n"
    table.write_text(closed + opened, encoding="utf-8")
    for name, text in {
        "rules/tt99_2027/__init__.py": '"""An invented circular."""\n',
        "rules/tt99_2027/absences.py": RULES,
        "rules/data/tt99_2027.csv": TABLE,
        "rules/data/explanations/tt99_2027.toml": EXPLAINED,
        "i18n/messages/rules_tt99_2027.toml": TEXTS,
    }.items():
        place = copy / name
        assert not place.exists()
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=root,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{root}"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "2026-2027 TR-17:warning",
        "2027-2028 TX-1:error",
        "Thông tư 99/2027: grade 7 from 2027-2028. Formats: v2_trunghoc (reconstructed).",
        "True",
        "error when writing and signing; warning when reading",
    ]
