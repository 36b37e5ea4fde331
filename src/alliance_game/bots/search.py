"""A bot that looks ahead: information-set Monte Carlo.

What its seat may not see is filled in by lot, again and again; in each of these worlds every candidate move is
played on for a while by a rough policy, and judged by where it led. Nothing but a view goes in, so hidden data can
change nothing.

Source: Cowling, Powley and Whitehouse, "Information Set Monte Carlo Tree Search" (2012).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..engine import Decision, View
from ..engine import markers as mark
from ..engine.decision import crisis_asked
from ..engine.layout import KIND, OVER, PHASE, ROUND
from ..engine.view import determinised
from .base import Choice, dice
from .planner import Planner, Thought
from .race import Race, Result
from .rollout import Rollout
from .strength import FULL, Strength

RUIN = -1500
"""What a game that everybody loses is worth, in hundredths of a point. One that goes on is worth more, mostly."""
ENVY = 25
"""How much of the best other state's worth is taken off the own, in percent: it wants to be ahead, and to arrive."""


def never() -> bool:
    """It is never enough."""
    return False


class Search(Planner):
    """Plays every promising move on, many times, and takes what led furthest."""

    def __init__(self, seed: int, strength: Strength = FULL, name: str = "search", *, explains: bool = False) -> None:
        super().__init__(seed)
        self.name = name
        self.strength = strength
        self.explains = explains
        """Whether its roll-outs also note what is worth how much at their ends."""
        self.rollout: Rollout | None = None

    def choose(self, view: View, decision: Decision, enough: Callable[[], bool] = never) -> Choice:
        """The move whose roll-outs went best; the same for the same view, seed and strength.

        Whoever finds it ``enough`` before the last roll-out gets what was best until then.
        """
        thought = self.think(view, decision)
        race = self.race(view, self.promising(thought), Trials(self, view))
        race.run(self.strength.rollouts, enough)
        weakness = dice(self.seed + 1, view)
        index = decision.moves.numbers.index(self.strength.pick([each.number for each in race.ranked()], weakness))
        return Choice(decision.moves[index], self.say(thought, index))

    def ponder(self, view: View, decision: Decision, enough: Callable[[], bool]) -> Iterator[tuple[str, Race]]:
        """Weigh what a seat could do, for whoever wants to know more than the choice.

        In a phase of numbers there is one race for each number that the seat has to name, after the best answers to
        those before; else there is one. With each comes the crisis that is asked about, or ''. ``enough`` is
        asked before each roll-out, and ends the race that is under way.
        """
        trials = Trials(self, view)
        numbers: Sequence[int] = self.promising(self.think(view, decision))
        while numbers:
            race = self.race(view, numbers, trials)
            race.run(self.strength.rollouts, enough)
            yield trials.about, race
            trials = trials.after(race.ranked()[0].number)
            numbers = trials.answers()

    def race(self, view: View, numbers: Sequence[int], trials: Trials) -> Race:
        """The field of those moves that come to mind."""
        acting = view.cells[KIND] == mark.ACT
        field = self.strength.thought_of(numbers, dice(self.seed + 2, view)) if acting else numbers
        return Race(field, trials)

    def promising(self, thought: Thought) -> list[int]:
        """The moves worth a look, the most promising first: of each form of a tactic the best partner and place."""
        values = dict(zip(thought.decision.moves.numbers, thought.values(), strict=True))
        ranked = sorted(values, key=lambda number: -values[number])
        if thought.kind != mark.ACT:
            return ranked
        forms: dict[int, int] = {}
        for number in ranked:
            forms.setdefault(thought.view.rules.moves[number].form, number)
        return list(forms.values())


class Trials:
    """Roll-outs of one question: the same worlds, and the same lots, for every move."""

    def __init__(self, bot: Search, view: View, given: tuple[int, ...] = ()) -> None:
        rules = view.rules
        if bot.rollout is None or bot.rollout.rules is not rules:
            # Each bot has its own: two may think at the same time.
            bot.rollout = Rollout(rules)
        self.bot, self.rollout = bot, bot.rollout
        self.view, self.seat = view, view.seat
        self.given = given
        """The seat's answers to the questions before this one."""
        self.chance = dice(bot.seed, view)
        self.worlds: list[tuple[list[int], int]] = []

    def __call__(self, number: int, world: int) -> Result:
        """Try a move in a world."""
        cells, lot = self.world(world)
        played = cells[:]
        self.rollout.play(played, self.seat, number, self.bot.strength.rounds, [lot])
        return self.judged(played)

    def world(self, number: int) -> tuple[list[int], int]:
        """A position that the view could be of, after the answers already given, and a lot for those who play on."""
        while number >= len(self.worlds):
            cells = determinised(self.view, self.chance)
            for answer in self.given:
                self.rollout.machine.play(cells, answer, None, self.seat)
            self.worlds.append((cells, self.chance.below(1 << 62)))
        return self.worlds[number]

    def judged(self, cells: list[int]) -> Result:
        """What the end of a roll-out is worth to the seat, and where it stands among the others."""
        appraisal, seat = self.rollout.appraisal, self.seat
        if cells[OVER] and appraisal.endings[cells[OVER] - 1].everyone == "loses":
            return Result(RUIN, 0)
        values = [appraisal.value(cells, each) for each in range(self.view.rules.players)]
        own = values.pop(seat)
        parts = appraisal.components(cells, seat) if self.bot.explains else ()
        best, place = max(values, default=0), 1 + sum(other > own for other in values)
        return Result(own - ENVY * best // 100, place, own - best, tuple(parts))

    @property
    def about(self) -> str:
        """The crisis that a number is asked for, as moves name it; '' if the question is about none."""
        cells = self.world(0)[0]
        return crisis_asked(self.view.rules, cells, self.seat) if cells[KIND] == mark.ASK else ""

    def after(self, number: int) -> Trials:
        """The same, after one more answer."""
        return Trials(self.bot, self.view, (*self.given, number))

    def answers(self) -> list[int]:
        """What the seat may answer to its next question of the same phase; nothing if there is none."""
        cells, now, asking = self.world(0)[0], self.view.cells, self.rollout.machine.asking
        same = [cells[place] for place in (ROUND, PHASE, KIND)] == [now[place] for place in (ROUND, PHASE, KIND)]
        if not same or now[KIND] != mark.ASK or self.seat not in asking.seats(cells):
            return []
        return asking.answers(cells, self.seat)
