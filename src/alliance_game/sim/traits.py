"""Six traits of a bot, measured in many games: what somebody at the table would notice about it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ..bots import Bot, Choice, bot
from ..bots.appraisal import appraisal_of
from ..bots.character import promise_before
from ..bots.regard import Regard
from ..definitions import Library
from ..engine import Decision, View, compile_rules
from ..engine.chance import Dice, shuffled
from ..engine.layout import FIRST, PHASE, TURN
from ..engine.rules import Rules
from .table import play_game

Seen = Counter[str]
"""What was counted of one bot."""
Traits = dict[str, int]
"""Percentages, under the names of ``TRAITS``."""


class Watched:
    """A bot at work, and what can be counted of it."""

    def __init__(self, watched: Bot) -> None:
        self.watched = watched
        self.name = watched.name
        self.seen: Seen = Counter()
        self.fair: dict[int, int] = {}

    def choose(self, view: View, decision: Decision) -> Choice:
        """The bot's own choice, counted."""
        choice = self.watched.choose(view, decision)
        number = choice.move.number
        match decision.kind:
            case "act":
                self.acts(view.rules, number)
            case "consent":
                self.answers(view, number)
            case "ask":
                self.names(view, number)
        return choice

    def acts(self, rules: Rules, number: int) -> None:
        """A tactic or none, by its group."""
        self.seen["acts"] += 1
        tactics = rules.program.symbols.folder.tactics
        form = rules.program.forms[rules.moves[number].form] if number else None
        self.seen[f"group {tactics[form.tactic].group if form is not None else ''}"] += 1

    def answers(self, view: View, number: int) -> None:
        """A proposal, by the record of its proposer."""
        proposer = view.rules.machine.order[view.cells[FIRST]][view.cells[TURN]]
        credit = Regard(view.rules).credit(view.cells, view.seat, proposer)
        for whose in ("asked", "asked good" if credit > 0 else "asked bad" if credit < 0 else "asked fresh"):
            self.seen[whose] += 1
            self.seen[whose.replace("asked", "agreed")] += number

    def names(self, view: View, number: int) -> None:
        """A number for a crisis: promised aloud, or given in secret."""
        rules, cells, phase = view.rules, view.cells, view.cells[PHASE]
        asking = rules.machine.asking
        promises = promise_before(rules, phase)
        if asking.per_crisis[phase] and promises < 0:
            fair = appraisal_of(rules).rehearsal.expected_answer(cells, view.seat)
            self.fair[cells[asking.pointers + view.seat]] = fair
            self.seen["expected"] += fair
            self.seen["promised"] += number
        elif promises >= 0:
            promised = cells[asking.cell(promises, view.seat, cells[asking.pointers + view.seat])]
            self.seen["given"] += number
            self.ally(view, number)
            if promised:
                self.seen["words"] += 1
                self.seen["words kept"] += number >= promised


    def ally(self, view: View, number: int) -> None:
        """What it gives where an agreement gives it a duty to the state that is hit."""
        rules, cells, seat = view.rules, view.cells, view.seat
        target = cells[rules.layout.start("slot", "target") + cells[rules.machine.asking.pointers + seat]]
        if target not in (-1, seat) and Regard(rules).owes(cells, seat, target):
            self.seen["ally given"] += number
            self.seen["ally expected"] += self.fair.get(cells[rules.machine.asking.pointers + seat], 0)


def tables(names: Sequence[str], games: int, seats: int, seed: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """For each game its seed, and who sits where: drawn from all names, by lot."""
    for number in range(seed, seed + games):
        drawn = shuffled(Dice("table", number).cells, 0, list(range(len(names))))
        yield number, tuple(names[index] for index in drawn[:seats])


def watch(rules: Rules, seed: int, names: Sequence[str]) -> list[Watched]:
    """One game, watched."""
    watched = [Watched(bot(name, seed)) for name in names]
    played = play_game(rules, seed, watched)
    regard = Regard(rules)
    for seat, each in enumerate(watched):
        each.seen["games"] += 1
        each.seen["agreements"] += regard.bonds(played.cells, seat)
        each.seen["collapsed"] += not played.outcome.ranking
        each.seen["wins"] += seat in played.outcome.winners
    return watched


def measure(
    library: Library, names: Sequence[str], games: int, scenario: str = "concert", seats: int = 4, seed: int = 0
) -> dict[str, Seen]:
    """What is counted of each bot in many games between all of them."""
    rules = compile_rules(library, scenario, seats)
    found: dict[str, Seen] = {name: Counter() for name in names}
    for number, table in tables(names, games, seats, seed):
        for each in watch(rules, number, table):
            found[each.name].update(each.seen)
    return found
