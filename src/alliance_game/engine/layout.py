"""Where everything lies in the flat list of cells.

Order: control, streams, tracks of world, states and pairs, crisis slots, agreements, cards, decks, the queue,
tallies, limits of a game; last, in one block, what is reset every round.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ..definitions.tracks import LIMIT, Track
from ..language.program import Limit, Program
from .chance import STREAMS

CONTROL = (
    "round",
    "phase",
    "stage",
    "first",
    "kind",
    "seat",
    "turn",
    "actions",
    "pending",
    "asked",
    "answered",
    "yes",
    "card",
    "who",
    "about",
    "draws",
    "gaps",
    "over",
    "dated",
)
"""The engine's own cells; see ``machine`` for what each is used for."""
UNUSED = frozenset(("seat", "turn", "actions", "pending", "card", "who", "about", "draws"))
"""Those that hold -1 while nobody uses them."""
ROUND, PHASE, STAGE, FIRST, KIND, SEAT, TURN, ACTIONS = range(8)
PENDING, ASKED, ANSWERED, YES, CARD, WHO, ABOUT, DRAWS, GAPS, OVER, DATED = range(8, 19)
QUEUE_SLOTS, QUEUE_WIDTH = 8, 3
HIDDEN = -(10**12)
"""What a view holds where a seat may not look."""


class Block(NamedTuple):
    """Neighbouring cells of one thing; ``shape`` is the number of cells along each of its indexes."""

    part: str
    scope: str
    name: str
    start: int
    shape: tuple[int, ...]
    low: int
    high: int
    initial: int
    track: Track | None = None

    @property
    def size(self) -> int:
        """How many cells."""
        size = 1
        for length in self.shape:
            size *= length
        return size

    @property
    def shared(self) -> bool:
        """Whether it holds what two states share, kept from both sides."""
        directed = self.track is not None and self.track.directed
        return self.scope == "two" or (self.scope == "pair" and not directed)


@dataclass
class Layout:
    """The cells of one game: number of states, ruleset and cards decide it."""

    program: Program
    players: int
    slots: int
    copies: tuple[tuple[int, int], ...] = ()
    blocks: list[Block] = field(default_factory=list)
    size: int = 0
    reset_from: int = 0

    def __post_init__(self) -> None:
        self._by_name: dict[tuple[str, str], Block] = {}
        self.copies = tuple(
            (index, copy) for index, card in enumerate(self.program.cards) for copy in range(card.copies)
        )
        self.lasting()
        self.reset_from = self.size
        self.passing()
        self.blocks_by_cell = [block for block in self.blocks for _ in range(block.size)]
        self.initial = [block.initial for block in self.blocks_by_cell]
        self.lows = [block.low for block in self.blocks_by_cell]
        self.highs = [block.high for block in self.blocks_by_cell]
        self.shared_blocks = [block for block in self.blocks if block.shared]

    def add(
        self,
        part: str,
        scope: str,
        name: str,
        shape: tuple[int, ...] = (),
        borders: tuple[int, int, int] = (-LIMIT, LIMIT, 0),
        track: Track | None = None,
    ) -> Block:
        """The next cells; ``borders`` are lowest, highest and initial value."""
        block = Block(part, scope, name, self.size, shape, *borders, track)
        self.blocks.append(block)
        self._by_name[scope, name] = block
        self.size += block.size
        return block

    def block(self, scope: str, name: str) -> Block:
        """The cells of something."""
        return self._by_name[scope, name]

    def start(self, scope: str, name: str) -> int:
        """The first cell of something."""
        return self._by_name[scope, name].start

    def lasting(self) -> None:
        """What stays from round to round."""
        program, n = self.program, self.players
        for name in CONTROL:
            self.add("control", "control", name, borders=(-LIMIT, LIMIT, -1 if name in UNUSED else 0))
        for name in STREAMS:
            self.add("streams", "stream", name, borders=(0, (1 << 64) - 1, 0))
        self.add("crises", "slot", "card", (self.slots,), (-1, len(self.copies), -1))
        self.add("crises", "slot", "target", (self.slots,), (-1, n - 1, -1))
        self.tracks(reset=False)
        for name, parties in program.symbols.agreements.items():
            two = parties == 2
            self.add("pairs" if two else "states", "two" if two else "many", name, (n, n) if two else (n,), (0, 1, 0))
        self.add("cards", "card", "place", (len(self.copies),), (0, 2, 0))
        for name in ("drawn", "next", "seen"):
            borders = (-1, len(self.copies), -1) if name == "next" else (0, LIMIT, 0)
            self.add("cards", "deck", name, (len(program.decks),), borders)
        self.add("cards", "queue", "queue", (QUEUE_SLOTS, QUEUE_WIDTH), (-1, LIMIT, -1))
        if program.agenda_worth is not None:
            self.add("states", "agenda", "agenda", (n,), (0, max(0, len(program.agendas) - 1), 0))
        for name in program.symbols.folder.ruleset.tallies:
            self.add("world", "tally", name)
        for name in ("proposals", "refusals"):
            self.add("world", "count", name, borders=(0, LIMIT, 0))
        self.add("world", "facilitator", "argued", borders=(0, LIMIT, 0))
        self.add("control", "pointer", "pointer", (n,), (-1, self.slots + 1, -1))
        self.limits("game")

    def passing(self) -> None:
        """What is reset every round."""
        self.tracks(reset=True)
        self.limits("round")

    def tracks(self, *, reset: bool) -> None:
        """The tracks of the ruleset: those that are reset every round, or the others."""
        n, slots = self.players, self.slots
        shapes = {"world": (), "state": (n,), "pair": (n, n), "crisis": (slots,), "crisis_state": (slots, n)}
        parts = {"world": "world", "state": "states", "pair": "pairs", "crisis": "crises", "crisis_state": "crises"}
        for scope, shape in shapes.items():
            for name, track in self.program.symbols.tracks[scope].items():
                if (track.reset == "round") is reset:
                    start = self.program.starts[scope, name]
                    self.add(parts[scope], scope, name, shape, (track.min, track.max, start), track)

    def limits(self, period: str) -> None:
        """A cell for each thing that a limit counts."""
        shapes = {"table": (), "self": (self.players,), "crisis": (self.slots,)}
        square = (self.players, self.players)
        for tactic, limit in limited(self.program):
            if limit.period == period:
                part = "crises" if limit.key == "crisis" else "states"
                self.add(part, "limit", f"{tactic} {period} {limit.key}", shapes.get(limit.key, square), (0, 1, 0))

    def first_copies(self) -> dict[str, int]:
        """The number of the first copy of each card."""
        return {self.program.cards[index].id: number for number, (index, copy) in enumerate(self.copies) if copy == 0}

    def crisis_blocks(self) -> Iterator[Block]:
        """What belongs to a crisis slot and moves up with it, ``card`` and ``target`` included."""
        for block in self.blocks:
            if block.part == "crises" and block.size:
                yield block


def limited(program: Program) -> list[tuple[str, Limit]]:
    """Each tactic with each of its limits, once."""
    found: dict[tuple[str, Limit], None] = {}
    for form in program.forms:
        for limit in form.limits:
            found[form.tactic, limit] = None
    return list(found)
