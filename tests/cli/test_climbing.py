"""``ladder`` as a command."""

import json
import re

import pytest

from alliance_game.cli import main
from alliance_game.cli.climbing import verdict
from alliance_game.sim.engines import Engine
from alliance_game.sim.ladder import Ladder, LoneReport

SMALL = ["ladder", "--games", "4", "--bots", "random,greedy", "--states", "2", "--difficulty", "gentle"]


def test_every_line_has_its_intervals(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(SMALL) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    lines = [line for line in captured.out.splitlines() if line.startswith("  ")]
    assert len(lines) == 5
    for line in lines[:4]:
        assert len(re.findall(r"% \[[\d.]+ to [\d.]+\]", line)) == 2
    assert sum("odds" in line for line in lines) == 3
    assert re.fullmatch(r"  greedy above random: (yes|no|cannot be told), odds [\d.]+ \[[\d.]+ to [\d.]+\]", lines[-1])


def test_as_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SMALL, "--jobs", "2", "--seed", "9", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["bots"] == ["random", "greedy"]
    assert (report["games"], report["states"], report["seed"], report["difficulty"]) == (4, 2, 9, "gentle")
    assert {(pair["bot"], pair["among"]) for pair in report["pairs"]} == {("random", "greedy"), ("greedy", "random")}
    assert set(report["alike"]) == {"random", "greedy"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--bots", "random,greddy"], "There is no bot 'greddy'. Did you mean 'greedy'?"),
        (["--bots", "random"], "A ladder needs two bots or more, each of them once."),
        (["--bots", "random,random"], "A ladder needs two bots or more, each of them once."),
        (["--bots", "random,greedy", "--games", "0"], "Input should be greater than or equal to 1"),
        (["--bots", "random,greedy", "--jobs", "0"], "Input should be greater than or equal to 1"),
        (["--bots", "random,greedy", "--engine", "dusk"], "There is no engine 'dusk'. Did you mean 'dask'?"),
        (["--bots", "random,greedy", "--length", "leson"], "There is no length 'leson'. Did you mean 'lesson'?"),
    ],
)
def test_wrong_use_is_one_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ladder", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert said in captured.err


def test_ctrl_c_prints_the_pairs_that_were_played(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After 13 of 16 games: the last pair has one game."""
    climb = Ladder.climb

    def stopped(ladder: Ladder, engine: Engine, progress: object) -> None:
        def stop(done: int) -> None:
            if done == 13:
                raise KeyboardInterrupt

        climb(ladder, engine, stop)

    monkeypatch.setattr(Ladder, "climb", stopped)
    assert main([*SMALL, "--json"]) == 130
    captured = capsys.readouterr()
    assert [pair["games"] for pair in json.loads(captured.out)["pairs"]] == [4, 1]
    assert captured.err == "Stopped. 13 of 16 games were finished.\n"


def test_one_bot_stands_above_another_when_the_interval_says_so() -> None:
    def pair(low: float, high: float) -> LoneReport:
        return LoneReport(bot="a", among="b", games=9, survived=9, wins=3, odds=1.0, low=low, high=high)

    assert [verdict(pair(*reach)) for reach in ((1.1, 3), (0.2, 0.9), (0.8, 1.3))] == ["yes", "no", "cannot be told"]
