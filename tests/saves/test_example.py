"""The example game that comes with the checkout, under the rules that it was played with."""

import io
import shutil
from pathlib import Path

from alliance_game import plain
from alliance_game.saves import listing, replay, verify

SAVES = Path(__file__).parent.parent.parent / "saves"


def test_the_example_still_leads_where_it_led(tmp_path: Path) -> None:
    """Rules and engine may have changed since; a save keeps its own rules, and the engine keeps its promises."""
    folder = tmp_path / "saves"
    shutil.copytree(SAVES, folder)
    found = verify(folder, "example")
    assert (found.sound, found.moves) == (True, 95)
    (row,) = [row for row in listing(folder) if row.name == "example"]
    assert (row.ending, row.states, row.problem) == ("finished", 3, "")


def test_the_example_can_be_told_again(tmp_path: Path) -> None:
    folder = tmp_path / "saves"
    shutil.copytree(SAVES, folder)
    output = io.StringIO()
    assert plain.retell(replay(folder, "example"), output) == 0
    assert "The ranking:" in output.getvalue()
