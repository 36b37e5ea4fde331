"""A card that asks: its story, its choices, and what the one under the cursor would do."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from ...describe import foresight, naming, questions, sentences, status
from ...describe.effects import NOTHING
from ...describe.offers import Offer
from ...engine.decision import Decision
from ...engine.layout import CARD
from ...engine.moves import Move
from ...engine.view import View
from ...wording import marked, say, translated
from ..parts.menu import Item, Menu
from ..parts.page import Heading, Reading
from ..parts.sheet import PROSE, Line, Sheet, wrapped
from ..table.foresight import effect_lines, warning_lines
from .answering import Answering

PLAIN = 40
"""An effect no longer than this stands in the menu as a whole, and need not be said twice if nothing is open."""


class ChoiceScreen(Answering[Move | None]):
    """Asks for a choice on a card. The result is the move, or ``None`` to look at the board first."""

    NAME = marked("A card that asks")
    HELP = marked("""
    A card has come that is yours to answer. Each line is a choice, with its price and what it does; what is dim
    cannot be chosen, and says why. The lower part, or the right one on a wide screen, says what the choice under the
    cursor would change.
    """)
    DEFAULT_CSS = """
    ChoiceScreen #story { padding: 0 1; }
    ChoiceScreen #parts { height: 1fr; layout: vertical; }
    ChoiceScreen #asked { height: auto; }
    ChoiceScreen #would { height: 1fr; }
    ChoiceScreen.-wide #parts, ChoiceScreen.-vast #parts { layout: horizontal; }
    ChoiceScreen.-wide #asked, ChoiceScreen.-vast #asked { width: 60; height: 1fr; }
    """

    BINDINGS = [Answering.ADVISE]
    AUTO_FOCUS = "Menu"
    LONG = "effects"

    def __init__(self, seen: View, asked: Decision) -> None:
        super().__init__(seen, asked)
        self.card = self.rules.cards[seen.cells[CARD]]
        self.offers = questions.choices(seen, asked)

    @property
    def term(self) -> str:
        """The card."""
        return f"card {self.card.id}"

    def body(self) -> Iterable[Widget]:
        """The card, the choices, and what they would do."""
        yield Heading(self.card.title)
        yield Sheet(id="story")
        yield Horizontal(
            Vertical(Heading(self.question()), Menu(self.items()), id="asked"),
            Vertical(Heading(say("What this would do")), Reading(id="effects"), id="would"),
            id="parts",
        )

    def question(self) -> str:
        """Who is asked."""
        return say("What will {state} choose?", state=naming.called(self.rules, self.seen.seat))

    def on_mount(self) -> None:
        """The cursor stands on the first choice that is possible."""
        first = next((at for at, offer in enumerate(self.offers) if offer.possible), 0)
        self.query_one(Menu).fill(self.items(), first)

    def write(self) -> None:
        """Fill the page."""
        self.query_one("#story", Sheet).show([*self.story_lines(), ()])
        self.write_effects()

    def write_effects(self) -> None:
        """What the choice under the cursor would do."""
        pane = self.query_one("#effects", Reading)
        pane.show(self.effect_lines(self.offers[self.query_one(Menu).cursor], max(30, min(PROSE, pane.size.width - 2))))

    def story_lines(self) -> list[Line]:
        """The story, whom it is about, and how they stand."""
        words = questions.roles(self.seen)
        found = wrapped(sentences.filled(self.card.text, words), self.prose) if self.card.text is not None else []
        if not self.tight:
            found += [(), *wrapped(status.state(self.seen, self.seen.seat), self.prose, "dim")]
        return found

    def items(self) -> list[Item]:
        """The choices; what cannot be chosen has its reason, the others what they do."""
        return [
            Item(
                offer.text,
                offer.about if offer.possible else say("not possible: {reason}", reason=offer.reason),
                offer.possible,
                offer.move,
            )
            for offer in self.offers
        ]

    def effect_lines(self, offer: Offer, width: int) -> list[Line]:
        """What is on the card, and what it comes to now: will, may, unknown."""
        text = wrapped(f"{naming.sentence(offer.about)}.", width, "dim")
        if offer.move is None:
            return [*wrapped(say("Not possible: {reason}.", reason=offer.reason), width, "watch"), *text]
        found = foresight.foreseen(self.seen, offer.move.number)
        will, may = (foresight.worth_saying(self.seen, found.effects, certain=certain) for certain in (True, False))
        plain = not may and (offer.about == translated(NOTHING) or (will and len(offer.about) <= PLAIN))
        told = [*([] if plain else text), *warning_lines(offer, width)]
        return [*told, *effect_lines(self.seen, found, width)]

    def on_menu_highlighted(self, event: Menu.Highlighted) -> None:
        """Another choice is under the cursor."""
        self.write()

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """The answer, if it is possible; otherwise its reason stands beside."""
        if isinstance(event.item.value, Move):
            self.dismiss(event.item.value)
