"""All questions of an asking phase at once: the engine's own limits, what follows, and nothing that is hidden."""

from itertools import product

import pytest

from alliance_game.bots import Bot, bot
from alliance_game.describe import bids as bids_of
from alliance_game.describe import questions
from alliance_game.describe.bids import Bids
from alliance_game.describe.outlook import Outlook, Outlooks, supposed
from alliance_game.engine import Decision, Position, apply, decisions, position_hash, view
from alliance_game.engine.layout import KIND
from alliance_game.engine.view import View
from tests.engine.games import Setting
from tests.table import Table


def seated(table: Table, seat: int) -> tuple[View, Decision]:
    seen = view(table.position, seat)
    return seen, seen.decisions[0]


def asked(table: Table, seat: int = 0) -> Bids:
    return Bids(*seated(table, seat))


def two_crises(phase: str, **coins: int) -> Table:
    table = Table(3)
    table.open("piracy", target=2)
    table.open("natural_disaster")
    table.put("state", "might", 2)
    table.put("state", "standing", 2)
    table.put("state", "coins", coins.get("coins", 3))
    table.enter(phase)
    return table


# Limits


@pytest.mark.parametrize("phase", ["pledge", "commitment"])
@pytest.mark.parametrize("coins", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("support", [2, 6])
def test_limits_are_those_of_the_engine_for_every_combination(phase: str, coins: int, support: int) -> None:
    table = two_crises(phase, coins=3)
    table.put("state", "coins", coins, 1)
    table.put("state", "support", support, 1)
    table.first(1)
    table.rules.machine.asking.clear(table.cells)
    table.enter(phase)
    if coins == 0:
        assert all(each.seat != 1 for each in table.asks)
        return
    start = table.position
    for numbers in product(range(5), repeat=2):
        wanted = dict(zip(("piracy", "natural_disaster"), numbers, strict=True))
        table.position = start
        found = asked(table, 1)
        fitted = found.fitted(wanted)
        while any(each.seat == 1 for each in table.asks):
            ask = next(each for each in table.asks if each.seat == 1)
            most = {**fitted, ask.about: 99}
            assert found.fitted(most)[ask.about] == ask.moves.numbers[-1]
            move = bids_of.answer(wanted, ask)
            assert move.number == fitted[ask.about]
            table.play(move, seat=1)
        scope = "pledged" if phase == "pledge" else "committed"
        assert [table.get("crisis_state", scope, slot, 1) for slot in (0, 1)] == list(fitted.values())


def test_room_takes_nothing_from_the_other_questions() -> None:
    found = asked(two_crises("commitment"))
    assert {stake.about: stake.most for stake in found.stakes} == {"piracy": 2, "natural_disaster": 2}
    wanted = {"piracy": 0, "natural_disaster": 2}
    assert found.room(wanted, "piracy") == 1
    assert found.room({"piracy": 2}, "natural_disaster") == 1
    assert found.left_over({"piracy": 2}) == 1


def test_what_was_promised_is_the_number_to_begin_with() -> None:
    table = two_crises("commitment")
    table.put("crisis_state", "pledged", 2, 1, 0)
    found = asked(table)
    assert found.opening == {"piracy": 0, "natural_disaster": 2}
    assert [stake.word for stake in found.stakes] == [0, 2]
    assert asked(two_crises("pledge")).opening == {"piracy": 0, "natural_disaster": 0}


def test_what_was_said_already_stands_and_counts() -> None:
    table = two_crises("commitment")
    table.play("commit 2 on=piracy", seat=0)
    found = asked(table)
    said, open_ = found.stakes
    assert (said.said, said.open, found.why_nothing(said)) == (2, False, "already said")
    assert (open_.most, open_.open) == (1, True)
    assert found.left_over({}) == 1
    assert found.fitted({"piracy": 0, "natural_disaster": 9}) == {"piracy": 2, "natural_disaster": 1}


def test_a_question_on_which_nothing_is_possible_says_so() -> None:
    table = two_crises("commitment")
    table.play("commit 2 on=piracy", seat=0)
    seen, decision = seated(table, 0)
    seen.cells[table.index("state", "coins", 0)] = 2
    found = Bids(seen, decision)
    assert not found.stakes[1].open
    assert found.why_nothing(found.stakes[1]) == "nothing is possible here"


def test_a_number_counts_for_what_the_ruleset_says() -> None:
    found = asked(two_crises("commitment"))
    assert [found.worth(found.stakes[0], number) for number in (0, 1, 2)] == [{}, {"effort": 2}, {"effort": 3}]


def test_the_budget_is_found_in_the_rule() -> None:
    table = two_crises("commitment")
    assert asked(table).budget == bids_of.Budget("coins", 3)
    assert Bids(*first_question(fishery(3))).budget is None


def fishery(states: int, until: str = "proposals") -> Position:
    position = Setting("fishery", states).game(1)
    while decisions(position)[0].phase != until:
        position, _ = apply(position, decisions(position)[0].moves[0])
    return position


def first_question(position: Position) -> tuple[View, Decision]:
    seen = view(position, decisions(position)[0].seat)
    return seen, seen.decisions[0]


def test_a_question_about_no_crisis_is_one_row() -> None:
    found = Bids(*first_question(fishery(3, "nets")))
    most = found.decision.moves.numbers[-1]
    assert [(stake.about, stake.title, stake.most) for stake in found.stakes] == [("", "Nets out", most)]
    assert bids_of.answer({"": 3}, found.decision).number == 3
    assert bids_of.answer({"": 30}, found.decision).number == most
    assert bids_of.answer({}, found.decision).number == 0


# Whole games


@pytest.mark.parametrize(
    "setting", [Setting("concert", 4), Setting("concert", 3, options=("fog",)), Setting("fishery", 3)], ids=str
)
def test_answers_in_one_go_are_the_answers_one_by_one(setting: Setting) -> None:
    """A planner's numbers for seat 0 are gathered over a phase, then said in one go: the game ends the same."""
    for seed in (1, 2):
        assert played(setting.game(seed), seed, whole=False) == played(setting.game(seed), seed, whole=True)


def played(position: Position, seed: int, *, whole: bool) -> str:
    """A game of planners; if ``whole``, seat 0 says all numbers of a phase as it would have said them singly."""
    bots = [bot("planner", seed) for _ in range(position.rules.players)]
    chosen: dict[tuple[int, str], dict[str, int]] = {}
    while not position.over:
        seat = decisions(position)[0].seat
        seen = view(position, seat)
        ask = seen.decisions[0]
        if whole and seat == 0 and ask.kind == "ask":
            key = (seen.round, ask.phase)
            if key not in chosen:
                chosen[key] = foretold(position, bots[0])
            move = bids_of.answer(Bids(seen, ask).fitted(chosen[key]), ask)
        else:
            move = bots[seat].choose(seen, ask).move
        position, _ = apply(position, move, seat)
    return position_hash(position)


def foretold(position: Position, planner: Bot) -> dict[str, int]:
    """What seat 0 would answer one by one to all questions of the phase."""
    found: dict[str, int] = {}
    phase = decisions(position)[0].phase
    while not position.over and (own := [each for each in decisions(position) if each.seat == 0]):
        if own[0].phase != phase or own[0].about in found:
            break
        seen = view(position, 0)
        move = planner.choose(seen, seen.decisions[0]).move
        found[own[0].about] = move.number
        position, _ = apply(position, move, 0)
    return found


# What follows


def outlook(table: Table, seat: int = 0, **numbers: int) -> Outlook:
    return Outlooks(asked(table, seat)).of(numbers)


def texts(found: Outlook) -> list[str]:
    return [each.text for each in found.said]


def test_giving_less_than_promised_says_what_it_costs() -> None:
    table = two_crises("commitment")
    table.put("crisis_state", "pledged", 2, 0, 0)
    assert supposed(asked(table)) == "if the others keep their word"
    less = outlook(table, piracy=1)
    assert "France gave 1 of 2 promised to Piracy." in texts(less)
    assert "France loses face: support −1, standing −1, now “lost face”." in texts(less)
    assert all(each.certain for each in less.said)
    kept = outlook(table, piracy=2)
    assert not any("loses face" in text for text in texts(kept))
    numbers = {each.about.name: (each.about.old, each.about.new) for each in less.numbers if each.about is not None}
    assert numbers["standing"] == (2, 1)
    assert numbers["coins"] == (3, 6)


def test_a_pact_that_is_not_honoured_is_foreseen() -> None:
    table = two_crises("commitment")
    table.put("two", "pact", 1, 0, 2)
    table.put("crisis", "deadline", 1, 0)
    assert any(text.startswith("France broke its pact with Japan: ") for text in texts(outlook(table, piracy=1)))
    table.put("crisis_state", "share", 9, 0, 0)
    assert any(text.startswith("France kept its pact with Japan") for text in texts(outlook(table, piracy=1)))


def test_how_far_a_crisis_comes() -> None:
    table = two_crises("commitment")
    table.put("crisis_state", "pledged", 2, 0, 1)
    table.put("crisis", "demand", 7, 0)
    found = outlook(table, piracy=2).reaches
    assert (found["piracy"].lowest, found["piracy"].demand, found["piracy"].met) == (6, 7, False)
    table.put("crisis", "progress", 1, 0)
    assert outlook(table, piracy=2).reaches["piracy"].met
    assert outlook(table, piracy=0).reaches["piracy"].lowest == 4


def test_what_is_foreseen_happens_if_the_others_keep_their_word() -> None:
    """Seat 0 says its numbers, the others what they promised; in the last round all ends as it was foreseen."""
    table = two_crises("commitment", coins=4)
    table.put("crisis_state", "pledged", 1, 0, 1)
    table.put("crisis_state", "pledged", 2, 1, 2)
    table.enter("commitment", in_round=table.rules.machine.rounds)
    found = Outlooks(asked(table)).of({"piracy": 1, "natural_disaster": 2})
    words = {0: {"piracy": 1, "natural_disaster": 2}, 1: {"piracy": 1}, 2: {"natural_disaster": 2}}
    before = table.cells[:]
    while not table.position.over:
        table.play(bids_of.answer(words[table.ask.seat], table.ask), seat=table.ask.seat)
    changed = {each.about.whose[:3]: each.about.new for each in found.numbers if each.about is not None}
    assert len(changed) >= 6
    for (scope, name, of), new in changed.items():
        assert table.get(scope, name, *of) == new
    for name in ("support", "coins", "might", "standing", "points"):
        if ("state", name, (0,)) not in changed:
            assert table.get("state", name, 0) == before[table.index("state", name, 0)]


def test_chance_makes_what_follows_uncertain() -> None:
    table = Table(3, options=("fog",))
    table.open("piracy", target=2)
    table.put("crisis", "demand", 4, 0)
    table.enter("commitment")
    found = outlook(table, piracy=2)
    assert found.reaches["piracy"].lowest < found.reaches["piracy"].highest
    assert any(not each.certain for each in found.said)


def test_a_ruleset_without_crises_says_where_the_year_ends() -> None:
    found = Outlooks(Bids(*first_question(fishery(3, "nets")))).of({"": 4})
    assert found.reaches == {}
    assert any(each.text.startswith("money ") for each in found.numbers)


# Secrets


def test_nothing_follows_from_what_is_hidden() -> None:
    """Other agendas, other sealed answers, another deck and other chances: the same rows, the same consequences."""
    table = two_crises("commitment")
    table.put("crisis_state", "pledged", 2, 0, 0)
    before = everything(asked(table))
    table.play("commit 2 on=piracy", "commit 1 on=natural_disaster", seat=1)
    assert everything(asked(table)) == before
    layout = table.rules.layout
    for stream in ("deck", "targets", "effects", "deal"):
        table.cells[layout.start("stream", stream)] ^= 12345
    start = layout.start("agenda", "agenda")
    table.cells[start + 1], table.cells[start + 2] = table.cells[start + 2], table.cells[start + 1]
    assert everything(asked(table)) == before


def everything(found: Bids) -> list[object]:
    outlooks = Outlooks(found)
    trials = [dict(zip(("piracy", "natural_disaster"), each, strict=True)) for each in product(range(3), repeat=2)]
    return [found.stakes, *(outlooks.of(trial) for trial in trials)]


def test_other_contracts_change_nothing_either() -> None:
    position = fishery(3, "nets")
    before = Outlooks(Bids(*first_question(position))).of({"": 2})
    seat = decisions(position)[0].seat
    start = position.rules.layout.start("state", "contract")
    for other in range(3):
        if other != seat:
            position.cells[start + other] += 7
    assert Outlooks(Bids(*first_question(position))).of({"": 2}) == before


def test_a_rehearsal_leaves_the_view_as_it_is() -> None:
    table = two_crises("commitment")
    seen, decision = seated(table, 0)
    before = seen.cells[:]
    Outlooks(Bids(seen, decision)).of({"piracy": 2})
    assert seen.cells == before
    assert seen.cells[KIND] == table.cells[KIND]
    assert questions.question(seen, decision)
