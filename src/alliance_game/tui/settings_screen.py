"""Colours, pace and keys: changed on the screen, seen at once, kept at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from textual import getters
from textual.binding import Binding
from textual.events import Key
from textual.widget import Widget

from ..content import available, catalogue_of, load_sources
from ..content.installed import load_in_use
from ..errors import AllianceError
from ..settings import PACES, THEME_NAMES, Settings, key_called
from ..wording import OWN, marked, say, speak, spoken, translated
from .actions import Action, catalogue, clash
from .app import AllianceApp, key_name
from .parts.menu import Item, Menu
from .parts.page import Heading, Page
from .parts.roll import Pick, filled
from .parts.sheet import PROSE, Line, Piece, Sheet, cut, left, line, wrapped
from .themes import ABOUT

ROOMY = 70


class SettingsPage(Page[None]):
    """A page on which settings are changed."""

    TIMELESS = True

    app = getters.app(AllianceApp)

    @property
    def settings(self) -> Settings:
        """As they are now."""
        return self.app.settings

    def keep(self, settings: Settings) -> str:
        """Change the settings and write them down; a sentence if that is not possible."""
        return self.app.keep_settings(settings)


class SettingsScreen(SettingsPage):
    """What a person likes."""

    NAME = marked("Settings")
    HELP = marked("""
    Colours, the pace of the news and the language, changed with the left and right arrow keys or with Enter; you see
    the colours at once. Keys opens the list of everything that a key does. Nothing needs to be saved: each change is
    written to the file that is named below. The pace is how long a line of news stays before the next one comes.
    Another language is spoken at once on every page that you open; a game that is open speaks it in full when it is
    opened again.
    """)
    BINDINGS = [
        Binding("left", "turn(-1)", marked("one before"), show=False, id="setting-before"),
        Binding("right", "turn(1)", marked("change"), id="setting-after"),
    ]
    DEFAULT_CSS = """
    SettingsScreen Heading { margin-top: 1; }
    SettingsScreen #settings { max-width: 78; }
    SettingsScreen #sample, SettingsScreen #kept { padding: 0 1; max-width: 78; }
    """

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self.at = at
        """The entry that is under the cursor at first; otherwise the first one."""

    def body(self) -> Iterable[Widget]:
        """The settings, a sample of the colours, and where they are kept."""
        yield Heading(say("What you like"))
        yield Menu(self.items(), id="settings")
        yield Heading(say("How it looks"))
        yield Sheet(sample(), id="sample")
        yield Heading(say("Where it is kept"))
        yield Sheet(id="kept")

    def on_mount(self) -> None:
        """Say where, and what was wrong there."""
        menu = self.query_one(Menu)
        menu.focus()
        menu.cursor = next((index for index, item in enumerate(menu.items) if item.value == self.at), 0)
        self.write(self.app.complaint)

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.write, self.app.complaint)

    def on_screen_resume(self) -> None:
        """Keys may have been changed."""
        super().on_screen_resume()
        self.write(self.app.complaint)

    def items(self) -> list[Item]:
        """The entries with what is chosen."""
        settings = self.settings
        return [
            Item(entry(say("Colours"), translated(settings.theme)), translated(ABOUT[settings.theme]), value="theme"),
            Item(entry(say("Pace"), translated(settings.pace)), pace_said(PACES[settings.pace]), value="pace"),
            Item(
                entry(say("Language"), spoken().title),
                say("pages at once, a game when it is opened again"),
                value="language",
            ),
            Item(entry(say("Keys"), keys_said(len(settings.keys))), say("see and change what keys do"), value="keys"),
            Item(say("As usual"), say("all as in the beginning"), value="usual"),
        ]

    def write(self, trouble: str = "") -> None:
        """Everything as it is now."""
        menu, kept = self.query_one(Menu), self.query_one("#kept", Sheet)
        menu.fill(self.items(), menu.cursor)
        width = min(PROSE, max(20, kept.size.width))
        lines = wrapped(str(self.app.settings_path), width)
        for each in trouble.splitlines():
            lines += wrapped(each, width, "watch")
        kept.show(lines)

    def action_turn(self, step: int) -> None:
        """The next value of what is under the cursor, or the one before."""
        item = self.query_one(Menu).item
        if item is not None and item.value == "theme":
            self.write(self.keep(replace(self.settings, theme=after(THEME_NAMES, self.settings.theme, step))))
        elif item is not None and item.value == "pace":
            self.write(self.keep(replace(self.settings, pace=after(tuple(PACES), self.settings.pace, step))))
        elif item is not None and item.value == "language":
            names, now = tuple(available()), spoken().language
            language = after(names, now if now in names else OWN, step)
            self.change(replace(self.settings, language=language), "language")

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Change what is chosen, or open it."""
        if event.item.value == "keys":
            self.app.push_screen(KeysScreen())
        elif event.item.value == "usual":
            self.change(Settings(), "usual")
        else:
            self.action_turn(1)

    def change(self, settings: Settings, at: str) -> None:
        """Other settings. With another language this page is opened anew, the entry ``at`` under the cursor."""
        if settings.language == spoken().language:
            self.write(self.keep(settings))
            return
        try:
            speak_anew(self.app, settings.language)
        except AllianceError as error:
            self.write(str(error))
            return
        self.keep(settings)
        self.app.switch_screen(SettingsScreen(at))


def speak_anew(app: AllianceApp, language: str) -> None:
    """Speak another language from now on, and put the content into it.

    Raises ``UnknownName`` for a language that does not exist, and ``ContentError`` if its files cannot be used.
    """
    speak(catalogue_of(language))
    load_in_use()
    app.library = load_sources(app.library.sources, surveyed=True)


class KeysScreen(SettingsPage):
    """Everything that a key does."""

    NAME = marked("Keys")
    HELP = marked("""
    Everything that a key does, first what every page knows, then page by page. Enter changes the key of what is under
    the cursor: press the new one when you are asked. A key that something else on the same page has is refused. Digits
    always choose from menus. In the settings file an action has the name at the right, which needs 80 columns.
    """)
    BINDINGS = [
        Binding("u", "usual", marked("usual key"), id="usual-key"),
        Binding("U", "all_usual", marked("all usual"), id="usual-keys"),
    ]
    DEFAULT_CSS = """
    KeysScreen #said { height: 3; padding: 0 1; max-width: 78; }
    KeysScreen Pick { max-width: 100; }
    """

    def body(self) -> Iterable[Widget]:
        """The list, and a sentence about what happened last."""
        yield Heading(say("What a key does"))
        yield Pick(id="keys")
        yield Heading()
        yield Sheet(id="said")

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(Pick).focus()
        self.say(say("Enter changes a key."))

    def on_resize(self) -> None:
        """Columns follow the width."""
        self.call_after_refresh(self.write)

    def say(self, sentence: str, tone: str = "dim") -> None:
        """Something to read below the list, which is drawn anew."""
        said = self.query_one("#said", Sheet)
        said.show(wrapped(sentence, min(PROSE, max(20, self.app.size.width - 4)), tone))
        self.write()

    def write(self) -> None:
        """The list as it is now."""
        pick = self.query_one(Pick)
        width = pick.room
        lines: list[Line] = []
        place = None
        for action in catalogue():
            if action.where != place:
                place = action.where
                lines += [*([()] if lines else []), *wrapped(place[0].upper() + place[1:], width, "head", " ")]
            lines.append(filled(self.row(action, width), width))
        pick.show(lines, "stay")

    def row(self, action: Action, width: int) -> Line:
        """A line of the list: its keys, what it does, and if there is room how the file calls it."""
        keys, changed = action.keys(self.settings.keys), action.id in self.settings.keys
        words = say("{does} (changed)", does=action.words) if changed else action.words
        about = Piece(cut(action.id, width - 46), "dim", action.id) if width >= ROOMY else Piece("", "", action.id)
        return (
            Piece("  ", "", action.id),
            Piece(left(", ".join(key_name(key) for key in keys), 17) + " ", "strong" if changed else "", action.id),
            Piece(left(words, 26), "", action.id),
            about,
        )

    @property
    def chosen(self) -> Action | None:
        """The action under the cursor."""
        wanted = self.query_one(Pick).about
        return next((action for action in catalogue() if action.id == wanted), None)

    def on_pick_taken(self) -> None:
        """Ask for the new key."""
        if (action := self.chosen) is not None:
            self.app.push_screen(NewKeyScreen(action, self.settings), lambda key: self.change(action, key))

    def change(self, action: Action, key: str | None) -> None:
        """Give an action a key."""
        if not key:
            self.say(say("Nothing was changed."))
            return
        others = {name: keys for name, keys in self.settings.keys.items() if name != action.id}
        keys = others if (key,) == action.usual else {**others, action.id: key}
        trouble = self.keep(replace(self.settings, keys=keys))
        now = say("{key} is now the key for: {does}.", key=key_name(key), does=action.words)
        self.say(trouble or now, "watch" if trouble else "dim")

    def action_usual(self) -> None:
        """The usual keys for what is under the cursor, if nothing else has them now."""
        if (action := self.chosen) is None:
            return
        keys = {name: keys for name, keys in self.settings.keys.items() if name != action.id}
        refused = next((said for key in action.usual if (said := clash(action, key, keys))), "")
        trouble = refused or self.keep(replace(self.settings, keys=keys))
        usual = say("As usual: {does}.", does=action.words)
        self.say(trouble or usual, "watch" if trouble else "dim")

    def action_all_usual(self) -> None:
        """Every key as it was in the beginning."""
        trouble = self.keep(replace(self.settings, keys={}))
        self.say(trouble or say("Every key is as usual."), "watch" if trouble else "dim")


class NewKeyScreen(Page[str]):
    """Waits for one key; gives its name, or nothing after Esc."""

    TIMELESS = True

    NAME = marked("New key")
    HELP = marked("The next key that you press is the new one.")
    DEFAULT_CSS = """
    NewKeyScreen #ask { padding: 1 2; max-width: 80; }
    NewKeyScreen KeyLine { display: none; }
    """

    def __init__(self, action: Action, settings: Settings) -> None:
        super().__init__()
        self.action = action
        self.settings = settings

    def body(self) -> Iterable[Widget]:
        """The question."""
        yield Heading(say("New key"))
        yield Sheet(id="ask")

    def on_mount(self) -> None:
        """Ask."""
        self.ask()

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.ask)

    def ask(self, refused: str = "") -> None:
        """The question, after the reason why the last key cannot be."""
        keys = alternatives([key_name(key) for key in self.action.keys(self.settings.keys)])
        width = min(PROSE, max(20, self.app.size.width - 6))
        lines = [
            line((say("Press the new key for"), "dim")),
            line((self.action.words, "strong"), (f"  ({self.action.where})", "dim")),
            (),
            line(say("It is {keys} now. Esc leaves it as it is.", keys=keys)),
        ]
        if refused:
            lines += [(), *wrapped(refused, width, "watch")]
        self.query_one("#ask", Sheet).show(lines)

    def on_key(self, event: Key) -> None:
        """This is the key, unless it cannot be."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss("")
            return
        try:
            key = key_called(event.key)
        except AllianceError as error:
            self.ask(str(error))
            return
        refused = clash(self.action, key, self.settings.keys)
        if refused:
            self.ask(refused[0].upper() + refused[1:] if len(key) > 1 else refused)
        else:
            self.dismiss(key)


def after(names: tuple[str, ...], name: str, step: int) -> str:
    """The next of some names, round and round."""
    return names[(names.index(name) + step) % len(names)]


def entry(label: str, value: str) -> str:
    """A setting and what is chosen, the choices below each other."""
    return f"{left(label, 10)}{value}"


def pace_said(tenths: int) -> str:
    """How long a line of news stays alone."""
    return say(
        "of the news: a line every {seconds}.{tenths} seconds" if tenths else "of the news: all at once",
        seconds=tenths // 10,
        tenths=tenths % 10,
    )


def keys_said(changed: int) -> str:
    """How many keys are not the usual ones."""
    if not changed:
        return say("as usual")
    return say("1 key changed" if changed == 1 else "{count} keys changed", count=changed)


def alternatives(keys: list[str]) -> str:
    """``F5 or n``."""
    *before, last = keys
    for each in reversed(before):
        last = say("{first} or {second}", first=each, second=last)
    return last


def sample() -> list[Line]:
    """A few lines in every tone."""
    return [
        line((say("what is yours or new"), "strong"), f"   {say('what is so')}   ", (say("what explains it"), "dim")),
        line(
            (f"{say('better')} ▲1", "good"),
            "   ",
            (say("take care"), "watch"),
            "   ",
            (f"{say('worse')} ▼2", "bad"),
            "   ",
            (say("calm"), "calm"),
        ),
        line((f"▸1 {say('under the cursor')}", "cursor"), "   ", (say("whose turn it is"), "accent")),
    ]
