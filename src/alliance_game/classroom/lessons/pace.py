"""How long questions take: what is usual, and what was measured in earlier lessons on this machine.

The file has a line for each question that a team has answered: ``act 23``. It holds no names, no dates and nothing of
the game. Deleting it forgets what was measured.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from platformdirs import user_data_dir

from ... import disk
from ...definitions.lessons import KINDS, Kind
from ...disk import bytes_in
from ...errors import SaveError

OVERRIDE = "ALLIANCE_GAME_PACE"
USUAL: Mapping[Kind, int] = {"act": 20, "consent": 10, "choice": 20, "ask": 10, "sealed": 15}
"""Seconds that a team takes for a question, with handing over, where nothing was measured."""
SHORTEST, LONGEST = 1, 900
"""Shorter answers were given by nobody, longer ones over a break: neither is counted."""
HANDING_OVER = 5
"""Seconds added to what was measured, which is from the question to its answer: somebody has to sit down first."""
ENOUGH, KEPT = 12, 200
"""Answers of a kind before the measured pace counts, and how many of the last ones do."""
_MAX_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds for a question of each kind."""

    seconds: Mapping[Kind, int]
    measured: tuple[Kind, ...] = ()
    """The kinds that were measured; the others are what is usual."""


def pace_file() -> Path:
    """Where what was measured lies; the file need not exist. ``ALLIANCE_GAME_PACE`` names another one."""
    if chosen := os.environ.get(OVERRIDE):
        return Path(chosen).absolute()
    return Path(user_data_dir("alliance-game", appauthor=False)) / "pace.txt"


def known_pace(file: Path | None = None) -> Pace:
    """The pace to plan with. Never raises: lines that say nothing are passed over."""
    try:
        lines = bytes_in(file or pace_file(), _MAX_BYTES).decode("utf-8", "replace").splitlines()
    except OSError:
        lines = []
    return pace_of(lines)


def pace_of(lines: Iterable[str]) -> Pace:
    """The pace that was measured, line by line."""
    found: dict[Kind, list[int]] = {kind: [] for kind in KINDS}
    for line in lines:
        word, _, number = line.strip().partition(" ")
        kind = next((each for each in KINDS if each == word), None)
        if kind is not None and number.isascii() and number.isdigit() and SHORTEST <= int(number[:9]) <= LONGEST:
            found[kind].append(int(number[:9]))
    measured = tuple(kind for kind in KINDS if len(found[kind]) >= ENOUGH)
    seconds = {
        kind: round(mean(found[kind][-KEPT:])) + HANDING_OVER if kind in measured else USUAL[kind] for kind in KINDS
    }
    return Pace(seconds, measured)


def note_answer(kind: Kind, seconds: int, file: Path | None = None) -> None:
    """Remember how long a team took. What nobody can have taken is not written down, and a full disk stops no game."""
    if not SHORTEST <= seconds <= LONGEST:
        return
    file = file or pace_file()
    with suppress(OSError, SaveError):
        disk.make_folder(file.parent)
        before = disk.read_whole(file) if file.exists() else b""
        lines = [*before.decode("utf-8", "replace").splitlines(), f"{kind} {seconds}"]
        disk.put(file, "\n".join([*lines[-KEPT * len(KINDS) :], ""]).encode())
