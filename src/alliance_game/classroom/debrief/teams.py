"""A page for each team: its own story, its promises, its secret, and where it could have turned the game."""

from collections import defaultdict
from collections.abc import Iterator

from ...describe import lines, naming
from ...describe.events import PUBLIC, events
from ...describe.events import told as told_of
from ...sim.page.parts import Column
from ...wording import say
from .account import Account
from .causes import own_numbers
from .effort import promises
from .facilitated import own_notes
from .parts import Chapter, Part, Point, table, words
from .result import NONE, composed, standings
from .turning import Turning
from .turns import compared, sentence

OWN = ("move", "done", "reveal", "refused")
"""What a state itself did, or what became of it."""


def teams(account: Account, turning: Turning | None) -> Iterator[Chapter]:
    """A chapter for each state, in seat order; those of people alone, if there are any."""
    people = [seat for seat in account.seats if account.record.bot(seat) is None]
    for seat in people or account.seats:
        parts = [ended(account, seat), questions(), deeds(account, seat), *word(account, seat), numbers(account, seat)]
        parts += [turned(account, seat, turning)] if turning is not None else []
        parts += own_notes(account, seat)
        title = naming.state(account.rules, seat)
        over = say("For the team of {state}", state=title)
        yield Chapter(f"team-{account.record.state(seat)}", title, tuple(parts), over=over, sheet=True, essential=False)


def ended(account: Account, seat: int) -> Part:
    """Where it came, and what it secretly wanted."""
    every = standings(account)
    own = next(each for each in every if each.seat == seat)
    lines = []
    if own.place:
        lines.append(
            say(
                "Place {place} of {count} with {points} points: {made}.",
                place=own.place,
                count=len(every),
                points=naming.number(own.score or 0),
                made=composed(own),
            )
        )
    if own.agenda is not None:
        lines.append(
            say(
                "Your secret agenda was {agenda}. {text} It stood at {stood}: {level}.",
                agenda=own.agenda.title,
                text=own.agenda.text,
                stood=own.agenda.stood,
                level=own.agenda.level,
            )
        )
    return Part(say("How it ended for you"), paragraphs=tuple(lines) or (say("Nobody is ranked."),))


def deeds(account: Account, seat: int) -> Part:
    """What it did, round by round."""
    told: dict[int, list[str]] = defaultdict(list)
    for event in events(account.rules, told_of(account.record.position, PUBLIC)):
        if event.kind in OWN and event.entry.seats[0] == seat:
            passage = lines.passage(account.rules, event)
            answers = "; ".join(answer for answer, _ in passage.answers)
            told[event.entry.round].append(" ".join(part for part in (passage.text, answers) if part))
    points = (Point(say("Round {round}.", round=number), " ".join(told[number])) for number in sorted(told))
    return Part(say("What you did"), points=tuple(points))


def word(account: Account, seat: int) -> Iterator[Part]:
    """What it promised and gave."""
    own = [each for each in promises(account) if each.seat == seat and each.said]
    if own:
        said = {"kept": say("kept"), "broken": say("broken"), None: NONE}
        rows = [
            (
                naming.card(account.rules, each.card),
                str(each.round),
                str(each.said),
                NONE if each.given is None else str(each.given),
                said[each.word],
            )
            for each in own
        ]
        heads = (Column(say("Round")), Column(say("Promised")), Column(say("Given")), words(say("Your word")))
        yield Part(exhibits=(table(say("Your promises"), (words(say("Crisis")), *heads), rows),))


def numbers(account: Account, seat: int) -> Part:
    """Its numbers, and what weighed most in them."""
    return Part(say("Your numbers, and what weighed most"), points=tuple(own_numbers(account, seat)))


def turned(account: Account, seat: int, turning: Turning) -> Part:
    """Its own turning points."""
    own = [turn for turn in turning.points if turn.other.seat == seat]
    none = say("None of your decisions alone changed the end by more than chance explains, as far as bots can tell.")
    told = tuple(Point(sentence(account, turn), next(compared(account, turn))) for turn in own)
    return Part(say("Where you could have turned it"), paragraphs=() if told else (none,), points=told)


def questions() -> Part:
    """What a team can ask itself."""
    asked = (
        say("What did you want at first, and what did you want at the end? What changed it?"),
        say("Whom did you trust, and what was that worth?"),
        say("Which of your decisions would you defend before your voters?"),
    )
    return Part(say("For you to answer"), points=tuple(Point("", each) for each in asked))
