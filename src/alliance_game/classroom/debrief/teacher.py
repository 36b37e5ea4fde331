"""The teacher's page: what each team did that can be counted, and how to lead the talk."""

from collections.abc import Iterator

from ...describe import naming
from ...sim.page.parts import Column, Exhibit
from ...wording import say
from .account import Account
from .deals import deals
from .effort import burdens, promises
from .facilitated import late
from .parts import Chapter, Part, Point, table, words
from .result import NONE


def teacher(account: Account) -> Chapter:
    """The chapter."""
    parts: tuple[Part, ...] = (
        Part(say("To lead the talk"), points=tuple(steps())),
        Part(say("What can be counted"), exhibits=(evidence(account),), after=counted()),
        Part(say("What cannot, and matters more"), points=tuple(rubric())),
    )
    slow = tuple(late(account))
    parts += (Part(say("Where time ran out"), points=slow, after=default_said()),) if slow else ()
    over = say("For the teacher alone")
    return Chapter("teacher", say("For the teacher"), parts, over=over, sheet=True, essential=False)


def default_said() -> str:
    """What an answer by the clock means."""
    return say("The clock gave the answer that had been announced; it says nothing about what the team wanted.")


def steps() -> Iterator[Point]:
    """A talk of a quarter of an hour."""
    yield Point(say("3 minutes:"), say("each team says in one sentence what it wanted. Agendas stay closed."))
    yield Point(say("4 minutes:"), say("show the lines from round to round. Where did they bend, and who bent them?"))
    yield Point(say("4 minutes:"), say("open the agendas and the promises. Who saw it coming, and from what?"))
    yield Point(say("4 minutes:"), say("one turning point, argued both ways, before anybody reads the numbers."))


def evidence(account: Account) -> Exhibit:
    """What each state did, in numbers."""
    heads = (
        say("Words kept"),
        say("Fair shares reached"),
        say("Proposals made"),
        say("Accepted"),
        say("Said yes"),
        say("Agreements signed"),
    )
    rows = [row(account, seat) for seat in account.seats]
    led = words(say("Led by"))
    return table(say("What each state did, in numbers"), [words(say("State")), led, *map(Column, heads)], rows)


def row(account: Account, seat: int) -> tuple[str, ...]:
    """One state."""
    own = [each for each in promises(account) if each.seat == seat and each.word]
    every = burdens(account)
    reached = sum(each.parts[seat] >= each.fair for each in every)
    made, accepted = proposed(account, seat)
    asked, yes = answered(account, seat)
    signed = sum(each.event == "signed" and seat in each.seats for each in deals(account))
    return (
        naming.state(account.rules, seat),
        account.record.bot(seat) or say("a team"),
        of(sum(each.word == "kept" for each in own), len(own)),
        of(reached, len(every)),
        str(made),
        str(accepted),
        of(yes, asked),
        str(signed),
    )


def of(part: int, whole: int) -> str:
    """``3 of 7``; a dash of nothing."""
    return say("{part} of {whole}", part=part, whole=whole) if whole else NONE


def proposed(account: Account, seat: int) -> tuple[int, int]:
    """How many proposals a state made, and how many found enough agreement."""
    rules, done, refused = account.rules, 0, 0
    for entry in account.record.entries:
        if entry.seats[:1] == (seat,):
            done += entry.kind == "done" and bool(rules.program.forms[entry.new].asks)
            refused += entry.kind == "refused"
    return done + refused, done


def answered(account: Account, seat: int) -> tuple[int, int]:
    """How often a state was asked for its yes, and how often it gave it."""
    answers = [entry.new for _, entry in account.record.moves if entry.scope == "consent" and entry.seats[0] == seat]
    return len(answers), sum(map(bool, answers))


def counted() -> str:
    """What these numbers are good for."""
    return say(
        "These are deeds, not marks: a team may break its word for a good reason, and a bot may have been asked in its"
        " place. Ask for the reason first."
    )


def rubric() -> Iterator[Point]:
    """What to look for when something has to be marked."""
    yield Point(
        say("Explains:"),
        say("names a decision, what the team knew then, and what it expected. Not whether it turned out well."),
    )
    yield Point(
        say("Connects:"),
        say("uses a term of the subject, such as free riding or a security dilemma, for something that happened here."),
    )
    yield Point(
        say("Takes another view:"),
        say("says why another state acted as it did, in a way that this state would accept."),
    )
    yield Point(
        say("Criticises the model:"),
        say("names something that real states reckon with and this game does not, and what would change."),
    )
