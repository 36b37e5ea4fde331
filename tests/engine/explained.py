"""The chronicle, followed number by number: whatever changes, it says so, and it says why."""

from functools import cache

from alliance_game.engine import Entry, Position, chronicle, place_of
from alliance_game.engine import markers as mark
from alliance_game.engine.drawing import OUT
from alliance_game.engine.layout import Block, Layout
from alliance_game.engine.markers import RawEntry
from alliance_game.engine.rules import Rules
from alliance_game.language.program import Procedure
from alliance_game.language.steps import TransferStep, walk

TOLD = ("world", "state", "pair", "crisis", "crisis_state", "two", "many", "slot", "card")
"""What the chronicle must explain: tracks, agreements, which crises are on the table, which cards have come."""
LASTING = ("world", "state", "pair", "two", "many")
"""What can be added up from entry to entry."""
RUNNING = ("move", "card", "phase", "facilitator")


@cache
def transfers(rules: Rules) -> frozenset[int]:
    """The places that move something from one track to another."""
    steps = (step for unit in rules.program.units if isinstance(unit, Procedure) for step in walk(unit.steps))
    return frozenset(step.site for step in steps if isinstance(step, TransferStep))


class Following:
    """Follows the raw chronicle on cells of its own."""

    def __init__(self, opening: Position) -> None:
        self.rules = opening.rules
        self.layout: Layout = self.rules.layout
        self.cells = opening._opening[:]
        self.owed: RawEntry | None = None
        self.left: list[Block] = []
        self.blocks = [
            (slice(block.start, block.start + block.size), block)
            for block in self.layout.blocks
            if block.scope in TOLD and block.size
        ]
        self.step(opening)

    def step(self, after: Position) -> None:
        """What the last move added must lead to these cells."""
        self.left = []
        for entry in after._history[1]:
            if entry[0] >= 0:
                self.change(*entry)
            else:
                self.marker(*entry)
        assert self.owed is None, f"something was taken and not given: {self.owed}"
        for span, block in self.blocks:
            assert self.cells[span] == after.cells[span], f"{block.scope} {block.name} is not explained"
        for block in self.left:
            self.enough_are_left(block)

    def change(self, site: int, cell: int, old: int, new: int, wanted: int) -> None:
        block = self.layout.blocks_by_cell[cell]
        assert self.cells[cell] == old, f"{block.name} was {self.cells[cell]}, and the chronicle says {old}"
        assert block.low <= new <= block.high, f"{block.name} becomes {new}"
        assert min(0, wanted) <= new - old <= max(0, wanted), (block.name, old, new, wanted)
        self.cells[cell] = new
        if block.shared:
            at, n = cell - block.start, self.layout.players
            self.cells[block.start + at % n * n + at // n] = new
        if block.scope == "many" and new < old:
            self.left.append(block)
        if site in transfers(self.rules):
            self.transferred(site, cell, old, new, wanted)

    def transferred(self, *entry: int) -> None:
        """What one loses another gets, at once and to the last coin."""
        site, _, old, new, wanted = entry
        assert new - old == wanted, f"a transfer of {wanted} moved {new - old}"
        if self.owed is None:
            assert wanted < 0, "a transfer begins with what is taken"
            self.owed = entry
        else:
            assert (self.owed[0], self.owed[4]) == (site, -wanted), f"{self.owed} was taken, and {entry} given"
            self.owed = None

    def enough_are_left(self, block: Block) -> None:
        """An agreement of many that somebody has left has enough parties, or none."""
        least = self.rules.program.symbols.folder.agreements[block.name].at_least
        parties = sum(self.cells[block.start : block.start + block.size])
        assert parties == 0 or parties >= least, f"{block.name} goes on with {parties} parties"

    def marker(self, kind: int, *more: int) -> None:
        card, target = self.layout.start("slot", "card"), self.layout.start("slot", "target")
        place = self.layout.start("card", "place")
        match kind:
            case mark.ROUND:
                self.cells[self.layout.reset_from :] = self.rules.machine.resets
            case mark.CORRECTED:
                self.change(-1, *more)
            case mark.CARD | mark.OVERFLOW:
                self.cells[place + more[0]] = OUT
            case mark.OPEN:
                self.cells[card + more[0]], self.cells[target + more[0]] = more[1], more[2]
                self.cells[place + more[1]] = OUT
            case mark.CLOSE:
                assert self.cells[card + more[0]] == more[1], "another crisis leaves than stood there"
                self.cells[card + more[0]] = -1
            case mark.TIDY:
                self.move_up()
            case mark.MOVE if more[1] == mark.ASK:
                seat, _, number, slot, phase = more
                self.cells[self.rules.machine.asking.cell(phase, seat, slot)] = number
            case mark.REVEAL:
                phase, seat, slot, number = more
                answered = self.cells[self.rules.machine.asking.cell(phase, seat, slot)]
                assert answered == number, f"{answered} was answered and {number} is shown"

    def move_up(self) -> None:
        """Later crises take the places of those that left."""
        card = self.layout.start("slot", "card")
        slots = self.layout.slots
        taken = [slot for slot in range(slots) if self.cells[card + slot] >= 0]
        for block in [block for block in self.layout.blocks if block.part == "crises"]:
            width = block.size // slots
            rows = [self.cells[block.start + slot * width : block.start + (slot + 1) * width] for slot in taken]
            empty = [block.initial] * (block.size - width * len(rows))
            self.cells[block.start : block.start + block.size] = [*(cell for row in rows for cell in row), *empty]


def added_up(position: Position) -> None:
    """The entries of the whole chronicle, added to the first position, give the last one; each has a cause."""
    layout, n = position.rules.layout, position.rules.players
    cells = position._opening[:]
    # What states answer is told as their move, not as a change.
    answers = {(ask.scope, ask.track) for ask in position.rules.asks if ask is not None}
    for entry in chronicle(position):
        caused(position.rules, entry)
        assert all(0 <= seat < n for seat in entry.seats), entry
        if entry.kind == "round":
            cells[layout.reset_from :] = position.rules.machine.resets
        if entry.kind != "change" or entry.scope not in LASTING:
            continue
        block = layout.block(entry.scope, entry.name)
        for at in places(block, entry.seats, n):
            cells[block.start + at] += entry.new - entry.old
    for block in layout.blocks:
        if block.scope in LASTING and (block.scope, block.name) not in answers:
            span = slice(block.start, block.start + block.size)
            assert cells[span] == position.cells[span], f"{block.name}: what is told does not add up"


def places(block: Block, seats: tuple[int, ...], n: int) -> set[int]:
    """Where in a block a change of these states happened."""
    if len(seats) == 2:
        here, there = seats[0] * n + seats[1], seats[1] * n + seats[0]
        return {here, there} if block.shared else {here}
    return {seats[0] if seats else 0}


def caused(rules: Rules, entry: Entry) -> None:
    """Something was running, and a change has a place in the rules, unless a facilitator made it."""
    cause = entry.cause
    assert cause.running in RUNNING, cause
    assert cause.name, cause
    assert (cause.running == "move") == (cause.seat >= 0), cause
    if entry.kind == "change":
        assert cause.site is not None or cause.running == "facilitator", entry
    if cause.site is not None:
        assert written(rules, cause.site.kind, cause.site.path, entry), entry


_PLACES: dict[tuple[object, ...], bool] = {}


def written(rules: Rules, kind: tuple[str, ...], path: tuple[object, ...], entry: Entry) -> bool:
    """Whether the place of a cause is an existing line of a file of the content."""
    key = (rules.library.digest, kind, path)
    if key not in _PLACES:
        place = place_of(rules, entry.cause)
        lines = rules.library.sources[place.file].splitlines() if place is not None else []
        _PLACES[key] = place is not None and 1 <= place.line <= len(lines)
    return _PLACES[key]
