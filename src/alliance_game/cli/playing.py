"""Playing, and what was played."""

import secrets
import sys
from pathlib import Path

from .. import plain
from ..bots import BOTS
from ..content import load
from ..definitions import Library
from ..engine import compile_rules
from ..errors import AllianceError, UnknownName
from ..saves import Game, Row, create, listing, open_save, replay, saves_folder, verify

YOU = "you"


def start(
    scenario: str,
    states: int | None,
    length: str | None,
    difficulty: str | None,
    options: list[str],
    seats: str,
    as_state: str | None,
    seed: int | None,
    packs: list[Path],
) -> int:
    """A new game."""
    library = load(packs)
    named = [name.strip() for name in seats.split(",") if name.strip()]
    range_ = library.scenario(scenario).seats
    states = states if states is not None else max(len(named), range_.min, min(4, range_.max))
    compile_rules(library, scenario, states, length, difficulty, options)
    seated = seats_of(library, scenario, states, named, as_state)
    seed = seed if seed is not None else secrets.randbelow(1_000_000)
    game = create(
        library,
        seated,
        saves_folder(),
        scenario=scenario,
        states=states,
        length=length,
        difficulty=difficulty,
        options=options,
        seed=seed,
    )
    return sit_down(game)


def seats_of(library: Library, scenario: str, states: int, named: list[str], as_state: str | None) -> tuple[str, ...]:
    """Who leads each state, in seat order; missing seats are planners."""
    for name in named:
        if name != YOU and name not in BOTS:
            raise UnknownName("bot", name, [YOU, *BOTS])
    if len(named) > states:
        raise AllianceError(f"{len(named)} seats are too many: {states} states play.")
    seated = named + ["planner"] * (states - len(named))
    if as_state is not None:
        ids = [state.id for state in library.scenario(scenario).states[:states]]
        if as_state.lower() not in ids:
            raise UnknownName("state", as_state, ids)
        if YOU not in seated:
            raise AllianceError(f"Nobody is there to lead '{as_state}': say 'you' among the seats.")
        seated.remove(YOU)
        seated.insert(ids.index(as_state.lower()), YOU)
    return tuple(seated)


def resume(save: str | None) -> int:
    """Go on with a saved game."""
    return sit_down(open_save(saves_folder(), save))


def sit_down(game: Game) -> int:
    """Play a game as lines of text."""
    with game:
        if game.recovered:
            sys.stderr.write(f"{game.recovered}\n")
        terminal = sys.stdin.isatty() and sys.stdout.isatty()
        return plain.play(game, input=input, output=sys.stdout, is_terminal=terminal)


def list_saves() -> int:
    """One game a line, its name first, the one played last first."""
    rows = listing(saves_folder())
    for row in rows:
        sys.stdout.write(f"{row.name}  {about(row)}\n")
    if not rows:
        sys.stderr.write(f"No saved games in {saves_folder()}.\n")
    return 0


def about(row: Row) -> str:
    """What there is to say of a save."""
    if row.problem and not row.scenario:
        return row.problem
    stands = f"ended: {row.ending}" if row.finished else f"round {max(1, row.round)}"
    said = f"{row.scenario}, {row.states} states ({', '.join(row.seats)}), {stands}, {row.moves} moves"
    played = f", played {row.played:%Y-%m-%d %H:%M} UTC" if row.played is not None else ""
    return f"{said}{played}{f'. {row.problem}' if row.problem else ''}"


def retell(save: str, check: bool, to: int | None) -> int:
    """Tell a game again, or recompute it up to a move."""
    folder = saves_folder()
    if not check:
        return plain.retell(replay(folder, save, to), sys.stdout)
    found = verify(folder, save)
    if found.sound:
        sys.stdout.write(f"{found.name}: all {found.moves} moves lead where they led when they were played.\n")
        return 0
    sys.stdout.write(f"{found.name}: {found.moves} moves are sound, then: {found.problem}\n")
    return 1
