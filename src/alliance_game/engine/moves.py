"""Moves as text, both ways.

``pass`` · ``play joint_exercise partner=japan`` · ``play withdrawal form=pact partner=chile`` · ``accept`` ·
``decline`` · ``pledge 2 on=piracy`` · ``choose bow``. Reading looks names up, so a word that does not exist gets a
suggestion; whether the move is legal is another question.
"""

from typing import NamedTuple

from ..errors import UnknownMove, did_you_mean
from ..language.program import FormRule
from ..wording import say
from . import markers as mark
from .layout import CARD, KIND, PHASE
from .rules import Rules

NO_CARD = -2
"""What a question is about that is about no crisis."""


class Move(NamedTuple):
    """An answer to a decision. ``number`` is what the engine plays; its text lasts, and makes it equal to another."""

    text: str
    number: int
    kind: str

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Move) and self.text == other.text

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.text)


def state_id(rules: Rules, seat: int) -> str:
    """A state's id."""
    return rules.states[seat].id


def tactic_text(rules: Rules, cells: list[int], move: int) -> str:
    """The text of a move of the act phase."""
    return rules.move_texts[move] or spelled(rules, cells, move)


def spelled(rules: Rules, cells: list[int], move: int) -> str:
    """The text of a move that names a crisis: it depends on what is in the slot."""
    index, arguments = rules.moves[move]
    form = rules.program.forms[index]
    words = ["play", form.tactic] + ([f"form={form.form}"] if form.form else [])
    for parameter, value in zip(form.parameters, arguments, strict=True):
        words.append(f"{parameter.name}={argument_text(rules, cells, parameter.kind, value)}")
    return " ".join(words)


def argument_text(rules: Rules, cells: list[int], kind: str, value: int) -> str:
    """What a parameter stands for."""
    if kind == "other":
        return state_id(rules, value)
    if kind == "crisis":
        card = cells[rules.machine.slot_cards + value]
        return rules.card_names[card] if card >= 0 else "nothing"
    return str(value)


def move_text(rules: Rules, cells: list[int], kind: int, number: int, seat: int) -> str:
    """The text of any move, in the position that it answers."""
    if kind == mark.ACT:
        return rules.move_texts[number] or spelled(rules, cells, number)
    if kind == mark.ASK:
        return answer_text(rules, cells, number, seat)
    if kind == mark.CONSENT:
        return "accept" if number else "decline"
    return f"choose {rules.cards[cells[CARD]].choices[number].id}"


def answer_text(rules: Rules, cells: list[int], number: int, seat: int) -> str:
    """The text of an answer in an asking phase."""
    phase = cells[PHASE]
    ask, machine = rules.asks[phase], rules.machine
    assert ask is not None
    card = cells[machine.slot_cards + cells[machine.asking.pointers + seat]] if ask.per_crisis else NO_CARD
    texts = rules.answer_texts
    if (known := texts.get((phase, card, number))) is not None:
        return known
    on = f" on={rules.card_names[card] if card >= 0 else 'nothing'}" if ask.per_crisis else ""
    text = texts[phase, card, number] = f"{ask.verb} {number}{on}"
    return text


def pointer(rules: Rules, cells: list[int], seat: int) -> int:
    """The crisis slot that a seat is asked about."""
    return cells[rules.machine.asking.pointers + seat]


def named(rules: Rules, cells: list[int], number: int, seat: int) -> Move:
    """A move with its text."""
    kind = cells[KIND]
    return Move(move_text(rules, cells, kind, number, seat), number, mark.KIND_NAMES[kind])


def parse_move(rules: Rules, cells: list[int], text: str, seat: int) -> Move:
    """The move that a text means for the question that the seat is asked.

    Raises ``UnknownMove`` with a suggestion when a word is not known, or is no answer to this kind of question.
    """
    words = text.split()
    if not words:
        raise UnknownMove(say("A move is missing."))
    kind = cells[KIND]
    verb, rest = words[0], words[1:]
    known = verbs(rules, cells)
    if verb in ("pass", "accept", "decline") and rest:
        raise UnknownMove(alone(verb, rest))
    if verb not in known:
        unknown = say("'{word}' is not an answer here: {words}.", word=verb, words=", ".join(known))
        raise UnknownMove(f"{unknown}{did_you_mean(verb, known)}")
    if kind == mark.ACT:
        return named(rules, cells, 0 if verb == "pass" else tactic_number(rules, cells, rest), seat)
    if kind == mark.CONSENT:
        return named(rules, cells, int(verb == "accept"), seat)
    if kind == mark.CHOICE:
        return named(rules, cells, choice_number(rules, cells, rest), seat)
    return named(rules, cells, answer_number(rules, cells, verb, rest, seat), seat)


def alone(word: str, rest: list[str]) -> str:
    """That nothing can follow a word."""
    return say("'{word}' stands alone: '{rest}' means nothing behind it.", word=word, rest=" ".join(rest))


def verbs(rules: Rules, cells: list[int]) -> tuple[str, ...]:
    """The first words of the answers to the question."""
    kind = cells[KIND]
    if kind == mark.ASK:
        ask = rules.program.phases[cells[PHASE]].ask
        return (ask.verb,) if ask is not None else ()
    return {mark.ACT: ("play", "pass"), mark.CONSENT: ("accept", "decline"), mark.CHOICE: ("choose",)}.get(kind, ())


def tactic_number(rules: Rules, cells: list[int], words: list[str]) -> int:
    """The number of a move of the act phase."""
    tactics = {form.tactic for form in rules.program.forms}
    if not words or words[0] not in tactics:
        name = words[0] if words else ""
        unknown = say("There is no tactic '{name}'.", name=name)
        raise UnknownMove(f"{unknown}{did_you_mean(name, tactics)}")
    given = dict(pair(word) for word in words[1:])
    if len(given) < len(words) - 1:
        raise UnknownMove(say("A name is given twice."))
    forms = {form.form: form for form in rules.program.forms if form.tactic == words[0]}
    chosen = given.pop("form", None)
    if chosen not in forms:
        known = [name for name in forms if name]
        raise UnknownMove(f"{forms_of(words[0], known)}{did_you_mean(chosen or '', known)}")
    form = forms[chosen]
    names = [parameter.name for parameter in form.parameters]
    if set(given) != set(names):
        needed = " ".join(f"{name}=…" for name in names)
        raise UnknownMove(
            say(
                "'{tactic}' needs {names}." if names else "'{tactic}' needs nothing more.",
                tactic=words[0],
                names=needed,
            )
        )
    values = tuple(argument(rules, cells, parameter.kind, given[parameter.name]) for parameter in form.parameters)
    return find(rules, form, values)


def forms_of(tactic: str, known: list[str]) -> str:
    """Which forms a tactic has."""
    if not known:
        return say("'{tactic}' has no forms.", tactic=tactic)
    return say("'{tactic}' has the forms {forms}.", tactic=tactic, forms=", ".join(known))


def find(rules: Rules, form: FormRule, values: tuple[int, ...]) -> int:
    """The number of a form with these arguments."""
    for number, move in enumerate(rules.moves):
        if move.form == form.index and move.arguments == values:
            return number
    raise UnknownMove(say("'{tactic}' cannot be played with these numbers.", tactic=form.tactic))


def pair(word: str) -> tuple[str, str]:
    """``name=value``."""
    name, equals, value = word.partition("=")
    if not equals:
        raise UnknownMove(say("'{word}' should be written name=value.", word=word))
    return name, value


def argument(rules: Rules, cells: list[int], kind: str, value: str) -> int:
    """The number of a state, an open crisis, or a number itself."""
    if kind == "number":
        return number_of(value)
    if kind == "other":
        known = {state.id: seat for seat, state in enumerate(rules.states)}
        unknown = say("There is no state '{name}'.", name=value)
    else:
        known = {argument_text(rules, cells, "crisis", slot): slot for slot in range(rules.layout.slots)}
        known.pop("nothing", None)
        unknown = say("There is no open crisis '{name}'.", name=value)
    if value not in known:
        raise UnknownMove(f"{unknown}{did_you_mean(value, known)}")
    return known[value]


def number_of(text: str) -> int:
    """A number from 0 to 9999."""
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise UnknownMove(say("'{word}' is not a number from 0 up.", word=text))
    return int(text)


def choice_number(rules: Rules, cells: list[int], words: list[str]) -> int:
    """The number of a choice on the card in question."""
    choices = {choice.id: index for index, choice in enumerate(rules.cards[cells[CARD]].choices)}
    name = words[0] if words else ""
    if name not in choices:
        unknown = say("'{word}' is not a choice here: {words}.", word=name, words=", ".join(choices))
        raise UnknownMove(f"{unknown}{did_you_mean(name, choices)}")
    if len(words) > 1:
        raise UnknownMove(alone(name, words[1:]))
    return choices[name]


def answer_number(rules: Rules, cells: list[int], verb: str, words: list[str], seat: int) -> int:
    """The number that answers an asking phase, ``on=`` the crisis that is asked about."""
    if not words:
        raise UnknownMove(say("Say how much: '{move}'.", move=f"{verb} 2"))
    number = number_of(words[0])
    ask = rules.program.phases[cells[PHASE]].ask
    asked = argument_text(rules, cells, "crisis", pointer(rules, cells, seat)) if ask and ask.per_crisis else None
    for word in words[1:]:
        name, value = pair(word)
        if name != "on" or asked is None or value != asked:
            raise UnknownMove(about_another(asked, f"{verb} {number}"))
    return number


def about_another(asked: str | None, move: str) -> str:
    """Which crisis the question is about, and the answer that fits it."""
    if asked is None:
        return say("The question is about no crisis: '{move}'.", move=move)
    return say("The question is about {crisis}: '{move}'.", crisis=asked, move=f"{move} on={asked}")
