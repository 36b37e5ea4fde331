"""A game as a debrief needs it: what everybody may know of it, and every position on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ...describe import trail
from ...describe.events import Event
from ...describe.trail import Asked
from ...engine import View
from ...engine.rules import Rules
from ...saves import Step, replay
from ...saves.mirrors import contents_of
from ...saves.names import existing
from ...wording import say
from ..tables import Record


@dataclass(frozen=True, eq=False)
class Account:
    """A saved game, read once."""

    record: Record
    steps: tuple[Step, ...]
    """The set-up and every move. Positions hold what is secret: for programs, not for eyes."""

    @property
    def rules(self) -> Rules:
        """The rules that it was played by."""
        return self.record.rules

    @property
    def seen(self) -> View:
        """What everybody may know; all but chance once the game is over."""
        return self.record.seen

    @property
    def seats(self) -> range:
        """The seats, in order."""
        return range(self.rules.players)

    @cached_property
    def told(self) -> Sequence[Event]:
        """Everything that happened, with every change."""
        return trail.told(self.seen)

    @cached_property
    def world(self) -> tuple[Asked, ...]:
        """The tracks of the world that people see as numbers."""
        tracks = self.rules.program.symbols.tracks["world"]
        return tuple(Asked("world", name) for name, track in tracks.items() if track.show == "number")


def account_of(folder: Path, name: str) -> Account:
    """A saved game, played again to its last move; the save stays as it is.

    Raises ``UnknownName`` with a suggestion, and ``SaveError`` for a save that cannot be used.
    """
    path = existing(folder, name)
    contents = contents_of(path)
    damage = say("{damage} The debrief goes as far as {move}.", damage=contents.damage, move=contents.recovery)
    steps = tuple(replay(folder, name))
    return Account(Record(path.stem, contents, steps, damage if contents.damage else ""), steps)
