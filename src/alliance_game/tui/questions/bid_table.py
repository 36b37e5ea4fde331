"""The numbers that a seat is asked for, one row each, changed with the arrow keys, digits or clicks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.events import Key
from textual.message import Message

from ...describe import naming, questions
from ...describe.bids import Bids, Stake
from ...describe.outlook import Outlook, Reach
from ...wording import marked, say
from ..parts.sheet import Line, Piece, Sheet, cut, left, toned, width_of
from ..table.board import deadline

TITLE_MOST, TITLE_LEAST = 32, 14
MARGIN = 3
HIDDEN = "•"
"""What stands for each digit of a masked number."""
ROOMY = 72
"""Columns from which the rows are set wider."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, a line for each row; the higher ``spare``, the sooner it goes where there is no room."""

    head: str
    cells: tuple[Line, ...]
    spare: int = 0
    own: bool = False
    """Whether it is about what the seat says; these come first."""

    @property
    def width(self) -> int:
        """As wide as its head or its widest cell."""
        return max(len(self.head), *(width_of(cell) for cell in self.cells))


class BidTable(Sheet, can_focus=True):
    """The rows. ``outlook`` says how far each crisis would come with the numbers as they stand.

    ``masked`` numbers are dots, and so is everything that would give them away.
    """

    DEFAULT_CSS = "BidTable { height: auto; }"
    HELP = marked(
        "Up and down go from row to row; left and right, plus and minus, or digits change the number; Enter says it."
    )
    BINDINGS = [
        Binding("left,minus", "change(-1)", marked("change"), id="less", key_display="←→"),
        Binding("right,plus", "change(1)", marked("more"), show=False, id="more"),
        Binding("up,k", "move(-1)", marked("up"), show=False, id="up"),
        Binding("down,j", "move(1)", marked("down"), show=False, id="down"),
        Binding("home", "set(0)", marked("nothing"), show=False, id="bid-nothing"),
        Binding("end", "set(9999)", marked("all"), show=False, id="bid-all"),
    ]

    class Changed(Message):
        """Another number, or another row."""

    def __init__(
        self, bids: Bids, outlook: Callable[[dict[str, int]], Outlook], draft: dict[str, int], *, masked: bool = False
    ) -> None:
        super().__init__()
        self.masked = masked
        self.bids = bids
        self.outlook = outlook
        self.numbers = bids.fitted({**bids.opening, **draft})
        self.cursor = next((at for at, stake in enumerate(bids.stakes) if stake.open), 0)
        self.typed = False
        """Whether the last key was a digit for this row."""

    @property
    def stake(self) -> Stake:
        """The row under the cursor."""
        return self.bids.stakes[self.cursor]

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.draw()

    def on_focus(self) -> None:
        """The cursor is seen only where the keys go."""
        self.draw()

    def on_blur(self) -> None:
        """See ``on_focus``."""
        self.draw()

    # What is done with it

    def action_move(self, step: int) -> None:
        """Another row."""
        self.go((self.cursor + step) % len(self.bids.stakes))

    def go(self, index: int) -> None:
        """To a row."""
        self.cursor, self.typed = index, False
        self.draw()
        self.post_message(self.Changed())

    def action_change(self, step: int) -> None:
        """More or less."""
        self.action_set(self.numbers[self.stake.about] + step)

    def action_set(self, number: int) -> None:
        """A number, or the nearest that is possible."""
        self.typed = False
        about = self.stake.about
        if self.stake.open:
            self.numbers = self.bids.fitted({**self.numbers, about: min(max(0, number), self.room(about))})
        self.draw()
        self.post_message(self.Changed())

    def room(self, about: str) -> int:
        """The most that can be said on a row."""
        return self.bids.room(self.numbers, about)

    def on_key(self, event: Key) -> None:
        """A digit says the number; two of them, one after the other, a number of two digits."""
        if event.character is None or not event.character.isascii() or not event.character.isdigit():
            return
        event.stop()
        digit, about = int(event.character), self.stake.about
        longer = self.numbers[about] * 10 + digit
        again = self.typed and longer <= self.room(about)
        self.action_set(longer if again else digit)
        self.typed = True

    def on_sheet_pointed(self, event: Sheet.Pointed) -> None:
        """A click goes to a row, or on its arrows changes the number."""
        event.stop()
        assert isinstance(event.about, tuple)
        row, step = event.about
        self.focus()
        self.go(row)
        if step:
            self.action_change(step)

    # How it looks

    @property
    def room_across(self) -> int:
        """Columns for all."""
        return max(40, self.size.width or 80) - MARGIN

    @property
    def gap(self) -> int:
        """Columns between two columns."""
        return 2 if self.room_across > ROOMY else 1

    def draw(self) -> None:
        """Heads and rows, as many columns as fit."""
        longest = min(TITLE_MOST, max(len(stake.title) for stake in self.bids.stakes))
        shown = fitting(self.columns(self.outlook(self.numbers)), self.room_across - longest, self.gap)
        rest = self.room_across - sum(self.gap + column.width for column in shown)
        title = min(longest, max(TITLE_LEAST, rest))
        head = "".join(" " * self.gap + left(column.head, column.width) for column in shown)
        lines: list[Line] = [(Piece(" " * (MARGIN + title) + head, "dim"),)]
        lines += [self.row(row, stake, shown, title) for row, stake in enumerate(self.bids.stakes)]
        self.show(lines)

    def row(self, row: int, stake: Stake, shown: Sequence[Column], title: int) -> Line:
        """One row: its title, its cells, everything in it to be clicked."""
        here = row == self.cursor
        tone = "dim" if not stake.open else "strong" if here else ""
        pieces = [Piece(" ▸ " if here else "   ", "accent"), Piece(left(stake.title, title), tone)]
        for cell, width in self.cells(row, stake, shown):
            pieces += [Piece(" " * self.gap), *cell, Piece(" " * max(0, width - width_of(cell)))]
        return tuple(piece if piece.about is not None else Piece(piece.text, piece.tone, (row, 0)) for piece in pieces)

    def cells(self, row: int, stake: Stake, shown: Sequence[Column]) -> list[tuple[Line, int]]:
        """The cells of a row with their widths; where nothing can be said, the reason instead of what it would be."""
        if stake.open:
            return [(column.cells[row], column.width) for column in shown]
        own = [column for column in shown if column.own]
        width = sum(column.width + self.gap for column in own) - self.gap
        number = HIDDEN if self.masked and stake.said is not None else self.numbers[stake.about]
        why = f"  {number}   {self.bids.why_nothing(stake)}"
        rest = [(column.cells[row], column.width) for column in shown if not column.own]
        return [((Piece(cut(why, width), "dim"),), width), *rest]

    def columns(self, outlook: Outlook) -> list[Column]:
        """The columns that this question has, from left to right."""
        bids, stakes = self.bids, self.bids.stakes
        head = bids.budget.title if bids.budget is not None else bids.ask.verb.replace("_", " ")
        found = [Column(head, tuple(self.number(row, stake) for row, stake in enumerate(stakes)), own=True)]
        if not bids.ask.per_crisis:
            return found
        if self.masked:
            return [*found, *self.word_column(), *self.time_column()]
        counted = dict.fromkeys(name for stake in stakes for name in bids.worth(stake, 1))
        found += [Column(name, tuple(self.worth(stake, name) for stake in stakes), own=True) for name in counted]
        found += self.fair_columns(outlook)
        found += self.word_column()
        if outlook.reaches:
            found.append(Column(say("reaches"), tuple(reach(outlook.reaches[stake.about]) for stake in stakes)))
        return [*found, *self.time_column()]

    def word_column(self) -> list[Column]:
        """What was promised, where anything was asked before."""
        stakes = self.bids.stakes
        if all(stake.word is None for stake in stakes):
            return []
        return [Column(say("promised"), tuple(self.word(stake) for stake in stakes), 2, own=True)]

    def time_column(self) -> list[Column]:
        """How long there is, where the ruleset names a deadline."""
        bar = self.bids.view.rules.program.symbols.folder.ruleset.board.crisis
        if bar is None or bar.deadline is None:
            return []
        ends = [deadline(self.bids.view, stake.slot, stake.about, bar.deadline)[1:] for stake in self.bids.stakes]
        return [
            Column(say("time left"), tuple(tuple(Piece(part.text, part.tone) for part in each) for each in ends), 3)
        ]

    def fair_columns(self, outlook: Outlook) -> list[Column]:
        """What agreements may ask for in each crisis, and what one would have of it: ``2 of 6``."""
        parts = [
            [each._replace(has=outlook.parts.get((stake.about, each.track), each.has)) for each in fair]
            for stake in self.bids.stakes
            for fair in [questions.fair_parts(self.bids.view, stake.slot)]
        ]
        titles = dict.fromkeys(fair.title for each in parts for fair in each)
        return [Column(title, tuple(fair_cell(title, each) for each in parts), 1, own=True) for title in titles]

    def number(self, row: int, stake: Stake) -> Line:
        """``◂ 3 ▸ of 4``, the arrows only where the cursor is."""
        number = self.numbers[stake.about]
        most = self.room(stake.about)
        digits = len(str(max(each.most for each in self.bids.stakes)))
        value = f" {HIDDEN * digits if self.masked else format(number, f'>{digits}')} "
        shown: Line = (Piece(f" {value} ", "strong" if number or self.masked else ""),)
        if row == self.cursor and self.has_focus:
            shown = (
                Piece("◂", "accent" if number or self.masked else "line", (row, -1)),
                Piece(value, "cursor", (row, 0)),
                Piece("▸", "accent" if number < most or self.masked else "line", (row, 1)),
            )
        # How much is left for one row tells what was put on the others.
        limit = stake.most if self.masked else most
        return toned(say("{number} of {most}"), "dim", number=shown, most=f"{limit:>{digits}}")

    def worth(self, stake: Stake, name: str) -> Line:
        """What the number counts for."""
        return plain(self.bids.worth(stake, self.numbers[stake.about]).get(name))

    def word(self, stake: Stake) -> Line:
        """What was promised; marked where less is to be given."""
        less = stake.word is not None and not self.masked and self.numbers[stake.about] < stake.word
        return plain(stake.word, "watch" if less else "")


def fitting(columns: Sequence[Column], room: int, gap: int) -> list[Column]:
    """The columns that fit; those that can best be spared are left out first."""
    found = list(columns)
    while sum(column.width + gap for column in found) > room and any(column.spare for column in found):
        found.remove(max(found, key=lambda column: column.spare))
    return found


def plain(number: int | None, tone: str = "") -> Line:
    """A number; a dot where there is none."""
    return (Piece("·", "dim"),) if number is None else (Piece(naming.number(number), tone),)


def fair_cell(title: str, parts: Sequence[questions.Fair]) -> Line:
    """``2 of 6``."""
    for fair in parts:
        if fair.title == title:
            has = Piece(naming.number(fair.has), "good" if fair.has >= fair.asked else "")
            return toned(say("{number} of {most}"), "dim", number=has, most=naming.number(fair.asked))
    return plain(None)


def reach(found: Reach) -> Line:
    """``22 of 23``, or ``21-23 of 23`` where chance decides."""
    low, high = naming.number(found.lowest), naming.number(found.highest)
    text = low if low == high else f"{low}-{high}"
    reached = Piece(text, "good" if found.met else "watch")
    return toned(say("{number} of {most}"), "dim", number=reached, most=cut(naming.number(found.demand), 4))
