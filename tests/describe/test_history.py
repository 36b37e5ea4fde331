"""The game by rounds is what the positions that were passed through really held."""

from collections.abc import Iterator

import pytest

from alliance_game.bots import bot
from alliance_game.content import load_sources
from alliance_game.describe import history
from alliance_game.engine import Position, apply, chronicle, decision, new_game, view
from alliance_game.engine.layout import FIRST, HIDDEN, ROUND
from alliance_game.engine.markers import Log
from alliance_game.engine.outcome import standing_scores

from ..content.lake import LAKE
from ..engine.games import Setting, random_game

GAMES = [
    (Setting("concert", 4), range(8)),
    (Setting("concert", 2), range(4)),
    (Setting("concert", 5, difficulty="hard", options=("fog", "hegemon")), range(3)),
    (Setting("practice", 4), range(2)),
    (Setting("fishery", 4), range(4)),
    (Setting("fishery", 2, difficulty="lean", options=("poachers",)), range(4)),
]


def planned(setting: Setting, seed: int) -> Iterator[Position]:
    position = setting.game(seed)
    leaders = [bot("planner", seed) for _ in range(setting.states)]
    yield position
    while (asked := decision(position)) is not None:
        looked = view(position, asked.seat)
        position, _ = apply(position, leaders[asked.seat].choose(looked, looked.decisions[0]).move, asked.seat)
        yield position


@pytest.mark.parametrize(("setting", "seeds"), GAMES, ids=lambda each: str(each))
def test_the_ends_of_rounds_are_as_the_machine_left_them(
    setting: Setting, seeds: range, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = setting.game(0).rules.machine
    new_round, left = machine.new_round, list[list[int]]()

    def watched(cells: list[int], log: Log) -> None:
        if cells[ROUND] < machine.rounds:
            left.append(cells[:])
        new_round(cells, log)

    monkeypatch.setattr(machine, "new_round", watched)
    for seed in seeds:
        left.clear()
        *_, last = random_game(setting, seed)
        expected = [*left, last.cells]
        assert len(expected) == last.cells[ROUND] + 1
        check(last, expected)


def check(last: Position, expected: list[list[int]]) -> None:
    """The series of an ended game against the cells that were really there."""
    rules = last.rules
    found = {(each.name, each.seat): each.values for each in history.series(view(last, 0))}
    for name, track in rules.program.symbols.tracks["world"].items():
        if track.show == "number":
            at = rules.layout.start("world", name)
            assert found.pop((name, None)) == tuple(cells[at] for cells in expected)
    for seat in range(rules.players):
        assert found.pop(("score", seat)) == tuple(standing_scores(rules, cells)[seat] for cells in expected)
    assert found == {}


def followed(position: Position, cells: list[int]) -> list[tuple[str, list[int]]]:
    """The cells that are followed, and the round."""
    blocks = [block for block in position.rules.layout.blocks if block.scope in history.FOLLOWED]
    control = [("round", [cells[ROUND]]), ("first", [cells[FIRST]])]
    return control + [(block.name, cells[block.start : block.start + block.size]) for block in blocks]


@pytest.mark.parametrize("setting", [Setting("concert", 4), Setting("concert", 2), Setting("fishery", 3)], ids=str)
def test_what_is_followed_is_right_at_every_question_of_a_planners_game(setting: Setting) -> None:
    passed = list(planned(setting, 3))
    seen = view(passed[-1], 0)
    past, entries, taken = history.Past(seen), seen.chronicle, 0
    for position in passed:
        length = len(chronicle(position))
        for entry in entries[taken:length]:
            past.take(entry)
        taken = length
        assert followed(position, past.cells) == followed(position, position.cells)


@pytest.mark.parametrize("setting", [Setting("concert", 3), Setting("fishery", 3)], ids=str)
def test_while_the_game_goes_on_every_seat_sees_the_same_series_and_nothing_hidden(setting: Setting) -> None:
    halves = 0
    for position in list(random_game(setting, 11))[::7]:
        every = [history.series(view(position, seat)) for seat in range(3)]
        assert every[0] == every[1] == every[2]
        assert {len(each.values) for each in every[0]} == {position.cells[ROUND] + 1}
        assert not any(HIDDEN in each.values for each in every[0])
        halves += not position.over and len(every[0]) > 3
    assert halves > 3


def test_a_score_that_depends_on_open_crises_or_on_secrets_is_left_out_not_guessed() -> None:
    files = {
        **LAKE,
        "rules/lake/ruleset.yaml": LAKE["rules/lake/ruleset.yaml"].replace(
            "score: {of: self.coins}", "score: {of: self.coins + sum(c.age for c in crises)}"
        ),
    }
    seen = view(new_game(load_sources(files), "north_shore", seed=1), 0)
    assert [each.name for each in history.series(seen)] == ["fish"]
    files = {
        name: text.replace("boats: {max: 5, start: 1}", "boats: {max: 5, start: 1, secret: owner}")
        .replace("score: {of: self.coins}", "score: {of: self.coins + self.boats}")
        .partition("record:")[0]
        for name, text in LAKE.items()
    }
    seen = view(new_game(load_sources(files), "north_shore", seed=1), 0)
    assert [each.name for each in history.series(seen)] == ["fish"]


def test_the_scale_is_the_tracks_own_where_it_says_something_and_the_scores_share_one() -> None:
    *_, last = random_game(Setting("fishery", 4), 2)
    found = history.series(view(last, 0))
    assert {each.title: (each.low, each.high) for each in found if each.seat is None} == {
        "fish": (0, max(found[0].values)),
        "quota": (0, 12),
    }
    scores = [each for each in found if each.seat is not None]
    assert [each.title for each in scores] == [state.title for state in last.rules.states]
    [(low, high)] = {(each.low, each.high) for each in scores}
    assert low <= min(min(each.values) for each in scores)
    assert high == max(max(each.values) for each in scores)


def test_values_outside_their_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="do not lie between 0 and 3"):
        history.Series("Fish", None, "fish", (1, 4), 0, 3)
