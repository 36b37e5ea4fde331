"""One file of content: strict YAML as plain data, and where every key and value stands.

Strict means: `null`, `true`, `false`, decimal integers of at most nine digits and text, and nothing else. A state may
be called `no`, a card `on`; `12:30`, `0x1F` and dates are text. No anchors, aliases, tags, merge keys, directives or
second documents. Lists become tuples, since definitions are frozen.
"""

import re
import unicodedata
from dataclasses import dataclass, field

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ..definitions.library import Path, Place
from ..letters import pile, unseen
from . import traps
from .plain_yaml import PlainLoader
from .problems import Problems

MAX_BYTES = 1_000_000
MAX_DEPTH = 32
MAX_NODES = 50_000

# Only the event stream of libyaml is safe to read: its composer recurses in C and can crash on deep nesting.
_LOADER = getattr(yaml, "CSafeLoader", PlainLoader)
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_MAYBE_INTEGER = frozenset("-0123456789")


class Unreadable(Exception):
    """Reading a file stops here; the problem is noted already."""


@dataclass(slots=True)
class Source:
    """A file as plain data. ``places`` has each value's line and column, ``keys`` those of each key."""

    file: str
    text: str
    data: object = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    inherited: dict[Path, "Source"] = field(default_factory=dict)

    def owner(self, path: Path) -> "Source":
        """The file that a part was written in: this one, unless the part is inherited."""
        ends = range(len(path), -1, -1) if self.inherited else ()
        return next((self.inherited[path[:end]] for end in ends if path[:end] in self.inherited), self)

    def place(self, path: Path) -> Place:
        """The place of a value, or of the nearest enclosing one."""
        for end in range(len(path), -1, -1):
            if (found := self.places.get(path[:end])) is not None:
                return Place(self.owner(path[:end]).file, *found)
        return Place(self.file, 1, 1)

    def key_place(self, path: Path) -> Place:
        """The place of the key that a value stands under; without a key, of the value."""
        found = self.keys.get(path)
        return Place(self.owner(path).file, *found) if found else self.place(path)

    def head_place(self, path: Path) -> Place:
        """Where a reader looks for a value: at its key, if the value itself begins on a later line."""
        place, key = self.place(path), self.key_place(path)
        return key if key.line < place.line else place

    def offset_place(self, path: Path, offset: int) -> Place:
        """The place of a character inside a text on one line; of the text's start, if it has several lines."""
        place = self.place(path)
        lines = self.owner(path).text.split("\n")
        if path not in self.places or place.line > len(lines):
            return place
        return place._replace(column=traps.column_inside(lines[place.line - 1], place.column, offset))

    def ends_before_comment(self, path: Path, offset: int) -> bool:
        """Whether a fault is at the end of a value in whose line a comment follows."""
        place = self.place(path)
        rest = self.owner(path).text.split("\n")[place.line - 1][place.column - 1 :]
        return rest[offset:].lstrip(" ").startswith("#") and path in self.places


def decoded(raw: bytes, file: str, problems: Problems) -> str | None:
    """The text of a file: UTF-8 without a byte order mark; lines may end as on Windows."""
    if len(raw) > MAX_BYTES:
        problems.add(Place(file, 1, 1), "too-big", f"The file has more than {MAX_BYTES:,} bytes.", "Split it up.")
    elif raw.startswith(b"\xef\xbb\xbf"):
        hint = 'Save it as "UTF-8", not "UTF-8 with BOM".'
        problems.add(Place(file, 1, 1), "byte-order-mark", "The file begins with a byte order mark.", hint)
    else:
        try:
            return raw.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            place = _place_in(raw[: error.start].decode("utf-8"), file)
            problems.add(place, "not-utf8", "The file is not UTF-8 text.", 'Save it as "UTF-8".')
    return None


def read(file: str, text: str, problems: Problems) -> Source | None:
    """Read one file, its characters composed (NFC).

    ``None`` if it cannot be read to its end; the reasons are then among the problems.
    """
    problems.texts[file] = text
    if (found := unseen(text)) is not None:
        _note_forbidden(_place_in(text[: found.start()], file), found.group(), problems)
        return None
    # A letter and its mark may be one character or two: columns, and what is compared, are of one of the ways.
    normal = unicodedata.normalize("NFC", text)
    for each in dict.fromkeys((text, normal)):
        problems.texts[file] = each
        if (at := pile(each)) is not None:
            _note_stacked(_place_in(each[:at], file), problems)
            return None
    source = Source(file, normal)
    try:
        source.data = _Builder(source, problems).build()
    except Unreadable:
        return None
    except yaml.YAMLError as error:
        problems.note(traps.explained(error, file, normal))
        return None
    except (RecursionError, MemoryError, ValueError) as error:
        problems.add(Place(file, 1, 1), "unreadable", f"The file cannot be read ({type(error).__name__}).")
        return None
    if source.data is None:
        problems.add(Place(file, 1, 1), "empty-file", "There is nothing in this file.")
        return None
    return source


def _place_in(before: str, file: str) -> Place:
    """The place behind a text, in a file that begins with it."""
    return Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _note_forbidden(place: Place, character: str, problems: Problems) -> None:
    if character == "\t":
        problems.add(place, "tab", "A tab character stands here.", "Use spaces.")
    else:
        message = f"An invisible character (U+{ord(character):04X}) stands here."
        problems.add(place, "forbidden-character", message, "Remove it.")


def _note_stacked(place: Place, problems: Problems) -> None:
    """Note marks that would grow out of their line, over what stands above it."""
    problems.add(place, "forbidden-character", "More than two marks stand on one letter here.", "Leave two at most.")


class _Open:
    """A list or mapping that is being read. In a mapping, ``key`` and ``next`` tell whose value comes now."""

    __slots__ = ("items", "key", "next", "pairs", "path")

    def __init__(self, path: Path, *, mapping: bool) -> None:
        self.path = path
        self.pairs: dict[str, object] | None = {} if mapping else None
        self.items: list[object] = []
        self.key: str | None = None
        self.next: Path = ()


class _Builder:
    """Builds plain data from YAML events, and stops at the first thing that strict YAML does not have.

    It runs for every key and value of every file, hence the long ``_scalar``: each call less is a tenth of the time.
    """

    def __init__(self, source: Source, problems: Problems) -> None:
        self._source = source
        self._places = source.places
        self._keys = source.keys
        self._problems = problems
        self._documents = 0
        self._top = root = _Open((), mapping=True)
        root.key = ""
        self._stack = [root]

    def build(self) -> object:
        """The data of the whole file. Raises ``Unreadable`` and ``yaml.YAMLError``."""
        root = self._top.pairs
        parser = _LOADER(self._source.text)
        try:
            while (event := parser.get_event()) is not None:
                if isinstance(event, ScalarEvent):
                    self._scalar(event)
                elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
                    self._close()
                else:
                    self._other(event)
        finally:
            parser.dispose()
        return root.get("") if root else None

    def _other(self, event: Event) -> None:
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self._open(event)
        elif isinstance(event, DocumentStartEvent):
            self._document(event)
        elif isinstance(event, AliasEvent):
            self._refuse(event, "alias", "A value cannot begin with `*`.", traps.QUOTES)

    def _document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        if event.version or event.tags:
            self._refuse(event, "directive", "A line that begins with `%` is not allowed.", "Remove it.")
        if self._documents > 1:
            self._refuse(event, "several-documents", "A second document begins here.", "One file holds one thing.")

    def _scalar(self, event: ScalarEvent) -> None:
        text, mark, top = event.value, event.start_mark, self._top
        data: object = text
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if not event.style:
            if text in _WORDS:
                data = _WORDS[text]
            elif text[0] in _MAYBE_INTEGER and _INTEGER.fullmatch(text):
                data = int(text)
        elif event.style == '"':
            data = text = self._without_escapes(event)
        assert mark is not None
        position = (mark.line + 1, mark.column + 1)
        if top.pairs is None:
            self._places[(*top.path, len(top.items))] = position
            top.items.append(data)
        elif top.key is None:
            if data is not text or text in top.pairs or ")" in text or text == "<<":
                self._odd_key(top, event, data)
            top.key = text
            top.next = path = (*top.path, text)
            self._keys[path] = position
        else:
            self._places[top.next] = position
            top.pairs[top.key] = data
            top.key = None
        if len(self._places) > MAX_NODES:
            self._refuse(event, "too-big", f"The file has more than {MAX_NODES:,} values.", "Split it up.")

    def _odd_key(self, top: _Open, event: ScalarEvent, data: object) -> None:
        """Note what is wrong with a key."""
        key = event.value
        if not isinstance(data, str):
            self._note(event, "key-not-text", f"`{key}` is not text, but a key must be.", traps.QUOTES)
        elif ")" in key:
            message = f"'{traps.short(key)}' is taken for a key: inside {{ }} a comma ends the value."
            self._note(event, "comma-in-braces", message, "Put the value in quotes.")
        elif key == "<<" and not event.style:
            self._refuse(event, "merge-key", "`<<` is not allowed here.", "Write the fields out.")
        elif top.pairs is not None and key in top.pairs:
            line, column = self._keys[*top.path, key]
            message = f"`{traps.short(key)}` is written twice, first in line {line}, column {column}."
            self._note(event, "duplicate-key", message, "Remove one.")

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        top = self._top
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if len(self._stack) > MAX_DEPTH:
            self._refuse(event, "too-deep", f"More than {MAX_DEPTH} lists and mappings are inside each other here.")
        if top.pairs is not None and top.key is None:
            self._refuse(event, "key-not-text", "A key must be text.", "Put it in quotes, or remove the `?`.")
        path = top.next if top.pairs is not None else (*top.path, len(top.items))
        self._places[path] = _start(event)
        self._top = _Open(path, mapping=isinstance(event, MappingStartEvent))
        self._stack.append(self._top)

    def _close(self) -> None:
        """A list or mapping is complete: it goes where the one around it expects it."""
        done = self._stack.pop()
        data = tuple(done.items) if done.pairs is None else done.pairs
        self._top = top = self._stack[-1]
        if top.pairs is None:
            top.items.append(data)
        elif top.key is not None:
            top.pairs[top.key] = data
            top.key = None

    def _without_escapes(self, event: ScalarEvent) -> str:
        """A value in double quotes: what is refused in files can still be written as an escape, ``"\\u202e"``."""
        if (found := unseen(event.value)) is not None:
            _note_forbidden(Place(self._source.file, *_start(event)), found.group(), self._problems)
            raise Unreadable
        normal = unicodedata.normalize("NFC", event.value)
        if pile(event.value) is not None or pile(normal) is not None:
            _note_stacked(Place(self._source.file, *_start(event)), self._problems)
            raise Unreadable
        return normal

    def _refuse_marks(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.anchor is not None:
            self._refuse(event, "anchor", "A value cannot begin with `&`.", traps.QUOTES)
        self._refuse(event, "tag", "A value cannot begin with `!`.", traps.QUOTES)

    def _refuse(self, event: Event, code: str, message: str, hint: str = "") -> None:
        self._note(event, code, message, hint)
        raise Unreadable

    def _note(self, event: Event, code: str, message: str, hint: str) -> None:
        self._problems.add(Place(self._source.file, *_start(event)), code, message, hint)


def _start(event: Event) -> tuple[int, int]:
    """Line and column of what an event reports."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
