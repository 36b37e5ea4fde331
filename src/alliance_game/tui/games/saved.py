"""Saves in words, and opened: what a list says of one, and the game or the sentence that stands in its way."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ...bots import BOTS
from ...definitions import Library
from ...definitions.scenario import YOU
from ...errors import AllianceError, UnknownName
from ...saves import Game, Row, open_save
from ...wording import marked, say, translated

MONTHS = (
    marked("Jan"),
    marked("Feb"),
    marked("Mar"),
    marked("Apr"),
    marked("May"),
    marked("Jun"),
    marked("Jul"),
    marked("Aug"),
    marked("Sep"),
    marked("Oct"),
    marked("Nov"),
    marked("Dec"),
)


def scenario(row: Row, library: Library | None = None) -> str:
    """What is played; its id in words where the library is not at hand or does not have it."""
    found = library.scenarios.get(row.scenario) if library is not None else None
    return found.title if found is not None else words(row.scenario)


def words(name: str) -> str:
    """An id as a word: ``no_fish`` is ``No fish``."""
    return name.replace("_", " ").capitalize()


def stands(row: Row, library: Library | None = None) -> str:
    """How far it is: ``round 3``, or how it ended; or what is wrong with the file, in a word or two."""
    if not row.usable:
        return say("cannot be opened")
    if row.problem:
        return say("damaged, round {round}", round=max(1, row.round))
    if not row.finished:
        return say("round {round}", round=max(1, row.round))
    known = library is not None and row.scenario in library.scenarios
    endings = library.rules_of(row.scenario).ruleset.endings if library is not None and known else {}
    return endings[row.ending].title if row.ending in endings else words(row.ending)


def when(moment: datetime | None, now: datetime | None = None) -> str:
    """A moment in local time: ``today 14:20``, ``yesterday 09:05``, ``3 Nov 14:20``, ``3 Nov 2025``."""
    if moment is None:
        return ""
    there, here = moment.astimezone(), (now or datetime.now().astimezone()).astimezone()
    days = (here.date() - there.date()).days
    if days in (0, 1):
        return say("yesterday {time}" if days else "today {time}", time=f"{there:%H:%M}")
    day, month = there.day, translated(MONTHS[there.month - 1])
    if there.year == here.year:
        return say("{day} {month} {time}", day=day, month=month, time=f"{there:%H:%M}")
    return say("{day} {month} {year}", day=day, month=month, year=there.year)


def about(row: Row, library: Library | None = None) -> str:
    """A save in a line: ``Concert, round 3, today 14:20``."""
    parts = (scenario(row, library), stands(row, library), when(row.played))
    return ", ".join(part for part in parts if part)


def opened(folder: Path, name: str | None, library: Library | None = None) -> Game | str:
    """A game to go on with, or what a person has to read first: why it cannot be, or what was recovered.

    A damaged save is mended when it is opened, so that opening it again gives the game. Without a name it is the one
    played last.
    """
    try:
        game = open_save(folder, name, library)
    except AllianceError as error:
        return str(error)
    if unknown := [seat for seat in game.seats if seat != YOU and seat not in BOTS]:
        game.close()
        return str(UnknownName("bot", unknown[0], BOTS))
    if not game.recovered:
        return game
    game.close()
    return say("{recovered} Choose it again to go on.", recovered=game.recovered)
