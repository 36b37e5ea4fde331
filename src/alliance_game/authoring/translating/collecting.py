"""The program's own sentences, read from its sources: what stands in ``say`` and ``marked``, and on role cards."""

import ast
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from ...content.roles import roles

LOOKED_UP = frozenset({"say", "marked"})
ROLES = "content/roles.yaml"
"""A file of the package in which sentences stand too."""
_MODULE = "wording"


class Sentence(NamedTuple):
    """A sentence as it is looked up, and where it stands: ``describe/story.py:61``."""

    text: str
    place: str


def sentences(under: str = "") -> Iterator[Sentence]:
    """Every sentence in sources whose name begins so, such as ``tui/table``, in the order of files and lines."""
    package = Path(str(resources.files("alliance_game")))
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        if name.startswith(under):
            yield from _in_source(name, path.read_text(encoding="utf-8"))
    if ROLES.startswith(under):
        yield from (Sentence(text, ROLES) for role in roles() for text in role.told())


def _in_source(name: str, text: str) -> Iterator[Sentence]:
    nodes = [*ast.walk(ast.parse(text))]
    known = {
        alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[-1] == _MODULE
        for alias in node.names
    }
    calls = [
        (node.lineno, node.args[0])
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known & LOOKED_UP
    ]
    for line, argument in sorted(calls, key=lambda call: call[0]):
        for literal in literals(argument):
            yield Sentence(_flat(literal), f"{name}:{line}")


def literals(node: ast.expr) -> Iterator[str]:
    """The literals that an argument can be. Raises ``ValueError`` if it can be anything else."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from literals(body)
            yield from literals(other)
        case _:
            raise ValueError(f"line {node.lineno}: a sentence must stand in the source as it is")


def _flat(text: str) -> str:
    return " ".join(text.split()) if "\n" in text else text
