"""All that a move would do, in one line: the numbers, and what no number shows."""

from collections.abc import Iterator, Mapping

from ..engine.layout import CARD, KIND
from ..engine.markers import ACT, CHOICE
from ..engine.preview import Preview
from ..engine.view import View
from ..language import steps as kinds
from ..language.steps import Step, Steps, walk
from ..wording import say
from . import effects, foresight, naming, questions, sentences

UNNUMBERED = (kinds.ScheduleStep, kinds.PeekStep, kinds.CloseStep, kinds.OutcomeStep)
"""Steps that change no number: a card that comes later, a look at a deck, a crisis that leaves, its own list."""
Seen = frozenset[tuple[str, str]]
"""The numbers of which a preview has seen a change, by scope and name."""


def said(view: View, number: int) -> str:
    """What a move would do: ``coins 4 → 3; Storm comes in 2 rounds; may: support 6 → 5``; empty if nothing."""
    found = foresight.foreseen(view, number)
    may = own(view, foresight.possible(view, found))
    parts = [own(view, foresight.certain(view, found)), besides(view, number, found)]
    parts += [say("may: {changes}", changes=may)] if may else []
    parts += [say("may end the game")] if found.ends else []
    return "; ".join(part for part in parts if part)


def own(view: View, text: str) -> str:
    """Changes without the name of the one who reads them."""
    name = f"{naming.state(view.rules, view.seat)}: "
    return text.removeprefix(name).replace(f"; {name}", "; ")


def besides(view: View, number: int, found: Preview) -> str:
    """What a move does that the numbers of its preview do not show, chances too small to be seen included."""
    seen = frozenset((effect.scope, effect.name) for effect in found.effects)
    kept = tuple(unnumbered(view, steps_of(view, number), seen))
    return effects.text(effects.voice_of(view.rules, words(view, number)), kept) if kept else ""


def steps_of(view: View, number: int) -> Steps:
    """The effects of a choice on the card in question, or of a tactic."""
    rules = view.rules
    if view.cells[KIND] == CHOICE:
        return rules.cards[view.cells[CARD]].choices[number].perform.steps
    if view.cells[KIND] == ACT and number:
        return rules.program.forms[rules.moves[number].form].perform.steps
    return ()


def words(view: View, number: int) -> Mapping[str, str]:
    """Whom the names in these effects mean."""
    if view.cells[KIND] == CHOICE:
        return questions.roles(view)
    move = view.rules.moves[number]
    named = zip(view.rules.program.forms[move.form].parameters, move.arguments, strict=True)
    return {parameter.name: value_said(view, parameter.kind, value) for parameter, value in named}


def value_said(view: View, kind: str, value: int) -> str:
    """A state, an open crisis or a number that a tactic is used with."""
    card = view.cells[view.rules.machine.slot_cards + value] if kind == "crisis" else value
    return sentences.value_said(view.rules, "state" if kind == "other" else kind, card)


def unnumbered(view: View, steps: Steps, seen: Seen) -> Iterator[Step]:
    """These steps without those that the numbers tell."""
    for step in steps:
        if isinstance(step, kinds.ChanceStep | kinds.OneOfStep):
            if any(untold(view, each, seen) for each in walk((step,))):
                yield step
        elif isinstance(step, UNNUMBERED):
            yield step
        elif (inside := pruned(view, step, seen)) is not None:
            yield inside


def pruned(view: View, step: Step, seen: Seen) -> Step | None:
    """A step around others without those that the numbers tell; ``None`` if nothing is left of it."""
    if isinstance(step, kinds.IfStep):
        then, otherwise = (tuple(unnumbered(view, part, seen)) for part in (step.then, step.otherwise))
        return step._replace(then=then, otherwise=otherwise) if then or otherwise else None
    if isinstance(step, kinds.PickStep):
        do, otherwise = (tuple(unnumbered(view, part, seen)) for part in (step.do, step.otherwise))
        return step._replace(do=do, otherwise=otherwise) if do or otherwise else None
    if isinstance(step, kinds.ForEachStep | kinds.RunStep):
        do = tuple(unnumbered(view, step.do, seen))
        return step._replace(do=do) if do else None
    return None


def untold(view: View, step: Step, seen: Seen) -> bool:
    """Whether a step that chance may bring does something of which the preview has seen nothing."""
    if isinstance(step, kinds.ChangeStep):
        place = (step.place.scope, step.place.name)
        return place not in seen and naming.is_shown(view.rules, *place) and not naming.is_count(view.rules, *place)
    if isinstance(step, kinds.TransferStep):
        return (step.source.scope, step.source.name) not in seen
    if isinstance(step, kinds.PartyStep):
        return not seen & {("two", step.agreement), ("many", step.agreement)}
    return isinstance(step, UNNUMBERED)
