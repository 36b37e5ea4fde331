"""Advice in words: on every kind of question, in two games, and never from what a seat cannot see."""

from collections.abc import Iterator
from itertools import count
from random import Random

import pytest

from alliance_game.bots import bot
from alliance_game.bots.advice import Advice, advice, advise
from alliance_game.bots.counsel import Said, counsel, told
from alliance_game.bots.race import Result, Weighed
from alliance_game.bots.search import Search
from alliance_game.bots.strength import Strength
from alliance_game.describe.offers import Offer, offers
from alliance_game.engine import Decision, Position, View, apply, decision, decisions, new_game, view
from tests.engine.games import fishery
from tests.secrets.twins import all_others
from tests.table import library

WIDTHS = (34, 50, 76)


def asked_of(position: Position, seat: int | None = None) -> tuple[View, Decision]:
    """What a seat sees and is asked; the first that is asked if none is named."""
    first = decision(position)
    assert first is not None
    seen = view(position, first.seat if seat is None else seat)
    return seen, seen.decisions[0]


def pondered(seen: View, asked: Decision, rollouts: int = 24) -> tuple[Advice, ...]:
    """Advice after so many roll-outs, whatever the clock says."""
    search = Search(0, Strength(rollouts), explains=True)
    return tuple(advice(seen, about, race) for about, race in search.ponder(seen, asked, lambda: False))


def questions(scenario: str, seed: int, most: int) -> Iterator[tuple[View, Decision]]:
    """The questions of a game that planners play, some of each kind."""
    position = new_game(fishery(), scenario, 4, seed=seed)
    seen_kinds: dict[tuple[str, str], int] = {}
    while (ask := decision(position)) is not None:
        seen, asked = asked_of(position)
        kind = (asked.kind, asked.phase)
        seen_kinds[kind] = seen_kinds.get(kind, 0) + 1
        if seen_kinds[kind] <= most and len(asked.moves) > 1:
            yield seen, asked
        position, _ = apply(position, bot("planner", seed).choose(seen, asked).move, ask.seat)


def text(said: Iterator[Said]) -> str:
    """Lines as one text."""
    return "\n".join(each.text for each in said)


def flat(said: Iterator[Said]) -> str:
    """All of it in one line."""
    return " ".join(text(said).split())


@pytest.mark.parametrize(("scenario", "seed"), [("concert", 3), ("fishery", 2)])
def test_every_kind_of_question_gets_advice_in_words(scenario: str, seed: int) -> None:
    kinds = set()
    for seen, asked in questions(scenario, seed, 2):
        kinds.add(asked.kind)
        found = pondered(seen, asked)
        for width in WIDTHS:
            lines = list(told(seen, asked, found, width))
            assert max(len(each.text) for each in lines) <= width + 12
            assert lines[0].kind == "move"
            assert sum(each.kind == "best" for each in lines) == sum(bool(each.suggestions) for each in found)
        assert max(len(each.text) for each in told(seen, asked, found, 76)) <= 76
        words = flat(told(seen, asked, found, 76))
        assert "It is advice, not an order" in words
        assert "What you cannot see was filled in by lot" in words
        assert f"where {seen.rules.states[seen.seat].title} would stand" in words
        assert "_" not in words
    assert kinds == {"act", "consent", "ask", "choice"}


def test_what_it_says_of_a_turn_leads_through_the_menus_to_the_move() -> None:
    for seen, asked in questions("concert", 5, 12):
        if asked.kind != "act":
            continue
        found = pondered(seen, asked, 12)
        best = found[0].suggestions[0].number
        words = counsel(seen, asked, found[0])
        if not best:
            assert (words.move, words.way) == ("End the turn", ())
            continue
        way = words.way[0].removeprefix("In the menus: ").removesuffix(".").split(" · ")
        entries: tuple[Offer, ...] = offers(seen, asked)
        offer = None
        for step in way:
            offer = next(each for each in entries if each.text == step)
            entries = offer.inner
        assert offer is not None
        assert offer.move is not None
        assert offer.move.number == best


def test_each_crisis_has_its_own_number() -> None:
    several = [
        (seen, asked)
        for seen, asked in questions("concert", 5, 30)
        if asked.kind == "ask" and len(seen.crises) > 1 and asked.about == crisis_name(seen, seen.crises[0])
    ]
    phases = set()
    for seen, asked in several[:12]:
        found = pondered(seen, asked, 12)
        assert [each.about for each in found] == [crisis_name(seen, slot) for slot in seen.crises]
        lines = [each.text for each in told(seen, asked, found, 76) if each.kind == "move"]
        verb = "Pledge" if asked.phase == "pledge" else "Commit"
        for line, slot in zip(lines, seen.crises, strict=True):
            assert line.startswith(f"{verb} ")
            assert line.endswith(f" on {seen.rules.card_titles[card_of(seen, slot)]}.")
        assert "Each number supposes that those above it are given." in flat(told(seen, asked, found, 76))
        phases.add(asked.phase)
    assert phases == {"pledge", "commitment"}


def card_of(seen: View, slot: int) -> int:
    """The card in a slot."""
    return seen.cells[seen.rules.machine.slot_cards + slot]


def crisis_name(seen: View, slot: int) -> str:
    """What a question about a crisis is about."""
    return seen.rules.card_names[card_of(seen, slot)]


def test_what_a_seat_cannot_see_changes_no_word() -> None:
    """Streams, the next cards, others' agendas."""
    position = new_game(library(), seed=21, length="lesson")
    compared = 0
    for index in count():
        ask = decision(position)
        if ask is None:
            break
        seen, asked = asked_of(position)
        if index % 6 == 0:
            other, again = asked_of(all_others(position, ask.seat, Random(1)), ask.seat)
            said = [text(told(at, what, pondered(at, what, 16), 76)) for at, what in ((seen, asked), (other, again))]
            assert said[0] == said[1]
            compared += 1
        position, _ = apply(position, bot("planner", 21).choose(seen, asked).move, ask.seat)
    assert compared > 12


def test_what_others_have_sealed_changes_no_word() -> None:
    position = new_game(library(), seed=21, length="lesson")
    while (ask := decision(position)) is not None and ask.phase != "commitment":
        seen, asked = asked_of(position)
        position, _ = apply(position, bot("planner", 21).choose(seen, asked).move, ask.seat)
    first = decisions(position)[0]
    last = decisions(position)[-1].seat
    assert last != first.seat
    said = set()
    for move in first.moves:
        after, _ = apply(position, move, first.seat)
        seen, asked = asked_of(after, last)
        said.add(text(told(seen, asked, pondered(seen, asked), 76)))
    assert len(first.moves) > 2
    assert len(said) == 1


# Figures


def weighed(number: int, *results: tuple[int, int]) -> Weighed:
    """A move whose futures were worth so much, each so often; what is worth less than -1000 is lost by all."""
    found = Weighed(number)
    for value, times in results:
        for _ in range(times):
            found.add(Result(value, 0 if value < -1000 else 2, value) if value else Result(0, 2))
    return found


def opinion(*suggestions: Weighed) -> str:
    """What is said of two or three answers to the first proposal of a game."""
    seen, asked = next((seen, asked) for seen, asked in questions("concert", 3, 1) if asked.kind == "act")
    numbers = asked.moves.numbers
    for index, each in enumerate(suggestions):
        each.number = numbers[index]
    return flat(told(seen, asked, [Advice("", suggestions, (), (), 100, 2)], 76))


def test_moves_that_hardly_differ_are_said_to_be_equal() -> None:
    assert "The two are about equal" in opinion(weighed(0, (110, 400)), weighed(0, (100, 400)))
    assert "All three are about equal" in opinion(
        weighed(0, (110, 400)), weighed(0, (105, 400)), weighed(0, (100, 400))
    )
    two = opinion(weighed(0, (310, 400)), weighed(0, (300, 400)), weighed(0, (100, 400)))
    assert "The first two are about equal" in two


def test_few_futures_make_no_difference_sure() -> None:
    assert "The two are too close to call" in opinion(weighed(0, (150, 64)), weighed(0, (100, 64)))
    assert "too close" not in opinion(weighed(0, (150, 900)), weighed(0, (100, 900)))
    assert "Only 4 futures could be tried for each" in opinion(weighed(0, (900, 4)), weighed(0, (100, 4)))


def test_what_fell_behind_has_no_figures_to_be_compared() -> None:
    said = opinion(weighed(0, (100, 400)), weighed(0, (0, 400)), weighed(0, (900, 8)))
    assert "fell behind after 8 futures" in said
    assert "+9.0" not in said
    assert "+1.0" in said


def test_how_often_everybody_loses_is_said_and_weighed() -> None:
    lost, safe = weighed(0, (900, 80), (-1500, 20)), weighed(0, (100, 100))
    assert "Less safe: everybody loses in 20 of 100 futures, not 0." in opinion(lost, safe)
    assert " 20% +9.0 100" in opinion(lost, safe)
    assert "Safer: everybody loses in 0 of 100 futures, not 20." in opinion(safe, lost)
    ruined = opinion(weighed(0, (-1500, 100)), weighed(0, (-1500, 100)))
    assert "· 100% · 100" in ruined
    assert "everybody loses, whatever you do here" in ruined
    assert "equal" not in ruined


# Little to say


def test_the_only_answer_there_is_needs_no_advice() -> None:
    position, leader = new_game(library(), seed=5), bot("random", 5)
    seen, asked = asked_of(position)
    while len(asked.moves) > 1:
        position, _ = apply(position, leader.choose(seen, asked).move, asked.seat)
        seen, asked = asked_of(position)
    assert asked.kind == "choice"
    said = [each.text for each in told(seen, asked, advise(seen, asked, 20), 76)]
    assert said[1:] == ["There is nothing else to choose."]


def test_who_interrupts_at_once_is_told_so() -> None:
    for seen, asked in questions("concert", 3, 1):
        found = advise(seen, asked, 60_000, lambda: True)
        assert sum(each.rollouts for each in found) == 0
        assert flat(told(seen, asked, found, 76)).startswith("No advice: not one future could be looked at")
