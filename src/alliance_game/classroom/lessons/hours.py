"""Where the minutes of a lesson go: briefing, practice, rounds, debrief."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

PRACTICE, RECAP, CLOSING = 4, 3, 2
"""Minutes for the practice round, for what happened last time, and for saving and going home."""
BRIEF, BRIEF_LEAST, BRIEF_MOST = 17, 3, 12
"""Percent of all the minutes for the briefing, and how many they are at the least and at most."""
DEBRIEF, DEBRIEF_LEAST = 275, 5
"""The same for the debrief, in tenths of a percent."""
LEAST_ROUND = 2
"""A round is never planned shorter than so many minutes."""


class Part(NamedTuple):
    """A part of a lesson, from one minute to another; for rounds, the first and the last of them."""

    what: str
    """`brief`, `practice`, `recap`, `rounds`, `closing` or `debrief`."""
    start: int
    end: int
    first: int = 0
    last: int = 0

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.end - self.start


def briefing(minutes: int) -> int:
    """Minutes of briefing, of all that there are: 8 of 45, 12 of 90."""
    return max(BRIEF_LEAST, min(BRIEF_MOST, (minutes * BRIEF + 50) // 100))


def debriefing(minutes: int) -> int:
    """Minutes of debrief, of all that there are: 12 of 45, 25 of 90."""
    return max(DEBRIEF_LEAST, (minutes * DEBRIEF + 500) // 1000)


def playing(minutes: int, sessions: int, *, practice: bool) -> list[int]:
    """Minutes of play in each of so many lessons."""
    total = minutes * sessions
    left = [minutes - (RECAP if at else 0) - (CLOSING if at < sessions - 1 else 0) for at in range(sessions)]
    left[0] -= briefing(total) + (PRACTICE if practice else 0)
    left[-1] -= debriefing(total)
    return [max(0, each) for each in left]


def shared(rounds: int, play: Sequence[int]) -> list[int]:
    """Rounds for each lesson, by the minutes of play that there are."""
    whole = sum(play)
    if not whole:
        return [rounds, *(0 for _ in play[1:])]
    ends = [(2 * rounds * so_far + whole) // (2 * whole) for so_far in accumulate(play)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def schedule(minutes: int, sessions: int, rounds: int, *, practice: bool) -> list[list[Part]]:
    """The parts of each lesson, one after another."""
    play = playing(minutes, sessions, practice=practice)
    return [list(parts(minutes, sessions, at, play, shared(rounds, play), practice)) for at in range(sessions)]


def parts(
    minutes: int, sessions: int, at: int, play: Sequence[int], rounds: Sequence[int], practice: bool
) -> Iterator[Part]:
    """The parts of one lesson."""
    total, now = minutes * sessions, 0
    before = sum(rounds[:at])
    lengths = {
        "recap": RECAP if at else 0,
        "brief": 0 if at else briefing(total),
        "practice": PRACTICE if practice and not at else 0,
        "rounds": play[at] if rounds[at] else 0,
        "closing": CLOSING if at < sessions - 1 else 0,
        "debrief": debriefing(total) if at == sessions - 1 else 0,
    }
    for what, length in lengths.items():
        if length and what == "rounds":
            yield Part(what, now, now + length, before + 1, before + rounds[at])
        elif length:
            yield Part(what, now, now + length)
        now += length
