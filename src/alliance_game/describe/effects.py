"""Effects as text: what a card or a tactic does, made from its steps, so that text and rules cannot differ."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from ..engine.rules import Rules
from ..language import steps as kinds
from ..language.parties import IT, YOU, Party, between
from ..language.speech import Bound, Speech
from ..language.steps import Step, Steps
from ..language.tree import Cell, Conditional, Local, Node, Number, cells_in
from ..language.words import conditional, counted, members, opposite, party, phrase
from ..wording import marked, say, translated
from . import naming, sentences

NOTHING = marked("nothing")
OUTCOMES = {"met": marked("met"), "failed": marked("failed")}


class Voice(NamedTuple):
    """How effects are said: the rules, the words for the names in them, and what the names stand for, if anything."""

    rules: Rules
    speech: Speech
    bound: Bound
    at_start: bool = False
    """Whether it tells what something comes with: "severity 4", not "severity becomes 4"."""

    def say(self, node: Node) -> str:
        """An amount or a condition in words."""
        return phrase(node, self.bound, self.speech)

    def party(self, node: Node) -> Party:
        """A state or a crisis as it comes into a sentence."""
        return party(node, self.bound, self.speech)

    def inside(self, variable: str) -> "Voice":
        """The voice inside a loop, where the member of it is what everything is about."""
        before = {name: YOU if name == "self" else say("that state") for name in self.speech.own}
        names = {**before, **{name: said_ for name, said_ in self.speech.names.items() if said_ != IT}}
        names.pop(variable, None)
        bound = {name: value for name, value in self.bound.items() if name != variable}
        return self._replace(speech=replace(self.speech, own=frozenset((variable,)), names=names), bound=bound)


Part = tuple[str, str]
"""Whom an effect is about ('' if nobody has to be named), and what it does."""
QUIET = (kinds.TallyStep, kinds.TellStep, kinds.LetStep)
"""Steps that change nothing anybody could see: cards do not speak of them."""


def text(voice: Voice, steps: Steps, joined: str = "; ") -> str:
    """What some effects do, in one line; ``nothing`` if that is what they do."""
    loud = [step for step in steps if not isinstance(step, QUIET)]
    parts: list[Part] = []
    for step in loud:
        whom, what = said(voice, step)
        if not what:
            continue
        if parts and whom and parts[-1][0] == whom:
            parts[-1] = whom, f"{parts[-1][1]}, {what}"
        else:
            parts.append((whom, what))
    return joined.join(f"{whom}: {what}" if whom else what for whom, what in parts) or translated(NOTHING)


def said(voice: Voice, step: Step) -> Part:
    """One effect: whom it is about and what it does."""
    return SAID[type(step)](voice, step)


def _inner(voice: Voice, steps: Steps) -> str:
    return text(voice, steps, ", ")


def _whom(voice: Voice, node: Node) -> str:
    own = isinstance(node, Local) and node.name in voice.speech.own
    return "" if own else voice.say(node)


def _change(voice: Voice, step: kinds.ChangeStep) -> Part:
    place = step.place
    whom = _whom(voice, place.of[0]) if place.scope in ("state", "crisis") else ""
    if naming.is_mark(voice.rules, place.scope, place.name) and step.sets and isinstance(step.amount, Number):
        return _mark(voice, place, step.amount.value, whom)
    if not naming.is_shown(voice.rules, place.scope, place.name):
        return "", ""
    own = place.scope in ("state", "crisis")
    track = naming.track(voice.rules, place.scope, place.name) if own else voice.say(place)
    if step.sets and not voice.at_start:
        return whom, say("{track} becomes {amount}", track=track, amount=voice.say(step.amount))
    return whom, f"{track} {voice.say(step.amount) if step.sets else _by(voice, step.amount)}"


def _mark(voice: Voice, place: Cell, value: int, whom: str) -> Part:
    title = naming.track(voice.rules, place.scope, place.name)
    if not place.of:
        return whom, say("“{new}” is set" if value else "“{new}” is no longer set", new=title)
    return whom, say("marked “{new}”" if value else "no longer marked “{new}”", new=title)


def _by(voice: Voice, amount: Node) -> str:
    match amount:
        case Number(value=value):
            return naming.signed(value)
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return conditional(_by(voice, then), voice.say(condition), _by(voice, otherwise))
    lost = opposite(amount, voice.bound, voice.speech)
    return f"−{lost}" if lost is not None else f"+{voice.say(amount)}"


def _transfer(voice: Voice, step: kinds.TransferStep) -> Part:
    title = naming.track(voice.rules, step.source.scope, step.source.name)
    much = counted(step.amount.value, title) if isinstance(step.amount, Number) else f"{voice.say(step.amount)} {title}"
    giver, taker = (voice.say(cell.of[0]) if cell.of else say("the world") for cell in (step.source, step.target))
    return "", say("{amount} from {giver} to {taker}", amount=much, giver=giver, taker=taker)


def _party(voice: Voice, step: kinds.PartyStep) -> Part:
    title = naming.track(voice.rules, "two", step.agreement)
    if len(step.states) == 1:
        said_ = say("joins the {agreement}" if step.signs else "leaves the {agreement}", agreement=title)
        return _whom(voice, step.states[0]), said_
    states = between(*(voice.party(state) for state in step.states))
    return "", say(
        "{agreement} {with_whom} is signed" if step.signs else "{agreement} {with_whom} ends",
        agreement=title,
        with_whom=states,
    )


def _if(voice: Voice, step: kinds.IfStep) -> Part:
    then, otherwise = _inner(voice, step.then), _inner(voice, step.otherwise)
    nothing, condition = translated(NOTHING), voice.say(step.condition)
    if then == otherwise == nothing:
        return "", ""
    if hidden(voice.rules, step.condition):
        return "", then if otherwise == nothing else say("{effects}, or {others}", effects=then, others=otherwise)
    if otherwise == nothing:
        return "", say("if {condition}: {effects}", condition=condition, effects=then)
    chain = len(step.otherwise) == 1 and isinstance(step.otherwise[0], kinds.IfStep)
    return "", say(
        "if {condition}: {effects}; otherwise, {others}" if chain else "if {condition}: {effects}; otherwise: {others}",
        condition=condition,
        effects=then,
        others=otherwise,
    )


def hidden(rules: Rules, condition: Node) -> bool:
    """Whether a condition is only about what nobody sees."""
    found = cells_in(condition)
    return bool(found) and not any(naming.is_shown(rules, cell.scope, cell.name) for cell in found)


def _chance(voice: Voice, step: kinds.ChanceStep) -> Part:
    then, otherwise = _inner(voice, step.then), _inner(voice, step.otherwise)
    return "", say(
        "{hits} in {of}: {effects}; otherwise: {others}", hits=step.hits, of=step.of, effects=then, others=otherwise
    )


def _one_of(voice: Voice, step: kinds.OneOfStep) -> Part:
    first, *others = (_inner(voice, each) for each in step.lists)
    for other in others:
        first = say("{effects}, or {others}", effects=first, others=other)
    return "", say("by lot one of: {effects}", effects=first)


def _for_each(voice: Voice, step: kinds.ForEachStep) -> Part:
    group = members(step.source, step.variable, step.where, voice.bound, voice.inside("").speech, "every")
    inner = voice.inside(step.variable)
    said_ = _inner(inner, step.do)
    if ": " in said_:
        inner = inner._replace(speech=inner.speech.naming(step.variable, IT))
        said_ = _inner(inner, step.do)
    return (group, said_) if said_ != translated(NOTHING) else ("", "")


def _pick(voice: Voice, step: kinds.PickStep) -> Part:
    speech = voice.inside("").speech
    group = members(step.source, step.variable, step.where, voice.bound, speech, "the")
    if step.key is not None:
        group = _with_most(voice, group, step)
    inner = voice._replace(speech=voice.speech.naming(step.variable, IT))
    said_ = _inner(inner, step.do)
    if not step.otherwise:
        return group, said_
    return group, say("{effects}; if there is none: {others}", effects=said_, others=_inner(voice, step.otherwise))


def _with_most(voice: Voice, group: str, step: kinds.PickStep) -> str:
    key = step.key
    assert key is not None
    if isinstance(key, Cell) and key.scope in ("state", "crisis") and key.of == (Local(key.of[0].type, step.variable),):
        track = naming.track(voice.rules, key.scope, key.name)
        return say(
            "{group} with the highest {track}" if step.most else "{group} with the lowest {track}",
            group=group,
            track=track,
        )
    # In English nothing belongs to "it" where the group stands right before, and one article is enough.
    value = phrase(key, voice.bound, voice.inside("").speech.naming(step.variable, IT))
    value = value.removeprefix("its ").removeprefix("the ")
    return say(
        "{group} with the highest {value}" if step.most else "{group} with the lowest {value}", group=group, value=value
    )


def _let(voice: Voice, step: kinds.LetStep) -> Part:
    return "", say("“{name}” is {value}", name=step.variable.replace("_", " "), value=voice.say(step.value))


def _run(voice: Voice, step: kinds.RunStep) -> Part:
    block = voice.rules.program.symbols.folder.ruleset.blocks[step.block]
    return "", f"{block.title or step.block.replace('_', ' ')} ({block.says or _inner(voice, step.do)})"


def _outcome(voice: Voice, step: kinds.OutcomeStep) -> Part:
    outcome = translated(OUTCOMES[step.outcome])
    crisis = voice.say(step.crisis)
    return "", say("what the card of {crisis} says for “{outcome}”", crisis=crisis, outcome=outcome)


def _close(voice: Voice, step: kinds.CloseStep) -> Part:
    return "", say("{crisis} leaves the table", crisis=voice.say(step.crisis))


def _schedule(voice: Voice, step: kinds.ScheduleStep) -> Part:
    title = next((card.title for card in voice.rules.program.cards if card.id == step.card), step.card)
    one, values = step.rounds == 1, {"card": title, "count": step.rounds}
    if not step.rounds:
        return "", (
            say("{card} comes at once", card=title)
            if step.state is None
            else say("{card} comes at once for {state}", card=title, state=voice.say(step.state))
        )
    if step.state is None:
        return "", say("{card} comes in {count} round" if one else "{card} comes in {count} rounds", **values)
    return "", say(
        "{card} comes in {count} round for {state}" if one else "{card} comes in {count} rounds for {state}",
        **values,
        state=voice.say(step.state),
    )


def _peek(voice: Voice, step: kinds.PeekStep) -> Part:
    return _whom(voice, step.state), say("looks at the next card")


def _tally(voice: Voice, step: kinds.TallyStep) -> Part:
    return "", say("counted as {tally}: {amount}", tally=step.tally.replace("_", " "), amount=voice.say(step.amount))


def _tell(voice: Voice, step: kinds.TellStep) -> Part:
    words = {value.name: voice.say(value) for value in step.text.values if isinstance(value, Local)}
    return "", say("the chronicle says: {sentence}", sentence=sentences.filled(step.text, words))


def _end(voice: Voice, step: kinds.EndStep) -> Part:
    return "", say(
        "the game ends: {ending}", ending=voice.rules.program.symbols.folder.ruleset.endings[step.ending].title
    )


SAID: Mapping[type[Step], Callable[..., Part]] = {
    kinds.ChangeStep: _change,
    kinds.TransferStep: _transfer,
    kinds.PartyStep: _party,
    kinds.IfStep: _if,
    kinds.ChanceStep: _chance,
    kinds.OneOfStep: _one_of,
    kinds.ForEachStep: _for_each,
    kinds.PickStep: _pick,
    kinds.LetStep: _let,
    kinds.RunStep: _run,
    kinds.OutcomeStep: _outcome,
    kinds.CloseStep: _close,
    kinds.ScheduleStep: _schedule,
    kinds.PeekStep: _peek,
    kinds.TallyStep: _tally,
    kinds.TellStep: _tell,
    kinds.EndStep: _end,
}
"""What every kind of effect says."""


def voice_of(rules: Rules, names: Mapping[str, str] | None = None, bound: Bound | None = None) -> Voice:
    """A voice for effects whose names are said by ``names``, or stand for something by ``bound``."""
    return Voice(rules, naming.speech(rules, **(names or {})), bound or {})
