"""A game that cannot end before a certain round: for a table that is to be laid late in it.

Wherever the rules or a card would end the game earlier, the numbers that the condition names go back to where they
began, and the game goes on.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from ...content import Problems
from ...content.source import read
from ...definitions import Library
from ...engine import Rules
from ...engine.setup import first_cells
from .derived import ONE, Data, for_state, text_of

VERB = "end_game"
ALWAYS = "round > 0"
NUMBER = re.compile(r"\b([a-z]\w*)\.([a-z]\w*)\b(?!\()")
"""A number as conditions name it: whose it is, and its name."""


def held(library: Library, rules: Rules, until: int) -> Mapping[str, str]:
    """The files in which a game is ended, written so that it does not end before a round."""
    holding = _Holding(rules, until)
    found = {}
    for name, text in library.sources.items():
        source = read(name, text, Problems()) if VERB in text else None
        if source is not None and isinstance(source.data, Mapping):
            found[name] = text_of(holding.mapping(source.data, ()))
    return found


class _Holding:
    """Definitions as data, each end of the game put off."""

    def __init__(self, rules: Rules, until: int) -> None:
        self.rules = rules
        self.until = until
        self.cells = first_cells(rules, 0)

    def any(self, value: object, given: Sequence[str]) -> object:
        """A part of a definition; ``given`` are the conditions around it."""
        if isinstance(value, Mapping):
            return self.mapping(value, given)
        return [self.any(each, given) for each in value] if isinstance(value, tuple) else value

    def mapping(self, value: Data, given: Sequence[str]) -> Data:
        """A mapping; an end of the game is one that comes later."""
        own = [*given, *(str(value[key]) for key in ("if", "where") if key in value)]
        if value.get(VERB) in self.rules.program.symbols.folder.ruleset.endings:
            return self.put_off(value, own)
        return {key: self.any(part, own) for key, part in value.items()}

    def put_off(self, effect: Data, given: Sequence[str]) -> Data:
        """An effect that ends the game once the round has come, and until then lays back what would have ended it."""
        back = [each for scope, name in self.numbers(given) for each in self.laid_back(scope, name)]
        ends = {**effect, "if": f"round >= {self.until}"}
        early = {"if": f"round < {self.until}", "then": back}
        return {"if": effect.get("if", ALWAYS), "then": [early, ends] if back else [ends]}

    def numbers(self, given: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The numbers of the world and of states that conditions name, each once."""
        tracks = self.rules.program.symbols.tracks
        named = dict.fromkeys(found for text in given for found in NUMBER.findall(text))
        yield from dict.fromkeys(
            (scope, name)
            for owner, name in named
            if name in tracks[scope := "world" if owner == "world" else "state"]
            and not (tracks[scope][name].deal or tracks[scope][name].secret)
        )

    def laid_back(self, scope: str, name: str) -> Iterator[Data]:
        """Effects that set a number to where it began, for every state if it is one of states."""
        start = self.rules.layout.start(scope, name)
        if scope == "world":
            yield {"set": f"world.{name}", "to": self.cells[start]}
            return
        for seat in range(self.rules.players):
            yield for_state(seat, [{"set": f"{ONE}.{name}", "to": self.cells[start + seat]}])
