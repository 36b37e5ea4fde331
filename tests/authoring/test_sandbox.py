"""A sandbox reads its card again, and leaves nothing behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_game.authoring.table.dealing import Wish
from alliance_game.authoring.table.sandbox import Sandbox
from alliance_game.errors import ContentError

from .my_pack import SILENCE, laid_out, put


@pytest.fixture(autouse=True)
def _no_installed_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "packs"))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return laid_out(tmp_path)


@pytest.fixture
def sandbox(pack: Path) -> Iterator[Sandbox]:
    with Sandbox(Wish("radio_silence", state="japan", packs=(pack,))) as found:
        yield found


def card(pack: Path) -> Path:
    return pack / "cards" / "mine" / "radio_silence.yaml"


def effect_on_standing(sandbox: Sandbox) -> int:
    """What waiting costs, as the table has it."""
    with sandbox.game() as game:
        before = [*game.position.cells]
        game.play("choose wait", seat=2)
        at = game.position.rules.layout.start("state", "standing") + 2
        return game.position.cells[at] - before[at]


def test_nothing_has_changed_at_first(sandbox: Sandbox) -> None:
    assert not sandbox.changed()


def test_a_change_is_seen_once_and_dealt(sandbox: Sandbox, pack: Path) -> None:
    """With the same seed and state."""
    seed, seat = sandbox.deal.position.setup.seed, sandbox.deal.seat
    assert effect_on_standing(sandbox) == -1
    put(card(pack), SILENCE.replace("standing, by: -1", "standing, by: -3"))
    assert sandbox.changed()
    assert not sandbox.changed()
    assert sandbox.again() == ()
    assert effect_on_standing(sandbox) == -3
    assert (sandbox.deal.position.setup.seed, sandbox.deal.seat) == (seed, seat)


def test_any_file_of_the_pack_counts(sandbox: Sandbox, pack: Path) -> None:
    put(pack / "cards" / "mine" / "another.yaml", SILENCE)
    assert sandbox.changed()
    put(pack / "pack.yaml", "format: 1\nid: mine\ntitle: Mine\nversion: 1.0.0\n")
    assert sandbox.changed()


def test_a_broken_file_is_told_with_its_place_and_the_old_card_stays(sandbox: Sandbox, pack: Path) -> None:
    put(card(pack), SILENCE.replace("world.order", "world.ordr"))
    (problem,) = sandbox.again()
    assert problem.startswith(f"{card(pack)}:13:")
    assert "Did you mean 'order'?" in problem
    assert effect_on_standing(sandbox) == -1
    put(card(pack), SILENCE)
    assert sandbox.again() == ()


def test_a_card_that_is_gone_is_told_and_stays(sandbox: Sandbox, pack: Path) -> None:
    card(pack).unlink()
    put(pack / "cards" / "mine" / "blockade.yaml", SILENCE)
    (problem,) = sandbox.again()
    assert problem.startswith("There is no card 'radio_silence'. If it is in a pack of your own, add --pack DIR")
    assert effect_on_standing(sandbox) == -1


def test_everything_saved_goes(pack: Path) -> None:
    with Sandbox(Wish("radio_silence", packs=(pack,))) as sandbox:
        folder = sandbox.folder
        with sandbox.game() as game:
            assert game.path.parent == folder
    assert not folder.exists()


def test_a_pack_with_errors_lays_no_table(pack: Path) -> None:
    put(card(pack), SILENCE.replace("kind: incident", "kind: incidnt"))
    with pytest.raises(ContentError, match="Did you mean 'incident'"):
        Sandbox(Wish("radio_silence", packs=(pack,)))
