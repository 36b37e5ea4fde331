"""Spelling: an understood expression as its author would write it."""

from ....language.tree import (
    Agreed,
    Arithmetic,
    Cell,
    Compare,
    Comprehension,
    Conditional,
    Local,
    Logic,
    Node,
    Number,
    Tagged,
)


def spelled(node: Node) -> str:
    """The text of an expression; named values are spelled out."""
    match node:
        case Number(value=value, name=name, made=made):
            return name or (spelled(made) if made else str(value))
        case Local(name=name):
            return name
        case Cell():
            return _cell(node)
        case Tagged(crisis=crisis, tag=tag):
            return f"{spelled(crisis)}.tagged({tag})"
        case Agreed(state=state):
            return f"agreed({spelled(state)})"
        case Arithmetic(operator="-", parts=(Number(value=0, name=None, made=None), part)):
            return f"-{_inside(part)}"
        case Arithmetic(operator=operator, parts=parts):
            if operator in ("min", "max", "abs", "div"):
                return f"{operator}({', '.join(spelled(part) for part in parts)})"
            return f" {operator} ".join(_inside(part) for part in parts)
        case Compare(operator=operator, left=left, right=right):
            return f"{spelled(left)} {operator} {spelled(right)}"
        case Logic(operator="not", parts=(part,)):
            return f"not {_inside(part)}"
        case Logic(operator=operator, parts=parts):
            return f" {operator} ".join(_inside(part) if _mixes(part, operator) else spelled(part) for part in parts)
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return f"{spelled(then)} if {spelled(condition)} else {spelled(otherwise)}"
        case Comprehension():
            return _comprehension(node)
    raise AssertionError(node)


def _cell(node: Cell) -> str:
    match node.scope:
        case "control":
            return node.name
        case "world":
            return f"world.{node.name}"
    owner, *others = (spelled(part) for part in node.of)
    return f"{owner}.{node.name}" + (f"({others[0]})" if others else "")


def _mixes(node: Node, operator: str) -> bool:
    return isinstance(node, Conditional) or (isinstance(node, Logic) and node.operator not in ("not", operator))


def _inside(node: Node) -> str:
    """In brackets, unless it is a single word."""
    if isinstance(node, Number):
        return spelled(node) if node.name or not node.made else f"({spelled(node)})"
    bare = isinstance(node, Local | Cell | Tagged | Agreed | Comprehension)
    return spelled(node) if bare else f"({spelled(node)})"


def _comprehension(node: Comprehension) -> str:
    where = f" where {spelled(node.where)}" if node.where is not None else ""
    body = f"{spelled(node.body)} for " if node.body is not None else ""
    return f"{node.function}({body}{node.variable} in {node.source}{where})"
