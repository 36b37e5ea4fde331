"""All actions: a list to search, of everything that can be done on this page and everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from textual.app import App
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen
from textual.types import IgnoreReturnCallbackType

from ..settings import THEME_NAMES
from .app import AllianceApp, key_name
from .help import usable
from .themes import ABOUT


class Entry(NamedTuple):
    """Something to do: its words, what is said of it, and how it is done."""

    words: str
    about: str
    run: IgnoreReturnCallbackType


class Actions(Provider):
    """What the page and the program can do, with their keys."""

    async def discover(self) -> Hits:
        """Everything, before a letter is typed."""
        for each in entries(self.screen):
            yield DiscoveryHit(each.words, each.run, each.words, each.about)

    async def search(self, query: str) -> Hits:
        """Whatever has the letters of the query in its words or in what is said of it."""
        matcher = self.matcher(query)
        for each in entries(self.screen):
            if (score := max(matcher.match(each.words), matcher.match(each.about) / 2)) > 0:
                yield Hit(score, matcher.highlight(each.words), each.run, each.words, each.about)


def entries(page: Screen[object]) -> Iterator[Entry]:
    """The actions of a page, those of every page, and the themes."""
    found: dict[str, Entry] = {}
    for key, active in sorted(page.active_bindings.items(), key=lambda each: isinstance(each[1].node, App)):
        binding, node = active.binding, active.node
        # Keys that only move a cursor are no use in a list.
        if usable(active) and (binding.show or node in (page, page.app)) and binding.action not in found:
            words = binding.description[0].upper() + binding.description[1:]
            run = partial(page.app.run_action, binding.action, node)
            found[binding.action] = Entry(words, f"key {key_name(key)}", run)
    yield from found.values()
    app = page.app
    if isinstance(app, AllianceApp):
        yield Entry("Settings", "colours, pace of the news, keys", app.action_open_settings)
        for theme in THEME_NAMES:
            yield Entry(f"Theme: {theme}", ABOUT[theme], chosen(app, theme))


def chosen(app: AllianceApp, theme: str) -> Callable[[], None]:
    """Takes a theme."""
    return lambda: app.keep_settings(replace(app.settings, theme=theme))
