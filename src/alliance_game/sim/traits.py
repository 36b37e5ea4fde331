"""Six traits of a bot, measured in many games: what somebody at the table would notice about it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isqrt

from ..bots import Bot, Choice, bot
from ..bots.appraisal import appraisal_of
from ..bots.character import promise_before
from ..bots.regard import Regard
from ..engine import Decision, View
from ..engine.chance import Dice, shuffled
from ..engine.layout import FIRST, PHASE, TURN
from ..engine.rules import Rules
from .table import play_game

Seen = Counter[str]
"""What was counted of one bot."""
Traits = dict[str, int]
"""Traits by name, in percent."""


class Watched:
    """A bot at work, and what can be counted of it."""

    def __init__(self, watched: Bot, rules: Rules) -> None:
        self.watched = watched
        self.regard = Regard(rules)
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
        credit = self.regard.credit(view.cells, view.seat, proposer)
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
        if target not in (-1, seat) and self.regard.owes(cells, seat, target):
            self.seen["ally given"] += number
            self.seen["ally expected"] += self.fair.get(cells[rules.machine.asking.pointers + seat], 0)


def tables(names: Sequence[str], games: int, seats: int, seed: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """For each game its seed, and who sits where: drawn from all names, by lot."""
    for number in range(seed, seed + games):
        drawn = shuffled(Dice("table", number).cells, 0, list(range(len(names))))
        yield number, tuple(names[index] for index in drawn[:seats])


def watch(rules: Rules, seed: int, names: Sequence[str]) -> list[Watched]:
    """One game, watched."""
    watched = [Watched(bot(name, seed), rules) for name in names]
    played = play_game(rules, seed, watched)
    for seat, each in enumerate(watched):
        each.seen["games"] += 1
        each.seen["agreements"] += each.regard.bonds(played.cells, seat)
    return watched


def watched_games(rules: Rules, names: Sequence[str], games: int, seed: int = 0) -> dict[str, list[Seen]]:
    """What was counted of each bot, game by game, at tables drawn from all of them by lot."""
    found: dict[str, list[Seen]] = {name: [] for name in names}
    for number, table in tables(names, games, rules.players, seed):
        for each in watch(rules, number, table):
            found[each.name].append(each.seen)
    return found


def together(seen: Iterable[Seen]) -> Seen:
    """Several games added up."""
    found: Seen = Counter()
    for each in seen:
        found.update(each)
    return found


def traits(rules: Rules, seen: Seen) -> Traits:
    """The traits in percent; what never came up is left out. The last trait has a part for each group of tactics."""
    rest_given, rest_expected = seen["given"] - seen["ally given"], seen["expected"] - seen["ally expected"]
    found = {
        "gives": share(seen["given"], seen["expected"]),
        "keeps": share(seen["words kept"], seen["words"]),
        "sides": less(share(seen["ally given"], seen["ally expected"]), share(rest_given, rest_expected)),
        "accepts": share(seen["agreed"], seen["asked"]),
        "in kind": less(share(seen["agreed good"], seen["asked good"]), share(seen["agreed bad"], seen["asked bad"])),
    }
    groups = rules.program.symbols.folder.ruleset.groups
    found |= {group: share(seen[f"group {group}"], seen["acts"]) for group in groups}
    return {name: percent for name, percent in found.items() if percent is not None}


def share(part: int, whole: int) -> int | None:
    """In percent, rounded."""
    return (200 * part + whole) // (2 * whole) if whole > 0 else None


def less(one: int | None, other: int | None) -> int | None:
    """How much more one is than the other."""
    return one - other if one is not None and other is not None else None


# Recognising


class Faces:
    """What each character looks like, and how much that differs from game to game."""

    def __init__(self, rules: Rules, games: Mapping[str, Sequence[Seen]]) -> None:
        self.rules = rules
        self.of = {name: traits(rules, together(seen)) for name, seen in games.items()}
        each = [(self.of[name], traits(rules, seen)) for name, played in games.items() for seen in played]
        self.spread = {
            trait: max(1, isqrt(sum(squares) // len(squares)))
            for trait in dict.fromkeys(trait for _, found in each for trait in found)
            if (
                squares := [
                    (mean[trait] - found[trait]) ** 2 for mean, found in each if trait in mean and trait in found
                ]
            )
        }

    def name(self, seen: Seen) -> str:
        """The character that looks most like what was seen."""
        found = traits(self.rules, seen)
        return min(self.of, key=lambda name: self.distance(self.of[name], found))

    def distance(self, face: Traits, found: Traits) -> int:
        """How far apart two looks are, in hundredths of squared spreads."""
        known = [trait for trait in found if trait in face and trait in self.spread]
        return sum(100 * (face[trait] - found[trait]) ** 2 // self.spread[trait] ** 2 for trait in known)

    def recognised(self, games: Mapping[str, Sequence[Seen]], after: int = 1) -> dict[str, int]:
        """In how many percent of cases each is recognised after so many games."""
        return {name: share(*self.hits(name, played, after)) or 0 for name, played in games.items()}

    def hits(self, name: str, played: Sequence[Seen], after: int) -> tuple[int, int]:
        """How often a character is recognised, of how many times."""
        cases = [together(played[at : at + after]) for at in range(0, len(played) - after + 1, after)]
        return sum(self.name(case) == name for case in cases), len(cases)
