"""``packs list`` and ``packs explain``, and what games do with installed packs."""

import re
from pathlib import Path

import pytest

from alliance_game import tui
from alliance_game.cli import main, playing
from alliance_game.definitions import Library
from alliance_game.saves import Game
from tests.content.packed import written

GUST = "title: Gust\nkind: incident\ntext: A gust.\neffects:\n- {change: world.tension, by: 1}\n"
GAME = ("play", "--plain", "--states", "2", "--length", "lesson", "--seats", "random,random", "--seed", "3")
PATCH = "patch: arms_race\nset: {effects.1.by: 2}\nadd:\n  weight: 3\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of installed packs; saves have a folder of their own."""
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "home"))
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path / "saves"))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The exit code of a command, and what it wrote."""
    code = main(arguments)
    return code, *capsys.readouterr()


def test_packs_are_listed_with_version_folder_and_state(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(home, "winds", {"cards/base/gust.yaml": GUST})
    written(home, "bad", {"cards/a/a.yaml": "title: A\n", "cards/a/b.yaml": "["}, version="0.1")
    given = written(tmp_path, "rain")
    code, out, err = told(capsys, "packs", "list", "--pack", str(given))
    folders = max(len(str(folder)) for folder in (home / "winds", given))
    assert (code, out.splitlines()) == (
        1,
        [
            f"bad    0.1    {home / 'bad'!s:<{folders}}  refused: missing-field, and 1 more",
            f"rain   1.0.0  {given!s:<{folders}}  used",
            f"winds  1.0.0  {home / 'winds'!s:<{folders}}  used",
        ],
    )
    assert err.splitlines()[0] == "The pack 'bad' is not used:"
    assert err.splitlines()[1].startswith(f"  {home}/bad/cards/a/a.yaml:1:1: error[missing-field]")
    assert len(err.splitlines()) == 3


def test_a_given_pack_that_is_broken_is_listed_too(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = written(tmp_path, "rain", needs="[winds]")
    code, out, _ = told(capsys, "packs", "list", "--pack", str(given))
    assert (code, out) == (1, f"rain  1.0.0  {given}  refused: missing-pack\n")


def test_without_packs_the_list_is_empty(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "packs", "list") == (0, "", f"No packs in {home}.\n")


def test_every_field_is_explained_by_file_and_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changes = written(home, "winds", {"cards/base/changes.yaml": PATCH}) / "cards" / "base" / "changes.yaml"
    code, out, err = told(capsys, "packs", "explain", "arms_race")
    assert (code, err) == (0, "")
    # An entry of the codex of the same name is explained after it.
    rows = [line.split(maxsplit=1) for line in out.split("\n\n")[0].splitlines()]
    assert rows[0] == ["card", "arms_race, cards/base/arms_race.yaml"]
    fields = {name: rest.rsplit(maxsplit=1) for name, rest in rows[1:]}
    assert fields["title"] == ["Arms race", "cards/base/arms_race.yaml:2"]
    assert fields["weight"] == ["3", f"{changes}:4"]
    assert fields["effects.1.by"] == ["2", f"{changes}:2"]
    assert fields["effects.1.change"] == ["world.rival", "cards/base/arms_race.yaml:7"]
    assert fields["effects.2"] == ["{change: world.tension, by: 1}", "cards/base/arms_race.yaml:8"]


def test_what_is_too_long_for_a_line_is_told_field_by_field(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The parts of choices and long effects by the paths that a patch would write, set in."""
    rows = told(capsys, "packs", "explain", "ngo_report")[1].splitlines()[1:]
    paths = {row.split()[0]: row for row in rows}
    assert "choices" not in paths
    assert paths["choices.bury_it.text"].split()[1:] == ["Bury", "it", "cards/base/ngo_report.yaml:15"]
    assert paths["choices.bury_it.effects.1.chance"].split()[1:] == ["1", "in", "3", "cards/base/ngo_report.yaml:17"]
    assert all(row.startswith("    " if "." in path else "  ") for path, row in paths.items())
    assert not any("…" in row for path, row in paths.items() if path.startswith("choices"))


def test_files_below_the_working_folder_are_named_from_there(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And in a pack, its own things are found without its being named."""
    pack = written(tmp_path, "winds", {"cards/base/changes.yaml": PATCH})
    monkeypatch.chdir(tmp_path)
    assert told(capsys, "packs", "list", "--pack", str(pack))[1].split()[2] == "winds"
    assert (
        "  winds/cards/base/changes.yaml:4\n" in told(capsys, "packs", "explain", "arms_race", "--pack", str(pack))[1]
    )
    monkeypatch.chdir(pack / "cards" / "base")
    assert "  changes.yaml:4\n" in told(capsys, "packs", "explain", "arms_race")[1]


def test_packs_and_what_rulesets_share_are_explained_once(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(home, "winds", {"rules/winds/ruleset.yaml": "extends: concert\ntitle: Winds\n"}, about="Wind.")
    code, out, _ = told(capsys, "packs", "explain", "winds")
    assert code == 0
    assert out.startswith(f"ruleset winds, {home}/winds/rules/winds/ruleset.yaml\n")
    assert f"\n\npack winds, {home}/winds/pack.yaml\n" in out
    assert f"  about    Wind.  {home}/winds/pack.yaml:4\n" in out
    headers = [line for line in told(capsys, "packs", "explain", "mediation")[1].splitlines() if ", winds, " in line]
    assert len(headers) == 1
    assert re.match(r"tactic mediation of .*\bconcert, .*winds, rules/concert/tactics/mediation.yaml", headers[0])


def test_what_there_is_not_cannot_be_explained(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "packs", "explain", "arms_rase") == (
        2,
        "",
        "There is no definition 'arms_rase'. Did you mean 'arms_race'?\n",
    )


def test_packs_alone_says_what_it_can_do(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, "packs")
    assert (code, out) == (2, "")
    assert "explain" in err


def test_a_game_is_played_with_installed_packs_and_says_what_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change = "patch: concert\nset: {title: Windy concert, constants.start_tension: 5}\n"
    written(home, "winds", {"rules/winds/ruleset.yaml": change})
    written(home, "bad", {"cards/a/a.yaml": "title: A\n"})
    code, out, err = told(capsys, *GAME)
    assert code == 0
    assert "== Round 1" in out
    assert err.splitlines()[0] == "The pack 'bad' is not used:"
    assert "error[missing-field]" in err
    windy = told(capsys, *GAME)[1]
    (home / "winds").rename(home.parent / "winds")
    assert told(capsys, *GAME)[1] != windy


def test_on_the_screen_a_line_says_what_is_not_used(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen hides what was printed before."""
    told_there: list[str] = []

    def shown(game: Game, library: Library | None, notice: str) -> int:
        told_there.append(notice)
        return 0

    monkeypatch.setattr(tui, "run_game", shown)
    monkeypatch.setattr(playing, "as_lines", lambda wanted: False)
    assert told(capsys, "play", "--states", "2")[0] == 0
    written(home, "bad", {"cards/a/a.yaml": "title: A\n"})
    for command in (("play", "--states", "2"), ("play", "--scenario", "first_steps"), ("continue",)):
        assert told(capsys, *command)[0] == 0
    assert told_there == ["", *["Not used: 'bad'. `alliance-game packs list` says why."] * 3]


def test_a_given_pack_that_is_broken_stops_the_game(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = written(tmp_path, "bad", {"cards/a/a.yaml": "title: A\n"})
    code, out, err = told(capsys, "play", "--plain", "--seats", "random", "--pack", str(given))
    assert (code, err) == (1, "1 problem: nothing was loaded.\n")
    assert out.startswith(f"{given}/cards/a/a.yaml:1:1: error[missing-field]")


def test_doctor_names_the_packs(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert f"packs: {home}, none\n" in told(capsys, "doctor")[1]
    written(home, "winds")
    written(home, "bad", needs="[rain]")
    assert f"packs: {home}, winds 1.0.0, bad refused\n" in told(capsys, "doctor")[1]
