"""What leaves the table before the end: tables, the debrief so far, a game told again, the list of saves.

Secrets change no letter of it.

Sealed answers have tests of their own: ``tests/classroom/test_secrets.py`` and ``test_debrief_secrets.py``.
"""

from dataclasses import replace
from io import StringIO
from pathlib import Path
from random import Random

import pytest

from alliance_game.classroom.debrief import Account
from alliance_game.classroom.tables import Record
from alliance_game.describe.events import PUBLIC
from alliance_game.disk import read_whole
from alliance_game.engine import decisions, injectable
from alliance_game.engine.layout import ROUND
from alliance_game.engine.view import sealed_phase
from alliance_game.plain import retell
from alliance_game.saves import Step, create, listing, replay
from alliance_game.saves.chain import Contents, read
from alliance_game.saves.names import existing
from alliance_game.saves.records import InterventionRecord, NoteRecord
from tests.classroom.games import everything
from tests.classroom.test_debrief_secrets import everything as debriefed
from tests.engine.games import Setting, library_of, sensible

from .twins import all_others

NAME = "lesson"
CANARY = "KANARI"
SEED = 3_141_592
"""Easy to find."""


def saved(folder: Path, setting: Setting, moves: int) -> tuple[Contents, list[Step]]:
    """A game that was left after so many moves, outside a sealed phase; teams took notes, and a card is planned."""
    lot = Random(moves)
    seats = ("you",) * setting.states
    with create(library_of(setting.scenario), seats, folder, NAME, seed=SEED, **setting.compiled) as game:
        while len(game.moves) < moves or sealed_phase(game.position.rules, game.position.cells):
            assert decisions(game.position), f"{setting} is over after {len(game.moves)} moves"
            seat, move = sensible(lot, game.position)
            game.play(move, seat)
            if len(game.moves) == moves // 2:
                due = game.position.rules.machine.rounds
                game.intervene(f"inject card={injectable(game.position)[0]} round={due}", f"{CANARY} 1")
            if len(game.moves) % 9 == 0:
                game.note(seat, f"{CANARY} {len(game.moves)}")
        assert game.position.cells[ROUND] < game.position.rules.machine.rounds
    return read(read_whole(existing(folder, NAME)), NAME), list(replay(folder, NAME))


def twins(contents: Contents, steps: list[Step], lot: Random) -> tuple[Contents, list[Step]]:
    """Another seed, other notes and plans, and at every moment other agendas, secret numbers and cards to come."""
    header = contents.header.model_copy(update={"seed": lot.randrange(10**9)})
    records = tuple(
        each.model_copy(update={"text": f"{CANARY} {lot.random()}"}) if isinstance(each, NoteRecord) else each
        for each in contents.records
    )
    rules = steps[-1].position.rules
    moments = [
        each
        if sealed_phase(rules, each.position.cells)
        else each._replace(position=all_others(each.position, PUBLIC, lot, plans=False))
        for each in steps
    ]
    return replace(contents, header=header, records=records), moments


@pytest.mark.parametrize(
    ("setting", "moves"),
    [(Setting("fishery", 3), 60), (Setting("concert", 3, options=("fog",)), 50), (Setting("five_eyes", 4), 40)],
    ids=str,
)
def test_exports_of_a_game_that_goes_on_know_no_secret(setting: Setting, moves: int, tmp_path: Path) -> None:
    contents, steps = saved(tmp_path, setting, moves)
    others = twins(contents, steps, Random(moves))
    assert any(isinstance(each, InterventionRecord) for each in contents.records)
    assert steps[-1].position.cells != others[1][-1].position.cells
    written = []
    for found, made in ((contents, steps), others):
        record = Record(NAME, found, made)
        again = StringIO()
        retell(made, again)
        assert again.getvalue().count("Round ") >= 2
        written.append(everything(record) + debriefed(Account(record, tuple(made))) + again.getvalue())
    assert written[0] == written[1]
    (row,) = listing(tmp_path)
    agendas = steps[-1].position.rules.program.symbols.folder.agendas
    for secret in (CANARY, str(SEED), *(each.title for each in agendas.values())):
        assert secret not in written[0]
        assert secret not in str(row._replace(name="", seats=()))
