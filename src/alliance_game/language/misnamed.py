"""What an author may have meant by a name, or a number, that means nothing where it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping

from ..errors import choice_of, did_you_mean, nearest
from .symbols import SCOPES, Symbols
from .tree import Local, Node, Type

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SIGNS = {"+": 1, "plus": 1, "-": -1, "minus": -1, "": 1}
_OWNERS = {
    "world": "the world",
    "state": "each state",
    "pair": "two states",
    "crisis": "each crisis",
    "crisis_state": "each crisis and state",
}


def number_meant(text: str) -> int | None:
    """The number that ``two``, ``+2``, ``minus two`` or ``two rounds`` is; ``None`` for anything else."""
    words = text.strip().lower().replace("+", "+ ").split()
    if len(words) == 2 and words[1] in ("round", "rounds"):
        words = ["plus", words[0]]
    sign = _SIGNS.get(words[0]) if len(words) == 2 else 1
    last = words[-1] if words and sign is not None and len(words) <= 2 else ""
    if last in _NUMBERS:
        return _NUMBERS.index(last) * (sign or 1)
    return (
        int(last) * (sign or 1) if len(words) == 2 and last.isdecimal() and last.isascii() and len(last) < 10 else None
    )


def bare(name: str, scope: Mapping[str, Node], symbols: Symbols) -> str:
    """What to say of a name that stands alone and means nothing: what it is, and what to write instead."""
    own = [key for key in scope if not key.startswith(".")]
    forms = list(forms_of(name, scope, symbols))
    if forms:
        said = " or ".join(f"`{form}`" for form in forms[:3])
        return f"'{name}' is {_what(name, symbols)}. Write {said}.{_runs_over(forms[0], own)}"
    bound = ", ".join(sorted(own)) or "none"
    message = f"'{name}' is not a name here (names of this rule: {bound})."
    if name in _NUMBERS:
        return f"{message} Write `{_NUMBERS.index(name)}`."
    alone = {*own, *symbols.bare}
    known = alone | _members(symbols)
    if name[:1].isupper() and name.lower() not in known and (states := _found(scope, Type.STATE)):
        return f"{message} A {'rule' if 'self' in own else 'card'} names no state: write `{states[0]}`."
    return f"{message}{_did_you_mean(name, known, alone, scope, symbols)}"


def member(name: str, among: str, scope: Mapping[str, Node], symbols: Symbols) -> str:
    """The hint on a track or value that something of this scope does not have, with its leading blank."""
    own = symbols.members(among) | set(symbols.agreements)
    elsewhere = _members(symbols) if nearest(name, _members(symbols), clearly=True) else ()
    return (
        did_you_mean(name, own)
        or _did_you_mean(name, elsewhere, (), scope, symbols)
        or choice_of(track for track, seen in symbols.tracks[among].items() if seen.show == "number")
    )


def forms_of(name: str, scope: Mapping[str, Node], symbols: Symbols) -> Iterator[str]:
    """The ways in which a track, a named value or an agreement is written where these names are known."""
    states, crises = _found(scope, Type.STATE) or ["s"], _found(scope, Type.CRISIS) or ["c"]
    other = states[1] if len(states) > 1 else "other"
    shapes = {
        "world": [f"world.{name}"],
        "state": [f"{state}.{name}" for state in states],
        "pair": [f"{states[0]}.{name}({other})"],
        "crisis": [f"{crisis}.{name}" for crisis in crises],
        "crisis_state": [f"{crises[0]}.{name}({states[0]})"],
    }
    for among in SCOPES:
        if name in symbols.members(among):
            yield from shapes[among]
    if name in symbols.agreements:
        yield from shapes["pair" if symbols.agreements[name] == 2 else "state"]


def _runs_over(form: str, known: Iterable[str]) -> str:
    """Where the names in a form come from that the rule does not have."""
    names = [name for name in ("s", "other", "c") if re.search(rf"\b{name}\b[.)]", form) and name not in known]
    sets = {name: "crises" if name == "c" else "states" for name in names}
    return "".join(f" `{name}` runs over {kind}, as in `for_each: {{{name}: {kind}}}`." for name, kind in sets.items())


def _found(scope: Mapping[str, Node], kind: Type) -> list[str]:
    """The names of states, or of crises, in a rule."""
    return [key for key, node in scope.items() if isinstance(node, Local) and node.type is kind and key[0] != "."]


def _members(symbols: Symbols) -> set[str]:
    return {name for among in SCOPES for name in symbols.members(among)} | set(symbols.agreements)


def _what(name: str, symbols: Symbols) -> str:
    """A track or value by its owners, or an agreement."""
    owners = [among for among in SCOPES if name in symbols.members(among)]
    if not owners:
        return "an agreement"
    kind = "track" if name in symbols.tracks[owners[0]] else "value"
    return f"a {kind} of {' and of '.join(_OWNERS[among] for among in owners)}"


def _did_you_mean(
    name: str, known: Iterable[str], alone: Iterable[str], scope: Mapping[str, Node], symbols: Symbols
) -> str:
    """The nearest of these names, written as it must be here."""
    near = nearest(name, known)
    if near is None:
        return ""
    meant = near if near in alone else next(forms_of(near, scope, symbols))
    return did_you_mean(meant, (meant,))
