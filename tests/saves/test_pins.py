"""PINs beside a save: hashed, kept when the game goes on, and easy to remove."""

from pathlib import Path

import pytest

from alliance_game.errors import SaveError
from alliance_game.saves import create, listing, open_save
from alliance_game.saves.pins import Pins, is_pin
from tests.table import library


@pytest.fixture
def pins(tmp_path: Path) -> Pins:
    """The PINs of a game that nobody has given a PIN yet."""
    return Pins(tmp_path / "concert-0001.journal")


def test_without_a_pin_everything_fits(pins: Pins) -> None:
    """And no file is made."""
    assert not pins.has("japan")
    assert pins.fits("japan", "")
    assert not pins.path.exists()


def test_only_the_pin_fits(pins: Pins) -> None:
    """Each state has its own; another one replaces it."""
    pins.put("japan", "4711")
    pins.put("france", "0815")
    assert pins.has("japan")
    assert [pins.fits("japan", typed) for typed in ("4711", "0815", "", "47110", "471")] == [True, *[False] * 4]
    pins.put("japan", "12345678")
    assert [pins.fits("japan", typed) for typed in ("4711", "12345678")] == [False, True]
    assert pins.fits("france", "0815")


def test_a_removed_pin_is_asked_no_more(pins: Pins) -> None:
    """One by one, or all by deleting the file, as the screen says."""
    pins.put("japan", "4711")
    pins.put("france", "0815")
    pins.remove("japan")
    assert not pins.has("japan")
    assert pins.has("france")
    pins.path.unlink()
    assert not pins.has("france")


def test_the_file_holds_no_pin_and_no_two_hashes_are_equal(pins: Pins) -> None:
    """Equal PINs of two states cannot be seen to be equal, and nobody else may read the file."""
    pins.put("japan", "471147")
    pins.put("france", "471147")
    text = pins.path.read_text()
    assert "471147" not in text
    hashes = [part.split('"')[0] for part in text.split(":") if len(part.split('"')[0]) == 64]
    assert len(set(hashes)) == 2
    assert pins.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "１２３４", " 1234", "-123"])
def test_what_is_no_pin_is_refused(pins: Pins, pin: str) -> None:
    """Four to eight digits."""
    assert not is_pin(pin)
    with pytest.raises(SaveError, match="4 to 8 digits"):
        pins.put("japan", pin)
    assert not pins.path.exists()


@pytest.mark.parametrize(
    "text",
    [
        b"", b"{}", b"[]", b"\xff", b'{"format":2,"pins":{}}', b'{"format":1,"pins":[]}', b"[" * 5_000,
        b'{"format":1,"pins":{"japan":7}}', b'{"format":1,"pins":{"japan":"zz:zz"}}',
        b'{"format":1,"pins":{"japan":"00:00"}}',
    ],
)  # fmt: skip
def test_a_damaged_file_keeps_the_screen_closed_and_says_what_to_do(pins: Pins, text: bytes) -> None:
    """Its name, and that it can be deleted; a new PIN does not paper over it."""
    pins.path.write_bytes(text)
    for ask in (lambda: pins.has("japan"), lambda: pins.fits("japan", "4711"), lambda: pins.put("japan", "4711")):
        with pytest.raises(SaveError, match=r"concert-0001\.pins cannot be read.*Delete that file"):
            ask()
    assert pins.path.read_bytes() == text


def test_a_link_is_not_followed(pins: Pins, tmp_path: Path) -> None:
    """Nor is a folder read as a file."""
    (tmp_path / "elsewhere").write_text("{}")
    pins.path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SaveError, match="is a link"):
        pins.has("japan")


def test_pins_survive_a_pause_and_leave_the_saves_alone(tmp_path: Path) -> None:
    """The game is opened again with its PINs; the list of saves and the next name do not see them."""
    with create(library(), ("you", "you"), tmp_path, states=2) as game:
        Pins(game.path).put("france", "4711")
        name = game.name
    with open_save(tmp_path, name) as again:
        assert Pins(again.path).has("france")
        assert Pins(again.path).fits("france", "4711")
    assert [row.name for row in listing(tmp_path)] == [name]
    with create(library(), ("you", "you"), tmp_path, states=2) as second:
        assert second.name == "concert-0002"
        assert not Pins(second.path).has("france")
