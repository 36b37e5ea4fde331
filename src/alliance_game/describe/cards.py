"""Cards and tactics as text: everything that they do, written from their effects."""

from collections.abc import Mapping

from ..definitions.cards import CrisisCard, IncidentCard, Selector
from ..engine.rules import Rules
from ..language.parties import IT
from ..language.program import CardRule, Choosing, FormRule
from ..language.steps import Step
from ..language.tree import Cell
from ..language.words import counted, members, phrase
from ..wording import marked, say, stopped, translated
from . import effects, naming, sentences

WHO, ABOUT, TARGET = marked("the state that decides"), marked("the other state"), marked("the target")
CRISIS = marked("this crisis")


def card_lines(rules: Rules, card: CardRule, names: Mapping[str, str] | None = None) -> list[str]:
    """All that a card says; ``names`` are states already settled for ``who``, ``about`` and ``target``."""
    words = {**roles(), **(names or {})}
    found = [stopped(card.title)]
    if card.text is not None:
        found[0] += f" {sentences.filled(card.text, words)}"
    voice = effects.voice_of(rules, words)
    if not names:
        found += condition_lines(rules, card)
    if card.who is not None and not names:
        found.append(say("It hits {state}." if card.crisis else "It is about {state}.", state=chosen(rules, card)))
    if card.crisis:
        found += crisis_lines(rules, card, voice)
    elif card.effects is not None and card.effects.steps:
        said = effects.text(voice, card.effects.steps)
        found.append(say("First: {effects}." if card.choices else "Effect: {effects}.", effects=said))
    return found + choice_lines(rules, card, words)


def roles() -> dict[str, str]:
    """What the names on a card are called while nobody in particular is meant."""
    names = {"who": WHO, "about": ABOUT, "target": TARGET, "crisis": CRISIS}
    return {name: translated(said) for name, said in names.items()}


def condition_lines(rules: Rules, card: CardRule) -> list[str]:
    """What has to hold for the card to be drawn, if anything has to."""
    if card.condition is None:
        return []
    condition = phrase(card.condition.node, {}, naming.speech(rules))
    return [say("It can come only while {condition}.", condition=condition)]


def crisis_lines(rules: Rules, card: CardRule, voice: effects.Voice) -> list[str]:
    """What a crisis is, what comes with it, and what it does besides the rules."""
    ruleset = rules.program.symbols.folder.ruleset
    tags = [title for tag, title in ruleset.tags.items() if tag in card.tags]
    found = [say("Crisis: {tags}.", tags=", ".join(tags)) if tags else say("Crisis.")]
    own = f"{voice.speech.names['crisis']}: "
    for sentence, procedure in zip(PARTS, (card.effects, card.opens, card.met, card.failed), strict=True):
        steps = procedure.steps if procedure is not None else ()
        if steps:
            said = effects.text(voice._replace(at_start=procedure is card.effects), steps)
            found.append(translated(sentence, effects=said.removeprefix(own)))
    return found


PARTS = (
    marked("It starts with: {effects}."),
    marked("When it is drawn: {effects}."),
    marked("If it is met: {effects}."),
    marked("If it fails: {effects}."),
)
"""What a crisis does when it comes, on being drawn, at its end; its own name goes unsaid."""


def choice_lines(rules: Rules, card: CardRule, words: Mapping[str, str]) -> list[str]:
    """One line for each choice on a card."""
    found = []
    for index, choice in enumerate(card.choices):
        title, said = f"{choice.text}{price(rules, choice.cost)}", choice_text(rules, card, index, words)
        taken = say("{choice}: {effects} (taken if time runs out).", choice=title, effects=said)
        found.append(taken if choice.fallback else f"{title}: {said}.")
    return found


def choice_text(rules: Rules, card: CardRule, index: int, words: Mapping[str, str]) -> str:
    """What one choice does besides taking its price, which stands with its name."""
    choice = card.choices[index]
    steps = tuple(step for step in choice.perform.steps if not is_price(rules, step))
    said = effects.text(effects.voice_of(rules, words), steps)
    return say("nothing else") if choice.cost and said == translated(effects.NOTHING) else said


def warning(rules: Rules, card: CardRule, choice: str) -> str:
    """What a choice closes for good or costs later; empty if it does not."""
    found = rules.library.cards[card.id].card
    return (found.choices[choice].warning or "") if isinstance(found, IncidentCard) else ""


def is_price(rules: Rules, step: Step) -> bool:
    """Whether a step of a choice takes its price."""
    return "cost" in rules.program.sites[step.site].path[-2:-1]


def price(rules: Rules, cost: Mapping[str, int]) -> str:
    """`` (1 coin)``, or nothing where there is no price."""
    if not cost:
        return ""
    return f" ({', '.join(counted(much, naming.track(rules, 'state', track)) for track, much in cost.items())})"


def chosen(rules: Rules, card: CardRule) -> str:
    """Which state a card means: ``the state with the lowest support``."""
    rule = card.who
    assert rule is not None
    if rule.key is None:
        group = members("states", rule.variable, rule.where, {}, naming.speech(rules))
        return group if rule.where is not None else say("{group} by lot", group=group)
    most = with_most(rules, card, rule)
    return say("{state}, in {chance} of 100 cases", state=most, chance=rule.chance) if rule.chance < 100 else most


def with_most(rules: Rules, card: CardRule, rule: Choosing) -> str:
    """The state, or one of the two, that has most or least of something."""
    which, track = (bool(rule.pair), bool(rule.most)), value_name(rules, card)
    if track is None and isinstance(rule.key, Cell):
        if (whose := with_mark(rules, rule.key, which)) is not None:
            return whose
        track = naming.track(rules, rule.key.scope, rule.key.name)
    if track is not None:
        return translated(MOST_OF_TRACK[which], track=track)
    assert rule.key is not None
    value = phrase(rule.key, {}, naming.speech(rules).naming(rule.variable, IT))
    # In English the value loses its article behind another one.
    return translated(MOST_OF_VALUE[which], value=value.removeprefix("the "))


def with_mark(rules: Rules, key: Cell, which: tuple[bool, bool]) -> str | None:
    """The state that has a mark, or has not, where a card means the highest or the lowest of it."""
    (of_two, most), found = which, naming.speech(rules).clauses.get((key.scope, key.name))
    if found is None:
        return None
    return say("the one of the two that {clause}" if of_two else "the state that {clause}", clause=found.said(most))


MOST_OF_TRACK = {
    (False, True): marked("the state with the highest {track}"),
    (False, False): marked("the state with the lowest {track}"),
    (True, True): marked("one of the two with the highest {track}"),
    (True, False): marked("one of the two with the lowest {track}"),
}
MOST_OF_VALUE = {
    (False, True): marked("the state with the highest {value}"),
    (False, False): marked("the state with the lowest {value}"),
    (True, True): marked("one of the two with the highest {value}"),
    (True, False): marked("one of the two with the lowest {value}"),
}
"""Whom a card means: one of two or of all, the highest or the lowest."""


def value_name(rules: Rules, card: CardRule) -> str | None:
    """The ruleset's own name for the number, if the card uses one."""
    definition = rules.library.cards[card.id].card
    selector = definition.target if isinstance(definition, CrisisCard) else definition.who
    if not isinstance(selector, Selector):
        return None
    name = (selector.most or selector.least or "").removeprefix("it.")
    known = name in rules.program.symbols.values["state"]
    return say("number of {things}", things=translated(name.replace("_", " "))) if known else None


def tactic_lines(rules: Rules, form: FormRule) -> list[str]:
    """What a tactic is, needs, costs and does."""
    definition, words = naming.tactic_of(rules, form), parameters(form)
    speech = naming.speech(rules, **words)
    found = [f"{naming.form_title(rules, form)}{price(rules, form.cost)}."]
    if definition.about:
        found.append(definition.about)
    needs = [phrase(part, {}, speech) for part in form.conditions]
    if needs:
        found.append(say("Possible if {conditions}.", conditions="; ".join(needs)))
    if form.council:
        found.append(say("It needs the others' consent."))
    elif form.asks:
        states = naming.listed(words[name] for name in form.consent)
        found.append(say("It needs the consent of {states}.", states=states))
    return [*found, say("Effect: {effects}.", effects=tactic_effect(rules, form))]


def parameters(form: FormRule) -> dict[str, str]:
    """What a tactic is used with, while nothing in particular is meant."""
    return {each.name: naming.given(each.name) for each in form.parameters}


def tactic_effect(rules: Rules, form: FormRule, words: Mapping[str, str] | None = None) -> str:
    """What a tactic does, in one line."""
    names = parameters(form) | dict(words or {})
    return effects.text(effects.voice_of(rules, names), form.perform.steps)
