"""The chapter about effects: every verb, what it takes, and an example from this very ruleset."""

import inspect
from collections.abc import Iterator

from pydantic import BaseModel

from ...content.remarks import remarks
from ...definitions import effects as written
from ...definitions.effects import VERBS, EffectBase, If
from ...describe import effects
from ...engine.rules import Rules
from ...language import steps as kinds
from ...language.program import Procedure
from ...language.steps import Step, walk
from .book import Chapter, Entry, Part, anchor, ended
from .ground import Ground
from .written import effect_at, one_line

ABOUT = (
    "What cards, tactics and rules can do. Each effect is a mapping with one of these verbs among its keys. Beside any "
    "verb there may be `if`, a condition, and `rule`, the number of the rule in the rulebook."
)

MADE_OF: dict[type[EffectBase], type[Step]] = {
    written.Change: kinds.ChangeStep,
    written.SetTo: kinds.ChangeStep,
    written.Transfer: kinds.TransferStep,
    written.Sign: kinds.PartyStep,
    written.End: kinds.PartyStep,
    written.Chance: kinds.ChanceStep,
    written.OneOf: kinds.OneOfStep,
    written.ForEach: kinds.ForEachStep,
    written.Pick: kinds.PickStep,
    written.Let: kinds.LetStep,
    written.Run: kinds.RunStep,
    written.OutcomeOf: kinds.OutcomeStep,
    written.Close: kinds.CloseStep,
    written.Schedule: kinds.ScheduleStep,
    written.Peek: kinds.PeekStep,
    written.Tally: kinds.TallyStep,
    written.Tell: kinds.TellStep,
    written.EndGame: kinds.EndStep,
    written.If: kinds.IfStep,
}
"""What each effect becomes when it is read."""


def verbs(ground: Ground) -> Chapter:
    """Every verb there is, whether the ruleset uses it or not."""
    found = examples(ground)
    return Chapter(
        "effects", "Effects", ABOUT, tuple(verb_entry(verb, model, found.get(verb)) for verb, model in VERBS.items())
    )


def verb_entry(verb: str, model: type[EffectBase], example: tuple[str, str] | None) -> Entry:
    """What a verb does, what it takes, and one use of it."""
    parts = [Part("For example", (ended(example[1]),), example[0])] if example is not None else []
    shared = () if model is If else remarks(EffectBase)
    rows = tuple(row for row in fields(model) if row[0] not in shared)
    return Entry(anchor("verb", verb), verb, "", tuple(doc(model)), tuple(parts), rows)


def doc(model: type[BaseModel]) -> list[str]:
    """What a model says of itself, in paragraphs."""
    text = inspect.getdoc(model) or ""
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]


def fields(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """What can be written, and what it is; what is needed comes first."""
    said = remarks(model)
    known = [(each.alias or name, each) for name, each in model.model_fields.items()]
    for name, each in sorted(known, key=lambda pair: not pair[1].is_required()):
        yield name, f"{said[name]}{'' if each.is_required() else ' (optional)'}"


def examples(ground: Ground) -> dict[str, tuple[str, str]]:
    """For each verb in use its shortest use, as it is written and in words."""
    found: dict[str, tuple[str, str]] = {}
    for rules in ground.every:
        for verb, effect, step in uses(rules):
            example = one_line(effect), in_words(rules, step)
            if example[1] and (verb not in found or length(example) < length(found[verb])):
                found[verb] = example
    return found


def length(example: tuple[str, str]) -> int:
    return len(example[0]) + len(example[1])


def uses(rules: Rules) -> Iterator[tuple[str, EffectBase, Step]]:
    """Every effect of the rules: its verb, as it is written (its own condition left out), as it is understood."""
    verb_of = {model: verb for verb, model in VERBS.items()}
    for unit in rules.program.units:
        for step in walk(unit.steps) if isinstance(unit, Procedure) else ():
            effect = effect_at(rules.library, rules.program.sites[step.site])
            if effect is not None and isinstance(step, MADE_OF[type(effect)]) and alone_in(effect):
                alone = effect if isinstance(effect, If) else bare(effect)
                yield verb_of[type(effect)], alone, step


def alone_in(effect: EffectBase) -> bool:
    """Whether one step is all that an effect is: a `let` makes one for each of its names."""
    return not isinstance(effect, written.Let) or len(effect.names) == 1


def bare(effect: EffectBase) -> EffectBase:
    """An effect without its condition."""
    given = effect.model_fields_set - {"only_if"}
    return type(effect).model_construct(given, **{name: getattr(effect, name) for name in given})


def in_words(rules: Rules, step: Step) -> str:
    """What an effect says; what only the statistics or the chronicle would see is said too."""
    whom, what = effects.said(effects.voice_of(rules), step)
    return f"{whom}: {what}" if whom and what else what
