"""Decks: cards that no deck holds, decks that nobody draws from, and late cards that come too late."""

from collections.abc import Iterable, Iterator, Mapping

from ....definitions import Library, Scenario
from ....language.program import CardRule, Program
from ....language.resolver import INT, resolve
from ....language.steps import ScheduleStep, walk
from ....language.tree import Cell, Node
from .ledger import Claim, Ledger, Spot
from .ranges import Ranges, Span, constants
from .settings import Game, Settings

ROUND = Cell(INT, "control", "round")
_SCHEDULE = "Let another card `schedule` it"
MOST_NAMED = 4
"""So many folders are named one by one."""


def look_at_idle_cards(library: Library, idle: Mapping[str, CardRule], ledger: Ledger) -> None:
    """Claim every card that no scenario can bring to the table."""
    used = sorted(
        {folder for each in library.scenarios.values() for folders in each.decks.values() for folder in folders}
    )
    callers: dict[str, list[str]] = {}
    for name, rule in sorted(idle.items()):
        for card in _scheduled_by(rule):
            callers.setdefault(card, []).append(name)
    for name in idle:
        folder = library.cards[name].deck
        message = (
            f"This card never comes: no scenario has the folder '{folder}' in a deck, dates the card or schedules it."
        )
        if others := [caller for caller in callers.get(name, ()) if caller != name]:
            message = f"This card never comes: only '{others[0]}' schedules it, which never comes either."
        there = f", or move the card into {_either(used)}" if used else ""
        ledger.say(
            Spot(("card", name), ()),
            "drawn",
            Claim("never-drawn", message, f"{_SCHEDULE}, put `{folder}` into the `decks` of a scenario{there}."),
        )


def _scheduled_by(rule: CardRule) -> Iterator[str]:
    for made in rule.procedures():
        yield from (step.card for step in walk(made.steps) if isinstance(step, ScheduleStep))


def _either(folders: list[str]) -> str:
    """Some folders, the first few of many."""
    named = " or ".join(f"`cards/{folder}`" for folder in folders[:MOST_NAMED])
    return f"{named} or another deck" if len(folders) > MOST_NAMED else named


class Decks:
    """The decks of one ruleset, over all scenarios."""

    def __init__(self, program: Program, settings: Settings, scenarios: Iterable[Scenario]) -> None:
        self._program = program
        self._settings = settings
        self._filled = {deck for scenario in scenarios for deck, folders in scenario.decks.items() if folders}
        self._kind = ("ruleset", program.symbols.folder_id)

    def look(self, ledger: Ledger, cards: Iterable[CardRule]) -> None:
        """Claim decks that nobody draws from, and marks that are never reached."""
        drawn = {phase.draw.deck for phase in self._program.phases if phase.draw is not None}
        for name in sorted(self._filled - drawn):
            message = f"No phase draws from the deck '{name}': its cards never come."
            spot = Spot(self._kind, ("decks", name), at_key=True)
            ledger.say(
                spot, "drawn", Claim("never-drawn", message, f"Add a phase with `draw: {{deck: {name}, count: 1}}`.")
            )
        listed = list(cards)
        for name in sorted(self._filled & drawn):
            deck = self._program.symbols.folder.ruleset.decks[name]
            if deck.late is not None and any(card.deck == name and deck.late in card.tags for card in listed):
                after = resolve(deck.after, {}, self._program.symbols, INT)
                ledger.say(Spot(self._kind, ("decks", name, "after")), "late", self._late(name, deck.late, after))

    def _late(self, name: str, tag: str, after: Node) -> Claim | None:
        """Whether no game draws enough cards for the late ones."""
        counts = [
            phase.draw.count.node
            for phase in self._program.phases
            if phase.draw is not None and phase.draw.deck == name
        ]
        names = frozenset(each for node in (*counts, after, ROUND) for each in constants(node))
        best = 0
        games = self._settings.games(names)
        for game in games:
            ranges = Ranges(self._program.symbols, game, {})
            drawn = sum(self._most(count, ranges, game) for count in counts)
            if drawn > ranges.of(after, {}).low:
                return None
            best = max(best, drawn)
        if not games:
            return None
        message = f"Cards tagged '{tag}' come only after so many draws, but no game draws more than {best} cards."
        return Claim("never-late", message, "Lower it, or draw more cards.")

    @staticmethod
    def _most(count: Node, ranges: Ranges, game: Game) -> int:
        """How many cards a phase draws at most in a whole game."""
        rounds = range(1, game.get("rounds", 1) + 1)
        return sum(max(0, ranges.of(count, {ROUND: Span(each, each)}).high) for each in rounds)
