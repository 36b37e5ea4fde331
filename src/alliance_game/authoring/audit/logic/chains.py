"""Chains: cards that let each other come, without an end or without a pause."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ....definitions import Track
from ....language.program import CardRule
from ....language.steps import ChangeStep, ForEachStep, RunStep, ScheduleStep, Site, Step, Steps, walk
from ....language.tree import Number
from .ledger import Claim, Ledger, Spot


class Link(NamedTuple):
    """One card lets another come, whenever it comes itself."""

    card: str
    rounds: int
    site: int


class Chains:
    """The links between cards, and the circles that they make."""

    def __init__(self, cards: Iterable[CardRule], sites: list[Site], tracks: Mapping[str, Track]) -> None:
        self._cards = {card.id: card for card in cards}
        self._sites = sites
        self._tracks = tracks
        self._links = {name: tuple(_links(card)) for name, card in self._cards.items()}

    def look(self, ledger: Ledger) -> None:
        """Claim what never ends."""
        for name in sorted(self._links):
            circle = self._circle(name, 0)
            if circle and name == min(self._names(circle)):
                ledger.say(self._spot(circle[0]), "chain", _endless(name, self._names(circle)))
                continue
            circle = self._circle(name, 20)
            if circle and name == min(self._names(circle)) and (claim := self._climbing(name, circle)) is not None:
                ledger.say(self._spot(circle[0]), "chain", claim)

    def _circle(self, start: str, most: int) -> list[Link]:
        """The shortest way from a card back to itself over links of so many rounds at most."""
        ways: list[list[Link]] = [[]]
        seen = set[str]()
        while ways:
            way = ways.pop(0)
            for link in self._links.get(way[-1].card if way else start, ()):
                if link.rounds <= most and link.card == start:
                    return [*way, link]
                if link.rounds <= most and link.card not in seen:
                    seen.add(link.card)
                    ways.append([*way, link])
        return []

    @staticmethod
    def _names(circle: list[Link]) -> list[str]:
        return [link.card for link in circle]

    def _spot(self, link: Link) -> Spot:
        site = self._sites[link.site]
        return Spot(site.kind, (*site.path[:-1], "in"))

    def _climbing(self, name: str, circle: list[Link]) -> Claim | None:
        """A track of the world that each turn of a circle makes worse by the same amount."""
        rounds = sum(link.rounds for link in circle)
        every = "every round" if rounds == 1 else f"every {rounds} rounds"
        for track, total in sorted(self._turn(self._names(circle)).items()):
            better = self._tracks[track].better
            if (better == "lower" and total > 0) or (better == "higher" and total < 0):
                does = f"{'raises' if total > 0 else 'lowers'} `world.{track}` by {abs(total)}"
                message = f"'{name}' comes back {every} to the end, and {does} each time."
                hint = "Give it an end: put the `schedule` into an `if` or a `chance`."
                return Claim("chain-climbs", message, hint, False)
        return None

    def _turn(self, cards: list[str]) -> dict[str, int]:
        """What one turn adds to tracks of the world; tracks that something else changes too are left out."""
        sums: dict[str, int] = {}
        unsure = set[str]()
        for card in cards:
            sure = {step.site for step in _sure_steps(_effects(self._cards[card]))}
            steps = [step for made in self._cards[card].procedures() for step in walk(made.steps)]
            for step in steps:
                if isinstance(step, ChangeStep) and step.place.scope == "world":
                    track, by = step.place.name, step.amount
                    if step.site in sure and isinstance(by, Number) and by.fixed and not step.sets:
                        sums[track] = sums.get(track, 0) + by.value
                    else:
                        unsure.add(track)
        return {track: total for track, total in sums.items() if track not in unsure}


def _endless(name: str, circle: list[str]) -> Claim:
    way = ", which brings ".join(f"'{card}'" for card in circle) if circle != [name] else "itself"
    message = f"'{name}' always brings {way} at once: the round would never end."
    return Claim(
        "chain-runs-away", message, "Let a round pass with `in: 1`, or put the `schedule` into an `if` or a choice."
    )


def _links(card: CardRule) -> Iterator[Link]:
    """What an incident always lets come: by its effects, or whatever is chosen."""
    if card.crisis or any(choosing is not None and choosing.where is not None for choosing in (card.who, card.about)):
        return
    lists = [_sure_steps(choice.perform.steps) for choice in card.choices]
    scheduled = [[step for step in steps if isinstance(step, ScheduleStep)] for steps in lists]
    always = [step for step in _sure_steps(_effects(card)) if isinstance(step, ScheduleStep)]
    if scheduled:
        always += [step for step in scheduled[0] if all(_has(others, step) for others in scheduled[1:])]
    for step in always:
        yield Link(step.card, step.rounds, step.site)


def _has(steps: list[ScheduleStep], wanted: ScheduleStep) -> bool:
    return any((step.card, step.rounds) == (wanted.card, wanted.rounds) for step in steps)


def _effects(card: CardRule) -> Steps:
    return card.effects.steps if card.effects is not None and not card.crisis else ()


def _sure_steps(steps: Steps) -> Iterator[Step]:
    """The steps that are carried out whatever happens."""
    for step in steps:
        yield step
        if isinstance(step, RunStep) or (
            isinstance(step, ForEachStep) and step.source == "states" and step.where is None
        ):
            yield from _sure_steps(step.do)
