"""``serve``: the program in browsers."""

from __future__ import annotations

import sys
import time
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from .. import tui
from ..errors import AllianceError, SaveError
from ..saves import Game, SaveInUse, listing, open_save, saves_folder
from ..wording import say
from .app import data, talk
from .packing import library_and_notice, library_with, menu_with_packs

if TYPE_CHECKING:
    from ..serving.site import Service

_PATIENCE, _GLANCE = 8.0, 0.1
"""Seconds until a save has to be free that another process has just left; seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants served."""

    port: int
    host: str
    code: str | None
    clients: int
    saves: Path | None
    packs: list[Path]


def serve_browsers(wanted: Wanted) -> int:
    """Serve until Ctrl+C. Raises ``AllianceError`` for what cannot be served, with what to do."""
    if find_spec("textual_serve") is None:
        raise AllianceError(
            say("For browsers one more package is needed: {command}.", command="pip install 'alliance-game[web]'")
        )
    from ..serving import address, joining
    from ..serving.browsers import FOLDER
    from ..serving.site import Service, serve

    code = joining.new_code() if wanted.code is None else joining.checked_code(wanted.code)
    with address.listening(wanted.host, wanted.port) as listening, suppress(KeyboardInterrupt):
        library_with(wanted.packs)
        service = Service(
            line=line_for(wanted.packs),
            folder=(wanted.saves or saves_folder() / FOLDER).absolute(),
            code="" if code == joining.NO_CODE else code,
            most=wanted.clients,
            port=listening.getsockname()[1],
            tell=_tell,
        )
        serve(service, listening, lambda: announce(service, wanted.host))
    return talk(say("Stopped. Every game is saved."))


def announce(service: Service, host: str) -> None:
    """What people need for joining, and what whoever serves should know."""
    from ..serving import address

    data(say("Address: {address}", address=address.public_url(host, service.port)))
    data(say("Join code: {code}", code=service.code) if service.code else say("Everybody may join without a code."))
    sys.stdout.flush()
    if address.is_open(host):
        talk(say("Nothing is encrypted: whoever shares the network can read along. Use a network that you trust."))
    talk(say("Games are saved in {folder}. Ctrl+C ends it.", folder=service.folder))


def _tell(sentence: str) -> None:
    talk(f"{time.strftime('%H:%M:%S')} {sentence}")


def line_for(packs: list[Path]) -> tuple[str, ...]:
    """The command that plays for one browser. Nothing in it comes from a browser, nor from the folder one is in."""
    named = [part for pack in packs for part in ("--pack", str(pack.absolute()))]
    return sys.executable, "-P", "-m", "alliance_game", "in-browser", *named


def play_in_browser(packs: list[Path]) -> int:
    """Play for one browser: its last game goes on, otherwise it sees the menu."""
    library, notice = library_and_notice(packs) if packs else menu_with_packs()
    folder = saves_folder()
    game, trouble = last_game(folder)
    with game or nullcontext():
        return tui.run_in_browser(folder, library, game, " ".join(each for each in (notice, trouble) if each))


def last_game(folder: Path) -> tuple[Game | None, str]:
    """The game that is not over and was played last, and a line for the screen about what is wrong with it."""
    name = next((row.name for row in listing(folder) if row.can_continue), None)
    end = time.monotonic() + _PATIENCE
    while name is not None:
        try:
            game = open_save(folder, name)
        except SaveInUse as error:
            # The tab before this one may have been closed only just now.
            if time.monotonic() > end:
                return None, str(error)
            time.sleep(_GLANCE)
        except SaveError as error:
            return None, str(error)
        else:
            return game, game.recovered
    return None, ""
