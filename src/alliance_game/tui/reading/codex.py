"""The codex: every word of the game explained, what it does in this game, and what to read next."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.widget import Widget

from ...describe.topics import Codex, Topic
from ...engine.rules import Rules
from ...errors import UnknownName
from ...wording import marked, say
from ..parts.finder import Finder, entry
from ..parts.page import Heading, Page
from ..parts.roll import Pick, filled
from ..parts.sheet import PROSE, Line, Piece, cut, line, width_of, wrapped


class Article(Pick):
    """A text to read, with places at its end that lead on: it is scrolled until they are on the screen."""

    def action_step(self, step: int) -> None:
        """A line further, or to the next place if that can be seen."""
        rows = [each[0] for each in self.places]
        here = rows[self.cursor] if rows else -1
        there = rows[max(0, min(self.cursor + step, len(rows) - 1))] if rows else -1
        wanted = there if self.is_seen(here) else here
        if rows and self.is_seen(wanted):
            self.move(self.cursor if wanted == here else self.cursor + step)
        else:
            self.scroll_relative(y=step, animate=False)

    def is_seen(self, row: int) -> bool:
        """Whether a line is on the screen."""
        return 0 <= row - self.scroll_offset.y < self.size.height

    def action_leap(self, step: int) -> None:
        """A page further."""
        self.scroll_relative(y=step * max(1, self.size.height - 2), animate=False)


class CodexScreen(Page[None]):
    """Words at the left, the entry at the right; letters narrow the list at once."""

    NAME = marked("Codex")
    HELP = marked("""
    Type a part of a word: the list gets shorter. The arrow keys go through it, Tab goes to the entry and back. In the
    entry Enter opens what is named under "See also"; Backspace goes back to what you read before.
    """)
    BINDINGS = [
        Binding("tab,shift+tab", "swap", marked("list or entry"), id="codex-swap"),
        Binding("backspace", "before", marked("entry before"), id="codex-before"),
    ]
    DEFAULT_CSS = """
    CodexScreen #words { width: 35; height: 1fr; }
    CodexScreen #entry { width: 1fr; height: 1fr; }
    CodexScreen.-narrow Horizontal { layout: vertical; }
    CodexScreen.-narrow #words { width: 1fr; height: 8; }
    CodexScreen.-wide #words, CodexScreen.-vast #words { width: 42; }
    """

    def __init__(self, rules: Rules, term: str = "") -> None:
        super().__init__()
        self.codex = Codex(rules)
        self.note = ""
        self.topic = self.first(term)
        self.history: list[Topic] = []

    def first(self, term: str) -> Topic | None:
        """The topic to begin with; for an unknown word the nearest one, and a sentence that says so."""
        if term:
            try:
                return self.codex.topic(term)
            except UnknownName as error:
                self.note = str(error)
                near = self.codex.nearest(term)
                if near is not None:
                    return near
        return self.codex.topics[0] if self.codex.topics else None

    def body(self) -> Iterable[Widget]:
        """The list with its line to type in, and the entry."""
        with Horizontal():
            with Vertical(id="words"):
                yield Heading(say("Words"))
                yield Finder(self.listing, say("type a word"))
            with Vertical(id="entry"):
                yield Heading(id="title")
                yield Article(id="text")

    @property
    def finder(self) -> Finder:
        """The list."""
        return self.query_one(Finder)

    @property
    def text(self) -> Article:
        """The entry."""
        return self.query_one(Article)

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.finder.pick.focus()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.open, self.topic)

    # The list

    def listing(self, typed: str, width: int) -> Iterator[Line]:
        """The words that fit, each with its kind."""
        found = self.codex.like(typed)
        self.query_one(Heading).say(
            say("{found} of {every} words" if typed else "Words", found=len(found), every=len(self.codex.topics))
        )
        for topic in found:
            yield entry(topic.title, topic.sort, topic, width)
        if not found:
            yield line((f" {say('Nothing fits.')}", "dim"))

    def on_pick_highlighted(self, event: Pick.Highlighted) -> None:
        """The entry follows the cursor of the list."""
        if event.pick is self.finder.pick and isinstance(event.about, Topic) and event.about != self.topic:
            self.note = ""
            self.show_topic(event.about)

    def on_pick_taken(self, event: Pick.Taken) -> None:
        """From the list into the entry; in the entry to what is named there."""
        if event.pick is self.finder.pick:
            self.text.focus()
        else:
            self.follow(event.about)

    def follow(self, about: Hashable) -> None:
        """Open another entry, and remember this one."""
        assert isinstance(about, Topic)
        if self.topic is not None:
            self.history.append(self.topic)
        self.note = ""
        self.open(about)

    def open(self, topic: Topic | None) -> None:
        """Show an entry, the list's cursor on it."""
        if topic is None:
            return
        if topic not in self.codex.like(self.finder.field.typed):
            self.finder.field.typed = ""
            self.finder.field.draw()
        self.finder.draw(topic)
        self.show_topic(topic)

    def action_before(self) -> None:
        """Back to what was read before."""
        if self.history:
            self.note = ""
            self.open(self.history.pop())

    def action_swap(self) -> None:
        """From the list to the entry and back."""
        (self.finder.pick if self.text.has_focus else self.text).focus()

    def on_key(self, event: Key) -> None:
        """Letters typed while one reads go to the list."""
        letter = event.character is not None and event.character.isalnum()
        if self.text.has_focus and letter and self.finder.field.take(event):
            self.finder.pick.focus()

    # The entry

    def show_topic(self, topic: Topic) -> None:
        """An entry from its beginning."""
        self.topic = topic
        self.query_one("#title", Heading).say(f"{topic.title}, {topic.sort}")
        self.text.show(self.lines(topic, min(PROSE, self.text.room)))

    def lines(self, topic: Topic, width: int) -> Iterator[Line]:
        """What it is, what it does here, what to read next."""
        if self.note:
            yield from (*wrapped(self.note, width - 1, "watch", " "), ())
        yield from article(self.codex, topic, width)
        close = self.codex.see(topic)
        if close:
            yield from ((), line((f" {say('See also')}", "head")))
        for each in close:
            title = cut(each.title, max(1, width - width_of((Piece(f"     {each.sort}"),))))
            yield filled((Piece(f"   {title}", "", each), Piece(f"  {each.sort}", "dim", each)), width)


def article(codex: Codex, topic: Topic, width: int) -> Iterator[Line]:
    """What a thing is, what it does in this game, and what once happened."""
    for paragraph in codex.text(topic):
        yield from wrapped(paragraph, width - 1, "", " ")
    yield from rules_of(codex, topic, width)
    yield from past(codex, topic, width)


def past(codex: Codex, topic: Topic, width: int) -> Iterator[Line]:
    """What once happened, with its source, and what is often said of it and is not so."""
    notes, mistake = codex.history(topic), codex.mistake(topic)
    if notes:
        yield from ((), line((f" {say('In history')}", "head")))
    for note in notes:
        yield from wrapped(f"{note.when}: {note.text}", width - 1, "", "   ", " · ")
        yield from wrapped(note.source, width - 1, "dim", "   ", "   ")
    if mistake:
        yield from ((), line((f" {say('Common mistake')}", "head")), *wrapped(mistake, width - 1, "", "   ", "   "))


def rules_of(codex: Codex, topic: Topic, width: int) -> Iterator[Line]:
    """What the rules say."""
    found = codex.facts(topic)
    if not found:
        return
    if codex.text(topic):
        yield ()
    yield line((f" {say('In this game')}", "head"))
    for fact in found:
        if fact.title:
            yield line((f" {fact.title}", "strong"))
        for sentence in fact.sentences:
            yield from wrapped(sentence, width - 1, "", "   ", " · ")
