"""Effects as an outline: loops and conditions with what stands in them, each name as its author wrote it.

A card or a tactic does little enough to be said in one sentence. Rules do not: a phase may run through all states and
crises, one inside the other, and "it" would be any of them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...describe import effects, naming
from ...engine.rules import Rules
from ...language import steps as kinds
from ...language.steps import Step, Steps
from ...language.tree import Compare, Node, Number, conjuncts
from .book import Line
from .written import effect_at

SILENT = (kinds.TallyStep, kinds.TellStep)
"""Steps that change nothing."""


def outline(rules: Rules, steps: Steps, names: Mapping[str, str] | None = None) -> Iterator[Line]:
    """What some steps do, line by line; ``names`` says the names that they are given."""
    voice = effects.voice_of(rules, names)
    yield from lines(voice._replace(speech=replace(voice.speech, own=frozenset())), steps, 0)


def lines(voice: effects.Voice, steps: Steps, depth: int) -> Iterator[Line]:
    """The lines of a list."""
    for step in steps:
        yield from of_step(voice, step, depth)


def of_step(voice: effects.Voice, step: Step, depth: int) -> Iterator[Line]:
    """The lines of one step and of those inside it."""
    match step:
        case kinds.IfStep():
            yield from of_if(voice, step, depth)
        case kinds.ForEachStep():
            inner = named(voice, step.variable)
            group = "For every state" if step.source == "states" else "For every open crisis"
            head = f"{group} {label(step.variable)}{where(inner, step.where)}:"
            yield from block(inner, head, step.do, depth)
        case kinds.PickStep():
            inner = named(voice, step.variable)
            yield from block(inner, f"{picked(inner, step)}:", step.do, depth)
            yield from block(voice, "If there is none:", step.otherwise, depth)
        case kinds.ChanceStep():
            yield from block(voice, f"In {step.hits} of {step.of} cases:", step.then, depth)
            yield from block(voice, "Otherwise:", step.otherwise, depth)
        case kinds.OneOfStep():
            yield Line("By lot one of these:", depth)
            for number, each in enumerate(step.lists, 1):
                inside = list(lines(voice, each, depth + 2))
                yield Line(f"{number}. {'' if inside else 'nothing'}".strip(), depth + 1)
                yield from inside
        case kinds.RunStep():
            yield Line(f"Block “{step.block.replace('_', ' ')}”{arguments(voice.rules, step)}.", depth)
        case _ if not isinstance(step, SILENT):
            said = effects.text(voice, (step,)) if not isinstance(step, kinds.LetStep) else of_let(voice, step)
            if said != effects.NOTHING:
                yield Line(f"{begun(voice, said)}.", depth)


def block(voice: effects.Voice, head: str, steps: Steps, depth: int) -> Iterator[Line]:
    """A head and what stands under it; nothing if nothing does."""
    inside = list(lines(voice, steps, depth + 1))
    if inside:
        yield Line(head, depth)
        yield from inside


def of_if(voice: effects.Voice, step: kinds.IfStep, depth: int) -> Iterator[Line]:
    """Both sides of a condition, so far as they do anything."""
    then = list(lines(voice, step.then, depth + 1))
    otherwise = list(lines(voice, step.otherwise, depth + 1))
    if then:
        yield from (Line(f"If {said(voice, step.condition)}:", depth), *then)
        yield from (Line("Otherwise:", depth), *otherwise) if otherwise else ()
    elif otherwise:
        yield from (Line(f"Unless {said(voice, step.condition)}:", depth), *otherwise)


def begun(voice: effects.Voice, said: str) -> str:
    """A line with a capital letter, unless it begins with a name that a rule gave."""
    first = re.split(r"[ :']", said, maxsplit=1)[0]
    return said if first in voice.speech.names.values() else naming.sentence(said)


def of_let(voice: effects.Voice, step: kinds.LetStep) -> str:
    return f"“{label(step.variable).replace('_', ' ')}” is {voice.say(step.value)}"


def named(voice: effects.Voice, variable: str) -> effects.Voice:
    """The voice inside a loop, whose member goes by its name."""
    return voice._replace(speech=voice.speech.naming(variable, label(variable)))


def label(variable: str) -> str:
    """A name as its author wrote it: rules number names that they use again."""
    return re.sub(r"_[0-9]+$", "", variable)


def where(voice: effects.Voice, condition: Node | None) -> str:
    return "" if condition is None else f" where {said(voice, condition)}"


def said(voice: effects.Voice, condition: Node) -> str:
    """A condition, its parts set apart; whether an option is chosen is said in words."""
    return ", and ".join(option(voice, part) or voice.say(part) for part in conjuncts(condition))


def option(voice: effects.Voice, part: Node) -> str:
    """``the option “Fog” is chosen``, or nothing if a condition asks for something else."""
    options = voice.rules.program.symbols.folder.ruleset.options
    match part:
        case Compare(operator="==", left=Number(name=str(name)), right=Number(value=value)) if name in options:
            return f"the option “{options[name].title}” is {'chosen' if value else 'not chosen'}"
    return ""


def picked(voice: effects.Voice, step: kinds.PickStep) -> str:
    """Which one is chosen."""
    noun = "state" if step.source == "states" else "open crisis"
    said = f"For the {noun} {label(step.variable)}{where(voice, step.where)}"
    return said if step.key is None else f"{said} with the {'highest' if step.most else 'lowest'} {voice.say(step.key)}"


def arguments(rules: Rules, step: kinds.RunStep) -> str:
    """What a block is given, as it is written."""
    effect = effect_at(rules.library, rules.program.sites[step.site])
    given = getattr(effect, "arguments", {})
    return f" with {naming.listed(f'{name} = {value}' for name, value in given.items())}" if given else ""
