"""The chapter about expressions: every word and function, with an example that the ruleset itself understands."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...describe import naming
from ...errors import ExpressionError
from ...language.resolver import CRISIS, INT, STATE, Scope, resolve
from ...language.symbols import SCOPES, Symbols
from ...language.tree import Local
from ...language.words import phrase
from .book import Chapter, Entry, Part, anchor
from .ground import Ground


class Word(NamedTuple):
    """A word of the language: how it is written, what it means, and an example with places for the ruleset's names."""

    name: str
    written: str
    meaning: str
    example: str = ""


FUNCTIONS = (
    Word("min", "min(a, b)", "The lowest of 2 to 8 numbers.", "min({state}, 3)"),
    Word("max", "max(a, b)", "The highest of 2 to 8 numbers.", "max({state}, 3)"),
    Word("abs", "abs(a)", "The size of a number, without its sign.", "abs({state} - {other})"),
    Word("div", "div(a, b)", "Divided and rounded down; 0 if b is 0 or less.", "div({state}, count(s in states))"),
    Word("count", "count(x in states where …)", "How many there are.", "count(o in states where o != self)"),
    Word(
        "any", "any(x in states where …)", "Whether there is one.", "any(o in states where o != self and {of_o} >= 2)"
    ),
    Word("all", "all(x in states where …)", "Whether it holds for each.", "all(o in states where {of_o} >= 2)"),
    Word("sum", "sum(n for x in states where …)", "All added up.", "sum({of_o} for o in states)"),
    Word(
        "max of",
        "max(n for x in states where …)",
        "The highest; 0 if there is none.",
        "max({of_o} for o in states where o != self)",
    ),
    Word("min of", "min(n for x in states where …)", "The lowest; 0 if there is none.", "min({of_o} for o in states)"),
    Word(
        "median",
        "median(n for x in states where …)",
        "The one in the middle; 0 if there is none.",
        "median({of_o} for o in states)",
    ),
)
"""What is written with brackets. ``where …`` can be left out, but for ``all``; ``crises`` may stand for ``states``."""
OPERATORS = (
    Word("sums", "a + b, a - b, -a", "Whole numbers, added and taken away.", "{state} + 2"),
    Word("products", "a * b", "Multiplied.", "{state} * 2"),
    Word("quotients", "a // 2", "Divided by a number that is known beforehand, and rounded down.", "{state} // 2"),
    Word(
        "comparisons",
        "==, !=, <, <=, >, >=",
        "Two numbers compared; states and crises only with == and !=.",
        "{state} >= 4",
    ),
    Word("logic", "and, or, not", "Conditions put together.", "{state} >= 4 and not {other} == 0"),
    Word("choice", "a if condition else b", "One of two numbers.", "2 if {state} >= 4 else 1"),
)
NAMES = (
    Word("self", "self", "The state that acts, that a duty binds, or whose number this is.", "{state}"),
    Word(
        "partner",
        "partner",
        "The other party, or what a tactic calls the state that its player chooses.",
        "partner != self",
    ),
    Word("who", "who", "On an incident: the state that it is about, and that decides.", "{of_who} >= 4"),
    Word("about", "about", "On an incident: a second state, if the card asks for one.", "about != who"),
    Word("target", "target", "On a crisis: the state that it hits.", "target != self"),
    Word("crisis", "crisis", "The crisis that a rule is about.", "{crisis}"),
    Word("it", "it", "In a selector or a vote: the candidate.", "{of_it}"),
    Word("world", "world.TRACK", "A number of the world.", "{world}"),
    Word("first", "first", "The state that begins this round.", "self == first"),
    Word("players", "players", "How many states play.", "players"),
    Word("round", "round", "The number of this round.", "round"),
    Word("yes", "yes, asked", "In a vote: how many agreed, and how many were asked.", "yes >= 1"),
    Word("agreed", "agreed(x)", "In a vote and its effects: whether a state agreed.", "agreed(partner)"),
    Word("score", "x.score", "In grades: the final points of a state.", "self.score"),
    Word("constants", "NAME", "A constant, option or setting of the ruleset.", "{constant}"),
)
MEMBERS = (
    Word("state track", "x.TRACK", "A number of a state.", "{state}"),
    Word("pair track", "x.TRACK(y)", "A number of two states.", "{pair}"),
    Word("crisis track", "c.TRACK", "A number of a crisis.", "{crisis}"),
    Word("share", "c.TRACK(x)", "A number of a state in a crisis.", "{crisis_state}"),
    Word("agreement of two", "x.AGREEMENT(y)", "Whether two states have signed.", "{two}"),
    Word("agreement of many", "x.AGREEMENT", "Whether a state has signed.", "{many}"),
    Word("tagged", "c.tagged(TAG)", "Whether a crisis has a tag.", "crisis.tagged({tag})"),
    Word("the target", "c.target == x", "Whom a crisis hits.", "crisis.target == self"),
    Word("targeted", "c.targeted", "Whether a crisis hits a state at all.", "crisis.targeted"),
    Word("names", "{names(x in states where …)}", "In texts: the states, by name."),
)
SAID = {
    "self": "the state",
    "partner": "the partner",
    "who": "the state that decides",
    "about": "the other state",
    "target": "the target",
    "crisis": "the crisis",
    "it": "it",
}
GROUPS = (("Functions", FUNCTIONS), ("Operators", OPERATORS), ("Names", NAMES), ("What belongs to something", MEMBERS))
PLACE = re.compile(r"\{([a-z_]+)\}")
"""Where an example wants a name of the ruleset."""
ABOUT = (
    "Conditions and amounts are written on one line. Numbers are whole, states and crises have names, and everything "
    "that is divided is rounded down. Whatever has a name below can be used where that name is known."
)


def expressions(ground: Ground) -> Chapter:
    """Every word of the language."""
    entries = [entry(ground, group, word) for group, words in GROUPS for word in words]
    return Chapter("expressions", "Expressions", ABOUT, tuple(entries))


def entry(ground: Ground, group: str, word: Word) -> Entry:
    """A word with its meaning, and an example if the ruleset has what it needs."""
    name = anchor("word", group.split()[0].lower(), *word.name.split())
    return Entry(name, word.name, word.written, (word.meaning,), tuple(example(ground, word)))


def example(ground: Ground, word: Word) -> Iterator[Part]:
    """An expression of this ruleset, and the words for it."""
    symbols = ground.rules.program.symbols
    text = filled(word.example, symbols)
    if not text:
        return
    speech = naming.speech(ground.rules, **SAID)
    try:
        node = resolve(text, scope(symbols), symbols)
    except ExpressionError:
        # The ruleset has no such thing, for example no crises: then there is no example of it.
        return
    yield Part("For example", (f"{naming.sentence(phrase(node, {}, speech))}.",), text)


def scope(symbols: Symbols) -> Scope:
    """Every name that some rule of the ruleset knows."""
    found = {name: Local(STATE, name) for name in ("self", "partner", "who", "about", "target", "it")}
    if symbols.folder.ruleset.crises is not None:
        found["crisis"] = Local(CRISIS, "crisis")
    found |= {name: Local(INT, name) for name in ("yes", "asked", ".vote", ".score")}
    return found


def filled(example: str, symbols: Symbols) -> str:
    """An example with names of the ruleset in its places; nothing if it has no such name."""
    names = places(symbols)
    wanted = PLACE.findall(example)
    if any(place not in names for place in wanted):
        return ""
    return PLACE.sub(lambda match: names[match[1]], example)


def places(symbols: Symbols) -> dict[str, str]:
    """What stands for each place: the ruleset's first name of that kind."""
    first = {scope: [*symbols.tracks[scope], *symbols.values[scope]] for scope in SCOPES}
    signed = {
        parties: [name for name, kind in symbols.agreements.items() if kind == parties] for parties in (2, "many")
    }
    kinds: dict[str, tuple[list[str], str]] = {
        "world": (first["world"], "world.{}"),
        "state": (first["state"], "self.{}"),
        "other": (first["state"][1:], "self.{}"),
        "of_o": (first["state"], "o.{}"),
        "of_who": (first["state"], "who.{}"),
        "of_it": (first["state"], "it.{}"),
        "pair": (first["pair"], "self.{}(partner)"),
        "crisis": (first["crisis"], "crisis.{}"),
        "crisis_state": (first["crisis_state"], "crisis.{}(self)"),
        "two": (signed[2], "self.{}(partner)"),
        "many": (signed["many"], "self.{}"),
        "tag": (sorted(symbols.tags), "{}"),
        "constant": (sorted(symbols.constants), "{}"),
    }
    return {place: shape.format(names[0]) for place, (names, shape) in kinds.items() if names}
