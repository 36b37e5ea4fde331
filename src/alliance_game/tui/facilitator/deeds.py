"""What the console offers, as lists to choose from: each choice means the text of an intervention, or a part of one."""

from __future__ import annotations

from collections.abc import Iterator

from ...definitions.scenario import YOU
from ...describe import naming, status, trail
from ...describe.trail import Asked
from ...engine import Position, Rules, default_move, injectable
from ...engine.interventions import why_not_correct
from ...engine.layout import CARD, ROUND, SEAT
from ...engine.spelling import WHOSE
from ...engine.view import sealed_phase
from ...saves import Game
from ...wording import say
from .choosing import Choice

MOST = 3
"""The largest correction that the list offers; what is needed beyond it is done twice."""


def cards(position: Position) -> list[Choice]:
    """The cards that can be brought in, those still in a deck first."""
    titles = dict(zip(position.rules.card_names, position.rules.card_titles, strict=True))
    kinds = {
        name: say("crisis") if card.crisis else say("incident")
        for name, card in zip(position.rules.card_names, position.rules.cards, strict=True)
    }
    return [Choice(titles[name], kinds[name], name) for name in injectable(position)]


def rounds_to_come(position: Position) -> list[Choice]:
    """Now, or a later round."""
    rules, now = position.rules, position.cells[ROUND]
    found = [] if sealed_phase(rules, position.cells) else [Choice(say("Now"), "", 0)]
    later = range(now + 1, rules.machine.rounds + 1)
    return found + [Choice(say("In round {round}", round=each), "", each) for each in later]


def rounds_gone(position: Position) -> list[Choice]:
    """The rounds whose beginning can be gone back to."""
    now = position.cells[ROUND]
    return [Choice(say("The beginning of round {round}", round=each), "", each) for each in range(now, 0, -1)]


def numbers(position: Position) -> list[Choice]:
    """The public numbers that can be corrected, each with its value."""
    seen, rules = status.everybodys(position), position.rules
    found = []
    for title, group in trail.numbers(seen):
        for each in group:
            if each.scope in WHOSE and why_not_correct(rules, rules.layout.block(each.scope, each.name)) is None:
                said = naming.sentence(trail.title_of(seen, each))
                value = trail.value_now(seen, each)
                if value is not None:
                    found.append(Choice(said if said else title, naming.number(value), each))
    return found


def amounts(position: Position, about: Asked, most: int = MOST) -> list[Choice]:
    """By how much a number can be corrected, and where it then stands."""
    value = trail.value_now(status.everybodys(position), about) or 0
    block = position.rules.layout.block(about.scope, about.name)
    steps = [step for size in range(1, most + 1) for step in (size, -size)]
    return [
        Choice(naming.signed(step), f"{naming.number(value)} → {naming.number(value + step)}", step)
        for step in steps
        if block.low <= value + step <= block.high
    ]


def words_of(rules: Rules, about: Asked) -> str:
    """Whose a number is, as an intervention names it."""
    seats = iter(about.seats)
    given = {"crisis": about.crisis}
    words = (f"{word}={given.get(word) or rules.states[next(seats)].id}" for word in WHOSE[about.scope])
    return " ".join(words)


def correction(rules: Rules, about: Asked, by: int) -> str:
    """The text of a correction."""
    return f"correct {about.name} {by:+} {words_of(rules, about)}".strip()


def ruling(rules: Rules, seat: int, about: Asked | None, by: int) -> str:
    """The text of a ruling on an argument."""
    text = f"rule state={rules.states[seat].id}"
    if about is None:
        return f"{text} by=0"
    whose = words_of(rules, about)
    whose = f"of{whose[5:]}" if whose.startswith("state=") else whose.replace(" state=", " of=")
    return f"{text} track={about.name} {whose} by={by:+}".replace("  ", " ")


def frozen(position: Position) -> list[Choice]:
    """What can be frozen, or thawed."""
    rules = position.rules
    found = []
    for name, each in rules.program.symbols.folder.ruleset.facilitator.freeze.items():
        stopped = position.cells[rules.layout.start("world", each.track)]
        words = say("Thaw: {title}" if stopped else "Freeze: {title}", title=each.title)
        found.append(Choice(words, each.about or "", f"{'thaw' if stopped else 'freeze'} {name}"))
    return found


def teams(game: Game) -> list[Choice]:
    """Every state, and who decides for it."""
    rules = game.position.rules
    return [
        Choice(naming.state(rules, seat), say("people") if who == YOU else say("bot"), seat)
        for seat, who in enumerate(game.seats)
    ]


def asked(position: Position) -> str:
    """Who is asked now, and what counts if the question is skipped; of sealed answers nothing is told."""
    rules = position.rules
    if sealed_phase(rules, position.cells):
        return say("All answer in secret.")
    seat = position.cells[SEAT]
    move = default_move(position)
    words = {"pass": say("the turn ends"), "decline": say("it is declined")}
    said = words.get(str(move)) or words_of_default(position, str(move))
    return say("{state} is asked. If it is skipped: {default}.", state=naming.state(rules, seat), default=said)


def words_of_default(position: Position, move: str) -> str:
    """A fallback, or a number, in words."""
    verb, value, *_ = move.split()
    card = position.cells[CARD]
    if verb == "choose" and card >= 0:
        return next(each.text for each in position.rules.cards[card].choices if each.id == value)
    return value


def secrets(game: Game) -> Iterator[str]:
    """What nobody else may see: agendas, and cards that are to come."""
    position = game.position
    rules, cells = position.rules, position.cells
    if rules.program.agenda_worth is not None:
        start = rules.layout.start("agenda", "agenda")
        agendas = rules.program.symbols.folder.agendas
        for seat in range(rules.players):
            agenda = rules.program.agendas[cells[start + seat]].id
            yield say("{state}: agenda {agenda}", state=naming.state(rules, seat), agenda=agendas[agenda].title)
    for each in game.interventions:
        if each.text.startswith("inject") and "round=" in each.text:
            yield each.text
