"""Agendas: states that have some of their own, and what the others can tell of them."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from alliance_game import load, new_game, view
from alliance_game.definitions import Library
from alliance_game.engine import Position
from alliance_game.engine.agendas import has_agendas
from alliance_game.engine.chance import Dice
from alliance_game.engine.view import determinised

OWN: Mapping[str, tuple[str, ...]] = {"france": ("broker", "banker"), "japan": ("banker", "beacon")}
COMMON = {"arsenal", "dividend", "guarantor", "homefront", "networker"}


def library(own: Mapping[str, tuple[str, ...]]) -> Library:
    """Concert, in which states have agendas of their own."""
    base = load()
    scenario = base.scenario("concert")
    states = tuple(state.model_copy(update={"agendas": own.get(state.id, ())}) for state in scenario.states)
    changed = scenario.model_copy(update={"states": states})
    return replace(base, scenarios={**base.scenarios, "concert": changed}, digest="")


@pytest.fixture(scope="module")
def games() -> list[Position]:
    """Games of five states, two of which have agendas of their own."""
    held = library(OWN)
    return [new_game(held, states=5, seed=seed) for seed in range(40)]


def held_by(position: Position, seat: int, cells: list[int]) -> str:
    return position.rules.program.agendas[cells[position.rules.layout.start("agenda", "agenda") + seat]].id


def dealt(position: Position, cells: list[int]) -> dict[str, str]:
    return {state.id: held_by(position, seat, cells) for seat, state in enumerate(position.rules.states)}


def test_a_state_is_dealt_one_of_its_own_and_the_rest_share_what_is_left(games: list[Position]) -> None:
    seen: dict[str, set[str]] = {}
    for game in games:
        found = dealt(game, game.cells)
        rest = [agenda for state, agenda in found.items() if state not in OWN]
        assert len(set(rest)) == len(rest)
        for state, agenda in found.items():
            seen.setdefault(state, set()).add(agenda)
    assert {state: seen[state] for state in OWN} == {state: set(agendas) for state, agendas in OWN.items()}
    assert all(seen[state] == COMMON for state in seen if state not in OWN)


def test_a_seat_guesses_only_what_the_others_can_hold(games: list[Position]) -> None:
    guessed: dict[str, set[str]] = {}
    game = games[0]
    for seed in range(60):
        cells = determinised(view(game, 1), Dice("guess", seed))
        found = dealt(game, cells)
        assert found["germany"] == held_by(game, 1, game.cells)
        rest = [agenda for state, agenda in found.items() if state not in OWN]
        assert len(set(rest)) == len(rest)
        for state, agenda in found.items():
            guessed.setdefault(state, set()).add(agenda)
    assert guessed["france"] == {"broker", "banker"}
    assert guessed["japan"] == {"banker", "beacon"}
    assert guessed["brazil"] == COMMON - {held_by(game, 1, game.cells)}


def test_without_enough_for_everybody_nobody_has_one() -> None:
    agendas = tuple(sorted({*COMMON, "broker", "banker", "beacon"}))
    game = new_game(library({"france": agendas}), states=4, seed=1)
    assert not has_agendas(game.rules)
    assert has_agendas(new_game(library({"france": agendas[:5]}), states=4, seed=1).rules)
