"""All numbers that a seat is asked for in a phase, on one page: promises, or coins given in secret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from ...describe import cards, duties, naming, questions, status
from ...describe.bids import Bids, Stake
from ...describe.outlook import Expected, Outlook, Outlooks, supposed
from ...engine.decision import Decision
from ...engine.view import View
from ...language.words import counted
from ...wording import marked, say
from ..parts.page import Heading, Reading
from ..parts.sheet import PROSE, Line, Piece, Sheet, left, right, width_of, wrapped
from ..parts.still import Still
from ..reading.keys import key_of
from ..table.board import deadline, tags_of, target_of
from ..table.foresight import welcome
from .answering import Answering
from .bid_table import HIDDEN, BidTable

ROOMY = 36
"""Rows from which there is room for what stands on the card."""


class BidsScreen(Answering[dict[str, int] | None]):
    """Asks for all numbers of a phase at once.

    The result says how much for what, by what a decision is ``about``; ``describe.bids.answer`` reads it. ``None``
    shows the board. ``draft`` holds the numbers of an earlier look at the question, and is kept up to date. ``masked``
    numbers are dots until somebody wants to see them.
    """

    NAME = marked("How much for what")
    HELP = marked("""
    One row for each open crisis. The number between the arrows is yours to choose, up to the number behind it. The
    columns to the right say what it counts for, and what an agreement may ask of you with what you would have of it
    then; reaches says how far the crisis comes. Below stands what follows by the end of the round if the others do as
    is said there: what they really do, nobody knows. Where several people share the screen, numbers that are given in
    secret are dots, and nothing on the page gives them away: {show} shows them, and hides them again.
    """)
    DEFAULT_CSS = """
    BidsScreen #held, BidsScreen #detail { padding: 0 1; }
    BidsScreen #parts { height: 1fr; layout: vertical; }
    BidsScreen #here { height: auto; }
    BidsScreen #then { height: 1fr; }
    BidsScreen.-wide #parts, BidsScreen.-vast #parts { layout: horizontal; }
    BidsScreen.-wide #here, BidsScreen.-vast #here { width: 1fr; height: 1fr; }
    BidsScreen.-wide #then, BidsScreen.-vast #then { width: 1fr; }
    """
    BINDINGS = [
        Binding("enter", "seal", marked("seal"), id="seal"),
        Binding("enter", "promise", marked("say it"), id="promise"),
        Binding("v", "show_numbers", marked("show or hide"), id="show"),
        Answering.ADVISE,
    ]
    AUTO_FOCUS = "BidTable"
    LONG = "follows"

    def __init__(
        self, seen: View, asked: Decision, draft: dict[str, int] | None = None, *, masked: bool = False
    ) -> None:
        super().__init__(seen, asked)
        self.maskable = self.masked = masked
        self.bids = Bids(seen, asked)
        self.outlooks = Outlooks(self.bids)
        self.draft = draft if draft is not None else {}

    @property
    def table(self) -> BidTable:
        """The rows."""
        return self.query_one(BidTable)

    def body(self) -> Iterable[Widget]:
        """The rows, the one under the cursor in detail, what follows."""
        yield Heading(self.question())
        yield BidTable(self.bids, self.outlooks.of, self.draft, masked=self.masked)
        yield Sheet(id="held")
        yield Horizontal(
            Vertical(Heading(id="about"), Sheet(id="detail"), id="here"),
            Vertical(Heading(self.follows()), Still(id="follows"), id="then"),
            id="parts",
        )

    def question(self) -> str:
        """Who is asked what."""
        prompt = self.bids.ask.prompt or naming.phase(self.rules, self.asked.phase)
        # A question may begin with a sign: ¿.
        first = next((at for at, sign in enumerate(prompt) if sign.isalpha()), 0) + 1
        return f"{naming.state(self.rules, self.seen.seat)}: {prompt[:first].lower()}{prompt[first:]}"

    def follows(self) -> str:
        """What is said to follow, and what of the others is supposed."""
        return say("What follows {supposed}", supposed=supposed(self.bids))

    def on_bid_table_changed(self, event: BidTable.Changed) -> None:
        """Another number, or another row."""
        self.draft.update(self.table.numbers)
        self.write()

    def write(self) -> None:
        """Fill the page."""
        stake, numbers = self.table.stake, self.table.numbers
        self.query_one("#held", Sheet).show(wrapped(self.held(numbers), self.width, "dim"))
        self.query_one("#about", Heading).say(self.title_of(stake))
        detail, follows = self.query_one("#detail", Sheet), self.query_one("#follows", Reading)
        detail.show(self.detail_lines(stake, max(30, self.query_one("#here").size.width - 2)))
        width = max(30, min(PROSE, self.query_one("#then").size.width - 3))
        follows.show(self.masked_lines(width) if self.masked else self.follow_lines(numbers, width))

    def follow_lines(self, numbers: dict[str, int], width: int) -> list[Line]:
        """What follows from the numbers."""
        return follow_lines(self.seen, self.outlooks.of(numbers), width)

    def masked_lines(self, width: int) -> list[Line]:
        """What is said in its place."""
        key = key_of(self, "show")
        text = say(
            "The numbers are hidden, and what follows from them. They count all the same: {key} shows them as soon as"
            " nobody else can see the screen.",
            key=key,
        )
        return wrapped(text, width, "dim")

    def held(self, numbers: dict[str, int]) -> str:
        """What there is to give, and what would be left over."""
        found = say("Nobody sees it before all have answered." if self.bids.ask.sealed else "All hear it.")
        budget = self.bids.budget
        if budget is None:
            return found
        if self.masked:
            return f"{say('You have {held} {budget}.', held=budget.held, budget=budget.title)} {found}"
        have = say(
            "You have {held}; {rest} left over.",
            held=counted(budget.held, budget.title),
            rest=self.bids.left_over(numbers),
        )
        return f"{have} {found}"

    # The row under the cursor

    def title_of(self, stake: Stake) -> str:
        """``Piracy: mixed, hits Japan, last round``."""
        if not stake.about:
            return say("How things stand")
        bar = self.rules.program.symbols.folder.ruleset.board.crisis
        time = deadline(self.seen, stake.slot, stake.about, bar.deadline) if bar is not None else ()
        parts = [tags_of(self.seen, stake.slot), target_of(self.seen, stake.slot), time]
        words = ["".join(piece.text for piece in part).strip() for part in parts]
        return f"{stake.title}: {', '.join(word for word in words if word)}".removesuffix(": ")

    def detail_lines(self, stake: Stake, width: int) -> list[Line]:
        """What the question is about: everybody's part in the crisis and what pacts ask, or how things stand."""
        if not stake.about:
            texts = [status.world(self.seen), status.state(self.seen, self.seen.seat)]
            return [part for text in texts for part in wrapped(text, min(PROSE, width))]
        why = questions.why_not_more(self.seen, self.bids.ask, stake.slot) if stake.open else ""
        most = say("Here {most} at most: {reason}.", most=stake.most, reason=why)
        found = [*(wrapped(most, width, "dim") if why else []), *self.part_lines(stake, width)]
        found += [part for text in duties.here(self.seen, stake.slot) for part in wrapped(text, width, "watch")]
        return [*found, *(self.card_lines(stake, min(PROSE, width)) if self.app.size.height >= ROOMY else [])]

    def card_lines(self, stake: Stake, width: int) -> Iterator[Line]:
        """What stands on the card, where there is room: its story, and what it does if it is met or fails."""
        target = self.seen.cells[self.rules.layout.start("slot", "target") + stake.slot]
        names = {"target": naming.called(self.rules, target)} if target >= 0 else {}
        card = self.rules.cards[self.rules.card_names.index(stake.about)]
        for text in ("", *cards.card_lines(self.rules, card, names)):
            yield from wrapped(text, width, "dim", "  ", "") or [()]

    def part_lines(self, stake: Stake, width: int) -> list[Line]:
        """Each state's part in the crisis: what it promised, what it gave so far."""
        rows = list(self.parts(stake))
        if not rows:
            return []
        head = max(len(title) for title, _ in rows) + 2
        heads = self.heads(width - head)
        widths = [max(len(name), 3) + 2 for name in heads]
        found = [
            (Piece(" " * head), *(Piece(right(name, each), "dim") for name, each in zip(heads, widths, strict=True)))
        ]
        for title, cells in rows:
            own = [
                Piece(right(text, each), "strong" if seat == self.seen.seat else "")
                for seat, (text, each) in enumerate(zip(cells, widths, strict=True))
            ]
            found.append((Piece(left(title, head), "dim"), *own))
        return found

    def heads(self, width: int) -> list[str]:
        """The names of the states, one's own marked, in the longest form that fits."""
        you = self.seen.seat
        names = [state.title for state in self.rules.states]
        own = [say("{state} (you)", state=name) if seat == you else name for seat, name in enumerate(names)]
        short = [state.short or state.title[:2] for state in self.rules.states]
        forms = (each for each in (own, names) if sum(max(len(name), 3) + 2 for name in each) <= width)
        return next(forms, short)

    def parts(self, stake: Stake) -> Iterable[tuple[str, list[str]]]:
        """The tracks that a state has in a crisis, as far as there is anything in them."""
        words = [ask.track for ask in questions.words_before(self.seen, self.asked.phase)]
        for name, track in self.rules.program.symbols.tracks["crisis_state"].items():
            asked = name == self.bids.ask.track
            if track.show != "number" or (asked and self.bids.ask.sealed):
                continue
            cells = [self.part(stake, name, seat, asked=asked) for seat in range(self.rules.players)]
            if asked or name in words or any(cell not in ("0", "·") for cell in cells):
                yield naming.track(self.rules, "crisis_state", name), cells

    def part(self, stake: Stake, name: str, seat: int, *, asked: bool) -> str:
        """One state's number; a dot for what is not said yet."""
        if asked and seat == self.seen.seat:
            return HIDDEN if self.masked else naming.number(self.table.numbers[stake.about])
        pointer = self.seen.cells[self.bids.asking.pointers + seat]
        if asked and pointer <= stake.slot:
            return "·"
        return naming.number(self.seen.value("crisis_state", name, stake.slot, seat) or 0)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Numbers are either sealed or said aloud."""
        if action in ("seal", "promise"):
            return self.bids.ask.sealed is (action == "seal")
        if action == "show_numbers":
            return self.maskable
        return super().check_action(action, parameters)

    def action_show_numbers(self) -> None:
        """Show the numbers, or hide them again."""
        self.masked = self.table.masked = self.maskable and not self.masked
        self.table.draw()
        self.write()

    def action_seal(self) -> None:
        """Give the numbers as they stand."""
        self.dismiss(self.bids.fitted(self.table.numbers))

    def action_promise(self) -> None:
        """See ``action_seal``: the same, for all to hear."""
        self.action_seal()


def follow_lines(seen: View, outlook: Outlook, width: int) -> list[Line]:
    """Where the world's and the seat's numbers end, what the rules would say on the way, and relations."""
    numbers: list[Piece] = []
    relations: list[Piece] = []
    for each in outlook.numbers:
        single = each.about is None or each.about.scope in ("world", "state")
        (numbers if single else relations).append(number_piece(seen, each))
    found = flowing(Piece(f"{say('End of the round')}   ", "head"), numbers or [Piece(say("as now"), "dim")], width)
    for each in outlook.said:
        text = each.text if each.certain else say("Perhaps: {sentence}", sentence=each.text)
        found += wrapped(text, width, "" if each.certain else "dim", "  ", "")
    return found + (flowing(Piece(f"{say('Relations')}   ", "head"), relations, width) if relations else [])


def number_piece(seen: View, expected: Expected) -> Piece:
    """``support 6 → 5``, its colour saying whether that is welcome."""
    tone = welcome(seen, expected.about) if expected.about is not None else ""
    return Piece(expected.text if expected.certain else say("perhaps {change}", change=expected.text), tone)


def flowing(head: Piece, parts: Iterable[Piece], width: int) -> list[Line]:
    """Parts one after another behind their head, in as many lines as they need."""
    indent = Piece(" " * 2)
    found: list[list[Piece]] = [[head]]
    for part in parts:
        if width_of(found[-1]) + part.width + 3 > width:
            found.append([indent])
        found[-1] += [part, Piece("   ")]
    return [tuple(each) for each in found]
