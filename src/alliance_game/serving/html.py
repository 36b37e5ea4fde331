"""The pages as they are sent, in the language that is spoken."""

from contextlib import suppress
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..wording import say, spoken
from .sessions import Why

USUAL_SIZE, SMALLEST, LARGEST = 16, 8, 72


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("alliance_game.serving", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def font_size(told: str) -> int:
    """The size of the type that an address asks for, in pixels, within what can be read and fits."""
    with suppress(ValueError):
        return min(max(int(told[:6]), SMALLEST), LARGEST)
    return USUAL_SIZE


def join_page(size: int, *, wrong: bool = False, wait: int = 0) -> str:
    """Asks for the join code; after a wrong one it says so, and how many seconds to wait."""
    refused = ""
    if wrong and wait:
        refused = say(
            "That is not the join code. Wait 1 second before the next try."
            if wait == 1
            else "That is not the join code. Wait {seconds} seconds before the next try.",
            seconds=wait,
        )
    elif wrong:
        refused = say("That is not the join code. Try again.")
    words = {
        "code": say("Join code"),
        "where": say("Whoever started the game can tell you the code."),
        "join": say("Join"),
        "refused": refused,
        "terminal": say("The game is painted letter by letter, and a screen reader cannot read it here."),
        "plain": say("In a terminal, 'alliance-game play --plain' writes lines that it can read."),
    }
    return _page("join", size, words)


def full_page(size: int, most: int) -> str:
    """Says that all places are taken."""
    words = {
        "head": say("All places are taken."),
        "why": say(
            "One person can play here at a time. Try again when that one has left."
            if most == 1
            else "{count} can play here at a time. Try again when somebody has left.",
            count=most,
        ),
        "again": say("Try again"),
    }
    return _page("notice", size, words)


def game_page(size: int) -> str:
    """The terminal in the browser."""
    words = {
        "wait": say("The game is coming."),
        "script": say("The game needs JavaScript, which is switched off in this browser."),
        "again": say("Go on"),
        "screen": say("The game"),
    }
    return _page("game", size, words, partings=partings())


def partings() -> dict[int, str]:
    """What the page says when a browser and its game have parted, by the closing code; 0 for all others."""
    return {
        Why.LEFT: say("You have left the game. It is saved."),
        Why.ELSEWHERE: say("The game goes on in another tab of this browser. It is saved; one tab plays at a time."),
        Why.FULL: say("All places are taken. Try again when somebody has left."),
        Why.STRANGER: say("This browser has not joined, or it keeps no cookies."),
        Why.FAILED: say("The program has failed. The game is saved up to the last confirmed move."),
        Why.STOPPED: say("The game has been ended at the computer that serves it. It is saved."),
        0: say("The connection is lost. The game is saved up to the last confirmed move."),
    }


def _page(name: str, size: int, words: dict[str, str], **told: object) -> str:
    template = _templates().get_template(f"{name}.html.j2")
    return template.render(language=spoken().language, size=size, words=words, **told)
