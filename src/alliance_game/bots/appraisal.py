"""What a position is worth to a state, in hundredths of a point.

The ruleset's ``bots: worth`` says what things are worth; a bot adds its own agenda. Nothing here knows a game.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from ..engine.agendas import has_agendas
from ..engine.layout import OVER, ROUND
from ..engine.outcome import final_scores
from ..engine.rehearsal import Rehearsal
from ..engine.rules import Rules, weighted_sum
from ..language.program import Question
from ..language.steps import ChanceStep, OneOfStep, walk

POINT = 100
LOST = -6 * POINT
"""What a game lost by all is worth; a game that goes on is worth what its state holds, mostly far more."""


class Appraisal:
    """Values for one set of rules."""

    def __init__(self, rules: Rules) -> None:
        functions = rules.machine.functions
        self.rules = rules
        self.rehearsal = Rehearsal(rules)
        self.holds(rules, [(worth.of, worth.each) for worth in rules.program.worth])
        self.says = [worth.say for worth in rules.program.worth]
        self.agenda_start = rules.layout.start("agenda", "agenda") if has_agendas(rules) else -1
        self.aims: list[tuple[Callable[..., int], Callable[..., int], Callable[..., int], bool]] = [
            (functions[aim.number.name], functions[aim.full.name], functions[aim.part.name], aim.lower)
            for aim in rules.program.agendas
        ]
        self.prizes: list[Callable[..., int]] = [functions[prize.name] for prize in rules.program.agenda_worth or ()]
        self.endings = list(rules.program.symbols.folder.ruleset.endings.values())
        self.risky = [
            any(isinstance(step, ChanceStep | OneOfStep) for step in walk(form.perform.steps))
            for form in rules.program.forms
        ]

    def holds(self, rules: Rules, parts: Sequence[tuple[Question, int]]) -> None:
        """What things are worth, each with its hundredths of a point."""
        functions = rules.machine.functions
        self.parts: list[tuple[Callable[..., int], int]] = [(functions[of.name], each) for of, each in parts]
        self.held = weighted_sum(rules, parts)

    def components(self, cells: list[int], seat: int) -> list[int]:
        """What each thing in the ruleset's list is worth to a state now."""
        return [each * int(of(cells, seat)) for of, each in self.parts]

    def open_value(self, cells: list[int], seat: int) -> int:
        """What a state has, as everybody can see; an ended game counts by its end."""
        if cells[OVER]:
            return self.end_value(cells, seat, agenda=False)
        return self.held(cells, seat)

    def value(self, cells: list[int], seat: int) -> int:
        """What a state has, its own agenda included."""
        if cells[OVER]:
            return self.end_value(cells, seat, agenda=True)
        return self.held(cells, seat) + self.agenda_value(cells, seat)

    def end_value(self, cells: list[int], seat: int, *, agenda: bool) -> int:
        """An ended game: points if states are ranked, else a loss."""
        ending = self.endings[cells[OVER] - 1]
        if ending.everyone == "loses":
            return LOST
        if ending.everyone == "unscored":
            aim = self.agenda_value(cells, seat) if agenda else 0
            return aim + self.held(cells, seat)
        if agenda and self.agenda_start >= 0:
            return POINT * final_scores(self.rules, cells)[seat]
        return POINT * int(self.rules.machine.functions[self.rules.program.score.name](cells, seat))

    def agenda_value(self, cells: list[int], seat: int) -> int:
        """How far the own agenda has come: its points, and a slope towards them that grows with the rounds."""
        if self.agenda_start < 0:
            return 0
        reach, whole, some, lower = self.aims[cells[self.agenda_start + seat]]
        number, full, part = reach(cells, seat), whole(cells, seat), some(cells, seat)
        best, least = (POINT * prize(cells) for prize in self.prizes)
        missing = number - full if lower else full - number
        span = max(1, abs(full - part))
        reached = best if missing <= 0 else max(0, best - (best - least) * missing // span)
        rounds = self.rules.machine.rounds
        return reached * (rounds + 2 * cells[ROUND]) // (3 * rounds)


@lru_cache(maxsize=24)
def appraisal_of(rules: Rules) -> Appraisal:
    """The values for some rules, made once for each of the last few."""
    return Appraisal(rules)
