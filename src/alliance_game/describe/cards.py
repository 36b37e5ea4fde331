"""Cards and tactics as text: everything that they do, written from their effects."""

from collections.abc import Mapping
from dataclasses import replace

from ..definitions.cards import CrisisCard, Selector
from ..engine.rules import Rules
from ..language.program import CardRule, Choosing, FormRule
from ..language.tree import Cell
from ..language.words import counted, members, phrase
from . import effects, naming, sentences

WHO, ABOUT, TARGET = "the state that decides", "the other state", "the target"


def card_lines(rules: Rules, card: CardRule, names: Mapping[str, str] | None = None) -> list[str]:
    """All that a card says; ``names`` are states already settled for ``who``, ``about`` and ``target``."""
    words = {"who": WHO, "about": ABOUT, "target": TARGET, "crisis": "this crisis", **(names or {})}
    found = [f"{card.title}. {sentences.filled(card.text, words)}"] if card.text is not None else [f"{card.title}."]
    voice = effects.voice_of(rules, words)
    if card.who is not None and not names:
        found.append(f"{'It hits' if card.crisis else 'It is about'} {chosen(rules, card)}.")
    if card.crisis:
        found += crisis_lines(rules, card, voice)
    elif card.effects is not None and card.effects.steps:
        found.append(f"{'First' if card.choices else 'Effect'}: {effects.text(voice, card.effects.steps)}.")
    return found + choice_lines(rules, card, words)


def crisis_lines(rules: Rules, card: CardRule, voice: effects.Voice) -> list[str]:
    """What a crisis is, what comes with it, and what it does besides the rules."""
    ruleset = rules.program.symbols.folder.ruleset
    tags = [title for tag, title in ruleset.tags.items() if tag in card.tags]
    found = [f"Crisis: {', '.join(tags)}."] if tags else ["Crisis."]
    for name, procedure in (
        ("It starts with", card.effects),
        ("When it is drawn", card.opens),
        ("If it is met", card.met),
        ("If it fails", card.failed),
    ):
        steps = procedure.steps if procedure is not None else ()
        if steps:
            own = replace(voice, at_start=procedure is card.effects)
            found.append(f"{name}: {effects.text(own, steps).removeprefix('this crisis: ')}.")
    return found


def choice_lines(rules: Rules, card: CardRule, words: Mapping[str, str]) -> list[str]:
    """One line for each choice on a card."""
    found = []
    for index, choice in enumerate(card.choices):
        fallback = " (taken if time runs out)" if choice.fallback else ""
        found.append(f"{choice.text}{price(rules, choice.cost)}: {choice_text(rules, card, index, words)}{fallback}.")
    return found


def choice_text(rules: Rules, card: CardRule, index: int, words: Mapping[str, str]) -> str:
    """What one choice does, its price among the effects."""
    return effects.text(effects.voice_of(rules, words), card.choices[index].perform.steps)


def price(rules: Rules, cost: Mapping[str, int]) -> str:
    """`` (1 coin)``, or nothing where there is no price."""
    if not cost:
        return ""
    return f" ({', '.join(counted(much, naming.track(rules, 'state', track)) for track, much in cost.items())})"


def chosen(rules: Rules, card: CardRule) -> str:
    """Which state a card means: ``the state with the lowest support``."""
    rule = card.who
    assert rule is not None
    word = "highest" if rule.most else "lowest"
    if rule.key is None:
        group = members("states", rule.variable, rule.where, {}, naming.speech(rules), article="a")
        return group if rule.where is not None else f"{group} by lot"
    key = value_name(rules, card) or key_words(rules, rule)
    sure = f", in {rule.chance} of 100 cases" if rule.chance < 100 else ""
    return f"{'one of the two' if rule.pair else 'the state'} with the {word} {key}{sure}"


def key_words(rules: Rules, rule: Choosing) -> str:
    """The number that decides who is meant, without its owner."""
    assert rule.key is not None
    if isinstance(rule.key, Cell):
        return naming.track(rules, rule.key.scope, rule.key.name)
    return phrase(rule.key, {}, naming.speech(rules).naming(rule.variable, "it")).removeprefix("the ")


def value_name(rules: Rules, card: CardRule) -> str | None:
    """The ruleset's own name for the number, if the card uses one."""
    definition = rules.library.cards[card.id].card
    selector = definition.target if isinstance(definition, CrisisCard) else definition.who
    if not isinstance(selector, Selector):
        return None
    name = (selector.most or selector.least or "").removeprefix("it.")
    return f"number of {name.replace('_', ' ')}" if name in rules.program.symbols.values["state"] else None


def tactic_lines(rules: Rules, form: FormRule) -> list[str]:
    """What a tactic is, needs, costs and does."""
    definition = naming.tactic_of(rules, form)
    words = {parameter.name: f"the {parameter.name}" for parameter in form.parameters}
    speech = naming.speech(rules, **words)
    found = [f"{naming.form_title(rules, form)}{price(rules, form.cost)}."]
    if definition.about:
        found.append(definition.about)
    needs = [phrase(part, {}, speech) for part in form.conditions]
    if needs:
        found.append(f"Possible if {'; '.join(needs)}.")
    if form.asks:
        found.append(
            "It needs the others' consent."
            if form.council
            else f"It needs the consent of {naming.listed(words[n] for n in form.consent)}."
        )
    return [*found, f"Effect: {tactic_effect(rules, form)}."]


def tactic_effect(rules: Rules, form: FormRule, words: Mapping[str, str] | None = None) -> str:
    """What a tactic does, in one line."""
    names = {parameter.name: f"the {parameter.name}" for parameter in form.parameters} | dict(words or {})
    return effects.text(effects.voice_of(rules, names), form.perform.steps)
