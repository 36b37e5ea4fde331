"""A save opens in all later versions: one of every format is kept, and leads where it led."""

import json
from pathlib import Path
from typing import get_args

import pytest

from alliance_game.engine import default_move
from alliance_game.saves import FORMAT, Following, listing, replay, verify
from alliance_game.saves.records import Record
from tests.saves import releases
from tests.saves.playing import again

NAMES = sorted(releases.expected())


def test_every_format_has_a_golden_save() -> None:
    """A new format needs one of its own: ``python -m tests.saves.releases``. None is ever taken away."""
    held = {json.loads((releases.GOLDEN / f"{name}.journal").read_bytes().split(b"\n")[0])["format"] for name in NAMES}
    assert held == set(range(1, FORMAT + 1))
    assert sorted(each.stem for each in releases.GOLDEN.glob("*.journal")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_leads_where_it_led_and_its_bytes_stay(tmp_path: Path, name: str) -> None:
    path = releases.laid(tmp_path, name)
    before = path.read_bytes()
    wanted = releases.expected()[name]
    found = verify(tmp_path, name)
    assert found.sound, found.problem
    (row,) = listing(tmp_path)
    assert (row.problem, row.moves, row.can_continue) == ("", wanted["moves"], True)
    assert list(replay(tmp_path, name))[-1].number == wanted["moves"]
    followed = Following(tmp_path, name)
    followed.look()
    assert (followed.problem, len(followed.moves)) == ("", wanted["moves"])
    with again(tmp_path, name) as game:
        assert releases.told(game) == wanted
        assert path.read_bytes() == before
        game.play(default_move(game.position))
        game.note(0, "Years later.")
    assert path.read_bytes().startswith(before)
    with again(tmp_path, name) as game:
        assert (game.recovered, len(game.moves)) == ("", wanted["moves"] + 1)
    assert verify(tmp_path, name).sound


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_one_is_recovered_like_any_other(tmp_path: Path, name: str) -> None:
    path = releases.laid(tmp_path, name)
    path.write_bytes(path.read_bytes()[:-20])
    with again(tmp_path, name) as game:
        assert game.recovered
        game.play(default_move(game.position))
    assert verify(tmp_path, name).sound


def test_the_newest_one_holds_every_kind_of_line() -> None:
    """So that none of them is forgotten when lines change."""
    lines = [json.loads(line) for line in (releases.GOLDEN / f"format-{FORMAT}.journal").read_bytes().splitlines()]
    kinds = {line["kind"] for line in lines[1:]}
    assert kinds == {kind for record in get_args(Record) for kind in get_args(record.model_fields["kind"].annotation)}
    assert {"", "clock", "facilitator"} == {line.get("by", "") for line in lines}
