"""Why a number is what it is: every change of it, down to the move, the card or the rule."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import ClassVar

from textual.binding import Binding
from textual.widget import Widget

from ...describe import naming, trail
from ...describe.topics import Codex
from ...describe.trail import Asked, Step, Trail
from ...engine.agendas import has_agendas
from ...engine.view import View
from ...errors import AllianceError
from ...wording import marked, say
from ..parts.finder import Finder, entry, fits
from ..parts.page import Heading
from ..parts.roll import Pick, filled
from ..parts.seen import SeenPage
from ..parts.sheet import PROSE, Line, Piece, Sheet, cut, left, line, right, toned, wrapped
from .codex import CodexScreen

SIZE, ROUND = 5, 9
RULED, PLACED = 64, 104
"""Columns from which the rules, and the places in the files, have a column of their own."""
DOOR = "door"
"""Stands for the number itself."""


class NumbersPage(SeenPage):
    """A page around one text whose numbers can be pointed at."""

    WIDEST: ClassVar[int] = PROSE
    """Columns that the text may fill."""

    @property
    def pick(self) -> Pick:
        """The text."""
        return self.query_one(Pick)

    def on_mount(self) -> None:
        """The keys go to the text."""
        self.pick.focus()

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """The text in its width."""
        self.pick.show(self.rows(min(self.WIDEST, self.pick.room)), "stay")

    def rows(self, width: int) -> Iterable[Line]:
        """The text in so many columns."""
        return ()

    def action_other(self) -> None:
        """Ask about another number."""
        self.app.push_screen(WhyPicker(self.seen))


class WhyScreen(NumbersPage):
    """The cause trail of one number."""

    NAME = marked("Why")
    WIDEST = 120
    HELP = marked("""
    Every change of this number, oldest first, with what caused it: a move, a card or a rule. The arrow keys step over
    the changes; below the list stands where the highlighted one is written. Enter opens what caused it in the codex.
    """)
    BINDINGS = [
        Binding("c", "codex", marked("about this number"), id="why-codex"),
        Binding("w", "other", marked("other numbers"), id="why-other"),
    ]
    DEFAULT_CSS = """
    WhyScreen #detail { height: 4; padding: 0 1; }
    WhyScreen.-short #detail { height: 3; }
    """

    def __init__(self, seen: View, asked: Asked) -> None:
        super().__init__(seen)
        self.asked = asked
        self.trail: Trail = trail.traced(seen, asked)
        self.codex = Codex(seen.rules)

    def body(self) -> Iterable[Widget]:
        """The changes, and below them more of the one under the cursor."""
        now = trail.value_said(self.seen.rules, self.asked, self.trail.now)
        number = naming.sentence(self.trail.title)
        yield Heading(
            f"{number}: {now}" if self.trail.now is None else say("{number}: why {now}", number=number, now=now)
        )
        yield Pick()
        yield Heading(id="detail-title")
        yield Sheet(id="detail")

    def draw(self) -> None:
        """The list; the newest change is under the cursor at first."""
        pick = self.pick
        newest = len(self.trail.steps) - 1 if self.trail.steps else DOOR
        pick.show(self.rows(min(self.WIDEST, pick.room)), "stay", about=newest if pick.about is None else pick.about)
        self.detail(pick.about)

    # The list

    def rows(self, width: int) -> Iterator[Line]:
        """From the start to now."""
        first, now = self.trail.start, self.trail.now
        if first is not None:
            yield line((f" {right(self.said(first), SIZE - 1)}", "strong"), (f"  {say('at the start')}", "dim"))
        last = first
        for index, step in enumerate(self.trail.steps):
            if last is not None and step.old != last:
                yield self.reset(step.old)
            yield self.row(index, step, width)
            last = step.new
        if self.trail.over:
            yield line((" " * (SIZE + 2) + say("that round is over"), "dim"))
        elif not self.trail.steps:
            yield line((" " * (SIZE + 2) + say("nothing has changed it so far"), "dim"))
        elif now is not None and last is not None and now != last:
            yield self.reset(now)
        yield line((" " + "─" * (SIZE - 1), "line"))
        said = trail.value_said(self.seen.rules, self.asked, None) if now is None else self.said(now)
        about = self.trail.about if now is None else say("now. {about}", about=self.trail.about)
        told = wrapped(about.strip() or " ", width - SIZE - 3)
        yield line((f" {right(said, SIZE - 1)}", "strong"), "  ", *told[0])
        yield from (line(" " * (SIZE + 2), *each) for each in told[1:])
        yield ()
        title = say("About this number: {title}", title=self.codex.topic(trail.term_for(self.asked)).title)
        yield filled((Piece(f" {title}", "", DOOR), Piece(f"  {say('(codex)')}", "dim", DOOR)), width)

    def said(self, value: int) -> str:
        """A value, where a word takes too much room as a number."""
        return naming.number(value)

    def reset(self, value: int) -> Line:
        """Where a number went back without a word: at the beginning of a round."""
        return line(
            (f" {right(naming.number(value), SIZE - 1)}", "strong"),
            (f"  {say('back again with the new round')}", "dim"),
        )

    def row(self, index: int, step: Step, width: int) -> Line:
        """One change: sign and size, old and new, round, cause; rule and place where there is room."""
        paths = max(len(path_of(each)) for each in self.trail.steps) + 2
        behind = self.behind(step, width)
        room = max(8, width - SIZE - paths - 2 - ROUND - (len(behind) + 2 if behind else 0))
        return filled(
            (
                Piece(f" {right(naming.signed(step.size), SIZE - 1)}", self.tone(step), index),
                Piece(f"  {left(path_of(step), paths)}", "", index),
                Piece(left(say("round {round}", round=step.round), ROUND), "dim", index),
                Piece(left(cause(step), room), "", index),
                Piece(f"  {behind}" if behind else "", "dim", index),
            ),
            width,
        )

    def behind(self, step: Step, width: int) -> str:
        """The rules, and where the effect is written, in columns."""
        columns = [rules_of] * (width >= RULED) + [file_of] * (width >= PLACED)
        return "  ".join(left(said(step), max(len(said(each)) for each in self.trail.steps)) for said in columns)

    def tone(self, step: Step) -> str:
        """Whether the change was welcome; its sign says the same."""
        track = naming.track_of(self.seen.rules, self.asked.scope, self.asked.name)
        if track is None or track.better == "neither":
            return "strong"
        return "good" if (step.size > 0) is (track.better == "higher") else "watch"

    # The change under the cursor

    def on_pick_highlighted(self, event: Pick.Highlighted) -> None:
        """More about it."""
        self.detail(event.about)

    def detail(self, about: Hashable) -> None:
        """The whole sentence, the rules, the file."""
        sheet, title = self.query_one("#detail", Sheet), self.query_one("#detail-title", Heading)
        width = min(PROSE, max(20, sheet.size.width - 2))
        if not isinstance(about, int):
            title.say(say("The number itself"))
            sheet.show(wrapped(self.trail.about or say("Enter opens its page in the codex."), width))
            return
        step = self.trail.steps[about]
        title.say(say("{change} in round {round}", change=naming.signed(step.size), round=step.round))
        border = say("It was stopped at {value}, its border.", value=naming.number(step.new)) if step.stopped else ""
        where = "  ".join(each for each in (rules_of(step), place_of(step)) if each)
        found = [*wrapped(f"{whole_cause(step)} {border}".rstrip(), width)[:2], line((naming.sentence(where), "dim"))]
        topic = self.codex.topic(step.term or trail.term_for(self.asked))
        sheet.show([*found, toned(say("Enter: {title} in the codex"), "dim", title=Piece(topic.title))])

    def on_pick_taken(self, event: Pick.Taken) -> None:
        """Read about what is under the cursor; for what a general rule did, about the number."""
        term = self.trail.steps[event.about].term if isinstance(event.about, int) else ""
        self.app.push_screen(CodexScreen(self.seen.rules, term or trail.term_for(self.asked)))

    def action_codex(self) -> None:
        """Read about the number."""
        self.app.push_screen(CodexScreen(self.seen.rules, trail.term_for(self.asked)))


def cause(step: Step) -> str:
    """What led to a change, as short as it can be said: without the full stop."""
    return whole_cause(step).removesuffix(".")


def whole_cause(step: Step) -> str:
    """What led to a change; where only a phase was at work, what was said just before under the same rule."""
    return step.before or step.cause


def path_of(step: Step) -> str:
    """``4 → 6``, and whether a border stopped it."""
    path = f"{naming.number(step.old)} → {naming.number(step.new)}"
    return say("{path} stopped", path=path) if step.stopped else path


def place_of(step: Step) -> str:
    """``rules/concert/tactics/levy.yaml:8``; empty for the engine's own."""
    return f"{step.place.file}:{step.place.line}" if step.place is not None else ""


def file_of(step: Step) -> str:
    """``levy.yaml:8``."""
    return place_of(step).rpartition("/")[2]


def rules_of(step: Step) -> str:
    """``rule 9.4.1``; may be empty."""
    return naming.rules_cited([step.rule]).strip("()")


class ScoreWhyScreen(NumbersPage):
    """What every state's score consists of."""

    NAME = marked("Why")
    HELP = marked("""
    What every state would score if the game ended now, secret agendas left out, and what the points come from. Enter
    shows why the number behind a part is what it is.
    """)
    BINDINGS = [Binding("w", "other", marked("other numbers"), id="why-other")]

    def body(self) -> Iterable[Widget]:
        """All states, the first of the ranking on top."""
        yield Heading(say("The score so far"))
        yield Pick()

    def rows(self, width: int) -> Iterator[Line]:
        """Each state's total, and its parts below."""
        try:
            found = trail.scores(self.seen)
        except AllianceError as error:
            yield from wrapped(str(error), width, "dim")
            return
        for index, score in enumerate(sorted(found, key=lambda each: -each.total)):
            if index:
                yield ()
            own = score.seat == self.seen.seat
            you = (f" {say('you')}", "dim") if own else ""
            name = naming.state(self.seen.rules, score.seat)
            yield line((f" {naming.number(score.total):>4}  ", "strong"), (name, "strong" if own else ""), you)
            for part in score.parts:
                pieces = (
                    Piece(f" {naming.number(part.value):>9}  ", "", part.asked),
                    Piece(cut(part.words, width - 12), "dim", part.asked),
                )
                yield filled(pieces, width) if part.asked is not None else pieces
        if has_agendas(self.seen.rules):
            yield ()
            yield from wrapped(say("Agendas are secret and count at the end only."), width, "dim", " ", " ")

    def on_pick_taken(self, event: Pick.Taken) -> None:
        """Why is that number what it is?"""
        assert isinstance(event.about, Asked)
        self.app.push_screen(WhyScreen(self.seen, event.about))


SCORE = "score"


class WhyPicker(SeenPage):
    """Every number that can be asked about."""

    NAME = marked("Why")
    HELP = marked("""
    Every number of the game that you may see. Type a part of its name, or of the state it belongs to; Enter shows why
    it is what it is.
    """)

    def __init__(self, seen: View) -> None:
        super().__init__(seen)
        self.groups = trail.numbers(seen)

    def body(self) -> Iterable[Widget]:
        """What was typed, and the numbers that fit."""
        yield Heading(say("Why is it what it is?"))
        yield Finder(self.listing, say("a number or a state"))

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.query_one(Pick).focus()

    def listing(self, typed: str, width: int) -> Iterator[Line]:
        """The numbers that have all the typed words, under the names of what they belong to."""
        typed, width = trail.plain(typed), min(width, PROSE)
        found = False
        if fits(typed, say("score")):
            found = True
            yield entry(f" {say('The score so far')}", "", SCORE, width)
        for title, group in self.groups:
            rows = [(naming.sentence(trail.title_of(self.seen, each)), each) for each in group]
            rows = [(text, each) for text, each in rows if fits(typed, trail.plain(f"{title} {text}"))]
            if rows and found:
                yield ()
            if rows:
                yield line((f" {title}", "head"))
            for text, each in rows:
                found = True
                value = trail.value_said(self.seen.rules, each, trail.value_shown(self.seen, each))
                yield entry(f" {text}", value, each, width)
        if not found:
            yield line((f" {say('No number is called so. Backspace takes a letter back.')}", "dim"))

    def on_pick_taken(self, event: Pick.Taken) -> None:
        """Show its trail."""
        if isinstance(event.about, Asked):
            self.app.push_screen(WhyScreen(self.seen, event.about))
        else:
            self.app.push_screen(ScoreWhyScreen(self.seen))
