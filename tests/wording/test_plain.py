"""Whatever is written in a game of lines of text was looked up in the language that is spoken; typed words stay."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from alliance_game import plain
from alliance_game.content import catalogue_of
from alliance_game.plain.commands import COMMANDS, HELP
from alliance_game.saves import replay
from alliance_game.saves.pins import Pins
from alliance_game.wording import speaking
from tests.plain.script import Keyboard, first_possible, game_of, sit_down
from tests.wording.whole import in_marks, left_out, marks

TYPED = """help
status
agenda
why
why score
why tension
log all
codex
codex tension
save
undo
nonsense
9999
0""".splitlines()


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with in_marks(monkeypatch):
        yield


def test_a_whole_game(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alliance_game.plain.commands.MILLISECONDS", 30)
    game = game_of(tmp_path, "you,random", length="lesson")
    keyboard = Keyboard([*TYPED, "advise", "1", "nonsense", "0"], first_possible)
    sit_down(game, keyboard)
    assert "The end" in keyboard.text
    assert left_out(keyboard.text, tmp_path) == []
    assert all(f"⟦{each}" in keyboard.text.replace("\n  ", " ") for each in HELP[:2])


def test_two_people_at_one_keyboard(tmp_path: Path) -> None:
    game = game_of(tmp_path, "you,you", length="lesson")
    Pins(game.path).put(game.position.rules.states[1].id, "4711")
    prompts: list[str] = []
    keyboard = Keyboard(["", *["0"] * 8], first_possible)

    def read(prompt: str) -> str:
        prompts.append(prompt)
        if "PIN" in prompt:
            return "1234" if len(prompts) % 2 else "4711"
        if len(prompts) > 60:
            raise EOFError
        return keyboard.read(prompt)

    with game:
        plain.play(game, input=read, output=keyboard.output, is_terminal=False)
    assert any("PIN" in prompt for prompt in prompts)
    assert left_out("".join(prompts)) == []
    assert left_out(keyboard.text, tmp_path) == []


def test_a_game_is_told_again(tmp_path: Path) -> None:
    game = game_of(tmp_path, "random,random", length="lesson")
    keyboard = Keyboard([])
    sit_down(game, keyboard)
    again = Keyboard([])
    plain.retell(replay(tmp_path, game.name, library=marks()[1]), again.output)
    assert "The end" in again.text
    assert left_out(again.text) == []


def test_the_words_that_are_typed_stand_in_the_spanish_help() -> None:
    with speaking(catalogue_of("es")):
        said = [catalogue_of("es").sentences[each] for each in HELP]
    words = {each.split()[0] for each in said if each.startswith("  ")}
    assert words | {"help", "?", "exit"} == set(COMMANDS)
