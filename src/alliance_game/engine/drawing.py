"""Cards: which one comes, what it does on arrival, and what a state chooses on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.program import Procedure
from . import markers as mark
from .chance import draw
from .layout import ABOUT, CARD, DATED, DRAWS, GAPS, KIND, PHASE, QUEUE_SLOTS, QUEUE_WIDTH, ROUND, SEAT, WHO
from .markers import Log

if TYPE_CHECKING:
    from .machine import Functions, Machine

IN_DECK, OUT = 0, 1
ARRIVES = 0
"""The first kind of intervention: a card that a facilitator chose earlier comes."""


class Drawing:
    """Draw phases, scheduled cards and choices on cards."""

    def __init__(self, machine: Machine) -> None:
        layout = machine.layout
        program = layout.program
        self.machine = machine
        self.layout = layout
        self.cards = machine.cards
        self.players = layout.players
        self.place = layout.start("card", "place")
        self.drawn, self.next, self.seen = (layout.start("deck", name) for name in ("drawn", "next", "seen"))
        self.queue = layout.start("queue", "queue")
        self.stream = layout.start("stream", "deck")
        self.slot_cards, self.slot_targets = layout.start("slot", "card"), layout.start("slot", "target")
        names = [deck.id for deck in program.decks]
        self.deck_of_phase = [names.index(phase.draw.deck) if phase.draw else -1 for phase in program.phases]
        self.after = [deck.after for deck in program.decks]
        self.counted = [deck.counted for deck in program.decks]
        self.pools = [self.pool(deck.id, None) for deck in program.decks]
        self.early = [self.pool(deck.id, deck.late) for deck in program.decks]
        # In a round with two draw phases the dated card comes in the first.
        self.dating = next((index for index, deck in enumerate(self.deck_of_phase) if deck >= 0), -1)
        first = layout.first_copies()
        self.dated: dict[int, list[tuple[int, int, Procedure | None]]] = {}
        for dated in program.dated:
            if dated.state < layout.players:
                coming = (first[dated.card], dated.state, dated.start)
                self.dated.setdefault(dated.round, []).append(coming)
        self.first_copy = [first[card.id] for card in self.cards]
        self.weighted = any(card.weight != 1 for card in self.cards)

    def pool(self, deck: str, late: str | None) -> tuple[int, ...]:
        """The cards of a deck, those held back left out."""
        return tuple(
            n for n, card in enumerate(self.cards) if card.deck == deck and (late is None or late not in card.tags)
        )

    def bind(self, functions: Functions) -> None:
        program = self.layout.program
        self.counts = [functions[phase.draw.count.name] if phase.draw else None for phase in program.phases]
        self.chooses = [functions[card.who.name] if card.who else None for card in self.cards]
        self.abouts = [functions[card.about.name] if card.about else None for card in self.cards]
        self.starts = [functions[card.effects.name] if card.effects else None for card in self.cards]
        self.opens = [functions[card.opens.name] if card.opens else None for card in self.cards]
        self.when = [functions[card.condition.name] if card.condition else None for card in self.cards]
        self.conditional = any(condition is not None for condition in self.when)
        self.rule_opens, self.overflow = functions["crisis_opens"], functions["crisis_overflow"]
        self.possibles = [
            [functions[c.possible.name] if c.possible else None for c in card.choices] for card in self.cards
        ]
        self.performs = [[functions[c.perform.name] for c in card.choices] for card in self.cards]
        self.functions = functions

    # Which card comes

    def step(self, v: list[int], log: Log) -> bool:
        """Draw and carry out one card after another; true when one asks a question."""
        phase = v[PHASE]
        deck = self.deck_of_phase[phase]
        if v[DRAWS] < 0:
            count = self.counts[phase]
            assert count is not None
            v[DRAWS] = count(v)
            v[DATED] = 0
        while v[DRAWS] > 0:
            v[DRAWS] -= 1
            dated = self.dated.get(v[ROUND], ()) if phase == self.dating else ()
            if v[DATED] < len(dated):
                v[DATED] += 1
                v[self.drawn + deck] += self.counted[deck]
                if self.arrive_dated(v, log, *dated[v[DATED] - 1]) or self.run_queue(v, log):
                    return True
                continue
            card = self.take(v, deck)
            if card < 0:
                break
            if self.arrive(v, log, card, -1) or self.run_queue(v, log):
                return True
        v[DATED] = 0
        v[DRAWS] = -1
        return False

    def arrive_dated(self, v: list[int], log: Log, card: int, state: int, start: Procedure | None) -> bool:
        """A card that comes in this round for certain, with starting values of its own."""
        asks = self.arrive(v, log, card, state)
        if start is not None and (slot := self.slot_of(v, card)) >= 0:
            self.functions[start.name](v, log, slot)
        return asks

    def slot_of(self, v: list[int], card: int) -> int:
        slots = range(self.layout.slots)
        return next((slot for slot in slots if v[self.slot_cards + slot] == card), -1)

    def take(self, v: list[int], deck: int) -> int:
        """The next card: the one that somebody looked at, or one by lot; -1 if there is none."""
        card = self.following(v, deck)
        v[self.next + deck] = -1
        v[self.seen + deck] = 0
        if card >= 0:
            v[self.drawn + deck] += 1
        return card

    def following(self, v: list[int], deck: int) -> int:
        """The card that somebody looked at, unless it came by itself since; otherwise one by lot."""
        card = v[self.next + deck]
        return card if card >= 0 and v[self.place + card] == IN_DECK else self.lot(v, deck)

    def lot(self, v: list[int], deck: int) -> int:
        """A card by lot from what may come now; of several copies the lowest."""
        left = self.candidates(v, deck)
        if not left:
            return -1
        if self.weighted:
            left = [card for card in left for _ in range(self.cards[card].weight)]
        card = left[draw(v, self.stream, len(left))]
        first, place = self.first_copy[card], self.place
        while v[place + first] != IN_DECK:
            first += 1
        return first

    def candidates(self, v: list[int], deck: int) -> list[int]:
        """What may come now, each copy for itself; those of greater weight come more often."""
        pool = self.early[deck] if v[self.drawn + deck] < self.after[deck] else self.pools[deck]
        place = self.place
        left = [card for card in pool if v[place + card] == IN_DECK]
        if self.conditional:
            left = [card for card in left if (test := self.when[card]) is None or test(v)]
        return left

    def peek(self, v: list[int], log: Log, site: int, deck: int, seat: int) -> None:
        """A state looks at the next card, which stays the next card."""
        v[self.next + deck] = self.following(v, deck)
        if v[self.next + deck] >= 0:
            v[self.seen + deck] |= 1 << seat
            if log is not None:
                log.append((mark.PEEK, seat, v[self.next + deck], site))

    def schedule(self, v: list[int], log: Log, site: int, card: int, rounds: int, state: int) -> None:
        """A card comes by itself; when eight wait already, the ninth is lost and the chronicle does not name it."""
        for slot in range(QUEUE_SLOTS):
            at = self.queue + slot * QUEUE_WIDTH
            if v[at] < 0:
                v[at : at + QUEUE_WIDTH] = [card, v[ROUND] + rounds, state]
                if log is not None:
                    log.append((mark.SCHEDULED, site, card, v[ROUND] + rounds))
                return

    def waiting(self, v: list[int]) -> list[int]:
        """The cards that come by themselves, the first to be put there first."""
        rows = range(self.queue, self.queue + QUEUE_SLOTS * QUEUE_WIDTH, QUEUE_WIDTH)
        return [v[at] % len(self.cards) for at in rows if v[at] >= 0]

    def inject(self, v: list[int], card: int, due: int, state: int, *, hidden: bool) -> bool:
        """A facilitator's card waits for its round, ``hidden`` from all until then; false when there is no room."""
        for slot in range(QUEUE_SLOTS):
            at = self.queue + slot * QUEUE_WIDTH
            if v[at] < 0:
                v[at : at + QUEUE_WIDTH] = [card + len(self.cards) * hidden, due, state]
                return True
        return False

    def run_queue(self, v: list[int], log: Log) -> bool:
        """Carry out every waiting card that is due; true when one asks a question."""
        while v[self.queue] >= 0 and (at := self.due(v)) >= 0:
            card, _, state = v[at : at + QUEUE_WIDTH]
            if card >= len(self.cards):
                card -= len(self.cards)
                if log is not None:
                    log.append((mark.INTERVENED, ARRIVES, card))
            end = self.queue + QUEUE_SLOTS * QUEUE_WIDTH
            v[at:end] = [*v[at + QUEUE_WIDTH : end], *[-1] * QUEUE_WIDTH]
            if self.arrive(v, log, card, state):
                return True
        return False

    def due(self, v: list[int]) -> int:
        for slot in range(QUEUE_SLOTS):
            at = self.queue + slot * QUEUE_WIDTH
            if v[at] >= 0 and v[at + 1] <= v[ROUND]:
                return at
        return -1

    # What it does

    def arrive(self, v: list[int], log: Log, card: int, state: int) -> bool:
        """Carry out a card; true when it asks a question."""
        v[self.place + card] = OUT
        if v[GAPS]:
            self.machine.tidy(v, log)
        if self.cards[card].crisis:
            if self.slot_of(v, card) < 0:
                self.open(v, log, card, state)
                if v[GAPS]:
                    self.machine.tidy(v, log)
            return False
        return self.happen(v, log, card, state)

    def open(self, v: list[int], log: Log, card: int, state: int) -> None:
        """A crisis is put on the table, or overflows."""
        slots = self.layout.slots
        slot = next((slot for slot in range(slots) if v[self.slot_cards + slot] < 0), -1)
        if slot < 0:
            if log is not None:
                log.append((mark.OVERFLOW, card))
            self.overflow(v, log)
            return
        chooses = self.chooses[card]
        target = state if state >= 0 or chooses is None else chooses(v)
        if target < 0 and chooses is not None:
            # Nobody fits: the card comes to nothing.
            if log is not None:
                log.append((mark.CARD, card, -1, -1))
            return
        v[self.slot_cards + slot] = card
        v[self.slot_targets + slot] = target
        if log is not None:
            log.append((mark.OPEN, slot, card, target))
        start = self.starts[card]
        if start is not None:
            start(v, log, slot)
        self.rule_opens(v, log, slot)
        opens = self.opens[card]
        if opens is not None:
            opens(v, log, slot, target)

    def happen(self, v: list[int], log: Log, card: int, state: int) -> bool:
        """An incident: whom it is about, its effects, then its question."""
        who, about = self.meant(v, card, state)
        if log is not None:
            log.append((mark.CARD, card, who, about))
        rule = self.cards[card].who
        second = self.abouts[card] is not None or (rule is not None and rule.pair is not None)
        if (who < 0 and rule is not None) or (about < 0 and second):
            return False
        start = self.starts[card]
        if start is not None:
            start(v, log, who, about)
            if v[GAPS]:
                self.machine.tidy(v, log)
        if not self.performs[card]:
            return False
        v[KIND] = mark.CHOICE
        v[SEAT] = v[WHO] = who
        v[CARD], v[ABOUT] = card, about
        return True

    def meant(self, v: list[int], card: int, state: int) -> tuple[int, int]:
        """The states that a card is about."""
        chooses, rule = self.chooses[card], self.cards[card].who
        if chooses is None or rule is None:
            return -1, -1
        found = chooses(v)
        who, about = found if rule.pair is not None else (found, -1)
        if state >= 0:
            who, about = state, who if about == state else about
        abouts = self.abouts[card]
        if abouts is not None and who >= 0:
            about = abouts(v, who)
        return who, about

    def possible(self, v: list[int]) -> list[int]:
        """The choices on the card in question."""
        tests = self.possibles[v[CARD]]
        return [index for index, test in enumerate(tests) if test is None or test(v, v[WHO], v[ABOUT])]

    def choose(self, v: list[int], choice: int, log: Log) -> None:
        card, who, about = v[CARD], v[WHO], v[ABOUT]
        if log is not None:
            log.append((mark.MOVE, v[SEAT], mark.CHOICE, choice, card, who, about))
        v[KIND] = mark.NO_QUESTION
        v[SEAT] = v[CARD] = v[WHO] = v[ABOUT] = -1
        self.performs[card][choice](v, log, who, about)
        if v[GAPS]:
            self.machine.tidy(v, log)
