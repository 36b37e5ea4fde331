"""Section 1 of the rulebook: numbers, chance, losing face, legal moves."""

from alliance_game.engine import apply, outcome

from ..long_table import LongTable as Table

CHANGED_BY_LOT = ("back_channel",)


def starts(scope: str, name: str) -> tuple[set[int], tuple[int, int]]:
    """The numbers that a track has in the beginning, anywhere and with any number of states, and its borders."""
    found: set[int] = set()
    for states in (2, 4, 6):
        table = Table(states)
        block = table.rules.layout.block(scope, name)
        found |= set(table.cells[block.start : block.start + block.size])
    return found, (block.low, block.high)


def test_rule_1_1_whole_numbers() -> None:
    """1.1 Every track, price and point is whole. "Half" of a track is rounded down, a fair share is rounded up."""
    table = Table()
    table.put("state", "might", 5, 0)
    table.put("state", "might", 4, 1)
    slot = table.open("far_theatre", demand=21)
    for seat, share in enumerate((3, 2, 2, 2)):
        table.put("crisis_state", "share", share, slot, seat)
    table.put("crisis", "progress", 15, slot)
    table.resolve({0: {"far_theatre": 1}, 1: {"far_theatre": 1}})
    changes = [(entry.seats, entry.new - entry.old) for entry in table.entries if entry.name == "share"]
    assert changes == [((0,), 1 + 2), ((1,), 1 + 2)]
    assert [table.get("state", "points", seat) for seat in range(4)] == [3, 0, 0, 0], (
        "21 // 4 rounded up is 6: 5 is too little"
    )
    assert all(type(cell) is int for cell in table.cells)


def test_rule_1_2_tracks_stop_at_the_border() -> None:
    """1.2 Every track runs from 0 to 10. A change that would leave the range stops at the border."""
    table = Table()
    table.put("state", "support", 9, 0)
    table.put("world", "tension", 1)
    entries = table.play("play strategic_communication", "play back_channel")
    told = next(entry for entry in entries if entry.name == "support")
    assert (told.old, told.new, told.wanted, told.stopped) == (9, 10, 2, True)
    told = next(entry for entry in entries if entry.name == "tension")
    assert (told.old, told.new, told.wanted, told.stopped) == (1, 0, -2, True)
    assert table.get("state", "support", 0) in (9, 10), "9 if it leaked"
    assert table.get("world", "tension") == 0


def test_rule_1_2_a_change_within_the_range_is_not_stopped() -> None:
    """1.2 Only a change that would leave the range is said to stop at the border."""
    table = Table()
    table.put("state", "support", 8, 0)
    entries = table.play("play strategic_communication")
    told = next(entry for entry in entries if entry.name == "support")
    assert (told.new, told.stopped) == (10, False)


def test_rule_1_2_a_number_that_is_set_is_not_stopped() -> None:
    """1.2 "(stopped at 10)" is said of borders only: support becomes 5 after a fall, whatever it was, and no border
    did it.
    """
    table = Table()
    table.put("state", "support", 4, 0)
    table.put("state", "election", 1, 0)
    table.put("state", "face", 1, 1)
    table.play("pass", "play public_apology")
    table.all_pass()
    found = {
        entry.name: entry.stopped for entry in table.under("11.5") if entry.name in ("support", "points", "fallen")
    }
    assert found == {"support": False, "points": False, "fallen": False}
    assert [entry.stopped for entry in table.under("5.9") if entry.name == "face"] == [False]


def test_rule_1_2_no_limit_for_demand() -> None:
    """1.2 Points have no limits and may be negative; demand, progress, shares and counts have no upper limit."""
    table = Table()
    slot = table.open("far_theatre", demand=60)
    table.put("crisis", "progress", 30, slot)
    table.put("crisis_state", "share", 30, slot, 0)
    table.resolve({0: {"far_theatre": 3}})
    assert table.get("crisis", "demand", slot) == 61
    assert table.get("crisis", "progress", slot) == 34
    assert table.get("crisis_state", "share", slot, 0) == 34


def test_rule_1_2_1_tension() -> None:
    """1.2.1 tension starts at 3; 10 at the end check (11.7) = collapse."""
    assert starts("world", "tension") == ({3}, (0, 10))
    for tension, ending in ((9, None), (10, "collapse")):
        table = Table()
        table.put("world", "tension", tension)
        table.all_pass()
        found = outcome(table.position)
        assert (found.reason if found else None) == ending


def test_rule_1_2_2_order() -> None:
    """1.2.2 order starts at 5."""
    assert starts("world", "order") == ({5}, (0, 10))


def test_rule_1_2_3_rival() -> None:
    """1.2.3 rival starts at 3."""
    assert starts("world", "rival") == ({3}, (0, 10))


def test_rule_1_2_4_support() -> None:
    """1.2.4 support starts at 6."""
    assert starts("state", "support") == ({6}, (0, 10))


def test_rule_1_2_5_coins() -> None:
    """1.2.5 coins start at 4."""
    assert starts("state", "coins") == ({4}, (0, 10))


def test_rule_1_2_6_might() -> None:
    """1.2.6 might starts at 3."""
    assert starts("state", "might") == ({3}, (0, 10))


def test_rule_1_2_7_standing() -> None:
    """1.2.7 standing starts at 3."""
    assert starts("state", "standing") == ({3}, (0, 10))


def test_rule_1_2_8_trust() -> None:
    """1.2.8 trust starts at 3: one number for both directions."""
    assert starts("pair", "trust") == ({3}, (0, 10))
    table = Table()
    table.play("play track_two partner=japan")
    assert table.get("pair", "trust", 0, 2) == table.get("pair", "trust", 2, 0) == 5


def test_rule_1_2_9_points() -> None:
    """1.2.9 points start at 0, unlimited, and may be negative."""
    assert starts("state", "points") == ({0}, (-999, 999))
    table = Table()
    table.put("state", "support", 0, 1)
    table.put("state", "election", 5)
    table.all_pass()
    assert table.get("state", "points", 1) == -2


def test_rule_1_3_chance_is_only_where_the_rules_say() -> None:
    """1.3 Only these things are random: the deck, set-up, "at random", ties, the two chances of 1 in 3, fog."""
    table = Table()
    table.put("state", "coins", 10)
    table.put("state", "support", 5)
    table.put("state", "face", 1)
    table.put("pair", "trust", 4)
    for card in ("piracy", "far_theatre", "pandemic"):
        table.open(card)
    moves = [move for move in table.moves if not any(name in move for name in CHANGED_BY_LOT)]
    tactics = {move.split()[1] for move in moves if move != "pass"}
    assert len(tactics) == 21 - 2, "all but the back-channel, and withdrawal from nothing"
    for move in moves:
        after, _ = apply(table.position, move)
        while after.cells[table.index("control", "kind")] == 2:
            after, _ = apply(after, "accept")
        first = table.index("stream", "deck")
        assert after.cells[first : first + 4] == table.cells[first : first + 4], move


def test_rule_1_3_no_lot_decides_a_round_without_cards() -> None:
    """1.3 Pledges, commitments, resolution and upkeep are not random."""
    table = Table()
    table.deck()
    table.open("far_theatre")
    before = table.streams
    table.all_pass()
    table.answer({1: {"far_theatre": 2}})
    table.answer({0: {"far_theatre": 3}, 2: {"far_theatre": 1}})
    assert table.get("control", "round") == 2
    assert table.streams == before


def test_rule_1_3_the_back_channel_leaks_by_lot() -> None:
    """1.3 The two chances of "1 in 3" are random: one of them is the leak."""
    table = Table()
    before = table.streams
    table.play("play back_channel")
    assert table.streams != before


def test_rule_1_5_lose_face() -> None:
    """1.5 Support -1 and standing -1, and the state carries a face mark until it apologises."""
    table = Table()
    table.deck()
    table.open("far_theatre")
    entries = table.resolve({0: {"far_theatre": 1}, 1: {"far_theatre": 1}}, {0: {"far_theatre": 2}})
    lost = [entry for entry in table.under("1.5", entries) if entry.seats == (0,)]
    assert table.effects(lost) == [("support", (0,), -1), ("standing", (0,), -1), ("face", (0,), 1)]
    assert (table.get("state", "support", 0), table.get("state", "standing", 0), table.get("state", "face", 0)) == (
        5,
        2,
        1,
    )
    assert (table.get("state", "support", 1), table.get("state", "standing", 1), table.get("state", "face", 1)) == (
        6,
        3,
        0,
    )


def test_rule_1_5_the_mark_stays_until_the_apology() -> None:
    """1.5 The state carries a face mark (5.9) until it apologises."""
    table = Table()
    table.deck()
    table.put("state", "face", 1, 1)
    table.all_pass()
    assert table.get("control", "round") == 2
    assert table.get("state", "face", 1) == 1
    table.play("play public_apology")
    assert table.get("state", "face", 1) == 0


def test_rule_1_5_causes_apply_separately() -> None:
    """1.5 Each cause of losing face applies separately; each cause is counted at most once as written in its rule."""
    table = Table()
    table.open("far_theatre")
    table.open("piracy")
    table.resolve({}, {0: {"far_theatre": 1, "piracy": 1}})
    assert table.get("state", "support", 0) == 6 - 2, "a broken pledge, once, and shirking"
    assert table.get("state", "standing", 0) == 3 - 2
    assert table.get("state", "face", 0) == 1


def test_rule_1_6_the_full_price_must_be_there() -> None:
    """1.6 A move is offered only if its full price can be paid."""
    prices = {
        "humanitarian_mission": 1, "mediation": 1, "peace_operation": 2, "cyber_defence": 1, "joint_exercise": 1,
        "cultural_diplomacy": 1, "defence_investment": 2, "strategic_communication": 1,
        "domestic_programme": 2, "multilateral_treaty": 2,
    }  # fmt: skip
    table = Table()
    for card in ("far_theatre", "pandemic"):
        table.open(card)
    table.put("pair", "trust", 4)
    for tactic, price in prices.items():
        table.put("state", "coins", price, 0)
        assert table.offered(f"play {tactic}"), tactic
        table.put("state", "coins", price - 1, 0)
        assert not table.offered(f"play {tactic}"), tactic
        move = next(iter(Table.offered(with_coins(table, price), f"play {tactic}")))
        table.put("state", "coins", price - 1, 0)
        assert f"costs {price} coin" in str(table.why_not(move))


def with_coins(table: Table, coins: int) -> Table:
    """The same table, the first state so rich."""
    table.put("state", "coins", coins, 0)
    return table


def test_rule_1_6_a_price_of_nothing() -> None:
    """1.6 What costs nothing is offered to a state without coins."""
    table = Table()
    table.put("state", "coins", 0, 0)
    table.put("state", "support", 5, 0)
    table.put("state", "face", 1, 0)
    table.put("pair", "trust", 4)
    table.put("two", "pact", 1, 0, 1)
    free = {
        "bilateral_pact", "intelligence_sharing", "conflict_management", "withdrawal", "confidence_building",
        "track_two", "public_apology", "back_channel", "sanctions", "consult_parliament", "levy",
    }  # fmt: skip
    assert {move.split()[1] for move in table.moves if move != "pass"} == free


def test_rule_1_6_passing_is_always_offered() -> None:
    """1.6 Passing is always offered (5.3)."""
    table = Table(2)
    for name in ("coins", "support", "might", "standing"):
        table.put("state", name, 0)
    table.put("pair", "trust", 10)
    table.put("world", "thaw", 1)
    for agreement in ("pact", "intelligence", "conflict_management"):
        table.put("two", agreement, 1, 0, 1)
    slot = table.open("regional_conflict", target=1)
    table.put("crisis", "mission", 1, slot)
    table.put("world", "rival", 0)
    table.play("play consult_parliament")
    assert [move for move in table.moves if not move.startswith("play withdrawal")] == ["pass"]
    table.play("pass")
    assert "pass" in table.moves


def test_rule_1_6_nothing_else_is_tested() -> None:
    """1.6 Those conditions already leave out the moves that would change nothing; nothing else is tested for that."""
    table = Table()
    table.put("world", "tension", 0)
    table.put("pair", "trust", 10)
    assert table.offered("play confidence_building"), "no thaw yet is enough"
    table.put("world", "tension", 10)
    table.put("state", "standing", 10, 0)
    assert table.offered("play sanctions"), "rival > 0 is enough"
    table.put("state", "coins", 10, 0)
    assert table.offered("play levy"), "support >= 2 is enough"


def test_rule_1_6_what_is_offered_can_be_done() -> None:
    """1.6 Nothing can make an offered move impossible before it is answered."""
    table = Table()
    table.put("pair", "trust", 4)
    table.put("two", "pact", 1, 0, 1)
    table.open("piracy")
    table.open("pandemic")
    for move in table.moves:
        assert table.why_not(move) is None
        after, _ = apply(table.position, move)
        while after.cells[table.index("control", "kind")] == 2:
            after, _ = apply(after, "accept")
        assert after.cells != table.cells, move
