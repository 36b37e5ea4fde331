"""Playing, and what was played."""

import os
import sys
from pathlib import Path

from .. import tui
from ..bots import BOTS
from ..bots.strength import LEVELS
from ..definitions import Library
from ..definitions.scenario import YOU
from ..engine import compile_rules
from ..errors import AllianceError, UnknownName
from ..saves import Game, Row, create, listing, open_save, replay, saves_folder, verify
from ..settings import settings_file
from ..sitting import first_game, leaders, proven, seed_by_lot
from ..tui import terminal
from ..wording import say
from .failing import failed
from .packing import library_and_notice, menu_with_packs

USUAL_BOT = "planner"


def start(
    scenario: str,
    states: int | None,
    length: str | None,
    difficulty: str | None,
    options: list[str],
    seats: str,
    level: str | None,
    as_state: str | None,
    seed: int | None,
    packs: list[Path],
    lines: bool,
) -> int:
    """A new game; as lines of text if that is wanted or the terminal can do no more."""
    library, notice = library_and_notice(packs)
    plain_setup = (states, length, difficulty, level, as_state, seed) == (None,) * 6 and not options and seats == YOU
    if library.scenario(scenario).guide is not None and plain_setup:
        return taught(library, scenario, lines, notice)
    named = [name.strip() for name in seats.split(",") if name.strip()]
    range_ = library.scenario(scenario).seats
    states = states if states is not None else max(len(named), range_.min, min(4, range_.max))
    compile_rules(library, scenario, states, length, difficulty, options)
    seated = seats_of(library, scenario, states, named, as_state, opponents(level, states - len(named)))
    lines = as_lines(lines)
    seed = seed if seed is not None else seed_by_lot()
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
    return sit_down(game, lines, library, notice)


def teach(packs: list[Path], lines: bool) -> int:
    """The first game, which explains itself."""
    library, notice = library_and_notice(packs)
    return taught(library, "", lines, notice)


def taught(library: Library, scenario: str, lines: bool, notice: str = "") -> int:
    """A game that explains itself, set up as its guide wants it."""
    lines = as_lines(lines)
    return sit_down(create(library, folder=saves_folder(), **first_game(library, scenario)), lines, library, notice)


def menu() -> int:
    """Everything else begins here."""
    return tui.run_menu(saves_folder(), *menu_with_packs())


def opponents(level: str | None, missing: int) -> str | None:
    """The level of the seats that nobody is named for; ``None``: those that the scenario wants.

    Raises ``UnknownName`` for a level that there is not.
    """
    if level is None:
        return None
    if level not in LEVELS:
        raise UnknownName("level", level, LEVELS)
    if missing == 0:
        raise AllianceError(
            say("--level {level} is for seats that nobody is named for, and here every seat has a name.", level=level)
        )
    return level


def seats_of(
    library: Library, scenario: str, states: int, named: list[str], as_state: str | None, others: str | None
) -> tuple[str, ...]:
    """Who leads each state, in seat order; ``others`` lead what nobody is named for, else the state's own bot."""
    for name in named:
        if name != YOU and name not in BOTS:
            raise UnknownName("bot", name, [YOU, *BOTS])
    if len(named) > states:
        raise AllianceError(say("{seats} seats are too many: {states} states play.", seats=len(named), states=states))
    seated: list[str | None] = [*named, *(others,) * (states - len(named))]
    if as_state is not None:
        every = [state.id for state in library.scenario(scenario).states]
        ids = every[:states]
        if as_state.lower() in every[states:]:
            more = every.index(as_state.lower()) + 1
            raise AllianceError(
                say("'{state}' plays only with {more} states or more: say --states {more}.", state=as_state, more=more)
            )
        if as_state.lower() not in ids:
            raise UnknownName("state", as_state, ids)
        if YOU not in seated:
            raise AllianceError(say("Nobody is there to lead '{state}': say 'you' among the seats.", state=as_state))
        seated.remove(YOU)
        seated.insert(ids.index(as_state.lower()), YOU)
    own = (state.bot or USUAL_BOT for state in library.scenario(scenario).states)
    return tuple(name or usual for name, usual in zip(seated, own, strict=False))


def resume(save: str | None, lines: bool) -> int:
    """Go on with a saved game."""
    lines = as_lines(lines)
    return sit_down(open_save(saves_folder(), save), lines, *((None, "") if lines else menu_with_packs()))


def as_lines(wanted: bool) -> bool:
    """Whether to play as lines of text. Raises ``AllianceError`` where they are not wanted but all there is."""
    if wanted:
        return True
    if reason := terminal.why_not(sys.stdin, sys.stdout, sys.stderr):
        raise AllianceError(reason)
    if terminal.is_dumb(os.environ):
        said = say("This terminal can only write line after line, so the game is played as lines of text.")
        sys.stderr.write(f"{said}\n")
        return True
    return False


def sit_down(game: Game, lines: bool, library: Library | None = None, notice: str = "") -> int:
    """Play a game, as lines of text or on the whole screen; there ``notice`` is told, which hides what was printed."""
    with game:
        if game.recovered:
            sys.stderr.write(f"{game.recovered}\n")
        if not lines:
            return tui.run_game(game, library, notice)
        from .. import plain

        is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
        try:
            return plain.play(game, input=input, output=sys.stdout, is_terminal=is_terminal)
        except (AllianceError, OSError):
            raise
        except Exception as error:
            return failed(error, game.name)


def list_keys() -> int:
    """Everything that a key does, one a line, its id first."""
    from ..tui.actions import catalogue
    from ..tui.app import key_name

    settings, _ = tui.settings_of_this_person()
    rows = [(each, " ".join(key_name(key) for key in each.keys(settings.keys))) for each in catalogue()]
    first, second = max(len(each.id) for each, _ in rows), max(len(keys) for _, keys in rows)
    for each, keys in rows:
        sys.stdout.write(f"{each.id:<{first}}  {keys:<{second}}  {each.words} ({each.where})\n")
    said = say("Change them on the screen, under Settings, or in {file}.", file=settings_file())
    sys.stderr.write(f"{said}\n")
    return 0


def list_saves() -> int:
    """One game a line, its name first, the one played last first."""
    rows = listing(saves_folder())
    for row in rows:
        sys.stdout.write(f"{row.name}  {about(row)}\n")
    if not rows:
        sys.stderr.write(say("No saved games in {folder}.", folder=saves_folder()) + "\n")
    return 0


def about(row: Row) -> str:
    """What there is to say of a save."""
    if row.problem and not row.scenario:
        return row.problem
    said = say(
        "{scenario}, {states} states ({leaders}), ended: {ending}, {moves} moves"
        if row.finished
        else "{scenario}, {states} states ({leaders}), round {round}, {moves} moves",
        scenario=row.scenario,
        states=row.states,
        leaders=leaders(row),
        ending=row.ending,
        round=max(1, row.round),
        moves=row.moves,
    )
    if row.played is not None:
        said = say("{said}, played {moment} UTC", said=said, moment=f"{row.played:%Y-%m-%d %H:%M}")
    return f"{said}. {row.problem}" if row.problem else said


def retell(save: str, check: bool, to: int | None) -> int:
    """Tell a game again, or recompute it up to a move."""
    folder = saves_folder()
    if not check:
        from .. import plain

        return plain.retell(replay(folder, save, to), sys.stdout)
    found = verify(folder, save)
    sys.stdout.write(f"{proven(found)}\n")
    return 0 if found.sound else 1
