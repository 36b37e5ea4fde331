"""The notes of a guide: when they come, what they say, and that nobody reads one twice."""

import pytest

from alliance_game.content import load_sources
from alliance_game.describe import guidance
from alliance_game.engine import Position, apply, decisions, new_game, view

from ..content.lake import LAKE

SHORE = "rules/scenarios/north_shore.yaml"
RULES = "rules/lake/ruleset.yaml"
GUIDE = """
guide:
  seed: 1
  seats: [you, planner]
  notes:
  - {at: start, title: Hello, text: "{self} has {self.coins} coins of {stock}."}
  - {at: turn, title: One, text: One.}
  - {at: turn, if: self.coins > 100, title: Rich, text: Rich.}
  - {at: turn, title: Two, text: "Near: {names(s in states where s != self)}."}
  - {at: turn, round: 2, title: Later, text: Fish in a pool., about: [fish, pool]}
  - {at: turn, title: Three, text: Three.}
  - {at: news, title: News, text: News.}
  - {at: card, title: Card, text: Card.}
  - {at: dusk, title: Dusk, text: Dusk.}
  - {at: end, title: End, text: End.}
"""
DUSK = "- {id: dusk, ask: {sealed: true, number: self.offer, to: 3}}\n- id: night\n"


def lake() -> Position:
    rules = LAKE[RULES].replace("- id: night\n", DUSK).replace("boats: {max: 5", "offer: {max: 5}\n    boats: {max: 5")
    shore = {SHORE: LAKE[SHORE] + GUIDE, RULES: rules}
    return new_game(load_sources({**LAKE, **shore}), "north_shore", states=2, seed=1)


def at_question(position: Position, kind: str, seat: int) -> Position:
    """Go on with first moves to a seat's next question of a kind."""
    while not any((each.kind, each.seat) == (kind, seat) for each in decisions(position)):
        asked = decisions(position)[0]
        position, _ = apply(position, asked.moves[-1], asked.seat)
    return position


def titles(notes: list[guidance.Note]) -> list[str]:
    return [note.title for note in notes]


def test_two_come_at_once_in_order_and_the_others_wait() -> None:
    seen = view(at_question(lake(), "act", 0), 0)
    first = guidance.due(seen, "turn", set())
    assert titles(first) == ["One", "Two"]
    assert titles(guidance.due(seen, "turn", {note.number for note in first})) == ["Three"]
    assert titles(guidance.due(seen, "turn", set(), most=1)) == ["One"]
    assert guidance.due(seen, "turn", set(), most=0) == []


def test_a_note_waits_for_its_round() -> None:
    position = at_question(lake(), "act", 0)
    while position.cells[0] < 2:
        asked = decisions(position)[0]
        position, _ = apply(position, asked.moves[-1], asked.seat)
    seen = view(at_question(position, "act", 0), 0)
    (later, _) = guidance.due(seen, "turn", {1, 3})
    assert (later.title, later.words) == ("Later", ("fish", "Pool"))


def test_numbers_and_names_are_filled_in_for_the_reader() -> None:
    position = lake()
    assert guidance.due(view(position, 0), "start", set())[0].text == "Elm has 5 coins of 12."
    assert guidance.due(view(position, 1), "start", set())[0].text == "Ash has 4 coins of 12."
    assert guidance.due(view(position, 1), "turn", set())[1].text == "Near: Elm."


def test_the_moment_of_a_question() -> None:
    position = at_question(lake(), "act", 0)
    assert guidance.moment_of(decisions(position)[0]) == "turn"
    assert guidance.moment_of(decisions(at_question(position, "ask", 0))[0]) == "dusk"


def test_not_more_than_two_before_one_question() -> None:
    seen = view(at_question(lake(), "act", 0), 0)
    pupil = guidance.Pupil()
    heard = [titles(pupil.hear(seen, moment)) for moment in ("start", "news", "turn", "turn", "news", "turn")]
    assert heard == [["Hello"], ["News"], [], ["One", "Two"], [], ["Three"]]


def test_what_was_shown_earlier_is_known_when_a_game_is_continued() -> None:
    """At every question: the notes that come now are those that came when the game was played in one go."""
    opening = position = lake()
    pupil, moves = guidance.Pupil(), list[tuple[int, str]]()
    while not position.over:
        asked = decisions(position)[0]
        again = guidance.past(opening, moves, 0)
        seen = view(position, 0)
        for each in (pupil, again):
            each.hear(seen, "news" if moves else "start")
        if asked.seat == 0:
            assert (again.shown, again.lately) == (pupil.shown, pupil.lately)
            moment = guidance.moment_of(asked)
            assert pupil.hear(seen, moment) == again.hear(seen, moment)
        move = asked.moves[-1]
        moves.append((asked.seat, str(move)))
        position, _ = apply(position, move, asked.seat)
    assert {0, 1, 3, 4, 5, 6, 8} <= pupil.shown


def test_a_game_without_a_guide_has_no_notes() -> None:
    position = new_game(load_sources(LAKE), "north_shore", states=2, seed=1)
    for moment in ("start", "news", "turn", "end"):
        assert guidance.due(view(position, 0), moment, set()) == []


@pytest.mark.parametrize("seat", [0, 1])
def test_the_end_is_a_moment(seat: int) -> None:
    position = lake()
    while not position.over:
        asked = decisions(position)[0]
        position, _ = apply(position, asked.moves[0], asked.seat)
    assert titles(guidance.due(view(position, seat), "end", set())) == ["End"]
