"""The file of settings: written whole, read with patience, and never a reason not to play."""

import os
from pathlib import Path

import pytest
from textual.keys import _character_to_key

from alliance_game.errors import AllianceError
from alliance_game.settings import (
    NAMED_KEYS,
    PACES,
    SIGNS,
    THEME_NAMES,
    Settings,
    key_called,
    load_settings,
    save_settings,
    settings_file,
)

USUAL = Settings()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of settings that does not exist yet, in a folder that does not either."""
    return tmp_path / "config" / "settings.yaml"


def written(file: Path, text: str | bytes) -> tuple[Settings, str]:
    """What is read of a text."""
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_settings(file)


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("pace", PACES)
def test_what_is_saved_is_read_again(file: Path, theme: str, pace: str) -> None:
    """Every choice, also the pace whose name YAML takes for a lie."""
    settings = Settings(theme, pace, {"chronicle": "f5,question_mark", "why": "comma"})
    save_settings(settings, file)
    assert load_settings(file) == (settings, "")
    assert [each.name for each in file.parent.iterdir()] == ["settings.yaml"]


def test_no_file_and_an_empty_file_are_the_usual_settings(file: Path) -> None:
    """Nothing is said about either."""
    assert load_settings(file) == (USUAL, "")
    assert written(file, "") == (USUAL, "")
    assert written(file, "\n\n") == (USUAL, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pace: fast\ntheme: papper\n", "line 2: There is no theme 'papper'. Did you mean 'paper'?"),
        ("pace: fsat\n", "line 1: There is no pace 'fsat'. Did you mean 'fast'?"),
        ("pace: false\n", "line 1: There is no pace 'False'. There are: fast, normal, off, slow."),
        ("theme: 7\n", "line 1: There is no theme '7'."),
        ("theme: [paper]\n", "line 1: The theme is one word."),
        ("tehme: paper\n", "line 1: There is no setting 'tehme'. Did you mean 'theme'?"),
        ("keys: f5\n", "line 1: Keys are lines such as 'chronicle: f5'."),
        ("keys:\n  why: esacpe\n", "line 2: There is no key 'esacpe'. Did you mean 'escape'?"),
        ("keys:\n  why: 5\n", "line 2: Digits choose from menus and do nothing else."),
        ("keys:\n  why: ctrl+m\n", "line 2: Terminals send 'ctrl+m' as 'enter': take another key."),
        ("keys:\n  why: hyper+w\n", "line 2: 'hyper' cannot be held: only ctrl, shift and alt can."),
        ("keys:\n  why: [w]\n", "line 2: A key is one word, such as 'f5'; several are parted by commas."),
        ("keys:\n  'a b': w\n", "line 2: 'a b' is nothing that a key does."),
        ("- theme\n", "line 1: Settings are lines such as 'theme: paper'."),
        ("theme: paper\n theme: x\n", "line 2: "),
        ("theme: !!python/object:os.system paper\n", "line 1: "),
        ("theme: &a paper\npace: *a\n", "line 1: "),
        ("theme: \x1b[31mred\n", "line 1: An invisible character (U+001B) stands here."),
        (b"\xff\xfe", "line 1: The file is not UTF-8 text."),
        ("[" * 5_000, "line 1: "),
        ("theme: paper\n" * 6_000, "line 1: It cannot be read (it has more than 64,000 bytes)."),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_ignored(file: Path, text: str | bytes, said: str) -> None:
    """One line for each fault, in words, and then the game goes on."""
    settings, told = written(file, text)
    assert f"settings.yaml, {said}" in told
    assert told.endswith("What is wrong in it is ignored.")
    assert told.isprintable() or told.replace("\n", "").isprintable()
    assert settings.theme in THEME_NAMES
    assert settings.pace in PACES
    assert dict(settings.keys) == {}


def test_what_is_right_beside_a_fault_is_kept(file: Path) -> None:
    """A wrong colour does not cost the keys; of many faults the first are told."""
    settings, told = written(file, "theme: papper\npace: slow\nkeys:\n  why: f9\n  codex: '?'\n  undo: nonsense\n")
    assert settings == Settings("chancery", "slow", {"why": "f9", "codex": "question_mark"})
    assert told.count("\n") == 2
    _, told = written(file, "".join(f"wrong_{number}: x\n" for number in range(9)))
    assert "And 6 more like these." in told


def test_odd_files_are_told_and_never_hang(tmp_path: Path) -> None:
    """A folder, a pipe, a file that may not be read."""
    assert "cannot be read" in load_settings(tmp_path)[1]
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert "it is not an ordinary file" in load_settings(pipe)[1]


def test_a_broken_file_is_kept_when_the_settings_are_saved(file: Path) -> None:
    """What somebody wrote by hand is not lost to a slip in one line."""
    written(file, "theme: papper\n")
    save_settings(Settings("paper"), file)
    assert load_settings(file) == (Settings("paper"), "")
    assert file.with_suffix(".old").read_text() == "theme: papper\n"


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    """Some people keep their settings in another folder."""
    kept = tmp_path / "kept.yaml"
    kept.write_text("theme: clear\n")
    file.parent.mkdir()
    file.symlink_to(kept)
    save_settings(Settings("paper"), file)
    assert file.is_symlink()
    assert load_settings(kept)[0].theme == "paper"


def test_a_disk_that_refuses_is_told_and_changes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old settings stay, nothing half written is left."""
    save_settings(Settings("paper"), file)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AllianceError, match=r"No space left on device.*hold until you leave"):
        save_settings(Settings("clear"), file)
    assert load_settings(file)[0].theme == "paper"
    assert [each.name for each in file.parent.iterdir()] == ["settings.yaml"]


def test_the_environment_names_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise it lies where the system keeps such files."""
    monkeypatch.delenv("ALLIANCE_GAME_SETTINGS", raising=False)
    assert settings_file().parts[-2:] == ("alliance-game", "settings.yaml")
    monkeypatch.setenv("ALLIANCE_GAME_SETTINGS", str(tmp_path / "mine.yaml"))
    assert settings_file() == tmp_path / "mine.yaml"


def test_keys_are_called_as_the_screen_calls_them() -> None:
    """Every sign has the name that arrives when it is pressed; letters and names are themselves."""
    for name, sign in SIGNS.items():
        assert _character_to_key(sign) == name
        assert key_called(sign) == key_called(name) == name
    for name in NAMED_KEYS:
        assert key_called(name.upper()) == name
    called = {"w": "w", "W": "W", "Ctrl+W": "ctrl+w", "f1, ?": "f1,question_mark", "ctrl++": "ctrl+plus", "+": "plus"}
    assert {text: key_called(text) for text in called} == called
    for wrong in ("", "ww", "ctrl+", "+a", "f13", "7", "ctrl+i", "é"):
        with pytest.raises(AllianceError):
            key_called(wrong)
