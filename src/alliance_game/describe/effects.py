"""Effects as text: what a card or a tactic does, made from its steps, so that text and rules cannot differ."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ..engine.rules import Rules
from ..language import steps as kinds
from ..language.steps import Step, Steps
from ..language.tree import Cell, Conditional, Local, Node, Number
from ..language.words import Bound, Speech, counted, members, phrase
from . import naming, sentences

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Voice:
    """How effects are said: the rules, the words for the names in them, and what the names stand for, if anything."""

    rules: Rules
    speech: Speech
    bound: Bound
    at_start: bool = False
    """Whether it tells what something comes with: "severity 4", not "severity becomes 4"."""

    def say(self, node: Node) -> str:
        """An amount or a condition in words."""
        return phrase(node, self.bound, self.speech)

    def inside(self, variable: str) -> "Voice":
        """The voice inside a loop, where the member of it is what everything is about."""
        before = {name: "you" if name == "self" else "that state" for name in self.speech.own}
        names = {**before, **self.speech.names}
        names.pop(variable, None)
        bound = {name: value for name, value in self.bound.items() if name != variable}
        return replace(self, speech=replace(self.speech, own=frozenset((variable,)), names=names), bound=bound)


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
    return joined.join(f"{whom}: {what}" if whom else what for whom, what in parts) or NOTHING


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
    if place.scope in ("state", "crisis"):
        return whom, f"{naming.track(voice.rules, place.scope, place.name)} {_amount(voice, step)}"
    return "", f"{voice.say(place)} {_amount(voice, step)}"


def _mark(voice: Voice, place: Cell, value: int, whom: str) -> Part:
    title = naming.track(voice.rules, place.scope, place.name)
    if not place.of:
        return whom, f"“{title}” is {'set' if value else 'no longer set'}"
    return whom, f"{'marked' if value else 'no longer marked'} “{title}”"


def _amount(voice: Voice, step: kinds.ChangeStep) -> str:
    if step.sets:
        return f"{'' if voice.at_start else 'becomes '}{voice.say(step.amount)}"
    return _by(voice, step.amount)


def _by(voice: Voice, amount: Node) -> str:
    match amount:
        case Number(value=value):
            return naming.signed(value)
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return f"{_by(voice, then)} if {voice.say(condition)}, otherwise {_by(voice, otherwise)}"
    said_ = voice.say(amount)
    return f"−{said_.removeprefix('minus ')}" if said_.startswith("minus ") else f"+{said_}"


def _transfer(voice: Voice, step: kinds.TransferStep) -> Part:
    title = naming.track(voice.rules, step.source.scope, step.source.name)
    much = counted(step.amount.value, title) if isinstance(step.amount, Number) else f"{voice.say(step.amount)} {title}"
    ends = [voice.say(cell.of[0]) if cell.of else "the world" for cell in (step.source, step.target)]
    return "", f"{much} from {ends[0]} to {ends[1]}"


def _party(voice: Voice, step: kinds.PartyStep) -> Part:
    title = naming.track(voice.rules, "two", step.agreement)
    if len(step.states) == 1:
        return _whom(voice, step.states[0]), f"{'joins' if step.signs else 'leaves'} the {title}"
    first, second = step.states
    if not _whom(voice, first):
        whose = f"with {voice.say(second)}"
    elif not _whom(voice, second):
        whose = f"with {voice.say(first)}"
    else:
        whose = f"between {voice.say(first)} and {voice.say(second)}"
    return "", f"{title} {whose} {'is signed' if step.signs else 'ends'}"


def _if(voice: Voice, step: kinds.IfStep) -> Part:
    then, otherwise = _inner(voice, step.then), _inner(voice, step.otherwise)
    if then == otherwise == NOTHING:
        return "", ""
    rest = "" if otherwise == NOTHING else f"; otherwise: {otherwise}"
    return "", f"if {voice.say(step.condition)}: {then}{rest}"


def _chance(voice: Voice, step: kinds.ChanceStep) -> Part:
    return "", f"{step.hits} in {step.of}: {_inner(voice, step.then)}; otherwise: {_inner(voice, step.otherwise)}"


def _one_of(voice: Voice, step: kinds.OneOfStep) -> Part:
    return "", f"by lot one of: {', or '.join(_inner(voice, each) for each in step.lists)}"


def _for_each(voice: Voice, step: kinds.ForEachStep) -> Part:
    group = members(step.source, step.variable, step.where, voice.bound, voice.inside("").speech, article="every")
    inner = voice.inside(step.variable)
    said_ = _inner(inner, step.do)
    if ": " in said_:
        inner = replace(inner, speech=inner.speech.naming(step.variable, "it"))
        said_ = _inner(inner, step.do)
    return (group, said_) if said_ != NOTHING else ("", "")


def _pick(voice: Voice, step: kinds.PickStep) -> Part:
    speech = voice.inside("").speech
    group = members(step.source, step.variable, step.where, voice.bound, speech, article="the")
    if step.key is not None:
        key = phrase(step.key, voice.bound, speech.naming(step.variable, "it"))
        group += f" with the {'highest' if step.most else 'lowest'} {key.removeprefix('its ')}"
    inner = replace(voice, speech=voice.speech.naming(step.variable, "it"))
    rest = "" if not step.otherwise else f"; if there is none: {_inner(voice, step.otherwise)}"
    return group, _inner(inner, step.do) + rest


def _let(voice: Voice, step: kinds.LetStep) -> Part:
    return "", f"“{step.variable.replace('_', ' ')}” is {voice.say(step.value)}"


def _run(voice: Voice, step: kinds.RunStep) -> Part:
    return "", f"{step.block.replace('_', ' ')} ({_inner(voice, step.do)})"


def _outcome(voice: Voice, step: kinds.OutcomeStep) -> Part:
    return "", f"what the card of {voice.say(step.crisis)} says for “{step.outcome}”"


def _close(voice: Voice, step: kinds.CloseStep) -> Part:
    return "", f"{voice.say(step.crisis)} leaves the table"


def _schedule(voice: Voice, step: kinds.ScheduleStep) -> Part:
    title = next((card.title for card in voice.rules.program.cards if card.id == step.card), step.card)
    whom = f" for {voice.say(step.state)}" if step.state is not None else ""
    return "", f"{title} comes in {counted(step.rounds, 'rounds')}{whom}"


def _peek(voice: Voice, step: kinds.PeekStep) -> Part:
    return _whom(voice, step.state), "looks at the next card"


def _tally(voice: Voice, step: kinds.TallyStep) -> Part:
    return "", f"counted as {step.tally.replace('_', ' ')}: {voice.say(step.amount)}"


def _tell(voice: Voice, step: kinds.TellStep) -> Part:
    words = {value.name: voice.say(value) for value in step.text.values if isinstance(value, Local)}
    return "", f"the chronicle says: {sentences.filled(step.text, words)}"


def _end(voice: Voice, step: kinds.EndStep) -> Part:
    return "", f"the game ends: {voice.rules.program.symbols.folder.ruleset.endings[step.ending].title}"


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
