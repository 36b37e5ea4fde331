"""A game that ends, a crisis that leaves, a question that is asked, all in the middle of something else."""

from pathlib import Path

import pytest

from alliance_game.engine import (
    Move,
    Position,
    apply,
    chronicle,
    decision,
    new_game,
    outcome,
    preview,
    view,
    violations,
    why_not,
)

from .lab import QUIET, RULESET, WAIT, get, lab, open_cards, start
from .test_cards import crisis, tactic

ENDS = "[{change: world.heat, by: 1}, {end_game: gone}]"
CHOICES = """\
title: Choices
kind: incident
text: What now?
who: any
choices:
  pay: {text: Pay, cost: {coins: 6}, effects: []}
  wait: {text: Wait, when: who.hunger >= 2, effects: []}
  close: {text: Close, effects: [{for_each: {c: crises}, where: c.size < 5, do: [{close: c}]}]}
  leave: {text: Leave, fallback: true, effects: [{end_game: gone}]}
"""


def sound(position: Position) -> Position:
    assert violations(position) == []
    return position


def ended(position: Position) -> str:
    """How a game is over; nobody is asked anything any more."""
    found = outcome(sound(position))
    assert found is not None
    assert decision(position) is None
    assert why_not(position, "pass") == "the game is over"
    return found.reason


def test_a_game_can_be_over_before_anybody_is_asked(tmp_path: Path) -> None:
    rules = RULESET + f"hooks:\n- {{at: round_starts, do: {ENDS}}}\n"
    position = start(lab(tmp_path, ruleset=rules))
    assert ended(position) == "gone"
    assert get(position, "world", "heat") == 1


def test_a_game_can_end_with_a_move_and_the_player_is_told_before(tmp_path: Path) -> None:
    tactics = {"wait": WAIT, "walk_out": tactic(ENDS)}
    position = start(lab(tmp_path, tactics=tactics))
    seen = view(position, 0)
    foreseen = {str(move): preview(seen, move.number).ends for move in seen.decisions[0].moves}
    assert foreseen == {"pass": False, "play wait": False, "play walk_out": True}
    after, entries = apply(position, "play walk_out")
    assert ended(after) == "gone"
    assert entries[-1].kind == "over"
    assert outcome(position) is None


def test_a_game_can_end_with_a_choice_on_a_card(tmp_path: Path) -> None:
    position = start(lab(tmp_path, {"main/choices": CHOICES}))
    after, _ = apply(position, "choose leave")
    assert ended(after) == "gone"


def test_an_option_that_is_locked_says_why(tmp_path: Path) -> None:
    position = start(lab(tmp_path, {"main/choices": CHOICES}))
    (asked,) = [decision(position)]
    assert asked is not None
    assert [str(move) for move in asked.moves] == ["choose close", "choose leave"]
    who = position.rules.states[asked.seat].title
    assert why_not(position, "choose pay") == f"costs 6 coins, {who} has 5"
    assert why_not(position, "choose wait") == "needs hunger 2 or more (is 0)"
    assert why_not(position, "choose leave") is None
    assert why_not(position, Move("pass", 0, "act")) == "the question is another one"


def test_crises_that_leave_on_a_choice_let_the_later_ones_move_up(tmp_path: Path) -> None:
    cards = {
        "main/choices": CHOICES,
        "main/big": crisis("Big", start="{size: 5}"),
        "main/small": crisis("Small", start="{size: 1}"),
    }
    position = start(lab(tmp_path, cards, ruleset=RULESET.replace("draws: 1", "draws: 3")), seed=order(tmp_path, cards))
    assert open_cards(position) == ["small", "big"]
    after, _ = apply(position, "choose close")
    assert open_cards(sound(after)) == ["big"]
    assert get(after, "crisis", "size", 0) == 5


def order(folder: Path, cards: dict[str, str]) -> int:
    """A seed that deals the small crisis, the big one, then the question."""
    library = lab(folder, cards, ruleset=RULESET.replace("draws: 1", "draws: 3"))
    return next(seed for seed in range(200) if open_cards(start(library, seed)) == ["small", "big"])


def test_a_crisis_that_opens_can_push_another_out(tmp_path: Path) -> None:
    """Only the newest stays: what opens closes those before it."""
    rules = RULESET.replace(
        "opens: [{change: world.opened, by: 1}]",
        "opens: [{for_each: {c: crises}, where: c.age > 0, do: [{close: c}]}, {change: crisis.age, by: 1}]",
    ).replace("draws: 1", "draws: 2")
    cards = {"main/one": crisis("One"), "main/two": crisis("Two")}
    position = sound(start(lab(tmp_path, cards, ruleset=rules)))
    first, second = [entry.name for entry in chronicle(position) if entry.kind == "open"]
    assert {first, second} == {"one", "two"}
    assert open_cards(position) == [second]


@pytest.mark.parametrize(("least", "heat", "coins"), [(5, 0, 1), (6, 3, 0)])
def test_where_nobody_fits_something_else_is_done(tmp_path: Path, least: int, heat: int, coins: int) -> None:
    pick = (
        f"[{{pick: {{s: states}}, where: s.coins >= {least} and s != self, "
        "do: [{change: s.coins, by: 1}], else: [{change: world.heat, by: 3}]}]"
    )
    position = start(lab(tmp_path, tactics={"gift": tactic(pick)}))
    after, _ = apply(position, "play gift")
    assert get(after, "world", "heat") == heat
    assert get(after, "state", "coins", 0) + get(after, "state", "coins", 1) == 10 + coins


def test_what_two_states_share_moves_for_both(tmp_path: Path) -> None:
    """Trust goes from one pair to another, seen from either side, and never more than there is."""
    move = "[{transfer: self.trust(partner), to: self.trust(other), by: 5}]"
    tactics = {"turn": tactic(move, params="{partner: other, other: other}")}
    position = new_game(lab(tmp_path, tactics=tactics), scenario="lab", states=3, seed=1)
    after, _ = apply(position, "play turn partner=elm other=oak")
    trust = {(a, b): get(after, "pair", "trust", a, b) for a in range(3) for b in range(3) if a != b}
    assert trust == {(0, 1): 0, (1, 0): 0, (0, 2): 6, (2, 0): 6, (1, 2): 3, (2, 1): 3}
    sound(after)


def test_what_is_used_up_is_said(tmp_path: Path) -> None:
    rules = RULESET.replace("actions: 1", "actions: 3")
    once = tactic("[{change: world.heat, by: 1}]", once_per="[game]")
    often = tactic("[{change: world.heat, by: 1}]", once_per="[round, self]")
    position = start(lab(tmp_path, {"main/quiet": QUIET}, {"once": once, "often": often}, rules))
    for move in ("play once", "play often"):
        assert why_not(position, move) is None
        position, _ = apply(position, move)
    assert why_not(position, "play once") == "already used this game"
    assert why_not(position, "play often") == "already used this round"
    position, _ = apply(position, "pass")
    assert why_not(position, "play once") == "already used this game"
    assert why_not(position, "play often") is None
