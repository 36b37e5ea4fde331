"""What keeps a card from being drawn: in its scenarios from the start, and in a game that was saved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ...definitions import Library
from ...describe import naming
from ...engine import Position, Rules, chronicle, compile_rules
from ...engine.drawing import IN_DECK
from ...engine.layout import ROUND
from ...engine.setup import first_cells
from ...errors import UnknownName
from ...language.program import CardRule, Procedure, units_in
from ...language.survey import scheduled
from . import conditions, meant
from .whereabouts import UnknownCard, file_of

USUAL = "concert"
"""The scenario that is named where several would do."""


@dataclass(frozen=True, slots=True)
class Game:
    """The kind of game that is meant; what is not said is usual."""

    scenario: str | None = None
    states: int | None = None
    length: str | None = None
    difficulty: str | None = None


def at_the_start(library: Library, card: str, game: Game) -> list[str]:
    """For each scenario that has the card, or the one that is wanted, what stands in its way.

    Raises ``UnknownName`` for a scenario that there is not, and ``AllianceError``.
    """
    if game.scenario is not None:
        library.scenario(game.scenario)
    wanted = [game.scenario] if game.scenario is not None else sorted(library.scenarios)
    found: list[str] = []
    for name in wanted:
        rules = compile_rules(library, name, game.states, game.length, game.difficulty)
        if any(each.id == card for each in rules.program.cards):
            cells = first_cells(rules, 0)
            cells[ROUND] = 1
            lines = [*ways(rules, card), *obstacles(rules, cells, card), *share(rules, cells, card)]
            found += ["", f"{library.scenarios[name].title} ({name}), at the start:", *(f"  {each}" for each in lines)]
    return found or [*unused(library, card, wanted)]


def in_a_game(position: Position, card: str) -> list[str]:
    """The same as a game stands. Raises ``UnknownName`` if its rules have no such card."""
    rules, cells = position.rules, position.cells
    known = [each.id for each in rules.program.cards]
    if card not in known:
        raise UnknownName("card of that game", card, known)
    found = [*ways(rules, card), *been(position, card)]
    if position.over:
        return [*found, "The game is over."]
    return [*found, *obstacles(rules, cells, card), *share(rules, cells, card)]


def heading(library: Library, card: str, folders: Iterable[Path]) -> str:
    """``Storm (cards/sea/storm.yaml), an incident in the folder sea.``; ``folders`` are those of the packs in use.

    Raises ``UnknownName`` for a card that there is not.
    """
    if card not in library.cards:
        raise UnknownCard(card, library.cards)
    held = library.cards[card]
    kind = "a crisis" if held.card.kind == "crisis" else "an incident"
    return f"{held.card.title} ({file_of(library, card, folders)}), {kind} in the folder {held.deck}."


def unused(library: Library, card: str, scenarios: list[str]) -> Iterator[str]:
    """Nobody has the card: what a scenario would have to say."""
    folder = library.cards[card].deck
    which = f"The scenario '{scenarios[0]}'" if len(scenarios) == 1 else "No scenario"
    verb = "does not use" if len(scenarios) == 1 else "uses"
    yield f"{which} {verb} the folder '{folder}', and nothing dates or schedules the card: it never comes."
    filled = [name for name in scenarios if any(library.scenarios[name].decks.values())]
    chosen = sorted(filled or scenarios, key=lambda name: name != USUAL)
    for name in chosen[:1] if USUAL in chosen else chosen:
        for deck, folders in library.scenarios[name].decks.items():
            now = f"`{deck}: [{', '.join(folders)}]`"
            yield f"  {name} says {now} under `decks`; with `{deck}: [{', '.join((*folders, folder))}]` it comes there."


def ways(rules: Rules, card: str) -> Iterator[str]:
    """How the card comes, drawn or not."""
    rule = rule_of(rules, card)
    drawn = {phase.draw.deck for phase in rules.program.phases if phase.draw is not None}
    rounds = [str(each.round) for each in rules.program.dated if each.card == card]
    if rounds:
        yield f"It comes by itself in round {naming.listed(rounds)}."
    if senders := sent_by(rules, card):
        yield f"It is scheduled by {naming.listed(senders)}."
    if rule.deck is None:
        yield "It is in no deck, so it is not drawn: no deck of the scenario takes its folder."
    elif rule.deck not in drawn:
        yield f"It is in the deck '{rule.deck}', from which no phase draws."


def sent_by(rules: Rules, card: str) -> list[str]:
    """The cards that schedule this one, and whether tactics or rules do."""
    program = rules.program

    def sends(part: object) -> bool:
        return card in scheduled(unit for unit in units_in(part) if isinstance(unit, Procedure))

    found = [each.id for each in program.cards if sends(each)]
    found += sorted({f"the tactic {form.tactic}" for form in program.forms if sends(form)})
    others = [program.phases, program.opens, program.overflow, program.leaves]
    others += [program.round_starts, program.turn_starts, program.round_ends, program.ends_early]
    return [*found, *(["the rules themselves"] if any(map(sends, others)) else [])]


def obstacles(rules: Rules, cells: list[int], card: str) -> Iterator[str]:
    """What stands in its way as things stand."""
    rule, drawing = rule_of(rules, card), rules.machine.drawing
    if rule.deck is not None:
        deck = [each.id for each in rules.program.decks].index(rule.deck)
        late, drawn = rules.program.decks[deck], cells[drawing.drawn + deck]
        if late.late is not None and late.late in rule.tags and drawn < late.after:
            yield f"It is held back by its tag '{late.late}' until {late.after} cards were drawn (so far {drawn})."
    if rule.condition is not None and not conditions.holds(rules, cells, rule.condition.node):
        parts = "; ".join(conditions.failing(rules, cells, rule.condition.node))
        yield f"Its `when` does not hold: it needs that {parts}."
    if nobody := meant.why_nobody(rules, cells, rule):
        yield f"It would come to nothing: {nobody}."


def share(rules: Rules, cells: list[int], card: str) -> Iterator[str]:
    """How likely it is the next card, and by what."""
    rule, drawing = rule_of(rules, card), rules.machine.drawing
    if rule.deck is None:
        return
    deck = [each.id for each in rules.program.decks].index(rule.deck)
    part = percent(rules, drawing.pools[deck], card)
    yield f"{copies(rule.copies)} of weight {rule.weight} in the deck '{rule.deck}': {part} of it."
    now = drawing.candidates(cells, deck)
    if any(drawing.cards[each].id == card for each in now):
        yield f"It can be drawn: it is the next card with a chance of {percent(rules, now, card)}."


def percent(rules: Rules, pool: tuple[int, ...] | list[int], card: str) -> str:
    """The part of some cards by weight that is this one: ``2 of 57 (4 %)``."""
    weights = [(rules.cards[each].id, rules.cards[each].weight) for each in pool]
    own, every = sum(weight for name, weight in weights if name == card), sum(weight for _, weight in weights)
    return f"{own} of {every} ({(200 * own + every) // (2 * every)} %)" if every else "nothing"


def been(position: Position, card: str) -> Iterator[str]:
    """When it came, and how many copies are left."""
    rules, cells = position.rules, position.cells
    own = [number for number, each in enumerate(rules.cards) if each.id == card]
    names = {rules.card_names[number] for number in own}
    for entry in chronicle(position):
        if entry.kind in ("card", "open", "overflow") and entry.name in names:
            yield f"{SAID[entry.kind]} in round {entry.round}."
    start = rules.machine.drawing.place
    left = sum(cells[start + number] == IN_DECK for number in own)
    slots = cells[rules.machine.slot_cards : rules.machine.slot_cards + rules.layout.slots]
    if any(number in slots for number in own):
        yield "It is on the table now."
    if rule_of(rules, card).deck is not None:
        yield f"Left in the deck: {copies(left) if left else 'no copy'} of {len(own)}."


def copies(number: int) -> str:
    """``1 copy``, ``2 copies``."""
    return "1 copy" if number == 1 else f"{number} copies"


SAID = {"card": "It came", "open": "It was put on the table", "overflow": "It found no room on the table"}


def rule_of(rules: Rules, card: str) -> CardRule:
    """The card as a game plays it."""
    return next(each for each in rules.program.cards if each.id == card)
