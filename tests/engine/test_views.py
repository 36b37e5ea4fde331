"""Views: what a seat may not know changes nothing that it sees."""

from random import Random

import pytest

from alliance_game.engine import Position, View, apply, decision, decisions, preview, view, violations
from alliance_game.engine.chance import STREAMS, Dice
from alliance_game.engine.layout import HIDDEN, OVER
from alliance_game.engine.view import determinised, sealed_phase, visible_cells

from .games import SETUPS, Setting, random_game
from .test_sealed import SEALED

SETTINGS = [SETUPS[3], SETUPS[4], SETUPS[7], SETUPS[9]]


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
