"""A table to try rules on: a real position whose numbers a test sets before it plays."""

from collections.abc import Iterable
from functools import cache

from alliance_game.content import load
from alliance_game.definitions import Library
from alliance_game.engine import (
    Decision,
    Entry,
    Move,
    Position,
    apply,
    chronicle,
    decision,
    decisions,
    new_game,
    why_not,
)
from alliance_game.engine.layout import ACTIONS, DRAWS, FIRST, KIND, PHASE, ROUND, SEAT, STAGE, TURN

EMPTY = -1


@cache
def library() -> Library:
    """The base content, loaded once."""
    return load()


class Table:
    """A game of Concert in the diplomacy of round 1, seat 0 first, with no crisis open and nothing drawn."""

    def __init__(self, states: int = 4, scenario: str = "concert", seed: int = 1, **setup: object) -> None:
        self.position: Position = new_game(library(), scenario=scenario, states=states, seed=seed, **setup)  # type: ignore[arg-type]
        self.rules = self.position.rules
        self.entries: list[Entry] = []
        self.clean()
        self.enter("diplomacy")

    @property
    def cells(self) -> list[int]:
        """The cells, to be read or changed; a position remembers its legal moves, so they are forgotten here."""
        self.position._legal = None
        return self.position.cells

    def clean(self) -> None:
        """Everything as at the start, but for what chance dealt; seat 0 is first."""
        from alliance_game.engine.setup import first_cells

        fresh = first_cells(self.rules, self.position.setup.seed)
        self.position.cells[:] = fresh
        self.cells[ROUND], self.cells[FIRST] = 1, 0

    def enter(self, phase: str, in_round: int | None = None) -> None:
        """Go to the beginning of a phase and run to its first question."""
        names = [each.id for each in self.rules.program.phases]
        if in_round is not None:
            self.cells[ROUND] = in_round
        self.cells[PHASE] = names.index(phase)
        self.cells[STAGE] = self.cells[KIND] = 0
        self.cells[SEAT] = self.cells[TURN] = self.cells[ACTIONS] = self.cells[DRAWS] = -1
        self.run()

    def run(self) -> None:
        """On to the next question; what happens is kept in ``entries``."""
        before = self.cells[:]
        log: list[tuple[int, ...]] = []
        self.rules.machine.advance(self.cells, log)
        self.keep(before, log)

    def keep(self, before: list[int], log: list[tuple[int, ...]]) -> None:
        from alliance_game.engine.chronicle import Entries

        self.entries += list(Entries(self.rules, before, log))

    def index(self, scope: str, name: str, *of: int) -> int:
        start = self.rules.layout.start(scope, name)
        return start + (of[0] * self.rules.players + of[1] if len(of) == 2 else of[0] if of else 0)

    def get(self, scope: str, name: str, *of: int) -> int:
        """A number: ``get("state", "coins", 0)``, ``get("pair", "trust", 0, 1)``, ``get("crisis", "demand", slot)``."""
        return self.cells[self.index(scope, name, *of)]

    def put(self, scope: str, name: str, value: int, *of: int) -> None:
        """Set a number; what two states share is set from both sides. ``of`` empty for a state track: all states."""
        if not of and scope in ("state", "many"):
            for seat in range(self.rules.players):
                self.put(scope, name, value, seat)
            return
        if not of and scope in ("pair", "two"):
            for seat in range(self.rules.players):
                for other in range(seat):
                    self.put(scope, name, value, seat, other)
            return
        self.cells[self.index(scope, name, *of)] = value
        if scope in ("pair", "two"):
            self.cells[self.index(scope, name, *reversed(of))] = value

    def open(self, card: str, target: int = EMPTY, **tracks: int) -> int:
        """Put a crisis on the table as if it had been drawn; then set tracks such as ``demand=20``. Gives its slot."""
        number = self.rules.card_names.index(card)
        before = self.cells[:]
        log: list[tuple[int, ...]] = []
        drawing = self.rules.machine.drawing
        self.cells[drawing.place + number] = 1
        drawing.open(self.cells, log, number, target)
        self.keep(before, log)
        slot = drawing.slot_of(self.cells, number)
        for name, value in tracks.items():
            self.put("crisis", name, value, slot)
        return slot

    def arrive(self, card: str, state: int = EMPTY) -> None:
        """A card is carried out as if drawn now; a choice on it becomes the question."""
        number = self.rules.card_names.index(card)
        before = self.cells[:]
        log: list[tuple[int, ...]] = []
        self.cells[KIND], self.cells[SEAT] = 0, -1
        self.rules.machine.drawing.arrive(self.cells, log, number, state)
        self.keep(before, log)

    @property
    def ask(self) -> Decision:
        """The first open question."""
        found = decision(self.position)
        assert found is not None, "the game is over"
        return found

    @property
    def asks(self) -> tuple[Decision, ...]:
        return decisions(self.position)

    @property
    def moves(self) -> list[str]:
        """The texts of the legal moves."""
        return [str(move) for move in self.ask.moves]

    def play(self, *moves: str | Move, seat: int | None = None) -> list[Entry]:
        """Play moves one after another; gives what happened."""
        found: list[Entry] = []
        for move in moves:
            self.position, entries = apply(self.position, move, seat)
            found += list(entries)
        self.entries += found
        return found

    def why_not(self, move: str) -> str | None:
        return why_not(self.position, move)

    def told(self) -> list[str]:
        """The lines that rules told in the chronicle, with names filled in."""
        return [self.said(entry) for entry in self.entries if entry.kind == "tell"]

    def said(self, entry: Entry) -> str:
        words = [self.word(kind, value) for kind, value in entry.values]
        return "".join(text + word for text, word in zip(entry.text, [*words, ""], strict=True))

    def word(self, kind: str, value: int) -> str:
        if kind == "state":
            return self.rules.states[value].title
        if kind == "crisis":
            return self.rules.card_titles[value]
        if kind == "states":
            names = [state.title for seat, state in enumerate(self.rules.states) if value >> seat & 1]
            return ", ".join(names)
        return str(value)

    def changes(self, name: str) -> list[tuple[tuple[int, ...], int, int]]:
        """Whose, old and new of every change to a track so far."""
        found = (entry for entry in self.entries if entry.kind == "change" and entry.name == name)
        return [(entry.seats, entry.old, entry.new) for entry in found]

    def chronicle(self) -> tuple[Entry, ...]:
        return chronicle(self.position)

    def only(self, phase: str, in_round: int | None = None) -> list[Entry]:
        """Run one phase that asks nothing, and stop behind it; gives what happened."""
        from alliance_game.engine.machine import GameEnds

        machine, number = self.rules.machine, [each.id for each in self.rules.program.phases].index(phase)
        if in_round is not None:
            self.cells[ROUND] = in_round
        self.cells[PHASE], self.cells[STAGE], self.cells[KIND] = number, 0, 0
        self.cells[SEAT] = self.cells[TURN] = self.cells[ACTIONS] = self.cells[DRAWS] = -1
        before, kept = self.cells[:], len(self.entries)
        log: list[tuple[int, ...]] = []
        try:
            if machine.enter(self.cells, log, number):
                machine.steps[number](self.cells, log)
                machine.tidy(self.cells, log)
        except GameEnds:
            machine.quiet(self.cells)
        self.keep(before, log)
        return self.entries[kept:]

    def first(self, seat: int) -> None:
        """Make a seat the first seat of this round."""
        self.cells[FIRST] = seat

    def stack(self, *cards: str) -> None:
        """Only these cards are left in the deck."""
        start = self.rules.layout.start("card", "place")
        for number, name in enumerate(self.rules.card_names):
            self.cells[start + number] = int(name not in cards)

    @property
    def crises(self) -> list[str]:
        """The open crises, in drawing order."""
        start = self.rules.machine.slot_cards
        cards = self.cells[start : start + self.rules.layout.slots]
        return [self.rules.card_names[card] for card in cards if card >= 0]

    @staticmethod
    def effects(entries: Iterable[Entry]) -> list[tuple[str, tuple[int, ...], int]]:
        """What entries changed, in order: track or agreement, whose, and by how much it was to change."""
        changes = (entry for entry in entries if entry.kind == "change")
        return [(entry.name, tuple(sorted(entry.seats)), entry.wanted) for entry in changes]

    @staticmethod
    def cites(entries: Iterable[Entry], name: str, rule: str) -> bool:
        """Whether a track or agreement changed, each time for the reason of this rule."""
        rules = [entry.cause.rule.split(", ") for entry in entries if entry.kind == "change" and entry.name == name]
        return bool(rules) and all(rule in cited for cited in rules)

    def lines(self, entries: Iterable[Entry]) -> list[str]:
        """The lines that these entries told."""
        return [self.said(entry) for entry in entries if entry.kind == "tell"]
