"""What a person likes: colours, pace, keys. Kept in one YAML file that may be written by hand.

theme: paper
pace: fast
keys:
  chronicle: f5
"""

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from platformdirs import user_config_dir

from . import disk
from .content import available
from .content.problems import Problem, Problems
from .content.source import Source, decoded, read
from .definitions.library import Place
from .errors import AllianceError, choice_of, did_you_mean
from .letters import visible
from .wording import OWN, marked, say

THEME_NAMES = (marked("chancery"), marked("paper"), marked("contrast"), marked("clear"))
PACES = {marked("slow"): 25, marked("normal"): 10, marked("fast"): 4, marked("off"): 0}
"""Tenths of a second between two lines of news."""
OVERRIDE = "ALLIANCE_GAME_SETTINGS"
SIGNS = {
    "exclamation_mark": "!", "quotation_mark": '"', "number_sign": "#", "dollar_sign": "$", "percent_sign": "%",
    "ampersand": "&", "apostrophe": "'", "left_parenthesis": "(", "right_parenthesis": ")", "asterisk": "*",
    "plus": "+", "comma": ",", "minus": "-", "full_stop": ".", "slash": "/", "colon": ":", "semicolon": ";",
    "less_than_sign": "<", "equals_sign": "=", "greater_than_sign": ">", "question_mark": "?", "at": "@",
    "left_square_bracket": "[", "backslash": "\\", "right_square_bracket": "]", "circumflex_accent": "^",
    "underscore": "_", "grave_accent": "`", "left_curly_bracket": "{", "vertical_line": "|",
    "right_curly_bracket": "}", "tilde": "~",
}  # fmt: skip
"""Signs by the names that keys have."""
NAMED_KEYS = (
    *(f"f{number}" for number in range(1, 13)),
    "enter", "escape", "space", "tab", "backspace", "delete", "insert",
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown",
)  # fmt: skip
# Terminals send these as another key.
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+left_square_bracket": "escape"}
_MAX_BYTES, _MOST_TOLD = 64_000, 3
_ACTION = re.compile(r"[a-z][a-z0-9_.-]{0,47}")


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of one person on one machine."""

    theme: str = "chancery"
    pace: str = "normal"
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by the id of what they do, where they differ from the usual ones; several are parted by commas."""
    language: str = OWN
    """The language that is spoken, such as ``es``."""


def settings_file() -> Path:
    """Where the settings lie; the file need not exist. ``ALLIANCE_GAME_SETTINGS`` names another one."""
    if chosen := os.environ.get(OVERRIDE):
        return Path(chosen).absolute()
    return Path(user_config_dir("alliance-game", appauthor=False)) / "settings.yaml"


def load_settings(file: Path | None = None) -> tuple[Settings, str]:
    """The settings, and what of the file was wrong and is ignored, a line for each fault; empty if nothing was.

    Never raises: whatever the file is, there is something to play with.
    """
    file = file if file is not None else settings_file()
    problems = Problems()
    source = _source(file, problems)
    settings = _settings(source, problems) if source is not None else Settings()
    return settings, _told(list(problems))


def save_settings(settings: Settings, file: Path | None = None) -> None:
    """Write the settings, in one step as far as anybody can see. What could not be read before is kept beside it.

    Raises ``AllianceError`` if the disk refuses.
    """
    # A link stays a link: some people keep their settings elsewhere.
    file = Path(os.path.realpath(file if file is not None else settings_file()))
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The new ones are on the disk before the old ones are moved: it may be full.
        with disk.beside(file, settings_text(settings).encode()) as new:
            if load_settings(file)[1]:
                _keep(file)
            disk.replace(new, file)
    except OSError as error:
        told = error.strerror or type(error).__name__
        raise AllianceError(
            say("{file} cannot be written ({told}): the settings hold until you leave.", file=file, told=told)
        ) from error


def _keep(file: Path) -> None:
    """A copy of a file that is about to be replaced; what cannot be read, or is no file, is moved away itself."""
    old = file.with_suffix(".old")
    if file.is_file() and os.access(file, os.R_OK):
        disk.put(old, file.read_bytes())
    else:
        file.replace(old)


def settings_text(settings: Settings) -> str:
    """The settings as the file has them."""
    data: dict[str, object] = {"theme": settings.theme, "pace": settings.pace}
    if settings.language != OWN:
        data["language"] = settings.language
    if settings.keys:
        data["keys"] = dict(sorted(settings.keys.items()))
    return _head() + yaml.safe_dump(data, sort_keys=False, default_flow_style=False)


def _head() -> str:
    """What whoever opens the file reads first."""
    told = (
        say("Settings of the Alliance Game; it writes this file when you change them on the screen."),
        say("Colours: {themes}. Pace of the news: {paces}.", themes=", ".join(THEME_NAMES), paces=", ".join(PACES)),
        say("Keys by what they do; `alliance-game keys` lists them all."),
    )
    return "".join(f"# {each}\n" for each in told)


def key_called(text: str) -> str:
    """The name of a key or of several, parted by commas: ``?`` is ``question_mark``, ``F5`` is ``f5``.

    Raises ``AllianceError`` with a sentence for what is no key, or one that does not arrive or is taken.
    """
    parts = [text.strip()] if text.strip() == "," else [part.strip() for part in text.split(",")]
    return ",".join(_one_key(part) for part in parts)


def _one_key(text: str) -> str:
    if not text:
        raise AllianceError(say("A key is one word, such as 'f5'; several are parted by commas."))
    *held, last = text.split("+") if text != "+" and not text.endswith("++") else [*text.split("+")[:-2], "+"]
    held = [each.lower() for each in held]
    last = next((name for name, sign in SIGNS.items() if sign == last), last)
    last = last.lower() if len(last) > 1 or held else last
    if last.isdigit() and len(last) == 1:
        raise AllianceError(say("Digits choose from menus and do nothing else."))
    letter = len(last) == 1 and last.isascii() and last.isalpha()
    if not letter and last not in SIGNS and last not in NAMED_KEYS:
        near = did_you_mean(last, [*NAMED_KEYS, *SIGNS])
        raise AllianceError(say("There is no key '{key}'.", key=visible(text)[:40]) + near)
    if odd := [each for each in held if each not in ("ctrl", "shift", "alt")]:
        raise AllianceError(say("'{key}' cannot be held: only ctrl, shift and alt can.", key=visible(odd[0])[:40]))
    key = "+".join([*held, last])
    if key in _SAME:
        raise AllianceError(say("Terminals send '{key}' as '{same}': take another key.", key=key, same=_SAME[key]))
    return key


def _source(file: Path, problems: Problems) -> Source | None:
    """The file as plain data; ``None`` if there is none or it cannot be read."""
    shown = visible(str(file))
    try:
        raw = _bytes(file)
    except FileNotFoundError:
        return None
    except OSError as error:
        problems.add(
            Place(shown, 1, 1), "unreadable", say("It cannot be read ({error}).", error=error.strerror or error)
        )
        return None
    text = decoded(raw, shown, problems)
    return read(shown, text, problems) if text is not None and text.strip() else None


def _bytes(file: Path) -> bytes:
    """What an ordinary file of bearable size holds. Raises ``OSError``."""
    found = disk.bytes_in(file, _MAX_BYTES + 1)
    if len(found) > _MAX_BYTES:
        raise OSError(0, say("it has more than {most} bytes", most=f"{_MAX_BYTES:,}"))
    return found


def _settings(source: Source, problems: Problems) -> Settings:
    """The settings of a file, as far as they can be used."""
    if not isinstance(source.data, Mapping):
        problems.add(source.place(()), "settings", say("Settings are lines such as 'theme: paper'."))
        return Settings()
    parts: dict[str, Callable[[], object]] = {
        "theme": lambda: _one_of(source, "theme", THEME_NAMES, problems),
        "pace": lambda: _one_of(source, "pace", PACES, problems),
        "language": lambda: _one_of(source, "language", available(), problems),
        "keys": lambda: dict(_keys(source, problems)),
    }
    for name in source.data:
        if name not in parts:
            hint = did_you_mean(str(name), parts).strip() or choice_of(parts).strip()
            problems.add(
                source.key_place((name,)), "settings", say("There is no setting '{name}'.", name=_short(name)), hint
            )
    found = {name: read_part() for name, read_part in parts.items() if name in source.data}
    return Settings(**{name: value for name, value in found.items() if value is not None})  # type: ignore[arg-type]


def _one_of(source: Source, name: str, known: Collection[str], problems: Problems) -> str | None:
    value = source.data[name] if isinstance(source.data, Mapping) else None
    if isinstance(value, str) and value in known:
        return value
    hint = did_you_mean(str(value), known).strip() or choice_of(known).strip()
    said = say(
        "There is no {name} '{value}'." if isinstance(value, str | int) else "The {name} is one word.",
        name=name,
        value=_short(value),
    )
    problems.add(source.place((name,)), "settings", said, hint)
    return None


def _keys(source: Source, problems: Problems) -> Iterator[tuple[str, str]]:
    """What each action's key is to be; faults are noted and left out."""
    keys = source.data["keys"] if isinstance(source.data, Mapping) else None
    if not isinstance(keys, Mapping):
        problems.add(source.place(("keys",)), "settings", say("Keys are lines such as 'chronicle: f5'."))
        return
    for action, key in keys.items():
        place = source.place(("keys", action))
        if not isinstance(action, str) or not _ACTION.fullmatch(action):
            problems.add(place, "settings", say("'{action}' is nothing that a key does.", action=_short(action)))
            continue
        try:
            yield action, key_called(str(key) if isinstance(key, str | int) else "")
        except AllianceError as error:
            problems.add(place, "settings", str(error))


def _short(value: object) -> str:
    """A value of a file, fit for one line of a terminal."""
    return visible(str(value))[:40]


def _told(problems: list[Problem]) -> str:
    """The first faults, a line each: ``settings.yaml, line 2: There is no theme 'papper'. Did you mean 'paper'?``"""
    lines = [
        say("{file}, line {line}:", file=each.place.file, line=each.place.line)
        + f" {each.message}{f' {each.hint}' if each.hint else ''}"
        for each in problems[:_MOST_TOLD]
    ]
    if len(problems) > _MOST_TOLD:
        lines.append(say("And {count} more like these.", count=len(problems) - _MOST_TOLD))
    return "\n".join([*lines, say("What is wrong in it is ignored.")]) if lines else ""
