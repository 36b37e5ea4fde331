"""A game as it runs: the position, the moves that stand, and how far they can be taken back."""

from __future__ import annotations

from typing import NamedTuple

from ..definitions.scenario import YOU
from ..engine import Entries, Move, Position, apply, decision, decisions
from ..engine.chance import STREAMS
from ..engine.interventions import remarked
from ..engine.layout import PHASE, ROUND
from ..engine.moves import parse_move
from ..engine.spelling import KINDS, REWIND, SEATED
from ..engine.view import sealed_phase
from ..errors import IllegalMove
from ..wording import marked, say, translated
from .records import By

_SHOWN = frozenset(("card", "open", "peek", "reveal"))
"""Entries that let somebody see what was not known before."""


class Played(NamedTuple):
    """A move that stands. ``reason`` is why, if a bot made it."""

    number: int
    """From 1."""
    seat: int
    move: str
    reason: str
    round: int
    phase: str
    sealed: bool
    """Whether it answered in secret."""
    by: By = ""
    """``clock`` if time ran out and the default was taken, ``facilitator`` if it was skipped; else empty."""

    @property
    def told_reason(self) -> str:
        """Why, as it is told: who answered for the seat, and what was said about it."""
        if not self.by:
            return self.reason
        said = say("The time ran out." if self.by == "clock" else "The facilitator went on without an answer.")
        return f"{said} {self.reason}".strip()


class Done(NamedTuple):
    """Something that stands: a move, or (``played`` is ``None``) something that a facilitator did."""

    before: Position
    played: Played | None
    reason: str
    idle: bool = False
    """Whether only time passed."""


class Turn(NamedTuple):
    """A move worked out, not yet made: what would stand, and what would have happened."""

    played: Played
    position: Position
    entries: Entries


class Timeline:
    """The position and the way to it."""

    def __init__(self, opening: Position) -> None:
        self.position = opening
        self.moves: list[Played] = []
        self._done: list[Done] = []
        # So many moves stand for good, and why; those after them are all of one seat.
        self._floor = 0
        self._border = marked("nothing has been decided yet")

    def work_out(self, move: Move | str, seat: int | None, reason: str, by: By = "") -> Turn:
        """What a move would do; nothing has changed yet. Raises ``UnknownMove`` or ``IllegalMove``."""
        position = self.position
        rules, cells = position.rules, position.cells
        seat = seat_asked(position, seat)
        # By text, never by number: a Move made for another position may mean another crisis here.
        found = parse_move(rules, cells, str(move), seat)
        after, entries = apply(position, found, seat)
        phase = rules.program.phases[cells[PHASE]].id
        sealed = sealed_phase(rules, cells)
        played = Played(len(self.moves) + 1, seat, found.text, reason, cells[ROUND], phase, sealed, by)
        return Turn(played, after, entries)

    def take(self, turn: Turn) -> None:
        """Make the move."""
        if self.moves and self.moves[-1].seat != turn.played.seat:
            self._settle(marked("another state has answered since"))
        border = border_between(self.position, turn)
        self._done.append(Done(self.position, turn.played, turn.played.told_reason))
        self.moves.append(turn.played)
        self.position = turn.position
        if border:
            self._settle(border)

    def why_not_back(self, seat: int) -> str | None:
        """Why a seat cannot take its last decision back, or ``None`` if it can."""
        if len(self.moves) <= self._floor:
            return translated(self._border)
        other = self.moves[-1].seat
        if other == seat:
            return None
        return say("{state} has answered since", state=self.position.rules.states[other].in_words)

    def before_last(self, seat: int) -> Position:
        """The position before a seat's last decision. Raises ``IllegalMove`` if it cannot be taken back."""
        if (why := self.why_not_back(seat)) is not None:
            raise IllegalMove(say("This cannot be taken back: {reason}.", reason=why))
        return self._done[self._last_move()].before

    def back(self) -> None:
        """Take the last move back, whether or not a seat could. Raises ``IllegalMove`` if no move was done last."""
        last = self._last_move()
        self.position = self._done[last].before
        del self._done[last:]
        self.moves.pop()

    def _last_move(self) -> int:
        done = [at for at, each in enumerate(self._done) if not each.idle]
        if not done or self._done[done[-1]].played is None:
            raise IllegalMove(say("What was done last is no move."))
        return done[-1]

    def intervene(self, after: Position, reason: str) -> None:
        """Go on from where a facilitator has led the game; nobody takes anything back beyond it."""
        self._done.append(Done(self.position, None, reason))
        self.position = after
        self._settle(marked("the facilitator has stepped in since"))

    def seat(self, seat: int, who: str, reason: str) -> None:
        """Somebody else decides for a state: nothing changes but who is asked."""
        self.intervene(remarked(self.position, SEATED, seat, int(who == YOU)), reason)

    def clock(self, kind: str, seconds: int) -> None:
        """A ``pause``, or more ``time``: nothing changes, and nobody is kept from taking a move back."""
        self._done.append(Done(self.position, None, "", idle=True))
        self.position = remarked(self.position, KINDS.index(kind), seconds)

    def beginning_of(self, round_: int) -> tuple[Position, int]:
        """The position at the beginning of a round, and how many moves stood then. Raises ``IllegalMove``."""
        index, position = self._before_round(round_)
        return position, sum(done.played is not None for done in self._done[:index])

    def rewind(self, round_: int, reason: str) -> None:
        """Go back to the beginning of a round: what was done since stands no more."""
        index, position = self._before_round(round_)
        del self._done[index:]
        self.moves = [done.played for done in self._done if done.played is not None]
        self.position = position
        self.gone_back(round_, reason)

    def gone_back(self, round_: int, reason: str) -> None:
        """The chronicle says from here on that a facilitator went back to the beginning of this round."""
        self.intervene(remarked(self.position, REWIND, round_), reason)

    def _before_round(self, round_: int) -> tuple[int, Position]:
        if self.position.over:
            raise IllegalMove(say("The game is over."))
        now = self.position.cells[ROUND]
        if not 1 <= round_ <= now:
            said = say("Round {round} has not begun: choose one from 1 to {now}.", round=round_, now=now)
            raise IllegalMove(said)
        befores = [*(done.before for done in self._done), self.position]
        index = next(at for at, position in enumerate(befores) if position.cells[ROUND] >= round_)
        if not any(done.played is not None for done in self._done[index:]):
            raise IllegalMove(say("Nothing has been decided since the beginning of round {round}.", round=round_))
        return index, befores[index]

    @property
    def reasons(self) -> list[str]:
        """Why everything that stands was done, in order."""
        return [done.reason for done in self._done]

    def _settle(self, border: str) -> None:
        """From here on, no move made so far can be taken back."""
        self._floor = len(self.moves)
        self._border = border

    @property
    def told(self) -> tuple[Played, ...]:
        """The moves that everybody may know: all but secret answers that have not been shown yet."""
        cells = self.position.cells
        if not sealed_phase(self.position.rules, cells):
            return tuple(self.moves)
        now = (cells[ROUND], self.position.rules.program.phases[cells[PHASE]].id)
        return tuple(move for move in self.moves if not (move.sealed and (move.round, move.phase) == now))


def seat_asked(position: Position, seat: int | None) -> int:
    """The seat that answers: the first one asked, if none is named. Raises ``IllegalMove`` if it is not asked now."""
    first = decision(position)
    if first is None:
        raise IllegalMove(say("The game is over."))
    if seat is None or seat == first.seat:
        return first.seat
    if seat not in [each.seat for each in decisions(position)]:
        raise IllegalMove(say("Seat {seat} is not asked now; seat {asked} is.", seat=seat, asked=first.seat))
    return seat


def border_between(before: Position, turn: Turn) -> str:
    """Why the move cannot be taken back once it is made; empty if it can."""
    rules, after = before.rules, turn.position
    streams = [rules.layout.start("stream", name) for name in STREAMS]
    if any(before.cells[each] != after.cells[each] for each in streams):
        return marked("chance has decided something since")
    if _sealed_moment(before) != _sealed_moment(after):
        return marked("secret answers have been asked for or shown since")
    if after.over:
        return marked("the game is over")
    if any(entry.kind in _SHOWN for entry in turn.entries):
        return marked("something has come to light since")
    return ""


def _sealed_moment(position: Position) -> tuple[int, int] | None:
    """The round and phase, while answers are given in secret."""
    cells = position.cells
    return (cells[ROUND], cells[PHASE]) if sealed_phase(position.rules, cells) else None
