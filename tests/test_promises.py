"""The promises are held by tests that exist, and the README makes none that is not held."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
NIGHT = "pytest.mark.nightly"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


@cache
def when(file: str) -> dict[str, set[str]]:
    """The tests of a file, and whether each runs in the suite, at night, or with some of its cases in both."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    found = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
    whole = any(NIGHT in ast.unparse(each) for each in tree.body if isinstance(each, ast.Assign))
    times: dict[str, set[str]] = {}
    for each in found:
        marks = [ast.unparse(mark) for mark in each.decorator_list]
        only = NIGHT in marks or (whole and each.name.startswith("test_"))
        times[each.name] = {"night"} if only else {"suite", *(["night"] if NIGHT in "".join(marks) else [])}
    return times


def rows() -> list[list[str]]:
    """The rows of the tables of promises: what is promised, its test, the long version, the figure."""
    lines = [line.strip("|").split(" | ") for line in PAGE.splitlines() if line.startswith("| ")]
    found = [[cell.strip() for cell in line] for line in lines if len(line) == 4]
    return [row for row in found if row[0] != "promise"]


def test_there_is_a_table() -> None:
    assert len(rows()) >= 30


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0][:60])
def test_every_promise_has_tests_that_exist(row: list[str]) -> None:
    """The first column of tests is of the suite, the second of the night."""
    _, suite, night, figure = row
    found = [(*each, time) for cell, time in ((suite, "suite"), (night, "night")) for each in NAMED.findall(cell)]
    assert found
    assert figure
    for file, name, time in found:
        assert time in when(file).get(name, set()), f"{file}::{name}"


def test_the_readme_promises_what_the_page_promises() -> None:
    """Word for word: each promise of the README is a heading of the page."""
    section = README.split("## Promises\n")[1].split("\n## ")[0]
    promised = [" ".join(each.split()) for each in re.findall(r"^- ((?:.|\n  )+)", section, re.MULTILINE)]
    headings = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    assert len(promised) >= 6
    assert [each.rstrip(".") for each in promised] == headings[: len(promised)]


def test_every_dependency_has_a_lower_and_an_upper_bound() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [each for group in project["optional-dependencies"].values() for each in group]
    named = [each for each in [*project["dependencies"], *extras] if not each.startswith("alliance-game[")]
    assert len(named) > 10
    assert [each for each in named if not re.search(r">=[\d.]+,<[\d.]+$", each)] == []
