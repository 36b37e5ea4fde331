"""What a position is worth to a state, in hundredths of a point.

The ruleset's ``bots: worth`` says what things are worth; a bot adds its own agenda. Nothing here knows a game.
"""

from collections.abc import Callable

from ..engine.layout import OVER, ROUND
from ..engine.outcome import final_scores, has_agendas
from ..engine.rehearsal import Rehearsal
from ..engine.rules import Rules
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
        self.parts: list[tuple[Callable[..., int], int]] = [
            (functions[worth.of.name], worth.each) for worth in rules.program.worth
        ]
        self.says = [worth.say for worth in rules.program.worth]
        self.agenda_start = rules.layout.start("agenda", "agenda") if has_agendas(rules) else -1
        self.endings = list(rules.program.symbols.folder.ruleset.endings.values())
        self.risky = [
            any(isinstance(step, ChanceStep | OneOfStep) for step in walk(form.perform.steps))
            for form in rules.program.forms
        ]

    def components(self, cells: list[int], seat: int) -> list[int]:
        """What each thing in the ruleset's list is worth to a state now."""
        return [each * int(of(cells, seat)) for of, each in self.parts]

    def open_value(self, cells: list[int], seat: int) -> int:
        """What a state has, as everybody can see; an ended game counts by its end."""
        if cells[OVER]:
            return self.end_value(cells, seat, agenda=False)
        return sum(each * of(cells, seat) for of, each in self.parts)

    def value(self, cells: list[int], seat: int) -> int:
        """What a state has, its own agenda included."""
        if cells[OVER]:
            return self.end_value(cells, seat, agenda=True)
        return sum(each * of(cells, seat) for of, each in self.parts) + self.agenda_value(cells, seat)

    def end_value(self, cells: list[int], seat: int, *, agenda: bool) -> int:
        """An ended game: points if states are ranked, else a loss."""
        ending = self.endings[cells[OVER] - 1]
        if ending.everyone == "loses":
            return LOST
        if ending.everyone == "unscored":
            aim = self.agenda_value(cells, seat) if agenda else 0
            return aim + sum(each * of(cells, seat) for of, each in self.parts)
        if agenda and self.agenda_start >= 0:
            return POINT * final_scores(self.rules, cells)[seat]
        return POINT * int(self.rules.machine.functions[self.rules.program.score.name](cells, seat))

    def agenda_value(self, cells: list[int], seat: int) -> int:
        """How far the own agenda has come: its points, and a slope towards them that grows with the rounds."""
        if self.agenda_start < 0:
            return 0
        agenda = self.rules.program.agendas[cells[self.agenda_start + seat]]
        functions = self.rules.machine.functions
        number, full, part = (int(functions[q.name](cells, seat)) for q in (agenda.number, agenda.full, agenda.part))
        assert self.rules.program.agenda_worth is not None
        best, some = (POINT * int(functions[question.name](cells)) for question in self.rules.program.agenda_worth)
        missing = number - full if agenda.lower else full - number
        span = max(1, abs(full - part))
        reached = best if missing <= 0 else max(0, best - (best - some) * missing // span)
        rounds = self.rules.machine.rounds
        return reached * (rounds + 2 * cells[ROUND]) // (3 * rounds)


_made: dict[int, Appraisal] = {}
_KEPT = 24


def appraisal_of(rules: Rules) -> Appraisal:
    """The values for some rules, made once for each of the last few."""
    found = _made.get(id(rules.machine))
    if found is None or found.rules.machine is not rules.machine:
        while len(_made) >= _KEPT:
            del _made[next(iter(_made))]
        found = _made[id(rules.machine)] = Appraisal(rules)
    return found
