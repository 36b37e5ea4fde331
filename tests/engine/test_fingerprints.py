"""Fingerprints: by meaning, so that they outlast a program."""

import shutil
from pathlib import Path
from random import Random

import pytest

from alliance_game.content import load
from alliance_game.engine import Move, Position, apply, decision, fingerprint, new_game, position_hash, rules
from alliance_game.engine.naming import PARTS, cell_name, named_values

from .games import FISHERY, SETUPS, Setting, random_game, sensible


def moved(position: Position, texts: list[tuple[int, str]]) -> list[dict[str, str]]:
    """The fingerprints along a game that is given by its moves."""
    found = [fingerprint(position)]
    for seat, text in texts:
        position, _ = apply(position, text, seat)
        found.append(fingerprint(position))
    return found


def told(seed: int) -> list[tuple[int, str]]:
    """The moves of a random game of the fishery."""
    lot, position, moves = Random(seed), SETUPS[7].game(seed), []
    while not position.over:
        seat, move = sensible(lot, position)
        moves.append((seat, str(move)))
        position, _ = apply(position, move, seat)
    return moves


def test_fingerprints_survive_compiling_again() -> None:
    first = [position_hash(position) for position in random_game(SETUPS[0], 2)]
    rules._compiled.clear()
    assert [position_hash(position) for position in random_game(SETUPS[0], 2)] == first


def test_fingerprints_do_not_depend_on_where_cells_lie(tmp_path: Path) -> None:
    """The same ruleset with its tracks and tallies written in the opposite order: other cells, equal fingerprints."""
    shutil.copytree(FISHERY, tmp_path / "pack")
    ruleset = tmp_path / "pack" / "rules" / "fishery" / "ruleset.yaml"
    lines = ruleset.read_text(encoding="utf-8").splitlines()
    for head, tail in (("  world:", "  state:"), ("  state:", "  pair:")):
        first, last = lines.index(head) + 1, lines.index(tail)
        lines[first:last] = lines[first:last][::-1]
    ruleset.write_text("\n".join(lines) + "\n", encoding="utf-8")
    other = load(packs=[str(tmp_path / "pack")])
    moves = told(6)
    here, there = SETUPS[7].game(6), new_game(other, "fishery", states=3, seed=6)
    assert here.cells != there.cells
    assert moved(here, moves) == moved(there, moves)


def test_every_part_tells_its_own_changes() -> None:
    position = SETUPS[2].game(3)
    layout, before = position.rules.layout, fingerprint(position)
    assert tuple(before) == PARTS
    cells = {
        "world": ("world", "tension"),
        "states": ("state", "coins"),
        "pairs": ("pair", "trust"),
        "cards": ("deck", "drawn"),
        "streams": ("stream", "deck"),
        "control": ("control", "round"),
    }
    for part, place in cells.items():
        twin = position.copy()
        twin.cells[layout.start(*place)] += 1
        after = fingerprint(twin)
        assert [name for name in PARTS if after[name] != before[name]] == [part]
        assert position_hash(twin) != position_hash(position)


@pytest.mark.parametrize("setting", [SETUPS[4], SETUPS[9]], ids=str)
def test_names_of_cells_are_unique(setting: Setting) -> None:
    for position in random_game(setting, 8):
        found = [(part, name) for part, name, _ in named_values(position.rules, position.cells)]
        assert len(set(found)) == len(found)
        assert all(part in PARTS for part, _ in found)


def test_a_cell_that_a_later_version_adds_changes_nothing() -> None:
    """The engine's own cells are named only where they differ from their initial value; tracks always are."""
    position = SETUPS[2].game(4)
    rules, cells = position.rules, position.cells
    named = {name for _, name, _ in named_values(rules, cells)}
    checked = 0
    for block in rules.layout.blocks:
        for at in range(block.size if block.scope in ("world", "state", "pair", "tally", "control", "limit") else 0):
            if cells[block.start + at] == block.initial:
                assert (cell_name(rules, cells, block, at) in named) is (block.track is not None)
                checked += 1
    assert checked > 100


def test_equal_positions_reached_on_two_ways_are_equal() -> None:
    """Declining and accepting leave no trace but what they change: two refused proposals in either order."""
    position = SETUPS[2].game(3)
    while not (position.over or any("confidence_building" in str(m) for m in moves_of(position))):
        position, _ = apply(position, moves_of(position)[0])
    partners = [str(m) for m in moves_of(position) if "confidence_building" in str(m)]
    one, _ = apply(position, partners[0])
    one, _ = apply(one, "decline")
    again, _ = apply(position, partners[-1])
    again, _ = apply(again, "decline")
    ends = {position_hash(one), position_hash(again)}
    assert len(partners) >= 2
    assert len(ends) == 1


def moves_of(position: Position) -> list[Move]:
    """The moves of the seat that is asked first."""
    asked = decision(position)
    assert asked is not None
    return list(asked.moves)
