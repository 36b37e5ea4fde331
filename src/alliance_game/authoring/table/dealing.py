"""A table at which one card comes first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...bots import bot
from ...definitions import Library
from ...definitions.scenario import YOU
from ...describe import naming
from ...engine import Entry, Position, apply, chronicle, decision, new_game, view
from ...engine.layout import ROUND
from ...engine.reasons import Reading
from ...engine.setup import first_cells
from ...errors import AllianceError, UnknownName
from ...language.evaluator import evaluate
from ...language.program import CardRule
from ...saves import Game, create
from . import conditions, meant
from .derived import Derived, derived, scheduled
from .whereabouts import UnknownCard

SEEDS = 64
"""So many seeds are tried for a card that should hit a certain state."""
USUAL = "concert"


@dataclass(frozen=True, slots=True)
class Wish:
    """Which card, at what kind of table."""

    card: str
    scenario: str | None = None
    state: str | None = None
    """Whom the person leads and the card should hit; otherwise whom it hits."""
    states: int | None = None
    length: str | None = None
    difficulty: str | None = None
    seed: int | None = None
    packs: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A move that was made before the card came."""

    seat: int
    move: str
    reason: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A game up to the moment in which a card came, if it did."""

    position: Position
    before: list[int]
    """The cells when the last move was made before it, or at the start."""
    made: tuple[Made, ...]
    entry: Entry | None
    """The card's own entry in the chronicle; ``None`` if it did not come in the first round."""

    @property
    def hit(self) -> int | None:
        """The seat that the card is about or hits."""
        return self.entry.seats[0] if self.entry is not None and self.entry.seats else None


@dataclass(frozen=True, slots=True)
class Deal:
    """A table at which the card has just come."""

    wish: Wish
    table: Derived
    arrival: Arrival
    seat: int
    """The person's."""
    notes: tuple[str, ...]
    """What is otherwise than in a game, in sentences."""

    @property
    def position(self) -> Position:
        """The game as it stands."""
        return self.arrival.position

    @property
    def card(self) -> CardRule:
        """The card, as this game plays it."""
        return card_of(self.position, self.wish.card)

    def play(self, folder: Path, others: str = "planner") -> Game:
        """The same as a saved game; whoever calls this closes it."""
        setup = self.position.setup
        seats = tuple(YOU if seat == self.seat else others for seat in range(setup.states))
        game = create(
            self.table.library,
            seats,
            folder,
            scenario=self.table.scenario,
            states=setup.states,
            length=setup.length,
            difficulty=setup.difficulty,
            seed=setup.seed,
        )
        for each in self.arrival.made:
            game.play(each.move, seat=each.seat, reason=each.reason)
        return game


def deal(library: Library, wish: Wish, title: str = "") -> Deal:
    """Lay the table, under a title of its own or the scenario's.

    Raises ``UnknownName`` for a card, scenario or state that there is not, and ``AllianceError``.
    """
    if wish.card not in library.cards:
        raise UnknownCard(wish.card, library.cards)
    base = home(library, wish.card, wish.scenario)
    states, seat = seats_of(library, base, wish)
    title = title or library.scenarios[base].title
    found = _Dealing(wish, states, derived(library, base, title, dated=wish.card)).drawn(seat)
    chooses = has_who(library, wish.card)
    if found is not None and (not chooses or found.arrival.hit == (found.seat if seat is None else seat)):
        return found
    # What is not drawn can still be sent, as one card sends another.
    to = (seat if seat is not None else 0 if found is not None else None) if chooses else None
    again = _Dealing(wish, states, derived(library, base, title, effects=[scheduled(wish.card, to)]))
    return again.sent(seat if to is None else to, found)


def has_who(library: Library, card: str) -> bool:
    """Whether a card chooses a state."""
    held = library.cards[card].card
    return (held.target if held.kind == "crisis" else held.who) is not None


def home(library: Library, card: str, wanted: str | None = None) -> str:
    """The scenario to try a card in: the one wanted, one whose decks hold it, or one whose rules it fits."""
    if wanted is not None:
        library.scenario(wanted)
        return wanted
    tables = library.scenarios

    def far(name: str) -> tuple[bool, bool, bool, str]:
        return (not decks_hold(library, name, card), not dates(library, name, card), name != USUAL, name)

    problem: AllianceError | None = None
    for name in sorted(tables, key=far):
        # Whatever a scenario has was read with its rules when it was loaded.
        if decks_hold(library, name, card) or dates(library, name, card):
            return name
        try:
            table = derived(library, name, tables[name].title, dated=card)
            new_game(table.library, table.scenario)
            return name
        except AllianceError as error:
            problem = problem or error
    raise problem or AllianceError("There is no scenario to try the card in.")


def decks_hold(library: Library, scenario: str, card: str) -> bool:
    """Whether a scenario's decks take the folder of a card."""
    decks = library.scenarios[scenario].decks.values()
    return any(library.cards[card].deck in folders for folders in decks)


def dates(library: Library, scenario: str, card: str) -> bool:
    """Whether a card comes in a certain round of a scenario."""
    return any(each.card == card for each in library.scenarios[scenario].dated)


def seats_of(library: Library, base: str, wish: Wish) -> tuple[int, int | None]:
    """How many states play, and the seat of the state that is wanted; as many states as it takes to have that one."""
    scenario = library.scenario(base)
    least, most = scenario.seats.min, scenario.seats.max
    states = wish.states if wish.states is not None else max(least, min(4, most))
    if wish.state is None:
        return states, None
    ids = [state.id for state in scenario.states[: states if wish.states is not None else most]]
    if wish.state.lower() not in ids:
        raise UnknownName("state", wish.state, ids)
    seat = ids.index(wish.state.lower())
    return max(states, seat + 1), seat


class _Dealing:
    """Tries seeds at one table."""

    def __init__(self, wish: Wish, states: int, table: Derived) -> None:
        self.wish = wish
        self.states = states
        self.table = table

    def seeds(self) -> Iterator[int]:
        """The seed that is wanted, or some from 0 on."""
        return iter((self.wish.seed,) if self.wish.seed is not None else range(SEEDS))

    def arrival(self, seed: int) -> Arrival:
        wish = self.wish
        first = new_game(self.table.library, self.table.scenario, self.states, wish.length, wish.difficulty, seed=seed)
        return brought(first, wish.card)

    def drawn(self, seat: int | None) -> Deal | None:
        """The first game in which the card hits the state; if there is none, the first; none if it never comes."""
        first: Arrival | None = None
        for seed in self.seeds():
            found = self.arrival(seed)
            first = first or found
            if found.entry is None or seat is None or found.hit in (seat, None):
                first = found
                break
        assert first is not None
        return None if first.entry is None else self.done(first, seat, ())

    def sent(self, seat: int | None, drawn: Deal | None) -> Deal:
        """The card comes by itself, for the state if one is wanted."""
        found = self.arrival(drawn.position.setup.seed if drawn is not None else next(self.seeds()))
        notes = []
        if drawn is None:
            notes.append("The rules draw no card in the first round, so this one comes by itself.")
        elif seat is not None:
            rules, cells = drawn.position.rules, drawn.arrival.before
            reason = meant.why_not(rules, cells, drawn.card, seat, drawn.arrival.hit)
            sent = f" Here it is sent to {naming.state(rules, seat)} all the same." if found.hit == seat else ""
            notes.append(f"{reason}{sent}")
        if found.entry is None:
            raise AllianceError(f"'{self.wish.card}' does not come in the first round: the game is over before it.")
        return self.done(found, seat, tuple(notes))

    def done(self, arrival: Arrival, seat: int | None, notes: tuple[str, ...]) -> Deal:
        rules, card = arrival.position.rules, card_of(arrival.position, self.wish.card)
        said = list(notes)
        if card.condition is not None and not evaluate(card.condition.node, {}, Reading(rules, arrival.before)):
            only = "; ".join(conditions.failing(rules, arrival.before, card.condition.node))
            said.append(f"In a game it is drawn only while {only}. Here it comes all the same.")
        mine = seat if seat is not None else arrival.hit or 0
        return Deal(self.wish, self.table, arrival, mine, tuple(said))


def brought(first: Position, card: str) -> Arrival:
    """Play on, as planners do, until a card has come, or the first round is over."""
    position, before = first, first_cells(first.rules, first.setup.seed)
    before[ROUND] = 1
    made: list[Made] = []
    minds = [bot("planner", first.setup.seed) for _ in range(first.rules.players)]
    while (entry := entry_of(position, card)) is None and position.cells[ROUND] == 1:
        asked = decision(position)
        if asked is None:
            break
        seen = view(position, asked.seat)
        choice = minds[asked.seat].choose(seen, seen.decisions[0])
        before = position.cells
        position, _ = apply(position, choice.move, asked.seat)
        made.append(Made(asked.seat, str(choice.move), choice.reason))
    return Arrival(position, before, tuple(made), entry)


def entry_of(position: Position, card: str) -> Entry | None:
    """Where the chronicle tells of a card that came."""
    return next((each for each in chronicle(position) if each.kind in ("card", "open") and each.name == card), None)


def card_of(position: Position, name: str) -> CardRule:
    """A card as a game plays it."""
    return next(card for card in position.rules.program.cards if card.id == name)
