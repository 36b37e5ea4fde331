"""Who promised, and who delivered: what was said aloud against what was given, and both against a fair share."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ...describe import naming
from ...describe.questions import fair_parts
from ...engine import view
from ...engine.view import sealed_phase
from ...sim.page.parts import Column, Exhibit
from ...wording import say
from ..tables.answers import given, pledges, promising
from ..tables.crises import Crisis, followed
from .account import Account
from .drawing import Measured, measured
from .parts import Chapter, Part, Point, table, words
from .result import NONE


class Promise(NamedTuple):
    """What a state said aloud for a crisis, and what it then gave; ``None`` where it was not asked, or not yet."""

    round: int
    seat: int
    card: str
    said: int | None
    given: int | None
    word: str | None
    """``kept`` or ``broken``; ``None`` if nothing was promised."""

    @property
    def short(self) -> int:
        """How much was missing."""
        return max(0, (self.said or 0) - (self.given or 0)) if self.given is not None else 0


class Burden(NamedTuple):
    """What a crisis came to by its end: a fair share of it, and every state's part."""

    crisis: Crisis
    title: str
    """What a fair share is a share of."""
    fair: int
    parts: tuple[int, ...]


@lru_cache(maxsize=2)
def promises(account: Account) -> list[Promise]:
    """Every promise and gift, in order; nothing in rules that do not ask so."""
    seats = {state.id: seat for seat, state in enumerate(account.rules.states)}
    found = []
    for round_, state, card, said, paid, word in pledges(account.record).rows:
        assert isinstance(round_, int)
        found.append(
            Promise(round_, seats[str(state)], str(card), whole(said), whole(paid), str(word) if word else None)
        )
    return found


def whole(cell: object) -> int | None:
    """A number of a table."""
    return cell if isinstance(cell, int) else None


@lru_cache(maxsize=2)
def burdens(account: Account) -> list[Burden]:
    """Every crisis for which the rules know a fair share, with what everybody did for it."""
    fair = fair_shares(account)
    found = []
    for crisis in followed(account.record):
        if crisis.card in fair and crisis.closed is not None:
            title, asked, track = fair[crisis.card]
            parts = tuple(crisis.shares[track, seat] for seat in account.seats)
            found.append(Burden(crisis, title, asked, parts))
    return found


def fair_shares(account: Account) -> dict[str, tuple[str, int, str]]:
    """What was asked of each state when a crisis was last answered in secret: title, number, track of the parts."""
    found: dict[str, tuple[str, int, str]] = {}
    for step in account.steps:
        rules, cells = step.position.rules, step.position.cells
        if sealed_phase(rules, cells):
            seen = view(step.position, 0)
            for slot in seen.crises:
                card = rules.card_names[cells[rules.machine.slot_cards + slot]]
                for fair in fair_parts(seen, slot)[:1]:
                    found[card] = (fair.title, fair.asked, fair.track)
    return found


def effort(account: Account) -> Chapter | None:
    """The chapter; ``None`` if nobody ever named a number."""
    made = promises(account)
    parts = [*words_kept(account, made), *fairness(account)] if made else [*fairness(account), *named(account)]
    return Chapter("promises", say("Who promised, and who delivered"), tuple(parts)) if parts else None


def words_kept(account: Account, made: list[Promise]) -> Iterator[Part]:
    """Promised and given, state by state, and every word that was broken."""
    broken = tuple(Point("", said(account, each)) for each in made if each.word == "broken")
    nobody = () if broken else (say("Nobody gave less than it had promised."),)
    yield Part(say("Promised and given"), exhibits=(totals(account, made),), after=reading(account))
    yield Part(say("Words that were broken"), paragraphs=nobody, points=broken)


def reading(account: Account) -> str:
    """How the picture of promises is to be read."""
    pair = promising(account.rules.program.phases)
    assert pair is not None, "promises come from a pair of phases"
    aloud, sealed = (naming.phase(account.rules, phase.id) for phase in pair)
    return say(
        "Promised aloud ({aloud}): the upright line. Given in secret ({sealed}): the bar. A word is broken in a round"
        " and for a crisis if less was given than promised; more for one does not mend less for another.",
        aloud=aloud,
        sealed=sealed,
    )


def totals(account: Account, made: list[Promise]) -> Exhibit:
    """The sums of each state."""
    bars, rows = [], []
    for seat in account.seats:
        own = [each for each in made if each.seat == seat]
        promised, paid = sum(each.said or 0 for each in own), sum(each.given or 0 for each in own)
        kept, broken = (sum(each.word == word for each in own) for word in ("kept", "broken"))
        name = naming.state(account.rules, seat)
        shown = say("{given} given, {promised} promised", given=paid, promised=promised)
        bars.append(Measured(name, paid, promised, shown))
        rows.append((name, str(promised), str(paid), str(kept), str(broken)))
    heads = (say("Promised"), say("Given"), say("Words kept"), say("Words broken"))
    title = say("Promised and given in the whole game")
    return table(title, [words(say("State")), *map(Column, heads)], rows, measured(title, bars))


def said(account: Account, each: Promise) -> str:
    """One promise and what came of it."""
    return say(
        "Round {round}: {state} promised {said} for {crisis} and gave {given}.",
        round=each.round,
        state=naming.state(account.rules, each.seat),
        said=each.said,
        crisis=naming.card(account.rules, each.card),
        given=NONE if each.given is None else each.given,
    )


def fairness(account: Account) -> Iterator[Part]:
    """Every state's part against a fair share, if the rules know one."""
    every = burdens(account)
    if not every:
        return
    fair, bars = sum(each.fair for each in every), []
    for seat in account.seats:
        own = sum(each.parts[seat] for each in every)
        shown = say("{own} of {fair}", own=own, fair=fair)
        bars.append(Measured(naming.state(account.rules, seat), own, fair, shown))
    columns = [words(say("Crisis")), words(say("Outcome")), Column(naming.sentence(every[0].title))]
    columns += [Column(naming.state(account.rules, seat)) for seat in account.seats]
    rows = [burden_row(account, each) for each in every]
    title = say("What each did, against a fair share")
    exhibit = table(title, columns, rows, measured(title, bars))
    after = say("The bar is what a state did for all these crises, the upright line a fair share of them.")
    yield Part(say("Fair shares"), exhibits=(exhibit,), after=after)


def burden_row(account: Account, each: Burden) -> tuple[str, ...]:
    """One crisis."""
    crisis = each.crisis
    title = say("{crisis}, round {round}", crisis=account.rules.card_titles[crisis.index], round=crisis.closed)
    return title, outcome_said(crisis), str(each.fair), *map(naming.number, each.parts)


def outcome_said(crisis: Crisis) -> str:
    """What became of a crisis, in a word."""
    said_of = {"met": say("met"), "failed": say("failed"), "open": say("open"), "no room": say("no room")}
    return said_of.get(crisis.outcome, say("passed"))


def named(account: Account) -> Iterator[Part]:
    """Where nothing is promised first: the numbers that states named, added up for each phase."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * account.rules.players)
    for each in given(account.record):
        sums[each.phase.id][each.seat] += each.number
    for phase, numbers in sums.items():
        title = say("{phase}: all rounds together", phase=naming.phase(account.rules, phase))
        names = [naming.state(account.rules, seat) for seat in account.seats]
        even = -(-sum(numbers) // account.rules.players)
        bars = [Measured(name, number, even, str(number)) for name, number in zip(names, numbers, strict=True)]
        rows = [(name, naming.number(number)) for name, number in zip(names, numbers, strict=True)]
        exhibit = table(title, [words(say("State")), Column(say("Sum"))], rows, measured(title, bars))
        after = say("The upright line is an equal part of what all named together.")
        yield Part(naming.phase(account.rules, phase), exhibits=(exhibit,), after=after)
