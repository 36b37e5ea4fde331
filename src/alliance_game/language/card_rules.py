"""Cards -> rules: whom they mean, what they do, and what can be chosen."""

from collections.abc import Mapping

from ..definitions import CrisisCard, IncidentCard
from ..definitions.cards import Choice, Selector, StateChoice
from ..definitions.library import Path
from .annals import when
from .program import CardRule, ChoiceRule, Choosing, Procedure, Question
from .reader import Reader
from .reading import CRISIS_NAME, Reading, locals_of
from .resolver import BOOL, INT, STATE, Scope
from .secrets import refuse_secrets
from .steps import ChangeStep, Step, Steps
from .tree import Cell, Compare, Local, Logic, Node, Number


def _choosing(
    reading: Reading,
    kind: tuple[str, ...],
    path: Path,
    choice: StateChoice,
    scope: Scope,
    name: str,
    unlike: str | None,
) -> Choosing:
    if not isinstance(choice, Selector):
        return Choosing(name, locals_of(scope), "it", None, None, False, 100, None, unlike)
    reader = reading.reader(kind, None, scope)
    within: dict[str, Node] = {**scope, "it": Local(STATE, "it")}
    pair = None
    if choice.pair is not None:
        pair, bound = reader.bind(choice.pair, STATE, (*path, "with"), within)
        within = dict(bound)
    word = "most" if choice.most is not None else "least"
    key = reader.optional(choice.most or choice.least, (*path, word), within, INT)
    where = reader.optional(choice.where, (*path, "where"), within, BOOL)
    return Choosing(name, locals_of(scope), "it", where, key, word == "most", choice.chance or 100, pair, unlike)


def starting_values(reader: Reader, starts: Mapping[str, str], path: Path, scope: Scope) -> Steps:
    """Starting values of a crisis as steps."""
    found: list[Step] = []
    for track, text in starts.items():
        here = (*path, track)
        if reader.known(track, reader.symbols.tracks["crisis"], here, "unknown-track", "a track of a crisis"):
            value = reader.node(text, here, scope, INT)
            place = Cell(INT, "crisis", track, (CRISIS_NAME,))
            if value is not None:
                found.append(ChangeStep(reader.site(here), place, value, True))
    return tuple(found)


def card_rule(reading: Reading, name: str, card: CrisisCard | IncidentCard, deck: str | None, unit: str) -> CardRule:
    """A card; ``unit`` is the part of its functions' names that tells it from others."""
    kind = ("card", name)
    condition = reading.maybe(f"drawn_{unit}", kind, ("when",), card.when, {})
    reader = reading.reader(kind, card.rule, {})
    for index, tag in enumerate(card.tags):
        reader.known(tag, reading.symbols.tags, ("tags", index), "unknown-tag", "a tag of the ruleset")
    site = reader.site(())
    parts = _crisis(reading, kind, card, unit) if isinstance(card, CrisisCard) else _incident(reading, kind, card, unit)
    scope = parts.pop("scope")
    text = reader.text(card.text, ("text",), scope)  # type: ignore[arg-type]
    if card.date is not None and text is not None:
        text = text.after(f"{when(card.date)}. ")
    tags = frozenset(card.tags)
    crisis = isinstance(card, CrisisCard)
    return CardRule(name, card.title, crisis, deck, tags, card.copies, card.weight, site, text, condition, **parts)  # type: ignore[arg-type]


def _crisis(reading: Reading, kind: tuple[str, ...], card: CrisisCard, unit: str) -> dict[str, object]:
    scope: dict[str, Node] = {"crisis": CRISIS_NAME}
    who = None
    if card.target is not None:
        who = _choosing(reading, kind, ("target",), card.target, {}, f"target_{unit}", None)
        scope["target"] = Local(STATE, "target")
    reader = reading.reader(kind, card.rule, scope)
    opening = starting_values(reader, card.start, ("start",), {"crisis": CRISIS_NAME})
    lists = {part: reader.steps(getattr(card, part), (part,), scope) for part in ("opens", "met", "failed")}
    both = ("crisis", "target")
    made = {part: Procedure(f"{part}_{unit}", both, steps) if steps else None for part, steps in lists.items()}
    made["effects"] = Procedure(f"start_{unit}", ("crisis",), opening) if opening else None
    return {"who": who, "scope": scope, **made}


def _incident(reading: Reading, kind: tuple[str, ...], card: IncidentCard, unit: str) -> dict[str, object]:
    scope: dict[str, Node] = {}
    who = about = None
    if card.who is not None:
        who = _choosing(reading, kind, ("who",), card.who, {}, f"who_{unit}", None)
        scope["who"] = Local(STATE, "who")
        if isinstance(card.who, Selector) and card.who.pair is not None:
            scope[card.who.pair] = Local(STATE, "about")
    if card.about is not None:
        about = _choosing(reading, kind, ("about",), card.about, dict(scope), f"about_{unit}", "who")
        scope["about"] = Local(STATE, "about")
    reader = reading.reader(kind, card.rule, scope)
    both = ("who", "about")
    steps = reader.steps(card.effects, ("effects",), scope)
    effects = Procedure(f"effects_{unit}", both, steps) if steps else None
    choices = tuple(_choice(reading, kind, card, key, choice, scope, unit) for key, choice in card.choices.items())
    return {"who": who, "about": about, "scope": scope, "effects": effects, "choices": choices}


def _choice(
    reading: Reading, kind: tuple[str, ...], card: IncidentCard, key: str, choice: Choice, scope: Scope, unit: str
) -> ChoiceRule:
    path: Path = ("choices", key)
    reader = reading.reader(kind, card.rule, scope)
    condition = reader.optional(choice.when, (*path, "when"), scope, BOOL)
    if condition is not None:
        refuse_secrets(reader, condition, (*path, "when"), "who")
    who = Local(STATE, "who")
    costs: list[Step] = []
    needs: list[Node] = [condition] if condition is not None else []
    for track, price in choice.cost.items():
        if reader.known(
            track, reader.symbols.tracks["state"], (*path, "cost", track), "unknown-track", "a track of a state"
        ):
            cell = Cell(INT, "state", track, (who,))
            needs.append(Compare(BOOL, ">=", cell, Number(INT, price)))
            costs.append(ChangeStep(reader.site((*path, "cost", track)), cell, Number(INT, -price), False))
    both = ("who", "about")
    possible = Question(f"possible_{unit}_{key}", both, Logic(BOOL, "and", tuple(needs))) if needs else None
    steps = (*costs, *reader.steps(choice.effects, (*path, "effects"), scope))
    return ChoiceRule(
        key,
        choice.text,
        condition,
        choice.cost,
        possible,
        Procedure(f"choice_{unit}_{key}", both, steps),
        choice.fallback,
    )
