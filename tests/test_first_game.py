"""The first game: whoever plays it, and however, is told what matters, once, in order, and not too much at a time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

import pytest

from alliance_game.bots import bot
from alliance_game.describe import guidance
from alliance_game.engine import Decision, Move, View, new_game
from alliance_game.errors import AllianceError, UnknownName
from alliance_game.saves import Game, create, open_save
from alliance_game.sitting import Sitting, first_game
from tests.content.lake import LAKE
from tests.table import library

MUST = ("Tension and points", "Your turn", "Support", "A pledge", "Standing and might", "Sealed", "A fair share")
Player = Callable[[View, Decision], Move]


@dataclass
class Lesson:
    """One game: what was told before each question of the person."""

    game: Game
    asked: list[tuple[int, str, list[str]]] = field(default_factory=list)
    """Round, moment, and the titles of the notes since the last question."""
    last: list[str] = field(default_factory=list)

    @property
    def told(self) -> list[str]:
        return [title for _, _, titles in self.asked for title in titles] + self.last


def sensible(view: View, decision: Decision) -> Move:
    """Weighs what each move leads to."""
    return bot("planner", 1).choose(view, decision).move


def nobody(view: View, decision: Decision) -> Move:
    """Ends its turns, promises and gives nothing, declines."""
    return decision.moves[decision.moves.numbers.index(0)]


def liar(view: View, decision: Decision) -> Move:
    """Signs everything, promises all, gives as little as possible."""
    wanted = 0 if decision.phase == "commitment" else max(decision.moves.numbers)
    return decision.moves[decision.moves.numbers.index(wanted)]


def wrecker(view: View, decision: Decision) -> Move:
    """Provokes the rival, and helps with nothing."""
    provocation = [move for move in decision.moves if "sanctions" in str(move)]
    return provocation[0] if provocation else nobody(view, decision)


def by_lot(seed: int) -> Player:
    """Anything that is allowed."""
    dice = Random(seed)
    return lambda view, decision: decision.moves[dice.randrange(len(decision.moves))]


@cache
def lesson(player: Player, folder: Path, seed: int | None = None) -> Lesson:
    """The first game, played by somebody; the flow is that of the screen and of plain play."""
    setup = first_game(library())
    if seed is not None:
        setup["seed"] = seed
    with create(library(), folder=folder, **setup) as game:
        found, sitting = Lesson(game), Sitting(game)
        notes = list(sitting.notes(0, "start"))
        while not sitting.over:
            seat = sitting.asked.seat
            if seat in sitting.bots:
                choice = sitting.think(seat)
                sitting.play(choice.move, seat, choice.reason)
                notes += sitting.notes(0, "news")
                continue
            asked = sitting.asked
            notes += sitting.notes(0)
            found.asked.append((sitting.seen(0).round, guidance.moment_of(asked), [note.title for note in notes]))
            sitting.play(player(sitting.seen(0), asked), 0)
            notes = []
        found.last = [note.title for note in sitting.notes(0, "end")]
    return found


PLAYERS = [sensible, nobody, liar, wrecker, *(by_lot(seed) for seed in range(4))]
NAMES = ["sensible", "nobody", "liar", "wrecker", *(f"by lot {seed}" for seed in range(4))]
each_player = pytest.mark.parametrize("player", PLAYERS, ids=NAMES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("saves")


@each_player
def test_what_must_be_known_is_told_in_every_game(player: Player, folder: Path) -> None:
    told = lesson(player, folder).told
    assert [title for title in MUST if title not in told] == []
    assert told[-1] == "You know enough"
    assert len(told) == len(set(told))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_teaches_under_any_seed(seed: int, folder: Path) -> None:
    """Whoever comes first, and whatever the bots do."""
    told = lesson(by_lot(seed), folder, seed).told
    assert [title for title in MUST if title not in told] == []


@each_player
def test_never_more_than_two_notes_before_a_question(player: Player, folder: Path) -> None:
    found = lesson(player, folder)
    assert max(len(titles) for _, _, titles in found.asked) == 2
    assert len(found.last) == 2


@each_player
def test_it_takes_about_ten_minutes(player: Player, folder: Path) -> None:
    found = lesson(player, folder)
    assert found.game.position.cells[0] == 3
    assert 12 <= len(found.asked) <= 30


@each_player
def test_each_thing_is_told_when_it_first_matters(player: Player, folder: Path) -> None:
    """The words before they are needed: in the first round, and before the question that needs them."""
    found = lesson(player, folder)
    at = {title: (number, moment) for number, (turn, moment, titles) in enumerate(found.asked) for title in titles}
    rounds = {title: turn for turn, _, titles in found.asked for title in titles}
    assert at["Tension and points"][0] == 0
    first = {moment: number for number, (_, moment, _) in reversed(list(enumerate(found.asked)))}
    for title, moment in (("A pledge", "pledge"), ("Sealed", "commitment"), ("Your turn", "turn")):
        assert at[title] == (first[moment], moment)
    for title in ("Tension and points", "Support", "A pledge", "Standing and might", "Sealed", "A fair share"):
        assert rounds[title] == 1
    assert rounds["The last round"] == 3
    assert [
        title
        for title in ("Somebody asks you", "A card asks you")
        if title in at and at[title][1] not in ("proposal", "card")
    ] == []


def test_every_note_comes_in_some_game(folder: Path) -> None:
    titles = {note.title for note in (library().scenario("first_steps").guide or pytest.fail("no guide")).notes}
    told = {title for player in PLAYERS for title in lesson(player, folder).told}
    assert sorted(titles - told - {"It broke"}) == []


def test_a_collapse_is_explained(folder: Path) -> None:
    """Rare in a first game, but somebody who tries hard gets there."""
    broken = next(found for seed in range(1, 40) if "It broke" in (found := lesson(wrecker, folder, seed)).last)
    assert broken.last == ["It broke", "You know enough"]
    assert "It held" not in broken.told


def test_a_sensible_player_is_told_nearly_all_of_it(folder: Path) -> None:
    """What is left out warns of what did not happen."""
    titles = {note.title for note in (library().scenario("first_steps").guide or pytest.fail("no guide")).notes}
    told = lesson(sensible, folder).told
    assert titles - set(told) <= {"It broke", "You lost face", "Nothing signed yet", "Your pact is called", "Ready"}


def test_notes_say_numbers_not_braces(folder: Path) -> None:
    position = new_game(library(), "first_steps", states=4, length="lesson", seed=1)
    for rule in position.rules.program.guide:
        said = guidance.text(View(position, 0), rule)
        assert "{" not in said
        assert len(said) <= 330
        assert "!" not in said


def test_a_game_that_is_continued_repeats_nothing(tmp_path: Path) -> None:
    """Closed and opened again before every question, it tells the same notes as played in one go."""
    whole = lesson(sensible, tmp_path).asked
    game = create(library(), folder=tmp_path, name="again", **first_game(library()))
    told: list[str] = []
    while not game.position.over:
        sitting = Sitting(game)
        seat = sitting.asked.seat
        if seat == 0:
            told += [note.title for note in sitting.notes(0, "news" if game.moves else "start")]
            told += [note.title for note in sitting.notes(0)]
        asked = sitting.asked
        sitting.play(sensible(sitting.seen(0), asked) if seat == 0 else sitting.think(seat).move, seat)
        if seat == 0:
            game.close()
            game = open_save(tmp_path, "again", library())
    game.close()
    assert sorted(told) == sorted(
        title for _, _, titles in whole for title in titles if title not in ("All is open", "The rival")
    )


def test_the_first_game_is_the_one_with_a_guide() -> None:
    setup = first_game(library())
    assert (setup["scenario"], setup["states"], setup["seats"][0]) == ("first_steps", 4, "you")
    assert setup["seats"].count("you") == 1
    assert first_game(library(), "first_steps") == setup
    with pytest.raises(AllianceError, match="The scenario 'concert' has no guide"):
        first_game(library(), "concert")
    with pytest.raises(UnknownName, match=r"Did you mean 'first_steps'\?"):
        first_game(library(), "first_step")


def test_a_guide_with_an_unknown_bot_is_refused() -> None:
    from alliance_game.content import load_sources

    name = "rules/scenarios/north_shore.yaml"
    guide = "guide: {seed: 1, seats: [you, planer], notes: []}\n"
    with pytest.raises(UnknownName, match=r"Did you mean 'planner'\?"):
        first_game(load_sources({**LAKE, name: LAKE[name] + guide}))
    with pytest.raises(AllianceError, match="No scenario has a guide"):
        first_game(load_sources(LAKE))
