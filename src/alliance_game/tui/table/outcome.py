"""The end of a game: how it came about, who stands where and why, the agendas opened, the game by rounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from textual import getters
from textual.binding import Binding
from textual.containers import Horizontal
from textual.events import Resize
from textual.widget import Widget

from ...definitions.scenario import YOU
from ...describe import charts, ending, events, history, naming, status, story
from ...describe.ending import Standing
from ...engine import Outcome, View
from ...saves import Game, create
from ...sitting import called, seed_by_lot
from ...wording import marked, say, translated
from ..app import AllianceApp
from ..parts.menu import Item, Menu
from ..parts.page import Heading, Page, Reading
from ..parts.sheet import PROSE, Line, cut, left, line, right, wrapped

Again = Callable[[], Game]
"""Begins another game of the same kind."""
TALL = 5
"""Lines of a chart of the world: one of words and four of bars."""
BRACKETS = marked("(lowest to highest)")


class OutcomeScreen(Page[Again | None]):
    """Shown when a game is over; the result begins another game, or is ``None`` to leave."""

    NAME = marked("The end")
    HELP = marked("""
    Everything is open now. Page keys scroll. Play again with the same seed to try another way through the same cards,
    with a new seed for other cards, or as another state to see the same table from another chair.
    """)
    DEFAULT_CSS = """
    OutcomeScreen #pages { height: 1fr; }
    OutcomeScreen #result { width: 1fr; }
    OutcomeScreen #rounds { width: 1fr; display: none; }
    OutcomeScreen.-wide #rounds, OutcomeScreen.-vast #rounds { display: block; }
    """
    app = getters.app(AllianceApp)
    BINDINGS = [
        Binding("pagedown", "further(1)", marked("more below"), id="further"),
        Binding("space", "further(1)", marked("more below"), show=False, id="end-further"),
        Binding("pageup", "further(-1)", marked("back up"), show=False, id="further-up"),
        Binding("l", "chronicle", marked("log"), id="chronicle"),
        Binding("d", "debrief", marked("debrief"), id="debrief"),
        Binding("escape", "back", marked("leave"), id="back"),
        Binding("q", "back", marked("leave"), show=False, id="leave"),
    ]

    def __init__(self, game: Game) -> None:
        super().__init__()
        self.game = game
        self.seen: View = status.everybodys(game.position)
        found = self.seen.outcome
        assert found is not None, "the game goes on"
        self.found: Outcome = found
        self.choosing = False
        """Whether another state is being chosen."""

    def body(self) -> Iterable[Widget]:
        """The result, the rounds beside it if there is room, and what next."""
        definition = self.seen.rules.program.symbols.folder.ruleset.endings[self.found.reason]
        yield Heading(definition.title)
        yield Horizontal(Reading(id="result"), Reading(id="rounds"), id="pages")
        yield Heading(say("Play again"))
        yield Menu(self.items())

    def on_mount(self) -> None:
        """The keys go to the menu, but not an Enter that was meant for the last news."""
        self.be_wary(self.app.deafness)
        self.query_one(Menu).focus()
        # Whether there is more below shows once the lines are laid out.
        for changes in ("show_vertical_scrollbar", "scroll_y"):
            self.watch(self.query_one("#result", Reading), changes, self.write_keys, init=False)

    def items(self) -> list[Item]:
        """What can be done next."""
        again = [
            Item(say("New seed"), say("other cards, other agendas"), value="new"),
            Item(say("Same seed"), say("the same cards, the same agendas"), value="same"),
        ]
        if sum(name == YOU for name in self.game.seats) == 1:
            again.append(Item(say("As another state"), say("the same cards from another chair"), value="other"))
        return [*again, Item(say("Leave"), value="leave", digit="0")]

    def on_resize(self, event: Resize) -> None:
        """Everything in its new width."""
        self.call_after_refresh(self.write)

    def write(self) -> None:
        """Fill the page."""
        result, rounds = self.query_one("#result", Reading), self.query_one("#rounds", Reading)
        width = max(30, min(PROSE, result.size.width - 3))
        lines = [*result_lines(self.seen, self.found, self.game.seats, width)]
        if rounds.display:
            room = rounds.size.height if self.has_class("-high") else 0
            rounds.show(round_lines(self.seen, max(30, min(PROSE, rounds.size.width - 3)), room))
        else:
            lines += [(), *round_lines(self.seen, width)]
        result.show(lines)

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Another game, or out."""
        event.stop()
        match event.item.value:
            case "same":
                self.dismiss(partial(self.begin, self.game.seats, self.game.position.setup.seed))
            case "new":
                self.dismiss(partial(self.begin, self.game.seats, seed_by_lot()))
            case "other":
                self.query_one(Menu).fill(self.chairs())
            case int(seat):
                self.dismiss(partial(self.begin, self.moved_to(seat), self.game.position.setup.seed))
            case "back":
                self.query_one(Menu).fill(self.items())
            case _:
                self.dismiss(None)

    def chairs(self) -> list[Item]:
        """The states that can be led instead."""
        seats = enumerate(self.game.seats)
        rules = self.seen.rules
        others = [Item(naming.state(rules, seat), called(name), value=seat) for seat, name in seats if name != YOU]
        return [*others, Item(say("Back"), value="back", digit="0")]

    def moved_to(self, seat: int) -> tuple[str, ...]:
        """The seats, with the person and a bot having changed places."""
        seats = list(self.game.seats)
        own = seats.index(YOU)
        seats[own], seats[seat] = seats[seat], seats[own]
        return tuple(seats)

    def begin(self, seats: Sequence[str], seed: int) -> Game:
        """A new game like this one."""
        setup = self.game.position.setup
        return create(
            self.seen.rules.library,
            seats,
            self.game.path.parent,
            scenario=setup.scenario,
            states=setup.states,
            length=setup.length,
            difficulty=setup.difficulty,
            options=setup.options,
            seed=seed,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Scrolling is a key only where there is more to see."""
        return action != "further" or self.query_one("#result", Reading).goes_on(parameters)

    def action_further(self, step: int) -> None:
        """Scroll."""
        pane = self.query_one("#result", Reading)
        (pane.scroll_page_down if step > 0 else pane.scroll_page_up)(animate=False)

    def action_debrief(self) -> None:
        """The game told over."""
        from ..reading.debrief import DebriefScreen

        self.app.push_screen(DebriefScreen(self.game.path.parent, self.game.name))

    def action_chronicle(self) -> None:
        """All that happened; what was secret stays out of it, except the agendas above."""
        from ..reading.chronicle import ChronicleScreen

        told = events.told(self.game.position, events.PUBLIC, self.game.reasons)
        self.app.push_screen(ChronicleScreen(self.seen, told))


def result_lines(seen: View, found: Outcome, seats: Sequence[str], width: int) -> Iterator[Line]:
    """Three sentences, the ranking, the agendas, what each point came from."""
    for sentence in story.story(seen) or ():
        yield from wrapped(sentence, width)
    rows = ending.standings(seen.rules, found, seen.cells)
    yield ()
    yield from ranking_lines(seen, found, rows, seats, width)
    yield from grade_lines(seen, found, width)
    if any(row.agenda for row in rows):
        yield ()
        yield line((say("The secret agendas"), "head"))
        for row in rows:
            yield from agenda_lines(seen, row, width)
    if found.scores:
        yield ()
        yield line((say("What each point came from"), "head"))
        for row in rows:
            yield from point_lines(seen, row, width)


def ranking_lines(
    seen: View, found: Outcome, rows: Sequence[Standing], seats: Sequence[str], width: int
) -> Iterator[Line]:
    """A row for each state, with who led it."""
    names = max(len(naming.state(seen.rules, row.seat)) for row in rows) + 2
    leaders = max(len(called(name)) for name in seats)
    if not found.ranking:
        yield line((say("Nobody is ranked."), "strong"))
        each = (f"{naming.state(seen.rules, seat)}: {called(name)}" for seat, name in enumerate(seats))
        yield from wrapped(naming.listed(each), width, "dim")
        return
    agendas = aims(rows, width - names - leaders - 21)
    heads = f"{left(say('led by'), leaders)}{right(say('score'), 8)}{right(say('grade'), 7)}   {say('agenda')}"
    yield line((f"   {left('', names)}{heads}", "dim"))
    for row, agenda in zip(rows, agendas, strict=True):
        place = f"{row.place}{'=' if row.shared else '.'} "
        tone = "accent" if row.place == 1 else ""
        score = naming.number(row.score) if row.score is not None else ""
        name = left(naming.state(seen.rules, row.seat), names)
        figures = f"{right(score, 8)}{right(row.grade, 7)}"
        leader = (left(called(seats[row.seat]), leaders), "dim")
        yield line((place, tone), (name, tone or "strong"), leader, figures, (f"   {agenda}", "dim"))


def aims(rows: Sequence[Standing], room: int) -> list[str]:
    """What became of each agenda; without its name, which stands below again, where there is no room for all."""
    whole = [f"{row.agenda.title}: {row.agenda.level}" if row.agenda is not None else "" for row in rows]
    short = [row.agenda.level if row.agenda is not None else "" for row in rows]
    return [cut(text, room) for text in (whole if max(map(len, whole), default=0) <= room else short)]


def grade_lines(seen: View, found: Outcome, width: int) -> Iterator[Line]:
    """The grade of all together."""
    grades = seen.rules.program.symbols.folder.ruleset.grades
    if found.alliance_grade:
        title = grades.alliance.title if grades.alliance is not None else say("Grade for all")
        yield ()
        yield line((f"{title}  ", "dim"), (found.alliance_grade, "strong"))


def agenda_lines(seen: View, row: Standing, width: int) -> list[Line]:
    """What a state had wanted."""
    if row.agenda is None:
        return []
    points = f", {say('{points} points', points=row.agenda.points)}" if row.agenda.points else ""
    text = f"{naming.state(seen.rules, row.seat)}: {row.agenda.title}. {row.agenda.text} {row.agenda.stood}: "
    return wrapped(f"{text}{row.agenda.level}{points}.", width, "", "  ", "")


def point_lines(seen: View, row: Standing, width: int) -> list[Line]:
    """How a score is made up."""
    parts = " + ".join(f"{naming.number(part.number)} ({part.source})" for part in row.points) or "0"
    total = naming.number(row.score or 0)
    return wrapped(f"{naming.state(seen.rules, row.seat)} {total} = {parts}", width, "", "  ", "")


def round_lines(seen: View, width: int, room: int = 0) -> Iterator[Line]:
    """World and scores by rounds; in ``room`` lines, if they are enough, the world in charts of several lines."""
    every = history.series(seen)
    world = [each for each in every if each.seat is None]
    tall = len(world) * (TALL + 1) + len(every) - len(world) + 2 <= room
    about = say("without agendas" if tall else "without agendas; (lowest to highest)")
    yield line((say("Round by round"), "head"), (f"  {about}", "dim"))
    for each in world if tall else ():
        yield from (line(text) for text in charts.chart(each, width, TALL))
        yield ()
    rows = charts.rows([each for each in every if each.seat is not None] if tall else every, width)
    if tall and rows:
        yield line((say("Scores"), "head"), (f"  {translated(BRACKETS)}", "dim"))
    yield from (line(text) for text in rows)
