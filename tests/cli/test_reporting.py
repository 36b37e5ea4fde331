"""``report`` as a command: what it refuses, what it prints, and how it is stopped."""

import json
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from alliance_game.cli import main, reporting, workers
from alliance_game.sim.engines import Here, WorkersLost
from alliance_game.sim.series import Chunk, Part, Playable

LOTS = ["--seats", "random,random,random,random"]


@pytest.fixture(autouse=True)
def _no_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever packs the user has are not part of the tests."""
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "packs"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["snap_elektion"], "There is no card 'snap_elektion'. Did you mean 'snap_election'?"),
        (["snap_election", "--games", "0"], "'--games': Input should be greater than or equal to 1"),
        (["snap_election", "--scenario", "konzert"], "There is no scenario 'konzert'. Did you mean 'concert'?"),
        (["snap_election", "--scenario", "practice"], "There is no card 'snap_election'."),
        (["snap_election", "--seats", "plannr"], "There is no bot 'plannr'. Did you mean 'planner'?"),
        (["snap_election", "--length", "long"], "There is no length 'long'."),
        (["snap_election", "-o", "no/such/folder/page.html"], "page.html cannot be written: there is no such folder."),
        ([], "Missing argument 'card'"),
    ],
)
def test_wrong_use_is_one_line_before_anything_is_played(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert said in captured.err


def test_a_card_that_no_scenario_plays_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What to do about it stands in the sentence."""
    card = tmp_path / "cards" / "mine" / "odd_card.yaml"
    card.parent.mkdir(parents=True)
    card.write_text("title: Odd\nkind: incident\ntext: It happens.\neffects: [{change: world.tension, by: 1}]\n")
    assert main(["report", "odd_card", "--pack", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "No scenario plays with 'odd_card': its folder cards/mine fills no deck." in said
    assert "alliance-game why odd_card" in said


def test_a_card_of_an_installed_pack_and_a_card_by_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the user's folder of packs, and anywhere."""
    fishery = Path(__file__).parents[2] / "examples" / "fishery"
    (tmp_path / "packs").mkdir()
    copytree(fishery, tmp_path / "packs" / "fishery")
    said = "id: fishery\ntitle: The fishery\nversion: 1.0.0\n"
    (tmp_path / "packs" / "fishery" / "pack.yaml").write_text(said, encoding="utf-8")
    lines = ["--games", "2", "--seats", "random,random", "--json"]
    assert main(["report", "storm", *lines]) == 0
    by_id = json.loads(capsys.readouterr().out)
    rmtree(tmp_path / "packs")
    assert main(["report", str(fishery / "cards" / "sea" / "storm.yaml"), *lines]) == 0
    by_file = json.loads(capsys.readouterr().out)
    assert {**by_id, "seconds": 0} == {**by_file, "seconds": 0}


def test_words_numbers_and_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    assert main(["report", "snap_election", "--games", "30", *LOTS, "-o", str(page)]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.startswith("Snap election, with and without it: 30 pairs of games")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_same_numbers_for_any_number_of_jobs(capsys: pytest.CaptureFixture[str]) -> None:
    reports = []
    for jobs in ("1", "2"):
        assert main(["report", "summit", "--games", "12", *LOTS, "--seed", "4", "--jobs", jobs, "--json"]) == 0
        reports.append(json.loads(capsys.readouterr().out))
        reports[-1]["seconds"] = 0
    assert reports[0] == reports[1]
    assert reports[0]["pairs"] == 12


def test_the_scenario_is_one_that_has_the_card(capsys: pytest.CaptureFixture[str]) -> None:
    pack = str(Path(__file__).parents[2] / "examples" / "fishery")
    line = ["report", "storm", "--pack", pack, "--games", "2", "--seats", "random,random,random", "--json"]
    assert main(line) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["setup"]["scenario"], found["setup"]["states"]) == ("fishery", 3)


def test_ctrl_c_prints_what_was_finished(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The numbers and the page are those of the first pairs, as many as were finished."""

    @contextmanager
    def impatient(games: int) -> Iterator[Callable[[int], None]]:
        def progress(done: int) -> None:
            if done >= 3:
                signal.pthread_kill(threading.get_ident(), signal.SIGINT)

        yield progress

    monkeypatch.setattr(reporting, "watched", impatient)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    page = tmp_path / "page.html"
    try:
        assert main(["report", "snap_election", "--games", "500000", *LOTS, "--json", "-o", str(page)]) == 130
    finally:
        signal.signal(signal.SIGINT, before)
    captured = capsys.readouterr()
    pairs = json.loads(captured.out)["pairs"]
    assert 3 <= pairs < 500000
    assert captured.err == f"Stopped. The numbers are of the first {pairs} of 500000 pairs.\n"
    assert f"<dd>{pairs}</dd>" in page.read_text(encoding="utf-8")


def test_what_workers_left_undone_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1, the numbers of the pairs before, one line about the others."""

    class Gone(Here):
        def parts(self, series: Playable, chunks: Iterable[Chunk]) -> Iterator[Part]:
            for chunk in chunks:
                if chunk.first >= 2:
                    raise WorkersLost("The machine was switched off")
                yield series.play(chunk)

    monkeypatch.setattr(workers, "Here", Gone)
    assert main(["report", "summit", "--games", "9", *LOTS, "--json"]) == 1
    captured = capsys.readouterr()
    pairs = json.loads(captured.out)["pairs"]
    assert 0 < pairs < 9
    missing = f"{9 - pairs} of 9 pairs are missing. The numbers are of the first {pairs} of 9 pairs."
    assert captured.err == f"The machine was switched off: {missing}\n"
