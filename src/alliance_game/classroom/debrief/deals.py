"""Agreements made, kept and broken, and the secret agendas that were opened at the end."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ...describe import naming, sentences
from ...sim.page.parts import Column
from ...wording import say
from ..tables.agreements import agreements
from .account import Account
from .parts import Chapter, Part, table, words
from .result import NONE, standings


class Deal(NamedTuple):
    """Something that happened to an agreement."""

    round: int
    event: str
    """As in the exported table: signed, ended, broken, duty kept, duty missed."""
    name: str
    seats: tuple[int, ...]
    running: str
    cause: str
    said: str | None


@lru_cache(maxsize=2)
def deals(account: Account) -> list[Deal]:
    """All that happened to agreements, in order."""
    seats = {state.id: seat for seat, state in enumerate(account.rules.states)}
    found = []
    for row in agreements(account.record).rows:
        round_, _, event, name, one, other, running, cause, _, _, said = row
        assert isinstance(round_, int)
        who = tuple(seats[str(each)] for each in (one, other) if each is not None)
        found.append(
            Deal(round_, str(event), str(name), who, str(running), str(cause or ""), str(said) if said else None)
        )
    return found


def events_said() -> dict[str, str]:
    """What happened to an agreement, in words."""
    return {
        "signed": say("signed"),
        "ended": say("ended"),
        "broken": say("broken"),
        "duty kept": say("duty kept"),
        "duty missed": say("duty missed"),
    }


def bargains(account: Account) -> Chapter | None:
    """The chapter; ``None`` in rules without agreements."""
    if not account.rules.program.symbols.folder.agreements:
        return None
    every = deals(account)
    if not every:
        return Chapter("agreements", say("Agreements"), (Part(paragraphs=(say("Nobody signed anything."),)),))
    said = events_said()
    counted = Counter(each.event for each in every)
    lead = naming.listed(f"{said[event]} {counted[event]}" for event in said if counted[event])
    heads = (say("What happened"), say("Agreement"), say("Between"), say("How"))
    rows = [row(account, each, said) for each in every]
    exhibit = table(say("All agreements, in order"), [Column(say("Round")), *map(words, heads)], rows)
    counts = say("Counted over the whole game: {counts}.", counts=lead)
    return Chapter("agreements", say("Agreements"), (Part(paragraphs=(counts,), exhibits=(exhibit,)),))


def row(account: Account, each: Deal, said: dict[str, str]) -> tuple[str, ...]:
    """One event."""
    rules = account.rules
    title = rules.program.symbols.folder.agreements[each.name].title
    who = naming.states(rules, each.seats)
    return str(each.round), said[each.event], title, who, each.said or how(account, each)


def how(account: Account, each: Deal) -> str:
    """What brought it about."""
    match each.running:
        case "move":
            return naming.sentence(sentences.spoken(account.rules, each.cause))
        case "card" | "crisis":
            return naming.card(account.rules, each.cause)
        case "phase":
            return naming.sentence(naming.phase(account.rules, each.cause))
    return say("there from the start")


def aims(account: Account) -> Chapter | None:
    """The secret agendas, opened; ``None`` in a game without, and before its end."""
    every = [each for each in standings(account) if each.agenda is not None]
    if not every:
        return None
    heads = (say("State"), say("Agenda"), say("What it asked"), say("How it stood"), say("Result"))
    exhibit = table(say("The secret agendas"), [*map(words, heads), Column(say("Points"))], list(rows_of(account)))
    about = say("Nobody but its own team knew them. Whose did you guess, and from what?")
    return Chapter("agendas", say("Secret agendas"), (Part(paragraphs=(about,), exhibits=(exhibit,)),))


def rows_of(account: Account) -> Iterator[tuple[str, ...]]:
    """One agenda in each."""
    for each in standings(account):
        own = each.agenda
        if own is not None:
            worth = naming.number(own.points) if each.score is not None else NONE
            yield naming.state(account.rules, each.seat), own.title, own.text, own.stood, own.level, worth
