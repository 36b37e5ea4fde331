"""What can be typed at a prompt."""

import re
from pathlib import Path

import pytest

from alliance_game.bots import counsel
from alliance_game.describe.offers import MORE, Offer, pages
from alliance_game.plain import commands

from .script import Keyboard, game_of, sit_down


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Advisers who think for a moment only."""
    monkeypatch.setattr(commands, "MILLISECONDS", 40)


def said(tmp_path: Path, *typed: str, seats: str = "you,planner,planner", seed: int = 2) -> str:
    """What the last line typed was answered with; the game ends with the input."""
    keyboard = Keyboard(typed)
    sit_down(game_of(tmp_path, seats, seed=seed), keyboard)
    start = sum(len(page) for page, _ in keyboard.pages)
    return keyboard.text[start:]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("why tension", "Tension, now "),
        ("why", "Why what?"),
        ("why coins japan", "Japan's coins, now "),
        ("why score", "Score so far (agendas left out): "),
        ("why nonsense", "I know no number called 'nonsense'"),
        ("log", "== Round 1 of 8 =="),
        ("log all", "== Round 1 of 8 =="),
        ("status", "Round 1 of 8, Diplomacy."),
        ("agenda", "Secret agenda of France: "),
        ("advise", "What your advisers would do:"),
        ("advise", "What you cannot"),
        ("help", "At every prompt you can also type:"),
        ("save", "The game is saved"),
        ("codex mediation", "Mediation"),
        ("codex cyber attack", "Cyber attack"),
        ("codex", "Which word?"),
        ("codex mediaton", "Did you mean 'mediation'?"),
        ("statsu", "Did you mean 'status'?"),
        ("", "Type a number from the list"),
        ("9", "There is no 9 in this menu"),
        ("²", "means nothing here"),
        ("99999999", "means nothing here"),
    ],
)
def test_every_line_gets_an_answer(tmp_path: Path, typed: str, answer: str) -> None:
    assert answer in said(tmp_path, typed)


def test_an_answer_that_does_not_fit_is_one_line(tmp_path: Path) -> None:
    answer = said(tmp_path, "statsu")
    assert answer.count("\n\n") <= 1
    assert answer.startswith("'statsu' means nothing here.")


def test_what_cannot_be_done_says_why(tmp_path: Path) -> None:
    assert "France has not lost face" in said(tmp_path, "2", "4").splitlines()[0]


def test_the_question_comes_back_after_a_command(tmp_path: Path) -> None:
    assert "What will France do? 2 actions left.\n  1  " in said(tmp_path, "agenda")


def test_a_number_that_may_not_be_said(tmp_path: Path) -> None:
    assert said(tmp_path, "0", "9").startswith("Type a number from 0 to ")
    assert "Type a number from 0 to " in said(tmp_path / "two", "0", "much")
    assert "How many coins will you promise, aloud?" in said(tmp_path / "three", "0", "agenda")


def test_undo_takes_back_the_last_move(tmp_path: Path) -> None:
    answer = said(tmp_path, "play levy", "undo")
    assert "Your last move is taken back." in answer
    assert "coins 4" in answer
    assert "2 actions left" in answer


def test_undo_says_when_it_is_too_late(tmp_path: Path) -> None:
    assert "Not possible: " in said(tmp_path, "undo")


def test_a_move_can_be_typed_in_full(tmp_path: Path) -> None:
    assert said(tmp_path, "play levy").startswith("France raises a levy.")


def test_the_menu_comes_back_after_a_command(tmp_path: Path) -> None:
    assert "  0  End the turn" in said(tmp_path, "agenda")


def test_zero_goes_back_and_then_ends_the_turn(tmp_path: Path) -> None:
    back = said(tmp_path, "5", "0")
    assert "What will France do? 2 actions left." in back
    assert "France ends its turn." not in back
    assert "France ends its turn." in said(tmp_path / "two", "5", "0", "0")


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (7, [7]), (8, [7, 2]), (13, [7, 7]), (14, [7, 7, 2])])
def test_long_menus_have_pages(count: int, sizes: list[int]) -> None:
    entries = [Offer(str(number)) for number in range(count)]
    found = pages(entries)
    assert [len(page) for page in found] == sizes
    assert [entry for page in found for entry in page if entry is not MORE] == entries


def test_what_the_figures_of_advice_mean_is_said_once(tmp_path: Path) -> None:
    keyboard = Keyboard(["advise", "advise"])
    sit_down(game_of(tmp_path, "you,planner,planner", seed=2), keyboard)
    assert keyboard.text.count(counsel.TITLE) == 2
    assert keyboard.text.count("Place: where France would stand") == 1


def test_advice_is_for_whoever_sits_there_and_gone_with_the_screen(tmp_path: Path) -> None:
    """Two at one keyboard: what the first was told is cleared away before the second is called."""
    keyboard = Keyboard(["", "advise", "0", "", "advise"])
    sit_down(game_of(tmp_path, "you,you", seed=2), keyboard, is_terminal=True)
    screens = keyboard.text.split("\x1b[2J\x1b[3J\x1b[H")
    advised = [text for text in screens if counsel.TITLE in text]
    first, second = (re.findall(r"where (\w+) would\s+stand", text) for text in advised)
    assert sorted(first + second) == ["France", "Germany"]
    assert not any("Pass the keyboard" in text for text in advised)
