"""Join codes, and what a browser is known by."""

from pathlib import Path

import pytest

from alliance_game.errors import AllianceError
from alliance_game.serving.browsers import Browsers, name_of
from alliance_game.serving.joining import Door, checked_code, new_code
from alliance_game.settings import Settings, load_settings, save_settings
from alliance_game.wording import Catalogue, speaking


class Clock:
    """A clock that stands until it is set forward."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        """The time."""
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    """A clock."""
    return Clock()


@pytest.mark.parametrize("typed", ["Blue Heron", "blueheron", " BLUE-heron ", "blue heron"])
def test_a_code_is_known_however_it_is_typed(typed: str, clock: Clock) -> None:
    assert Door("Blue Heron", clock).opens("10.0.0.1", typed)


@pytest.mark.parametrize("typed", ["", "blue", "blue heron 2", "\ud800", "heron blue"])
def test_another_code_opens_nothing(typed: str, clock: Clock) -> None:
    assert not Door("Blue Heron", clock).opens("10.0.0.1", typed)


def test_wrong_codes_are_slowed_longer_and_longer_but_never_for_good(clock: Clock) -> None:
    door = Door("heron", clock)
    waits = []
    for _ in range(8):
        assert not door.opens("10.0.0.1", "stork")
        waits.append(door.wait("10.0.0.1"))
        clock.seconds += waits[-1]
    assert waits == [0, 0, 2, 4, 8, 16, 16, 16]
    assert door.opens("10.0.0.1", "heron")
    assert not door.opens("10.0.0.1", "stork")
    assert door.wait("10.0.0.1") == 0


def test_whoever_has_to_wait_is_not_listened_to_and_nobody_else_waits(clock: Clock) -> None:
    door = Door("heron", clock)
    for _ in range(3):
        door.opens("10.0.0.1", "stork")
    assert not door.opens("10.0.0.1", "heron")
    assert door.opens("10.0.0.2", "heron")
    clock.seconds += 2
    assert door.opens("10.0.0.1", "heron")


def test_wrong_codes_are_forgotten(clock: Clock) -> None:
    door = Door("heron", clock)
    for number in range(500):
        door.opens(f"10.0.{number // 250}.{number % 250}", "stork")
    clock.seconds += 1000
    door.opens("10.1.0.1", "stork")
    assert len(door._wrong) == 1


def test_codes_by_lot_are_six_digits_and_differ() -> None:
    codes = {new_code() for _ in range(50)}
    assert len(codes) > 40
    assert all(len(code) == 7 and code.replace(" ", "").isdigit() for code in codes)


@pytest.mark.parametrize("code", ["abc", "a - b", "x" * 41, "blue\nheron", ""])
def test_a_code_that_cannot_be_used_is_refused(code: str) -> None:
    with pytest.raises(AllianceError, match="4 to 40"):
        checked_code(code)


def test_a_browser_is_known_by_its_token_alone(tmp_path: Path) -> None:
    browsers = Browsers(tmp_path)
    (name, one), (other_name, other) = browsers.new(), browsers.new()
    assert browsers.known(one) == name == name_of(one) != browsers.known(other)
    browsers.settle(name)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    later = Browsers(tmp_path)
    assert (later.known(one), later.known(other)) == (name, None)
    browsers.settle(other_name)
    assert later.known(other) == other_name
    wrong = ["", "../..", name_of(one), one.upper(), f"{one} ", "0" * 32, one[:-1]]
    assert [browsers.known(token) for token in wrong] == [None] * len(wrong)
    assert all(one not in str(path) for path in tmp_path.rglob("*"))


def test_a_new_browser_has_the_settings_and_the_language_of_whoever_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLIANCE_GAME_SETTINGS", str(tmp_path / "mine.yaml"))
    save_settings(Settings(theme="contrast", pace="off"))
    browsers = Browsers(tmp_path / "browsers")
    with speaking(Catalogue("es", "español")):
        folder = browsers.settle(browsers.new()[0])
    settings, complaint = load_settings(folder / "settings.yaml")
    assert (settings.theme, settings.pace, settings.language, complaint) == ("contrast", "off", "es", "")
    assert load_settings()[0].language == "en"
