"""A sandbox as lines of text: one card comes first, and comes again when its files have changed."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import TextIO

from ..authoring.table.sandbox import Sandbox
from ..saves import Game
from . import telling
from .console import Console
from .session import Session

HELP = "again deals the card anew, as its files are now; that happens by itself when they have changed."
GONE = "This was a sandbox: nothing of it is kept."


class Again(Exception):
    """The card is dealt anew."""


class SandboxConsole(Console):
    """A console that looks at the files of the card before each question, and after it."""

    def __init__(self, sandbox: Sandbox, read: Callable[[str], str], output: TextIO, *, is_terminal: bool) -> None:
        super().__init__(read, output, is_terminal=is_terminal)
        self.sandbox = sandbox

    def ask(self, prompt: str = "> ") -> str:
        """What somebody types. Raises ``Closed``, and ``Again`` if the card is dealt anew instead."""
        self.look()
        text = super().ask(prompt)
        self.look()
        if text.lower() == "again":
            self.deal()
        elif text.lower() == "save":
            self.say(GONE)
        else:
            return text
        return self.ask(prompt)

    def look(self) -> None:
        """Have the files changed?"""
        if self.sandbox.changed():
            self.deal()

    def deal(self) -> None:
        """Deal the card anew, or say what is wrong with the files. Raises ``Again``."""
        if not (problems := self.sandbox.again()):
            raise Again
        self.say("")
        for problem in problems:
            head, *below = problem.split("\n")
            self.say(head)
            self.show(below)
        self.say("The card stays on the table as it was.", "")


class SandboxSession(Session):
    """A session that says what it is, and that nothing is kept."""

    def __init__(self, sandbox: Sandbox, game: Game, console: Console) -> None:
        super().__init__(game, console)
        self.sandbox = sandbox

    def welcome(self) -> None:
        """What this is, and what is otherwise than in a game."""
        deal = self.sandbox.deal
        self.console.say(f"A sandbox for one card: {deal.card.title}. {self.sitting.seated()}.", *deal.notes)
        self.console.say("Type help at any prompt, quit to leave.", HELP)

    def leave(self, *reasons: str) -> None:
        """Nothing is kept."""
        self.console.say(*reasons, GONE)

    def finish(self) -> None:
        """The end of the game, as in any."""
        self.news(self.sitting.people[0])
        telling.tell_end(self.console, self.game.position)
        self.console.show(["", GONE])


def play(
    sandbox: Sandbox,
    *,
    input: Callable[[str], str],  # noqa: A002
    output: TextIO,
    is_terminal: bool,
) -> int:
    """Play with one card until somebody leaves or a game is over. Gives the exit code."""
    console = SandboxConsole(sandbox, input, output, is_terminal=is_terminal)
    while True:
        with sandbox.game() as game:
            try:
                return SandboxSession(sandbox, game, console).play()
            except Again:
                console.say("", "The card is dealt anew.")


def arrival(game: Game) -> str:
    """What a game writes up to its first question to a person."""
    output = StringIO()

    def nobody(prompt: str) -> str:
        raise EOFError

    session = _Arrival(game, Console(nobody, output, is_terminal=False))
    session.play()
    return output.getvalue().strip("\n")


class _Arrival(Session):
    """A session that says nothing of itself."""

    def welcome(self) -> None:
        """Nobody is here."""

    def greet(self, seat: int) -> None:
        """Nobody is here."""

    def leave(self, *reasons: str) -> None:
        """Nothing is kept."""
