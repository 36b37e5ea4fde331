"""Relations: what states are to each other, what they have signed, and what is known of each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual.binding import Binding
from textual.widget import Widget

from ...definitions.tracks import Track
from ...describe import bonds, naming, trail
from ...describe.trail import Asked
from ...wording import marked, say, translated
from ..parts.roll import Pick
from ..parts.sheet import Line, Piece, left, line, right, wrapped
from ..table.figures import KEPT, Column, number, record_piece
from .codex import CodexScreen
from .why import NumbersPage, WhyScreen


class Figures(Pick):
    """A text whose numbers can be pointed at."""

    BINDINGS = [Binding("enter", "take", marked("why"), id="pick-take")]


class RelationsScreen(NumbersPage):
    """What states are to each other, who has signed what, who keeps its word."""

    NAME = marked("Relations")
    WIDEST = 110
    HELP = marked("""
    What states are to each other, what they have signed, and the public record of each. The arrow keys go from number
    to number, {pick-take} shows why it is what it is, {relations-codex} explains it.
    """)
    BINDINGS = [
        Binding("c", "codex", marked("what it is"), id="relations-codex"),
        Binding("w", "other", marked("other numbers"), id="relations-other"),
    ]

    DEFAULT_CSS = "RelationsScreen Pick { padding: 0; }"

    def body(self) -> Iterable[Widget]:
        """One text in which numbers can be pointed at."""
        yield Figures()

    @property
    def seats(self) -> list[int]:
        """All seats, the reader's first."""
        return sorted(range(self.seen.rules.players), key=lambda seat: seat != self.seen.seat)

    def rows(self, width: int) -> Iterator[Line]:
        """Relations, agreements, then each state."""
        for name, track in self.seen.rules.program.symbols.tracks["pair"].items():
            if track.show != "no":
                yield from self.matrix(name, track, width)
        yield from self.agreements(width)
        yield from self.states(width)

    # Relations

    def matrix(self, name: str, track: Track, width: int) -> Iterator[Line]:
        """A track of the pairs: each row a state, each column what it is to another."""
        rules = self.seen.rules
        yield headline(naming.sentence(naming.track(rules, "pair", name)), track.about or "", width)
        found = [
            Column((rules.states[other].short or rules.states[other].title[:2],), self.pairs(name, track, other))
            for other in self.seats
        ]
        yield from self.table(found, width)
        yield ()

    def pairs(self, name: str, track: Track, other: int) -> list[Piece]:
        """What every state is to one of them."""
        found = []
        for seat in self.seats:
            pair = (seat, other) if track.directed or seat < other else (other, seat)
            found.append(Piece("·", "dim") if seat == other else number(self.seen, Asked("pair", name, pair), track))
        own = self.seen.seat
        return [
            Piece(piece.text, piece.tone or ("strong" if own in (seat, other) else ""), piece.about)
            for seat, piece in zip(self.seats, found, strict=True)
        ]

    # Agreements

    def agreements(self, width: int) -> Iterator[Line]:
        """Each agreement, who has signed it since when, and what one owes."""
        folder = self.seen.rules.program.symbols.folder
        if not folder.agreements:
            return
        yield headline(say("Agreements"), "", width)
        for sentence in bonds.owed(self.seen):
            yield from wrapped(sentence, width - 1, "strong", "   ", " ")
        room = max(len(each.title) for each in folder.agreements.values()) + 3
        for name, agreement in folder.agreements.items():
            signed = list(self.signatures(name, width - room))
            for index, each in enumerate(signed or [line((say("nobody"), "dim"))]):
                yield line((f" {left('' if index else agreement.title, room - 1)}", "strong" if signed else ""), *each)
            if agreement.about and signed:
                yield from wrapped(agreement.about, min(width, 96) - 1, "dim", " " * room)
        yield ()

    def signatures(self, name: str, width: int) -> Iterator[Line]:
        """``France-Japan since round 2``, as many in a line as fit."""
        pieces: list[Piece] = []
        used = 0
        for bond in bonds.bonds(self.seen, name):
            who = "-".join(naming.state(self.seen.rules, seat) for seat in bond.asked.seats)
            known = say("since round {round}" if bond.since else "since the beginning", round=bond.since)
            since = f" {known}   "
            if pieces and used + len(who) + len(since) - 3 > width:
                yield tuple(pieces)
                pieces, used = [], 0
            own = self.seen.seat in bond.asked.seats
            pieces += [Piece(who, "strong" if own else "", bond.asked), Piece(since, "dim")]
            used += len(who) + len(since)
        if pieces:
            yield tuple(pieces)

    # States

    def states(self, width: int) -> Iterator[Line]:
        """The public record, the numbers, the marks."""
        record = list(self.record())
        if record:
            yield headline(say("Record"), say("what each did for all to see"), width)
            yield from self.table(record, width)
            yield ()
        yield headline(say("States"), "", width)
        yield from self.table(list(self.numbers(counts=False)), width)
        yield from self.marks(width)

    def record(self) -> Iterator[Column]:
        """How often each kept its word, and everything else that is counted."""
        rules = self.seen.rules
        found = rules.program.symbols.folder.ruleset.record
        pieces = [record_piece(self.seen, seat, say("{} of {}")) for seat in self.seats]
        if kept := [piece for piece in pieces if piece is not None]:
            yield Column((translated(KEPT),), kept)
        yield from self.numbers(counts=True, without=(found.kept, found.broken) if found is not None else ())

    def numbers(self, *, counts: bool, without: Sequence[str] = ()) -> Iterator[Column]:
        """The tracks of the states: those that only count what happened, or the others."""
        rules = self.seen.rules
        for name, track in rules.program.symbols.tracks["state"].items():
            if track.show != "number" or naming.is_count(rules, "state", name) is not counts or name in without:
                continue
            own = None if counts else track
            cells = [number(self.seen, Asked("state", name, (seat,)), own) for seat in self.seats]
            yield Column(((track.short or naming.track(rules, "state", name)).lower(),), cells)

    def marks(self, width: int) -> Iterator[Line]:
        """Each mark that somebody carries, what it means, and who carries it."""
        rules = self.seen.rules
        for name, track in rules.program.symbols.tracks["state"].items():
            seats = [seat for seat in self.seats if track.show == "mark" and self.seen.value("state", name, seat)]
            if seats:
                yield self.mark(name, seats)
                if track.about:
                    yield from wrapped(f"{naming.sentence(track.about)}.", width - 1, "dim", "   ")

    def mark(self, name: str, seats: Sequence[int]) -> Line:
        """A mark with those who carry it."""
        pieces: list[Piece] = [Piece(f" {naming.sentence(naming.track(self.seen.rules, 'state', name))}: ")]
        for index, seat in enumerate(seats):
            pieces += [Piece(", ")] if index else []
            own = "strong" if seat == self.seen.seat else ""
            pieces.append(Piece(naming.state(self.seen.rules, seat), own, Asked("state", name, (seat,))))
        return tuple(pieces)

    def table(self, found: Sequence[Column], width: int) -> Iterator[Line]:
        """Columns with the states' names in front; what does not fit comes below, with the names again."""
        you = {self.seen.seat: f" {say('you')}"}
        names = [naming.state(self.seen.rules, seat) + you.get(seat, "") for seat in self.seats]
        room = max(map(len, names)) + 2
        gap = 2 if room + sum(each.width() + 2 for each in found) < width else 1
        rest = list(found)
        while rest:
            taken, used = 1, room + rest[0].width() + gap
            while taken < len(rest) and used + rest[taken].width() + gap < width:
                used += rest[taken].width() + gap
                taken += 1
            yield line(" " * room, *((" " * gap + right(each.heads[0], each.width()), "dim") for each in rest[:taken]))
            for index, name in enumerate(names):
                tone = "strong" if self.seats[index] == self.seen.seat else ""
                yield line((f" {left(name, room - 1)}", tone), *row(rest[:taken], index, gap))
            rest = rest[taken:]

    # Questions

    def on_pick_taken(self, event: Pick.Taken) -> None:
        """Why is it what it is?"""
        assert isinstance(event.about, Asked)
        self.app.push_screen(WhyScreen(self.seen, event.about))

    def action_codex(self) -> None:
        """What is it?"""
        if isinstance(self.pick.about, Asked):
            self.app.push_screen(CodexScreen(self.seen.rules, trail.term_for(self.pick.about)))


def row(columns: Sequence[Column], index: int, gap: int) -> Iterator[Piece]:
    """One state's numbers."""
    for column in columns:
        cell = column.cells[index]
        yield Piece(" " * (gap + column.width() - cell.width))
        yield cell


def headline(title: str, about: str, width: int) -> Line:
    """A thin line with a title in it, and what it is about."""
    said = f": {about} " if about and len(title) + len(about) + 4 < width else ""
    rest = "─" * max(0, width - 1 - len(title) - len(said))
    return line(("─", "line"), (title, "head"), (said, "dim"), (rest, "line"))
