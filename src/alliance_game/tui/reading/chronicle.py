"""The chronicle: everything that a seat may know of what happened, to be filtered and searched."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from textual.binding import Binding
from textual.widget import Widget

from ...describe import events, naming, unasked
from ...describe.events import Event, Told
from ...engine.rules import Rules
from ...engine.view import View
from ...wording import marked, say, translated
from ..parts.field import Field
from ..parts.page import Heading
from ..parts.passage import event_lines
from ..parts.roll import SIGN, Roll
from ..parts.seen import SeenPage
from ..parts.sheet import Line, Piece, line
from .keys import worded

MARGIN = 2
KINDS: dict[str, Callable[[Event], bool]] = {
    marked("everything"): lambda event: True,
    marked("moves and answers"): events.is_move,
    marked("cards and crises"): events.is_about_crises,
    marked("what changed numbers"): lambda event: bool(event.changes),
}
"""What can be read alone."""
NOTHING = marked("Nothing fits; {chronicle-state} and {chronicle-kind} choose.")


class Story:
    """The events of a game as lines, each wrapped once for a width."""

    def __init__(self, seen: View, told: tuple[Told, ...]) -> None:
        self.rules: Rules = seen.rules
        self.seat = seen.seat
        self.events = events.events(seen.rules, told)
        self.notes = unasked.lines(seen.rules, told, seen.seat)
        self.width = 0
        self.wrapped: dict[int, list[Line]] = {}

    def lines(self, index: int, width: int) -> list[Line]:
        """An event in so many columns."""
        if width != self.width:
            self.width, self.wrapped = width, {}
        if index not in self.wrapped:
            self.wrapped[index] = list(self.set_out(self.events[index], width))
        return self.wrapped[index]

    def set_out(self, event: Event, width: int) -> Iterator[Line]:
        if event.kind in events.HEADINGS:
            yield from self.heading(event, width)
            return
        entry = event.entry
        own = events.is_move(event) and entry.seats[:1] == (self.seat,)
        for each in event_lines(self.rules, event, width - MARGIN, own=own):
            yield (Piece(" " * MARGIN), *each)

    def heading(self, event: Event, width: int) -> Iterator[Line]:
        """A round with a line through the page, a phase with its name; what was not asked before it."""
        note = self.notes.get(unasked.heading(event.entry))
        if note:
            yield line((" " * MARGIN + note, "dim"))
        yield ()
        if event.kind == "round":
            rest = max(0, width - MARGIN - 2 - len(event.text))
            yield line(("── ", "line"), (event.text, "head"), (" " + "─" * rest, "line"))
        else:
            yield line((" " * MARGIN + event.text, "head"))

    def chosen(self, seat: int | None, fits: Callable[[Event], bool]) -> list[int]:
        """The events that are wanted, with those headings that have any below them."""
        found = [
            index
            for index, event in enumerate(self.events)
            if event.kind in events.HEADINGS or (fits(event) and (seat is None or events.is_about_state(event, seat)))
        ]
        return self.without_empty(found)

    def without_empty(self, found: list[int]) -> list[int]:
        """Without the headings of rounds and phases in which nothing is left."""
        kept: list[int] = []
        wanted: set[str] = set()
        for index in reversed(found):
            kind = self.events[index].kind
            if kind not in events.HEADINGS:
                wanted = set(events.HEADINGS)
            elif kind not in wanted:
                continue
            kept.append(index)
            wanted -= {"round": {"round", "phase"}, "phase": {"phase"}}.get(kind, set())
        return kept[::-1]

    def text(self, index: int) -> str:
        """An event's words in small letters, to be searched."""
        return " ".join("".join(piece.text for piece in each).strip() for each in self.lines(index, self.width)).lower()


class ChronicleScreen(SeenPage):
    """What happened, from the first round to now."""

    NAME = marked("Chronicle")
    HELP = marked("""
    Everything that your state may know of what happened, the newest at the bottom. {chronicle-kind} and
    {chronicle-state} choose what is shown, {search} looks for a word: {field-done} ends the typing, {next-match} and
    {match-before} go from match to match.
    """)
    BINDINGS = [
        Binding("n", "match(1)", marked("next match"), id="next-match"),
        Binding("N", "match(-1)", marked("match before"), id="match-before"),
        Binding("slash", "search", marked("search"), id="search"),
        Binding("s,right", "state(1)", marked("one state"), id="chronicle-state"),
        Binding("left", "state(-1)", marked("one state, backwards"), show=False, id="chronicle-state-back"),
        Binding("f", "kind", marked("filter"), id="chronicle-kind"),
        Binding("left_square_bracket,comma", "round(-1)", marked("round back"), id="chronicle-round-back"),
        Binding("right_square_bracket,full_stop", "round(1)", marked("round on"), id="chronicle-round-on"),
    ]
    DEFAULT_CSS = """
    ChronicleScreen > Field { display: none; }
    ChronicleScreen.-searching > Field { display: block; }
    """

    def __init__(self, seen: View, told: tuple[Told, ...]) -> None:
        super().__init__(seen)
        self.story = Story(seen, told)
        self.whose: int | None = None
        self.kind = 0
        self.needle = ""
        self.indexes: list[int] = []
        self.rows: list[int] = []
        self.matches: list[int] = []
        self.match = -1
        self.ready = False

    def body(self) -> Iterable[Widget]:
        """A title that says what is shown, the text, and the line for the search."""
        yield Heading()
        yield Roll()
        yield Field(say("a word, then Enter"))

    @property
    def roll(self) -> Roll:
        """The text."""
        return self.query_one(Roll)

    def on_mount(self) -> None:
        """The keys go to the text."""
        self.roll.focus()

    def on_resize(self) -> None:
        """Lines are wrapped anew; the first time the end is shown."""
        self.call_after_refresh(self.lay_out)

    # What is shown

    def lay_out(self) -> None:
        """The events that are wanted, at the place where the reader was."""
        roll, width = self.roll, self.roll.room
        place = self.index_at_top() if self.ready and roll.scroll_offset.y < roll.max_scroll_y else None
        self.indexes = self.story.chosen(self.whose, list(KINDS.values())[self.kind])
        found: list[Line] = []
        self.rows = []
        for index in self.indexes:
            own = self.story.lines(index, width)
            own = own if found else [each for each in own if each]
            self.rows.append(len(found))
            found += own
        self.find()
        roll.show(self.with_matches(found) or [line((" " * MARGIN + worded(self, translated(NOTHING)), "dim"))], "stay")
        self.ready = True
        self.say()
        self.write_keys()
        if place is None:
            roll.go_to(len(roll.lines))
        else:
            at = min(bisect_right(self.indexes, place - 1), len(self.rows) - 1)
            roll.go_to(self.rows[at] if self.rows else 0)

    def index_at_top(self) -> int:
        """The event at the top of the screen."""
        at = bisect_right(self.rows, self.roll.scroll_offset.y) - 1
        return self.indexes[at] if 0 <= at < len(self.indexes) else 0

    def count(self, indexes: Iterable[int]) -> int:
        """How many of them are not headings."""
        return sum(self.story.events[index].kind not in events.HEADINGS for index in indexes)

    def say(self) -> None:
        """What is shown, and how much of how much."""
        every = self.count(range(len(self.story.events)))
        whose = [] if self.whose is None else [naming.state(self.seen.rules, self.whose)]
        what = [translated(list(KINDS)[self.kind])] if self.kind or not whose else []
        shown = self.count(self.indexes)
        said = say(
            "{what}: {shown} of {every} entries" if shown != every else "{what}: {every} entries",
            what=naming.sentence(", ".join([*whose, *what])),
            shown=shown,
            every=every,
        )
        self.query_one(Heading).say(f"{said}  {self.searched()}" if self.needle else said)

    def searched(self) -> str:
        """What is looked for, and where the cursor is among what was found."""
        return say(
            "“{word}” match {match} of {matches}" if self.matches else "“{word}” not found",
            word=self.needle,
            match=self.match + 1,
            matches=len(self.matches),
        )

    def action_state(self, step: int) -> None:
        """All states, or one after the other."""
        order = [None, *range(self.seen.rules.players)]
        self.whose = order[(order.index(self.whose) + step) % len(order)]
        self.lay_out()

    def action_kind(self) -> None:
        """Everything, moves, cards, numbers."""
        self.kind = (self.kind + 1) % len(KINDS)
        self.lay_out()

    def action_round(self, step: int) -> None:
        """To the beginning of a round."""
        top = self.roll.scroll_offset.y
        if not self.rows:
            return
        last = [following - 1 for following in [*self.rows[1:], len(self.roll.lines)]]
        rounds = [
            row for index, row in zip(self.indexes, last, strict=True) if self.story.events[index].kind == "round"
        ]
        there = [row for row in rounds if row * step > top * step]
        if there:
            self.roll.go_to((min if step > 0 else max)(there))

    # Searching

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a word is typed, letters are letters; matches can be gone through once there are any."""
        if action == "match":
            return bool(self.matches)
        return not (self.has_class("-searching") and action in ("search", "state", "kind", "round", "back"))

    def action_search(self) -> None:
        """Type a word."""
        self.add_class("-searching")
        field = self.query_one(Field)
        field.say("")
        field.focus()
        self.call_after_refresh(self.write_keys)

    def on_field_done(self, event: Field.Done) -> None:
        """Look for the word, from the newest backwards."""
        self.leave_field(event.field.typed.strip().lower())

    def on_field_left(self, event: Field.Left) -> None:
        """No search."""
        self.leave_field("")

    def leave_field(self, needle: str) -> None:
        self.remove_class("-searching")
        self.needle, self.match = needle, -1
        self.roll.focus()
        self.lay_out()
        if self.matches:
            self.action_match(-1)

    def find(self) -> None:
        """The events with the word."""
        self.matches = [
            at
            for at, index in enumerate(self.indexes)
            if self.needle
            and self.story.events[index].kind not in events.HEADINGS
            and self.needle in self.story.text(index)
        ]
        self.match = min(self.match, len(self.matches) - 1)

    def with_matches(self, found: list[Line]) -> list[Line]:
        """A sign in front of every match, the word in colour."""
        ends = [*self.rows[1:], len(found)]
        for each, at in enumerate(self.matches):
            here = each == self.match
            for row in range(self.rows[at], ends[at]):
                found[row] = highlighted(found[row], self.needle, "cursor" if here else "accent")
            first = found[self.rows[at]]
            sign = Piece(SIGN if here else "·", "accent")
            found[self.rows[at]] = (sign, Piece(first[0].text[1:], first[0].tone), *first[1:])
        return found

    def action_match(self, step: int) -> None:
        """To another match."""
        if not self.matches:
            return
        self.match = (self.match if self.match >= 0 else 0) + step
        self.match %= len(self.matches)
        self.lay_out()
        self.roll.go_to(max(0, self.rows[self.matches[self.match]] - 3))


def highlighted(found: Line, needle: str, tone: str) -> Line:
    """A line with every occurrence of a word in another tone."""
    pieces: list[Piece] = []
    for piece in found:
        low, start = piece.text.lower(), 0
        places = [at for at in range(len(low)) if low.startswith(needle, at)]
        places = [at for before, at in pairwise([-len(needle), *places]) if at >= before + len(needle)]
        for at in places:
            pieces += [Piece(piece.text[start:at], piece.tone), Piece(piece.text[at : at + len(needle)], tone)]
            start = at + len(needle)
        pieces.append(Piece(piece.text[start:], piece.tone))
    return tuple(piece for piece in pieces if piece.text)
