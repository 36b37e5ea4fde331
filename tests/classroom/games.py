"""Games for tables: played by bots, saved, and read again."""

import csv
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from alliance_game.bots import bot
from alliance_game.classroom.tables import FORMATS, Record, Table, recorded, tables
from alliance_game.content import load
from alliance_game.definitions import Library
from alliance_game.disk import read_whole
from alliance_game.engine import decisions, view
from alliance_game.saves import create, replay
from alliance_game.saves.chain import read
from alliance_game.saves.names import existing

ROOT = Path(__file__).parents[2]
SAVES = ROOT / "saves"
PEOPLE = ("you", "planner", "you")
"""Two people, for whom a planner decides here, and a bot between them."""


@cache
def fishery() -> Library:
    """The base content and the fishery."""
    return load([ROOT / "examples" / "fishery"])


def play(folder: Path, library: Library, name: str, most: int = 10_000, **setup: Any) -> None:
    """Play a game to its end, or for so many moves; people give no reasons."""
    seats: tuple[str, ...] = setup.pop("seats", PEOPLE)
    seed = setup.setdefault("seed", 3)
    with create(library, seats, folder, name, states=len(seats), **setup) as game:
        minds = [bot("planner", seed) for _ in seats]
        while not game.position.over and len(game.moves) < most:
            asked = decisions(game.position)[0]
            choice = minds[asked.seat].choose(view(game.position, asked.seat), asked)
            game.play(choice.move, asked.seat, choice.reason if seats[asked.seat] != "you" else "")


def prefix(name: str, moves: int, folder: Path = SAVES) -> Record:
    """A saved game as if it had been left after so many moves."""
    contents = read(read_whole(existing(folder, name)), name)
    return Record(name, contents, replay(folder, name, moves))


def named(record: Record) -> dict[str, Table]:
    """The tables of a game by their names."""
    return {table.name: table for table in tables(record)}


def rows(table: Table) -> list[dict[str, Any]]:
    """Rows by the names of their columns."""
    return [dict(zip((column.name for column in table.columns), row, strict=True)) for row in table.rows]


def everything(record: Record) -> str:
    """Every character that would be written, in both formats."""
    return "\n".join(write(table) for table in tables(record) for write in FORMATS.values())


def read_csv(text: str) -> list[dict[str, str]]:
    """The rows of a file of commas."""
    return list(csv.DictReader(io.StringIO(text)))


def read_json(text: str) -> list[dict[str, Any]]:
    """The rows of a list of objects."""
    found: list[dict[str, Any]] = json.loads(text)
    return found


__all__ = ["PEOPLE", "ROOT", "SAVES", "recorded"]
