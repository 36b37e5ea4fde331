"""A saved game again, move by move, as everybody may see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import getters, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from ...describe import ending, events, naming, status
from ...describe.events import PUBLIC, Told
from ...engine import Position, outcome
from ...engine.chronicle import seen as readable
from ...errors import AllianceError
from ...saves import Step
from ...saves import replay as steps_of
from ...wording import marked, say, translated
from ..app import AllianceApp
from ..parts.page import Heading, Page
from ..parts.sheet import Line, line, wrapped
from ..parts.still import Still
from ..table.board import board_lines, changed, numbers
from ..table.news import all_lines

WIDEST = 100


@dataclass(frozen=True, slots=True)
class Scene:
    """The game after one move: what happened in it that everybody may know."""

    number: int
    """How many moves have been made; 0 for the set-up."""
    seat: int
    """Who moved; -1 for the set-up."""
    sealed: bool
    """Whether the move was an answer in secret."""
    position: Position
    told: tuple[Told, ...]
    end: bool = False
    """Whether it is not a move but the end of the game, everything opened."""

    @property
    def begins_round(self) -> bool:
        """Whether a round began with it."""
        return self.number == 0 or any(each.entry.kind == "round" for each in self.told)


def scenes(steps: Sequence[Step]) -> list[Scene]:
    """The steps of a replay, each with what everybody may know of it.

    Answers in secret that have not been shown yet are left out, and with them how many there are. The reason for a
    sealed answer comes with its reveal.
    """
    reasons = [step.reason for step in steps[1:]]
    told, begin, found = events.told(steps[-1].position, PUBLIC, reasons), 0, []
    for step in shown(steps):
        end = begin + sum(1 for _ in readable(step.entries, PUBLIC, over=False))
        seat = step.played.seat if step.played is not None else PUBLIC
        sealed = step.played is not None and step.played.sealed
        found.append(Scene(step.number, seat, sealed, step.position, told[begin:end]))
        begin = end
    over = [replace(found[-1], told=(), sealed=False, end=True)] if found[-1].position.over else []
    return [*found, *over]


def shown(steps: Sequence[Step]) -> Sequence[Step]:
    """The steps but those at the end that answered in secret in a phase that still runs."""
    last, end = status.everybodys(steps[-1].position), len(steps)
    while last.sealed and in_phase(steps[end - 1], last.round, last.phase):
        end -= 1
    return steps[:end]


def in_phase(step: Step, round_: int, phase: str) -> bool:
    """Whether a step answered in secret in a certain phase."""
    played = step.played
    return played is not None and played.sealed and (played.round, played.phase) == (round_, phase)


class ReplayScreen(Page[None]):
    """The board after each move, and what happened in it."""

    NAME = marked("Replay")
    HELP = marked("""
    A saved game again. Left and right go one move back and on, PgUp and PgDn one round, Home and End to the beginning
    and the end; up and down scroll what happened; {whole-board} gives the board more room, and takes it back. The page
    shows what everybody at the table could see: an answer given in secret appears when it was revealed, agendas when
    the game has ended. Nothing here changes the save.
    """)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "step(-1)", marked("move"), key_display="←→", id="move-back"),
        Binding("right,l,space,enter", "step(1)", marked("move"), show=False, id="move-on"),
        Binding("pageup", "round(-1)", marked("round"), key_display="PgUp PgDn", id="round-back"),
        Binding("pagedown", "round(1)", marked("round"), show=False, id="round-on"),
        Binding("home", "to(0)", marked("to the beginning"), show=False, id="to-first"),
        Binding("end", "to_last", marked("to the end"), show=False, id="to-last"),
        Binding("b", "whole", marked("board"), id="whole-board"),
        Binding("up,k", "scroll(-1)", marked("scroll"), show=False, id="news-up"),
        Binding("down,j", "scroll(1)", marked("scroll"), show=False, id="news-down"),
    ]
    DEFAULT_CSS = """
    ReplayScreen #board { height: auto; max-height: 16; padding: 0; }
    ReplayScreen.-ended #board { display: none; }
    ReplayScreen.-short #board { max-height: 13; }
    ReplayScreen.-high #board { max-height: 26; }
    ReplayScreen #what { height: 1fr; }
    ReplayScreen.-whole #board { height: 1fr; max-height: 100%; }
    ReplayScreen.-whole #what { height: 2; }
    """
    app = getters.app(AllianceApp)

    class Read(Message):
        """The save has been played again, up to its end or its first problem."""

        def __init__(self, scenes: list[Scene], problem: str) -> None:
            super().__init__()
            self.scenes = scenes
            self.problem = problem

    def __init__(self, name: str) -> None:
        super().__init__()
        self.save = name
        self.scenes: list[Scene] = []
        self.problem = ""
        self.at = 0

    def body(self) -> Iterable[Widget]:
        """The board, and below it what happened."""
        yield Still(id="board")
        yield Heading(say("Reading the save"), id="title")
        yield Still(id="what")

    def bar(self) -> Line:
        """Which save, and where it stands."""
        head = line((translated(self.NAME), "strong"), (f" {say('of {save}', save=self.save)}", "dim"))
        if not self.scenes:
            return head
        seen = status.everybodys(self.scene.position)
        where = say("round {round} of {rounds}", round=seen.round, rounds=seen.rules.machine.rounds)
        return (*head, *line((f"   {where}  ", "dim"), (naming.phase(seen.rules, seen.phase), "accent")))

    def on_mount(self) -> None:
        """Play it again while the page is on the screen already."""
        self.read_save()

    @work(thread=True)
    def read_save(self) -> None:
        """Every step; what can be read is shown even if the end cannot."""
        steps: list[Step] = []
        problem = ""
        try:
            steps.extend(steps_of(self.app.folder, self.save, library=self.app.library))
        except AllianceError as error:
            problem = str(error)
        self.post_message(self.Read(scenes(steps) if steps else [], problem))

    def on_replay_screen_read(self, event: Read) -> None:
        """Begin at the beginning."""
        self.scenes, self.problem = event.scenes, event.problem
        self.write()

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.write)

    @property
    def scene(self) -> Scene:
        """The step that is shown."""
        return self.scenes[self.at]

    # What is shown

    def write(self) -> None:
        """The board, where in the game this is, and what happened."""
        reading = self.query_one("#what", Still)
        width = min(WIDEST, max(20, reading.size.width - 3))
        if not self.scenes:
            reading.show(wrapped(self.problem, width, "bad") if self.problem else [])
            if self.problem:
                self.query_one("#title", Heading).say(say("This save cannot be shown"))
            return
        self.set_class(self.scene.end, "-ended")
        self.query_one("#board", Still).show(self.picture(self.at))
        self.query_one("#title", Heading).say(self.heading())
        reading.show(self.happened(width))
        self.write_bar()

    def picture(self, step: int) -> list[Line]:
        """The board after a step, with what changed in it."""
        seen = status.everybodys(self.scenes[step].position)
        before = numbers(status.everybodys(self.scenes[max(0, step - 1)].position))
        return board_lines(seen, self.size.width, changed(before, seen))

    def heading(self) -> str:
        """``Move 12 of 170: Japan``."""
        last, scene = self.scenes[-1].number, self.scene
        if scene.end:
            return say("The end, after {moves} moves", moves=last)
        if scene.number == 0:
            return say("The beginning, before move 1 of {last}" if last else "The beginning", last=last)
        state = naming.state(scene.position.rules, scene.seat)
        return say("Move {number} of {last}: {state}", number=scene.number, last=last, state=state)

    def happened(self, width: int) -> list[Line]:
        """The events of the step with their reasons; at the end how the game came out."""
        scene, rules = self.scene, self.scene.position.rules
        found: list[Line] = []
        if scene.sealed:
            found += wrapped(say("{state} answers in secret.", state=naming.opening(rules, scene.seat)), width)
        for _, block in all_lines(rules, events.events(rules, scene.told), width):
            # The pane has a margin of its own.
            found += [each[1:] for each in block]
        if scene.end:
            found += self.closing(width)
        elif scene is self.scenes[-1]:
            found += [line(""), *wrapped(say("So far. The game is not finished."), width, "dim")]
        if scene is self.scenes[-1] and self.problem:
            found += [line(""), *wrapped(self.problem, width, "bad")]
        return found

    def closing(self, width: int) -> list[Line]:
        """How the game came out, agendas opened."""
        position = self.scene.position
        found = outcome(position)
        texts = ending.ending(position.rules, found, status.everybodys(position).cells) if found is not None else []
        return [part for text in texts for part in paragraph(text, width)]

    # What is done

    def action_step(self, step: int) -> None:
        """One move on or back."""
        self.action_to(self.at + step)

    def action_to_last(self) -> None:
        """To the end."""
        self.action_to(len(self.scenes) - 1)

    def action_to(self, index: int) -> None:
        """To a step, or to the nearest there is."""
        index = max(0, min(index, len(self.scenes) - 1))
        if index != self.at:
            self.at = index
            self.write()

    def action_round(self, way: int) -> None:
        """To where the next round begins, or this one, or the one before."""
        begins = [index for index, scene in enumerate(self.scenes) if scene.begins_round]
        if way > 0:
            self.action_to(next((index for index in begins if index > self.at), len(self.scenes) - 1))
        else:
            self.action_to(next((index for index in reversed(begins) if index < self.at), 0))

    def action_scroll(self, way: int) -> None:
        """What happened, or the whole board, up and down."""
        part = "#board" if self.has_class("-whole") else "#what"
        self.query_one(part, Still).scroll_relative(y=way, animate=False)

    def action_whole(self) -> None:
        """More room for the board, or for what happened."""
        self.toggle_class("-whole")


def paragraph(text: str, width: int) -> list[Line]:
    """A text of the ending, which may be an empty line or indented."""
    if not text.strip():
        return [line("")]
    indent = " " * (len(text) - len(text.lstrip()))
    return wrapped(text.strip(), width, "", f"{indent}  " if indent else "", indent)
