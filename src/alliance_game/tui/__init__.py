"""The game on a whole terminal screen: the same view, the same moves, painted."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from ..definitions import Library
from ..faults import one_line
from ..saves import Following, Game
from ..settings import Settings, load_settings
from ..sitting import where_saved

if TYPE_CHECKING:
    # Textual is heavy, and most commands paint nothing: it is imported when something is painted.
    from textual.screen import Screen

    from .app import AllianceApp
    from .lesson.terms import Terms

USUAL = 700, 10, 10
"""How often Python looks for garbage by default."""


def run_menu(folder: Path, library: Library | None = None, notice: str = "") -> int:
    """Show the menu, and a line on it if there is something to tell; games are saved in ``folder``.

    Gives the exit code.
    """
    return run(folder, library, notice=notice)


def run_game(game: Game, library: Library | None = None, notice: str = "") -> int:
    """Sit down at a game, and a line on it if there is something to tell; whoever leaves it comes to the menu.

    Gives the exit code.
    """
    return run(game.path.parent, library, game, notice)


def run_lesson(game: Game, terms: Terms, library: Library | None = None, notice: str = "") -> int:
    """Sit down at the game of a lesson, on its terms. Gives the exit code."""
    return run(game.path.parent, library, game, notice, terms=terms)


def run_practice(
    game: Game, terms: Terms, title: str, begin: Callable[[], Game], library: Library | None = None, notice: str = ""
) -> int:
    """Sit down at the practice round of a lesson; ``begin`` gives the game that comes then. Gives the exit code."""

    return run(
        game.path.parent, library, None if game.position.over else game, notice, interlude(title, begin, terms), terms
    )


def interlude(title: str, begin: Callable[[], Game], terms: Terms) -> Callable[[AllianceApp], Screen[None]]:
    """The page between the practice round and the game; after that game comes the menu."""

    def between(app: AllianceApp) -> Screen[None]:
        from .lesson.interlude import InterludeScreen

        def go_on(game: Game) -> None:
            app.first, app.began_with_game, app.terms = menu, True, terms
            app.sit_down(game, instead=True)

        return InterludeScreen(title, begin, go_on)

    return between


def run_projector(folder: Path, names: Sequence[str]) -> int:
    """Show the public board of a game that is played in another terminal, or will be: the first of ``names`` there is.

    Gives the exit code. Raises ``SaveError`` for a name that no save can have.
    """
    followed = [Following(folder, name) for name in names]

    def projector(app: AllianceApp) -> Screen[None]:
        from .lesson.projector import ProjectorScreen

        return ProjectorScreen(followed)

    return run(folder, first=projector)


def run(
    folder: Path,
    library: Library | None = None,
    game: Game | None = None,
    notice: str = "",
    first: Callable[[AllianceApp], Screen[None]] | None = None,
    terms: Terms | None = None,
) -> int:
    """Run the program on the screen. A fault of the program is told there and in a report; the exit code is then 1."""
    app = begun(folder, library, game, notice, first, terms)
    sit(app)
    if app.fault is not None:
        return stop(app, app.fault)
    if app.game is not None:
        say(where_saved(app.game))
    return app.return_code or 0


def run_in_browser(folder: Path, library: Library | None = None, game: Game | None = None, notice: str = "") -> int:
    """Run the program for a browser, which has no screen left once it stops: a fault is told to whoever serves."""
    from .crash import write_report

    app = begun(folder, library, game, notice)
    sit(app)
    if app.fault is None:
        return app.return_code or 0
    # Whoever serves cannot go on with the game, and the browser does so by itself.
    sys.stderr.write(f"{one_line('', write_report(app.fault, app.pages, app.folder))}\n")
    return 1


def begun(
    folder: Path,
    library: Library | None,
    game: Game | None,
    notice: str,
    first: Callable[[AllianceApp], Screen[None]] | None = None,
    terms: Terms | None = None,
) -> AllianceApp:
    """The program before it runs, as this person has set it."""
    from textual import constants

    from .app import AllianceApp

    # Whatever Textual would write to a log could tell one person what another holds.
    vars(constants)["LOG_FILE"] = None
    settings, complaint = settings_of_this_person()
    app = guarded(AllianceApp(folder, first or menu, settings, library))
    app.complaint, app.game, app.notice, app.terms = complaint, game, notice, terms
    return app


def menu(app: AllianceApp) -> Screen[None]:
    """What everything else begins at."""
    from .games.start import MenuScreen

    return MenuScreen()


def settings_of_this_person() -> tuple[Settings, str]:
    """The settings as far as they can be used, and what is wrong with the rest."""
    settings, complaint = load_settings()
    if not settings.keys:
        return settings, complaint
    # Which keys there can be is known only to the pages, all of which this imports.
    from .actions import checked

    settings, clashes = checked(settings)
    return settings, "\n".join(each for each in (complaint, clashes) if each)


def guarded(app: AllianceApp) -> AllianceApp:
    """The same program, which keeps its faults to itself."""
    app.guarded = True
    return app


def sit(app: AllianceApp) -> None:
    """Run until somebody leaves, or the program fails; then ``app.fault`` says with what."""
    settle()
    try:
        with same_width():
            app.run()
    except KeyboardInterrupt:
        return
    except Exception as error:
        app.fault = app.fault or error


@contextmanager
def same_width() -> Iterator[None]:
    """Where a terminal does not know a sign, it gets one that is as wide, or nothing would stand where it belongs."""
    stream = sys.__stderr__
    if not isinstance(stream, TextIOWrapper) or stream.errors != "plainer":
        yield
        return
    stream.reconfigure(errors="drawn")
    try:
        yield
    finally:
        stream.reconfigure(errors="plainer")


def settle() -> None:
    """Whatever has been made until now stays: the collector looks at it no more, and again as often as usual."""
    gc.freeze()
    gc.set_threshold(*USUAL)


def stop(app: AllianceApp, fault: BaseException) -> int:
    """Write the report and show that the program has failed; if even that fails, say it in a line."""
    from .app import AllianceApp
    from .crash import CrashScreen, write_report

    name = app.game.name if app.game is not None and not app.game.position.over else ""
    report = write_report(fault, app.pages, app.folder)
    last = guarded(AllianceApp(app.folder, lambda _: CrashScreen(name, report), Settings(app.settings.theme)))
    sit(last)
    say(one_line(name, report))
    return 1


def say(sentence: str) -> None:
    """A line on the screen as it was before."""
    sys.stdout.write(f"{sentence}\n")
