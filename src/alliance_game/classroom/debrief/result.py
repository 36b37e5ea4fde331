"""What was played, and how it ended."""

from collections.abc import Iterator

from ...describe import ending, naming, status
from ...describe.story import story
from ...sim.page.parts import Column, Exhibit
from ...wording import say
from .account import Account
from .parts import Chapter, Part, table, words

NONE = "–"
"""A cell with nothing to say."""


def facts(account: Account) -> Iterator[tuple[str, str]]:
    """What was played."""
    record, rules = account.record, account.rules
    setup, ruleset = record.position.setup, rules.program.symbols.folder.ruleset
    yield say("Rules"), ruleset.title
    yield say("Scenario"), rules.library.scenario(setup.scenario).title
    yield say("Begun"), record.begun[:10]
    yield say("States"), ", ".join(say("{state} ({leader})", state=each, leader=by) for each, by in leaders(account))
    length = say(
        "{length}, round {round} of {rounds}", length=setup.length, round=record.seen.round, rounds=rounds(account)
    )
    yield say("Length"), length
    if setup.difficulty:
        yield say("Difficulty"), setup.difficulty
    if setup.options:
        yield say("Options"), ", ".join(ruleset.options[name].title for name in setup.options)
    yield say("Save"), record.name
    if account.record.seed is not None:
        yield say("Seed"), str(account.record.seed)


def rounds(account: Account) -> int:
    """How many rounds the game has by its rules."""
    return account.rules.machine.rounds


def leaders(account: Account) -> Iterator[tuple[str, str]]:
    """Every state, and who leads it."""
    for seat in account.seats:
        yield naming.state(account.rules, seat), account.record.bot(seat) or say("a team")


def result(account: Account) -> Chapter:
    """How it ended and why, who came where, and what the points consist of."""
    told = story(account.seen)
    if told is None or account.record.outcome is None:
        return Chapter("result", say("How it stands"), (Part(paragraphs=tuple(status.brief(account.seen))),))
    parts = [Part(paragraphs=(told.how, told.turn, told.deeds))]
    parts.append(Part(exhibits=(ranking(account),), paragraphs=tuple(grades(account))))
    return Chapter("result", say("How it ended"), tuple(parts))


def grades(account: Account) -> list[str]:
    """The grades, in a line each."""
    found = account.record.outcome
    return [line for line in ending.grades(account.rules, found) if line] if found is not None else []


def ranking(account: Account) -> Exhibit:
    """Who came where, and with what."""
    every = standings(account)
    if any(each.place for each in every):
        columns = [words(say("State")), Column(say("Place")), Column(say("Points")), words(say("Made of"))]
        made = [
            (
                naming.state(account.rules, each.seat),
                str(each.place),
                naming.number(each.score or 0),
                composed(each),
            )
            for each in every
        ]
        return table(say("The ranking"), columns, made)
    rows = [(naming.state(account.rules, each.seat), each.grade or NONE) for each in every]
    return table(say("Nobody is ranked"), [words(say("State")), words(say("Grade"))], rows)


def standings(account: Account) -> tuple[ending.Standing, ...]:
    """What became of every state, best first; nothing while the game goes on."""
    found = account.record.outcome
    return ending.standings(account.rules, found, account.seen.cells) if found is not None else ()


def composed(each: ending.Standing) -> str:
    """``22 (points) + 3 (standing divided by 2)``."""
    return " + ".join(f"{naming.number(part.number)} ({part.source})" for part in each.points) or "0"
