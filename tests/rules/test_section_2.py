"""Section 2 of the rulebook: set-up, and who may know what."""

import pytest

from alliance_game.engine import Position, apply, chronicle, decision, new_game, outcome, view
from alliance_game.engine.view import View
from alliance_game.errors import AllianceError, UnknownName

from ..long_table import LongTable as Table
from ..table import library

HORIZON = {"cascade_breach", "orbit_crisis", "climate_emergency", "nationalist_wave", "pmc_scandal"}


def game(states: int = 4, length: str = "standard", seed: int = 0, difficulty: str = "standard") -> Position:
    return new_game(library(), states=states, length=length, difficulty=difficulty, seed=seed)


def number(position: Position, scope: str, name: str, at: int = 0) -> int:
    return position.cells[position.rules.layout.start(scope, name) + at]


def numbers(position: Position, scope: str, name: str) -> list[int]:
    block = position.rules.layout.block(scope, name)
    return position.cells[block.start : block.start + block.size]


def hidden(seen: View, real: list[int]) -> set[str]:
    """The names of what a view does not show."""
    blocks = seen.rules.layout.blocks_by_cell
    return {blocks[cell].name for cell, value in enumerate(seen.cells) if value != real[cell]}


def test_rule_2_1_states_length_and_difficulty() -> None:
    """2.1 Choose states (2-6), length (8 rounds, or 5 for a lesson) and difficulty."""
    for states in (2, 6):
        assert game(states).rules.players == states
    for states in (1, 7):
        with pytest.raises(AllianceError):
            game(states)
    for length, rounds in (("standard", 8), ("lesson", 5)):
        assert game(length=length).rules.machine.rounds == rounds
    for difficulty, demand in (("gentle", 23), ("standard", 25), ("hard", 27)):
        table = Table(difficulty=difficulty)
        assert table.get("crisis", "demand", table.open("piracy")) == demand
    with pytest.raises(UnknownName):
        game(difficulty="impossible")
    with pytest.raises(UnknownName):
        game(length="endless")


def test_rule_2_1_tracks_are_set() -> None:
    """2.1 Set the tracks of 1.2: only the first card may have changed them when the first state is asked."""
    position = game()
    opening = position._opening
    layout = position.rules.layout
    found = {name: opening[layout.start("state", name)] for name in ("support", "coins", "might", "standing", "points")}
    assert found == {"support": 6, "coins": 4, "might": 3, "standing": 3, "points": 0}
    world = {name: opening[layout.start("world", name)] for name in ("tension", "order", "rival")}
    assert world == {"tension": 3, "order": 5, "rival": 3}


def test_rule_2_2_first_seat() -> None:
    """2.2 Draw the first seat at random. In round 2 the next seat is first, and so on round by round."""
    assert {number(game(seed=seed), "control", "first") for seed in range(40)} == {0, 1, 2, 3}
    table = Table()
    table.deck()
    for first in (0, 1, 2, 3, 0):
        assert table.get("control", "first") == first
        turns = []
        for _ in range(4):
            turns.append(table.ask.seat)
            table.play("pass")
        assert turns == [(first + step) % 4 for step in range(4)], "seats follow clockwise"


@pytest.mark.parametrize(("length", "dates"), [("standard", (3, 4, 5, 3, 4, 5)), ("lesson", (2, 3, 2, 3, 2, 3))])
def test_rule_2_3_election_dates(length: str, dates: tuple[int, ...]) -> None:
    """2.3 Shuffle the first n of the dates 3, 4, 5, 3, 4, 5 (five rounds: 2, 3, 2, 3, 2, 3), deal one to each state."""
    for states in (2, 4, 6) if length == "standard" else (4,):
        dealt = [tuple(numbers(game(states, length, seed), "state", "election")) for seed in range(30)]
        assert {tuple(sorted(each)) for each in dealt} == {tuple(sorted(dates[:states]))}
        assert len(set(dealt)) > 1, "shuffled"


def test_rule_2_3_every_state_votes_twice() -> None:
    """2.3 Every state votes in that round and again in the last round."""
    table = Table()
    table.deck()
    for seat, date in enumerate((3, 4, 5, 3)):
        table.put("state", "election", date, seat)
    votes = []
    while not table.position.over:
        table.put("world", "tension", 0)
        table.put("pair", "trust", 5)
        votes += [
            (entry.round, entry.values[0][1])
            for entry in table.play("pass")
            if entry.kind == "tell" and "vote" in str(entry.text)
        ]
    assert sorted(votes) == [(3, 0), (3, 3), (4, 1), (5, 2), (8, 0), (8, 1), (8, 2), (8, 3)]


def test_rule_2_4_agendas() -> None:
    """2.4 Shuffle the eight agendas (14.4), deal one to each state face down. The rest stay unseen."""
    seen: set[int] = set()
    for seed in range(40):
        dealt = numbers(game(seed=seed), "agenda", "agenda")
        assert len(set(dealt)) == 4, "no agenda twice"
        seen |= set(dealt)
    assert len(seen) == len(game().rules.program.agendas) == 8


@pytest.mark.parametrize(("length", "held"), [("standard", 9), ("lesson", 5)])
def test_rule_2_5_deck(length: str, held: int) -> None:
    """2.5 Base cards on top, 9 (five rounds: 5); the rest shuffled with the horizon cards. The deck is never
    reshuffled.
    """
    firsts, later = set(), set()
    for seed in range(40):
        table = Table(length=length, seed=seed)
        drawing = table.rules.machine.drawing
        drawn = []
        for _ in range(37):
            card = drawing.take(table.cells, 0)
            table.put("card", "place", 1, card)
            drawn.append(table.rules.card_names[card])
        assert len(set(drawn)) == 37, "every card once"
        assert not HORIZON & set(drawn[:held])
        assert set(drawn[held:]) >= HORIZON
        assert drawing.take(table.cells, 0) == -1
        firsts.add(drawn[0])
        later.add(drawn[held])
    assert len(firsts) > 10
    assert later & HORIZON, "a horizon card may be the very next one"


def test_rule_2_5_nothing_is_drawn_from_an_empty_deck() -> None:
    """2.5 If the deck is empty, nothing is drawn."""
    table = Table()
    table.deck()
    before = table.cells[:]
    table.enter("situation", 2)
    assert not [entry for entry in table.entries if entry.kind in ("card", "open")]
    assert table.ask.kind == "act"
    assert table.get("deck", "drawn", 0) == before[table.index("deck", "drawn", 0)]


def test_rule_2_5_horizon_cards_from_round_6() -> None:
    """2.5 So horizon cards appear from round 6 (five rounds: round 4)."""
    for length, first in (("standard", 6), ("lesson", 4)):
        rounds = set()
        for seed in range(12):
            table = Table(length=length, seed=seed)
            table.enter("situation", 1)
            while not table.position.over:
                table.put("world", "tension", 0)
                table.play(table.ask.moves[0])
            appeared = [entry for entry in table.entries if entry.kind in ("card", "open") and entry.name in HORIZON]
            rounds |= {entry.round for entry in appeared}
        assert min(rounds) == first


def test_rule_2_6_the_weakest_is_compared_now() -> None:
    """2.6 "The weakest", "the most" and the like: compare the track now."""
    for weakest in range(4):
        table = Table()
        table.put("state", "standing", 2, weakest)
        slot = table.open("displacement")
        assert table.get("slot", "target", slot) == weakest
    table = Table()
    table.put("state", "might", 4, 2)
    table.arrive("ngo_report")
    assert table.ask.seat == 2


def test_rule_2_6_ties_by_lot() -> None:
    """2.6 Ties are broken at random."""
    found = set()
    for seed in range(30):
        table = Table(seed=seed)
        table.put("state", "standing", 2, 1)
        table.put("state", "standing", 2, 2)
        found.add(table.get("slot", "target", table.open("displacement")))
    assert found == {1, 2}


def test_rule_2_6_least_trusted() -> None:
    """2.6 "Least trusted" of a state: the other state with the lowest trust towards it, ties at random."""
    table = Table()
    table.put("pair", "trust", 2, 1, 3)
    table.put("pair", "trust", 1, 0, 2)
    table.arrive("old_grievance", 1)
    table.play("choose insist")
    assert table.get("pair", "trust", 1, 3) == 0
    found = set()
    for seed in range(30):
        table = Table(seed=seed)
        table.put("pair", "trust", 2, 1, 0)
        table.put("pair", "trust", 2, 1, 3)
        table.arrive("old_grievance", 1)
        found.add(next(entry.seats for entry in table.entries if entry.kind == "card"))
    assert found == {(1, 0), (1, 3)}


def test_rule_2_6_nobody_is_a_pair() -> None:
    """2.6 A state may not be both members of a pair."""
    for seed in range(20):
        for card in ("wedge_campaign", "old_grievance"):
            table = Table(2, seed=seed)
            table.arrive(card)
            (who, about) = next(entry.seats for entry in table.entries if entry.kind == "card")
            assert who != about


def test_rule_2_6_who_decides_is_shown_before() -> None:
    """2.6 Whoever the column "who decides" names is settled, and shown, before the choice."""
    table = Table()
    table.put("pair", "trust", 1, 1, 3)
    table.arrive("wedge_campaign")
    card = next(entry for entry in table.entries if entry.kind == "card")
    assert set(card.seats) == {1, 3}
    assert table.ask.seat == card.seats[0]
    assert card.seen_by is None, "everybody may read it"


def test_rule_2_6_whom_an_option_names_when_it_is_carried_out() -> None:
    """2.6 Whoever only an option names is settled when that option is carried out."""
    partners = set()
    for seed in range(20):
        table = Table(seed=seed)
        table.put("two", "pact", 1, 0, 1)
        table.put("two", "pact", 1, 0, 2)
        table.arrive("domestic_backlash")
        assert next(entry.seats for entry in table.entries if entry.kind == "card") == (0,)
        before = table.streams
        table.play("choose bow")
        assert table.streams != before
        partners |= {partner for partner in (1, 2) if not table.get("two", "pact", 0, partner)}
    assert partners == {1, 2}


def test_rule_2_7_what_everybody_sees() -> None:
    """2.7 All tracks, agreements, marks, dates, open crises with shares, discards, cards in the deck, pledges,
    counts ...
    """
    table = Table()
    table.put("two", "intelligence", 1, 0, 1)
    table.enter("diplomacy")
    table.open("piracy")
    table.play("play joint_exercise partner=japan", "accept", "play peace_operation crisis=piracy")
    for seat in (2, 3):
        assert hidden(view(table.position, seat), table.cells) <= {
            "agenda",
            "next",
            "deck",
            "targets",
            "effects",
            "deal",
        }
    assert hidden(view(table.position, 0), table.cells) <= {"agenda", "deck", "targets", "effects", "deal"}


def test_rule_2_7_pledges_and_answers_are_public() -> None:
    """2.7 Everybody sees pledges, revealed commitments, the answers to proposals, and who looked at the next card."""
    table = Table()
    table.put("two", "intelligence", 1, 0, 1)
    table.deck("calm", "summit", "arms_race")
    table.open("piracy")
    table.enter("diplomacy")
    table.play("play joint_exercise partner=japan", "decline")
    table.all_pass()
    table.answer({0: {"piracy": 2}})
    table.answer({0: {"piracy": 1}, 1: {"piracy": 1}})
    seen = list(table.entries)
    answers = [entry for entry in seen if entry.kind == "move" and entry.scope == "consent"]
    pledges = [entry for entry in seen if entry.kind == "move" and entry.phase == "pledge"]
    reveals = [entry for entry in seen if entry.kind == "reveal"]
    assert [entry.name for entry in answers] == ["decline"]
    assert [entry.new for entry in pledges] == [2, 0, 0, 0]
    assert [entry.new for entry in reveals] == [1, 1, 0, 0]
    assert {entry.seen_by for entry in answers + pledges + reveals} == {None}
    assert view(table.position, 3).value("state", "broken", 0) == 1
    assert view(table.position, 3).value("state", "given", 1) == 1


def test_rule_2_7_who_looked_is_public() -> None:
    """2.7 Everybody sees who looked at the next card (10.4)."""
    table = Table()
    table.put("two", "intelligence", 1, 0, 1)
    table.deck("calm", "summit", "arms_race")
    table.all_pass()
    seats = [entry.seats for entry in chronicle(table.position, 3) if entry.kind == "peek"]
    assert (1,) in seats


def test_rule_2_8_what_is_secret() -> None:
    """2.8 Secret: agendas, commitments, the order of the deck; nothing else is kept from anybody."""
    table = Table()
    table.open("piracy")
    table.all_pass()
    table.answer()
    table.play("commit 2", seat=0)
    lots = {"deck", "targets", "effects", "deal"}
    assert hidden(view(table.position, 1), table.cells) == lots | {"agenda", "committed", "pointer", "seat", "next"}


def test_rule_2_8_1_an_agenda() -> None:
    """2.8.1 An agenda: its owner alone, until scoring."""
    table = Table()
    table.deck()
    names = [agenda.id for agenda in table.rules.program.agendas]
    for seat in range(4):
        seen = view(table.position, seat)
        assert seen.agenda == names[table.get("agenda", "agenda", seat)]
        assert [seen.value("agenda", "agenda", other) is None for other in range(4)] == [
            other != seat for other in range(4)
        ]
    while not table.position.over:
        table.put("world", "tension", 0)
        table.play("pass")
    assert view(table.position, 0).value("agenda", "agenda", 3) == table.get("agenda", "agenda", 3)
    result = outcome(table.position)
    assert result is not None
    assert len(result.agendas) == 4


def test_rule_2_8_2_a_commitment() -> None:
    """2.8.2 A commitment: its owner alone, until all are revealed together (8.3)."""
    table = Table()
    table.deck()
    slot = table.open("piracy", deadline=3)
    table.all_pass()
    table.answer()
    table.play("commit 2", seat=0)
    assert view(table.position, 0).value("crisis_state", "committed", slot, 0) == 2
    assert view(table.position, 1).value("crisis_state", "committed", slot, 0) is None
    assert not [
        entry
        for entry in chronicle(table.position, 1)
        if entry.kind == "move" and entry.scope == "ask" and entry.phase == "commitment"
    ]
    assert [
        entry.new for entry in chronicle(table.position, 0) if entry.phase == "commitment" and entry.kind == "move"
    ] == [2]
    table.answer({1: {"piracy": 1}, 2: {"piracy": 0}, 3: {"piracy": 3}})
    told = [entry for entry in chronicle(table.position, 1) if entry.kind == "reveal"]
    assert [(entry.seats[0], entry.new) for entry in told] == [(0, 2), (1, 1), (2, 0), (3, 3)]


def test_rule_2_8_2_nobody_learns_it_from_what_others_are_asked() -> None:
    """2.8.2 A commitment: its owner alone; two different ones look alike to everybody else."""
    views = []
    for coins in (0, 3):
        table = Table()
        table.open("piracy")
        table.open("far_theatre")
        table.all_pass()
        table.answer()
        table.play(f"commit {coins}", seat=0)
        seen = view(table.position, 1)
        views.append((seen.cells, seen.acting, [str(entry) for entry in seen.chronicle], seen.decisions[0].about))
    assert views[0] == views[1]


def test_rule_2_8_3_the_order_of_the_deck() -> None:
    """2.8.3 Nobody; but a state with an intelligence agreement looks at the next card at the start of its own turn."""
    table = Table()
    table.put("two", "intelligence", 1, 0, 2)
    table.deck("calm", "summit", "arms_race")
    table.put("deck", "next", -1, 0)
    table.enter("diplomacy")
    card = table.get("deck", "next", 0)
    assert table.rules.card_names[card] in ("calm", "summit", "arms_race")
    knows = [view(table.position, seat).value("deck", "next", 0) == card for seat in range(4)]
    assert knows == [True, False, False, False], "before the turn of the other party"
    table.until(2)
    knows = [view(table.position, seat).value("deck", "next", 0) == card for seat in range(4)]
    assert knows == [True, False, True, False]
    peeks = [entry for entry in table.entries if entry.kind == "peek"]
    assert {entry.crisis for entry in peeks} == {table.rules.card_names[card]}, "what is looked at stays the next card"
    kept = len(table.entries)
    table.all_pass()
    drawn = [entry.name for entry in table.entries[kept:] if entry.kind in ("card", "open")]
    assert drawn[0] == table.rules.card_names[card]


def test_rule_2_8_3_the_chronicle_tells_others_that_but_not_what() -> None:
    """2.8.3 The state knows it alone with the others who looked, until it is drawn."""
    table = Table()
    table.put("two", "intelligence", 1, 1, 2)
    table.deck("calm", "summit", "arms_race")
    table.until(1)
    played = chronicle(table.position, 1)
    assert [entry.crisis for entry in played if entry.kind == "peek"] == ["calm"]
    assert [entry.crisis for entry in chronicle(table.position, 3) if entry.kind == "peek"] == [""]


def test_rule_2_2_and_2_4_are_the_same_for_the_same_seed() -> None:
    """2.2, 2.4 What is drawn at set-up comes from the seed, so that a game can be told again."""
    first, second = game(seed=7), game(seed=7)
    assert first.cells == second.cells
    asked = decision(first)
    assert asked is not None
    assert apply(first, asked.moves[-1])[0].cells == apply(second, asked.moves[-1])[0].cells
