"""What the screen shows besides the tracks: numbers that every seat sees alike, and tracks that are there."""

import pytest

from alliance_game.content import load_sources
from alliance_game.definitions.ruleset import Board, Record
from alliance_game.engine import compile_rules, view
from alliance_game.engine.rules import Rules

from ..content.lake import LAKE
from ..engine.games import Setting, base, random_game


def beside(rules: Rules, cells: list[int]) -> list[tuple[str, int]]:
    return [(each.title, int(rules.machine.functions[each.question.name](cells))) for each in rules.program.beside]


@pytest.mark.parametrize("states", [2, 4, 6])
def test_every_seat_sees_the_same_number_also_while_others_answer_in_secret(states: int) -> None:
    secret = 0
    for position in random_game(Setting("concert", states), 5):
        start = position.rules.layout.start("state", "might")
        expected = [("our might", sum(position.cells[start : start + states]))]
        for seat in range(states):
            seen = view(position, seat)
            secret += seen.sealed
            assert beside(seen.rules, seen.cells) == expected
    assert secret > 20


def test_a_number_beside_the_world_is_worked_out_with_the_constants_of_the_game() -> None:
    position = Setting("fishery", 3, "long", "lean").game(1)
    assert beside(position.rules, position.cells) == [("growth", min(15 * 3 - 36, 36 * 2 // 10))]


def test_concert_says_how_a_crisis_is_drawn_and_where_kept_words_stand() -> None:
    rules = base().rulesets["concert"].ruleset
    assert rules.record == Record(kept="kept", broken="broken", word="its pledges")
    assert rules.board.crisis is not None
    assert dict(rules.board.crisis) == {"progress": "progress", "demand": "demand", "deadline": "deadline"}


def test_a_ruleset_without_these_sections_has_neither() -> None:
    text = LAKE["rules/lake/ruleset.yaml"].partition("record:")[0]
    library = load_sources({**LAKE, "rules/lake/ruleset.yaml": text})
    assert library.rulesets["lake"].ruleset.record is None
    assert library.rulesets["lake"].ruleset.board == Board()
    assert compile_rules(library, "north_shore").program.beside == ()


def test_a_ruleset_that_extends_another_has_its_record_and_may_draw_another_board() -> None:
    library = load_sources({**LAKE, "rules/deep/ruleset.yaml": "extends: lake\nboard: {beside: []}\n"})
    deep = library.rulesets["deep"].ruleset
    assert deep.record == Record(kept="coins", broken="boats")
    assert deep.board.beside == ()
    assert deep.board.crisis is not None
