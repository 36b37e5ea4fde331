"""Whom a card means, and why it does not mean somebody else."""

from dataclasses import replace

from ...describe import cards, naming
from ...engine import Rules
from ...engine.reasons import Reading, speech
from ...language.evaluator import evaluate
from ...language.needs import needs
from ...language.program import CardRule, Choosing


def fits(rules: Rules, cells: list[int], rule: Choosing, seat: int) -> bool:
    """Whether a state can be meant as things stand: of a pair, whether there is somebody for it to be with."""
    return bool(combinations(rules, cells, rule, seat))


def combinations(rules: Rules, cells: list[int], rule: Choosing, seat: int) -> list[dict[str, int]]:
    """The names that a selector gives, with a state as its candidate: for a pair, each other state in turn."""
    others = [seat_ for seat_ in range(rules.players) if seat_ != seat]
    every = [{rule.variable: seat, rule.pair: other} for other in others] if rule.pair else [{rule.variable: seat}]
    world = Reading(rules, cells)
    return [names for names in every if rule.where is None or evaluate(rule.where, names, world)]


def why_nobody(rules: Rules, cells: list[int], card: CardRule) -> str:
    """Why no state at all fits, state by state; empty if one does."""
    rule = card.who
    if rule is None or any(fits(rules, cells, rule, seat) for seat in range(rules.players)):
        return ""
    reasons = [unfit(rules, cells, rule, seat) for seat in range(rules.players)]
    if len(set(reasons)) == 1:
        return f"no state fits its `where` (each {reasons[0]})"
    said = "; ".join(f"{naming.state(rules, seat)} {reason}" for seat, reason in enumerate(reasons))
    return f"no state fits its `where` ({said})"


def unfit(rules: Rules, cells: list[int], rule: Choosing, seat: int) -> str:
    """What a state lacks: ``needs landed above 0 (is 0)``."""
    if rule.pair is not None or rule.where is None:
        return "has nobody that fits beside it"
    # The state itself is the subject of the sentence, so it is not named in it again.
    own = replace(speech(rules, cells), own=frozenset((rule.variable,)))
    return needs(rule.where, {rule.variable: seat}, Reading(rules, cells), own)


def why_not(rules: Rules, cells: list[int], card: CardRule, seat: int, met: int | None) -> str:
    """Why a card does not mean a state, in a sentence; ``met`` is the state that it meant instead."""
    state, rule = naming.state(rules, seat), card.who
    verb = "hits" if card.crisis else "is about"
    if rule is None:
        return f"{card.title} {verb} no state in particular."
    if nobody := why_nobody(rules, cells, card):
        return f"{card.title} comes to nothing as things stand: {nobody}."
    if not fits(rules, cells, rule, seat):
        return f"{card.title} cannot be for {state} as things stand: it {unfit(rules, cells, rule, seat)}."
    instead = f", which is {naming.state(rules, met)}" if met is not None else ""
    return f"{card.title} {verb} {cards.chosen(rules, card)}{instead}{figures(rules, cells, rule)}."


def figures(rules: Rules, cells: list[int], rule: Choosing) -> str:
    """What decides, for each state: `` (Spain 3, Norway 6)``; nothing where that takes two states."""
    if rule.key is None or rule.pair is not None:
        return ""
    world = Reading(rules, cells)
    fitting = [seat for seat in range(rules.players) if fits(rules, cells, rule, seat)]
    values = [(evaluate(rule.key, {rule.variable: seat}, world), seat) for seat in fitting]
    ordered = sorted(values, key=lambda each: -each[0] if rule.most else each[0])
    return f" ({', '.join(f'{naming.state(rules, seat)} {naming.number(value)}' for value, seat in ordered)})"
