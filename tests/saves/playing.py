"""Games to save: begun, and played by lot."""

from pathlib import Path
from random import Random

from alliance_game.engine import Position, decisions
from alliance_game.saves import Game, create, open_save
from tests.table import library

SHORT = {"states": 2, "length": "lesson"}


def begin(folder: Path, seed: int = 5, name: str | None = None, **setup: object) -> Game:
    """A new game for two states that lasts about fifty moves."""
    chosen = SHORT | setup
    seats = ("you", *["random"] * (int(str(chosen["states"])) - 1))
    return create(library(), seats, folder, name, seed=seed, **chosen)  # type: ignore[arg-type]


def again(folder: Path, name: str | None = None) -> Game:
    """The game as another program would find it."""
    return open_save(folder, name, library())


def choice(position: Position, dice: Random) -> tuple[str, int]:
    """A move by lot, of any seat that is asked."""
    asked = dice.choice(decisions(position))
    return str(dice.choice(asked.moves)), asked.seat


def go_on(game: Game, moves: int = 10_000, seed: int = 1) -> int:
    """Play by lot for so many moves, or to the end; gives how many were made."""
    dice = Random(seed)
    made = 0
    while made < moves and not game.position.over:
        move, seat = choice(game.position, dice)
        game.play(move, seat, reason=f"lot {made}" if seat else "")
        made += 1
    return made


def legal(position: Position) -> list[tuple[int, list[str]]]:
    """Every open question with its moves."""
    return [(asked.seat, [str(move) for move in asked.moves]) for asked in decisions(position)]


def saved(folder: Path, moves: int = 12, name: str = "reference", seed: int = 5) -> bytes:
    """The bytes of a game that was played for some moves and closed."""
    with begin(folder, seed, name) as game:
        go_on(game, moves)
        return game.path.read_bytes()
