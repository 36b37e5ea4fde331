"""States that begin alike and change places: what one of them did and got, the other does and gets."""

from collections.abc import Iterator
from functools import cache
from itertools import permutations
from typing import Any

import pytest

from alliance_game.content import load_sources
from alliance_game.definitions import Library
from alliance_game.engine import Position, apply, decisions, new_game, outcome
from alliance_game.engine.chance import Dice
from tests.determinism.test_metamorphic import rewritten
from tests.engine.games import FISHERY

GAMES = 10
PLACES = tuple(permutations(range(3)))
OWN = ("play build_boat", "play scrap_boats")
"""Moves of a turn that concern nobody else: who goes first makes no difference."""


def alike(name: str, data: Any) -> Any:
    """The fishery with states that all begin with the same and are asked for the same, and without cards."""
    if name.endswith("scenarios/fishery.yaml"):
        states = [{key: value for key, value in state.items() if key != "start"} for state in data["states"]]
        return {key: value for key, value in data.items() if key != "dated"} | {"states": states, "decks": {"sea": []}}
    if name.endswith("fishery/ruleset.yaml"):
        lengths = {each: {**length, "contracts": [12] * 6} for each, length in data["lengths"].items()}
        return {**data, "lengths": lengths}
    return data


@cache
def symmetric() -> Library:
    files = [*(FISHERY / "rules").rglob("*.yaml"), *(FISHERY / "cards").rglob("*.yaml")]
    return rewritten(
        load_sources({file.relative_to(FISHERY).as_posix(): file.read_text("utf-8") for file in files}), alike
    )


def played(seed: int, places: tuple[int, ...]) -> Iterator[Position]:
    """A game in which the first seat's plans are carried out by the first of ``places``, and so on."""
    position = new_game(symmetric(), "fishery", len(places), "short", None, (), 1)
    plans = {place: Dice(f"plan {number}", seed) for number, place in enumerate(places)}
    while asked := decisions(position):
        question = asked[0]
        legal = [str(move) for move in question.moves]
        if question.kind == "act":
            legal = [each for each in legal if each in (*OWN, "pass")]
        position, _ = apply(position, legal[plans[question.seat].below(len(legal))], question.seat)
        yield position


def of_places(position: Position, places: tuple[int, ...]) -> dict[str, object]:
    """Every number of the world, of each state and of each two, in the order of these places."""
    found: dict[str, object] = {}
    layout = position.rules.layout
    for block in dict.fromkeys(layout.blocks_by_cell):
        cells = position.cells[block.start : block.start + block.size]
        match block.track and block.scope:
            case "world":
                found[block.name] = cells
            case "state":
                found[block.name] = [cells[place] for place in places]
            case "pair":
                found[block.name] = [cells[one * len(places) + other] for one in places for other in places]
    return found


@pytest.mark.parametrize("places", PLACES[1:], ids=str)
def test_states_that_change_places_change_results_and_nothing_else(places: tuple[int, ...]) -> None:
    for seed in range(GAMES):
        for here, there in zip(played(seed, PLACES[0]), played(seed, places), strict=True):
            ended, mirrored = outcome(here), outcome(there)
        assert of_places(here, PLACES[0]) == of_places(there, places), seed
        assert ended is not None
        assert mirrored is not None
        assert dict(zip(places, ended.scores, strict=False)) == dict(enumerate(mirrored.scores)), seed
        ranking = [sorted(places[seat] for seat in group) for group in ended.ranking]
        assert ranking == [sorted(group) for group in mirrored.ranking], seed
        assert (ended.reason, ended.alliance_grade) == (mirrored.reason, mirrored.alliance_grade), seed


def test_it_would_show_if_somebody_were_favoured() -> None:
    """States end unlike each other, build boats, and find too few fish; nothing depends on chance."""
    reasons, unlike, boats = set(), 0, set[int]()
    for seed in range(GAMES):
        *_, last = played(seed, PLACES[0])
        ended = outcome(last)
        assert ended is not None
        unlike += len(set(ended.scores)) > 1
        reasons.add(ended.reason)
        boats |= {*last.cells[last.rules.layout.start("state", "boats") :][:3]}
    assert reasons == {"finished", "empty"}
    assert unlike > 2
    assert len(boats) > 3
