"""Sections about how games go: the world by round, tactics, crises, cards, and what the rules count."""

from collections.abc import Iterator, Sequence
from math import inf

from ...definitions.tracks import Track
from ..report import MeanReport, Report
from . import words
from .amounts import NONE, average, count, decimal, percent, share
from .exhibits import BETWEEN, Compared, Count, Heads, by_share, cells, ends, mean_bars, shares, together
from .parts import Bar, Column, Exhibit, Section, Table
from .pictures import course, scale_for
from .titles import Titles, capital
from .words import Kind

CRISIS = Kind("crisis", "is met", "are met", "the times that it was settled", "the share of all crises together")
SHORT = 20
"""A track with so many steps is shown from end to end."""
STRONGEST = 12
"""So many cards are drawn in the picture of a track; the table has them all."""
EFFECTS_NOTE = (
    "A round with the card on the table is compared with rounds of the same number in games in which it was not. "
    "What goes together with a card need not be its doing: it takes the place of another card, "
    "and a crisis that nobody met stays longer. "
    f"The picture has the {STRONGEST} cards that stand out most."
)


def playing(report: Report, titles: Titles) -> Iterator[Section]:
    """All of them, so far as the game has such a thing."""
    tracks = shown_tracks(report, titles)
    if tracks:
        yield world(report, titles, tracks)
    yield tactics(report, titles)
    if any(card["met"] + card["failed"] for card in report["cards"].values()):
        yield crises(report, titles)
    if report["card_effects"]:
        yield from (effects(report, titles, track) for track in tracks)
    if report["tallies"]:
        yield tallies(report, titles)


def shown_tracks(report: Report, titles: Titles) -> list[str]:
    """The world tracks that people see as numbers."""
    found = {name: titles.world_track(name) for name in report["world"]}
    return [name for name, track in found.items() if track is not None and track.show == "number"]


# The world


def world(report: Report, titles: Titles, tracks: Sequence[str]) -> Section:
    """The world tracks by round."""
    found = [
        (titles.track(name), titles.world_track(name), [point for point in report["world"][name] if point["number"]])
        for name in tracks
    ]
    return Section(
        "world",
        "What happens to the world?",
        words.courses([(title, points) for title, _, points in found]),
        tuple(by_round(title, track, points) for title, track, points in found),
        ("A game that has ended is counted up to its last round, so later rounds tell of the games that got there.",),
    )


def by_round(title: str, track: Track | None, means: Sequence[MeanReport]) -> Exhibit:
    """One track, and how many games were still played; of a short track the picture shows the whole."""
    whole = [track.min, track.max] if track is not None and track.max - track.min <= SHORT else [0]
    points = [Bar("start" if at == 0 else str(at), average(mean)) for at, mean in enumerate(means)]
    rows = [(each.label, count(mean["number"]), *cells(each.amount)) for each, mean in zip(points, means, strict=True)]
    columns = (Column("After round", number=False), Column("Games"), Column("Mean"), BETWEEN)
    drawn = course(title, points, scale_for([*whole, *ends(points)]), "after round")
    return Exhibit((drawn,), Table(f"{title} by round", columns, tuple(rows)))


# Tactics


def tactics(report: Report, titles: Titles) -> Section:
    """What the states do with their actions."""
    acts = sum(report["tactics"].values())
    found = sorted(report["tactics"].items(), key=lambda pair: (-pair[1], pair[0]))
    used = [Bar(titles.tactic(name), average(report["tactic_averages"][name], least=0)) for name, _ in found]
    rows = [
        (each.label, count(number), percent(number / acts) if acts else NONE, *cells(each.amount))
        for each, (_, number) in zip(used, found, strict=True)
    ]
    columns = (Column("Tactic", number=False), Column("Times"), Column("Of all"), Column("Times a game"), BETWEEN)
    exhibits = [Exhibit(mean_bars("Times a game, all states together", used), Table("Tactics", columns, tuple(rows)))]
    if len(report["bots"]) > 1:
        exhibits.append(Exhibit((), by_bot(report, titles)))
    return Section(
        "tactics",
        "What do states do?",
        words.tactics([(titles.tactic(name), number / acts if acts else 0) for name, number in found]),
        tuple(exhibits),
        ("A proposal counts even if it was refused.",),
    )


def by_bot(report: Report, titles: Titles) -> Table:
    """What each bot does with its actions."""
    bots = report["bots"]
    acts = {name: sum(bot["tactics"].values()) for name, bot in bots.items()}
    rows = [
        (titles.tactic(name), *(share(bot["tactics"][name], acts[who]).shown for who, bot in bots.items()))
        for name in sorted(report["tactics"], key=titles.tactic)
    ]
    columns = (Column("Tactic", number=False), *(Column(name) for name in bots))
    return Table("Share of each bot's actions", columns, tuple(rows))


# Cards


def crises(report: Report, titles: Titles) -> Section:
    """Which crises are met."""
    settled = {name: card for name, card in report["cards"].items() if card["met"] + card["failed"]}
    met = by_share(
        [Count(titles.card(name), card["met"], card["met"] + card["failed"]) for name, card in settled.items()]
    )
    heads, compared = Heads("Crisis", "Met", "Settled"), Compared("all crises together", "All crises")
    return Section(
        "crises",
        "Which crises are met?",
        words.evenness(CRISIS, met, together(met)),
        (shares("Crises met, of those that were settled", heads, met, compared),),
        (words.sharpness(CRISIS, met, together(met)),),
    )


def effects(report: Report, titles: Titles, track: str) -> Section:
    """What a world track does with each card on the table."""
    title = titles.track(track)
    found = [(name, card["world"][track]) for name, card in report["card_effects"].items()]
    found.sort(key=lambda each: (not each[1]["difference"]["number"], -each[1]["difference"]["mean"], each[0]))
    differences = [(titles.card(name), each["difference"]) for name, each in found if each["difference"]["number"]]
    rows = [
        (
            titles.card(name),
            *cells(average(each["difference"], signed=True)),
            average(each["present"], signed=True).shown,
            decimal(each["without"], signed=True) if each["present"]["number"] else NONE,
            count(report["card_effects"][name]["rounds"]),
            count(report["cards"][name]["drawn"]),
        )
        for name, each in found
    ]
    heads = (Column("Differs by"), BETWEEN, *(Column(head) for head in ("With", "Without", "Rounds", "Drawn")))
    columns = (Column("Card", number=False), *heads)
    strong = [Bar(name, average(mean, signed=True)) for name, mean in strongest(differences)]
    drawn = mean_bars(f"Change of {title} in a round, with the card against without", strong)
    return Section(
        f"cards-{track}",
        f"Which cards go with a change of {title}?",
        words.effects(title, differences),
        (Exhibit(drawn, Table(f"Change of {title} in a round", columns, tuple(rows))),),
        (EFFECTS_NOTE,),
    )


def strongest(found: Sequence[tuple[str, MeanReport]]) -> list[tuple[str, MeanReport]]:
    """The cards whose difference is largest beside its interval, in the order given."""
    chosen = sorted(found, key=lambda pair: -weight(pair[1]))[:STRONGEST]
    return [pair for pair in found if pair in chosen]


def weight(mean: MeanReport) -> float:
    """How much a difference stands out: 0.5 where its interval just touches 0."""
    low, high = mean["low"], mean["high"]
    if low is None or high is None or not mean["mean"]:
        return 0.0
    return abs(mean["mean"]) / (high - low) if high > low else inf


# What the rules count


def tallies(report: Report, titles: Titles) -> Section:
    """What the rules count."""
    names = {name: titles.tally(name) for name in report["tallies"]}
    amounts = {name: average(report["tally_averages"][name], least=0) for name in names}
    columns = (Column("Counted", number=False), Column("In all"), Column("A game"), BETWEEN)
    rows = [(capital(names[name]), count(report["tallies"][name]), *cells(amount)) for name, amount in amounts.items()]
    drawn = mean_bars("Times a game", [Bar(capital(names[name]), amount) for name, amount in amounts.items()])
    return Section(
        "counted",
        "What else was counted?",
        words.tallies([(names[name], amount.value) for name, amount in amounts.items()]),
        (Exhibit(drawn, Table("Counted by the rules", columns, tuple(rows))),),
    )
