"""The program on the screen: themes, keys, the way from screen to screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding
from textual.command import Provider
from textual.events import Event, Key
from textual.filter import LineFilter
from textual.screen import Screen

from ..content import load
from ..definitions import Library
from ..errors import AllianceError
from ..saves import Game, create
from ..settings import PACES, SIGNS, Settings, save_settings, settings_file
from ..sitting import first_game
from ..wording import marked, say, translated
from . import terminal
from .lesson.terms import Terms
from .parts.clean import Clean
from .parts.page import Page
from .themes import THEMES

if TYPE_CHECKING:
    from .table.screen import TableScreen

DEAF = 0.4
GLANCE = 2.0
"""Seconds between two looks whether the terminal is still there."""
FIRST_SCREENS = 2
"""Textual's own empty screen, and the one that the program began with."""
First = Callable[["AllianceApp"], Screen[Any]]
"""What is shown first, unless the program begins with a game: the menu."""


def all_actions() -> type[Provider]:
    """What the list of all actions is made of."""
    from .palette import Actions

    return Actions


class AllianceApp(App[int]):
    """The game in a terminal."""

    TITLE = "Alliance Game"
    CSS = """
    .-theme-contrast Sheet, .-theme-contrast Roll { text-style: bold; }
    CommandPalette SearchIcon { display: none; }
    CommandPalette > Vertical { background: $panel; }
    CommandPalette #--input { border: hkey $line; }
    CommandPalette #--results CommandList { border-bottom: hkey $line; background: $panel; }
    CommandPalette CommandInput > .input--placeholder { color: $quiet; }
    CommandPalette CommandList > .option-list--option-highlighted {
        background: $cursor-ground; color: $cursor-ink; text-style: bold;
    }
    """
    COMMANDS: ClassVar = {all_actions}
    HORIZONTAL_BREAKPOINTS = [(0, "-cramped"), (60, "-narrow"), (80, "-normal"), (110, "-wide"), (170, "-vast")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (20, "-short"), (24, "-tall"), (36, "-high")]
    BINDINGS = [
        Binding("f1,question_mark", "open_help", marked("help"), id="help"),
        Binding("f2,ctrl+p", "command_palette", marked("all actions"), show=False, id="palette", system=True),
        Binding("f9", "facilitate", marked("facilitator"), show=False, id="facilitator"),
        Binding("ctrl+q,ctrl+c", "quit", marked("quit"), show=False, id="quit", system=True),
    ]

    def __init__(self, folder: Path, first: First, settings: Settings, library: Library | None = None) -> None:
        super().__init__()
        self.folder = folder
        self.first = first
        self.settings = settings
        self.settings_path = settings_file()
        """Where changed settings are kept."""
        self.complaint = ""
        """What was wrong with the settings and is ignored."""
        self.notice = ""
        """What else has to be told when the first screen stands."""
        self.game: Game | None = None
        """The game that is played, or was last; one that is here when the program begins is gone on with."""
        self.terms: Terms | None = None
        """On what terms the next game is played, if it is a lesson's."""
        self.table: TableScreen | None = None
        """Where it is played."""
        self.began_with_game = False
        """Whether it did, and that game has not been left: what is shown first comes then."""
        self.guarded = False
        """Whether faults of the program are kept for ``crash``; otherwise they are raised, as tests want it."""
        self.fault: BaseException | None = None
        """What made a guarded program stop."""
        self.pages: tuple[str, ...] = ()
        """The kinds of pages that were open then."""
        self._library = library
        self._clean = Clean()
        for each in THEMES.values():
            self.register_theme(each)
        # Not only when the first screen stands: all style sheets would be read twice.
        self.theme = theme_of(settings)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The tones, before any theme is set."""
        return dict(THEMES["chancery"].variables)

    @cached_property
    def library(self) -> Library:
        """The base content."""
        return self._library if self._library is not None else load()

    def get_key_display(self, binding: Binding) -> str:
        """A key as it stands on the keyboard."""
        return binding.key_display or key_name(binding.key)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every painted line goes through: nothing may steer the terminal, whatever texts and names hold."""
        return (*super().get_line_filters(), self._clean)

    async def on_event(self, event: Event) -> None:
        """Keys go to the page that they can be meant for."""
        if not isinstance(event, Key) or self.hears(event.key):
            await super().on_event(event)

    def hears(self, key: str) -> bool:
        """Whether a key is heard: not by a page that it cannot have been meant for, nor without one."""
        if len(self.screen_stack) < FIRST_SCREENS or self.return_code is not None:
            return False
        page = self.screen_stack[-1]
        return not isinstance(page, Page) or page.hears(key)

    def on_mount(self) -> None:
        """Colours and keys of the person, then the first screen."""
        if self.guarded:
            asyncio.get_running_loop().set_exception_handler(self._handle_stray)
        self.apply_settings(self.settings)
        if not self.is_headless:
            self.set_interval(GLANCE, self.leave_closed_terminal)
        # What is opened now would be laid out several times before anything of it is painted.
        self.call_later(self.open_first)

    def leave_closed_terminal(self) -> None:
        """End the program when nobody can see it or type any more; every move is saved."""
        if terminal.is_cut_off() if self.is_web else terminal.is_gone():
            self.exit()

    def open_first(self) -> None:
        """The game that there is, or what is shown first."""
        if self.game is not None:
            self.began_with_game = True
            self.sit_down(self.game)
        else:
            self.push_screen(self.first(self))
        if self.notice:
            self.notify(self.notice, severity="warning", timeout=8, markup=False)
        if self.complaint:
            # The page of the settings names file and line.
            key = key_name(self.settings.keys.get("palette", "f2").split(",")[0])
            self.notify(
                say("Some of your settings cannot be used: {key}, then Settings, says which.", key=key),
                severity="warning",
                timeout=8,
                markup=False,
            )

    def size_classes(self) -> Iterator[str]:
        """What the style sheets call a window of this width and height."""
        width, height = self.size
        for extent, points in ((width, self.HORIZONTAL_BREAKPOINTS), (height, self.VERTICAL_BREAKPOINTS)):
            yield max(point for point in points if point[0] <= extent)[1]

    def refresh_css(self, animate: bool = True) -> None:
        """Other colours. Before there is a screen, there is nothing yet to which they would have to be applied."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def apply_settings(self, settings: Settings) -> None:
        """Other colours, other keys."""
        self.settings = settings
        self.theme = theme_of(settings)
        self.set_keymap(dict(settings.keys))

    def keep_settings(self, settings: Settings) -> str:
        """Change the settings and write them down; a sentence if the disk refuses."""
        self.apply_settings(settings)
        try:
            save_settings(settings, self.settings_path)
        except AllianceError as error:
            self.complaint = str(error)
        else:
            self.complaint = ""
        return self.complaint

    def action_open_settings(self) -> None:
        """Colours, pace and keys."""
        from .settings_screen import SettingsScreen

        self.push_screen(SettingsScreen())

    @property
    def deafness(self) -> float:
        """Seconds in which a new question hears no Enter; none for who wants no delays."""
        return DEAF if PACES[self.settings.pace] else 0

    def sit_down(self, game: Game, *, instead: bool = False) -> None:
        """Play a game, on the terms that wait for it; ``instead`` of the one on the screen."""
        from .table.screen import TableScreen

        terms, self.game, self.terms = self.terms, game, None
        self.table = TableScreen(game, terms)
        (self.switch_screen if instead else self.push_screen)(self.table)

    def leave_game(self) -> None:
        """From the table to where it was begun; out of the program if it began with the table."""
        if len(self.screen_stack) > FIRST_SCREENS:
            self.screen.dismiss(None)
        elif self.began_with_game:
            self.began_with_game = False
            self.switch_screen(self.first(self))
        else:
            self.exit(0)

    def learn(self) -> None:
        """Play the first game, which explains itself."""
        self.sit_down(create(self.library, folder=self.folder, **first_game(self.library)))

    def action_command_palette(self) -> None:
        """The list of all actions."""
        from .palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder=say("What would you like to do?")))

    def action_facilitate(self) -> None:
        """Pause the game for whoever leads the class."""
        if self.leads and self.table is not None:
            self.table.facilitate()

    def clear_traces(self) -> None:
        """Nothing stays that the next person must not see: messages, marked text, the clipboard, the title."""
        self.clear_notifications()
        for each in self.screen_stack:
            each.clear_selection()
        if self.clipboard:
            # A blank, not nothing: some terminals take no notice of an empty text.
            self.copy_to_clipboard(" ")
        self.title, self.sub_title = self.TITLE or "", ""

    @property
    def leads(self) -> bool:
        """Whether there is a game that goes on, and nobody leads it from the console already."""
        if self.table is None or self.table not in self.screen_stack or self.table.sitting.over:
            return False
        return not any(type(each).__module__.startswith(f"{__package__}.facilitator") for each in self.screen_stack)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a console only where a game is played."""
        return self.leads if action == "facilitate" else super().check_action(action, parameters)

    def action_open_help(self) -> None:
        """What this page is, and its keys."""
        from .reading.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    def _handle_exception(self, error: Exception) -> None:
        """A fault of the program: leave at once and in order, without a word that could tell a secret."""
        if not self.guarded:
            super()._handle_exception(error)
            return
        self._return_code = 1
        # Faults after the first are its consequences.
        if self.fault is None:
            self.fault, self.pages = error, tuple(type(each).__name__ for each in self._screen_stacks["_default"])
        self._close_messages_no_wait()

    def _handle_stray(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """A fault that nobody waited for."""
        error = context.get("exception")
        if isinstance(error, Exception):
            self._handle_exception(error)


def theme_of(settings: Settings) -> str:
    """The colours that somebody wants, as long as there are such colours."""
    return settings.theme if settings.theme in THEMES else "chancery"


KEY_NAMES = {
    "escape": marked("Esc"),
    "enter": marked("Enter"),
    "space": marked("Space"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": marked("PgUp"),
    "pagedown": marked("PgDn"),
    "home": marked("Home"),
    "end": marked("End"),
    "tab": marked("Tab"),
    "backspace": marked("Backspace"),
    "delete": marked("Delete"),
    **SIGNS,
    "minus": "−",
}


def key_name(key: str) -> str:
    """How a key is called on the screen: ``F1``, ``Esc``, ``Ctrl+P``, ``w``."""
    *held, last = key.split("+")
    word = (
        translated(KEY_NAMES[last]) if last in KEY_NAMES else last if len(last) == 1 and not held else last.capitalize()
    )
    return "+".join([*(each.capitalize() for each in held), word])
