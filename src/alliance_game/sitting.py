"""Who sits at a saved game: people and bots, what each of them has read, and who may look at the screen."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypedDict

from .bots import BOTS, Bot, Choice, bot
from .bots.search import Search, never
from .definitions import Library
from .definitions.scenario import YOU
from .describe import bids, events, foresight, guidance, naming, unasked
from .describe.bids import Numbers
from .describe.events import PUBLIC, Told
from .describe.guidance import Note, Pupil
from .describe.unasked import Heading
from .engine import Decision, Move, View, decisions, view
from .engine.setup import start
from .errors import AllianceError, UnknownName
from .saves import Game, Row, Verification
from .saves.records import By
from .wording import marked, say, translated

SEEDS = 1_000_000
CLOCK: By = "clock"
"""By what a move was made where the time ran out."""
LEADERS = (
    marked("you"),
    marked("random"),
    marked("greedy"),
    marked("planner"),
    marked("hawk"),
    marked("broker"),
    marked("freerider"),
    marked("loyalist"),
    marked("titfortat"),
    marked("search"),
    marked("easy"),
    marked("normal"),
    marked("hard"),
    marked("expert"),
)
"""Who can lead a state, as commands and files name them; people read what ``called`` makes of it."""


def seed_by_lot() -> int:
    """A seed for whoever named none: short enough to be read aloud and typed again."""
    return secrets.randbelow(SEEDS)


class News(NamedTuple):
    """What a seat reads: entries, and lines to be said before some headings."""

    told: tuple[Told, ...]
    notes: Mapping[Heading, str]


class Sitting:
    """A game at the table. With one person the screen is theirs; with several it is handed over."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.rules = game.position.rules
        self.seats()
        self.handed_on = len(self.people) > 1
        """Whether the screen went from hand to hand: then it is closed even for a team that is left alone."""
        self.viewer: int | None = None if self.shared else self.people[0] if self.people else PUBLIC
        """Whose screen it is now; ``PUBLIC`` if only bots play, ``None`` while it is handed over."""
        self.marks = {seat: self.beginning(seat) for seat in (PUBLIC, *self.people)}
        """How many entries each has read."""
        self.pupils = {seat: self.pupil(seat) for seat in self.people} if self.rules.program.guide else {}
        """Who is taught in a first game, and what each was told."""

    @property
    def shared(self) -> bool:
        """Whether several people use one screen."""
        return bool(self.people) and self.handed_on

    def seats(self) -> None:
        """Who sits there now."""
        names, seed = self.game.seats, self.game.position.setup.seed
        self.people = tuple(seat for seat, name in enumerate(names) if name == YOU)
        self.bots: Mapping[int, Bot] = {seat: bot(name, seed) for seat, name in enumerate(names) if name != YOU}

    def seat(self, seat: int, who: str, reason: str = "") -> None:
        """A bot decides for a state from now on, or ``you`` again. Raises what ``Game.sit`` raises."""
        self.game.sit(seat, who, reason)
        self.seats()
        self.handed_on = self.handed_on or len(self.people) > 1
        for person in self.people:
            self.marks.setdefault(person, self.beginning(person))
            if self.rules.program.guide:
                self.pupils.setdefault(person, self.pupil(person))
        self.viewer = None if self.shared else self.people[0] if self.people else PUBLIC

    @property
    def guided(self) -> bool:
        """Whether the scenario explains itself as it goes."""
        return bool(self.pupils)

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

    def think(self, seat: int, enough: Callable[[], bool] = never) -> Choice:
        """What a bot answers to its question, and why. Nothing is played.

        One that searches for long asks now and then whether it is ``enough``, and then takes what is best until then.
        """
        seen, mind = self.seen(seat), self.bots[seat]
        asked = seen.decisions[0]
        return mind.choose(seen, asked, enough) if isinstance(mind, Search) else mind.choose(seen, asked)

    def play(self, move: Move | str, seat: int, reason: str = "", by: By = "") -> None:
        """Make a move; it is saved first. ``by`` says by what, if not by the seat. Raises what ``Game.play`` raises."""
        self.game.play(move, seat, reason, by)

    def play_numbers(self, numbers: Numbers, seat: int, by: By = "") -> None:
        """Give a number for everything that a seat is asked for in this phase, one after another."""
        first = self.seen(seat)
        while True:
            seen = self.seen(seat)
            asked = seen.decisions[0] if seen.decisions else None
            if asked is None or asked.kind != "ask" or (seen.round, seen.phase) != (first.round, first.phase):
                return
            self.play(bids.answer(numbers, asked), seat, by=by)

    def reason_of_proposal(self, seen: View) -> str:
        """Why the proposal on the table was made; empty where no reason was given."""
        proposer = foresight.proposer(seen)
        return next((move.reason for move in reversed(self.game.moves) if move.seat == proposer), "")

    def told(self, seat: int) -> tuple[Told, ...]:
        """What a seat may know of what happened, with the reasons that were given."""
        return events.told(self.game.position, seat, self.game.reasons)

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

    def pupil(self, seat: int) -> Pupil:
        """What a seat was told before its question of now, when the game was played earlier."""
        opening = start(self.rules, self.game.position.setup)
        return guidance.past(opening, [(move.seat, move.move) for move in self.game.moves], seat)

    def notes(self, seat: int, moment: str = "") -> tuple[Note, ...]:
        """What the scenario's guide tells a person now, each note once in a game, two at most before a question.

        ``moment`` is ``start``, ``news`` or ``end``; without it, that of the question which the seat is asked.
        """
        pupil = self.pupils.get(seat)
        if pupil is None:
            return ()
        seen = self.seen(seat)
        return tuple(pupil.hear(seen, moment or guidance.moment_of(seen.decisions[0])))

    def seated(self) -> str:
        """Who leads what: ``France: you; Japan: planner``."""
        return "; ".join(
            f"{naming.state(self.rules, seat)}: {called(name)}" for seat, name in enumerate(self.game.seats)
        )


def called(name: str) -> str:
    """A bot, a level or ``you`` in the language that is spoken."""
    return translated(name)


def seated(row: Row) -> str:
    """How many people and bots sit at a saved game: ``you and 3 bots``."""
    people = row.seats.count(YOU)
    bots = len(row.seats) - people
    if not bots:
        return say("you" if people == 1 else "{people} people", people=people) if people else ""
    if not people:
        return say("1 bot" if bots == 1 else "{bots} bots", bots=bots)
    if people == 1:
        return say("you and 1 bot" if bots == 1 else "you and {bots} bots", bots=bots)
    return say(
        "{people} people and 1 bot" if bots == 1 else "{people} people and {bots} bots", people=people, bots=bots
    )


def leaders(row: Row) -> str:
    """Who leads, by name once the game is over: what its bots are like is for the table to find out."""
    return ", ".join(map(called, row.seats)) if row.finished else seated(row)


def proven(found: Verification) -> str:
    """What came of playing every move of a save again."""
    return say(
        "{name}: all {moves} moves lead where they led when they were played."
        if found.sound
        else "{name}: {moves} moves are sound, then: {problem}",
        name=found.name,
        moves=found.moves,
        problem=found.problem,
    )


def where_saved(game: Game) -> str:
    """Where a game is, and how to go on with it."""
    if game.position.over:
        return say("The game is saved in {path}.", path=game.path)
    count = len(game.moves)
    return say(
        "The game is saved up to move {count} in {path}. Go on with: alliance-game continue {name}"
        if count
        else "The game is saved before its first move in {path}. Go on with: alliance-game continue {name}",
        count=count,
        path=game.path,
        name=game.name,
    )


class FirstGame(TypedDict):
    """What ``saves.create`` takes for a first game."""

    scenario: str
    seats: tuple[str, ...]
    states: int
    length: str | None
    difficulty: str | None
    seed: int


def first_game(library: Library, scenario: str = "") -> FirstGame:
    """How the first game is set up: the scenario that has a guide, with its seed and seats.

    Without a name it is the first one by name. Raises ``UnknownName`` for a scenario or bot that does not exist, and
    ``AllianceError`` if there is no guide.
    """
    guided = sorted(name for name, each in library.scenarios.items() if each.guide is not None)
    chosen = scenario or next(iter(guided), "")
    guide = library.scenario(chosen).guide if chosen else None
    if guide is None:
        raise AllianceError(
            say(
                "The scenario '{scenario}' has no guide. Begin a game with 'alliance-game play'."
                if chosen
                else "No scenario has a guide. Begin a game with 'alliance-game play'.",
                scenario=chosen,
            )
        )
    for name in guide.seats:
        if name != YOU and name not in BOTS:
            raise UnknownName("bot", name, [YOU, *BOTS])
    return FirstGame(
        scenario=chosen,
        seats=guide.seats,
        states=len(guide.seats),
        length=guide.length,
        difficulty=guide.difficulty,
        seed=guide.seed,
    )
