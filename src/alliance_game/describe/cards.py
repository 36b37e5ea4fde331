"""Cards and tactics as text: everything that they do, written from their effects."""

from collections.abc import Mapping

from ..engine.rules import Rules
from ..language.program import CardRule, Choosing, FormRule
from ..language.words import counted, members, phrase
from . import effects, naming, sentences

WHO, ABOUT, TARGET = "the state that decides", "the other state", "the target"


def card_lines(rules: Rules, card: CardRule, names: Mapping[str, str] | None = None) -> list[str]:
    """All that a card says; ``names`` are states already settled for ``who``, ``about`` and ``target``."""
    words = {"who": WHO, "about": ABOUT, "target": TARGET, "crisis": "this crisis", **(names or {})}
    found = [sentences.filled(card.text, words)] if card.text is not None else []
    voice = effects.voice_of(rules, words)
    if card.who is not None and not names:
        found.append(f"{'It hits' if card.crisis else 'It is about'} {chosen(rules, card.who)}.")
    if card.crisis:
        found += crisis_lines(rules, card, voice)
    if card.effects is not None and card.effects.steps:
        found.append(f"{'First' if card.choices else 'It does this'}: {effects.text(voice, card.effects.steps)}.")
    return found + choice_lines(rules, card, words)


def crisis_lines(rules: Rules, card: CardRule, voice: effects.Voice) -> list[str]:
    """What a crisis is, what comes with it, and what it does besides the rules."""
    ruleset = rules.program.symbols.folder.ruleset
    tags = [title for tag, title in ruleset.tags.items() if tag in card.tags]
    found = [f"Crisis: {', '.join(tags)}."] if tags else ["Crisis."]
    for name, procedure in (("When it is drawn", card.opens), ("If it is met", card.met), ("If it fails", card.failed)):
        steps = procedure.steps if procedure is not None else ()
        if steps:
            found.append(f"{name}: {effects.text(voice, steps)}.")
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


def chosen(rules: Rules, rule: Choosing) -> str:
    """Which state a card means: ``the state with the lowest support``."""
    speech = naming.speech(rules).naming(rule.variable, "it")
    if rule.pair is not None:
        key = phrase(rule.key, {}, speech.naming(rule.pair, "another")) if rule.key is not None else ""
        return f"one of the two with the {'highest' if rule.most else 'lowest'} {key}" if key else "one of a pair by lot"
    group = members("states", rule.variable, rule.where, {}, speech, article="a")
    if rule.key is None:
        return f"{group} by lot" if rule.where is None else group
    key = phrase(rule.key, {}, speech).removeprefix("its ")
    sure = f", in {rule.chance} of 100 cases" if rule.chance < 100 else ""
    return f"the state with the {'highest' if rule.most else 'lowest'} {key}{sure}"


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
        found.append("It needs the others' consent." if form.council else f"It needs the consent of {naming.listed(words[n] for n in form.consent)}.")
    return [*found, f"Effect: {tactic_effect(rules, form)}."]


def tactic_effect(rules: Rules, form: FormRule, words: Mapping[str, str] | None = None) -> str:
    """What a tactic does, in one line."""
    names = {parameter.name: f"the {parameter.name}" for parameter in form.parameters} | dict(words or {})
    return effects.text(effects.voice_of(rules, names), form.perform.steps)

