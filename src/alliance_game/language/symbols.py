"""What the names of a ruleset mean: the table that expressions are understood with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..definitions import Library, RulesFolder, Track
from ..definitions.ruleset import Constant

SCOPES = ("world", "state", "pair", "crisis", "crisis_state")


@dataclass(frozen=True)
class Symbols:
    """Every name of one ruleset, with the constants of one game."""

    tracks: Mapping[str, Mapping[str, Track]]
    values: Mapping[str, Mapping[str, str]]
    constants: Mapping[str, int]
    lists: Mapping[str, tuple[int, ...]]
    agreements: Mapping[str, int | str]
    tags: frozenset[str]
    cards: frozenset[str]
    folder: RulesFolder
    folder_id: str
    players: int = 4
    secret: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    asked: set[str] = field(default_factory=set, compare=False)
    """The constants that were asked for: what asks for none means the same in every game."""
    ran: set[str] = field(default_factory=set, compare=False)
    """The blocks that something runs."""

    @cached_property
    def bare(self) -> frozenset[str]:
        """Names that stand alone."""
        return frozenset(self.constants) | {"players", "round", "first", "world"}

    def members(self, scope: str) -> frozenset[str]:
        """Names that something of this scope has: its tracks and its named values."""
        return frozenset(self.tracks[scope]) | frozenset(self.values[scope])


def symbols_of(library: Library, ruleset: str, players: int = 4, **constants: Constant) -> Symbols:
    """The names of a ruleset. ``constants`` win over the ruleset's own."""
    folder = library.rulesets[ruleset]
    rules = folder.ruleset
    numbers: dict[str, Constant] = dict(rules.constants) | dict.fromkeys(rules.options, 0)
    # What nobody chose only fills gaps, so that every name is known.
    for unchosen in (next(iter(rules.lengths.values())), *rules.difficulties.values()):
        numbers = {**unchosen, **numbers}
    numbers |= constants
    return Symbols(
        tracks={scope: getattr(rules.tracks, scope) for scope in SCOPES},
        values={scope: getattr(rules.values, scope, {}) for scope in SCOPES},
        constants={name: value for name, value in numbers.items() if isinstance(value, int)},
        lists={name: value for name, value in numbers.items() if not isinstance(value, int)},
        agreements={name: agreement.parties for name, agreement in folder.agreements.items()},
        tags=frozenset(rules.tags),
        cards=frozenset(library.cards),
        folder=folder,
        folder_id=ruleset,
        players=players,
        secret=frozenset(("state", name) for name, track in rules.tracks.state.items() if track.secret),
    )
