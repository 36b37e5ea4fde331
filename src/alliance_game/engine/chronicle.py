"""The chronicle: everything that happened, in order, each entry with its cause.

The machine keeps raw tuples; they become entries only when somebody reads them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from ..definitions import Place
from ..language.steps import Site
from ..language.templates import Names
from ..language.tree import Type
from . import markers as mark
from . import spelling as interventions
from .layout import PHASE, ROUND, Block
from .markers import RawEntry
from .moves import tactic_text
from .position import Position, raw_chronicle
from .rules import Rules
from .spelling import ARRIVES, INJECT, KINDS, spelled

EVERYBODY = None


class Cause(NamedTuple):
    """Why something happened: what was running (a move, a card, a phase), and the place and rule that did it."""

    running: str
    """``move``, ``card``, ``crisis``, ``phase`` or ``facilitator``."""
    name: str
    """The text of the move or of what the facilitator did, the card's name or the phase's id."""
    seat: int
    """Who moved, or -1."""
    rule: str
    """The rule of the rulebook, or ''."""
    site: Site | None
    """The place in the definitions, or ``None`` for the engine itself."""


class Entry(NamedTuple):
    """Something that happened.

    ``kind`` is round, phase, turn, move, done, refused, card, open, close, tell, outcome (of a crisis), peek,
    reveal, overflow, scheduled, intervention, over or change. For a change: ``scope`` and ``name`` say which track (or
    agreement), ``seats`` and ``crisis`` whose; ``old``, ``new``, and ``wanted``, which differs from ``new - old`` where
    a border stopped it.
    """

    kind: str
    round: int
    phase: str
    cause: Cause
    seats: tuple[int, ...] = ()
    crisis: str = ""
    scope: str = ""
    name: str = ""
    old: int = 0
    new: int = 0
    wanted: int = 0
    text: tuple[str, ...] = ()
    values: tuple[tuple[str, int], ...] = ()
    seen_by: tuple[int, ...] | None = EVERYBODY
    """Who may read it; everybody if ``None``."""

    @property
    def stopped(self) -> bool:
        """Whether a border kept the change from its full size."""
        return self.kind == "change" and self.new - self.old != self.wanted


class Entries(Sequence[Entry]):
    """Entries of some moves, read from raw tuples when first looked at."""

    __slots__ = ("_cells", "_found", "_raw", "_rules")

    def __init__(self, rules: Rules, cells: list[int], raw: Iterable[RawEntry]) -> None:
        self._rules = rules
        self._cells = cells
        self._raw = raw
        self._found: tuple[Entry, ...] | None = None

    def found(self) -> tuple[Entry, ...]:
        """All of them."""
        if self._found is None:
            self._found = tuple(_Reading(self._rules, self._cells).read(self._raw))
        return self._found

    def __len__(self) -> int:
        return len(self.found())

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, index: int | slice) -> Entry | tuple[Entry, ...]:
        return self.found()[index]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.found())


def chronicle(position: Position, seat: int | None = None) -> tuple[Entry, ...]:
    """Everything that happened; for a ``seat`` only what it may know."""
    entries = tuple(_Reading(position.rules, position._opening).read(raw_chronicle(position)))  # noqa: SLF001
    return entries if seat is None else tuple(seen(entries, seat, over=position.over))


def seen(entries: Iterable[Entry], seat: int, *, over: bool) -> Iterator[Entry]:
    """What a seat may know of some entries; after the end everything is open."""
    for entry in entries:
        if over or entry.seen_by is EVERYBODY or seat in entry.seen_by:
            yield entry
        elif entry.kind == "peek":
            yield entry._replace(crisis="", seen_by=EVERYBODY)


def place_of(rules: Rules, cause: Cause) -> Place | None:
    """File, line and column of a cause."""
    return rules.library.place(cause.site.kind, cause.site.path) if cause.site is not None else None


class _Reading:
    """Reads raw tuples in order, and so knows which card is in which slot and what is running."""

    def __init__(self, rules: Rules, cells: list[int]) -> None:
        self.rules = rules
        start = rules.machine.slot_cards
        self.slots = cells[start : start + rules.layout.slots]
        self.cells = cells[:]
        self.round = cells[ROUND]
        self.phase = rules.program.phases[max(0, cells[PHASE])].id
        self.running = self.before = ("phase", self.phase, -1)

    def read(self, raw: Iterable[RawEntry]) -> Iterator[Entry]:
        for item in raw:
            entry = self.change(item) if item[0] >= 0 else self.marker(item)
            if entry is not None:
                yield entry

    def cause(self, site: int = -1) -> Cause:
        found = self.rules.program.sites[site] if site >= 0 else None
        rule = (found.rule if found is not None else None) or ""
        return Cause(self.running[0], self.running[1], self.running[2], rule, found)

    def entry(self, kind: str, site: int = -1, **more: object) -> Entry:
        return Entry(kind, self.round, self.phase, self.cause(site), **more)  # type: ignore[arg-type]

    def crisis(self, slot: int) -> str:
        card = self.slots[slot]
        return self.rules.card_names[card] if card >= 0 else ""

    def change(self, item: RawEntry) -> Entry:
        site, cell, old, new, wanted = item
        block = self.rules.layout.blocks_by_cell[cell]
        seats, crisis = self.whose(block, cell - block.start)
        secret = block.track is not None and block.track.secret is not None
        seen_by = seats if secret else EVERYBODY
        return self.entry(
            "change",
            site,
            seats=seats,
            crisis=crisis,
            scope=block.scope,
            name=block.name,
            old=old,
            new=new,
            wanted=wanted,
            seen_by=seen_by,
        )

    def whose(self, block: Block, at: int) -> tuple[tuple[int, ...], str]:
        n = self.rules.players
        match block.scope:
            case "state" | "many":
                return (at,), ""
            case "pair" | "two":
                return (at // n, at % n), ""
            case "crisis":
                return (), self.crisis(at)
            case "crisis_state":
                return (at % n,), self.crisis(at // n)
        return (), ""

    def marker(self, item: RawEntry) -> Entry | None:
        kind, *rest = item
        reader = _MARKERS[kind]
        return reader(self, *rest)

    # One reader for each marker.

    def round_begins(self, number: int) -> Entry:
        self.round = number
        self.running = ("phase", "round", -1)
        return self.entry("round", new=number)

    def phase_begins(self, index: int) -> Entry:
        self.phase = self.rules.program.phases[index].id
        self.running = ("phase", self.phase, -1)
        return self.entry("phase", name=self.phase)

    def turn(self, seat: int) -> Entry:
        self.running = ("phase", self.phase, -1)
        return self.entry("turn", seats=(seat,))

    def move(self, seat: int, kind: int, number: int, *more: int) -> Entry:
        rules = self.rules
        seen_by: tuple[int, ...] | None = EVERYBODY
        crisis = ""
        if kind == mark.ACT:
            text = self.tactic(number)
        elif kind == mark.CONSENT:
            text = "accept" if number else "decline"
        elif kind == mark.CHOICE:
            text = f"choose {rules.cards[more[0]].choices[number].id}"
            crisis = rules.card_names[more[0]]
        else:
            ask = rules.program.phases[more[1]].ask
            assert ask is not None
            crisis = self.crisis(more[0]) if ask.per_crisis else ""
            text = f"{ask.verb} {number}" + (f" on={crisis}" if crisis else "")
            seen_by = (seat,) if ask.sealed else EVERYBODY
        if kind in (mark.ACT, mark.CHOICE):
            self.running = ("move", text, seat)
        scope = mark.KIND_NAMES[kind]
        return self.entry("move", seats=(seat,), name=text, crisis=crisis, new=number, scope=scope, seen_by=seen_by)

    def tactic(self, number: int) -> str:
        start = self.rules.machine.slot_cards
        self.cells[start : start + len(self.slots)] = self.slots
        return tactic_text(self.rules, self.cells, number)

    def done(self, form: int, seat: int, move: int) -> Entry:
        text = self.tactic(move)
        self.running = ("move", text, seat)
        rule = self.rules.program.forms[form]
        values = self.arguments(form, move)
        return self.entry("done", rule.site, seats=(seat,), name=text, scope=rule.tactic, values=values, new=form)

    def arguments(self, form: int, move: int) -> tuple[tuple[str, int], ...]:
        """What a move's parameters stand for, with cards in the place of slots."""
        parameters = self.rules.program.forms[form].parameters
        return tuple(
            self.argument(p.kind, v) for p, v in zip(parameters, self.rules.moves[move].arguments, strict=True)
        )

    def argument(self, kind: str, value: int) -> tuple[str, int]:
        return ("crisis", self.slots[value]) if kind == "crisis" else ("state" if kind == "other" else "number", value)

    def refused(self, form: int, seat: int, move: int) -> Entry:
        rule = self.rules.program.forms[form]
        text, values = self.tactic(move), self.arguments(form, move)
        return self.entry("refused", rule.site, seats=(seat,), name=text, scope=rule.tactic, values=values, new=form)

    def card(self, card: int, who: int, about: int) -> Entry:
        self.running = ("card", self.rules.card_names[card], -1)
        seats = tuple(seat for seat in (who, about) if seat >= 0)
        return self.entry("card", self.rules.cards[card].site, seats=seats, name=self.rules.card_names[card], new=card)

    def open(self, slot: int, card: int, target: int) -> Entry:
        self.slots[slot] = card
        name = self.rules.card_names[card]
        self.running = ("card", name, -1)
        seats = (target,) if target >= 0 else ()
        return self.entry("open", self.rules.cards[card].site, seats=seats, name=name, crisis=name, new=card)

    def close(self, slot: int, card: int, site: int) -> Entry:
        found = self.entry("close", site, crisis=self.rules.card_names[card], new=card)
        self.slots[slot] = -1
        return found

    def tidy(self) -> None:
        kept = [card for card in self.slots if card >= 0]
        self.slots = kept + [-1] * (len(self.slots) - len(kept))

    def tell(self, site: int, *values: int) -> Entry:
        text = self.rules.texts[site]
        kinds = ["states" if isinstance(v, Names) else _WORDS[v.type] for v in text.values]
        return self.entry("tell", site, text=text.texts, values=tuple(zip(kinds, values, strict=True)))

    def peek(self, seat: int, card: int, site: int) -> Entry:
        return self.entry("peek", site, seats=(seat,), crisis=self.rules.card_names[card], seen_by=(seat,))

    def reveal(self, phase: int, seat: int, slot: int, number: int) -> Entry:
        ask = self.rules.program.phases[phase].ask
        assert ask is not None
        crisis = self.crisis(slot) if ask.per_crisis else ""
        return self.entry("reveal", seats=(seat,), crisis=crisis, new=number, name=ask.verb)

    def overflow(self, card: int) -> Entry:
        self.running = ("card", self.rules.card_names[card], -1)
        return self.entry("overflow", name=self.rules.card_names[card], new=card)

    def outcome(self, part: int, card: int, slot: int) -> Entry:
        name = self.rules.card_names[card]
        return self.entry("outcome", name="met" if part == 0 else "failed", crisis=name, new=card)

    def over(self, ending: int, site: int) -> Entry:
        return self.entry("over", site, name=self.rules.endings[ending])

    def intervened(self, kind: int, *numbers: int) -> Entry:
        """What a facilitator did. A card that is to come later is a secret until then."""
        name = spelled(self.rules, self.slots, kind, numbers)
        if kind != ARRIVES:
            self.before, self.running = self.running, ("facilitator", name, -1)
        words, crisis = intervention_values(self.rules, kind, numbers), ""
        if kind in (ARRIVES, INJECT):
            crisis = self.rules.card_names[numbers[0]]
        seen_by: tuple[int, ...] | None = () if kind == INJECT and numbers[-1] else EVERYBODY
        return self.entry("intervention", name=name, scope=KINDS[kind], crisis=crisis, values=words, seen_by=seen_by)

    def corrected(self, *change: int) -> Entry:
        return self.change((-1, *change))

    def resumed(self) -> None:
        self.running = self.before

    def scheduled(self, site: int, card: int, due: int) -> Entry:
        return self.entry("scheduled", site, name=self.rules.card_names[card], new=due)


def intervention_values(rules: Rules, kind: int, numbers: tuple[int, ...]) -> tuple[tuple[str, int], ...]:
    """What an intervention is about: states and numbers, in the order in which they are told."""
    match kind:
        case interventions.CORRECT:
            return (("number", numbers[1]),)
        case interventions.INJECT:
            return (*((("state", numbers[1]),) if numbers[1] >= 0 else ()), ("number", numbers[2]))
        case interventions.SKIP:
            return (("state", numbers[0]),)
        case interventions.RULE:
            return ("state", numbers[0]), ("number", numbers[2])
        case interventions.REWIND | interventions.PAUSE | interventions.TIME:
            return (("number", numbers[0]),)
        case interventions.SEATED:
            return ("state", numbers[0]), ("number", numbers[1])
    return ()


_WORDS = {Type.STATE: "state", Type.CRISIS: "crisis", Type.INT: "number", Type.TARGET: "state", Type.BOOL: "number"}
_MARKERS: dict[int, Callable[..., Entry | None]] = {
    mark.ROUND: _Reading.round_begins,
    mark.PHASE: _Reading.phase_begins,
    mark.TURN: _Reading.turn,
    mark.MOVE: _Reading.move,
    mark.DONE: _Reading.done,
    mark.REFUSED: _Reading.refused,
    mark.CARD: _Reading.card,
    mark.OPEN: _Reading.open,
    mark.CLOSE: _Reading.close,
    mark.TIDY: _Reading.tidy,
    mark.TELL: _Reading.tell,
    mark.PEEK: _Reading.peek,
    mark.REVEAL: _Reading.reveal,
    mark.OVERFLOW: _Reading.overflow,
    mark.OVER: _Reading.over,
    mark.OUTCOME: _Reading.outcome,
    mark.SCHEDULED: _Reading.scheduled,
    mark.INTERVENED: _Reading.intervened,
    mark.CORRECTED: _Reading.corrected,
    mark.RESUMED: _Reading.resumed,
}
