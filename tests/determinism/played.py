"""Games as chains of hashes, played by this process and by others: ``python -m tests.determinism.played``.

Nothing here but the engine decides what is played, so that no library's idea of chance is in it.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alliance_game.bots import bot
from alliance_game.content import load
from alliance_game.definitions import Library
from alliance_game.engine import Decision, Position, apply, decision, decisions, new_game, position_hash, view
from alliance_game.engine.chance import Dice
from alliance_game.saves import create, open_save, replay, verify

ROOT = Path(__file__).parents[2]
PACKS = tuple(str(ROOT / "examples" / name) for name in ("fishery", "hard_winter"))
BOTS = ("planner", "hawk", "search", "random")
MOST = 2_000


@dataclass(frozen=True)
class Set:
    """A game that is played for its hashes; ``options`` all, or none."""

    scenario: str
    states: int
    seed: int
    options: bool = False

    def __str__(self) -> str:
        return f"{self.scenario}-{self.states}-seed-{self.seed}{'-options' * self.options}"

    def game(self, library: Library) -> Position:
        """The first position, of the shortest length."""
        ruleset = library.rules_of(self.scenario).ruleset
        chosen = tuple(ruleset.options) if self.options else ()
        # By name: what comes first in a file is another matter, and has a test of its own.
        length = sorted(ruleset.lengths)[0]
        return new_game(library, self.scenario, self.states, length, None, chosen, self.seed)


def sets(library: Library, rounds: int) -> list[Set]:
    """Every scenario with its smallest and its largest number of states, ``rounds`` times with new seeds."""
    found = []
    for seed in range(rounds):
        for number, name in enumerate(sorted(library.scenarios)):
            seats = library.scenario(name).seats
            states = (seats.min, seats.max)[(seed + number) % 2]
            found.append(Set(name, states, 100 * seed + number, bool(seed % 2)))
    return found


def pick(dice: Dice, position: Position, by_text: bool = False) -> tuple[int, str]:
    """An answer by lot of a seat that owes one, coins in small numbers; ``by_text`` whatever order moves are in."""
    asked = decisions(position)
    chosen = asked[dice.below(len(asked))]
    count = min(4, len(chosen.moves)) if chosen.kind == "ask" else len(chosen.moves)
    moves = ordered(chosen, by_text)
    return chosen.seat, moves[dice.below(count)]


def ordered(chosen: Decision, by_text: bool) -> list[str]:
    """The texts of the legal moves; numbers stay in their order."""
    texts = [str(move) for move in chosen.moves]
    return sorted(texts) if by_text and chosen.kind != "ask" else texts


def positions(first: Position, seed: int, by_text: bool = False) -> Iterator[tuple[str, Position, str]]:
    """Each move of a game by lot, the position that it leads to, and all that happened, as text."""
    dice, position = Dice("lot", seed), first
    for _ in range(MOST):
        if position.over:
            return
        seat, move = pick(dice, position, by_text)
        position, entries = apply(position, move, seat)
        yield f"{seat} {move}", position, repr(tuple(entries))
    raise AssertionError(f"seed {seed} does not end within {MOST} moves")


def links(library: Library, chosen: Set) -> Iterator[str]:
    """A line for each move: each holds everything before it."""
    first = chosen.game(library)
    link = position_hash(first)
    yield f"{chosen} 0 {link}"
    for number, (move, position, told) in enumerate(positions(first, chosen.seed), start=1):
        seen = repr(view(position, number % position.rules.players).cells)
        asked = repr([[str(move) for move in each.moves] for each in decisions(position)])
        whole = "\n".join((link, move, position_hash(position), told, seen, asked))
        link = hashlib.sha256(whole.encode()).hexdigest()[:32]
        yield f"{chosen} {number} {link} {move}"


def bot_links(library: Library, chosen: Set, moves: int) -> Iterator[str]:
    """What bots choose, and why."""
    position = chosen.game(library)
    players = [bot(BOTS[seat % len(BOTS)], chosen.seed) for seat in range(chosen.states)]
    for number in range(moves):
        if (asked := decision(position)) is None:
            return
        choice = players[asked.seat].choose(view(position, asked.seat), asked)
        position, _ = apply(position, choice.move, asked.seat)
        yield f"bots {chosen} {number} {position_hash(position)} {choice.move} {choice.reason}"


def saved_links(library: Library, folder: Path, given: Path) -> Iterator[str]:
    """A game written and opened again in the middle, and one from elsewhere read: what stays of its file is told."""
    setup: dict[str, Any] = {"scenario": "concert", "states": 3, "length": "lesson", "seed": 11}
    dice = Dice("saved")
    with create(library, ("you", "random", "random"), folder, "own", **setup) as game:
        for _ in range(12):
            seat, move = pick(dice, game.position)
            game.play(move, seat)
    with open_save(folder, "own", library) as again:
        for _ in range(12):
            seat, move = pick(dice, again.position)
            again.play(move, seat)
    for number, line in enumerate((folder / "own.journal").read_bytes().splitlines()[1:], start=1):
        # The first line holds the hour, which no rule looks at, and so does the chain of the others.
        data = json.loads(line)
        del data["chain"]
        yield f"journal {number} {data}"
    yield f"given {verify(given.parent, given.stem, library)}"
    steps = replay(given.parent, given.stem, library=library)
    yield f"given {[position_hash(step.position) for step in steps]}"


def told(rounds: int, folder: Path, given: Path, backwards: bool = False) -> Iterator[str]:
    """Everything that must be the same in every process."""
    base, library = load(), load(packs=PACKS[::-1] if backwards else PACKS)
    yield f"content {base.digest} {library.digest} {','.join(library.packs)}"
    for chosen in sets(library, rounds) if rounds else (Set("concert", 5, 1, True), Set("fishery", 3, 2)):
        yield from links(library, chosen)
    yield from bot_links(library, Set("concert", 4, 5), 24 if rounds else 4)
    yield from saved_links(base, folder, given)


def main(rounds: str, folder: str, given: str, order: str) -> None:
    """Print it: how many games of each scenario, where to write, which save to read, how folders are listed."""
    if order == "backwards":
        list_backwards()
    # As bytes, so that the locale has no part in it.
    for line in told(int(rounds), Path(folder), Path(given), order == "backwards"):
        sys.stdout.buffer.write(f"{line}\n".encode())


def list_backwards() -> None:
    """From here on the system lists every folder in the opposite order."""
    listdir, scandir = os.listdir, os.scandir

    class Backwards:
        """A listing to be walked through once, as ``os.scandir`` gives it."""

        def __init__(self, found: list[Any]) -> None:
            self.found = iter(found)

        def __iter__(self) -> "Backwards":
            return self

        def __next__(self) -> Any:
            return next(self.found)

        def __enter__(self) -> "Backwards":
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

        def close(self) -> None:
            """Nothing is open any more."""

    def turned(path: Any = ".") -> list[Any]:
        return sorted(listdir(path), reverse=True)

    def walked(path: Any = ".") -> Backwards:
        with scandir(path) as found:
            return Backwards(sorted(found, key=lambda each: os.fspath(each.name), reverse=True))

    os.listdir, os.scandir = turned, walked  # type: ignore[assignment]


if __name__ == "__main__":
    main(*sys.argv[1:])
