"""A game step by step: the board and what happened, and nothing that was secret at the time."""

from itertools import count, pairwise
from pathlib import Path

import pytest

from alliance_game.describe import ending, naming, status
from alliance_game.engine import chronicle, outcome, view
from alliance_game.saves import Game, open_save, replay
from alliance_game.sitting import Sitting
from alliance_game.tui.games.replay import ReplayScreen, Scene, scenes
from tests.table import library
from tests.tui.around import played, pressed, rested
from tests.tui.stage import SMALL, USUAL, WIDE, new_game, staged


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Game:
    """A short game that is over, and that did not end in a collapse."""
    folder = tmp_path_factory.mktemp("finished")
    games = (played(folder, "greedy", "hawk", "broker", length="lesson", seed=seed) for seed in count(5))
    return next(game for game in games if (end := outcome(game.position)) and end.reason == "finished")


def read(game: Game) -> list[Scene]:
    """The scenes of a save."""
    return scenes(list(replay(game.path.parent, game.name, library=library())))


def sealed(folder: Path, secret: int, answers: int = 2) -> Game:
    """A game that stands in round 1 where answers are given in secret, ``answers`` of them given.

    The first of them is the ``secret``-th of those that are possible; all others are the first possible.
    """
    with new_game(folder, "you", "you", "you", "greedy", seed=3) as game:
        sitting = Sitting(game)
        while not view(game.position, 0).sealed:
            sitting.play(sitting.asked.moves[0], sitting.asked.seat)
        for number in range(answers):
            sitting.play(sitting.asked.moves[0 if number else secret], sitting.asked.seat)
        assert len(game.moves) == len(game.told) + answers
    return game


def test_the_scenes_tell_all_that_everybody_may_know_once(finished: Game) -> None:
    found = read(finished)
    told = [each.entry for scene in found for each in scene.told]
    public = [entry for entry in chronicle(finished.position) if entry.seen_by is None]
    assert told == public
    assert [scene.number for scene in found] == [*range(len(finished.moves) + 1), len(finished.moves)]
    assert [scene.end for scene in found] == [False] * (len(finished.moves) + 1) + [True]
    reasons = [each.reason for scene in found for each in scene.told if each.reason]
    assert len(reasons) == sum(1 for move in finished.moves if move.reason) > 20


def test_a_sealed_answer_comes_with_its_reveal(finished: Game) -> None:
    found = read(finished)
    answers = [scene for scene in found if scene.sealed]
    assert answers
    for before, scene in pairwise(found):
        if not scene.sealed:
            continue
        revealed = [each for each in scene.told if each.entry.kind == "reveal"]
        still = status.everybodys(scene.position).sealed
        assert (scene.told == ()) == still
        assert bool(revealed) != still
        if still and before.sealed:
            assert status.everybodys(before.position).cells == status.everybodys(scene.position).cells


def test_answers_that_nobody_has_seen_are_not_there(tmp_path: Path) -> None:
    games = [sealed(tmp_path / name, secret) for name, secret in (("one", 0), ("two", 3))]
    three = sealed(tmp_path / "three", 1, answers=3)
    assert games[0].moves[-2].move != games[1].moves[-2].move
    found = [read(game) for game in (*games, three)]
    assert len({len(each) for each in found}) == 1
    assert len(found[0]) == len(games[0].told) + 1
    for shown in zip(*found, strict=True):
        assert len({scene.told for scene in shown}) == 1
        assert len({tuple(status.everybodys(scene.position).cells) for scene in shown}) == 1


async def test_no_page_of_the_replay_tells_a_secret_answer(tmp_path: Path) -> None:
    frames = []
    for name, secret in (("one", 0), ("two", 3)):
        game = sealed(tmp_path / name / "saves", secret)
        async with staged(game.path.parent, lambda app, game=game: ReplayScreen(game.name), WIDE) as pilot:  # type: ignore[misc]
            pages = [await rested(pilot)]
            for _ in range(len(game.moves) + 2):
                pages.append(await pressed(pilot, "right"))
        assert "So far. The game is not finished." in pages[-1]
        frames.append(pages)
    assert frames[0] == frames[1]


async def test_agendas_are_opened_at_the_end_and_not_before(finished: Game) -> None:
    result = outcome(finished.position)
    assert result is not None
    rules = finished.position.rules
    agendas = [rules.program.symbols.folder.agendas[each.id].title for each in result.agendas]
    async with staged(finished.path.parent, lambda app: ReplayScreen(finished.name), WIDE) as pilot:
        await rested(pilot)
        text = await pressed(pilot, "end")
        assert f"The end, after {len(finished.moves)} moves" in text
        expected = ending.ending(rules, result, status.everybodys(finished.position).cells)
        assert expected[0] in text
        assert all(title in text for title in agendas)
        steps = [await pressed(pilot, "left") for _ in range(3)]
    assert not any(f": {title}. " in text for title in agendas for text in steps)


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE])
async def test_it_goes_move_by_move(finished: Game, size: tuple[int, int]) -> None:
    last, rules = len(finished.moves), finished.position.rules
    async with staged(finished.path.parent, lambda app: ReplayScreen(finished.name), size) as pilot:
        text = await rested(pilot)
        assert f"The beginning, before move 1 of {last}" in text
        assert "Round 1" in text
        for number, key in ((1, "right"), (2, "right"), (1, "left")):
            text = await pressed(pilot, key)
            name = naming.state(rules, finished.moves[number - 1].seat)
            assert f"Move {number} of {last}: {name}" in text
            assert "On the table" in text
        assert finished.moves[0].reason.split()[0] in text
        text = await pressed(pilot, "home", "left")
        assert "The beginning" in text
        await pressed(pilot, "end", "right")
        text = await pressed(pilot, "left")
        assert f"Move {last} of {last}" in text


async def test_it_goes_round_by_round(finished: Game) -> None:
    async with staged(finished.path.parent, lambda app: ReplayScreen(finished.name)) as pilot:
        await rested(pilot)
        for number in (2, 3, 4, 5):
            text = await pressed(pilot, "pagedown")
            assert f"round {number} of 5" in text.splitlines()[0]
        assert "The end" in await pressed(pilot, "pagedown")
        for number in (5, 4, 3, 2, 1):
            text = await pressed(pilot, "pageup")
            assert f"round {number} of 5" in text.splitlines()[0]
        assert "The beginning" in text


async def test_what_changed_is_marked_on_the_board(finished: Game) -> None:
    found = read(finished)
    numbers = [
        scene.number
        for scene in found
        if any(each.entry.kind == "change" and each.entry.name == "coins" for each in scene.told)
        and not any(each.entry.kind == "phase" for each in scene.told)
    ]
    async with staged(finished.path.parent, lambda app: ReplayScreen(finished.name)) as pilot:
        await rested(pilot)
        text = await pressed(pilot, *["right"] * numbers[0])
    assert "▼" in text or "▲" in text


def row_of(text: str, words: str) -> int:
    """The first row that contains some words."""
    return next(row for row, each in enumerate(text.splitlines()) if words in each)


async def test_a_crowded_board_leaves_room_for_what_happened(tmp_path: Path) -> None:
    game = played(tmp_path, *["greedy"] * 6, moves=60)
    async with staged(tmp_path, lambda app: ReplayScreen(game.name), SMALL) as pilot:
        await rested(pilot)
        text = await pressed(pilot, "end")
        assert row_of(text, "─Move ") <= 15
        assert "So far." in text or "“" in text
        text = await pressed(pilot, "b")
        assert row_of(text, "─Move ") == 16
        assert row_of(await pressed(pilot, "b"), "─Move ") <= 15


async def test_a_damaged_save_is_shown_as_far_as_it_is_sound(tmp_path: Path) -> None:
    game = played(tmp_path, moves=8)
    game.path.write_bytes(game.path.read_bytes()[:-30])
    async with staged(tmp_path, lambda app: ReplayScreen(game.name)) as pilot:
        await rested(pilot)
        assert "Move 7 of 7" in await pressed(pilot, "end")
    with open_save(tmp_path, game.name, library()) as again:
        assert "7" in again.recovered


async def test_a_save_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.journal").write_text("Ask the class about piracy.\n")
    async with staged(tmp_path, lambda app: ReplayScreen("notes")) as pilot:
        text = await rested(pilot)
        assert "This save cannot be shown" in text
        assert "not a save of this game" in " ".join(text.split())
        for key in ("right", "left", "end", "home", "pagedown", "pageup", "down", "b"):
            await pressed(pilot, key)
        assert isinstance(pilot.app.screen, ReplayScreen)
