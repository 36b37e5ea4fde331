"""Reasons: why a move is not possible, by walking the same conditions that the compiled rules fold."""

from ..language.evaluator import evaluate
from ..language.needs import needs
from ..language.program import FormRule
from ..language.speech import Speech, clauses_of
from ..language.tree import Node, locals_in
from ..language.words import counted
from ..wording import say, small
from . import markers as mark
from .layout import ABOUT, CARD, FIRST, KIND, OVER, ROUND, WHO
from .legality import limit_index
from .moves import Move, argument_text, parse_move
from .position import Position
from .rules import Rules
from .view import View


class Reading:
    """A position (or what a seat sees of it) as expressions ask for it."""

    def __init__(self, rules: Rules, cells: list[int]) -> None:
        self.rules = rules
        self.cells = cells

    def read(self, scope: str, name: str, of: tuple[int, ...]) -> int:
        """The value of a cell; 0 for what belongs to an empty slot."""
        layout, cells = self.rules.layout, self.cells
        if scope == "control":
            return (
                cells[FIRST]
                if name == "first"
                else cells[ROUND]
                if name == "round"
                else cells[layout.start(scope, name)]
            )
        if scope in ("target", "targeted"):
            target = cells[layout.start("slot", "target") + of[0]]
            return int(target >= 0) if scope == "targeted" else target
        index = of[0] * layout.players + of[1] if len(of) == 2 else (of[0] if of else 0)
        return cells[layout.start(scope, name) + index]

    def members(self, source: str) -> tuple[int, ...]:
        """The states, or the slots of the open crises."""
        if source == "states":
            return tuple(range(self.rules.players))
        start = self.rules.machine.slot_cards
        return tuple(slot for slot in range(self.rules.layout.slots) if self.cells[start + slot] >= 0)

    def tagged(self, crisis: int, tag: str) -> bool:
        """Whether the card in a slot has a tag."""
        card = self.cells[self.rules.machine.slot_cards + crisis]
        return card >= 0 and tag in self.rules.cards[card].tags


def speech(rules: Rules, cells: list[int]) -> Speech:
    """How the names of this game are said."""
    ruleset = rules.program.symbols.folder
    titles = {
        (scope, name): small(track.title or name.replace("_", " "))
        for scope, tracks in rules.program.symbols.tracks.items()
        for name, track in tracks.items()
    }
    start = rules.machine.slot_cards
    slots = [cells[start + slot] for slot in range(rules.layout.slots)]
    return Speech(
        titles,
        {name: small(agreement.title) for name, agreement in ruleset.agreements.items()},
        {tag: small(title) for tag, title in ruleset.ruleset.tags.items()},
        tuple(state.in_words for state in rules.states),
        tuple(rules.card_titles[card] if card >= 0 else "" for card in slots),
        frozenset(
            (scope, name)
            for scope, tracks in rules.program.symbols.tracks.items()
            for name, track in tracks.items()
            if track.show == "mark"
        ),
        clauses=clauses_of(rules.program.symbols.tracks),
    )


def why_not(position: Position | View, move: Move | str) -> str | None:
    """Why a move is not possible for the seat asked first (a view's own seat); ``None`` if it is possible."""
    rules, cells = position.rules, position.cells
    seat = position.seat if isinstance(position, View) else rules.machine.seat(cells)
    if cells[OVER]:
        return say("the game is over")
    if isinstance(position, View) and not position.decisions:
        return say("somebody else is asked now")
    if isinstance(move, str):
        move = parse_move(rules, cells, move, seat)
    if move.kind != mark.KIND_NAMES[cells[KIND]]:
        return say("the question is another one")
    if cells[KIND] == mark.ASK:
        possible = 0 <= move.number <= rules.machine.asking.highest(cells, seat)
    else:
        possible = move.number in rules.machine.legal(cells)
    return None if possible else why_not_number(rules, cells, seat, move.number)


def why_not_number(rules: Rules, cells: list[int], seat: int, number: int) -> str:
    """Why a move, by number, is not possible, in a few words: "needs standing 3, France has 2"."""
    match cells[KIND]:
        case mark.ACT:
            if not 0 <= number < len(rules.moves):
                return say("there is no such move")
            found = failing(rules, cells, seat, rules.moves[number].form, rules.moves[number].arguments)
            return found[0] if found else say("it is not offered in this phase")
        case mark.ASK:
            return say("the most you can name here is {number}", number=rules.machine.asking.highest(cells, seat))
        case mark.CHOICE:
            return choice_reason(rules, cells, number)
    return say("the question is another one")


def failing(rules: Rules, cells: list[int], seat: int, index: int, arguments: tuple[int, ...]) -> list[str]:
    """Every condition of a tactic's form that does not hold for these arguments."""
    form = rules.program.forms[index]
    names = {"self": seat} | {p.name: value for p, value in zip(form.parameters, arguments, strict=True)}
    found = []
    for parameter, value in zip(form.parameters, arguments, strict=True):
        if parameter.kind == "other" and value == seat:
            found.append(say("it takes another state"))
        if parameter.kind == "crisis" and argument_text(rules, cells, "crisis", value) == "nothing":
            return [say("that crisis is not open")]
    world, said = Reading(rules, cells), speech(rules, cells)
    found += limits_reached(rules, cells, form, seat, arguments)
    found += unpaid(rules, cells, seat, form.cost)
    found += [needs(part, names, world, said) for part in form.conditions if not evaluate(part, names, world)]
    return found


def fixed_reasons(rules: Rules, cells: list[int], seat: int, index: int) -> list[str]:
    """What stands in the way of a form whatever its arguments are."""
    form = rules.program.forms[index]
    world, said = Reading(rules, cells), speech(rules, cells)
    found = limits_reached(rules, cells, form, seat, None) + unpaid(rules, cells, seat, form.cost)
    own: list[Node] = [part for part in form.conditions if locals_in(part) <= {"self"}]
    found += [needs(part, {"self": seat}, world, said) for part in own if not evaluate(part, {"self": seat}, world)]
    if any(p.kind == "crisis" for p in form.parameters) and not world.members("crises"):
        found.append(say("no crisis is open"))
    return found


def limits_reached(
    rules: Rules, cells: list[int], form: FormRule, seat: int, arguments: tuple[int, ...] | None
) -> list[str]:
    """Limits that are used up; without arguments only those that need none."""
    found = []
    for limit in form.limits:
        if arguments is None and limit.key not in ("self", "table"):
            continue
        if any(cells[cell] for cell in limit_index(rules.layout, form, limit, seat, arguments or ())):
            found.append(say("already used this round" if limit.period == "round" else "already used this game"))
    return found


def unpaid(rules: Rules, cells: list[int], seat: int, cost: object) -> list[str]:
    """Prices that the state cannot pay."""
    found = []
    for track, price in dict(cost).items():  # type: ignore[call-overload]
        block = rules.layout.block("state", track)
        held = cells[block.start + seat]
        if held - block.low < price:
            title = small(block.track.title if block.track and block.track.title else track)
            state = rules.states[seat].in_words
            found.append(say("costs {price}, {state} has {held}", price=counted(price, title), state=state, held=held))
    return found


def choice_reason(rules: Rules, cells: list[int], number: int) -> str:
    """Why an option on a card is locked."""
    card, who = rules.cards[cells[CARD]], cells[WHO]
    if not 0 <= number < len(card.choices):
        return say("the card has no such choice")
    choice = card.choices[number]
    found = unpaid(rules, cells, who, choice.cost)
    if choice.condition is not None:
        names = {"who": who, "about": cells[ABOUT]}
        world = Reading(rules, cells)
        if not evaluate(choice.condition, names, world):
            found.append(needs(choice.condition, names, world, speech(rules, cells)))
    return found[0] if found else say("it is possible")
