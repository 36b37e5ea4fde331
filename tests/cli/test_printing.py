"""``manual`` and ``print`` as commands: where they write, and what they refuse."""

from pathlib import Path

import pytest

from alliance_game.cli import main

FISHERY = str(Path(__file__).parents[2] / "examples" / "fishery")


@pytest.fixture(autouse=True)
def _no_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever packs the user has are not part of the tests."""
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "packs"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["manual", "--ruleset", "consert"], "There is no ruleset 'consert'. Did you mean 'concert'?"),
        (["manual", "-o", "no/such/manual.html"], "manual.html cannot be written: there is no such folder."),
        (["print"], "Missing argument 'what'"),
        (["print", "stamps"], "'stamps' cannot be printed. There are: bids, briefings, cards, quiz, roles."),
        (["print", "brifings"], "'brifings' cannot be printed. Did you mean 'briefings'?"),
        (["print", "roles", "--scenario", "conzert"], "There is no scenario 'conzert'. Did you mean 'concert'?"),
        (["print", "bids", "--states", "9"], "Scenario 'concert' is played by 2 to 6 states, not 9."),
        (["print", "bids", "--length", "leson"], "There is no length 'leson'. Did you mean 'lesson'?"),
        (["print", "roles", "--paper", "a5"], "There is no paper 'a5'. There are: a4, letter."),
        (["print", "briefings", "--deck", "base"], "--deck is for cards alone."),
        (["print", "cards", "--states", "3"], "--scenario, --states and --length are not for cards"),
        (["print", "cards", "--paper", "a5"], "There is no paper 'a5'. There are: a4, letter."),
        (["print", "cards", "--deck", "bas"], "There is no deck 'bas'. Did you mean 'base'?"),
        (["print", "cards", "-o", "."], ". cannot be written: it is a folder."),
    ],
)
def test_wrong_use_is_one_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert said in captured.err


def test_the_manual_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manual"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("CONCERT\n=======\n")
    assert captured.err == ""
    assert main(["manual", "--pack", FISHERY, "--ruleset", "fishery"]) == 0
    assert capsys.readouterr().out.startswith("THE FISHERY\n")


def test_the_manual_as_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "manual.html"
    assert main(["manual", "-o", str(file)]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == (f"The manual of Concert: {file}\n", "")
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_cards_to_a_file_or_to_the_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cards.html"
    assert main(["print", "cards", "--deck", "base", "-o", str(file)]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "sheets of A4; print at 100 %." in captured.out
    assert main(["print", "cards", "--deck", "base"]) == 0
    captured_page = capsys.readouterr()
    assert captured_page.out == file.read_text(encoding="utf-8")
    assert "sheets of A4; print at 100 %." in captured_page.err


def test_cards_that_no_scenario_plays_with_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card = tmp_path / "cards" / "mine" / "odd_card.yaml"
    card.parent.mkdir(parents=True)
    card.write_text("title: Odd\nkind: incident\ntext: It happens.\neffects: [{change: world.tension, by: 1}]\n")
    page = str(tmp_path / "cards.html")
    assert main(["print", "cards", "--pack", str(tmp_path), "-o", page]) == 0
    assert "Left out, because no scenario plays with them: odd_card." in capsys.readouterr().err
    assert main(["print", "cards", "--pack", str(tmp_path), "--deck", "mine"]) == 2
    assert capsys.readouterr().err == "There is nothing to print: no scenario plays with odd_card.\n"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("briefings", "The bank: a page for the table and one for each of 3 states."),
        ("roles", "The bank: 6 role cards for each of 3 states, two on a sheet."),
        ("bids", "The bank: a slip for each of 3 states and 5 rounds."),
    ],
)
def test_pages_for_a_class(what: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To a file or to the standard output, with a word about them that does not stand on the page."""
    game = ["--pack", FISHERY, "--scenario", "fishery", "--states", "3", "--length", "short", "--paper", "letter"]
    file = tmp_path / "page.html"
    assert main(["print", what, *game, "-o", str(file)]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == (f"{said}\nPrint it on Letter at 100 %.\n", "")
    assert main(["print", what, *game]) == 0
    printed = capsys.readouterr()
    assert printed.out == file.read_text(encoding="utf-8")
    assert printed.err == captured.out


def test_the_teacher_and_a_single_round_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scenario = tmp_path / "rules" / "scenarios" / "pair.yaml"
    scenario.parent.mkdir(parents=True)
    scenario.write_text(
        "title: Two\nruleset: concert\nteaches: [why allies quarrel]\nseats: {min: 2, max: 2}\n"
        "states: [{id: france, title: France}, {id: japan, title: Japan}]\n"
        "decks: {events: [base]}\nconstants: {rounds: 1}\n"
    )
    game = ["--pack", str(tmp_path), "--scenario", "pair", "-o", str(tmp_path / "page.html")]
    assert main(["print", "briefings", *game]) == 0
    assert "one for each of 2 states and one for the teacher." in capsys.readouterr().out
    assert main(["print", "bids", *game]) == 0
    assert capsys.readouterr().out.startswith("Two: a slip for each of 2 states, for 1 round.\n")
    assert main(["print", "roles", *game, "--states", "3"]) == 2
    assert capsys.readouterr().err == "Scenario 'pair' is played by 2 states, not 3.\n"
