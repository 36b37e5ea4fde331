"""Sheets of cards as one page to print, cut marks around them; nothing is fetched, and nothing in it runs."""

from collections.abc import Iterator, Sequence
from importlib import resources
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined

from ...wording import say
from .face import Answer, Face
from .fitting import SIZES, Block, size_for, split
from .paper import CARD, COLUMNS, ROWS, Paper


class Printed(NamedTuple):
    """One card of paper."""

    kind: str
    size: float
    blocks: tuple[Block, ...]
    foot: str


class Placed(NamedTuple):
    """A card and where it lies on its sheet, in millimetres."""

    card: Printed
    left: float
    top: float


def page(faces: Sequence[Face], paper: Paper, title: str = "Cards") -> str:
    """The page, as HTML; each card as often as it is in its deck."""
    cards = [card for face in faces for card in printed(face)]
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    text = (resources.files(__package__) / "sheets.html.j2").read_text(encoding="utf-8")
    placed = [[Placed(card, *paper.place(at)) for at, card in enumerate(sheet)] for sheet in sheets(cards)]
    layout = {"paper": paper, "card": CARD, "sizes": SIZES, "marks": list(paper.marks())}
    return environment.from_string(text).render(title=title, sheets=placed, **layout) + "\n"


def sheets(cards: Sequence[Printed]) -> list[Sequence[Printed]]:
    """Nine cards on each sheet."""
    most = COLUMNS * ROWS
    return [cards[at : at + most] for at in range(0, len(cards), most)]


def printed(face: Face) -> Iterator[Printed]:
    """All copies of a card. What does not fit even in the smallest letters goes on with a second card."""
    head, body = list(heads(face)), list(bodies(face))
    size = size_for([*head, *body])
    parts = [[*head, *body]] if size is not None else split(head, body)
    for copy in range(1, face.copies + 1):
        for number, part in enumerate(parts, 1):
            of = say(" · copy {copy} of {copies}", copy=copy, copies=face.copies) if face.copies > 1 else ""
            on = say(" · {number} of {count}", number=number, count=len(parts)) if len(parts) > 1 else ""
            yield Printed("crisis" if face.crisis else "incident", size or SIZES[-1], tuple(part), f"{face.id}{of}{on}")


def heads(face: Face) -> Iterator[Block]:
    """What a card is, and its title."""
    yield Block("kind", " · ".join((face.kind, *face.tags)), scale=0.85, above=0.0)
    yield Block("title", "", face.title, scale=1.45, above=0.1)


def bodies(face: Face) -> Iterator[Block]:
    """Story, effects, choices."""
    if face.story:
        yield Block("story", face.story, above=0.5)
    if face.condition:
        yield Block("line", say("It can come only while {condition}.", condition=face.condition))
    yield from (Block("line", line) for line in face.lines)
    yield from (answer_block(answer) for answer in face.answers)


def answer_block(answer: Answer) -> Block:
    """One choice: its words and its price, then what it does."""
    price = f" ({answer.price})" if answer.price else ""
    said = say("{effect} (taken if time runs out).", effect=answer.effect) if answer.fallback else f"{answer.effect}."
    said += " " + say("Possible if {condition}.", condition=answer.condition) if answer.condition else ""
    return Block("answer", said, f"{answer.text}{price}:", above=0.45, inset=0.9)
