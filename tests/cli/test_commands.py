"""The commands: what they print where, and with which exit code."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from alliance_game import __version__
from alliance_game.cli import main
from alliance_game.definitions.effects import VERBS


@pytest.fixture(autouse=True)
def _own_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Games of these tests are saved in a folder of their own."""
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path / "saves"))


def command(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """A whole process, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "alliance_game", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        env=os.environ | environment,
        timeout=120,
        check=False,
    )


HEAVY = {"pydantic", "yaml", "typer", "textual", "rich", "platformdirs"}


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [(("--version",), set()), (("saves",), HEAVY - {"textual", "rich"})],
    ids=["--version", "saves"],
)
def test_a_command_imports_no_more_than_it_needs(tmp_path: Path, arguments: tuple[str, ...], heavy: set[str]) -> None:
    named = f"print(*sorted({HEAVY!r} & {{*sys.modules}}))"
    script = f"import sys; from alliance_game.cli import main; main({arguments!r}); {named}"
    there = {**os.environ, "ALLIANCE_GAME_SAVES": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=there)
    assert done.stdout.splitlines()[-1].split() == sorted(heavy)


def test_version() -> None:
    """One line on stdout."""
    done = command("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"alliance-game {__version__}\n", "")


def test_without_a_terminal_and_nothing_to_do_there_is_help_and_exit_2() -> None:
    """Never a hang."""
    done = command()
    assert done.returncode == 2
    assert done.stdout == ""
    assert "simulate" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["play", "--scenario", "konzert"], "There is no scenario 'konzert'. Did you mean 'concert'?"),
        (["play", "--seats", "planer"], "There is no bot 'planer'. Did you mean 'planner'?"),
        (["play", "--seats", "you,you,you,you,you", "--states", "4"], "5 seats are too many: 4 states play."),
        (["play", "--level", "nromal"], "There is no level 'nromal'. Did you mean 'normal'?"),
        (
            ["play", "--level", "hard", "--states", "2", "--seats", "you,hawk"],
            "--level hard is for seats that nobody is named for, and here every seat has a name.",
        ),
        (["play", "--as", "frence"], "There is no state 'frence'. Did you mean 'france'?"),
        (["play", "--as", "kenya"], "'kenya' plays only with 5 states or more: say --states 5."),
        (["play", "--difficulty", "gentel"], "There is no difficulty 'gentel'. Did you mean 'gentle'?"),
        (["play", "--length", "leson"], "There is no length 'leson'. Did you mean 'lesson'?"),
        (["play", "--option", "fogg"], "There is no option 'fogg'. Did you mean 'fog'?"),
        (["simulate", "--seats", "planner,greddy"], "There is no bot 'greddy'. Did you mean 'greedy'?"),
        (["codex", "bilateral_pakt"], "There is no entry 'bilateral_pakt'. Did you mean 'bilateral pact'?"),
        (["list", "card"], "There is no list 'card'. Did you mean 'cards'?"),
        (
            ["list", "nothing"],
            (
                "There is no list 'nothing'. "
                "There are: agendas, bots, cards, effects, options, scenarios, states, tactics, tracks."
            ),
        ),
        (["schema", "crad"], "There is no kind 'crad'. Did you mean 'card'?"),
    ],
)
def test_unknown_names_are_one_line_with_a_suggestion(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, stdout empty."""
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"{said}\n")


@pytest.mark.parametrize(
    "arguments", [["plya"], ["play", "--sed", "3"], ["play", "--seed", "many"], ["play", "--states", "9"]]
)
def test_wrong_use_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown command or option, a value of the wrong kind: exit 2, one line that names it."""
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert any(word in captured.err for word in arguments[-2:])


def test_a_pack_with_errors_loads_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All problems with their places on stdout, exit 1."""
    folder = tmp_path / "pack" / "cards" / "mine"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text("title: A\nkind: crisis\ntext: T.\nfailed:\n- {change: world.tenson, by: 1}\n")
    (folder / "b.yaml").write_text("title: B\nkind: crysis\n")
    assert main(["simulate", "--games", "1", "--pack", str(tmp_path / "pack")]) == 1
    captured = capsys.readouterr()
    assert "a.yaml:5:" in captured.out
    assert "Did you mean 'tension'?" in captured.out
    assert "b.yaml:" in captured.out
    assert "nothing was loaded" in captured.err
    assert "Traceback" not in captured.out + captured.err


def test_check_of_the_base_content_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    """No problem line on stdout, exit 0."""
    assert main(["check"]) == 0
    assert capsys.readouterr().out == ""


def test_check_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every problem as an object; a missing path is wrong use."""
    folder = tmp_path / "cards" / "mine"
    folder.mkdir(parents=True)
    (folder / "b.yaml").write_text("title: B\nkind: crysis\ntext: T.\n")
    assert main(["check", str(folder / "b.yaml"), "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)
    assert [problem["line"] for problem in problems] == [2]
    assert main(["check", str(tmp_path / "nowhere")]) == 2


def test_simulate_prints_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    """The keys that users rely on come first; the same call gives the same numbers."""
    arguments = ["simulate", "--games", "6", "--seats", "random,random,greedy", "--json", "--seed", "4"]
    reports = []
    for _ in range(2):
        assert main(arguments) == 0
        reports.append(json.loads(capsys.readouterr().out))
    for report in reports:
        del report["seconds"]
    assert reports[0] == reports[1]
    report = reports[0]
    assert list(report)[:14] == [
        "games", "decisions", "collapsed", "rounds_mean", "seats", "tallies", "tactics", "cards", "agendas",
        "turn_order_wins", "lead_changes_mean", "half_time_leader_wins", "margin_mean", "ties",
    ]  # fmt: skip
    assert {key for seat in report["seats"] for key in seat} >= {"bot", "state", "wins", "score_mean"}
    assert {key for card in report["cards"].values() for key in card} == {"drawn", "met", "failed"}
    assert {key for agenda in report["agendas"].values() for key in agenda} >= {"dealt", "full", "part", "wins"}
    counted = {
        "crises_drawn", "crises_met", "crises_failed", "pledges_made", "pledges_broken", "pacts_called",
        "pacts_honoured", "proposals", "refusals",
    }  # fmt: skip
    assert counted <= set(report["tallies"])
    assert [seat["bot"] for seat in report["seats"]] == ["random", "random", "greedy"]


def test_lists_have_one_thing_a_line_id_first(capsys: pytest.CaptureFixture[str]) -> None:
    """``list`` of each kind."""
    for what, some in (("scenarios", "concert"), ("cards", "piracy"), ("tactics", "levy"), ("bots", "planner")):
        assert main(["list", what]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert some in [line.split()[0] for line in lines]


FISHERY = Path(__file__).parents[2] / "examples" / "fishery"


def test_tracks_and_effects_say_what_they_mean(capsys: pytest.CaptureFixture[str]) -> None:
    """A track by its range and whose it is, an effect with an example; what rulesets do not share names them."""
    assert main(["list", "tracks"]) == 0
    tracks = dict(re.split(r"\s{2,}", line, maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert tracks["world.tension"].startswith("0 to 10, of the world: Tension; ")
    assert tracks["self.trust(partner)"].startswith("0 to 10, of each two states: Trust; ")
    assert "crisis.share(self)" in tracks
    assert main(["list", "tracks", "--pack", str(FISHERY)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert next(line for line in lines if line.startswith("world.tension ")).endswith(" (not in fishery)")
    assert {line.split("  ")[0] for line in lines if line.startswith("self.coins")} == {
        "self.coins",
        "self.coins (fishery)",
    }
    assert main(["list", "effects"]) == 0
    effects = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in effects} == set(VERBS)
    assert [line for line in effects if "`{" not in line] == []


def test_codex_finds_by_id_title_and_thing(capsys: pytest.CaptureFixture[str]) -> None:
    """The same entry by each name."""
    found = []
    for term in ("bilateral_pact", "Bilateral pact", "bilateral-pact"):
        assert main(["codex", term]) == 0
        found.append(capsys.readouterr().out)
    assert len(set(found)) == 1
    assert len(found[0].splitlines()) > 2
    for term in ("tension", "terror_attack", "Networker"):
        assert main(["codex", term]) == 0
        assert capsys.readouterr().out


def test_doctor_names_versions_and_folders(capsys: pytest.CaptureFixture[str]) -> None:
    """What to paste into a bug report."""
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert all(f"{word}: " in said for word in ("alliance-game", "python", "libraries", "terminal", "content", "saves"))


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The schema of a card knows the ruleset's tags."""
    assert main(["schema", "card"]) == 0
    said = capsys.readouterr().out
    assert "cyber" in said
    assert json.loads(said)["$schema"]


def test_a_game_of_bots_is_told_saved_and_verified(capsys: pytest.CaptureFixture[str]) -> None:
    """``play`` always saves, a game of bots too; ``replay`` tells it again and verifies it."""
    assert main(["play", "--plain", "--seats", "random,random", "--seed", "5"]) == 0
    told = capsys.readouterr().out
    assert "Round 1" in told
    assert main(["saves"]) == 0
    listed = capsys.readouterr().out
    assert "(random, random, planner, planner), ended: " in listed
    name = listed.split()[0]
    assert main(["replay", name, "--verify"]) == 0
    assert "lead where they led" in capsys.readouterr().out
    assert main(["replay", name, "--to", "3"]) == 0
    assert capsys.readouterr().out
    assert main(["replay", "nothing-here"]) == 2
    assert "nothing-here" in capsys.readouterr().err


def test_a_level_leads_the_seats_that_nobody_is_named_for(capsys: pytest.CaptureFixture[str]) -> None:
    """Without it they are planners."""
    common = ["play", "--plain", "--states", "3", "--length", "lesson", "--seed", "5", "--seats", "random"]
    assert main([*common, "--level", "easy"]) == 0
    capsys.readouterr()
    assert main(["saves"]) == 0
    assert "(random, easy, easy), ended: " in capsys.readouterr().out


def test_end_of_input_says_where_the_game_is() -> None:
    """The last confirmed move is on disk; ``continue`` goes on."""
    done = command("play", "--plain", "--seed", "2", stdin="")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert "continue" in done.stdout + done.stderr
    listed = command("saves")
    assert re.search(r"concert, 4 states \(you and 3 bots\), round 1, \d+ moves", listed.stdout)
    again = command("continue", "--plain", stdin="")
    assert again.returncode == 0, again.stderr


def test_a_terminal_that_knows_only_ascii_gets_plainer_signs() -> None:
    """Arrows and quotation marks are written with what there is."""
    done = command("play", "--plain", "--seats", "random,random", "--seed", "1", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    assert " -> " in done.stdout
    assert '"By lot."' in done.stdout


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_streams_are_no_reason_for_a_traceback(closed: str) -> None:
    """Whoever starts the program without a stream gets no story about it."""
    script = f'"{sys.executable}" -m alliance_game play --plain --seats random,random --seed 1 {closed}'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_a_full_disk_behind_stdout_is_a_sentence() -> None:
    """And exit 1."""
    script = f'"{sys.executable}" -m alliance_game list cards > /dev/full'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (1, "The output: No space left on device.\n")


def test_who_closes_our_output_did_nothing_wrong() -> None:
    """``| head`` ends the reading, not the peace."""
    script = f'"{sys.executable}" -m alliance_game list cards | true; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


def test_check_names_a_pack_from_the_folder_one_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A pack by its relative name, by a dot, by a file in it: the same problem."""
    folder = tmp_path / "mine" / "cards" / "deck"
    folder.mkdir(parents=True)
    (folder / "x.yaml").write_text("title: X\nkind: crisis\ntext: T.\nfailed:\n- {change: world.tenson, by: 1}\n")
    (tmp_path / "loose.yaml").write_text("title: X\n")
    monkeypatch.chdir(tmp_path)
    for path in ("mine", "./mine/cards", "mine/cards/deck/x.yaml"):
        assert main(["check", path]) == 1
        assert "x.yaml:5:18: error[unknown-track]" in capsys.readouterr().out
    assert main(["check", "loose.yaml"]) == 2
    assert "is in no pack" in capsys.readouterr().err
