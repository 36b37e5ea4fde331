"""Everything that a key does, on which pages, and which other keys it may have."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode

from ..errors import did_you_mean
from ..settings import Settings
from ..wording import marked, say, translated
from .parts.page import Page

LISTS = marked("lists and texts")
"""Where the keys are at home that move a cursor or a text, whatever page it is on."""
_TAKEN = {
    "tab": marked("{key} goes to the next part of a page."),
    "shift+tab": marked("{key} goes to the part of a page before."),
}


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a key does. ``id`` is its name in the settings."""

    id: str
    written: str
    """What it does, in a word or two, as it stands in the source."""
    usual: tuple[str, ...]
    """Its keys, if the settings name no others."""
    pages: frozenset[str]
    """The pages that have it, or ``LISTS``; none for what every page has."""

    @property
    def words(self) -> str:
        """What it does, in a word or two."""
        return translated(self.written)

    @property
    def where(self) -> str:
        """The pages, in words."""
        return ", ".join(translated(page) for page in sorted(self.pages)) or say("everywhere")

    def keys(self, changed: Mapping[str, str]) -> tuple[str, ...]:
        """Its keys under somebody's settings."""
        return tuple(changed[self.id].split(",")) if self.id in changed else self.usual

    def meets(self, other: Action) -> bool:
        """Whether both can be asked for on one page."""
        anywhere = any(not each.pages or LISTS in each.pages for each in (self, other))
        return anywhere or bool(self.pages & other.pages)


@cache
def catalogue() -> tuple[Action, ...]:
    """Every action of the game: those of every page, then page by page, then what moves cursors and texts.

    Raises ``ValueError`` if one id stands for different keys: the settings could not say which of them they mean.
    """
    found: dict[str, Action] = {}
    for binding, page in _bindings():
        action = _action(binding, page)
        held = found.setdefault(action.id, action)
        if held.usual != action.usual:
            both = f"{held.usual} on {sorted(held.pages)}, but {action.usual} on {sorted(action.pages)}"
            raise ValueError(f"'{action.id}' is {both}")
        if held.pages:
            found[held.id] = replace(held, pages=held.pages | {page} if page else frozenset())
    return tuple(sorted(found.values(), key=lambda each: (LISTS in each.pages, bool(each.pages), sorted(each.pages))))


def clash(action: Action, key: str, changed: Mapping[str, str]) -> str:
    """Why an action cannot have a key, in a sentence; empty if it can."""
    if key in _TAKEN:
        return translated(_TAKEN[key], key=key)
    for other in catalogue():
        if other.id != action.id and other.meets(action) and key in other.keys(changed):
            return say("{key} is the key for '{action}' ({page}).", key=key, action=other.words, page=other.where)
    return ""


def checked(settings: Settings) -> tuple[Settings, str]:
    """Settings without keys that cannot be, and what was wrong with those, a line each."""
    known = {action.id: action for action in catalogue()} if settings.keys else {}
    good: dict[str, str] = {}
    faults: list[str] = []
    for name, keys in settings.keys.items():
        if name not in known:
            faults.append(say("No key does '{name}'.", name=name) + did_you_mean(name, known))
            continue
        others = {**settings.keys, **good}
        faults += (found := [f"{name}: {said}" for key in keys.split(",") if (said := clash(known[name], key, others))])
        if not found:
            good[name] = keys
        else:
            # What is refused keeps its usual key, which others have to respect.
            settings = replace(settings, keys={other: key for other, key in settings.keys.items() if other != name})
    return replace(settings, keys=good), "\n".join(faults)


def _action(binding: Binding, page: str) -> Action:
    usual = tuple(each.key for each in Binding.make_bindings([binding]))
    return Action(binding.id or "", binding.description, usual, frozenset([page] if page else []))


def _bindings() -> Iterator[tuple[Binding, str]]:
    """Every binding with an id, and where it is: once for each page."""
    for module in _modules():
        own = [each for each in vars(module).values() if inspect.isclass(each) and each.__module__ == module.__name__]
        pages = [each.NAME for each in own if issubclass(each, Page) and each.NAME]
        for owner in own:
            if issubclass(owner, App | DOMNode):
                yield from ((binding, place) for place in _places(owner, pages) for binding in _of(owner))


def _places(owner: type[Any], pages: list[str]) -> list[str]:
    """The app is everywhere; a page is itself; a widget is on the pages of its module, or on any."""
    if issubclass(owner, App) or owner is Page:
        return [""]
    if issubclass(owner, Page):
        # Without a name it is only what other pages are built on.
        return [owner.NAME] if owner.NAME else []
    return pages or [LISTS]


def _of(owner: type[Any]) -> Iterator[Binding]:
    """The bindings of a class and of the pages that it is built on."""
    for base in owner.__mro__:
        if base is owner or (issubclass(owner, Page) and issubclass(base, Page) and base is not Page):
            yield from (each for each in vars(base).get("BINDINGS", ()) if isinstance(each, Binding) and each.id)


def _modules() -> Iterator[ModuleType]:
    """The modules of the screen, first those that say what every page has."""
    package = import_module(__package__ or "")
    found = [info.name for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    first = [f"{package.__name__}.{name}" for name in ("app", "parts.page")]
    for name in sorted(found, key=lambda name: (name not in first, name)):
        yield import_module(name)
