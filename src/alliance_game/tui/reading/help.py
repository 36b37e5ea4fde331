"""Help: what a page is for, what is in focus on it, every key, and where there is more."""

from __future__ import annotations

from collections.abc import Iterable

from textual import getters
from textual.app import App
from textual.binding import ActiveBinding, Binding
from textual.screen import Screen
from textual.widget import Widget

from ...describe.topics import Codex
from ...engine.rules import Rules
from ...wording import marked, say, translated
from ..app import AllianceApp, key_name
from ..parts.page import Page
from ..parts.roll import Roll
from ..parts.sheet import PROSE, Line, cut, left, line, wrapped
from .codex import article
from .keys import worded

COLUMN = 18
MORE = marked(
    "Cards in the menu and the codex at the table explain every card, tactic and word. In the settings you change"
    " colours, pace and keys. Without a screen, 'alliance-game --help' lists the commands and 'alliance-game codex' the"
    " words; 'alliance-game play --plain' plays the same game as lines of text, also for screen readers. To copy text,"
    " mark it with the mouse and press Ctrl+C, or hold Shift (on a Mac, Option) and mark it as elsewhere."
)
# What no binding of ours says.
_MOVING = (
    (marked("1 to 7"), marked("choose from a menu")),
    (marked("Tab, Shift+Tab"), marked("to another part of the page")),
)


class HelpScreen(Page[None]):
    """Help for a page; it is read and left."""

    TIMELESS = True
    NAME = marked("Help")
    HELP = marked("This is the help. {back} closes it, and so does the key for help.")
    BINDINGS = [Binding("f1,question_mark", "back", marked("close"), show=False, id="help")]
    DEFAULT_CSS = "HelpScreen Roll { padding: 1 2; }"
    app = getters.app(AllianceApp)

    def __init__(self, page: Screen[object]) -> None:
        super().__init__()
        self.page = page

    def body(self) -> Iterable[Widget]:
        """One text."""
        yield Roll(id="help")

    def on_mount(self) -> None:
        """Arrow keys scroll."""
        self.query_one(Roll).focus()

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.write)

    def bar(self) -> Line:
        """Whose help it is."""
        return line((translated(self.NAME), "strong"), f"  {translated(getattr(self.page, 'NAME', ''))}")

    def write(self) -> None:
        """What the page is for, its keys, and where there is more."""
        roll = self.query_one(Roll)
        width = min(PROSE, max(20, roll.room - 2))
        said = [*(self.page.help_lines() if isinstance(self.page, Page) else []), *of_focus(self.page)]
        lines = [*under_cursor(self.page, width), *prose((worded(self.page, each) for each in said), width)]
        here, everywhere = keys_of(self.page)
        moving = [(translated(key), translated(words)) for key, words in _MOVING]
        for title, keys in ((say("Keys on this page"), here), (say("Keys everywhere"), [*everywhere, *moving])):
            lines += section(title, keys, width)
        lines += [line((say("More"), "head")), *wrapped(translated(MORE), width)]
        roll.show(lines, "stay")


def under_cursor(page: Screen[object], width: int) -> list[Line]:
    """What the codex says of the thing under the cursor."""
    term, rules = page.term if isinstance(page, Page) else "", getattr(page, "rules", None)
    if not term or not isinstance(rules, Rules):
        return []
    codex = Codex(rules)
    topic = codex.topic(term)
    return [line((topic.title, "head")), *article(codex, topic, width), ()]


def prose(paragraphs: Iterable[str], width: int) -> list[Line]:
    """Paragraphs with an empty line after each."""
    return [each for text in paragraphs if text for each in (*wrapped(" ".join(text.split()), width), ())]


def of_focus(page: Screen[object]) -> list[str]:
    """What the part of the page that has the keys says of itself."""
    said = getattr(page.focused, "HELP", None) if page.focused is not None else None
    return [translated(said)] if said else []


def section(title: str, keys: Iterable[tuple[str, str]], width: int) -> list[Line]:
    """Keys under a heading, one action a line."""
    found = list(keys)
    if not found:
        return []
    lines = [line((title, "head"))]
    for key, words in found:
        if len(key) >= COLUMN:
            lines.append(line((key, "strong")))
            key = ""
        lines.append(line((left(key, COLUMN), "strong"), cut(words, width - COLUMN)))
    return [*lines, ()]


def keys_of(page: Screen[object]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The keys of a page and of what is in focus on it, and those of every page; each as keys and words."""
    here: dict[tuple[str, str], list[str]] = {}
    everywhere: dict[tuple[str, str], list[str]] = {}
    for key, active in page.active_bindings.items():
        if usable(active):
            kept = everywhere if isinstance(active.node, App) else here
            kept.setdefault((active.binding.action, active.binding.description), []).append(key_name(key))
    return rows(here), rows(everywhere)


def rows(found: dict[tuple[str, str], list[str]]) -> list[tuple[str, str]]:
    """Keys and words."""
    return [(", ".join(keys), translated(words)) for (_, words), keys in found.items()]


def usable(active: ActiveBinding) -> bool:
    """Whether a key is one of the game that does something now."""
    return active.enabled and bool(active.binding.id) and bool(active.binding.description)
