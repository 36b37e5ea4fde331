"""What keeps a card from being drawn."""

from functools import cache
from pathlib import Path

import pytest

from alliance_game.authoring.table.undrawn import Game, at_the_start, heading, in_a_game
from alliance_game.content import load, load_sources
from alliance_game.definitions import Library
from alliance_game.engine import Position, apply, decision, new_game
from alliance_game.errors import UnknownName

from .my_pack import laid_out

FISHERY = Path(__file__).parents[2] / "examples" / "fishery"


@cache
def library() -> Library:
    """The base content and the example pack."""
    return load([FISHERY])


def told(card: str, **game: object) -> list[str]:
    """What is said, without the blanks in front."""
    return [line.strip() for line in at_the_start(library(), card, Game(**game)) if line]  # type: ignore[arg-type]


def test_a_card_that_can_come_has_its_share() -> None:
    """Two copies of weight 3, of which storm, dear fuel and others cannot come yet."""
    assert told("calm_sea") == [
        "The bank (fishery), at the start:",
        "2 copies of weight 3 in the deck 'sea': 6 of 19 (32 %) of it.",
        "It can be drawn: it is the next card with a chance of 6 of 15 (40 %).",
    ]


def test_a_condition_is_taken_apart() -> None:
    assert told("dear_fuel")[1] == "Its `when` does not hold: it needs that the round is 3 or more (it is 1)."
    assert not any("can be drawn" in line for line in told("dear_fuel"))


def test_only_the_parts_that_fail_are_named(tmp_path: Path) -> None:
    when = "when: world.tension >= 1 and world.order > 7 and round >= 2\n"
    card = f"title: T\nkind: incident\ntext: T.\n{when}effects: [{{tell: T.}}]\n"
    found = load([laid_out(tmp_path, {"t": card})])
    scenario = "title: S\nruleset: concert\nstates: [{id: a, title: A}, {id: b, title: B}]\ndecks: {events: [mine]}\n"
    found = load_sources({**found.sources, "rules/scenarios/s.yaml": scenario + "seats: {max: 2}\n"})
    lines = at_the_start(found, "t", Game("s"))
    assert (
        "  Its `when` does not hold: it needs that order is above 7 (it is 5); the round is 2 or more (it is 1)."
        in lines
    )


def test_late_cards_are_held_back() -> None:
    assert "It is held back by its tag 'horizon' until 9 cards were drawn (so far 0)." in told("cascade_breach")


def test_scheduled_and_dated_cards_say_by_what() -> None:
    assert "It is scheduled by storm_warning." in told("storm")
    assert "It comes by itself in round 2." in told("storm_warning")
    assert told("piracy", scenario="first_steps")[1:] == [
        "It comes by itself in round 3.",
        "It is in no deck, so it is not drawn: no deck of the scenario takes its folder.",
    ]


def test_a_selector_that_nobody_fits() -> None:
    assert any(line.startswith("It would come to nothing: no state fits its `where`") for line in told("good_prices"))


def test_a_folder_that_no_scenario_uses(tmp_path: Path) -> None:
    found = load([laid_out(tmp_path)])
    assert at_the_start(found, "blockade", Game()) == [
        "No scenario uses the folder 'mine', and nothing dates or schedules the card: it never comes.",
        "  concert says `events: [base]` under `decks`; with `events: [base, mine]` it comes there.",
    ]
    lines = at_the_start(found, "blockade", Game("practice"))
    assert lines[0].startswith("The scenario 'practice' does not use the folder 'mine'")


def test_unknown_names() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'storm'"):
        heading(library(), "storn", [])
    with pytest.raises(UnknownName, match="Did you mean 'concert'"):
        told("storm", scenario="concrt")
    with pytest.raises(UnknownName, match="card of that game 'storm'"):
        in_a_game(new_game(library()), "storm")


def until(position: Position, round_: int) -> Position:
    """Everybody passes until a round has begun."""
    while position.cells[0] < round_ and (ask := decision(position)) is not None:
        position, _ = apply(position, ask.moves[-1 if ask.kind == "choice" else ask.moves.numbers.index(0)])
    return position


def test_in_a_game_it_says_when_it_came_and_what_is_left() -> None:
    """The warning comes in round 2, the storm in round 3."""
    position = until(new_game(library(), "fishery", states=2, seed=3), 3)
    assert in_a_game(position, "storm_warning")[:3] == [
        "It comes by itself in round 2.",
        "It came in round 2.",
        "Left in the deck: no copy of 1.",
    ]
    found = in_a_game(until(position, 4), "storm")
    assert "It came in round 3." in found
    assert "Its `when` does not hold: it needs that “storm warning” is set." in found


def test_in_a_game_the_chance_is_of_what_is_left() -> None:
    position = until(new_game(library(), "fishery", states=2, seed=3), 4)
    (chance,) = [line for line in in_a_game(position, "dear_fuel") if line.startswith("It can be drawn")] or [""]
    drawing = position.rules.machine.drawing
    names = [drawing.cards[each].id for each in drawing.candidates(position.cells, 0)]
    weights = {"calm_sea": 3, "cold_current": 2, "dear_fuel": 2, "good_prices": 2}
    every = sum(weights.get(name, 1) for name in names)
    assert chance.startswith(f"It can be drawn: it is the next card with a chance of 2 of {every} (")
