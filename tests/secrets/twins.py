"""Twins of a position: the same to one pair of eyes, and another behind what those eyes may not see.

What is hidden is taken from the definition of a view: the cells that it overwrites, and the cards that it leaves out of
the queue. Nothing here knows a track, a card or a phase by name.
"""

from collections import Counter
from random import Random

from alliance_game.describe import status
from alliance_game.describe.events import PUBLIC
from alliance_game.engine import Position, View, apply, decisions, view
from alliance_game.engine import markers as mark
from alliance_game.engine.chance import MASK
from alliance_game.engine.drawing import IN_DECK
from alliance_game.engine.layout import HIDDEN, PHASE, QUEUE_SLOTS, QUEUE_WIDTH, ROUND, Block
from alliance_game.engine.markers import RawEntry
from alliance_game.engine.position import raw_chronicle
from alliance_game.engine.spelling import INJECT
from alliance_game.engine.view import sealed_phase


def seen_by(position: Position, eye: int) -> View:
    """What a seat may know, or everybody."""
    return status.everybodys(position) if eye == PUBLIC else view(position, eye)


class Twin:
    """Changes what is one seat's own or nobody's, as far as another may not see it.

    ``position`` is the twin; ``changed`` counts the kinds of secrets that are other ones now. Without ``plans`` the
    cards that a facilitator has chosen stay.
    """

    def __init__(self, position: Position, eye: int, owner: int, lot: Random, *, plans: bool = True) -> None:
        self.rules, self.eye, self.owner, self.lot = position.rules, eye, owner, lot
        self.cells = position.cells[:]
        self.raw = list(raw_chronicle(position))
        self.changed: Counter[str] = Counter()
        visible = seen_by(position, eye).cells
        hidden = [at for at, cell in enumerate(visible) if cell == HIDDEN]
        blocks = {self.rules.layout.blocks_by_cell[at].start: self.rules.layout.blocks_by_cell[at] for at in hidden}
        for block in blocks.values():
            self.change(block, {at for at in hidden if block.start <= at < block.start + block.size})
        if plans and not position.over:
            self.plan()
        setup = position.setup._replace(seed=lot.randrange(1 << 30))
        self.position = Position(self.rules, setup, self.cells, position._opening, (None, self.raw))
        if sealed_phase(self.rules, self.cells) and not position.over:
            self.answer()

    def change(self, block: Block, hidden: set[int]) -> None:
        """What a block hides, if it is the owner's or nobody's."""
        own = block.start + self.owner
        if block.part == "streams":
            for at in hidden:
                self.put(at, self.lot.randrange(MASK), "chance")
        elif block.scope == "agenda":
            self.aim(block.start)
        elif (block.scope, block.name) == ("deck", "next"):
            for at in hidden:
                self.follow(at, at - block.start)
        elif block.track is not None and block.track.secret is not None:
            self.put(own, self.lot.randint(block.low, block.high), "track")

    def put(self, at: int, value: int, kind: str) -> None:
        """Another value."""
        self.changed[kind] += self.cells[at] != value
        self.cells[at] = value

    def aim(self, start: int) -> None:
        """Another agenda that the owner could hold; if a third seat has it, the two change."""
        own = self.rules.own_agendas[self.owner]
        common = [each for each in self.rules.common_agendas if self.eye < 0 or each != self.cells[start + self.eye]]
        wanted = self.lot.choice(list(own) or common)
        for seat in range(self.rules.players):
            if self.cells[start + seat] == wanted and not own:
                self.cells[start + seat] = self.cells[start + self.owner]
        self.put(start + self.owner, wanted, "agenda")

    def follow(self, at: int, deck: int) -> None:
        """Another card comes next; whoever looked has seen that one."""
        before = self.cells[at]
        if before < 0:
            return
        drawing, name = self.rules.machine.drawing, self.rules.program.decks[deck].id
        left = [
            number
            for number, card in enumerate(self.rules.cards)
            if card.deck == name and self.cells[drawing.place + number] == IN_DECK
        ]
        card = self.lot.choice(left)
        self.put(at, card, "peek")
        self.raw = [
            (each[0], each[1], card, *each[3:])
            if each[0] == mark.PEEK and each[2] == before and each[1] != self.eye
            else each
            for each in self.raw
        ]

    def plan(self) -> None:
        """A facilitator's plans are other ones: another card, another round, none, or one more."""
        drawing, count = self.rules.machine.drawing, len(self.rules.cards)
        start, end = drawing.queue, drawing.queue + QUEUE_SLOTS * QUEUE_WIDTH
        rows = [self.cells[at : at + QUEUE_WIDTH] for at in range(start, end, QUEUE_WIDTH)]
        open_rows = [row for row in rows if 0 <= row[0] < count]
        planned = [row[0] - count for row in rows if row[0] >= count]
        away = {row[0] for row in open_rows} | {n for n in range(count) if drawing.slot_of(self.cells, n) >= 0}
        free = [number for number in range(count) if number not in away]
        self.raw = without_plans(self.raw, planned)
        rounds = range(self.cells[ROUND] + 1, self.rules.machine.rounds + 1)
        room = QUEUE_SLOTS - len(open_rows)
        wanted = self.lot.sample(free, min(len(free), room, self.lot.randrange(3))) if rounds else []
        for card in wanted:
            due, seat = self.lot.choice(rounds), self.lot.randrange(-1, self.rules.players)
            open_rows.insert(self.lot.randint(0, len(open_rows)), [card + count, due, seat])
            at = self.moment()
            self.raw[at:at] = [(mark.INTERVENED, INJECT, card, seat, due), (mark.RESUMED,)]
        rest = QUEUE_SLOTS - len(open_rows)
        now = [cell for row in open_rows for cell in row] + [-1] * (rest * QUEUE_WIDTH)
        self.changed["plan"] += now != self.cells[start:end]
        self.cells[start:end] = now

    def moment(self) -> int:
        """A place of the chronicle at which a facilitator may have planned something: before a move, or now."""
        places = [at for at, each in enumerate(self.raw) if each[0] == mark.MOVE]
        return self.lot.choice([*places, len(self.raw)])

    def answer(self) -> None:
        """The owner's sealed answers are taken back, and others are given, or fewer, or more."""
        rules, cells, phase, owner = self.rules, self.cells, self.cells[PHASE], self.owner
        asking = rules.machine.asking
        begun = max(at for at, each in enumerate(self.raw) if each[0] == mark.PHASE)
        before = cells[:]
        self.raw[begun:] = [each for each in self.raw[begun:] if each[:3] != (mark.MOVE, owner, mark.ASK)]
        for slot in range(rules.layout.slots) if asking.per_crisis[phase] else (0,):
            at = asking.cell(phase, owner, slot)
            cells[at] = rules.layout.blocks_by_cell[at].initial
        cells[asking.pointers + owner] = asking.following(cells, phase, owner, 0)
        asking.next_seat(cells, phase)
        for _ in range(self.lot.randrange(2 * rules.layout.slots + 2)):
            own = next((each for each in decisions(self.position) if each.seat == owner), None)
            if own is None:
                break
            after, _ = apply(self.position, self.lot.choice(own.moves), owner)
            if after.cells[PHASE] != phase or not sealed_phase(rules, after.cells):
                # It was the last of all answers: the owner still owes it.
                break
            self.position = after
        self.changed["answer"] += before != self.position.cells


def without_plans(raw: list[RawEntry], planned: list[int]) -> list[RawEntry]:
    """A raw chronicle without the cards that a facilitator has chosen and that have not come yet."""
    plans = [
        at
        for at, each in enumerate(raw)
        if each[:2] == (mark.INTERVENED, INJECT) and each[-1] > 0 and each[2] in planned
    ]
    # Behind each stands that what was running before goes on.
    gone = {at + step for at in plans for step in (0, 1)}
    return [each for at, each in enumerate(raw) if at not in gone]


def all_others(position: Position, eye: int, lot: Random, *, plans: bool = True) -> Position:
    """Everything is another that a seat may not see."""
    for owner in range(position.rules.players):
        if owner != eye:
            position = Twin(position, eye, owner, lot, plans=plans).position
    return position
