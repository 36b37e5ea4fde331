"""Texts that name keys: ``{why}`` stands for the key of the action that the settings call ``why``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from textual.binding import Binding
from textual.screen import Screen

from ..app import AllianceApp, key_name

_NAMED = re.compile(r"\{([a-z-]+)\}")


def worded(page: Screen[Any], text: str) -> str:
    """A text with the keys that do what it names on a page. Raises ``KeyError`` for what no key does there."""
    return _NAMED.sub(lambda found: key_of(page, found[1]), text) if "{" in text else text


def key_of(page: Screen[Any], name: str) -> str:
    """The key that somebody has to press, as it is called on the screen: the first, where there are several."""
    usual = {each.id: each.key for each in bindings(page) if each.id}
    app = page.app
    changed = app.settings.keys if isinstance(app, AllianceApp) else {}
    return key_name(changed.get(name, usual[name]).split(",")[0])


def bindings(page: Screen[Any]) -> Iterator[Binding]:
    """Everything that keys do on a page, in whatever part of it."""
    for kind in dict.fromkeys(type(node) for node in (page.app, *page.query("*"), page)):
        for base in kind.__mro__:
            yield from (each for each in vars(base).get("BINDINGS", ()) if isinstance(each, Binding))
