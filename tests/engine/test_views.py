"""Views: what a seat may not know changes nothing that it sees."""

from random import Random
from typing import Any

import pytest

from alliance_game.engine import Position, View, apply, decision, decisions, preview, view, violations, why_not
from alliance_game.engine.agendas import has_agendas
from alliance_game.engine.chance import MASK, STREAMS, Dice
from alliance_game.engine.layout import HIDDEN, OVER
from alliance_game.engine.view import determinised, sealed_phase, visible_cells

from .games import SETUPS, Setting, random_game
from .test_sealed import SEALED, answered, openings

SETTINGS = [SETUPS[3], SETUPS[4], SETUPS[7], SETUPS[9]]


def seen(position: Position, seat: int, *, deep: bool = False) -> dict[str, Any]:
    """Everything that a view tells, in a form that can be compared."""
    looked = view(position, seat)
    asked = [
        (d.seat, d.kind, d.phase, d.about, tuple(d.moves.numbers), tuple(map(str, d.moves))) for d in looked.decisions
    ]
    found: dict[str, Any] = {
        "cells": looked.cells,
        "asked": asked,
        "agenda": looked.agenda,
        "acting": looked.acting,
        "setup": looked.setup,
        "over": looked.outcome,
    }
    if deep:
        found["chronicle"] = looked.chronicle
    if deep and asked and asked[0][1] in ("act", "choice"):
        found["previews"] = [preview(looked, number, 2) for number in asked[0][4][:8]]
        legal = [number for number in range(12) if number in asked[0][4]]
        found["reasons"] = legal, [why_not(position, move) for move in looked.decisions[0].moves[:12]]
    return found


def changed(position: Position, seat: int, lot: Random) -> Position:
    """The same position for this seat: everything that is hidden from it is something else."""
    twin = position.copy()
    rules, cells, layout = twin.rules, twin.cells, twin.rules.layout
    for name in STREAMS:
        cells[layout.start("stream", name)] = lot.randrange(MASK)
    others = [other for other in range(rules.players) if other != seat]
    if has_agendas(rules):
        start = layout.start("agenda", "agenda")
        free = [agenda for agenda in range(len(rules.program.agendas)) if agenda != cells[start + seat]]
        for other, agenda in zip(others, lot.sample(free, len(others)), strict=True):
            cells[start + other] = agenda
    for block in layout.blocks:
        if block.track is not None and block.track.secret:
            for other in others:
                cells[block.start + other] = lot.randint(block.low, block.high)
    for deck, rule in enumerate(rules.program.decks):
        following = layout.start("deck", "next") + deck
        if cells[following] >= 0 and not cells[layout.start("deck", "seen") + deck] >> seat & 1:
            place = layout.start("card", "place")
            pool = [n for n, card in enumerate(rules.cards) if card.deck == rule.id and cells[place + n] == 0]
            cells[following] = lot.choice(pool)
    return twin


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_what_is_hidden_changes_nothing_in_a_view(setting: Setting) -> None:
    lot, differing = Random(1), 0
    for count, position in enumerate(random_game(setting, 13)):
        if position.over:
            break
        for seat in lot.sample(range(setting.states), 2):
            twin = changed(position, seat, lot)
            deep = count % 10 == 0
            assert seen(position, seat, deep=deep) == seen(twin, seat, deep=deep), f"move {count}, seat {seat}"
            differing += twin.cells != position.cells
    assert differing > 100


@pytest.mark.parametrize("setting", [SETUPS[2], SETUPS[7]], ids=str)
def test_what_others_answer_in_secret_changes_nothing_in_a_view(setting: Setting) -> None:
    """Others answer differently, or not at all, or all but one: a seat that still owes its answer sees the same."""
    compared = 0
    for position in openings(setting, range(20, 26)):
        for seat in [asked.seat for asked in decisions(position)]:
            before = seen(position, seat, deep=True)
            lot = Random(compared)
            others = [other for other in range(setting.states) if other != seat]
            plan = {other: [lot.randrange(6) for _ in range(8)] for other in others}
            after = answered(position, plan, [other for other in others for _ in range(lot.choice((1, 8)))])
            assert after.cells != position.cells
            assert seen(after, seat, deep=True) == before
            compared += 1
    assert compared >= 20


def test_a_peek_is_known_to_all_and_its_card_to_one() -> None:
    position = next(p for p in random_game(SETUPS[7], 1) if (d := decision(p)) is not None and d.kind == "act")
    asked = decision(position)
    assert asked is not None
    after, _ = apply(position, "play survey")
    own, other = (view(after, seat) for seat in (asked.seat, (asked.seat + 1) % 3))
    at = after.rules.layout.start("deck", "next")
    card = after.rules.card_names[after.cells[at]]
    assert own.cells[at] == after.cells[at]
    assert other.cells[at] == HIDDEN
    assert [entry.crisis for entry in own.chronicle if entry.kind == "peek"] == [card]
    assert [entry.crisis for entry in other.chronicle if entry.kind == "peek"] == [""]


def test_streams_agendas_and_the_seed_are_hidden() -> None:
    position = SETUPS[2].game(77)
    for seat in range(4):
        looked = view(position, seat)
        assert looked.setup.seed == -1
        assert looked.agenda is not None
        for name in STREAMS:
            assert looked.cells[position.rules.layout.start("stream", name)] == HIDDEN
        start = position.rules.layout.start("agenda", "agenda")
        assert [cell == HIDDEN for cell in looked.cells[start : start + 4]] == [other != seat for other in range(4)]
    with pytest.raises(ValueError, match="no seat 4"):
        view(position, 4)


def test_after_the_end_everything_is_open_but_chance() -> None:
    *_, last = random_game(SETUPS[7], 3)
    layout = last.rules.layout
    hidden = {layout.start("stream", name) for name in STREAMS}
    for seat in range(3):
        assert {at for at, cell in enumerate(view(last, seat).cells) if cell == HIDDEN} == hidden
    assert not any(entry.seen_by for entry in view(last, 0).chronicle if entry.kind == "peek" and not entry.crisis)


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_guesses_are_sound_and_keep_what_is_seen(setting: Setting) -> None:
    for count, position in enumerate(random_game(setting, 17)):
        rules = position.rules
        seen_masks = {rules.layout.start("deck", "seen") + deck for deck in range(len(rules.program.decks))}
        for seat in range(setting.states):
            looked = view(position, seat)
            cells = determinised(looked, Dice("guess", count, seat))
            assert HIDDEN not in cells
            guess = Position(rules, position.setup, cells, position._opening, position._history)
            assert violations(guess) == [], f"move {count}, seat {seat}"
            # Who has peeked is forgotten where the card itself is not known.
            differing = [at for at, cell in enumerate(looked.cells) if cell not in (HIDDEN, cells[at])]
            assert set(differing) <= seen_masks
            if not sealed_phase(rules, looked.cells):
                again = visible_cells(rules, cells, seat)
                hidden = [at for at, cell in enumerate(looked.cells) if cell == HIDDEN and again[at] != HIDDEN]
                assert set(hidden) <= {rules.layout.start("deck", "next")}
            asked = [each for each in decisions(guess) if each.seat == seat]
            assert [each.moves.numbers for each in asked] == [each.moves.numbers for each in looked.decisions]


def test_guesses_differ_where_a_seat_cannot_look() -> None:
    looked = view(SETUPS[2].game(5), 0)
    start = looked.rules.layout.start("agenda", "agenda")
    agendas = [tuple(determinised(looked, Dice(seed))[start : start + 4]) for seed in range(40)]
    assert len(set(agendas)) > 20
    assert len({each[0] for each in agendas}) == 1
    assert all(len(set(each)) == 4 for each in agendas)


Key = tuple[str, str, tuple[int, ...], str]


def happened(position: Position, number: int, looked: View) -> dict[Key, tuple[int, int]]:
    """Old and new of everything that a move itself changes; those who are asked agree."""
    asked = decision(position)
    assert asked is not None
    move = next(each for each in asked.moves if each.number == number)
    position, entries = apply(position, move)
    found = list(entries)
    while not any(entry.kind in ("done", "over") for entry in found) and asked.kind == "act" and number:
        position, entries = apply(position, "accept")
        found += entries
    begun = asked.kind == "choice" or number == 0
    sums: dict[Key, tuple[int, int]] = {}
    for entry in found:
        if begun and entry.kind in ("turn", "phase", "round", "card", "open", "over"):
            break
        begun = begun or entry.kind == "done"
        if begun and entry.kind == "change":
            track = looked.rules.layout.block(entry.scope, entry.name).track
            shared = entry.scope == "two" or (entry.scope == "pair" and not (track and track.directed))
            key = entry.scope, entry.name, tuple(sorted(entry.seats)) if shared else entry.seats, entry.crisis
            sums[key] = sums.get(key, (entry.old, 0))[0], entry.new
    return {key: change for key, change in sums.items() if change[0] != change[1]}


@pytest.mark.parametrize("setting", [SETUPS[2], SETUPS[7]], ids=str)
def test_previews_come_true(setting: Setting) -> None:
    """What is called certain happens, and nothing happens that is not foreseen; without chance all is certain."""
    lot, certain, uncertain = Random(3), 0, 0
    for position in random_game(setting, 23):
        asked = decision(position)
        if asked is None or asked.kind not in ("act", "choice"):
            continue
        looked = view(position, asked.seat)
        for number in lot.sample(list(asked.moves.numbers), min(4, len(asked.moves))):
            foreseen = preview(looked, number, 12)
            real = happened(position, number, looked)
            for effect in foreseen.effects:
                seats = tuple(sorted(effect.seats)) if effect.scope == "two" or effect.name == "trust" else effect.seats
                key = effect.scope, effect.name, seats, effect.crisis
                if effect.certain:
                    assert real.get(key) == (effect.old, effect.new), f"{asked.moves}: {number} {effect}"
                certain += effect.certain
                uncertain += not effect.certain
            if all(effect.certain for effect in foreseen.effects) and not foreseen.ends:
                assert len(real) == len(foreseen.effects), (number, real, foreseen)
            assert foreseen.consent == () or asked.kind == "act"
    assert certain > 50
    assert uncertain > 0 or setting.scenario != "fishery"


def test_a_preview_changes_nothing() -> None:
    position = next(p for p in random_game(SETUPS[2], 1) if (d := decision(p)) is not None and d.kind == "act")
    asked = decision(position)
    assert asked is not None
    assert not position.cells[OVER]
    before, looked = position.cells[:], view(position, asked.seat)
    masked = looked.cells[:]
    for number in asked.moves.numbers:
        assert preview(looked, number) == preview(looked, number)
    assert position.cells == before
    assert looked.cells == masked


def test_sealed_phases_are_told_from_open_ones() -> None:
    for position in random_game(SETUPS[7], 29):
        asked = decision(position)
        if asked is not None:
            assert view(position, 0).sealed is (asked.phase in SEALED)
