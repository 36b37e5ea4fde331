"""All actions: a list to search, of everything that can be done on this page and everywhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from rich.align import Align
from rich.text import Text
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import ActiveBinding
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen
from textual.types import IgnoreReturnCallbackType
from textual.widgets.option_list import Option
from textual.worker import Worker

from ..describe.naming import sentence
from ..settings import THEME_NAMES
from ..wording import say, translated
from .app import AllianceApp, key_name
from .parts.page import LAST
from .reading.help import usable
from .themes import ABOUT

COLUMN = 24


class Palette(CommandPalette):
    """The list on the screen."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave the list; a second Enter that was already on its way leaves nothing else."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def _gather_commands(self, search_value: str) -> Worker[None] | None:  # type: ignore[override]
        """Look for what is typed; not when the list is being left, since there is nothing to show it in any more."""
        return super()._gather_commands(search_value) if self.is_active and self.query(CommandList) else None

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say soon that nothing fits, in the language that is spoken; Textual itself says it in English."""
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, partial(self.say_no_match, search_value))

    def say_no_match(self, search_value: str) -> None:
        """Nothing fits what was typed."""
        if search_value:
            words = Align.center(Text(say("No matches found"), style="not bold"))
            self.query_one(CommandList).add_option(Option(words, disabled=True, id=self._NO_MATCHES))
        self._list_visible = bool(search_value)


class Entry(NamedTuple):
    """Something to do: its words with its key or what is said of it, and how it is done."""

    text: str
    run: IgnoreReturnCallbackType


class Actions(Provider):
    """What the page and the program can do, with their keys."""

    async def discover(self) -> Hits:
        """Everything, before a letter is typed."""
        for each in entries(self.screen):
            yield DiscoveryHit(Content(each.text), each.run, each.text)

    async def search(self, query: str) -> Hits:
        """Whatever has the letters of the query."""
        matcher = self.matcher(query)
        for each in entries(self.screen):
            if (score := matcher.match(each.text)) > 0:
                yield Hit(score, matcher.highlight(each.text), each.run, each.text)


def entries(page: Screen[object]) -> Iterator[Entry]:
    """The actions of a page, those of every page, and the themes."""
    found: dict[str, Entry] = {}
    for active in sorted(page.active_bindings.values(), key=rank):
        if listed(active, page):
            words = sentence(translated(active.binding.description))
            run = partial(page.app.run_action, active.binding.action, active.node)
            found.setdefault(words, Entry(row(words, key_name(active.binding.key)), once(page, run)))
    app = page.app
    if isinstance(app, AllianceApp):
        words = say("Settings")
        found.setdefault(words, Entry(row(words, say("colours, pace, keys")), app.action_open_settings))
        for theme in THEME_NAMES:
            words = say("Theme: {theme}", theme=theme)
            found[theme] = Entry(row(words, translated(ABOUT[theme])), chosen(app, theme))
    yield from found.values()


def once(page: Screen[object], run: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[object] | None]:
    """Does something on a page that is still there, and does it once, however often Enter was pressed."""
    done: list[bool] = []

    def perform() -> Awaitable[object] | None:
        if done or page.app.screen is not page:
            return None
        done.append(True)
        return run()

    return perform


def rank(active: ActiveBinding) -> tuple[bool, int]:
    """What only this page has comes first."""
    return isinstance(active.node, App), LAST.get(active.binding.action, 0)


def listed(active: ActiveBinding, page: Screen[object]) -> bool:
    """Whether an action is one for the list: not what only moves a cursor, and not the list itself."""
    own = active.node in (page, page.app) or (active.binding.show and active.binding.key != "enter")
    return usable(active) and own and active.binding.action != "command_palette"


def row(words: str, about: str) -> str:
    """An entry as one line."""
    return f"{words:<{COLUMN - 1}} {about}"


def chosen(app: AllianceApp, theme: str) -> Callable[[], object]:
    """Takes a theme."""
    return lambda: app.keep_settings(replace(app.settings, theme=theme))
