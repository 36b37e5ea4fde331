"""Whatever is told of a game can be translated: where every sentence is marked, no word stands outside of marks.

What the content says (names of states, cards and numbers) is in the language of the library, and needs no marks.
"""

from collections.abc import Iterator
from functools import cache

import pytest

from alliance_game.describe import (
    bids,
    charts,
    ending,
    events,
    history,
    lines,
    lookup,
    outlook,
    prospects,
    questions,
    status,
    story,
    topics,
    unasked,
)
from alliance_game.describe.offers import Offer, contents, hindrance, offers, pages
from alliance_game.engine import Decision, Position, View, decisions, outcome, view
from alliance_game.wording import speaking
from tests.engine.games import Setting, random_game

from .foreign import foreign
from .pseudo import PSEUDO

GAMES = {
    "concert": Setting("concert", 3, length="lesson"),
    "fishery": Setting("fishery", 2),
}
SEEDS = {"concert": 3, "fishery": 14}
WIDE = 5_000
"""Columns in which every text is one line."""


@cache
def passed(scenario: str) -> tuple[Position, ...]:
    """The positions of a game played by lot."""
    return tuple(random_game(GAMES[scenario], SEEDS[scenario]))


def asked(scenario: str) -> Iterator[tuple[View, Decision]]:
    """Some questions of each kind and phase, as their seats see them."""
    counted: dict[tuple[str, str], int] = {}
    for position in passed(scenario):
        for each in decisions(position)[:1]:
            kind = (each.kind, each.phase)
            counted[kind] = counted.get(kind, 0) + 1
            if counted[kind] in (2, 9):
                seen = view(position, each.seat)
                yield seen, seen.decisions[0]


@pytest.fixture(params=GAMES)
def scenario(request: pytest.FixtureRequest) -> str:
    """Concert, and another game with other words."""
    return str(request.param)


def unfolded(entries: tuple[Offer, ...]) -> Iterator[Offer]:
    """Every entry of all menus."""
    for offer in entries:
        yield offer
        yield from unfolded(offer.inner)


def of_question(seen: View, asked: Decision) -> Iterator[str]:
    """All that is said about a question."""
    yield from questions.question(seen, asked)
    yield from (questions.record(seen, seat) for seat in range(seen.rules.players))
    if asked.kind == "act":
        for offer in unfolded(offers(seen, asked)):
            yield from (offer.text, offer.about, offer.reason, hindrance(offer), contents(offer))
            yield prospects.said(seen, offer.move.number) if offer.move is not None else ""
    if asked.kind == "choice":
        for offer in questions.choices(seen, asked):
            yield from (offer.text, offer.about, offer.reason)
    if asked.kind == "ask":
        yield from questions.answers(seen, asked)
        yield from of_numbers(bids.Bids(seen, asked))


def of_numbers(every: bids.Bids) -> Iterator[str]:
    """All that is said about the numbers of a phase, and what follows from the highest."""
    yield outlook.supposed(every)
    yield from (every.why_nothing(stake) for stake in every.stakes)
    yield from (word for stake in every.stakes for word in every.worth(stake, 1))
    found = outlook.Outlooks(every).of({stake.about: stake.most for stake in every.stakes})
    yield from (each.text for each in (*found.said, *found.numbers))


def of_situation(seen: View) -> Iterator[str]:
    """How things stand, by words and by rounds."""
    yield from (*status.everything(seen), *status.brief(seen), *ending.own_agenda(seen))
    series = history.series(seen)
    yield from charts.rows(series, 60)
    yield from (charts.heading(each, width) for each in series for width in (32, 76))


def of_chronicle(position: Position) -> Iterator[str]:
    """What happened, line by line, and questions that nobody put."""
    told = events.told(position, 0)
    yield from lines.all_lines(position.rules, events.events(position.rules, told), WIDE)
    yield from unasked.lines(position.rules, told, 0).values()


def of_codex(seen: View) -> Iterator[str]:
    """All that can be looked up."""
    codex = topics.Codex(seen.rules)
    for topic in codex.topics:
        yield topic.sort
        yield from (line for fact in codex.facts(topic) for line in (fact.title, *fact.sentences))
    yield from (line for _, found in lookup.known(seen.rules) for line in found)


def of_end(position: Position) -> Iterator[str]:
    """How it ended."""
    found, seen = outcome(position), view(position, 0)
    assert found is not None
    yield from ending.ending(seen.rules, found, seen.cells)
    yield from (part.source for each in ending.standings(seen.rules, found, seen.cells) for part in each.points)
    told = story.story(seen)
    assert told is not None
    yield from told


def test_questions_and_menus(scenario: str) -> None:
    with speaking(PSEUDO):
        for seen, question in asked(scenario):
            assert not foreign(scenario, of_question(seen, question))


def test_how_things_stand(scenario: str) -> None:
    with speaking(PSEUDO):
        for position in passed(scenario)[:: len(passed(scenario)) // 3]:
            assert not foreign(scenario, of_situation(view(position, 0)))


def test_what_happened(scenario: str) -> None:
    with speaking(PSEUDO):
        assert not foreign(scenario, of_chronicle(passed(scenario)[-1]))


def test_the_codex(scenario: str) -> None:
    with speaking(PSEUDO):
        assert not foreign(scenario, of_codex(view(passed(scenario)[0], 0)))


def test_how_it_ended(scenario: str) -> None:
    with speaking(PSEUDO):
        assert not foreign(scenario, of_end(passed(scenario)[-1]))


def test_an_entry_for_more_is_said_when_it_is_shown() -> None:
    shown = pages([Offer(str(number)) for number in range(9)])[0][-1]
    assert shown.text == "More …"
    with speaking(PSEUDO):
        assert shown.text == "⟦More …⟧"


def test_answers_stay_whole_in_another_language(scenario: str) -> None:
    """What is said of a state that answers is one sentence, with its answers inside."""
    position = passed(scenario)[-1]
    with speaking(PSEUDO):
        answered = [e for e in events.events(position.rules, events.told(position, 0)) if e.answers]
        assert answered
        assert all(lines.passage(position.rules, each).text.startswith("⟦") for each in answered)
