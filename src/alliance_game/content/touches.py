"""Files that build on others: what each of them says it does, and to what."""

from typing import NamedTuple

from ..definitions.library import Place
from .folders import Key, in_pack
from .parts import Part, planted
from .patching import patched
from .problems import Problems
from .source import Source
from .traps import short
from .validation import validated

WAYS = ("extends", "patch", "replace")
"""How a file can build on another: be a new thing like it, change it, or take its place."""
Names = tuple[str, ...]


def word_of(key: Key) -> str:
    """What people call a thing of this kind."""
    return "codex entry" if key[0] == "codex" else key[0]


def way_of(source: Source) -> str | None:
    """How a file builds on another, if it does."""
    return next((way for way in WAYS if way in source.data), None) if isinstance(source.data, dict) else None


def is_clear(key: Key, source: Source, problems: Problems) -> bool:
    """Whether a file says in one way, and by an id, what it builds on; if not, problems tell."""
    said = [way for way in WAYS if isinstance(source.data, dict) and way in source.data]
    if len(said) > 1:
        message = "A file has only one of `extends`, `patch` and `replace`."
        problems.add(source.key_place((said[1],)), "does-not-fit", message, "Make two files of it.")
        return False
    if not said or not isinstance(source.data, dict) or isinstance(source.data[said[0]], str):
        return True
    # A ruleset has `extends` as a field, which is checked with the others.
    if key[0] != "ruleset" or said[0] != "extends":
        message = f"`{said[0]}` must be text: the id of the {word_of(key)} that is meant."
        problems.add(source.head_place((said[0],)), "wrong-type", message)
        return False
    return True


class Touch(NamedTuple):
    """A file that patches or replaces something written elsewhere."""

    name: str
    """The file's name."""
    target: Key
    source: Source
    replaces: bool

    @property
    def pack(self) -> str:
        """The pack that it is in."""
        return in_pack(self.name)[0]

    @property
    def place(self) -> Place:
        """Where it names what it touches."""
        return self.source.place(("replace" if self.replaces else "patch",))

    def applied(self, part: Part | None, problems: Problems) -> tuple[Part | None, dict[Names, Place]]:
        """The thing afterwards, and the paths in it that have this file's values now."""
        if self.replaces:
            whole = planted(self.source)
            fields = {key: part for key, part in whole.fields.items() if key != "replace"}
            return whole.having(fields), {(): self.place}
        if part is None:
            return None, {}
        changed, firm = patched(part, self.source, f"{word_of(self.target)} '{short(self.target[-1])}'", problems)
        return changed, {change.names: change.place for change in firm}


def touch_of(key: Key, name: str, source: Source, problems: Problems) -> Touch | None:
    """What a file of this key touches; ``None`` if its shape is wrong, which problems tell."""
    way = way_of(source)
    if not isinstance(source.data, dict) or way not in ("patch", "replace"):
        return None
    if way == "patch" and validated("patch", source, problems) is None:
        return None
    return Touch(name, (*key[:-1], source.data[way]), source, way == "replace")


def is_touching(source: Source) -> bool:
    """Whether a file defines nothing itself."""
    return way_of(source) in ("patch", "replace")
