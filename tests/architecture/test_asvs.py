"""The ledger of OWASP ASVS 5.0: complete, and every test it names exists."""

import ast
import csv
import re
import runpy
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# How many requirements each section of version 5.0.0 has.
SECTIONS = {
    1: [2, 10, 12, 3, 3],
    2: [3, 3, 5, 2],
    3: [1, 3, 5, 8, 8, 1, 5],
    4: [5, 5, 2, 4],
    5: [1, 6, 3, 3],
    6: [3, 12, 8, 6, 8, 4, 2, 4],
    7: [3, 4, 2, 5, 3, 2],
    8: [4, 4, 3, 2],
    9: [3, 4],
    10: [2, 3, 5, 16, 5, 2, 3],
    11: [4, 5, 5, 4, 2, 2, 2],
    12: [5, 2, 5],
    13: [4, 6, 4, 7],
    14: [2, 8, 3],
    15: [5, 5, 7, 4],
    16: [1, 5, 4, 3, 4],
    17: [2, 8, 2],
}
PER_LEVEL = {"1": 70, "2": 183, "3": 92}
FILE = re.compile(
    r"(?<![\w/])(?:docs/[\w./-]+\.md|SECURITY\.md|requirements\.txt|package-lock\.json)"
)

with (ROOT / "docs" / "asvs.csv").open(newline="") as source:
    ROWS = list(csv.DictReader(source))


@cache
def _tests_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_all_345_requirements_are_there_in_order_and_at_their_level() -> None:
    wanted = [
        f"{chapter}.{section}.{number}"
        for chapter, sections in SECTIONS.items()
        for section, many in enumerate(sections, start=1)
        for number in range(1, many + 1)
    ]
    assert len(wanted) == 345
    assert [row["id"] for row in ROWS] == wanted
    assert Counter(row["level"] for row in ROWS) == PER_LEVEL


def test_every_test_it_names_exists() -> None:
    named = [test for row in ROWS for test in row["tests"].split()]
    assert len(named) > 150
    missing = []
    for test in named:
        path, _, name = test.partition("::")
        if not (ROOT / path).is_file() or name not in _tests_in(path):
            missing.append(test)
    assert missing == []


def test_every_file_it_names_exists() -> None:
    named = {file for row in ROWS for file in FILE.findall(row["note"])}
    assert {file for file in named if not (ROOT / file).is_file()} == set()


def test_every_line_is_shown_or_explained() -> None:
    states = {"met", "partly", "not", "deploy", "n/a"}
    assert [row["id"] for row in ROWS if row["state"] not in states or not row["what"]] == []
    assert [row["id"] for row in ROWS if not (row["tests"] or row["note"])] == []
    unexplained = [row for row in ROWS if row["state"] not in {"met"} and not row["note"]]
    assert [row["id"] for row in unexplained if row["state"] != "partly"] == []


def test_of_level_one_nothing_is_left_out_without_a_reason() -> None:
    assert [row["id"] for row in ROWS if row["level"] == "1" and row["state"] == "not"] == []


def test_the_page_is_what_the_script_writes() -> None:
    write = runpy.run_path(str(ROOT / "script" / "asvs"))["write"]
    assert (ROOT / "docs" / "asvs.md").read_text() == write(ROWS)
