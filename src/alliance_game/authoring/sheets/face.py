"""The face of a card: everything that stands on it, in pieces, written from its definition."""

from dataclasses import dataclass

from ...describe import cards, effects, naming, sentences
from ...engine.rules import Rules
from ...language.program import CardRule, ChoiceRule
from ...language.words import phrase
from ...wording import marked, say, translated

STORY = {"who": marked("this state"), "about": cards.ABOUT, "target": marked("this state")}
"""How a story on paper calls the states that only the table knows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One choice: its words, its price (``1 coin``), what it does, and when it is possible."""

    text: str
    price: str
    effect: str
    condition: str
    fallback: bool


@dataclass(frozen=True, slots=True)
class Face:
    """A card as people read it."""

    id: str
    title: str
    crisis: bool
    kind: str
    tags: tuple[str, ...]
    story: str
    lines: tuple[str, ...]
    """Whom it is about, and what it does before any choice."""
    answers: tuple[Answer, ...]
    condition: str
    """When it can be drawn, if not always."""
    copies: int


def face_of(rules: Rules, card: CardRule) -> Face:
    """The face of a card of these rules."""
    titles = rules.program.symbols.folder.ruleset.tags
    condition = card.condition
    return Face(
        id=card.id,
        title=card.title,
        crisis=card.crisis,
        kind=say("Crisis") if card.crisis else say("Incident"),
        tags=tuple(title for tag, title in titles.items() if tag in card.tags),
        story=sentences.filled(card.text, told()) if card.text is not None else "",
        lines=tuple(lines(rules, card)),
        answers=tuple(answer(rules, card, choice) for choice in card.choices),
        condition=phrase(condition.node, {}, naming.speech(rules)) if condition is not None else "",
        copies=card.copies,
    )


def told() -> dict[str, str]:
    """The names in a story."""
    return {name: translated(said) for name, said in STORY.items()}


def lines(rules: Rules, card: CardRule) -> list[str]:
    """What the card says between its story and its choices; its kind, tags and condition stand elsewhere."""
    said = cards.card_lines(rules, card)[1:]
    said = said[: len(said) - len(card.choices)]
    heads = cards.crisis_lines(rules, card, effects.voice_of(rules, cards.roles()))[:1] if card.crisis else []
    elsewhere = {*heads, *cards.condition_lines(rules, card)}
    return [line for line in said if line not in elsewhere]


def answer(rules: Rules, card: CardRule, choice: ChoiceRule) -> Answer:
    """One choice of a card."""
    speech = naming.speech(rules, **cards.roles())
    return Answer(
        text=choice.text,
        price=cards.price(rules, choice.cost).strip(" ()"),
        effect=cards.choice_text(rules, card, card.choices.index(choice), cards.roles()),
        condition=phrase(choice.condition, {}, speech) if choice.condition is not None else "",
        fallback=choice.fallback,
    )
