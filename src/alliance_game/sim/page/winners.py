"""Sections about who wins: how games end, and whether seats, turns, agendas and an early lead decide them."""

from collections.abc import Iterator

from ..report import Report
from . import words
from .amounts import average, share
from .exhibits import BETWEEN, Compared, Count, Heads, by_share, cells, means, shares, together
from .parts import Bar, Column, Exhibit, Section, Table
from .titles import Titles
from .words import Kind

WON = "the games that somebody won"
EQUAL = "an equal share"
SEAT = Kind("seat", "wins", "win", WON, EQUAL)
BOT = Kind("bot", "wins", "win", f"{WON}, for each of its seats", EQUAL)
PLACE = Kind("place in the turn order", "wins", "win", WON, EQUAL)
AGENDA = Kind("agenda", "wins", "win", f"{WON} and in which it was held", "the share of all agendas together")


def winners(report: Report, titles: Titles) -> Iterator[Section]:
    """All of them, so far as the game has such a thing."""
    yield outcomes(report, titles)
    if not report["games"]:
        return
    yield seats(report, titles)
    if len(report["bots"]) > 1:
        yield bots(report)
    if titles.begins_by_lot:
        yield places(report)
    if report["agendas"]:
        yield agendas(report, titles)
    yield lead(report)


def outcomes(report: Report, titles: Titles) -> Section:
    """How the games ended."""
    games = report["games"]
    found = {
        ("How games ended", "Ending"): {
            titles.ending(name): times for name, times in report["endings"].items() if times
        },
        ("In which round games ended", "Ended in"): {
            f"Round\u00a0{at}": times for at, times in enumerate(report["ended_in_round"]) if at
        },
        (titles.alliance_grade(), "Grade"): {f"Grade\u00a0{name}": times for name, times in report["grades"].items()},
    }
    exhibits = [
        shares(title, Heads(what), [Count(label, times, games) for label, times in counts.items()])
        for (title, what), counts in found.items()
        if counts and games
    ]
    sentence = words.outcomes(games, report["collapsed"], report["survived"])
    return Section("outcomes", "How do the games end?", sentence, tuple(exhibits))


def seats(report: Report, titles: Titles) -> Section:
    """Whether a seat is better than another."""
    names = [f"{titles.state(seat['state'])}, {seat['bot']}" for seat in report["seats"]]
    named = list(zip(names, report["seats"], strict=True))
    wins = [Count(name, seat["wins"], report["survived"]) for name, seat in named]
    scores = [Bar(name, average(seat["score"])) for name, seat in named]
    notes = [words.sharpness(SEAT, wins, together(wins))]
    if not titles.begins_by_lot:
        notes.append("The first seat always begins round\u00a01, so a seat is also a place in the turn order.")
    if len(report["bots"]) > 1:
        notes.append("The seats are led by different bots, so this compares the bots as much as the seats.")
    return Section(
        "seats",
        "Is every seat worth the same?",
        words.evenness(SEAT, wins, together(wins)),
        (
            shares("Games won, by seat", Heads("Seat", "Won"), wins, Compared(EQUAL, "All seats")),
            means(f"Mean score in {WON}", "Seat", scores),
        ),
        tuple(notes),
    )


def bots(report: Report) -> Section:
    """How each kind of bot fares, all its seats together."""
    found = report["bots"].items()
    wins = [Count(name, bot["wins"], bot["survived"]) for name, bot in found]
    of_all = [Count(name, bot["wins"], bot["seats"]) for name, bot in found]
    scores = [Bar(name, average(bot["score"])) for name, bot in found]
    heads = Heads("Bot", "Won", "Of seats")
    return Section(
        "bots",
        "Which bot fares best?",
        words.evenness(BOT, wins, together(wins)),
        (
            shares(f"Won of {WON}, a seat", heads, wins, Compared(EQUAL, "All bots")),
            shares("Won of all games, a seat: a game that everybody lost is not won", heads, of_all),
            means(f"Mean score in {WON}", "Bot", scores),
        ),
        ("Every seat counts: a bot that leads two of them has two chances in a game.",),
    )


def places(report: Report) -> Section:
    """Whether it matters who begins."""
    wins = [
        Count(f"{ordinal(place)} in round\u00a01", times, report["survived"])
        for place, times in enumerate(report["turn_order_wins"], 1)
    ]
    return Section(
        "places",
        "Does it matter who begins?",
        words.evenness(PLACE, wins, together(wins)),
        (shares("Games won, by place in the turn order", Heads("Place", "Won"), wins, Compared(EQUAL, "All places")),),
        (words.sharpness(PLACE, wins, together(wins)),),
    )


def ordinal(place: int) -> str:
    """``1st``; there are not so many seats that 11 matters."""
    return f"{place}{ ({1: 'st', 2: 'nd', 3: 'rd'}.get(place, 'th')) }"


def agendas(report: Report, titles: Titles) -> Section:
    """Whether an agenda is easier than another."""
    found = {titles.agenda(name): agenda for name, agenda in report["agendas"].items()}
    wins = by_share([Count(name, agenda["wins"], agenda["survived"]) for name, agenda in found.items()])
    full = [Count(name, agenda["full"], agenda["survived"]) for name, agenda in found.items()]
    part = [Count(name, agenda["part"], agenda["survived"]) for name, agenda in found.items()]
    compared = Compared("all agendas together", "All agendas")
    return Section(
        "agendas",
        "Is every agenda worth the same?",
        words.evenness(AGENDA, wins, together(wins)),
        (
            shares("Games won, by agenda", Heads("Agenda", "Won", "Held"), wins, compared),
            shares("Agendas reached in full", Heads("Agenda", "Full", "Held"), by_share(full)),
            shares("Agendas reached in part", Heads("Agenda", "Part", "Held"), by_share(part)),
        ),
        (words.sharpness(AGENDA, wins, together(wins)),),
    )


def lead(report: Report) -> Section:
    """Whether the game stays open."""
    half = report["half_time"]
    changes = [Count(times(number), games, report["games"]) for number, games in enumerate(report["lead_changes"])]
    decided = [Count("The leader at half time won", half["won"], half["led"])]
    return Section(
        "lead",
        "Does the lead change hands?",
        words.lead(report["lead_changes_average"], half, report["survived"]),
        (
            shares("How often the lead changed in a game", Heads("The lead changed"), changes),
            shares("Games with one leader at half time", Heads("What happened"), decided),
            Exhibit((), closeness(report)),
        ),
        ("The leader is the state that alone has the highest score at the end of a round, agendas left out.",),
    )


def closeness(report: Report) -> Table:
    """How close the games were."""
    rows = (
        ("Changes of the lead in a game", *cells(average(report["lead_changes_average"], least=0))),
        ("Points between first and second", *cells(average(report["margin"], least=0))),
        ("Rounds in a game", *cells(average(report["rounds"]))),
        ("Games won by several together", *cells(share(report["ties"], report["survived"]))),
    )
    return Table("How close the games were", (Column("What", number=False), Column("Mean or share"), BETWEEN), rows)


def times(number: int) -> str:
    """``Never``, ``Once``, ``Twice``, ``3 times``."""
    return ("Never", "Once", "Twice")[number] if number < 3 else f"{number}\u00a0times"
