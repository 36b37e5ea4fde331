"""Pairs of games, turned into comparisons: how much differs with a card, and how sure that is."""

from collections import Counter
from collections.abc import Iterator
from typing import TypedDict

from ...describe import naming
from ...engine.rules import Rules
from ...language.program import CardRule
from ...sim.intervals import Average, paired_shares
from ...sim.pairs import Measure, Paired
from ...sim.report import MeanReport, SetupReport, Writing, mean_of, rounded
from ...sim.tally import Histogram, averaged, number, total
from ...sim.traces import Trace, traces_of

GROUPS = ("game", "wins", "end", "later", "hit")
"""What is looked at together: how the game went, who won, where tracks stand at its end and a round after the card
came, and the same for the state that the card hit."""
ENOUGH = 10
"""Fewer pairs are too few to say anything."""


class Comparison(TypedDict):
    """One number with the card and without it, and the difference: over all pairs, and where the card came up.

    A ``share`` counts games, in 0..1; a number of states is the mean of all of them. What is known only where the card
    came up has no ``every``, and its ``without`` and ``with_card`` are of these pairs.
    """

    group: str
    name: str
    title: str
    share: bool
    without: float
    with_card: float
    every: MeanReport | None
    came: MeanReport


class Picked(TypedDict):
    """How often a bot took a choice, of the times that the card asked it."""

    bot: str
    choice: str
    text: str
    picked: int
    asked: int


class Influence(TypedDict):
    """What a card does, as far as so many pairs of games tell; ``came`` of them are those in which it came up."""

    card: str
    title: str
    kind: str
    setup: SetupReport
    bots: list[str]
    pairs: int
    came: int
    seconds: float
    comparisons: list[Comparison]
    choices: list[Picked]


def influence_of(paired: Paired) -> Influence:
    """Everything that is known of the pairs that were finished."""
    return Reckoning(paired).influence()


class Reckoning:
    """An influence being reckoned."""

    def __init__(self, paired: Paired) -> None:
        self.paired = paired
        self.rules: Rules = paired.rules
        self.tally = paired.tally
        self.histograms = paired.tally.histograms()
        self.card = next(card for card in self.rules.program.cards if card.id == paired.card)

    def of(self, *what: str | int) -> Histogram:
        """The histogram of something; empty if it never happened."""
        return self.histograms.get(what, Counter())

    def influence(self) -> Influence:
        """All of it."""
        paired = self.paired
        card = next(card for card in self.rules.program.cards if card.id == paired.card)
        return Influence(
            card=card.id,
            title=card.title,
            kind="crisis" if card.crisis else "incident",
            setup=Writing(self.rules, paired.bots, paired.seed, self.tally).setup(),
            bots=list(paired.bots),
            pairs=self.tally["pairs",],
            came=self.tally["came",],
            seconds=round(paired.seconds, 3),
            comparisons=[*self.comparisons()] if self.tally["pairs",] else [],
            choices=[*self.choices()],
        )

    # Comparisons

    def comparisons(self) -> Iterator[Comparison]:
        """How games went, who won, and what became of every track."""
        if self.of("all", "collapse"):
            yield self.compared("game", ("collapse",), "collapse", share=True)
        yield self.compared("game", ("rounds",), "rounds a game")
        yield self.compared("game", ("lead changes",), "lead changes a game")
        for seat, state in enumerate(self.rules.states):
            yield self.compared("wins", ("win", seat), f"{state.title} wins", share=True)
        if self.of("all", "hit", "win"):
            yield self.compared("wins", ("hit", "win"), f"{whom(self.card)} wins", share=True)
        traces = list(traces_of(self.rules))
        for group in ("end", "later") if self.tally["came",] else ("end",):
            yield from (self.of_track(group, trace) for trace in traces)
        for when, said in (("end", "at the end"), ("later", "a round later")):
            for trace in traces:
                if self.of("all", "hit", when, trace.scope, trace.name):
                    title = f"{naming.track(self.rules, trace.scope, trace.name)} {said}"
                    yield self.compared("hit", ("hit", when, trace.scope, trace.name), title)

    def of_track(self, group: str, trace: Trace) -> Comparison:
        """A track of the world, or the mean of one that every state has."""
        title = naming.track(self.rules, trace.scope, trace.name)
        of = ", all states" if trace.scope == "state" else ""
        return self.compared(group, (group, trace.scope, trace.name), f"{title}{of}", len(trace.cells))

    def compared(self, group: str, measure: Measure, title: str, among: int = 1, share: bool = False) -> Comparison:
        """One number; ``among`` so many states, if it is the sum of theirs."""
        without, with_card = (averaged(self.of(side, *measure)).mean / among for side in ("without", "with"))
        everywhere = measure[0] not in ("later", "hit")
        return Comparison(
            group=group,
            name=" ".join(str(part) for part in self.named(measure)),
            title=title,
            share=share,
            without=rounded(without),
            with_card=rounded(with_card),
            every=difference(self.of("all", *measure), share, among) if everywhere else None,
            came=difference(self.of("came", *measure), share, among),
        )

    def named(self, measure: Measure) -> Measure:
        """A measure as it is called in files: seats by the ids of their states."""
        return tuple(self.rules.states[part].id if isinstance(part, int) else part for part in measure)

    # Choices

    def choices(self) -> Iterator[Picked]:
        """What each bot chose on the card; one that was never asked is left out."""
        for name in dict.fromkeys(self.paired.bots):
            asked = sum(self.tally["choice", name, choice.id] for choice in self.card.choices)
            for choice in self.card.choices if asked else ():
                picked = self.tally["choice", name, choice.id]
                yield Picked(bot=name, choice=choice.id, text=choice.text, picked=picked, asked=asked)


def whom(card: CardRule) -> str:
    """The state that a card picks."""
    return "the state it hits" if card.crisis else "the state it is about"


def difference(histogram: Histogram, share: bool, among: int = 1) -> MeanReport:
    """The mean difference of pairs.

    Where all pairs differ alike, or none does, their scatter says nothing: then a mean has no interval, unless there
    are many of them and it is not 0.
    """
    if share:
        return mean_of(paired_shares(histogram[1], histogram[-1], number(histogram)))
    found = averaged(histogram)
    alike = len(histogram) < 2 and (not total(histogram) or found.number < ENOUGH)
    if found.interval is None or alike:
        return mean_of(Average(found.mean / among, None, found.number))
    low, high = found.interval
    return MeanReport(
        mean=rounded(found.mean / among), low=rounded(low / among), high=rounded(high / among), number=found.number
    )
