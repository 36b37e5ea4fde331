"""Where the screen cannot be used: plain mode, or one sentence; and what the program leaves behind."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from alliance_game.tui.terminal import is_dumb, why_not

from .terminals import ROOT, in_terminal, left_alone


class Stream(io.StringIO):
    """A stream that is a terminal, or is not."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        """As it was made."""
        return self.terminal


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Games and settings of these tests lie in folders of their own."""
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path / "saves"))
    monkeypatch.setenv("ALLIANCE_GAME_SETTINGS", str(tmp_path / "settings.yaml"))


def game(*arguments: str, redirect: str = "") -> subprocess.CompletedProcess[str]:
    """A whole process without a terminal."""
    script = f'"{sys.executable}" -m alliance_game {" ".join(arguments)} {redirect}'
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        ["bash", "-c", script], input="", capture_output=True, text=True, env=env, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("stdin", "stdout", "stderr", "said"),
    [
        (True, True, True, ""),
        (False, True, True, "no terminal"),
        (True, False, True, "no terminal"),
        (True, True, False, "painted on stderr"),
        (False, False, False, "no terminal"),
    ],
)
def test_all_three_streams_have_to_be_a_terminal(stdin: bool, stdout: bool, stderr: bool, said: str) -> None:
    """Otherwise there is a sentence that names the way out."""
    reason = why_not(*(Stream(each) for each in (stdin, stdout, stderr)))
    assert said in reason
    assert bool(reason) == bool(said)
    assert not reason or "--plain" in reason


def test_a_terminal_is_dumb_if_it_says_so_or_says_nothing() -> None:
    """Windows terminals say nothing and are not dumb."""
    assert [is_dumb({"TERM": kind}, "linux") for kind in ("dumb", "", "xterm", "linux", "vt100")] == [True, True] + [
        False
    ] * 3
    assert is_dumb({}, "linux")
    assert not is_dumb({}, "win32")
    assert is_dumb({"TERM": "dumb"}, "win32")


@pytest.mark.parametrize("command", ["play", "continue"])
def test_without_a_terminal_there_is_one_sentence_that_names_plain(command: str, tmp_path: Path) -> None:
    """Exit 2, nothing on stdout, nothing begun, and never a hang."""
    done = game(command)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "--plain" in done.stderr
    assert not (tmp_path / "saves").exists()


def test_plain_play_needs_no_terminal() -> None:
    """It reads and writes lines wherever they come from."""
    done = game("play", "--plain", "--seed", "1")
    assert done.returncode == 0
    assert "Go on with: alliance-game continue" in done.stdout
    done = game("continue", "--plain")
    assert done.returncode == 0


@pytest.mark.parametrize("kind", ["dumb", ""])
@pytest.mark.parametrize("command", [[], ["play"]])
def test_a_dumb_terminal_plays_as_lines(kind: str, command: list[str]) -> None:
    """It says so in one line, and paints nothing."""
    ended = in_terminal("-m", "alliance_game", *command, steps=((">", "quit\r"),), TERM=kind)
    assert ended.code == 0
    assert ended.text.startswith(
        "This terminal can only write line after line, so the game is played as lines of text."
    )
    assert b"\x1b[?1049h" not in ended.raw


def test_redirected_stderr_is_told() -> None:
    """Where it is painted, nobody would see it."""
    script = f'"{sys.executable}" -m alliance_game play 2>"$ALLIANCE_GAME_SAVES.txt"; echo exit $?'
    ended = in_terminal("-c", f"import subprocess; subprocess.run(['bash', '-c', {script!r}])")
    assert "exit 2" in ended.text
    told = Path(f"{os.environ['ALLIANCE_GAME_SAVES']}.txt").read_text()
    assert "painted on stderr" in told
    assert told.count("\n") == 1


def test_the_menu_comes_and_goes() -> None:
    """The bare command; leaving it leaves nothing behind."""
    ended = in_terminal("-m", "alliance_game", steps=(("Quick game", "q"),))
    assert ended.code == 0
    assert ended.after.strip() == ""
    assert ended.modes[0] == ended.modes[1]


@pytest.mark.parametrize("keys", ["\x03", "\x11", "SIGINT"])
def test_who_leaves_a_game_at_once_reads_where_it_is(keys: str, tmp_path: Path) -> None:
    """Ctrl+C, Ctrl+Q, or the signal: one line on the screen as it was before, and exit 0."""
    ended = in_terminal("-m", "alliance_game", "play", "--seed", "4", steps=(("France", keys),))
    assert ended.code == 0, ended.text[-500:]
    (save,) = (tmp_path / "saves").glob("*.journal")
    assert ended.after.startswith("The game is saved ")
    assert str(save) in ended.after.replace("\n", "")
    assert f"Go on with: alliance-game continue {save.stem}" in ended.after.replace("\n", " ")
    assert ended.modes[0] == ended.modes[1]


@pytest.mark.parametrize("arguments", [["--version"], ["check"], ["simulate", "--games", "1"], ["play", "--plain"]])
def test_what_paints_nothing_does_not_load_textual(arguments: list[str]) -> None:
    """It would cost a third of a second each time."""
    script = (
        "import sys; from alliance_game.cli import main; "
        f"code = main({arguments!r}); sys.exit(code or ('textual' in sys.modules and 3))"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", script], input="", capture_output=True, text=True, env=env, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_keys_lists_what_they_do() -> None:
    """An id, its keys, what it does and where; the settings change it."""
    Path(os.environ["ALLIANCE_GAME_SETTINGS"]).write_text("keys:\n  help: f8\n")
    done = game("keys")
    assert done.returncode == 0, done.stderr
    rows = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert rows["help"].split() == ["help", "F8", "help", "(everywhere)"]
    assert "F2" in rows["palette"]
    assert "settings.yaml" in done.stderr


def test_a_closed_terminal_ends_the_program(tmp_path: Path) -> None:
    """Also where nothing tells it: it would look for keys without a pause. The game is saved, and nothing is reported.

    The last line cannot be written any more, so the exit code is 1.
    """
    assert left_alone("-m", "alliance_game", "play", "--seed", "7", shown="Tension", seconds=40) == 1
    assert sorted(file.name for file in (tmp_path / "saves").iterdir()) == ["concert-0001.journal", "rules"]
