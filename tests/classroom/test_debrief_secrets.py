"""A game that is not over is refused, and --so-far tells only what everybody at the table may know."""

from pathlib import Path

import pytest

from alliance_game.classroom.debrief import Account, as_text, checked, debrief, page
from alliance_game.classroom.debrief.account import account_of
from alliance_game.classroom.debrief.turning import Turning
from alliance_game.engine import decisions
from alliance_game.engine.view import sealed_phase
from alliance_game.errors import AllianceError
from alliance_game.saves import create, replay
from tests.table import library

from .games import SAVES, fishery, prefix

SECRET = 3_141_592


def after(moves: int) -> Account:
    """The example as if it had been left after so many moves."""
    return Account(prefix("example", moves), tuple(replay(SAVES, "example", moves)))


def everything(account: Account) -> str:
    """Every character of the page and of the terminal."""
    made = debrief(account, Turning(1, 1, 1, 0, ()))
    return page(made) + as_text(made, full=True)


@pytest.mark.parametrize("moves", [0, 1, 20, 43, 60, 94])
def test_no_agenda_and_no_turning_point_before_the_end(moves: int) -> None:
    account = after(moves)
    with pytest.raises(AllianceError, match="'example' is not over"):
        checked(account, so_far=False)
    written = everything(checked(account, so_far=True))
    agendas = account.rules.program.symbols.folder.agendas
    assert not [agenda.title for agenda in agendas.values() if agenda.title in written or agenda.text in written]
    assert "Turning points<" not in written
    assert "For the team of" not in written
    assert ">Seed<" not in written


def test_everything_is_open_at_the_end() -> None:
    """So that the test above looks for something that would be found."""
    account = after(95)
    written = everything(checked(account, so_far=False))
    found = account.record.outcome
    assert found is not None
    agendas = account.rules.program.symbols.folder.agendas
    assert all(agendas[each.id].title in written for each in found.agendas)
    assert "Turning points<" in written
    assert "For the team of" in written


@pytest.mark.parametrize("of", ["concert", "fishery"])
def test_sealed_answers_make_no_difference_before_they_are_shown(of: str, tmp_path: Path) -> None:
    """Two games that differ in nothing but sealed answers and their reasons are told alike, to the letter."""
    told = []
    for lowest in (True, False):
        folder = tmp_path / str(lowest)
        rules = fishery() if of == "fishery" else library()
        with create(rules, ("you",) * 3, folder, "same", scenario=of, states=3, seed=SECRET) as game:
            given = 0
            while given < 2:
                asked = decisions(game.position)[0]
                sealed = sealed_phase(game.position.rules, game.position.cells)
                given += sealed
                move = asked.moves[(0 if lowest else -1) if sealed else -1 if asked.kind == "ask" else 0]
                game.play(move, asked.seat, "CANARY" if sealed else "")
        told.append(everything(account_of(folder, "same")))
    assert told[0] == told[1]
    assert "CANARY" not in told[0]
    assert str(SECRET) not in told[0]
