"""Two small pages of the console: a list to choose from, and a line to write."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from textual.widget import Widget

from ...wording import marked, say
from ..parts.field import Field
from ..parts.finder import Finder, entry, fits
from ..parts.page import Heading, Page
from ..parts.roll import Pick
from ..parts.sheet import PROSE, Line, Sheet, line, wrapped


class Choice(NamedTuple):
    """Something to choose: its words, what stands behind them, and what it means."""

    text: str
    behind: str
    value: Hashable


class ChoosePage(Page[Hashable]):
    """A list that gets shorter while one types; gives what was chosen, or ``None``."""

    TIMELESS = True
    NAME = marked("Facilitator: choose")
    HELP = marked("""
    Type a part of the name; up and down go through the list, Enter chooses. {back} goes back, and nothing is done.
    What stands on this page is what everybody may see, but a card that you choose for later is seen by whoever looks
    at the screen now.
    """)

    def __init__(self, title: str, choices: Sequence[Choice], prompt: str = "") -> None:
        super().__init__()
        self.title_said = title
        self.choices = choices
        self.prompt = prompt

    def bar(self) -> Line:
        """The game stands still."""
        return line((say("The game is paused"), "strong"))

    def body(self) -> Iterable[Widget]:
        """A title, and the list."""
        yield Heading(self.title_said)
        yield Finder(self.listing, self.prompt or say("a part of the name"))

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.query_one(Pick).focus()

    def listing(self, typed: str, width: int) -> Iterator[Line]:
        """What has all the typed words."""
        width = min(width, PROSE)
        rows = [each for each in self.choices if fits(typed, each.text, each.behind)]
        for each in rows:
            yield entry(f" {each.text}", each.behind, self.choices.index(each), width)
        if not rows:
            yield line((f" {say('Nothing is called so. Backspace takes a letter back.')}", "dim"))

    def on_pick_taken(self, event: Pick.Taken) -> None:
        """It is chosen."""
        if isinstance(event.about, int):
            self.dismiss(self.choices[event.about].value)


class Writing(Field):
    """A line of somebody's own words."""

    MOST = 200

    def draw(self) -> None:
        """The end of what was typed, where the next letter goes."""
        room = max(10, (self.size.width or 60) - 4)
        typed = (
            ((self.typed[-room:], "strong"), ("▏", "accent")) if self.typed else (("▏", "accent"), (self.prompt, "dim"))
        )
        self.show([line(*typed)])


class WritePage(Page[str]):
    """A line to write; gives it, perhaps empty, or ``None`` for going back."""

    TIMELESS = True
    NAME = marked("Facilitator: write")
    HELP = marked("""
    One line in your own words. It is kept in the saved game, and shown to everybody where it is a reason. {field-done}
    goes on, {field-leave} goes back, and nothing is done.
    """)
    DEFAULT_CSS = "WritePage #above { height: auto; padding: 0 1; }"

    def __init__(self, title: str, about: str, prompt: str) -> None:
        super().__init__()
        self.title_said = title
        self.about = about
        self.prompt = prompt

    def bar(self) -> Line:
        """The game stands still."""
        return line((say("The game is paused"), "strong"))

    def body(self) -> Iterable[Widget]:
        """What it is for, and the line."""
        yield Heading(self.title_said)
        yield Sheet(wrapped(self.about, PROSE), id="above")
        yield Writing(self.prompt)

    def on_mount(self) -> None:
        """The keys are letters."""
        self.query_one(Writing).focus()

    def on_field_done(self, event: Field.Done) -> None:
        """It is written."""
        self.dismiss(event.field.typed.strip())

    def on_field_left(self, event: Field.Left) -> None:
        """Nothing was meant."""
        self.dismiss(None)
