"""The cards to read: a list, and the card as the table shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual import getters, work
from textual.binding import Binding
from textual.containers import Container
from textual.message import Message
from textual.widget import Widget

from ...definitions import Library
from ...describe import cards, sentences
from ...engine import Rules, compile_rules
from ...errors import AllianceError
from ...language.program import CardRule
from ...wording import marked, say, translated
from ..app import AllianceApp
from ..games.plan import Plan
from ..parts.field import Field
from ..parts.finder import Finder, fits
from ..parts.page import Heading, Page, Reading
from ..parts.roll import Rows, listed
from ..parts.sheet import PROSE, Line, Piece, line, wrapped

KINDS = ((marked("Crises"), True), (marked("Incidents"), False))
"""The groups of the list, and whether a card of it is a crisis."""
WORDS = {"who": cards.WHO, "about": cards.ABOUT, "target": cards.TARGET, "crisis": marked("this crisis")}
"""How the names are said that a card's text may hold."""


@dataclass(frozen=True, slots=True)
class Known:
    """A card, and the rules it is read with."""

    rules: Rules
    card: CardRule

    @property
    def tags(self) -> list[str]:
        """What it is, in the ruleset's words."""
        titles = self.rules.program.symbols.folder.ruleset.tags
        return [title for tag, title in titles.items() if tag in self.card.tags]

    @property
    def folder(self) -> str:
        """The folder it lies in."""
        return self.rules.library.cards[self.card.id].deck


def known_cards(library: Library) -> Iterator[Known]:
    """Every card of every scenario once, those of the usual scenario first. Raises ``AllianceError``."""
    usual = Plan.usual(library).scenario
    found: set[str] = set()
    for scenario in sorted(library.scenarios, key=lambda name: name != usual):
        rules = compile_rules(library, scenario)
        fresh = [card for card in rules.program.cards if card.id not in found]
        found |= {card.id for card in fresh}
        yield from (Known(rules, card) for card in sorted(fresh, key=lambda card: card.title))


def card_page(known: Known, width: int) -> list[Line]:
    """A card below its title: kind, story, and everything it does as the game writes it."""
    card, rules = known.card, known.rules
    copies = [say("{copies} in the deck", copies=card.copies)] if card.copies > 1 else []
    kind = " · ".join([say("Crisis" if card.crisis else "Incident"), *known.tags, *copies])
    found = [line((kind, "dim")), line("")]
    words = {name: translated(each) for name, each in WORDS.items()}
    if card.text is not None:
        found += [*wrapped(sentences.filled(card.text, words), width), line("")]
    for text in effects_of(rules, card):
        found += [*wrapped(text, width, "", "  ", ""), line("")]
    for index, choice in enumerate(card.choices):
        price = cards.price(rules, choice.cost)
        found += wrapped(f"{index + 1} {choice.text}{price}", width, "strong", "  ", "")
        fallback = f" {say('This is taken if time runs out.')}" if choice.fallback else ""
        effect = cards.choice_text(rules, card, index, words)
        found += [*wrapped(f"{effect[:1].upper()}{effect[1:]}.{fallback}", width, "", "  "), line("")]
    return [*found, line((say("{card}, in the folder {folder}", card=card.id, folder=known.folder), "dim"))]


def effects_of(rules: Rules, card: CardRule) -> list[str]:
    """Whom it is about and what it does, without its story, its choices, and the tags that stand below the title."""
    found = cards.card_lines(rules, card)
    kind = 1 + (card.condition is not None) + (card.who is not None) if card.crisis else 0
    return [text for index, text in enumerate(found[: len(found) - len(card.choices)]) if index not in (0, kind)]


class CardRows(Rows):
    """The list; Enter goes to the card."""

    BINDINGS = [Binding("enter", "take", marked("scroll the card"), id="to-card")]


class CardsScreen(Page[None]):
    """All cards of all packs that are loaded."""

    NAME = marked("Cards")
    HELP = marked("""
    Every card that can come, crises first. Up and down go through the list, PgUp and PgDn faster; the card under the
    cursor is shown with its story and with what it does, as the game works it out from the card's rules. The key
    {filter} opens a line to type in: the list then shows the cards whose title, kind, tags or story contain what is
    typed. {to-card} goes to the card, to scroll a long one, and {back} back to the list.
    """)
    BINDINGS = [Binding("slash", "seek", marked("filter"), id="filter")]
    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    CardsScreen #sides { height: 1fr; layout: horizontal; }
    CardsScreen #list { width: 30; height: 100%; }
    CardsScreen #card-side { width: 1fr; height: 100%; padding: 0 1; }
    CardsScreen.-wide #list { width: 38; }
    CardsScreen.-vast #list { width: 44; }
    CardsScreen.-narrow #sides { layout: vertical; }
    CardsScreen.-narrow #list { width: 100%; height: 7; }
    CardsScreen.-narrow #card-side { width: 100%; height: 1fr; padding: 0; }
    """
    app = getters.app(AllianceApp)

    class Read(Message):
        """The rules have been compiled."""

        def __init__(self, found: list[Known], problem: str) -> None:
            super().__init__()
            self.found = found
            self.problem = problem

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, Known] = {}
        self.problem = ""
        self.shown = ""

    def body(self) -> Iterable[Widget]:
        """The list and the card."""
        finder = Finder(self.listing, say("a few letters"), CardRows(), open=False)
        yield Container(
            Container(Heading(say("Cards"), id="title"), finder, id="list"),
            Container(Heading(id="name"), Reading(id="card"), id="card-side"),
            id="sides",
        )

    def bar(self) -> Line:
        """What this page is."""
        return line((translated(self.NAME), "strong"), (f"  {say('what can happen')}", "dim"))

    def on_mount(self) -> None:
        """Compile the rules while the page is on the screen already."""
        self.compile()

    @work(thread=True)
    def compile(self) -> None:
        """All cards that can be read."""
        found: list[Known] = []
        problem = ""
        try:
            found.extend(known_cards(self.app.library))
        except AllianceError as error:
            problem = str(error)
        self.post_message(self.Read(found, problem))

    def on_cards_screen_read(self, event: Read) -> None:
        """Show them."""
        self.known, self.problem = {each.card.id: each for each in event.found}, event.problem
        self.query_one(Finder).draw()
        self.write()

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.write)

    def listing(self, typed: str, width: int) -> Iterator[Line]:
        """The list, grouped and filtered."""
        found = [each for each in self.known.values() if self.wanted(each, typed)]
        self.query_one("#title", Heading).say(
            say("{found} of {every} cards" if typed else "Cards", found=len(found), every=len(self.known))
        )
        for title, crisis in KINDS:
            group = [each for each in found if each.card.crisis is crisis]
            if group:
                yield line((f" {translated(title)} {len(group)}", "dim"))
            for each in group:
                yield listed([Piece(f" {each.card.title}")], each.card.id, width)

    def wanted(self, each: Known, typed: str) -> bool:
        """Whether a card contains what is typed."""
        story = self.app.library.cards[each.card.id].card.text
        kind = say("crisis" if each.card.crisis else "incident")
        return fits(typed, each.card.title, kind, *each.tags, story)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed, letters are letters."""
        return not (action == "seek" and isinstance(self.focused, Field))

    def action_seek(self) -> None:
        """Type what to look for."""
        self.query_one(Finder).seek()

    def on_field_typed(self, event: Field.Typed) -> None:
        """There may be no card left."""
        self.write()

    def on_pick_highlighted(self, event: Rows.Highlighted) -> None:
        """Another card."""
        self.write()

    def on_pick_taken(self, event: Rows.Taken) -> None:
        """To the card, to scroll it."""
        self.query_one(Reading).focus()

    def action_back(self) -> None:
        """From the card to the list; or one step back."""
        if self.query_one(Reading).has_focus:
            self.query_one(Rows).focus()
        else:
            super().action_back()

    def write(self) -> None:
        """The card under the cursor."""
        reading = self.query_one(Reading)
        width = min(PROSE, max(20, reading.size.width - 3))
        chosen = str(self.query_one(Rows).about or "")
        self.query_one("#name", Heading).say(self.known[chosen].card.title if chosen else "")
        page = card_page(self.known[chosen], width) if chosen else self.nothing(width)
        reading.show(page, top=chosen != self.shown)
        self.shown = chosen

    def nothing(self, width: int) -> list[Line]:
        """Why no card is shown."""
        if self.problem:
            return wrapped(self.problem, width, "bad")
        return wrapped(
            say("No card contains these words. Esc shows all." if self.known else "Reading the cards."), width, "dim"
        )
