"""``simulate`` as a command: what it refuses, what it prints, and how it is stopped."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from alliance_game.cli import main, workers
from alliance_game.cli.counting import average, share
from alliance_game.cli.workers import speed
from alliance_game.sim.engines import WorkersLost
from alliance_game.sim.series import Chunk, Part, Playable

LOTS = ["--seats", "random,random,random"]

COMMAND = [sys.executable, "-m", "alliance_game", "simulate"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--games", "0"], "'--games': Input should be greater than or equal to 1"),
        (["--games", "-3"], "'--games': Input should be greater than or equal to 1"),
        (["--jobs", "0"], "'--jobs': Input should be greater than or equal to 1"),
        (["--jobs", "-1"], "'--jobs': Input should be greater than or equal to 1"),
        (["--seed", "-1"], "'--seed': Input should be greater than or equal to 0"),
        (["--engine", "locale"], "There is no engine 'locale'. Did you mean 'local'?"),
        (["--engine", "spark"], "There is no engine 'spark'. There are: dask, local."),
        (["--scheduler", "tcp://127.0.0.1:1"], "--scheduler is the address of a Dask cluster: add --engine dask."),
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "--jobs", "2"], "--jobs is for this machine"),
        (["--engine", "dask", "--scheduler", "here"], "'here' is no address of a scheduler: write tcp://HOST:PORT."),
        (["--seats", "random,random,random,random", "--states", "3"], "4 seats are too many for 3 states."),
        (["--seats", "random,plannr"], "There is no bot 'plannr'. Did you mean 'planner'?"),
        (["--report", "no/such/folder/page.html"], "page.html cannot be written: there is no such folder."),
        (["--report", "."], ". cannot be written: it is a folder."),
    ],
)
def test_wrong_use_is_one_line_before_anything_is_played(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert said in captured.err


def test_a_scheduler_that_is_not_there_is_one_line_and_no_half_report(tmp_path: Path) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{door.getsockname()[1]}"
        page = tmp_path / "page.html"
        done = subprocess.run(
            [*COMMAND, "--engine", "dask", "--scheduler", address, "--json", "--report", str(page)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    said = f"There is no Dask scheduler at {address}: Connection refused.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    assert not page.exists()


def test_the_same_numbers_for_any_number_of_jobs(capsys: pytest.CaptureFixture[str]) -> None:
    reports = []
    for jobs in ("1", "2"):
        assert main(["simulate", "--games", "12", *LOTS, "--seed", "8", "--jobs", jobs, "--json"]) == 0
        captured = capsys.readouterr()
        assert captured.err == ""
        reports.append(json.loads(captured.out))
        reports[-1]["seconds"] = 0
    assert reports[0] == reports[1]


def test_every_share_and_mean_has_its_interval(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--games", "60", *LOTS, "--difficulty", "gentle"]) == 0
    lines = capsys.readouterr().out.splitlines()
    numbers = [line for line in lines if line.startswith("  ")]
    assert len(numbers) > 20
    for line in numbers:
        assert line.endswith("-") or (" [" in line and " to " in line)
    assert "95 % intervals" in lines[0]


def test_a_page_is_written_beside_the_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    assert main(["simulate", "--games", "4", *LOTS, "--report", str(page)]) == 0
    assert capsys.readouterr().out.startswith("4 games in")
    assert page.read_text(encoding="utf-8").startswith("<!")


# Stopping


def wait_for_workers(group: int) -> None:
    """Until the command has started its two processes, and two seconds for them to play; at most a minute."""
    for _ in range(600):
        found = subprocess.run(["ps", "-eo", "pgid="], capture_output=True, text=True, check=True).stdout.split()
        if found.count(str(group)) > 2:
            time.sleep(2)
            return
        time.sleep(0.1)


def test_ctrl_c_prints_what_was_finished() -> None:
    """Ctrl+C reaches every process of the terminal; one of them answers, with the numbers of the first games."""
    started = subprocess.Popen(
        [*COMMAND, "--games", "500000", *LOTS, "--jobs", "2", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    wait_for_workers(started.pid)
    os.killpg(started.pid, signal.SIGINT)
    out, err = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "Traceback" not in err
    if out:
        games = json.loads(out)["games"]
        assert err == f"Stopped. The numbers are of the first {games} of 500000 games.\n"
    else:
        # A machine so busy that this was not enough for one game.
        assert err == "Stopped. None of 500000 games was finished: there are no numbers.\n"


def test_what_workers_left_undone_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1, the numbers of the games before, one line about the others."""

    class Gone:
        workers = 2
        trouble = ""

        def parts(self, series: Playable, chunks: Iterable[Chunk]) -> Iterator[Part]:
            yield from [series.play(chunk) for chunk in [next(iter(chunks))] if chunk.first < 2]
            raise WorkersLost("Everybody went home")

    monkeypatch.setattr(workers, "Processes", lambda jobs: Gone())
    assert main(["simulate", "--games", "9", *LOTS, "--jobs", "2", "--json"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["games"] == 3
    assert captured.err == "Everybody went home: 6 of 9 games are missing. The numbers are of the first 3 of 9 games.\n"


# Words


def test_shares_means_and_speeds_in_words() -> None:
    assert share(0, 0) == "-"
    assert share(10, 20) == " 50.0 % [29.9 to 70.1], 10 of 20"
    assert average({"mean": 0.5, "low": -1.25, "high": 2.25, "number": 3}) == "   0.50 [−1.25 to 2.25]"
    assert average({"mean": 2.0, "low": None, "high": None, "number": 1}) == "   2.00"
    assert average({"mean": 0.0, "low": None, "high": None, "number": 0}) == "-"
    assert [speed(None), speed(812.4), speed(0.05)] == ["", "812 a second", "3 a minute"]
