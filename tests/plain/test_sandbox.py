"""A sandbox as lines of text."""

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest

from alliance_game.authoring.table.dealing import Wish
from alliance_game.authoring.table.sandbox import Sandbox
from alliance_game.plain import sandbox as plain
from tests.authoring.my_pack import SILENCE, laid_out, put
from tests.plain.script import Keyboard, first_possible


@pytest.fixture(autouse=True)
def _no_installed_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "packs"))


def played(pack: Path, *answers: str | Callable[[], str]) -> str:
    """Everything that is written; an answer may do something before it is given."""
    output = StringIO()
    given: Iterator[str | Callable[[], str]] = iter(answers)

    def read(prompt: str) -> str:
        output.write(prompt)
        answer = next(given, None)
        if answer is None:
            raise EOFError
        return answer if isinstance(answer, str) else answer()

    with Sandbox(Wish("radio_silence", state="japan", packs=(pack,))) as sandbox:
        assert plain.play(sandbox, input=read, output=output, is_terminal=False) == 0
    return output.getvalue()


def edited(pack: Path, text: str, answer: str = "") -> Callable[[], str]:
    """The card is changed on the disk while somebody is asked."""

    def change() -> str:
        put(pack / "cards" / "mine" / "radio_silence.yaml", text)
        return answer

    return change


def test_it_says_what_it_is_and_keeps_nothing(tmp_path: Path) -> None:
    text = played(laid_out(tmp_path), "save", "quit")
    assert text.startswith("A sandbox for one card: Radio silence. France: planner; Germany: planner;\n  Japan: you;")
    assert "Radio silence: what will Japan choose?" in text
    assert text.endswith("> This was a sandbox: nothing of it is kept.\n> This was a sandbox: nothing of it is kept.\n")
    assert "continue" not in text


def test_a_file_that_changes_is_dealt_anew_and_what_was_typed_is_not_played(tmp_path: Path) -> None:
    pack = laid_out(tmp_path)
    text = played(pack, edited(pack, SILENCE.replace("standing, by: -1", "standing, by: -2"), "1"), "quit")
    assert "1  Wait: standing 3 → 2" in text
    assert "> \nThe card is dealt anew.\n" in text
    assert "1  Wait: standing 3 → 1" in text
    assert "Japan chooses" not in text


def test_a_broken_file_is_told_and_the_card_stays_until_it_is_mended(tmp_path: Path) -> None:
    pack = laid_out(tmp_path)
    broken = edited(pack, SILENCE.replace("world.order", "world.odrer"), "help")
    text = played(pack, broken, edited(pack, SILENCE.replace("Radio", "Wire"), "2"), "1", "quit")
    told, mended = text.split("The card stays on the table as it was.")
    assert "radio_silence.yaml:13:30: error[unknown-track]" in " ".join(told.split())
    assert "   13 |     effects: [{change: world.odrer, by: 1}]\n" in told
    assert "\n      |                              ^^^^^ Did you mean 'order'?\n" in told
    assert "The card is dealt anew." in mended
    assert "Wire silence: what will Japan choose?" in mended
    assert "Japan chooses: Wait." in mended


def test_again_deals_at_any_time(tmp_path: Path) -> None:
    text = played(laid_out(tmp_path), "1", "again", "2", "quit")
    assert text.count("Radio silence: what will Japan choose?") == 2
    assert (
        text.index("Japan chooses: Wait.") < text.index("The card is dealt anew.") < text.index("Pay for a technician.")
    )


def test_a_game_can_be_played_to_its_end(tmp_path: Path) -> None:
    keyboard = Keyboard([], first_possible)
    with Sandbox(Wish("radio_silence", length="lesson", packs=(laid_out(tmp_path),))) as sandbox:
        assert plain.play(sandbox, input=keyboard.read, output=keyboard.output, is_terminal=False) == 0
    assert "== The end ==" in keyboard.text
    assert keyboard.text.endswith("\n\nThis was a sandbox: nothing of it is kept.\n")
    assert not sandbox.folder.exists()


def test_the_arrival_is_what_a_game_writes_before_its_first_question(tmp_path: Path) -> None:
    with (
        Sandbox(Wish("radio_silence", state="japan", packs=(laid_out(tmp_path),))) as sandbox,
        sandbox.game() as game,
    ):
        lines = plain.arrival(game).splitlines()
    assert lines[0] == "== Round 1 of 8 =="
    assert lines[-3:] == [
        "Radio silence: what will Japan choose?",
        "  1  Wait: standing 3 → 2",
        "  2  Pay for a technician (2 coins): order 5 → 6; coins 4 → 2",
    ]


@pytest.mark.parametrize(
    ("effect", "told"),
    [
        ("{schedule: blockade, in: 2}", "order 5 → 6; coins 4 → 2; Blockade comes in 2 rounds"),
        ("{peek: events, by: who}", "order 5 → 6; coins 4 → 2; looks at the next card"),
        (
            "{if: world.tension > 2, then: [{schedule: blockade, in: 1, for: who}]}",
            "order 5 → 6; coins 4 → 2; if tension is above 2: Blockade comes in 1 round for Japan",
        ),
        (
            "{chance: 1 in 99, then: [{change: who.support, by: -1}]}",
            "order 5 → 6; coins 4 → 2; 1 in 99: support −1; otherwise: nothing",
        ),
        (
            "{chance: 1 in 2, then: [{change: who.support, by: -1}]}",
            "order 5 → 6; coins 4 → 2; may: support 6 → 5",
        ),
    ],
)
def test_an_entry_says_what_no_number_shows(tmp_path: Path, effect: str, told: str) -> None:
    """A card that comes later is told, whatever else the choice does; so is a chance that a preview never sees."""
    text = SILENCE.replace("[{change: world.order, by: 1}]", f"[{{change: world.order, by: 1}}, {effect}]")
    with (
        Sandbox(Wish("radio_silence", state="japan", packs=(laid_out(tmp_path, {"radio_silence": text}),))) as sandbox,
        sandbox.game() as game,
    ):
        text = " ".join(plain.arrival(game).split())
    assert text.endswith(f" 2 Pay for a technician (2 coins): {told}")
