"""Turning points in words, pictures and tables: what would have changed if one decision had been another."""

from collections.abc import Iterator

from ...describe import naming, sentences
from ...engine import Entry
from ...sim.forks import COLLAPSE
from ...sim.intervals import Interval
from ...sim.page.parts import Amount, Bar, Column, Exhibit
from ...sim.page.pictures import bars, share_scale
from ...wording import say
from .account import Account
from .parts import Chapter, Part, table, words
from .turning import Shift, Turn, Turning


def turns(account: Account, found: Turning) -> Chapter:
    """The chapter: what was found, and how it is to be read."""
    parts = [Part(paragraphs=(honestly(found),))]
    if not found.points:
        nothing = say(
            "No single decision was found that changed the end by more than chance explains. That is a result too: here"
            " the whole counted for more than any one move."
        )
        parts.append(Part(paragraphs=(nothing,)))
    parts += [shown(account, turn, found) for turn in found.points]
    return Chapter("turning", say("Turning points"), (*parts, Part(paragraphs=(method(account, found),))), sheet=True)


def honestly(found: Turning) -> str:
    """What these numbers are, and what they are not."""
    return say(
        "What if one decision had been another? Bots played this game on from that moment, {games} times as it was"
        " decided and {games} times the other way, with cards and lots drawn anew. They play by rules of thumb, not as"
        " you would have: the numbers say what a decision was worth at a table of strangers, no more.",
        games=found.games,
    )


def method(account: Account, found: Turning) -> str:
    """How it was worked out."""
    return say(
        "Of {decisions} decisions with {ways} other ways, {last} were played out to the end by planners; one is shown"
        " if a 95 % interval of a difference excludes zero, where all {looks} differences that were looked at share the"
        " 5 % of error. What others gave in secret in the same phase stays as it was. Seed {seed}.",
        decisions=found.decisions,
        ways=found.ways,
        last=len(found.tried),
        looks=len(found.tried) * (account.rules.players + 1),
        seed=found.seed,
    )


def shown(account: Account, turn: Turn, found: Turning) -> Part:
    """One turning point."""
    said = (sentence(account, turn), *asked(account, turn), *compared(account, turn))
    played = turn.other.crossroads.played
    phase = naming.phase(account.rules, played.phase)
    title = say("Round {round}, {phase}: {state}", round=played.round, phase=phase, state=state(account, turn))
    return Part(title, said, exhibits=(exhibit(account, turn, title),))


def state(account: Account, turn: Turn) -> str:
    """Who decided."""
    return naming.state(account.rules, turn.other.seat)


def sentence(account: Account, turn: Turn) -> str:
    """What was done, and what could have been."""
    entry = entry_of(account, turn)
    crossroads = turn.other.crossroads
    number, text = crossroads.fork.options[turn.other.way], crossroads.moves[turn.other.way]
    other = entry._replace(new=number, name=text if entry.scope == "act" else entry.name)
    was, would = (sentences.sentence(account.rules, each) for each in (entry, other))
    return say("As it was: {was} What if: {would}", was=was, would=would)


def entry_of(account: Account, turn: Turn) -> Entry:
    """The decision in the chronicle, told as if it had been made aloud."""
    number = turn.other.crossroads.number
    entry = next(entry for played, entry in account.record.moves if played.number == number)
    return entry._replace(seen_by=None)


def asked(account: Account, turn: Turn) -> Iterator[str]:
    """For an answer to a proposal, what had been proposed."""
    entry = entry_of(account, turn)
    if entry.scope == "consent":
        yield say("Proposed was: {tactic}.", tactic=sentences.spoken(account.rules, entry.cause.name))


def compared(account: Account, turn: Turn) -> Iterator[str]:
    """What differs by more than chance explains, a sentence for each."""
    for shift in turn.clear:
        assert shift.difference.interval is not None, "what is clear has an interval"
        yield say(
            "{what}: {would} of the games instead of {was} (difference {low} to {high} points).",
            what=what(account, shift),
            would=percent(shift.would),
            was=percent(shift.was),
            low=points(shift.difference.interval.low),
            high=points(shift.difference.interval.high),
        )


def what(account: Account, shift: Shift) -> str:
    """A collapse, by the name of the ending; or who wins."""
    if shift.what == COLLAPSE:
        endings = account.rules.program.symbols.folder.ruleset.endings.values()
        return naming.listed(ending.title for ending in endings if ending.everyone == "loses")
    return say("{state} wins", state=naming.state(account.rules, int(shift.what)))


def percent(value: float) -> str:
    """``31 %``."""
    return f"{round(100 * value)}\u00a0%"


def points(value: float) -> str:
    """A difference in percentage points: ``−41``; near zero with a decimal, so that its sign can be seen."""
    whole = round(100 * value)
    if whole or not value:
        return naming.signed(whole)
    return f"{'+' if value > 0 else '−'}{abs(100 * value):.1f}"


def exhibit(account: Account, turn: Turn, title: str) -> Exhibit:
    """All that was counted, and what is clear in a picture."""
    heads = (say("As it was"), say("The other way"), say("Difference in points"), say("95 % interval"))
    rows = [row(account, shift) for shift in turn.shifts]
    found = [bar for shift in turn.clear for bar in both(account, shift)]
    scale = share_scale([1.0])
    caption = say("{title}, {worlds} games each", title=title, worlds=turn.worlds)
    return table(caption, [words(say("How it ended")), *map(Column, heads)], rows, *bars(caption, found, scale))


def row(account: Account, shift: Shift) -> tuple[str, ...]:
    """One number, both ways."""
    between = shift.difference.interval
    reach = "" if between is None else say("{low} to {high}", low=points(between.low), high=points(between.high))
    marked = f"{reach} *" if shift.clear else reach
    return what(account, shift), percent(shift.was), percent(shift.would), points(shift.difference.mean), marked


def both(account: Account, shift: Shift) -> tuple[Bar, Bar]:
    """A bar for each way, with the interval of its own share."""
    name = what(account, shift)
    return (
        Bar(say("{what}, as it was", what=name), amount(shift.was, shift.was_between)),
        Bar(say("{what}, the other way", what=name), amount(shift.would, shift.would_between)),
    )


def amount(value: float, between: Interval) -> Amount:
    """A share in words."""
    reach = say("{low} to {high}", low=percent(between.low), high=percent(between.high))
    return Amount(value, between, percent(value), reach)
