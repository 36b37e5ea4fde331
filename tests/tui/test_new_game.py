"""The form of a new game: three keys from the menu to the table, everything else from the library."""

from pathlib import Path

import pytest

from alliance_game.bots import BOTS
from alliance_game.bots.strength import LEVELS
from alliance_game.content import load
from alliance_game.definitions.characters import CHARACTERS
from alliance_game.errors import AllianceError
from alliance_game.saves import Row, listing
from alliance_game.sitting import first_game
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.games import plan
from alliance_game.tui.games.new_game import NewGameScreen
from alliance_game.tui.games.plan import BY_LOT, Plan
from alliance_game.tui.games.start import MenuScreen
from tests.table import library
from tests.tui.around import pressed, recorded, rested
from tests.tui.stage import SMALL, USUAL, VAST, WIDE, staged

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    recorded(monkeypatch)


async def started(folder: Path, *keys: str) -> Row:
    """The save that some keys on the form and Enter lead to."""
    async with staged(folder, lambda app: NewGameScreen()) as pilot:
        await rested(pilot)
        text = await pressed(pilot, *keys, "enter")
        assert not isinstance(pilot.app.screen, NewGameScreen), text
    return listing(folder)[0]


async def test_two_keys_from_the_menu_begin_a_game(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seated = recorded(monkeypatch)
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        await rested(pilot)
        await pressed(pilot, "3")
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, MenuScreen)
    row = listing(tmp_path)[0]
    assert (row.name, row.scenario, row.states, row.seats[0]) == ("concert-0001", "concert", 4, "you")
    assert len(set(row.seats[1:])) == 3
    assert [game.name for game in seated] == [row.name]
    setup = seated[0].position.setup
    assert (setup.length, setup.difficulty, setup.options) == ("standard", "standard", ())


async def test_every_field_ends_up_in_the_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seated = recorded(monkeypatch)
    first = CHARACTERS[0]
    keys = ["down", "3", "down", "down", "down", "1", "down", "right", "down", "right", "down", "left"]
    keys += ["down", "2", "down", "down", "4", "2", "7", "backspace"]
    row = await started(tmp_path, *keys)
    assert row.seats == ("you", "you", first)
    setup = seated[0].position.setup
    assert (setup.states, setup.length, setup.difficulty) == (3, "lesson", "gentle")
    assert (setup.options, setup.seed) == (("fog",), 42)


async def test_a_digit_picks_any_of_the_first_nine_bots(tmp_path: Path) -> None:
    row = await started(tmp_path, "down", "down", "down", "down", "4", "down", "9", "down", "0")
    bots = [*CHARACTERS, *(name for name in BOTS if name not in CHARACTERS)]
    assert row.seats[1:3] == (bots[1], bots[6])
    assert row.seats[3] in CHARACTERS


async def test_how_many_states_there_can_be_is_a_sentence(tmp_path: Path) -> None:
    async with staged(tmp_path, lambda app: NewGameScreen()) as pilot:
        await rested(pilot)
        text = " ".join((await pressed(pilot, "down", "6")).split())
        assert "6 states at the table; 2 to 6 can play." in text


@pytest.mark.parametrize(("digit", "level"), [*enumerate(LEVELS, 2)])
async def test_all_bots_can_be_of_one_level_and_its_handicap_is_told(tmp_path: Path, digit: int, level: str) -> None:
    """Whoever is named for a state stays; the other bots are of the level, easy to expert."""
    async with staged(tmp_path, lambda app: NewGameScreen()) as pilot:
        await rested(pilot)
        text = " ".join((await pressed(pilot, "down", "down", str(digit))).split())
        assert LEVELS[level].about in text
        assert "No level sees more than another" in text
        assert f"a bot: {level}" in text
        await pressed(pilot, "down", "down", "3", "enter")
    assert listing(tmp_path)[0].seats == ("you", CHARACTERS[0], level, level)


async def test_a_guided_game_has_no_levels_and_gives_them_back(tmp_path: Path) -> None:
    chosen = Plan.usual(library())
    chosen.answer(library(), "bots", "hard")
    guided = next(name for name, each in library().scenarios.items() if each.guide is not None)
    usual = chosen.scenario
    chosen.answer(library(), "scenario", guided)
    assert "hard" not in chosen.seated(1)
    chosen.answer(library(), "scenario", usual)
    assert chosen.seated(1) == ("you", "hard", "hard", "hard")


async def test_only_bots_may_play(tmp_path: Path) -> None:
    async with staged(tmp_path, lambda app: NewGameScreen()) as pilot:
        await rested(pilot)
        text = await pressed(pilot, "down", "down", "down", "right")
        assert "8 rounds, and only bots: you watch" in text
        await pressed(pilot, "enter")
    assert set(listing(tmp_path)[0].seats) <= set(CHARACTERS)


async def test_choices_are_kept_while_the_program_runs(tmp_path: Path) -> None:
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        await rested(pilot)
        await pressed(pilot, "3", "down", "6", "down", "down", "down", "1", "enter")
        text = await pressed(pilot, "3")
        assert "States           6" in text
        assert text.count("a person") == 2
        await pressed(pilot, "down", "2", "escape")
        await pressed(pilot, "3", "enter")
    assert sorted((row.states, row.seats.count("you")) for row in listing(tmp_path)) == [(2, 2), (6, 2)]


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE, VAST])
async def test_the_whole_form_is_on_the_screen_with_six_states(tmp_path: Path, size: tuple[int, int]) -> None:
    async with staged(tmp_path, lambda app: NewGameScreen(), size) as pilot:
        await rested(pilot)
        text = await pressed(pilot, "down", "6")
    labels = [state.title for state in library().scenario("concert").states]
    labels += ["Scenario", "States", "Bots", "Length", "Difficulty", "Fog of destiny", "Hegemon rule", "Seed"]
    assert [label for label in labels if label not in text] == []
    assert "8 rounds, about 30 minutes for you alone" in text
    assert "start the game" in text


async def test_rules_that_cannot_be_used_are_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seated = recorded(monkeypatch)

    def refused(*args: object, **words: object) -> None:
        raise AllianceError("Length 'lesson' sets no dates.")

    async with staged(tmp_path, lambda app: NewGameScreen()) as pilot:
        await rested(pilot)
        monkeypatch.setattr(plan, "compile_rules", refused)
        await pressed(pilot, "right")
        await pilot.pause(0.4)
        text = await rested(pilot)
        assert "This cannot be played" in text
        assert "Length 'lesson' sets no dates." in text
        monkeypatch.undo()
        recorded(monkeypatch)
        await pressed(pilot, "right")
        await pilot.pause(0.4)
        assert "This cannot be played" not in await rested(pilot)
    assert seated == []


async def test_a_seed_that_no_game_can_have_is_a_sentence(tmp_path: Path) -> None:
    async with staged(tmp_path, lambda app: NewGameScreen()) as pilot:
        await rested(pilot)
        text = await pressed(pilot, "end", *["9"] * 25, "enter")
        assert "A seed is a whole number from 0 to 9223372036854775807." in " ".join(text.split())
        await pressed(pilot, "backspace", "enter")
    assert [row.moves for row in listing(tmp_path)] == [0]


def places() -> list[str]:
    """The scenarios in the order of the form."""
    return [name for name, _ in plan.listed(library())]


def test_the_tables_of_no_particular_time_come_first() -> None:
    assert places()[:3] == ["concert", "first_steps", "practice"]
    assert len(places()) == len(library().scenarios)


async def test_a_scenario_brings_its_own_choices(tmp_path: Path) -> None:
    async with staged(tmp_path, lambda app: NewGameScreen()) as pilot:
        await rested(pilot)
        text = await pressed(pilot, str(places().index("practice") + 1))
        assert "One round with one easy crisis, to learn the moves" in text
        assert "1 round, about 5 minutes for you alone" in text
        await pressed(pilot, "enter")
    assert listing(tmp_path)[0].scenario == "practice"


async def test_a_first_game_is_set_up_as_its_guide_wants_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seated = recorded(monkeypatch)
    names = places()
    async with staged(tmp_path, lambda app: MenuScreen()) as pilot:
        await rested(pilot)
        for _ in range(2):
            await pressed(pilot, "3", "home", str(names.index("first_steps") + 1), "enter")
    wanted = first_game(library())
    for game in seated:
        setup = game.position.setup
        assert (setup.scenario, setup.states, game.seats) == ("first_steps", wanted["states"], wanted["seats"])
        assert (setup.length, setup.seed) == (wanted["length"], wanted["seed"])
    assert len(seated) == 2


def test_after_a_first_game_the_choices_are_ones_own_again() -> None:
    chosen = Plan.usual(library())
    for which, value in (
        ("states", "3"),
        ("seat 1", "hawk"),
        ("length", "lesson"),
        ("option fog", "on"),
        ("seed", "5"),
    ):
        chosen.answer(library(), which, value)
    before = chosen.fields(library())
    chosen.answer(library(), "scenario", "first_steps")
    assert chosen.seats[1] != "hawk"
    chosen.answer(library(), "scenario", "first_steps")
    chosen.answer(library(), "scenario", "concert")
    assert chosen.fields(library()) == before


async def test_another_game_needs_nothing_but_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seated = recorded(monkeypatch)
    fishery = load([ROOT / "examples" / "fishery"])
    chosen = Plan.usual(fishery)
    chosen.answer(fishery, "scenario", "fishery")
    assert chosen.length in fishery.rules_of("fishery").ruleset.lengths

    def first(app: AllianceApp) -> NewGameScreen:
        app._library = fishery
        return NewGameScreen(chosen)

    async with staged(tmp_path, first) as pilot:
        await rested(pilot)
        await pressed(pilot, "enter")
    assert [(game.position.setup.scenario, len(game.seats)) for game in seated] == [("fishery", 4)]


@pytest.mark.parametrize(("people", "minutes"), [(1, 30), (2, 60), (6, 180)])
def test_how_long_it_takes(people: int, minutes: int) -> None:
    chosen = Plan.usual(library())
    chosen.answer(library(), "states", "6")
    for seat in range(people):
        chosen.answer(library(), f"seat {seat}", "you")
    assert (chosen.rounds(library()), chosen.minutes(library())) == (8, minutes)


def test_the_seed_decides_who_is_drawn() -> None:
    chosen = Plan.usual(library())
    chosen.answer(library(), "states", "6")
    drawn = {seed: chosen.seated(seed) for seed in range(40)}
    assert {seed: chosen.seated(seed) for seed in range(40)} == drawn
    assert len(set(drawn.values())) > 10
    assert all(sorted(seats[1:]) == sorted(CHARACTERS) for seats in drawn.values())
    chosen.answer(library(), "seat 0", BY_LOT)
    assert {len(set(chosen.seated(seed))) for seed in range(40)} == {5}
    chosen.answer(library(), "seat 0", CHARACTERS[2])
    assert all(CHARACTERS[2] not in chosen.seated(seed)[1:5] for seed in range(40))
