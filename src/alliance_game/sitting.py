"""Who sits at a saved game: people and bots, what each of them has read, and who may look at the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .bots import Bot, Choice, bot
from .describe import events, naming, unasked
from .describe.events import PUBLIC, Told
from .engine import Decision, Move, View, decisions, view
from .saves import Game

PERSON = "you"


@dataclass(frozen=True, slots=True)
class News:
    """What a seat reads: entries, and lines to be said before some of them, by the ``id`` of the entry."""

    told: tuple[Told, ...]
    notes: Mapping[int, str]


class Sitting:
    """A game at the table. With one person the screen is theirs; with several it is handed over."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.rules = game.position.rules
        self.people = tuple(seat for seat, name in enumerate(game.seats) if name == PERSON)
        seed = game.position.setup.seed
        self.bots: Mapping[int, Bot] = {
            seat: bot(name, seed) for seat, name in enumerate(game.seats) if name != PERSON
        }
        self.viewer: int | None = None if self.shared else self.people[0] if self.people else PUBLIC
        """Whose screen it is now; ``PUBLIC`` if only bots play, ``None`` while it is handed over."""
        self.marks = {seat: self.beginning(seat) for seat in (PUBLIC, *self.people)}
        """How many entries each has read."""

    @property
    def shared(self) -> bool:
        """Whether several people use one screen."""
        return len(self.people) > 1

    @property
    def over(self) -> bool:
        """Whether the game has ended."""
        return self.game.position.over

    @property
    def asked(self) -> Decision:
        """The question that has to be answered next. Its moves are for programs: show people ``question``."""
        return decisions(self.game.position)[0]

    @property
    def asked_seat(self) -> int | None:
        """Who has to answer next; ``None`` at the end."""
        return None if self.over else self.asked.seat

    def seen(self, seat: int) -> View:
        """All that a seat may know."""
        return view(self.game.position, seat)

    def think(self, seat: int) -> Choice:
        """What a bot answers to its question, and why. Nothing is played."""
        seen = self.seen(seat)
        return self.bots[seat].choose(seen, seen.decisions[0])

    def play(self, move: Move | str, seat: int, reason: str = "") -> None:
        """Make a move; it is saved first. Raises what ``Game.play`` raises."""
        self.game.play(move, seat=seat, reason=reason)

    def told(self, seat: int) -> tuple[Told, ...]:
        """What a seat may know of what happened, with the reasons that were given."""
        return events.told(self.game.position, seat, [move.reason for move in self.game.moves])

    def beginning(self, seat: int) -> int:
        """Where a seat's news begin: with the first entry, or in a game that is continued with its round."""
        if not self.game.moves:
            return 0
        rounds = [index for index, each in enumerate(self.told(seat)) if each.entry.kind == "round"]
        return rounds[-1] if rounds else 0

    def news(self, seat: int) -> News:
        """What a seat has not read yet, read now; what it answered in secret comes with the reveal."""
        told = self.told(seat)
        fresh, self.marks[seat] = told[self.marks[seat] :], len(told)
        shown = tuple(each for each in fresh if not events.is_sealed(each.entry))
        return News(shown, unasked.lines(self.rules, told, seat))

    def forget(self) -> None:
        """After going back, nobody has read more than there is."""
        for seat in self.marks:
            self.marks[seat] = min(self.marks[seat], len(self.told(seat)))

    def seated(self) -> str:
        """Who leads what: ``France: you; Japan: planner``."""
        return "; ".join(f"{naming.state(self.rules, seat)}: {name}" for seat, name in enumerate(self.game.seats))
