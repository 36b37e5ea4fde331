"""The codes that the source can give, found by reading it: no list to forget one in."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import alliance_game

ROOT = Path(alliance_game.__file__).parent
PACKAGES = ("content", "language", "authoring")
PLACES = {
    "add": 1,
    "Problem": 1,
    "fail": 1,
    "_add": 1,
    "_note": 1,
    "_refuse": 1,
    "_warning": 1,
    "_problem": 1,
    "known": 3,
    "Fault": 2,
    "ExpressionError": 0,
    "Code": 0,
}
"""Which argument of a call is a code."""
KINDS = {"unknown": 1, "_known": 2, "_known_key": 2}
"""Which argument of a call is the kind of a thing that is not there."""
IN_A_LOOP = {"unknown-length", "unknown-difficulty"}
"""The two kinds that `checks` looks up in a loop."""
NO_CODES = {"utf-8", "utf-8-sig", "latin-1"}
_CODE = re.compile(r"[a-z]+[0-9]?(-[a-z0-9]+)*")


def written_codes() -> set[str]:
    """Every code in the source."""
    return {code for file in files() for code in codes_in(file)} | IN_A_LOOP


def files() -> list[Path]:
    """Where problems are made."""
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def codes_in(file: Path) -> Iterator[str]:
    """The codes of one module."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield from codes_of(node)
        elif isinstance(node, ast.arguments):
            yield from defaults_of(node)


def codes_of(call: ast.Call) -> Iterator[str]:
    """The codes that a call is given."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in PLACES:
        given = [
            *call.args[PLACES[name] : PLACES[name] + 1],
            *(key.value for key in call.keywords if key.arg == "code"),
        ]
        yield from (text for part in given for text in texts_in(part) if _CODE.fullmatch(text) and text not in NO_CODES)
    if name in KINDS:
        for text in (text for part in call.args[KINDS[name] : KINDS[name] + 1] for text in texts_in(part)):
            yield f"unknown-{'name' if ',' in text else text.split(' ')[0]}"


def defaults_of(arguments: ast.arguments) -> Iterator[str]:
    """The code that a function gives where it is told none."""
    named = arguments.args[len(arguments.args) - len(arguments.defaults) :]
    for argument, default in zip(named, arguments.defaults, strict=True):
        if argument.arg == "code":
            yield from texts_in(default)


def texts_in(node: ast.AST) -> Iterator[str]:
    """The texts that an argument can be: one, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts_in(node.body)
        yield from texts_in(node.orelse)
