"""Games that are killed while they are played: ``python -m tests.saves.killed FOLDER MOMENTS SEED``.

A process plays as people do, moves and everything that a facilitator does, and writes down on a pipe what the screen
would now show as saved. It is killed at a moment by lot, also while the save is opened and mended; the next one goes on
with the same game.
"""

import os
import signal
import sys
import time
from pathlib import Path
from random import Random

from alliance_game.definitions.scenario import YOU
from alliance_game.engine import position_hash
from alliance_game.engine.layout import ROUND
from alliance_game.errors import IllegalMove
from alliance_game.saves import Game, create, open_save
from alliance_game.saves.mirrors import contents_of
from alliance_game.saves.names import path_of
from tests.saves import releases
from tests.saves.playing import choice

LIVES = 5
"""So many processes in turn play one game."""
DEEDS = 12
"""So many deeds, at most, are heard of before one of them is killed."""
MOMENT = 0.03
"""Seconds, at most, that pass between that and its end: the time of a deed or two, or of opening a save."""


def act(game: Game, dice: Random) -> None:
    """Something that somebody does: mostly a move."""
    lot = dice.random()
    seat = dice.randrange(len(game.seats))
    try:
        if lot < 0.08 and game.moves:
            game.undo(game.moves[-1].seat)
        elif lot < 0.16:
            game.note(seat, "What our team thinks.")
        elif lot < 0.2:
            game.intervene(dice.choice(("correct stock -1", "correct stock +1")), "By mistake")
        elif lot < 0.24:
            game.sit(seat, dice.choice(("planner", YOU)))
        elif lot < 0.28:
            game.pause(dice.randrange(1, 90))
        elif lot < 0.3:
            game.rewind(game.position.cells[ROUND], "Again")
    except IllegalMove:
        # Not everything is possible at every moment; a move always is.
        pass
    game.play(*choice(game.position, dice))


def begun(folder: Path, name: str) -> Game:
    """A long game under rules that are soon read."""
    seats = (YOU, "planner", YOU, "random")
    return create(releases.alone(), seats, folder, name, scenario="fishery", states=4, length="long", seed=len(name))


def opened(folder: Path, name: str) -> Game:
    return open_save(folder, name, releases.alone())


def live(folder: Path, name: str, mouth: int, dice: Random) -> None:
    """Play until the end comes, and say after everything how many lines are safe and where the game stands."""
    with opened(folder, name) if path_of(folder, name).exists() else begun(folder, name) as game:
        while not game.position.over:
            lines = game.path.read_bytes().count(b"\n")
            os.write(mouth, f"{lines} {position_hash(game.position)}\n".encode())
            act(game, dice)
    time.sleep(60)


def heard_of(folder: Path, name: str, dice: Random) -> list[tuple[int, str]]:
    """What a process said before it was killed."""
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ear)
        live(folder, name, mouth, dice)
    os.close(mouth)
    heard = b""
    wanted = dice.randrange(DEEDS + 1)
    while heard.count(b"\n") < wanted and (piece := os.read(ear, 1)):
        heard += piece
    time.sleep(dice.random() * MOMENT)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(ear, 65536):
        heard += piece
    os.close(ear)
    lines = [line.split() for line in heard.decode().split("\n")[:-1]]
    return [(int(number), found) for number, found in lines]


def check(folder: Path, name: str, safe: int, told: str) -> None:
    """All that was acknowledged is there, and the game can be played on. Raises ``AssertionError``."""
    path = path_of(folder, name)
    lines = contents_of(path).good.count(b"\n")
    # What one deed wrote besides its move is acknowledged with it.
    assert safe <= lines <= safe + 2, f"{path.name}: {safe} lines were acknowledged, {lines} are there"
    if lines == safe and lines > 1:
        with opened(folder, name) as game:
            assert position_hash(game.position) == told, path.name


def main(folder: Path, moments: int, seed: int) -> None:
    """Kill so many processes; print how many lines were acknowledged, and how often one died before its first."""
    begun(folder, "warm").close()
    acknowledged = early = 0
    for number in range(moments):
        dice, name = Random(seed * 100_000 + number), f"k{number // LIVES}"
        said = heard_of(folder, name, dice)
        if said:
            check(folder, name, *said[-1])
            acknowledged += len(said)
        early += not said
        if not path_of(folder, name).exists():
            continue
        if path_of(folder, name).stat().st_size == 0:
            # Killed before the set-up was written: nobody was told of a game.
            path_of(folder, name).unlink()
    sys.stdout.write(f"{acknowledged} {early}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
