"""The second game: everything that Concert does not use, played to its end without a change to the engine."""

from collections import Counter
from itertools import product

import pytest

from alliance_game.engine import Position, apply, chronicle, decision, outcome, view, violations
from alliance_game.language.program import Procedure
from alliance_game.language.steps import ChanceStep, OneOfStep, PeekStep, ScheduleStep, TransferStep, walk
from tests.bots.test_bots import KINDS, quick

from .games import Setting, fishery, random_game

ALL = [
    Setting("fishery", states, length, difficulty, options)
    for states, (length, difficulty, options) in product(
        range(2, 7), (("long", "standard", ()), ("short", "lean", ("poachers",)), ("long", "lean", ()))
    )
]


@pytest.mark.parametrize("setting", ALL, ids=str)
def test_random_play_comes_to_an_end(setting: Setting) -> None:
    for seed in range(6):
        *_, last = random_game(setting, seed)
        result = outcome(last)
        assert result is not None
        assert result.reason in ("finished", "empty")
        assert violations(last) == []


def played(setting: Setting, name: str, seed: int) -> Position:
    """A game led by bots of one kind."""
    position = setting.game(seed)
    leaders = [quick(name, seed) for _ in range(setting.states)]
    while (asked := decision(position)) is not None:
        looked = view(position, asked.seat)
        choice = leaders[asked.seat].choose(looked, looked.decisions[0])
        assert choice.reason
        position, _ = apply(position, choice.move, asked.seat)
    return position


@pytest.mark.parametrize(("name", "states"), list(product(KINDS, range(2, 7))))
def test_bots_play_it_to_its_end(name: str, states: int) -> None:
    result = outcome(played(Setting("fishery", states, "short"), name, 3))
    assert result is not None
    assert result.alliance_grade


def test_the_bank_lasts_in_some_games_and_not_in_others() -> None:
    games = product(("random", "greedy"), range(6))
    ends = Counter(outcome_of(played(Setting("fishery", 4, difficulty="lean"), name, seed)) for name, seed in games)
    assert ends["finished"] >= 2
    assert ends["empty"] >= 2


def outcome_of(position: Position) -> str:
    """How a game ended."""
    result = outcome(position)
    assert result is not None
    return result.reason


def test_it_uses_what_concert_does_not() -> None:
    rules = Setting("fishery", 4).game(1).rules
    program = rules.program
    steps = [step for unit in program.units if isinstance(unit, Procedure) for step in walk(unit.steps)]
    for kind in (ScheduleStep, TransferStep, OneOfStep, ChanceStep, PeekStep):
        assert any(isinstance(step, kind) for step in steps), kind
    limits = {(limit.period, limit.key) for form in program.forms for limit in form.limits}
    wanted = {"pair", "direction", "self"}
    assert {("game", key) for key in wanted} | {("round", "table"), ("round", "direction")} <= limits
    assert any(form.council for form in program.forms)
    assert any(parameter.kind == "number" for form in program.forms for parameter in form.parameters)
    assert any(card.weight > 1 for card in program.cards)
    assert any(card.condition for card in program.cards)
    tracks = program.symbols.tracks
    assert any(track.secret for track in tracks["state"].values())
    assert any(track.directed for track in tracks["pair"].values())
    assert rules.layout.slots == 0
    assert program.agenda_worth is None


def test_a_short_stock_is_shared_in_proportion() -> None:
    """Ten thousand tons, hauls of 2, 6 and 8: 1, 3 and 5; what the division leaves over stays in the sea."""
    position = Setting("fishery", 3).game(1)
    layout = position.rules.layout
    while (asked := decision(position)) is not None and asked.phase != "nets":
        position, _ = apply(position, asked.moves[0])
    boats, stock = layout.start("state", "boats"), layout.start("world", "stock")
    position.cells[boats : boats + 3] = [1, 3, 4]
    position.cells[stock] = 10
    for seat, number in enumerate((2, 6, 8)):
        position, entries = apply(position, f"catch {number}", seat)
    landed = layout.start("state", "landed")
    assert position.cells[landed : landed + 3] == [1, 3, 5]
    assert any(entry.kind == "tell" and "run short" in entry.text[0] for entry in entries)
    assert outcome_of(position) == "empty"
    assert position.cells[stock] == 1


def test_the_vote_on_the_accord() -> None:
    """The conference is called, one agrees and one declines: half are enough, and only those who agreed are in."""
    position = Setting("fishery", 3).game(2)
    while (asked := decision(position)) is not None and "play bank_accord form=found" not in map(str, asked.moves):
        position, _ = apply(position, asked.moves[0])
    assert asked is not None
    caller = asked.seat
    position, _ = apply(position, "play bank_accord form=found")
    first = decision(position)
    assert first is not None
    position, _ = apply(position, "accept")
    position, _ = apply(position, "decline")
    start = position.rules.layout.start("many", "accord")
    assert [seat for seat in range(3) if position.cells[start + seat]] == sorted((caller, first.seat))


def test_the_accord_ends_when_only_one_is_left() -> None:
    position = Setting("fishery", 2).game(2)
    while (asked := decision(position)) is not None and "play bank_accord form=found" not in map(str, asked.moves):
        position, _ = apply(position, asked.moves[0])
    position, _ = apply(position, "play bank_accord form=found")
    position, _ = apply(position, "accept")
    while (asked := decision(position)) is not None and "play bank_accord form=leave" not in map(str, asked.moves):
        position, _ = apply(position, asked.moves[0])
    position, entries = apply(position, "play bank_accord form=leave")
    assert [(entry.seats, entry.new) for entry in entries if entry.name == "accord"] in (
        [((0,), 0), ((1,), 0)],
        [((1,), 0), ((0,), 0)],
    )


def test_contracts_are_known_to_their_owners_only() -> None:
    position = Setting("fishery", 4).game(5)
    contracts = [[view(position, seat).value("state", "contract", other) for other in range(4)] for seat in range(4)]
    assert all((contracts[seat][other] is None) is (seat != other) for seat, other in product(range(4), repeat=2))
    assert sorted(contracts[seat][seat] or 0 for seat in range(4)) == sorted([20, 24, 28, 20])


def test_the_storm_comes_a_year_after_its_warning() -> None:
    *_, last = random_game(Setting("fishery", 3), 4)
    cards = [(entry.round, entry.name) for entry in chronicle(last) if entry.kind == "card"]
    warned = next(number for number, name in cards if name == "storm_warning")
    assert (warned + 1, "storm") in cards


def test_its_files_are_checked_with_the_rest() -> None:
    library = fishery()
    assert library.scenario("fishery").ruleset == "fishery"
    assert {"concert", "fishery"} <= set(library.rulesets)
    assert library.place(("tactic", "fishery", "lend")).file.endswith("lend.yaml")


def test_a_number_that_a_tactic_asks_for_goes_as_far_as_it_says() -> None:
    """There are moves that lend nought to four coins, and none beyond; which of them one has is another question."""
    rules = Setting("fishery", 2, "long").game(1).rules
    lend = next(form.index for form in rules.program.forms if form.tactic == "lend")
    assert {move.arguments for move in rules.moves if move.form == lend} == set(product(range(2), range(5)))
