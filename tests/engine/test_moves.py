"""Moves as people type them: what is wrong with one is said, and what could have been meant."""

import pytest

from alliance_game.engine import Move, Position, apply, decision, decisions, view, why_not
from alliance_game.errors import IllegalMove, UnknownMove
from tests.engine.games import Setting
from tests.table import Table


def refused(position: Position, text: str) -> str:
    """The sentence that refuses a move; the position stays as it is."""
    before = position.cells[:]
    with pytest.raises(UnknownMove) as refusal:
        apply(position, text)
    assert position.cells == before
    return str(refusal.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "A move is missing."),
        ("pass now", "'pass' stands alone: 'now' means nothing behind it."),
        ("play levy x=1 x=2", "A name is given twice."),
        ("play levy form=x", "'levy' has no forms."),
        ("play levy coins=1", "'levy' needs nothing more."),
        ("play levy coins", "'coins' should be written name=value."),
        ("play bilateral_pact", "'bilateral_pact' needs partner=…."),
        ("play bilateral_pact partner=atlantis", "There is no state 'atlantis'."),
        ("play mediation crisis=far_teatre", "There is no open crisis 'far_teatre'. Did you mean 'far_theatre'?"),
        ("play mediation crisis=nothing", "There is no open crisis 'nothing'."),
        ("pledge 1", "'pledge' is not an answer here: play, pass."),
    ],
)
def test_a_tactic_that_is_written_wrongly(text: str, said: str) -> None:
    table = Table()
    table.open("far_theatre")
    assert refused(table.position, text) == said


def test_a_form_that_does_not_exist() -> None:
    said = "'withdrawal' has the forms pact, intelligence, conflict_management, treaty. Did you mean 'pact'?"
    assert refused(Table().position, "play withdrawal form=pct partner=japan") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pledge", "Say how much: 'pledge 2'."),
        ("pledge x", "'x' is not a number from 0 up."),
        ("pledge ²", "'²' is not a number from 0 up."),
        ("pledge -1", "'-1' is not a number from 0 up."),
        ("pledge 10000", "'10000' is not a number from 0 up."),
        ("pledge 1 to=far_theatre", "The question is about far_theatre: 'pledge 1 on=far_theatre'."),
        ("pledge 1 on=piracy", "The question is about far_theatre: 'pledge 1 on=far_theatre'."),
        ("pledge 1 on", "'on' should be written name=value."),
        ("pledge 1 on=far_theatre on=piracy", "The question is about far_theatre: 'pledge 1 on=far_theatre'."),
        ("commit 1", "'commit' is not an answer here: pledge."),
    ],
)
def test_an_answer_that_is_written_wrongly(text: str, said: str) -> None:
    table = Table()
    table.open("far_theatre")
    table.open("piracy")
    table.enter("pledge")
    assert refused(table.position, text) == said


def test_a_number_may_be_as_large_as_four_digits() -> None:
    """Whether so much can be given is another question."""
    table = Table()
    table.open("far_theatre")
    table.enter("pledge")
    with pytest.raises(IllegalMove, match="the most you can name here is"):
        apply(table.position, "pledge 9999")


def test_a_question_about_no_crisis() -> None:
    """In the fishery seats propose how much to catch, and no crisis is meant."""
    position = Setting("fishery", 3).game(1)
    while (asked := decision(position)) is not None and asked.kind != "ask":
        position, _ = apply(position, asked.moves[0])
    assert refused(position, "propose 1 on=herring") == "The question is about no crisis: 'propose 1'."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("choose", "'' is not a choice here: argue, pay_up."),
        ("choose argu", "'argu' is not a choice here: argue, pay_up. Did you mean 'argue'?"),
        ("choose argue now", "'argue' stands alone: 'now' means nothing behind it."),
    ],
)
def test_a_choice_that_is_written_wrongly(text: str, said: str) -> None:
    table = Table()
    table.arrive("burden_sharing_row", 0)
    assert refused(table.position, text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("acept", "'acept' is not an answer here: accept, decline. Did you mean 'accept'?"),
        ("decline it", "'decline' stands alone: 'it' means nothing behind it."),
    ],
)
def test_a_consent_that_is_written_wrongly(text: str, said: str) -> None:
    table = Table()
    table.play("play joint_exercise partner=germany")
    assert refused(table.position, text) == said


def test_moves_are_equal_by_their_text() -> None:
    """A move from another position, with another number, is the same move; anything else is none."""
    move = Table().ask.moves[1]
    assert move == move._replace(number=99)
    assert len({move, move._replace(number=99)}) == 1
    assert move != move._replace(text="pass")
    assert move != str(move)


@pytest.mark.parametrize("number", [-1, 10_000])
def test_a_move_that_no_game_has_is_no_move(number: int) -> None:
    """A program may say a number; it counts no moves from the end."""
    table = Table()
    assert why_not(table.position, Move("play levy", number, "act")) == "there is no such move"


def test_the_first_card_and_the_first_state_have_names_like_all_others() -> None:
    """Their number is 0, which is not nothing."""
    table = Table(scenario="practice")
    first = table.rules.card_names[0]
    table.open(first, target=0)
    table.open(table.rules.card_names[1])
    opened = [entry for entry in table.entries if entry.kind == "open"]
    assert (opened[0].crisis, opened[0].seats) == (first, (0,))
    table.enter("diplomacy")
    assert any(move.endswith(f"crisis={first}") for move in table.moves)
    assert refused(table.position, "play mediation crisis=nothing") == "There is no open crisis 'nothing'."
    table.enter("pledge")
    assert table.moves[0] == f"pledge 0 on={first}"
    assert table.play(f"pledge 1 on={first}")[0].crisis == first


def test_a_reason_names_the_number_of_the_two_states_that_it_is_about() -> None:
    table = Table()
    for other, trust in ((1, 5), (2, 2)):
        for pair in ((0, other), (other, 0)):
            table.cells[table.index("pair", "trust", *pair)] = trust
    reasons = {name: why_not(table.position, f"play bilateral_pact partner={name}") for name in ("germany", "japan")}
    assert reasons == {"germany": None, "japan": "needs trust with Japan 4 or more (is 2)"}


def test_a_view_knows_who_owes_an_answer() -> None:
    table = Table()
    assert view(table.position, 1).acting == (0,)
    table.enter("pledge")
    assert view(table.position, 0).acting == tuple(asked.seat for asked in decisions(table.position))


def test_a_seat_that_is_not_asked_is_told_so() -> None:
    """A view knows whose it is; whoever is asked hears nothing of the kind."""
    table = Table()
    move = table.moves[1]
    assert why_not(view(table.position, 0), move) is None
    assert why_not(view(table.position, 1), move) == "somebody else is asked now"
