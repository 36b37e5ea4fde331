"""What a saved game has to tell: all of it once it is over, until then what everybody at the table may know."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from ...definitions.scenario import YOU
from ...describe.status import everybodys
from ...engine import Entry, Outcome, chronicle, outcome
from ...engine.rules import Rules
from ...saves import Played, Step, replay
from ...saves.chain import Contents
from ...saves.mirrors import contents_of
from ...saves.names import existing
from ...saves.remarks import interventions_of, notes_of
from ...wording import say


class Record:
    """A game that was saved, as far as it may leave the table.

    Everything that the tables are made of comes from here. Agendas, the seed, secret tracks and sealed answers that
    nobody has shown yet are in it only when the game is over.
    """

    def __init__(self, name: str, contents: Contents, steps: Iterable[Step], damage: str = "") -> None:
        made, header = list(steps), contents.header
        self.name = name
        self.damage = damage
        """What is wrong with the end of the file, in a sentence; empty for a sound save."""
        self.engine, self.begun = header.engine, header.created
        self.leaders = contents.seats
        self.position = made[-1].position
        self.seen = everybodys(self.position)
        self.interventions = tuple(interventions_of(contents.records, self.position.rules))
        """What a facilitator did; ``interventions`` of the tables leave out what is still to come."""
        self.notes = tuple(notes_of(contents.records))
        """What teams wrote for themselves and the facilitator for the debrief: for nobody before the end."""
        self._reasons = [step.reason for step in made[1:]]
        self._played = [step.played for step in made if step.played is not None]

    @property
    def rules(self) -> Rules:
        """The rules that it was played by."""
        return self.position.rules

    @property
    def over(self) -> bool:
        """Whether the game has ended, and everything may be told."""
        return self.position.over

    @property
    def outcome(self) -> Outcome | None:
        """How it ended; ``None`` while it goes on."""
        return outcome(self.position)

    @property
    def seed(self) -> int | None:
        """What chance began from: with it anybody could deal the agendas again, so it stays behind until the end."""
        return self.position.setup.seed if self.over else None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What happened, as far as everybody may know it."""
        return self.seen.chronicle

    @cached_property
    def moves(self) -> list[tuple[Played, Entry]]:
        """The moves that everybody may know, each with its entry: all but sealed answers that are still sealed."""
        entries = [entry for entry in chronicle(self.position) if entry.kind == "move"]
        now = (self.seen.round, self.seen.phase) if self.seen.sealed else None
        return [
            (played, entry)
            for played, entry in zip(self._played, entries, strict=True)
            if not (played.sealed and (played.round, played.phase) == now)
        ]

    @property
    def reasons(self) -> list[str]:
        """Why everything was done, sealed answers too: for ``told``, which gives them out with what was shown."""
        return self._reasons

    def state(self, seat: int) -> str:
        """The id of the state at a seat."""
        return self.rules.states[seat].id

    def bot(self, seat: int) -> str | None:
        """The name of the bot that leads a state; ``None`` for a person."""
        leader = self.leaders[seat]
        return None if leader == YOU else leader

    def decided_by(self, seat: int) -> str:
        """``person`` or ``bot``."""
        return "person" if self.bot(seat) is None else "bot"


def recorded(folder: Path, name: str) -> Record:
    """A saved game, played again to its last move; the save stays as it is.

    Raises ``UnknownName`` with a suggestion, and ``SaveError`` for a save that cannot be used.
    """
    path = existing(folder, name)
    contents = contents_of(path)
    damage = say("{damage} The tables go as far as {move}.", damage=contents.damage, move=contents.recovery)
    return Record(name, contents, replay(folder, name), damage if contents.damage else "")
