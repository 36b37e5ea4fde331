"""Golden saves: for every save format that was ever written, games that must open for ever.

``python -m tests.saves.releases`` writes the missing one of the present format, when the number has risen; those that
are there are never written again. What each leads to stands in ``expected.json``.
"""

import json
import shutil
import sys
from functools import cache
from pathlib import Path
from typing import Any

from alliance_game.content import load, load_sources
from alliance_game.definitions import Library
from alliance_game.engine import decisions, default_move, position_hash
from alliance_game.engine.layout import ROUND
from alliance_game.saves import FACILITATOR, FORMAT, Game, create, open_save

GOLDEN = Path(__file__).parent / "golden"
EXPECTED = GOLDEN / "expected.json"
FISHERY = Path(__file__).parent.parent.parent / "examples" / "fishery"


def expected() -> dict[str, dict[str, Any]]:
    """What each golden save holds, by name."""
    return dict(json.loads(EXPECTED.read_text(encoding="utf-8")))


@cache
def alone() -> Library:
    """The rules of the fishery without anything else: small enough to be kept with every format."""
    sources = load(packs=(FISHERY,)).sources
    return load_sources({name: text for name, text in sources.items() if name.startswith("packs/")})


def laid(folder: Path, name: str) -> Path:
    """A copy of a golden save with the rules of all of them; where it lies."""
    shutil.copytree(GOLDEN / "rules", folder / "rules")
    return Path(shutil.copy(GOLDEN / f"{name}.journal", folder))


def told(game: Game) -> dict[str, Any]:
    """What a game is checked by."""
    return {
        "moves": len(game.moves),
        "hash": position_hash(game.position),
        "seats": list(game.seats),
        "last": game.moves[-1].move if game.moves else "",
        "interventions": [each.text for each in game.interventions],
        "notes": [each.text for seat in range(FACILITATOR, len(game.seats)) for each in game.notes(seat)],
    }


def busy(folder: Path, name: str) -> None:
    """An unfinished game with every kind of line."""
    with create(alone(), ("you", "you", "random"), folder, name, scenario="fishery", states=3, seed=3) as game:
        game.play(default_move(game.position), reason="A bot's reason, with ñ and …")
        seat = game.moves[-1].seat
        if game.can_undo(seat):
            game.undo(seat)
            game.play(default_move(game.position))
        game.note(0, "What our team thinks.")
        game.note(FACILITATOR, "Ask about this afterwards.")
        game.intervene("correct stock -1", "The class had miscounted.")
        while game.position.cells[ROUND] < 2:
            game.play(default_move(game.position))
        game.intervene("inject card=calm_sea")
        game.pause(90)
        game.more_time(60)
        game.sit(2, "you", "A late pupil")
        game.play(default_move(game.position), by="clock")
        asked = game.position.rules.states[decisions(game.position)[0].seat].id
        game.intervene(f"skip state={asked}", "Fire drill")
        while game.position.cells[ROUND] < 3:
            game.play(default_move(game.position))
        game.rewind(2, "Once more")
        for _ in range(4):
            game.play(default_move(game.position))


def write() -> str:
    """Write the golden save of the present format, unless there is one; what to say about it."""
    name = f"format-{FORMAT}"
    if name in expected():
        return f"There is a golden save of format {FORMAT} already, and it stays as it is."
    busy(GOLDEN, name)
    shutil.rmtree(GOLDEN / "mirrors")
    with open_save(GOLDEN, name) as game:
        EXPECTED.write_text(json.dumps(expected() | {name: told(game)}, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return f"Written: {GOLDEN / name}.journal"


if __name__ == "__main__":
    sys.stdout.write(write() + "\n")
