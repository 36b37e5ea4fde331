"""Settings: every game that a ruleset can be played as, told by its constants and its number of states."""

from collections.abc import Iterator, Mapping
from itertools import islice, product

from ....definitions import Library, Ruleset, Scenario
from ....definitions.ruleset import Constant

Game = Mapping[str, int]
"""The numbers of one game: constants by name, and ``players``."""

MANY_SEATS = range(2, 7)
"""Numbers of states of a ruleset that no scenario uses yet."""
MANY_GAMES = 10_000
"""Of a ruleset with more combinations of scenarios, lengths, difficulties and numbers of states nothing is said."""
MANY_OPTIONS = 6
"""With more options in one expression than this, they are only taken all off, all on, and one at a time."""


class Settings:
    """All scenarios of a ruleset with all their lengths, difficulties, options and numbers of states."""

    def __init__(self, library: Library, ruleset: str) -> None:
        self._rules = library.rulesets[ruleset].ruleset
        scenarios = [each for _, each in sorted(library.scenarios.items()) if each.ruleset == ruleset]
        found = list(islice((game for each in scenarios or (None,) for game in self._of(each)), MANY_GAMES + 1))
        self._games = found if len(found) <= MANY_GAMES else []
        self._known: dict[frozenset[str], tuple[Game, ...]] = {}

    def games(self, names: frozenset[str]) -> tuple[Game, ...]:
        """The different games, as far as these names go; none, if there are more than anybody can look at."""
        if names not in self._known:
            found: dict[tuple[int, ...], Game] = {}
            wanted = sorted(names)
            for game, fixed in self._games:
                for chosen in _chosen([name for name in wanted if name in self._rules.options and name not in fixed]):
                    numbers = {name: (game | chosen).get(name, 0) for name in wanted}
                    found.setdefault(tuple(numbers.values()), numbers)
            self._known[names] = tuple(found.values())
        return self._known[names]

    def toil(self, names: frozenset[str]) -> int:
        """How many games have to be looked at to tell those apart in which these names differ; 0 if that is done."""
        if names in self._known:
            return 0
        options = sum(name in self._rules.options for name in names)
        return len(self._games) * (2**options if options <= MANY_OPTIONS else options + 2)

    def _of(self, scenario: Scenario | None) -> Iterator[tuple[dict[str, int], frozenset[str]]]:
        """The games of a scenario without options, and the names that it sets for good."""
        rules = self._rules
        fixed: dict[str, Constant] = dict(scenario.constants) if scenario else {}
        seats = range(scenario.seats.min, scenario.seats.max + 1) if scenario else MANY_SEATS
        for length, difficulty, players in product(
            rules.lengths.values(), rules.difficulties.values() or ({},), seats or MANY_SEATS
        ):
            numbers = {**_unchosen(rules), **length, **difficulty, **fixed}
            whole = {name: value for name, value in numbers.items() if isinstance(value, int)}
            yield whole | {"players": players}, frozenset(fixed)


def _unchosen(rules: Ruleset) -> dict[str, Constant]:
    """What holds where nothing was chosen: the ruleset's own, options off, gaps filled."""
    numbers: dict[str, Constant] = dict(rules.constants) | dict.fromkeys(rules.options, 0)
    for gaps in (next(iter(rules.lengths.values())), *rules.difficulties.values()):
        numbers = {**gaps, **numbers}
    return numbers


def _chosen(options: list[str]) -> Iterator[dict[str, int]]:
    """Ways to choose options."""
    if len(options) <= MANY_OPTIONS:
        yield from (dict(zip(options, chosen, strict=True)) for chosen in product((0, 1), repeat=len(options)))
        return
    yield dict.fromkeys(options, 0)
    yield dict.fromkeys(options, 1)
    yield from ({**dict.fromkeys(options, 0), one: 1} for one in options)
