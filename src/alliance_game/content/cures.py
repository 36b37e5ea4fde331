"""Cures: what to write where a value has the wrong shape, in the words of the rulesets that are there."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ..definitions import Ruleset
from ..definitions.effects import VERBS
from ..definitions.library import Path
from ..language.misnamed import number_meant
from .source import Source
from .traps import short

_EFFECTS = frozenset(("effects", "opens", "met", "failed", "do", "then", "else"))
_SELECTORS = frozenset(("who", "target", "about"))
_TRUTH = {"yes": "true", "no": "false", "on": "true", "off": "false", "True": "true", "False": "false"}
_BY = re.compile(r"(?:change|add|raise|lower)?\s*([a-z_][\w.()]*)\s*(?:by\s+)?([-+]?)=?\s*(\d{1,9})")
_FRACTION = re.compile(r"[-+]?[0-9]*[.,][0-9]+")
_WIDTH = 60


@dataclass(frozen=True)
class Words:
    """The tracks that rulesets have, by what they belong to, with the highest value of each.

    ``payable`` are those in which their tactics have a price, the most usual first.
    """

    tracks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    payable: tuple[str, ...] = ()

    def written(self, name: str, state: str) -> str | None:
        """A track as an effect names it; ``None`` if there is none of this name."""
        forms = {"state": f"{state}.{name}", "world": f"world.{name}", "pair": f"{state}.{name}(other)"}
        return next((form for scope, form in forms.items() if name in self.tracks.get(scope, ())), None)


NO_WORDS = Words()


def words_of(rulesets: Iterable[Ruleset], tactics: Iterable[Source]) -> Words:
    """The words of these rulesets, and of tactics as they are written."""
    tracks: dict[str, dict[str, int]] = {"world": {}, "state": {}, "pair": {}}
    for ruleset in rulesets:
        for scope, known in tracks.items():
            for name, track in getattr(ruleset.tracks, scope).items():
                known[name] = max(track.max, known.get(name, track.max))
    costs = [source.data.get("cost") for source in tactics if isinstance(source.data, dict)]
    paid = Counter(track for cost in costs if isinstance(cost, dict) for track in cost if track in tracks["state"])
    return Words(tracks, tuple(track for track, _ in sorted(paid.items(), key=lambda each: (-each[1], each[0]))))


class Cures:
    """What to write in one file; ``state`` is what the state that a thing is about is called in it."""

    def __init__(self, kind: str, data: object, words: Callable[[], Words]) -> None:
        self._words = words
        crisis = isinstance(data, dict) and data.get("kind") == "crisis"
        self._state = ("target" if crisis else "who") if kind == "card" else "self"

    def of(self, path: Path, value: object, expected: str) -> str:
        """What to write for a value that should be of another kind; empty if that is anybody's guess."""
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        entry = bool(path) and isinstance(path[-1], int)
        if isinstance(value, str) and (said := self._of_text(value, expected)):
            return said
        if name in _SELECTORS and not entry:
            return self._selector(str(value))
        if name == "cost":
            return self._cost(value)
        if name == "choices" and isinstance(value, tuple):
            return "Give each choice a name and a colon instead of its dash, such as `wait:`."
        if expected == "a list":
            return self._list(name, value)
        if entry and name in _EFFECTS and isinstance(value, str):
            return self.effect(value)
        return "Write its entries below it, or remove it." if value is None and expected == "keys with values" else ""

    def most_payable(self, path: Path) -> int | None:
        """The most of a track that a state can ever pay; ``None`` if this is no price in a track that is known."""
        is_price = len(path) > 1 and path[-2] == "cost"
        return self._words().tracks.get("state", {}).get(str(path[-1])) if is_price else None

    def effect(self, said: str) -> str:
        """An effect that was written as a sentence."""
        found = _BY.fullmatch(said.strip())
        if found is None:
            return "Write it in braces, each key with its colon, such as `{change: TRACK, by: 1}`."
        place = self._words().written(found[1], self._state) or found[1]
        return f"Write `{{change: {place}, by: {found[2].replace('+', '')}{found[3]}}}`."

    def verb(self, data: Mapping[str, object]) -> str:
        """An effect that names a track where its verb should be: ``{support: 2}``."""
        for key, value in data.items():
            number = number_meant(value) if isinstance(value, str) else value
            name = key.rpartition(".")[2]
            if isinstance(number, int) and not isinstance(number, bool) and (place := self._track(key, name)):
                return f"Write `{{change: {place}, by: {number}}}`."
        return ""

    def _track(self, key: str, name: str) -> str | None:
        written = self._words().written(name, self._state)
        return key if written is not None and key != name else written

    def _of_text(self, value: str, expected: str) -> str:
        """A number or a truth that was written as a word."""
        if expected == "a whole number" and (number := number_meant(value)) is not None:
            return f"Write `{number}`."
        if expected == "a whole number" and _FRACTION.fullmatch(value.strip()):
            return "Whole numbers only."
        return f"Write `{_TRUTH[value]}`." if "`true`" in expected and value in _TRUTH else ""

    def _selector(self, value: str) -> str:
        """A state that was named, or described in words."""
        names = re.findall(r"[a-z_]+", value.lower())
        known = self._words().tracks.get("state", {})
        track = next((name for name in names if name in known), next(iter(self._words().payable), "TRACK"))
        word = "least" if {"least", "lowest", "fewest", "poorest"} & {*names} else "most"
        return f"A card names no state: write `any`, or what marks the one it means, such as `{{{word}: it.{track}}}`."

    def _cost(self, value: object) -> str:
        words = re.findall(r"[a-z_]+|\d{1,9}", value.lower()) if isinstance(value, str) else []
        known = self._words().tracks.get("state", {})
        pays = next((word for word in words if word in known), next(iter(self._words().payable), "TRACK"))
        numbers = (int(word) if word.isdecimal() else number_meant(word) for word in words)
        number = next((number for number in numbers if number), None) if words else value
        price = number if isinstance(number, int) and not isinstance(number, bool) else 1
        return f"Say what is paid: `cost: {{{pays}: {price}}}`."

    def _list(self, name: str, value: object) -> str:
        if value is None:
            return "Write `[]` if there are none."
        if isinstance(value, dict):
            example = _on_a_line(value) if any(verb in value for verb in VERBS) else None
            return f"Begin every entry with a dash: `- {example or '{…}'}`."
        if isinstance(value, str) and name in _EFFECTS:
            return f"Every effect begins with a dash. {self.effect(value)}"
        return f"Put it in brackets: `[{short(str(value), 30)}]`." if isinstance(value, (str, int)) else ""


def _on_a_line(data: Mapping[str, object]) -> str | None:
    """An effect in braces; ``None`` if it is long or has lists in it."""
    if not all(isinstance(value, (str, int)) for value in data.values()):
        return None
    text = "{" + ", ".join(f"{key}: {value}" for key, value in data.items()) + "}"
    return text if len(text) <= _WIDTH else None
