"""The table of a card test: rules derived from a scenario's in which everything is laid as the test wants it.

When the round begins, tracks are set and crises come. Then a card of the test's own asks to go on; the tested card
comes, and a second one asks again, so that nothing else happens between the two.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ...definitions import Library
from ...definitions.library import Path
from ...definitions.trials import CardTest, Given, GivenCrisis
from ...engine import Rules, compile_rules
from ...errors import AllianceError, ExpressionError, UnknownName, did_you_mean
from ...language.resolver import CRISIS, STATE, resolve
from ...language.tree import Cell, Local, Node
from ..table.dealing import has_who, home
from ..table.derived import ONE, SEAT, TWO, Data, Derived, derived, for_state, scheduled
from ..table.holding import held

T = TypeVar("T")
READY, LIST, DONE = "sandbox_ready", "sandbox_list", "sandbox_done"
"""The test's own cards: before the tested one, what carries out its list, and after it."""
COUNT = "sandbox_count"
GIVEN = ("length", "difficulty", "option")
GO_ON = "choose go_on"
C = "sandbox_crisis"


class Failed(Exception):
    """A test cannot go on: where in it, and why."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        self.message = message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a test is played."""

    table: Derived
    states: int
    seats: Mapping[str, int]
    """Each state's seat."""

    def seat(self, state: str, path: Path) -> int:
        """A state's seat. Raises ``Failed`` for one that does not play."""
        return seat_of(self.seats, state, path)


def staged(library: Library, test: CardTest) -> Stage:
    """Lay the table of a test. Raises ``Failed``."""
    given = test.given
    if test.card not in library.cards:
        raise Failed(("card",), str(UnknownName("card", test.card, library.cards)))
    base = at(("given", "scenario"), lambda: home(library, test.card, given.scenario))
    states = how_many(library, base, given)
    rules = at(("given",), lambda: compile_rules(library, base, states, given.length, given.difficulty, given.options))
    seats = {state.id: seat for seat, state in enumerate(rules.states)}
    refuse_misfits(library, test)
    laying = _Laying(rules, seats)
    effects = [laying.track(key, value) for key, value in given.tracks.items()]
    effects += [laying.crisis(index, crisis, library) for index, crisis in enumerate(given.crises)]
    cards = {READY: ready(laying, test), DONE: asking("Done", ())}
    if test.crisis is not None:
        cards[LIST] = {**own("The list"), "effects": [last_crisis(test.crisis)]}
    try:
        table = derived(
            library,
            base,
            library.scenarios[base].title,
            effects=[*effects, scheduled(READY)],
            in_round=given.round,
            cards=cards,
            world=[COUNT],
            instead=held(library, rules, given.round) if given.round > 1 else None,
        )
    except AllianceError as error:
        raise Failed(("given",), str(error)) from error
    return Stage(table, states, seats)


def at(path: Path, made: Callable[[], T]) -> T:
    """What is made; a fault in it is one of this place."""
    try:
        return made()
    except UnknownName as error:
        named = ("given", "options" if error.kind == "option" else error.kind)
        raise Failed(named if error.kind in GIVEN else path, str(error)) from error
    except AllianceError as error:
        raise Failed(path, str(error)) from error


def how_many(library: Library, base: str, given: Given) -> int:
    """How many states play: as many as the test says, or as usual, and as it takes to have those that it names."""
    scenario = library.scenario(base)
    if given.states is not None:
        return given.states
    ids = [state.id for state in scenario.states]
    named = [name for name in (given.who, given.about, given.target) if name in ids]
    usual = max(scenario.seats.min, min(4, scenario.seats.max))
    return max([usual, *(ids.index(name) + 1 for name in named)])


def refuse_misfits(library: Library, test: CardTest) -> None:
    """States for a card that chooses none."""
    crisis = library.cards[test.card].card.kind == "crisis"
    for part, fits in (("who", not crisis), ("about", not crisis), ("target", crisis)):
        if getattr(test.given, part) is not None and not (fits and has_who(library, test.card)):
            raise Failed(("given", part), f"'{test.card}' has no `{part}`.")
    if test.crisis is not None and not crisis:
        raise Failed(("crisis",), f"'{test.card}' is an incident: it has no list `{test.crisis}`.")


class _Laying:
    """What a test gives, as effects."""

    def __init__(self, rules: Rules, seats: Mapping[str, int]) -> None:
        self.rules = rules
        self.seats = seats
        self.scope: dict[str, Node] = {state: Local(STATE, state) for state in seats}

    def track(self, key: str, value: int) -> Data:
        """Set a track, or an agreement."""
        path = ("given", "tracks", key)
        cell = self.cell(written(key), self.scope, path)
        seats = [self.seats[part.name] for part in cell.of if isinstance(part, Local)]
        names = [ONE, TWO][: len(seats)]
        self.refuse(len(set(seats)) == len(seats), path, f"`{key}` names one state twice.")
        effect: Data
        if cell.scope in ("two", "many"):
            self.refuse(value in (0, 1), path, f"An agreement is in force (1) or not (0), not {value}.")
            whose = {"between": names} if cell.scope == "two" else {"of": ONE}
            effect = {"sign" if value else "end": cell.name, **whose}
        elif cell.scope in ("world", "state", "pair"):
            self.within(cell, value, path)
            owner = f"world.{cell.name}" if cell.scope == "world" else f"{ONE}.{cell.name}"
            effect = {"set": owner + (f"({TWO})" if cell.scope == "pair" else ""), "to": value}
        else:
            raise Failed(path, f"`{key}` is not a track that can be set here.")
        for seat, name in zip(reversed(seats), reversed(names), strict=True):
            effect = for_state(seat, [effect], name)
        return effect

    def crisis(self, index: int, crisis: GivenCrisis, library: Library) -> Data:
        """A crisis that comes, hitting whom it should."""
        path = ("given", "crises", index)
        held = library.cards.get(crisis.card)
        if held is None:
            raise Failed((*path, "card"), str(UnknownName("card", crisis.card, library.cards)))
        self.refuse(held.card.kind == "crisis", (*path, "card"), f"'{crisis.card}' is no crisis.")
        if crisis.target is None:
            return scheduled(crisis.card)
        self.refuse(has_who(library, crisis.card), (*path, "target"), f"'{crisis.card}' has no `target`.")
        return scheduled(crisis.card, seat_of(self.seats, crisis.target, (*path, "target")))

    def numbers(self, index: int, crisis: GivenCrisis) -> list[Data]:
        """The tracks of a crisis that is open."""
        found: list[Data] = []
        for key, value in crisis.tracks.items():
            path = ("given", "crises", index, "tracks", key)
            cell = self.cell(written(f"{C}.{key}"), {**self.scope, C: Local(CRISIS, C)}, path)
            self.refuse(cell.scope in ("crisis", "crisis_state"), path, f"`{key}` is no track of a crisis.")
            self.within(cell, value, path)
            seats = [self.seats[part.name] for part in cell.of[1:] if isinstance(part, Local)]
            effect: Data = {"set": f"{C}.{cell.name}" + (f"({ONE})" if seats else ""), "to": value}
            found.append(for_state(seats[0], [effect]) if seats else effect)
        return found

    def cell(self, text: str, scope: Mapping[str, Node], path: Path) -> Cell:
        """The cell that a key names."""
        try:
            node = resolve(text, scope, self.rules.program.symbols)
        except ExpressionError as error:
            raise Failed(path, sentence(error)) from error
        if not isinstance(node, Cell) or not all(isinstance(part, Local) for part in node.of):
            raise Failed(path, f"`{path[-1]}` is not a track that can be set.")
        return node

    def within(self, cell: Cell, value: int, path: Path) -> None:
        track = self.rules.program.symbols.tracks[cell.scope][cell.name]
        said = f"`{cell.name}` goes from {track.min} to {track.max}: it cannot be {value}."
        self.refuse(track.min <= value <= track.max, path, said)

    def refuse(self, fits: bool, path: Path, message: str) -> None:
        if not fits:
            raise Failed(path, message)


def sentence(error: ExpressionError) -> str:
    """What is wrong with an expression, as a sentence."""
    said = error.message[:1].upper() + error.message[1:]
    return said if said.endswith(("?", ".")) else f"{said}."


def written(key: str) -> str:
    """A number's name in a test as an expression: ``norway.trust.spain`` is ``norway.trust(spain)``."""
    first, *rest = key.split(".")
    return key if len(rest) < 2 else f"{first}.{rest[0]}({', '.join(rest[1:])})"


def seat_of(seats: Mapping[str, int], state: str, path: Path) -> int:
    """A state's seat. Raises ``Failed`` for one that does not play."""
    if state not in seats:
        raise Failed(path, f"There is no state '{state}' at this table.{did_you_mean(state, seats)}")
    return seats[state]


def ready(laying: _Laying, test: CardTest) -> Data:
    """The card that lays the numbers of crises, asks, and sends what is tested."""
    given = test.given
    numbers = [laying.numbers(index, crisis) for index, crisis in enumerate(given.crises)]
    effects = [each_crisis([nth(index, each) for index, each in enumerate(numbers, 1) if each])] if any(numbers) else []
    part = "target" if given.target is not None else "who"
    named = getattr(given, part)
    seat = None if named is None else seat_of(laying.seats, named, ("given", part))
    if given.about is not None:
        seat_of(laying.seats, given.about, ("given", "about"))
    sent = [scheduled(test.card, seat), *([scheduled(LIST)] if test.crisis else []), scheduled(DONE)]
    return {**asking("Ready", sent), "effects": effects}


def own(title: str) -> Data:
    """The beginning of a card of the test's own."""
    return {"title": title, "kind": "incident", "text": "A card of the test itself."}


def asking(title: str, effects: Sequence[Data]) -> Data:
    """A card that asks the first seat to go on."""
    choice = {"text": "Go on", "fallback": True, "effects": list(effects)}
    return {**own(title), "who": {"where": f"it.{SEAT} == 0"}, "choices": {"go_on": choice}}


def each_crisis(effects: Sequence[Data]) -> Data:
    """Effects for each open crisis, in which the world counts them."""
    counting = [{"change": f"world.{COUNT}", "by": 1}, *effects]
    return {"for_each": {C: "crises"}, "do": counting}


def nth(number: int, effects: Sequence[Data]) -> Data:
    """Effects for one of them only."""
    return {"if": f"world.{COUNT} == {number}", "then": list(effects)}


def last_crisis(part: str) -> Data:
    """A list of the crisis that came last is carried out, and it leaves the table."""
    last = f"world.{COUNT} == count({ONE} in crises)"
    carried = {"if": last, "then": [{"outcome": part, "of": C}, {"close": C}]}
    # The count begins anew: a card before may have counted already.
    reset = {"set": f"world.{COUNT}", "to": 0}
    return {"if": "round > 0", "then": [reset, each_crisis([carried])]}
