"""What the source must not hold, and how long its functions and modules may be."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).parents[1] / "src" / "alliance_game"
FILES = sorted(ROOT.rglob("*.py"))
MAX_FUNCTION, MEDIAN_FUNCTION, TWENTIETH_FUNCTION, MAX_MODULE = 60, 8, 30, 500
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def named(file: Path, node: ast.AST) -> str:
    """Where something stands."""
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def calls(file: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a bare name."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node


def test_there_is_exactly_one_exec() -> None:
    found = [named(file, call) for file in FILES for name, call in calls(file) if name == "exec"]
    assert len(found) == 1
    assert found[0].startswith("engine/functions.py:")


def test_nothing_else_runs_text_as_code() -> None:
    wrong = [named(file, call) for file in FILES for name, call in calls(file) if name in ("eval", "__import__")]
    compiled = [named(file, call) for file in FILES for name, call in calls(file) if name == "compile"]
    assert wrong == []
    assert [place.split(":")[0] for place in compiled] == ["engine/functions.py"]


def test_only_commands_print() -> None:
    allowed = ("cli", "plain")
    wrong = [
        named(file, call)
        for file in FILES
        for name, call in calls(file)
        if name == "print" and file.relative_to(ROOT).parts[0] not in allowed and file.name != "__main__.py"
    ]
    assert wrong == []


def test_no_error_is_swallowed() -> None:
    """No bare ``except``, and none that does nothing about everything."""
    wrong = []
    for file in FILES:
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.ExceptHandler):
                broad = node.type is None or (
                    isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
                )
                if broad and all(isinstance(line, ast.Pass) for line in node.body):
                    wrong.append(named(file, node))
    assert wrong == []


def functions() -> Iterator[tuple[str, int]]:
    """Every function and the number of lines of its body, without its docstring."""
    for file in FILES:
        for node in ast.walk(tree(file)):
            if isinstance(node, Function):
                yield f"{named(file, node)} {node.name}", body_length(node)


def body_length(node: Function) -> int:
    body = node.body
    first = body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_function_is_longer_than_a_screen() -> None:
    assert [(where, length) for where, length in functions() if length > MAX_FUNCTION] == []


def test_most_functions_are_short() -> None:
    lengths = [length for _, length in functions()]
    twentieths = quantiles(lengths, n=20)
    assert twentieths[9] <= MEDIAN_FUNCTION, f"median {twentieths[9]}"
    assert twentieths[18] <= TWENTIETH_FUNCTION, f"95th percentile {twentieths[18]}"


def test_no_module_is_too_long() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}
    assert {name: length for name, length in lengths.items() if length > MAX_MODULE} == {}
