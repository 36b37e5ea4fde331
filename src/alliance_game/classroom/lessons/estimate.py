"""How long a game takes: questions counted in a few games between bots, times the seconds for each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import mean

from ...bots import Bot, Choice, bot
from ...definitions.lessons import Kind, Timers
from ...engine import Decision, View
from ...engine.rules import Rules
from ...sim.table import play_game
from .pace import Pace

GAMES, SEED = 5, 1
USUAL_BOT = "planner"
Counts = Counter[Kind]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Minutes of play: as a rule, in the shortest and longest of the games, and if every timer runs out."""

    likely: int
    least: int
    most: int
    at_most: int | None
    """``None`` if a kind of question that comes has no timer."""


class Counting:
    """A bot that stands in for a team: the questions that it is asked are counted."""

    def __init__(self, mind: Bot, rules: Rules, counts: Counts) -> None:
        self.name = mind.name
        self.mind = mind
        self.counts = counts
        self.sealed = {phase.id: phase.ask is not None and phase.ask.sealed for phase in rules.program.phases}
        self.page: tuple[int, str] | None = None

    def choose(self, view: View, decision: Decision) -> Choice:
        """What the bot answers. The numbers of one phase are asked for on one page, and count once."""
        kind: Kind = kind_of(decision, sealed=self.sealed.get(decision.phase, False))
        page = (view.round, decision.phase) if decision.kind == "ask" else None
        if page is None or page != self.page:
            self.counts[kind] += 1
        self.page = page
        return self.mind.choose(view, decision)


def kind_of(decision: Decision, *, sealed: bool) -> Kind:
    """What kind of question this is, to those who answer it."""
    if decision.kind == "ask":
        return "sealed" if sealed else "ask"
    return "act" if decision.kind == "act" else "consent" if decision.kind == "consent" else "choice"


@lru_cache(maxsize=16)
def counted(rules: Rules, people: frozenset[int], games: int = GAMES) -> tuple[Counts, ...]:
    """The questions that these seats are asked in each of a few games between bots."""
    return tuple(counted_once(rules, people, SEED + game) for game in range(games))


def counted_once(rules: Rules, people: frozenset[int], seed: int) -> Counts:
    """The same in one game."""
    counts: Counts = Counter()
    minds = [bot(USUAL_BOT, seed) for _ in range(rules.players)]
    table: list[Bot] = [Counting(mind, rules, counts) if seat in people else mind for seat, mind in enumerate(minds)]
    play_game(rules, seed, table)
    return counts


def estimated(games: Sequence[Counts], pace: Pace, timers: Timers) -> Estimate:
    """Minutes for games in which so much was asked."""
    each = [sum(number * pace.seconds[kind] for kind, number in counts.items()) for counts in games]
    asked = {kind for counts in games for kind in counts}
    timed = all(timers.of(kind) for kind in asked)
    longest = mean(sum(number * timers.of(kind) for kind, number in counts.items()) for counts in games)
    return Estimate(
        likely=minutes(mean(each)),
        least=minutes(min(each)),
        most=minutes(max(each)),
        at_most=minutes(longest) if timed else None,
    )


def minutes(seconds: float) -> int:
    """Whole minutes, rounded up: nobody complains of having time left."""
    return max(1, -int(-seconds // 60))
