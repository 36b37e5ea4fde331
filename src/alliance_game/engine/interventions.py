"""What a facilitator does to a game from outside: the verb beside ``apply``.

``correct tension -1`` · ``correct support +1 state=france`` · ``correct trust +1 state=france other=japan`` ·
``inject card=piracy`` · ``inject card=piracy state=france round=4`` · ``skip`` · ``skip state=france`` ·
``freeze drift`` · ``thaw drift`` · ``rule state=france track=order by=+1`` · ``rule state=france by=0`` · ``end``.
Each has one spelling that lasts, for journals; in the raw chronicle it is a few numbers.
"""

from collections.abc import Callable
from typing import NamedTuple

from ..errors import IllegalMove
from ..wording import say
from . import markers as mark
from .chronicle import Entries
from .defaults import checked_seat, default_number
from .drawing import IN_DECK
from .layout import ACTIONS, KIND, OVER, ROUND, SEAT, Block
from .markers import RawEntry
from .position import Position
from .rules import Rules
from .spelling import CORRECT, END, FREEZE, INJECT, KINDS, RULE, SKIP, THAW, parsed, spelled
from .view import sealed_phase

Carry = Callable[..., None]


class Intervention(NamedTuple):
    """Something that a facilitator does; ``numbers`` are for the engine, the text lasts."""

    text: str
    kind: str
    """``correct``, ``inject``, ``skip``, ``freeze``, ``thaw``, ``rule`` or ``end``."""
    numbers: tuple[int, ...]

    def __str__(self) -> str:
        return self.text


def intervention(position: Position, text: str) -> Intervention:
    """What a text means in a position.

    Raises ``UnknownMove`` with a suggestion for a word that does not exist; whether it is possible is another question.
    """
    rules, cells = position.rules, position.cells
    kind, *numbers = parsed(rules, cells, text)
    start = rules.machine.slot_cards
    slots = cells[start : start + rules.layout.slots]
    return Intervention(spelled(rules, slots, kind, numbers), KINDS[kind], tuple(numbers))


def intervene(position: Position, wanted: Intervention | str) -> tuple[Position, Entries]:
    """The position after a facilitator has done something, and what happened; the old position is untouched.

    Everything that follows from it has the running cause ``facilitator``. Raises ``UnknownMove`` (a word that does not
    exist) or ``IllegalMove`` (not now, with the reason).
    """
    rules = position.rules
    if position.cells[OVER]:
        raise IllegalMove(say("The game is over."))
    found = intervention(position, str(wanted))
    after = position.cells[:]
    log: list[RawEntry] = []
    kind = KINDS.index(found.kind)
    _CARRY[kind](rules, after, log, *found.numbers)
    return position.followed(after, log), Entries(rules, position.cells, log)


def remarked(position: Position, kind: int, *numbers: int) -> Position:
    """The same position, and in its chronicle that a facilitator did something that changes nothing in it."""
    return position.followed(position.cells[:], [(mark.INTERVENED, kind, *numbers)])


def freezable(rules: Rules) -> tuple[str, ...]:
    """The ids of what can be frozen."""
    return tuple(rules.program.symbols.folder.ruleset.facilitator.freeze)


def why_not_correct(rules: Rules, block: Block) -> str | None:
    """Why a track cannot be corrected, or ``None`` if it can: nothing that is hidden from anybody, and no answers."""
    asks = [ask for ask in rules.asks if ask is not None]
    if block.track is None or block.track.secret is not None:
        return say("'{track}' is secret: a correction would show it", track=block.name)
    if any((ask.scope, ask.track) == (block.scope, block.name) for ask in asks):
        return say("'{track}' is what states answered: go back to an earlier round instead", track=block.name)
    return None


# One for each kind


def _correct(rules: Rules, v: list[int], log: list[RawEntry], cell: int, by: int) -> None:
    _nothing_pending(v)
    log.append((mark.INTERVENED, CORRECT, cell, by))
    _change(rules, v, log, cell, by)
    log.append((mark.RESUMED,))
    if v[KIND] == mark.ASK:
        rules.machine.resume(v, log)


def _inject(rules: Rules, v: list[int], log: list[RawEntry], card: int, state: int, due: int) -> None:
    drawing, name = rules.machine.drawing, rules.card_titles[card]
    if drawing.slot_of(v, card) >= 0:
        raise IllegalMove(say("“{card}” is on the table already.", card=name))
    if card in drawing.waiting(v):
        raise IllegalMove(say("“{card}” is waiting already.", card=name))
    if due and not v[ROUND] < due <= rules.machine.rounds:
        raise IllegalMove(say("Choose a later round, up to {last}.", last=rules.machine.rounds))
    if not due and sealed_phase(rules, v):
        raise IllegalMove(
            say(
                "Sealed answers are being given: let the card come in the next round, with 'round={round}'.",
                round=v[ROUND] + 1,
            )
        )
    if not drawing.inject(v, card, due or v[ROUND], state, hidden=bool(due)):
        raise IllegalMove(say("No more cards can wait."))
    log.append((mark.INTERVENED, INJECT, card, state, due))
    log.append((mark.RESUMED,))
    if not due and v[KIND] == mark.ACT:
        rules.machine.resume(v, log)


def _skip(rules: Rules, v: list[int], log: list[RawEntry], seat: int) -> None:
    checked_seat(rules, v, seat)
    log.append((mark.INTERVENED, SKIP, seat))
    log.append((mark.RESUMED,))
    rules.machine.play(v, default_number(rules, v, seat), log, seat)


def _freeze(rules: Rules, v: list[int], log: list[RawEntry], index: int) -> None:
    _stop(rules, v, log, FREEZE, index)


def _thaw(rules: Rules, v: list[int], log: list[RawEntry], index: int) -> None:
    _stop(rules, v, log, THAW, index)


def _rule(rules: Rules, v: list[int], log: list[RawEntry], seat: int, cell: int, by: int) -> None:
    """An argument of a state's, ruled on: it costs an action, and at most one track moves by 1."""
    if v[KIND] != mark.ACT or v[SEAT] != seat:
        said = say("{state} can bring an argument only in its own turn.", state=rules.states[seat].title)
        raise IllegalMove(said)
    argued = rules.layout.start("facilitator", "argued")
    if v[argued] == v[ROUND]:
        raise IllegalMove(say("An argument was ruled on in this round already."))
    v[argued] = v[ROUND]
    v[ACTIONS] -= 1
    log.append((mark.INTERVENED, RULE, seat, cell, by))
    if by:
        _change(rules, v, log, cell, by)
    log.append((mark.RESUMED,))
    rules.machine.resume(v, log)


def _end(rules: Rules, v: list[int], log: list[RawEntry]) -> None:
    log.append((mark.INTERVENED, END))
    rules.machine.end_early(v, log)


def _nothing_pending(v: list[int]) -> None:
    if v[KIND] == mark.CONSENT:
        raise IllegalMove(say("A proposal is being answered: wait for the answer, or skip it."))


def _change(rules: Rules, v: list[int], log: list[RawEntry], cell: int, by: int) -> None:
    """Change a track as far as its borders allow. Raises ``IllegalMove`` if they allow nothing."""
    block = rules.layout.blocks_by_cell[cell]
    if (why := why_not_correct(rules, block)) is not None:
        raise IllegalMove(f"{why}.")
    old = v[cell]
    new = v[cell] = max(block.low, min(block.high, old + by))
    if new == old:
        raise IllegalMove(say("'{track}' is at {value}, its border, already.", track=block.name, value=old))
    at, n = cell - block.start, rules.players
    if block.shared:
        v[block.start + at % n * n + at // n] = new
    log.append((mark.CORRECTED, cell, old, new, by))


def _stop(rules: Rules, v: list[int], log: list[RawEntry], kind: int, index: int) -> None:
    """Stop what the rules do by themselves, or let it go on."""
    name = freezable(rules)[index]
    track = rules.program.symbols.folder.ruleset.facilitator.freeze[name].track
    cell, wanted = rules.layout.start("world", track), int(kind == FREEZE)
    if v[cell] == wanted:
        raise IllegalMove(say("'{name}' is frozen already." if wanted else "'{name}' is not frozen.", name=name))
    log.append((mark.INTERVENED, kind, index))
    log.append((mark.CORRECTED, cell, v[cell], wanted, wanted - v[cell]))
    v[cell] = wanted
    log.append((mark.RESUMED,))


_CARRY: dict[int, Carry] = {
    CORRECT: _correct,
    INJECT: _inject,
    SKIP: _skip,
    FREEZE: _freeze,
    THAW: _thaw,
    RULE: _rule,
    END: _end,
}


def injectable(position: Position) -> tuple[str, ...]:
    """The names of the cards that can be injected: first those still in a deck, then those that were there before."""
    rules, cells = position.rules, position.cells
    drawing = rules.machine.drawing
    away = {*drawing.waiting(cells), *(card for card in range(len(rules.cards)) if drawing.slot_of(cells, card) >= 0)}
    left = [card for card in range(len(rules.cards)) if card not in away]
    left.sort(key=lambda card: cells[drawing.place + card] != IN_DECK)
    return tuple(rules.card_names[card] for card in left)
