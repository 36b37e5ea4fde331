"""One sitting: bots move, people are asked, what happened is told; until the game is over or somebody leaves."""

from __future__ import annotations

from textwrap import wrap

from ..describe import ending, events, naming, questions, scenarios, status
from ..describe import offers as offers_of
from ..describe.events import PUBLIC
from ..describe.offers import Offer, offers
from ..engine.decision import Decision
from ..engine.layout import ROUND
from ..engine.moves import Move
from ..engine.view import View
from ..errors import SaveError
from ..saves import Game
from ..saves.pins import Pins
from ..sitting import Sitting, where_saved
from ..wording import say
from . import commands, menus, telling
from .commands import Quit, Undone
from .console import Closed, Console


class Session:
    """A game at the table, told on a console."""

    def __init__(self, game: Game, console: Console) -> None:
        self.sitting = Sitting(game)
        self.game = game
        self.console = console
        self.rules = self.sitting.rules
        self.greeted: set[int] = set()
        self.mover = PUBLIC
        self.pictured: tuple[int, int] | None = None
        self.on_screen: list[str] = []
        """How things stood when the last round ended, if that has been read on this screen."""
        self.proposal_told = False
        self.advised: set[int] = set()
        """Who has been told what the figures of advice mean."""

    # The sitting

    def play(self) -> int:
        """Until the end of the game (0), or until somebody leaves (0); 1 if the game cannot be saved any more."""
        try:
            self.welcome()
            while not self.sitting.over:
                self.step()
            self.finish()
        except (Closed, Quit, KeyboardInterrupt):
            self.leave()
        except SaveError as error:
            self.leave(str(error))
            return 1
        except Exception:
            # Whoever reads of the fault may be another person than the one who played.
            if self.sitting.shared:
                self.console.clear()
            raise
        return 0

    def leave(self, *reasons: str) -> None:
        """Say where the game is; what one of several people had on the screen is nobody else's business."""
        if self.sitting.shared:
            self.console.clear()
        self.console.say(*reasons, where_saved(self.game))

    def step(self) -> None:
        """One answer to one question."""
        asked, viewer = self.sitting.asked, self.sitting.viewer
        if viewer is not None and not self.sitting.shared and asked.seat != self.mover:
            self.news(viewer)
        self.mover = asked.seat
        if asked.seat in self.sitting.bots:
            choice = self.sitting.think(asked.seat)
            self.sitting.play(choice.move, asked.seat, choice.reason)
            return
        try:
            self.person(asked.seat)
        except Undone:
            self.forget()

    def forget(self) -> None:
        """After going back, nobody has read more than there is; the table is shown anew."""
        self.sitting.forget()
        self.pictured, self.proposal_told = None, False

    def finish(self) -> None:
        """The end: the last news, then everything is opened."""
        viewer = self.sitting.viewer
        self.news(viewer if viewer is not None else PUBLIC)
        telling.tell_end(self.console, self.game.position)
        for person in self.sitting.people if not self.sitting.shared else ():
            self.notes(person, "end")
        self.console.show(["", where_saved(self.game)])

    # What happened

    def news(self, seat: int) -> None:
        """Tell a seat what it has not read yet; what it answered in secret comes with the reveal."""
        found = self.sitting.news(seat)
        fresh, notes = found.told, found.notes
        if fresh:
            self.notes(seat, "news")
        standing = telling.tell(self.console, self.game.position, seat, fresh, notes)
        self.on_screen = standing or self.on_screen
        if (told_now := events.proposed(fresh)) is not None:
            self.proposal_told = told_now

    def notes(self, seat: int, moment: str = "") -> None:
        """What the guide of a first game has to say now."""
        for note in self.sitting.notes(seat, moment):
            self.console.say("", f"[ {note.title} ]")
            self.console.show(wrap(note.text, self.console.width, initial_indent="  ", subsequent_indent="  "))

    # People

    def welcome(self) -> None:
        """What the table reads first."""
        setup = self.game.position.setup
        scenario = self.rules.library.scenario(setup.scenario)
        table = naming.states(self.rules, range(self.rules.players))
        rounds = self.rules.machine.rounds
        self.console.say(
            say(
                "{scenario}: {states}; 1 round." if rounds == 1 else "{scenario}: {states}; {rounds} rounds.",
                scenario=scenario.title,
                states=table,
                rounds=rounds,
            )
        )
        if not self.game.moves:
            story = scenarios.briefing(scenario) if self.sitting.people and scenario.briefing else []
            self.console.say(*(text for text in (scenario.about, *story) if text))
        if self.sitting.people:
            seated = f"{self.sitting.seated()}."
            self.console.say(seated, say("Type help at any prompt, quit to leave. Every move is saved."))
        if self.sitting.viewer is not None:
            self.notes(self.sitting.viewer, "start")

    def person(self, seat: int) -> None:
        """Ask a person: hand over if somebody else sat there, tell the news, put the question."""
        if self.sitting.viewer != seat:
            self.hand_over(seat)
        self.greet(seat)
        self.news(seat)
        seen = self.sitting.seen(seat)
        asked = seen.decisions[0]
        self.picture(seen, asked)
        self.notes(seat)
        lines = questions.question(seen, asked)
        just_told = asked.kind == "consent" and self.proposal_told
        self.console.say("", *(lines[1:] if just_told else lines))
        move = self.answer(seen, asked)
        self.sitting.play(move, seat)

    def hand_over(self, seat: int) -> None:
        """Nothing but the next name, until Enter; before the first of them the welcome may stay."""
        self.sitting.viewer = None
        if self.greeted:
            self.console.clear()
        name = naming.called(self.rules, seat)
        while True:
            self.console.say(say("Pass the keyboard to {state}.", state=name))
            typed = self.console.ask(f"{say('Press Enter when nobody else can see the screen.')} ")
            if typed.lower() in ("quit", "exit"):
                raise Quit
            if not typed and self.is_known(seat):
                break
        self.console.clear()
        self.sitting.viewer = seat
        self.pictured, self.on_screen, self.proposal_told = None, [], False
        if seat in self.greeted:
            self.console.say(say("Since your last turn:"))

    def is_known(self, seat: int) -> bool:
        """Whether it is the right person, as far as a PIN can tell."""
        pins, state = Pins(self.game.path), self.rules.states[seat].id
        if not pins.has(state) or pins.fits(state, self.console.ask(f"{say('PIN:')} ")):
            return True
        self.console.say(say("That is not the PIN. If it is forgotten, delete the file {path}.", path=pins.path))
        return False

    def greet(self, seat: int) -> None:
        """Who you are, once."""
        if seat in self.greeted:
            return
        self.greeted.add(seat)
        state = self.rules.states[seat]
        self.console.say("", say("You lead {state}.", state=state.in_words), *scenarios.paragraphs(state.briefing))
        self.console.say(*ending.own_agenda(self.sitting.seen(seat)))
        self.notes(seat, "start")

    def picture(self, seen: View, asked: Decision) -> None:
        """How things stand, once before a person's turn; if all is as the end of the round has shown it, the rest."""
        at = (seen.cells[ROUND], seen.seat)
        if asked.kind == "act" and self.pictured != at:
            self.pictured = at
            lines, shown = status.brief(seen), self.on_screen
            if shown and set(shown) <= set(lines):
                lines = [line for line in lines if line not in shown]
            self.console.say(*(["", *lines] if lines else []))
            self.on_screen = []

    def answer(self, seen: View, asked: Decision) -> Move:
        """The move that a person settles on."""
        if asked.kind == "ask":
            return self.number(seen, asked)
        if asked.kind == "act":
            return self.action(seen, asked)
        if asked.kind == "consent":
            words = {1: say("Agree"), 0: say("Decline")}
            entries = tuple(Offer(words[move.number], "", move) for move in asked.moves)
            return self.one_of(seen, asked, entries)
        return self.one_of(seen, asked, questions.choices(seen, asked))

    def number(self, seen: View, asked: Decision) -> Move:
        """A number, typed as it is."""
        self.worths(seen, asked)
        most = asked.moves.numbers[-1]
        while True:
            typed = self.line(seen.seat, asked)
            if isinstance(typed, Move):
                return typed
            if typed in asked.moves.numbers:
                return asked.moves[asked.moves.numbers.index(typed)]
            if typed is None:
                self.again(seen, asked)
            else:
                self.console.say(say("Type a number from 0 to {most}.", most=most))

    def again(self, seen: View, asked: Decision) -> None:
        """The question once more, after something else filled the screen."""
        self.console.say("", *questions.question(seen, asked))
        self.worths(seen, asked)

    def worths(self, seen: View, asked: Decision) -> None:
        """What each number that may be said would count for."""
        if asked.kind == "ask":
            self.console.say(*(f"  {line}" for line in questions.answers(seen, asked)))

    def one_of(self, seen: View, asked: Decision, entries: tuple[Offer, ...]) -> Move:
        """One of several answers; there is no way back from the question."""
        while True:
            picked = self.pick(seen, asked, entries, "")
            if isinstance(picked, Move):
                return picked
            if picked is not None and picked.move is not None:
                return picked.move
            self.console.say(
                say("This question has to be answered.")
                if picked is None
                else say("Not possible: {reason}.", reason=picked.reason)
            )

    def action(self, seen: View, asked: Decision) -> Move:
        """What to do in one's turn, through the menus; 0 at the top ends the turn."""
        top = offers(seen, asked)
        path: list[Offer] = []
        while True:
            entries = path[-1].inner if path else top
            if path:
                self.console.say("", f"{path[-1].text}: {path[-1].about}".removesuffix(": "))
            picked = self.pick(seen, asked, entries, say("Back" if path else "End the turn"))
            if isinstance(picked, Move):
                return picked
            if picked is None and not path:
                return asked.moves[asked.moves.numbers.index(0)]
            if picked is None:
                path.pop()
                if not path:
                    self.again(seen, asked)
            elif picked.inner:
                path.append(picked)
            elif picked.move is not None:
                return picked.move
            else:
                self.console.say(
                    say("{offer} is not possible now: {reason}.", offer=picked.text, reason=picked.reason),
                    *([picked.about] if picked.about else []),
                )

    def pick(self, seen: View, asked: Decision, entries: tuple[Offer, ...], zero: str) -> Offer | Move | None:
        """One entry of a menu, ``None`` for 0; long menus have pages."""
        pages, page = offers_of.pages(entries), 0
        while True:
            shown = pages[page]
            self.console.say(*(menus.line(seen, number, offer) for number, offer in enumerate(shown, 1)))
            if zero:
                self.console.say(f"  0  {zero}")
            typed = self.within(seen, asked, len(shown))
            if isinstance(typed, Move) or typed == 0:
                return typed if isinstance(typed, Move) else None
            if typed is None:
                self.again(seen, asked)
            elif shown[typed - 1] is offers_of.MORE:
                page = (page + 1) % len(pages)
            else:
                return shown[typed - 1]

    def within(self, seen: View, asked: Decision, most: int) -> int | Move | None:
        """A number of the menu, or a move typed in full; ``None`` if the menu should be shown again."""
        while True:
            typed = self.line(seen.seat, asked)
            if typed is None or isinstance(typed, Move) or 0 <= typed <= most:
                return typed
            self.console.say(say("There is no {number} in this menu: 1 to {most}, or 0.", number=typed, most=most))

    def line(self, seat: int, asked: Decision) -> int | Move | None:
        """A number, a whole move, or ``None`` after a command."""
        while True:
            text = self.console.ask()
            if text.isascii() and text.isdigit() and len(text) < 5:
                return int(text)
            move = next((move for move in asked.moves if str(move) == text), None)
            if move is not None:
                return move
            if commands.run(self, seat, text):
                return None
            self.console.say(commands.suggestion(text, wanted(asked)))


def wanted(asked: Decision) -> str:
    """What can be typed at a prompt: a number from a menu, or one that is an answer itself."""
    return say(
        "Type a number from 0 to {most}, or help." if asked.kind == "ask" else "Type a number from the list, or help.",
        most=asked.moves.numbers[-1],
    )
