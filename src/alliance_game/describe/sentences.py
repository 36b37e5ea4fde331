"""Entries of the chronicle as sentences, one for each kind."""

from collections.abc import Callable, Sequence

from ..engine.chronicle import Entry
from ..engine.moves import Move
from ..engine.rules import Rules
from ..language.program import CardRule, FormRule
from ..language.templates import Names, Template
from ..language.tree import Local, Node
from ..wording import say, stopped
from . import changes, interventions, naming


def sentence(rules: Rules, entry: Entry) -> str:
    """What happened, without the changes that it led to; empty for an entry that only separates others."""
    return SENTENCES[entry.kind](rules, entry)


def values(rules: Rules, entry: Entry) -> list[str]:
    """The values that an entry carries, in words."""
    return [value_said(rules, kind, value) for kind, value in entry.values]


def value_said(rules: Rules, kind: str, value: int) -> str:
    """One value: a state, several, a crisis or a number."""
    match kind:
        case "state":
            return naming.called(rules, value) if 0 <= value < rules.players else say("nobody")
        case "states":
            return naming.all_called(rules, naming.states_in(value))
        case "crisis":
            return rules.card_titles[value] if value >= 0 else say("a crisis")
    return naming.number(value)


def filled(template: Template, words: dict[str, str]) -> str:
    """A text whose values are names of the rule itself, such as ``{self}`` and ``{partner}``."""
    found = ""
    for text, value in zip(template.texts, template.values, strict=False):
        word = _word(value, words)
        found += text
        found += naming.sentence(word) if not found or found.endswith((". ", "? ", "\n")) else word
    return found + template.texts[-1]


def _word(value: Node | Names, words: dict[str, str]) -> str:
    return words.get(value.name, value.name) if isinstance(value, Local) else "…"


def form_of(rules: Rules, entry: Entry) -> FormRule:
    """The form that a ``done`` or ``refused`` entry is about."""
    return rules.program.forms[entry.new]


def about(rules: Rules, form: FormRule, entry: Entry) -> str:
    """``bilateral pact with Germany``."""
    kinds: list[str] = [kind for kind, _ in entry.values]
    return proposal(rules, form, list(zip(kinds, values(rules, entry), strict=True)))


def proposal(rules: Rules, form: FormRule, arguments: Sequence[tuple[str, str]]) -> str:
    """A form with its arguments in words, each with its kind (state, crisis, number)."""
    if form.called is not None:
        return filled(form.called, dict(zip((p.name for p in form.parameters), (w for _, w in arguments), strict=True)))
    words = naming.form_title(rules, form)
    words = words[:1].lower() + words[1:]
    for kind, word in arguments:
        if kind == "state":
            words = say("{tactic} with {state}", tactic=words, state=word)
        else:
            words = say("{tactic} for {crisis}", tactic=words, crisis=word) if kind == "crisis" else f"{words} {word}"
    return words


def does(rules: Rules, entry: Entry) -> str:
    """What is said of a state that answers, in the words of the ruleset: ``pledges``."""
    verb = entry.name.split()[0]
    return next(phase.ask.says for phase in rules.program.phases if phase.ask is not None and phase.ask.verb == verb)


# One sentence for each kind


def _round(rules: Rules, entry: Entry) -> str:
    return say("Round {round} of {last}", round=entry.new, last=rules.machine.rounds)


def _phase(rules: Rules, entry: Entry) -> str:
    return naming.phase(rules, entry.name)


def _turn(rules: Rules, entry: Entry) -> str:
    return say("{state} to act.", state=naming.opening(rules, entry.seats[0]))


def _move(rules: Rules, entry: Entry) -> str:
    state = naming.opening(rules, entry.seats[0])
    match entry.scope:
        case "consent":
            return say("{state} accepts." if entry.new else "{state} declines.", state=state)
        case "choice":
            card = rules.cards[rules.card_names.index(entry.crisis)]
            return say("{state} chooses: {choice}.", state=state, choice=card.choices[entry.new].text)
        case "ask":
            return answered(rules, entry)
    return _act(rules, entry, state)


def answered(rules: Rules, entry: Entry) -> str:
    """A number that a state names: ``France pledges 2 on Piracy.``"""
    words = {
        "state": naming.opening(rules, entry.seats[0]),
        "does": does(rules, entry),
        "answers": answer(rules, entry),
    }
    return say("{state} {does} {answers} (sealed)." if entry.seen_by else "{state} {does} {answers}.", **words)


def _act(rules: Rules, entry: Entry, state: str) -> str:
    if entry.new <= 0:
        return say("{state} ends its turn.", state=state)
    asks, tactic = rules.program.forms[rules.moves[entry.new].form].asks, spoken(rules, entry.name)
    return say("{state} proposes: {tactic}." if asks else "{state} plays: {tactic}.", state=state, tactic=tactic)


def spoken(rules: Rules, move: str | Move) -> str:
    """The text of a tactic's move in words: ``joint exercise with Germany``."""
    words = str(move).split()
    if words[0] != "play":
        return str(move)
    given = dict(word.split("=", 1) for word in words[2:])
    form = next(f for f in rules.program.forms if f.tactic == words[1] and f.form == given.get("form"))
    ids = {state.id: state.in_words for state in rules.states}
    arguments = []
    for parameter in form.parameters:
        value = given[parameter.name]
        kind = "state" if parameter.kind == "other" else parameter.kind
        arguments.append((kind, ids[value] if kind == "state" else naming.card(rules, value)))
    return proposal(rules, form, arguments)


def answer(rules: Rules, entry: Entry) -> str:
    """The number that a state names, and what it is for."""
    number = naming.number(entry.new)
    return (
        say("{number} on {crisis}", number=number, crisis=naming.card(rules, entry.crisis)) if entry.crisis else number
    )


def _done(rules: Rules, entry: Entry) -> str:
    form = form_of(rules, entry)
    if form.text is None:
        return f"{naming.state(rules, entry.seats[0])}: {about(rules, form, entry)}."
    state = naming.called(rules, entry.seats[0])
    words = dict(zip((p.name for p in form.parameters), values(rules, entry), strict=True))
    return filled(form.text, {"self": state, **words})


def _refused(rules: Rules, entry: Entry) -> str:
    form = form_of(rules, entry)
    state = naming.called(rules, entry.seats[0])
    said = naming.form_title(rules, form)
    others = [word for (kind, _), word in zip(entry.values, values(rules, entry), strict=True) if kind == "state"]
    title = said[:1].lower() + said[1:] if form.called is None else about(rules, form, entry)
    if form.council is not None or not others:
        return say("Too few agree: {tactic}, proposed by {state}.", tactic=title, state=state)
    named = naming.sentence(naming.listed(others))
    if form.called is not None:
        return say("{other} declines what {state} proposes: {tactic}.", other=named, tactic=title, state=state)
    return say("{other} declines: {tactic} with {state}.", other=named, tactic=title, state=state)


def _card(rules: Rules, entry: Entry) -> str:
    return stopped(rules.card_titles[entry.new]) + card_roles(rules, rules.cards[entry.new], entry)


def card_roles(rules: Rules, card: CardRule, entry: Entry) -> str:
    """Who decides on an incident, or whom it is about."""
    if not entry.seats:
        return ""
    state = naming.opening(rules, entry.seats[0])
    return " " + say("{state} decides." if card.choices else "{state} is meant.", state=state)


def card_story(rules: Rules, entry: Entry) -> str:
    """The story on a card that came."""
    text = rules.cards[entry.new].text
    if text is None:
        return ""
    names = ("target",) if entry.kind == "open" else ("who", "about")
    words = {name: naming.called(rules, seat) for name, seat in zip(names, entry.seats, strict=False)}
    return filled(text, words)


def _open(rules: Rules, entry: Entry) -> str:
    card = rules.card_titles[entry.new]
    if not entry.seats:
        return say("Crisis: {crisis}.", crisis=card)
    return say("Crisis: {crisis}, hitting {state}.", crisis=card, state=naming.called(rules, entry.seats[0]))


def _close(rules: Rules, entry: Entry) -> str:
    return say("{crisis} leaves the table.", crisis=naming.card(rules, entry.crisis))


def _tell(rules: Rules, entry: Entry) -> str:
    said = "".join(text + word for text, word in zip(entry.text, [*values(rules, entry), ""], strict=True))
    return naming.sentence(said)


def _outcome(rules: Rules, entry: Entry) -> str:
    card = naming.card(rules, entry.crisis)
    return say("Because {crisis} was met:" if entry.name == "met" else "Because {crisis} failed:", crisis=card)


def _peek(rules: Rules, entry: Entry) -> str:
    state = naming.opening(rules, entry.seats[0])
    if not entry.crisis:
        return say("{state} looks at the next card.", state=state)
    return say("{state} looks at the next card: {card}.", state=state, card=naming.card(rules, entry.crisis))


def _reveal(rules: Rules, entry: Entry) -> str:
    words = {
        "state": naming.opening(rules, entry.seats[0]),
        "does": does(rules, entry),
        "answers": answer(rules, entry),
    }
    return say("{state} {does} {answers}.", **words)


def _overflow(rules: Rules, entry: Entry) -> str:
    return say("{card} is drawn, and put aside.", card=naming.card(rules, entry.name))


def _scheduled(rules: Rules, entry: Entry) -> str:
    return say("{card} will come in round {round}.", card=naming.card(rules, entry.name), round=entry.new)


def _over(rules: Rules, entry: Entry) -> str:
    ending = rules.program.symbols.folder.ruleset.endings[entry.name]
    return stopped(ending.title)


def _change(rules: Rules, entry: Entry) -> str:
    return changes.said(rules, changes.merged(rules, [entry]))


SENTENCES: dict[str, Callable[[Rules, Entry], str]] = {
    "round": _round,
    "phase": _phase,
    "turn": _turn,
    "move": _move,
    "done": _done,
    "refused": _refused,
    "card": _card,
    "open": _open,
    "close": _close,
    "tell": _tell,
    "outcome": _outcome,
    "peek": _peek,
    "reveal": _reveal,
    "overflow": _overflow,
    "scheduled": _scheduled,
    "intervention": interventions.sentence,
    "over": _over,
    "change": _change,
}
"""A sentence for every kind of entry."""
