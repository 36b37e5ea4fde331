"""The clock for the projector: what was shown is read again, and nothing else."""

from pathlib import Path

import pytest

from alliance_game.saves.public_clock import PublicClock, Shown


@pytest.fixture
def clock(tmp_path: Path) -> PublicClock:
    return PublicClock(tmp_path / "class.journal")


@pytest.mark.parametrize("left", [0, 1, 600, 99_999])
@pytest.mark.parametrize("goes", [True, False])
def test_what_is_shown_is_read_again(clock: PublicClock, left: int, goes: bool) -> None:
    clock.show(Shown(left, goes))
    found = clock.read()
    assert found is not None
    assert (found.left, found.goes) == (left, goes)
    assert found.written == clock.path.stat().st_mtime_ns


def test_it_lies_beside_the_save(clock: PublicClock) -> None:
    assert clock.path.name == "class.clock"


def test_no_clock_goes_before_and_after(clock: PublicClock) -> None:
    assert clock.read() is None
    clock.clear()
    clock.show(Shown(5, goes=True))
    clock.clear()
    assert clock.read() is None
    assert not clock.path.exists()


@pytest.mark.parametrize(
    "text",
    ['{"goes":true,"left":-1}', '{"goes":true,"left":100000}', '{"goes":1,"left":5}', '{"goes":true}', "5", "", "{"],
)
def test_what_is_no_clock_is_not_shown(clock: PublicClock, text: str) -> None:
    clock.path.write_text(text, encoding="utf-8")
    assert clock.read() is None


def test_a_disk_that_refuses_shows_no_clock(tmp_path: Path) -> None:
    """The game goes on."""
    clock = PublicClock(tmp_path / "nowhere" / "class.journal")
    clock.show(Shown(5, goes=True))
    clock.clear()
    assert clock.read() is None
