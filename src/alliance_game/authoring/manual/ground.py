"""The rules that a manual describes: compiled, with every card that comes in a scenario of theirs."""

from collections.abc import Iterator
from dataclasses import replace

from ...definitions import Library, Scenario, StateOf
from ...definitions.base import FrozenDict
from ...engine import compile_rules
from ...engine.rules import Rules
from ...errors import UnknownName
from ...language.program import CardRule


class Ground:
    """A ruleset in the scenarios that are played with it; the one with most cards speaks for all."""

    def __init__(self, library: Library, ruleset: str) -> None:
        if ruleset not in library.rulesets:
            raise UnknownName("ruleset", ruleset, library.rulesets)
        names = [name for name, each in sorted(library.scenarios.items()) if each.ruleset == ruleset]
        if not names:
            library, names = with_scenario(library, ruleset), [ruleset]
        every = [compile_rules(library, name) for name in names]
        self.every = sorted(every, key=lambda rules: -len(rules.program.cards))
        self.rules: Rules = self.every[0]
        self.ruleset = ruleset
        self.library = library
        self.folder = library.rulesets[ruleset]
        self.scenarios = {name: library.scenarios[name] for name in names}

    def cards(self) -> Iterator[tuple[Rules, CardRule]]:
        """Every card once, with rules that know it, sorted by their ids."""
        found = {card.id: (rules, card) for rules in reversed(self.every) for card in rules.program.cards}
        yield from (pair for _, pair in sorted(found.items()))


def with_scenario(library: Library, ruleset: str) -> Library:
    """A ruleset that no scenario uses yet can be described too: with states that have no names."""
    titles = ("A", "B", "C", "D")
    states = tuple(StateOf(id=f"state_{title.lower()}", title=f"State {title}") for title in titles)
    scenario = Scenario(title=library.rulesets[ruleset].ruleset.title, ruleset=ruleset, states=states, seats={"max": 4})
    return replace(library, scenarios=FrozenDict({**library.scenarios, ruleset: scenario}), digest="")
