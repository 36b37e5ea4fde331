"""The game by rounds: the world's numbers and every state's score from the start to now, followed by the chronicle."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..engine.chronicle import Entry
from ..engine.layout import FIRST, HIDDEN, ROUND, Block
from ..engine.outcome import standing_scores
from ..engine.rules import Rules
from ..engine.setup import own_starts
from ..engine.view import View
from ..language.tree import Cell, Comprehension, Tagged, nodes_in
from . import naming
from .status import cells_of

FOLLOWED = ("world", "state", "pair", "two", "many")
"""What is followed: all but crises, whose numbers go with them."""
OF_CRISES = ("crisis", "crisis_state", "target", "targeted")


@dataclass(frozen=True, slots=True)
class Series:
    """One number by rounds: at the start, at the end of each round, and last where it stands now.

    ``low`` and ``high`` are the ends of the scale that it is drawn on, the same for the scores of all states.
    """

    title: str
    seat: int | None
    """Whose score it is; ``None`` for a track of the world."""
    name: str
    """The track's id, or ``score``."""
    values: tuple[int, ...]
    low: int
    high: int

    def __post_init__(self) -> None:
        if not self.values or not self.low <= min(self.values) <= max(self.values) <= self.high:
            raise ValueError(f"the values of '{self.title}' do not lie between {self.low} and {self.high}")


def series(seen: View) -> tuple[Series, ...]:
    """All that is worth a line by rounds: the tracks of the world, then the scores as far as they are known."""
    past = rounds(seen)
    return (*world(seen.rules, past), *scores(seen.rules, past))


def world(rules: Rules, past: Iterable[list[int]]) -> tuple[Series, ...]:
    """The tracks of the world that are shown as numbers; ``past`` is what ``rounds`` gives."""
    found, kept = [], list(past)
    for name, track in rules.program.symbols.tracks["world"].items():
        if track.show == "number":
            at = rules.layout.start("world", name)
            values = tuple(cells[at] for cells in kept)
            low = track.min if track.min > -naming.COUNTED_ON else min(0, *values)
            high = track.max if track.max < naming.COUNTED_ON else max(1, *values)
            found.append(Series(naming.track(rules, "world", name), None, name, values, low, high))
    return tuple(found)


def scores(rules: Rules, past: Iterable[list[int]]) -> tuple[Series, ...]:
    """Every state's points as they stood, agendas left out; nothing where somebody's cannot be known."""
    every = [points(rules, cells) for cells in past]
    known = [each for each in every if each is not None]
    if len(known) < len(every):
        return ()
    low, high = min(0, *(min(each) for each in known)), max(1, *(max(each) for each in known))
    return tuple(
        Series(naming.state(rules, seat), seat, "score", tuple(each[seat] for each in known), low, high)
        for seat in range(rules.players)
    )


def rounds(seen: View) -> list[list[int]]:
    """The cells at the start, at the end of each round that is over, and now; those of crises are as they are now."""
    past = Past(seen)
    found = [past.cells[:]]
    for entry in seen.chronicle:
        if entry.kind == "round" and entry.new > 1:
            found.append(past.cells[:])
        past.take(entry)
    return [*found, seen.cells[:]]


def points(rules: Rules, cells: list[int]) -> tuple[int, ...] | None:
    """Each state's points as they stand in cells of the past, agendas left out.

    ``None`` where they depend on what is hidden, or on crises, which are not followed.
    """
    for node in nodes_in(rules.program.score.node):
        if isinstance(node, Tagged) or (isinstance(node, Comprehension) and node.source == "crises"):
            return None
        if isinstance(node, Cell):
            if node.scope in OF_CRISES:
                return None
            block = rules.layout.block(node.scope, node.name)
            if HIDDEN in cells[block.start : block.start + block.size]:
                return None
    return standing_scores(rules, cells)


class Past:
    """The world, the states and their relations, from the start on, as far as a seat may know them.

    ``cells`` are as they were behind the last entry taken.
    """

    def __init__(self, seen: View) -> None:
        self.rules = seen.rules
        self.asks = {phase.id: phase.ask for phase in self.rules.program.phases if phase.ask is not None}
        self.cells = opening(seen)

    def take(self, entry: Entry) -> None:
        """The next entry of the chronicle."""
        if entry.kind == "round":
            self.begin(entry.new)
        elif entry.kind == "change" and entry.scope in FOLLOWED:
            block = self.rules.layout.block(entry.scope, entry.name)
            for cell in cells_of(block, entry.seats, self.rules.players):
                self.cells[cell] = entry.new
        elif entry.kind == "reveal" or (entry.kind == "move" and entry.scope == "ask"):
            self.answer(entry)

    def begin(self, number: int) -> None:
        """A round begins: what is reset is reset, and another state is first."""
        machine = self.rules.machine
        self.cells[machine.reset_from :] = machine.resets
        self.cells[ROUND] = number
        if number > 1 and machine.rotates:
            self.cells[FIRST] = (self.cells[FIRST] + 1) % self.rules.players

    def answer(self, entry: Entry) -> None:
        """A number that a state named is kept without a change being told."""
        ask = self.asks[entry.phase]
        if ask.scope == "state":
            self.cells[self.rules.layout.start("state", ask.track) + entry.seats[0]] = entry.new


def opening(seen: View) -> list[int]:
    """The cells before anything happened; what the seat may not see stays hidden."""
    rules = seen.rules
    cells, start = seen.cells[:], rules.layout.initial[:]
    own_starts(rules, start)
    for block in rules.layout.blocks:
        if block.scope in FOLLOWED and not is_dealt(block):
            for cell in range(block.start, block.start + block.size):
                secret = block.track is not None and block.track.secret is not None
                cells[cell] = HIDDEN if secret and cells[cell] == HIDDEN else start[cell]
    for entry in reversed(seen.chronicle):
        if entry.kind == "change" and entry.scope == "state":
            block = rules.layout.block(entry.scope, entry.name)
            if is_dealt(block):
                cells[block.start + entry.seats[0]] = entry.old
    if rules.machine.rotates:
        cells[FIRST] = (cells[FIRST] - max(0, seen.round - 1)) % rules.players
    cells[ROUND] = 0
    return cells


def is_dealt(block: Block) -> bool:
    """Whether chance dealt the starting values: they are known only from what became of them."""
    return block.track is not None and block.track.deal is not None
