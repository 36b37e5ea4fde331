"""What the models remark on their fields: the text below each. Read when a schema is written, not at every start."""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from pydantic import BaseModel


def remarks(model: type[BaseModel]) -> dict[str, str]:
    """The remark on each field of a model, inherited ones too, by the name that authors write."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if issubclass(each, BaseModel):
            found |= _in_module(each.__module__).get(each.__name__, {})
    return {field.alias or name: found[name] for name, field in model.model_fields.items() if name in found}


@cache
def _in_module(name: str) -> Mapping[str, Mapping[str, str]]:
    """The remarks of every class of a module."""
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {each.name: dict(_in_class(each)) for each in tree.body if isinstance(each, ast.ClassDef)}


def _in_class(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(node.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, inspect.cleandoc(text)
