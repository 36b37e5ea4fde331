"""Menus lead to every legal move, and say why the others are not possible."""

import pytest

from alliance_game.describe import duties, foresight, offers, prospects, questions
from alliance_game.describe.offers import Offer
from alliance_game.engine import Decision, view
from alliance_game.engine.view import View
from tests.engine.games import Setting
from tests.table import Table


def leaves(found: tuple[Offer, ...]) -> list[Offer]:
    return [leaf for offer in found for leaf in (leaves(offer.inner) if offer.inner else [offer])]


def a_table() -> Table:
    table = Table()
    table.open("piracy", target=2)
    table.open("natural_disaster")
    table.put("pair", "trust", 4, 0, 1)
    table.put("two", "pact", 1, 0, 2)
    return table


def menus_of(table: Table) -> tuple[Offer, ...]:
    seen = view(table.position, table.ask.seat)
    return offers.offers(seen, seen.decisions[0])


def test_every_legal_move_is_in_the_menus_once() -> None:
    table = a_table()
    found = [str(leaf.move) for leaf in leaves(menus_of(table)) if leaf.move is not None]
    assert sorted([*found, "pass"]) == sorted(table.moves)


def test_what_is_not_possible_has_its_reason() -> None:
    for leaf in leaves(menus_of(a_table())):
        assert bool(leaf.reason) is (leaf.move is None)


def test_a_menu_is_possible_if_anything_in_it_is() -> None:
    table = a_table()
    table.put("state", "coins", 0, 0)
    for group in menus_of(table):
        assert group.possible is any(leaf.possible for leaf in leaves(group.inner))


@pytest.mark.parametrize(
    ("move", "text", "asks"),
    [
        ("play levy", "support 6 → 4, coins 4 → 7", ""),
        (
            "play bilateral_pact partner=germany",
            "pact France-Germany signed; trust France-Germany 4 → 5",
            "if Germany agrees",
        ),
        ("play back_channel", "tension 3 → 1; now “thaw”; may: support 6 → 5", ""),
        ("play humanitarian_mission crisis=natural_disaster", "standing 3 → 4", ""),
    ],
)
def test_what_a_move_would_do(move: str, text: str, asks: str) -> None:
    table = a_table()
    seen = view(table.position, 0)
    number = next(each.number for each in table.ask.moves if str(each) == move)
    assert text in prospects.said(seen, number)
    assert foresight.asks(seen, number) == asks


def test_a_vote_is_foreseen_with_all_who_are_asked() -> None:
    table = Table()
    table.put("pair", "trust", 5)
    number = next(each.number for each in table.ask.moves if str(each) == "play multilateral_treaty form=found")
    assert "treaty: France in, Germany in, Japan in, Brazil in" in prospects.said(view(table.position, 0), number)
    assert foresight.asks(view(table.position, 0), number) == "if enough of Germany, Japan and Brazil agree"


def test_a_proposal_is_put_with_both_sides_and_a_record() -> None:
    table = a_table()
    table.put("state", "broken", 2, 0)
    table.put("state", "kept", 3, 0)
    table.put("state", "led", 1, 0)
    table.play("play joint_exercise partner=japan")
    seen = view(table.position, 2)
    text = " ".join(questions.question(seen, seen.decisions[0]))
    assert "France proposes to Japan: joint exercise." in text
    assert "trust France-Japan 3 → 4" in text
    assert "France: coins 4 → 3, now “ready”; Japan: now “ready”" in text
    assert text.endswith(
        "Record of France: kept its pledges in 3 of 5 rounds, coins given 0, crises led 1, acts of dialogue 0."
    )
    assert questions.kept_word(seen, 0) == (3, 5)
    assert "Record of Germany: its pledges not tested yet, coins given 0" in questions.record(seen, 1)


def test_what_others_would_owe_is_told_to_the_one_who_is_hit() -> None:
    table = Table()
    table.open("piracy", target=0)
    table.put("crisis_state", "share", 2, 0, 2)
    table.put("pair", "trust", 5)
    number = next(each.number for each in table.ask.moves if str(each) == "play bilateral_pact partner=japan")
    seen = view(table.position, 0)
    effects = foresight.foreseen(seen, number).effects
    assert duties.promised(seen, effects) == ["Japan would owe France 7 on Piracy, and has 2."]
    assert duties.new(seen, effects) == []
    table.put("two", "pact", 1, 0, 2)
    assert duties.promised(view(table.position, 0), effects) == []


def test_a_game_that_counts_no_kept_words_says_nothing_of_them() -> None:
    seen = view(Setting("fishery", 3).game(1), 0)
    assert questions.kept_word(seen, 1) is None
    assert questions.record(seen, 1) == ""


def test_a_sealed_question_tells_what_each_answer_is_worth() -> None:
    table = a_table()
    table.enter("commitment")
    seen = view(table.position, 0)
    [first, *_] = questions.question(seen, seen.decisions[0])
    assert first == "How many coins will you give, in secret?"
    assert list(questions.answers(seen, seen.decisions[0])) == ["1: effort 2", "2: effort 3", "3: effort 4"]
    table.play("commit 2 on=piracy", seat=0)
    again = view(table.position, 0)
    assert "Said so far: 2 on Piracy." in questions.question(again, again.decisions[0])


def test_a_promise_shows_what_each_number_would_be_worth_later() -> None:
    table = a_table()
    table.enter("pledge")
    seen = view(table.position, 0)
    assert list(questions.answers(seen, seen.decisions[0])) == ["1: effort 2", "2: effort 3", "3: effort 4"]


def test_a_sealed_question_recalls_the_promise_and_the_pact() -> None:
    table = Table()
    table.open("piracy", target=3)
    table.put("two", "pact", 1, 0, 3)
    table.put("crisis_state", "pledged", 2, 0, 0)
    table.put("crisis_state", "share", 1, 0, 0)
    table.enter("commitment")
    seen = view(table.position, 0)
    lines = questions.question(seen, seen.decisions[0])
    assert "You promised 2." in lines
    fair = next(line for line in lines if line.startswith("Fair share: ")).split()[-1].rstrip(".")
    assert f"Your pact with Brazil asks for {fair} here; you have 1." in lines
    assert not any("pact" in line for line in questions.question(*of_seat(table, 1)))


def of_seat(table: Table, seat: int) -> tuple[View, Decision]:
    seen = view(table.position, seat)
    return seen, seen.decisions[0]


def test_a_proposed_pact_says_what_would_be_owed() -> None:
    table = Table()
    table.open("piracy", target=0)
    table.open("natural_disaster", target=1)
    table.put("pair", "trust", 5)
    table.play("play bilateral_pact partner=japan")
    lines = questions.question(*of_seat(table, 2))
    owed = [line for line in lines if line.startswith("You would owe ")]
    assert len(owed) == 1
    assert owed[0].endswith(" on Piracy, you have 0.")


def test_a_tactic_of_several_forms_shows_the_price_they_share() -> None:
    table = a_table()
    seen = view(table.position, 0)
    menus = {inner.text for group in offers.offers(seen, seen.decisions[0]) for inner in group.inner}
    assert "Cyber defence (1 coin)" in menus
    assert "Withdrawal" in menus


def test_a_card_that_asks_shows_what_is_locked() -> None:
    table = Table()
    table.put("state", "coins", 0)
    table.arrive("summit")
    seen = view(table.position, table.ask.seat)
    modest, grand = questions.choices(seen, seen.decisions[0])
    assert modest.possible
    assert grand.reason.startswith("costs 1 coin")
