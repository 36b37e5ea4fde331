"""A game that is not over gives away only what everybody at the table may know."""

import re
from pathlib import Path
from typing import Any

import pytest

from alliance_game.classroom.tables import Record
from alliance_game.engine import decisions
from alliance_game.engine.view import sealed_phase
from alliance_game.saves import create, open_save, replay
from tests.table import library

from .games import SAVES, everything, fishery, named, play, prefix, recorded, rows

SECRET = 3_141_592
"""A seed that is easy to find."""
MOVES = 95
"""How many moves the example game has."""


@pytest.mark.parametrize("moves", range(0, MOVES, 6))
def test_no_agenda_leaves_before_the_end(moves: int) -> None:
    """Neither one that was dealt nor any other: not its id, its name, its words or its marks."""
    record = prefix("example", moves)
    written = everything(record)
    agendas = record.rules.program.symbols.folder.agendas
    assert len(agendas) > 3
    for name, agenda in agendas.items():
        assert not re.search(rf"\b{name}\b", written)
        assert agenda.title not in written
        assert agenda.text not in written
    every = named(record)
    assert every["scores"].rows == ()
    (game,) = rows(every["game"])
    assert (game["seed"], game["over"], game["ending"], game["alliance_grade"]) == (None, 0, None, None)


def test_agendas_are_opened_at_the_end() -> None:
    """So that the test above looks for something that would be found."""
    record = prefix("example", MOVES)
    written = everything(record)
    for row in rows(named(record)["scores"]):
        assert row["agenda"] in written
        assert f"{row['agenda_title']}. {record.rules.program.symbols.folder.agendas[row['agenda']].text}" in written


def test_the_next_card_stays_with_whoever_looked_at_it() -> None:
    """A peek is told, its card is not before it is drawn."""
    steps, hidden = list(replay(SAVES, "example")), 0
    drawn: set[str] = set()
    for step in steps[:-1]:
        drawn |= {entry.name for entry in step.entries if entry.kind in ("card", "open")}
        secret = {entry.crisis for entry in step.entries if entry.kind == "peek"} - drawn
        if secret:
            record = prefix("example", step.number)
            written = everything(record)
            for card in secret:
                # Some ids are words that bots use; none stands in a cell of its own.
                assert card not in {cell for table in named(record).values() for row in table.rows for cell in row}
                assert record.rules.card_titles[record.rules.card_names.index(card)] not in written
                hidden += 1
            assert "looks at the next card." in written
    assert hidden


def sealed(folder: Path, name: str, answers: int, lowest: bool, **setup: Any) -> Record:
    """A game that was left in the middle of its first sealed phase, after some answers, the lowest or the highest."""
    with create(setup.pop("rules"), ("you",) * 3, folder, name, seed=SECRET, **setup) as game:
        given = 0
        while given < answers:
            asked = decisions(game.position)[0]
            if sealed_phase(game.position.rules, game.position.cells):
                given += 1
                game.play(asked.moves[0 if lowest else -1], asked.seat, "CANARY")
            elif asked.kind == "ask":
                game.play(asked.moves[-1], asked.seat)
            else:
                game.play(asked.moves[0], asked.seat)
    return recorded(folder, name)


@pytest.mark.parametrize("of", ["concert", "fishery"])
def test_sealed_answers_make_no_difference_before_they_are_shown(of: str, tmp_path: Path) -> None:
    """Two games that differ in nothing but sealed answers are the same to the letter, until the answers are open."""
    setup: dict[str, Any] = {"scenario": of, "states": 3, "rules": fishery() if of == "fishery" else library()}
    low, high = (sealed(tmp_path / kind, "same", 2, kind == "low", **setup) for kind in ("low", "high"))
    assert low.position.cells != high.position.cells
    assert without_time(low) == without_time(high)
    for record in (low, high):
        assert all(entry.seen_by is None for entry in record.entries)
        written = everything(record)
        assert "CANARY" not in written
        assert str(SECRET) not in written
        assert not any(row["sealed"] for table in ("moves", "answers") for row in rows(named(record)[table]))
    for name in ("low", "high"):
        finish(tmp_path / name)
    low, high = (recorded(tmp_path / name, "same") for name in ("low", "high"))
    assert without_time(low) != without_time(high)
    assert all(any(row["sealed"] for row in rows(named(each)[table])) for each in (low, high) for table in TOLD)
    assert "CANARY" in everything(low)


TOLD = ("moves", "answers")


def finish(folder: Path) -> None:
    """Let everybody answer who still owes a sealed answer."""
    with open_save(folder, "same") as game:
        while sealed_phase(game.position.rules, game.position.cells):
            asked = decisions(game.position)[0]
            game.play(asked.moves[0], asked.seat)


def without_time(record: Record) -> str:
    """Everything but the moment at which the game was begun."""
    return everything(record).replace(record.begun, "")


def test_secret_tracks_come_when_the_game_is_over(tmp_path: Path) -> None:
    """What the canneries ordered is only their own state's business; the rest of the table is there."""
    setup: dict[str, Any] = {"scenario": "fishery", "length": "short", "seed": 1}
    play(tmp_path, fishery(), "part", 20, **setup)
    play(tmp_path, fishery(), "whole", **setup)
    part, whole = (rows(named(recorded(tmp_path, name))["tracks_by_round"]) for name in ("part", "whole"))
    assert "contract" not in {row["track"] for row in part}
    assert {row["track"] for row in part} == {row["track"] for row in whole} - {"contract"}
    assert sorted(row["value"] for row in whole if row["track"] == "contract" and row["round"] == 0) == [12, 15, 18]


def test_numbers_of_a_game_that_goes_on_are_those_of_now() -> None:
    record = prefix("example", 40)
    now = [row for row in rows(named(record)["tracks_by_round"]) if row["moment"] == "now"]
    assert {row["round"] for row in now} == {record.position.cells[0]}
    worlds = {row["track"]: row["value"] for row in now if row["scope"] == "world"}
    for name, value in worlds.items():
        assert value == record.position.cells[record.rules.layout.start("world", name)]
    assert {"tension", "order"} <= worlds.keys()
