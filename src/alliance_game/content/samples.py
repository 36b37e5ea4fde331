"""Names of a ruleset to show to an author: those that examples, snippets and first files are made of."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..definitions import Library, RulesFolder
from ..definitions.cards import CrisisCard, IncidentCard
from ..definitions.tracks import Track


class Named(NamedTuple):
    """A track to write about."""

    id: str
    title: str
    better: str
    lowest: int
    highest: int

    @property
    def middle(self) -> int:
        """A value with room on both sides."""
        return (self.lowest + self.highest) // 2

    @property
    def high(self) -> int:
        """A value that is much of it."""
        return self.lowest + (self.highest - self.lowest) * 4 // 5

    @property
    def gain(self) -> int:
        """One step to the better."""
        return -1 if self.better == "lower" else 1


class Sample(NamedTuple):
    """What a ruleset has; the first of each is a good example."""

    world: tuple[Named, ...] = ()
    state: tuple[Named, ...] = ()
    pair: tuple[Named, ...] = ()
    price: str | None = None
    """The track of a state that most things are paid with."""
    start: str | None = None
    """The track of a crisis that cards set most often."""
    tag: str | None = None
    """The tag that most crises have."""
    group: str | None = None
    """The menu with the most tactics."""
    deck: str | None = None
    lengths: tuple[str, ...] = ()
    has_crises: bool = False
    has_agendas: bool = False


def sample_of(library: Library, ruleset: str) -> Sample:
    """The names of one ruleset.

    Tracks that people see as numbers and that have a better side come first, in the order of the ruleset.
    """
    folder = library.rulesets[ruleset]
    rules = folder.ruleset
    crises = [card for card in _cards(library, ruleset) if isinstance(card, CrisisCard)]
    return Sample(
        world=_named(rules.tracks.world),
        state=_named(rules.tracks.state),
        pair=_named(rules.tracks.pair),
        price=_most((name for cost in _costs(library, ruleset, folder) for name in cost), ()),
        start=_most((name for card in crises for name in card.start), rules.tracks.crisis),
        tag=_most((name for card in crises for name in card.tags), rules.tags),
        group=_most((each.group for each in folder.tactics.values() if each.group), rules.groups),
        deck=next(iter(rules.decks), None),
        lengths=tuple(rules.lengths),
        has_crises=rules.crises is not None,
        has_agendas=rules.agendas is not None,
    )


def _named(tracks: Mapping[str, Track]) -> tuple[Named, ...]:
    """Tracks as examples, those in which a change stays and matters first."""
    order = sorted(tracks, key=lambda name: not _is_plain(tracks[name]))
    return tuple(_one(name, tracks[name]) for name in order)


def _one(name: str, track: Track) -> Named:
    return Named(name, track.title or name, track.better, track.min, track.max)


def _is_plain(track: Track) -> bool:
    settled = track.reset is None and track.deal is None and track.secret is None
    return settled and track.show == "number" and track.better != "neither"


def _most(names: Iterable[str], known: Iterable[str]) -> str | None:
    """The name that is used most, the first of those known if none is used."""
    used = Counter(names).most_common(1)
    return used[0][0] if used else next(iter(known), None)


def _cards(library: Library, ruleset: str) -> Iterator[CrisisCard | IncidentCard]:
    scenarios = [name for name, each in library.scenarios.items() if each.ruleset == ruleset]
    known = {name: held.card for scenario in scenarios for name, held in library.cards_of(scenario)}
    return (card for _, card in sorted(known.items()))


def _costs(library: Library, ruleset: str, folder: RulesFolder) -> Iterator[Iterable[str]]:
    for tactic in folder.tactics.values():
        yield from (form.cost for _, form in tactic.all_forms())
    for card in _cards(library, ruleset):
        if isinstance(card, IncidentCard):
            yield from (choice.cost for choice in card.choices.values())
