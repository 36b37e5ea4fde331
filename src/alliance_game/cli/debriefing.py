"""``debrief``: what happened in a game, why, and what could have happened instead."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..classroom.debrief import Account, Turning, account_of, as_text, checked, debrief, turning
from ..errors import AllianceError
from ..letters import CLEAR_LINE
from ..saves import saves_folder
from ..wording import say
from .app import data, talk
from .counting import checked_place, put
from .workers import Workers

MOST_JOBS = 4
"""More processes than these a laptop in front of a class does not need."""


def debrief_save(
    save: str, file: Path | None, games: int, seed: int, jobs: int | None, *, so_far: bool, full: bool
) -> int:
    """Print a debrief, or write it as a page."""
    if games < 0:
        raise AllianceError(say("{games} games cannot be played: write a number from 0.", games=games))
    if file is not None:
        checked_place(file)
    account = checked(account_of(saves_folder(), save), so_far=so_far)
    try:
        found = turns_of(account, games, seed, jobs) if games and account.record.over else None
    except KeyboardInterrupt:
        return talk(say("Stopped: nothing was written. With --games 0 it takes a moment."), 130)
    made = debrief(account, found)
    if file is None:
        data(as_text(made, full=full))
        return 0
    from ..classroom.debrief.page import page

    put(file, page(made))
    data(say("The debrief of {save}: {file}", save=account.record.name, file=file))
    for note in made.notes:
        talk(note)
    return 0


def turns_of(account: Account, games: int, seed: int, jobs: int | None) -> Turning:
    """The turning points, with as many processes as are wanted."""
    workers = Workers("local", jobs or min(MOST_JOBS, os.cpu_count() or 1), None)
    with workers.at_work(games) as engine, told() as progress:
        return turning(account.rules, account.steps, games, seed, engine, progress)


@contextmanager
def told() -> Iterator[Callable[[int, int, int], None]]:
    """How far it is, on a line of the terminal; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda stage, done, of: None
        return

    def progress(stage: int, done: int, of: int) -> None:
        line = say("Turning points, part {stage} of 3: {done} of {of} games", stage=stage, done=done, of=of)
        sys.stderr.write(CLEAR_LINE)
        sys.stderr.write(line)
        sys.stderr.flush()

    try:
        yield progress
    finally:
        sys.stderr.write(CLEAR_LINE)
        sys.stderr.flush()
