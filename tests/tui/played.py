"""Games in which bots have played some rounds, to be read."""

from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from alliance_game.bots import bot
from alliance_game.content import load
from alliance_game.definitions import Library
from alliance_game.engine import View, chronicle
from alliance_game.saves import create
from alliance_game.sitting import Sitting
from tests.table import library

from .stage import frame

ROOT = Path(__file__).parents[2]


@cache
def fishery() -> Library:
    """The base content and the game of the example pack."""
    return load([ROOT / "examples" / "fishery"])


def played(seed: int = 7, states: int = 4, until: Callable[[Sitting], bool] | None = None, rounds: int = 3) -> Sitting:
    """A game of planners up to a round or to a moment; seat 0 is a person's. It can be read, not played on."""
    with (
        TemporaryDirectory() as folder,
        create(library(), named(states), Path(folder), states=states, seed=seed) as game,
    ):
        return run(Sitting(game), until, rounds)


def played_fishery(seed: int = 3, rounds: int = 1) -> Sitting:
    """The same in the example pack's game; it is not over, so secrets are secret."""
    with (
        TemporaryDirectory() as folder,
        create(fishery(), named(3), Path(folder), scenario="fishery", states=3, seed=seed) as game,
    ):
        sitting = run(Sitting(game), None, rounds)
        assert not sitting.over
        return sitting


def named(states: int) -> tuple[str, ...]:
    return ("you", *["planner"] * (states - 1))


def run(sitting: Sitting, until: Callable[[Sitting], bool] | None, rounds: int) -> Sitting:
    seed = sitting.game.position.setup.seed
    bots = [bot("planner", seed) for _ in range(sitting.rules.players)]
    while not sitting.over and sitting.seen(0).round <= rounds and not (until and until(sitting)):
        asked = sitting.asked
        seen = sitting.seen(asked.seat)
        choice = bots[asked.seat].choose(seen, seen.decisions[0])
        sitting.play(choice.move, asked.seat, choice.reason)
    return sitting


@cache
def three_rounds() -> Sitting:
    """A game that many tests read; none of them plays on."""
    return played()


@cache
def five_rounds() -> Sitting:
    """A game two rounds longer, in which more than one state has looked at cards."""
    games = (played(seed, rounds=5) for seed in count(7))
    return next(game for game in games if not game.over and all(_peeks(game, seat) for seat in range(4)))


def page(pilot: Pilot[int]) -> str:
    """What is on the screen, as text."""
    return frame(pilot.app)  # type: ignore[arg-type]


def others_secrets(sitting: Sitting, seat: int) -> list[str]:
    """What a seat must not read anywhere: aims and peeks of the others."""
    peeks = _peeks(sitting, seat)
    assert peeks, "nobody has looked at a card that this seat does not know"
    return [*_agendas(sitting, seat), *peeks]


def _agendas(sitting: Sitting, seat: int) -> set[str]:
    """The titles of the aims that a seat must not know who has: all but its own, and those that are names of cards."""
    own = sitting.seen(seat).agenda
    agendas = sitting.rules.program.symbols.folder.agendas
    return {each.title for name, each in agendas.items() if name != own}


def _peeks(sitting: Sitting, seat: int) -> list[str]:
    """The sentences on cards that others have looked at, and this seat has not."""
    rules = sitting.rules
    found = [each for each in chronicle(sitting.game.position) if each.kind == "peek" and each.seats[0] != seat]
    titles = dict(zip(rules.card_names, rules.card_titles, strict=True))
    return [f"{rules.states[each.seats[0]].title} looks at the next card: {titles[each.crisis]}" for each in found]


def in_sealed_phase(sitting: Sitting) -> bool:
    """Whether others have answered in secret and seat 0 has still to do it."""
    seen: View = sitting.seen(0)
    answered = [
        each for each in chronicle(sitting.game.position) if each.seen_by is not None and each.round == seen.round
    ]
    own = any(each.seats == (0,) and each.kind == "move" for each in answered)
    return seen.sealed and not own and any(each.kind == "move" for each in answered)
