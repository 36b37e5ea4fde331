"""Section 12 of the rulebook: the incidents, one by one."""

from collections import Counter
from collections.abc import Callable

import pytest

from ..table import Table

LOTS = 40
Effect = tuple[str, tuple[int, ...], int]


def asked(card: str, table: Table | None = None, state: int = -1) -> Table:
    """The incident has come and asks a state."""
    t = table or Table()
    t.arrive(card, state)
    assert (t.ask.kind, t.ask.about) == ("choice", card)
    return t


def offers(card: str, rule: str, *options: str, horizon: bool = False) -> None:
    """One copy; these options, the first of them the fallback."""
    t = Table()
    assert [name for name in t.rules.card_names if name.partition(".")[0] == card] == [card]
    known = t.rules.cards[t.rules.card_names.index(card)]
    assert known.tags == ({"horizon"} if horizon else set())
    assert [choice.id for choice in known.choices] == list(options)
    assert [choice.fallback for choice in known.choices] == [number == 0 for number in range(len(options))]
    t.arrive(card)
    shown = next(entry for entry in t.entries if entry.kind == "card")
    assert (shown.name, shown.cause.rule) == (card, rule)


def who_decides(card: str, prepare: Callable[[Table], None] = lambda t: None) -> set[int]:
    """Who decides, whatever the lot says."""
    found = set()
    for seed in range(LOTS):
        t = Table(seed=seed)
        prepare(t)
        found.add(asked(card, t).ask.seat)
    return found


def put(track: str, *values: int) -> Callable[[Table], None]:
    """Give a state track to all seats."""

    def prepare(t: Table) -> None:
        for seat, value in enumerate(values):
            t.put("state", track, value, seat)

    return prepare


def chosen(t: Table, option: str, rule: str) -> list[Effect]:
    """What choosing this changes, in order."""
    entries = t.play(f"choose {option}")
    assert all(rule in entry.cause.rule for entry in entries if entry.kind == "change")
    return t.effects(entries)


def trusts(who: int, by: int) -> list[Effect]:
    """Trust with every other state, in seat order from the first seat."""
    pairs = [(min(who, other), max(who, other)) for other in range(4) if other != who]
    return [("trust", pair, by) for pair in pairs]


def test_rule_12_6_1_domestic_backlash_who() -> None:
    """12.6.1 Domestic backlash: most agreements (of all kinds, the treaty is one)."""
    offers("domestic_backlash", "12.6.1", "stand_firm", "bow")

    def two_have_two(t: Table) -> None:
        t.put("two", "pact", 1, 0, 1)
        t.put("two", "intelligence", 1, 1, 2)
        t.put("many", "treaty", 1, 2)
        t.put("many", "treaty", 1, 3)

    def one_has_three(t: Table) -> None:
        two_have_two(t)
        t.put("two", "conflict_management", 1, 2, 0)

    assert who_decides("domestic_backlash", two_have_two) == {1, 2}
    assert who_decides("domestic_backlash", one_has_three) == {2}
    assert who_decides("domestic_backlash") == {0, 1, 2, 3}


def test_rule_12_6_1_domestic_backlash_stand_firm() -> None:
    """12.6.1 Stand firm (f): support -2."""
    t = asked("domestic_backlash", state=2)
    assert t.moves == ["choose stand_firm"], "no pact, no bow"
    assert chosen(t, "stand_firm", "12.6.1") == [("support", (2,), -2)]


def test_rule_12_6_1_domestic_backlash_bow() -> None:
    """12.6.1 Bow (has a pact): its pact with its least trusted pact partner ends, trust -1 with it."""
    t = Table()
    for partner, trust in ((0, 6), (1, 5)):
        t.put("two", "pact", 1, 2, partner)
        t.put("pair", "trust", trust, 2, partner)
    asked("domestic_backlash", t)
    assert t.ask.seat == 2
    assert t.moves == ["choose stand_firm", "choose bow"]
    assert chosen(t, "bow", "12.6.1") == [("pact", (1, 2), -1), ("trust", (1, 2), -1)]


def test_rule_12_6_1_domestic_backlash_bow_ties() -> None:
    """12.6.1 … its least trusted pact partner: ties at random (2.6)."""
    ended = set()
    for seed in range(LOTS):
        t = Table(seed=seed)
        t.put("two", "pact", 1, 2, 0)
        t.put("two", "pact", 1, 2, 1)
        asked("domestic_backlash", t)
        t.play("choose bow")
        ended.add((t.get("two", "pact", 2, 0), t.get("two", "pact", 2, 1)))
    assert ended == {(0, 1), (1, 0)}


def test_rule_12_6_2_snap_election_who() -> None:
    """12.6.2 Snap election: lowest support."""
    offers("snap_election", "12.6.2", "postpone", "vote_now")
    assert who_decides("snap_election", put("support", 6, 5, 7, 6)) == {1}
    assert who_decides("snap_election", put("support", 6, 5, 5, 6)) == {1, 2}


def test_rule_12_6_2_snap_election_first() -> None:
    """12.6.2 First support -1: before the choice."""
    t = asked("snap_election", state=3)
    assert t.effects(t.entries) == [("support", (3,), -1)]
    assert t.cites(t.entries, "support", "12.6.2")
    assert t.moves == ["choose postpone", "choose vote_now"]


def test_rule_12_6_2_snap_election_postpone() -> None:
    """12.6.2 Postpone (f): standing -1."""
    assert chosen(asked("snap_election", state=3), "postpone", "12.6.2") == [("standing", (3,), -1)]


@pytest.mark.parametrize(
    ("support", "points", "later"), [(10, 4, 9), (9, 4, 8), (8, 2, 7), (6, 2, 5), (5, -2, 5), (0, -2, 5)]
)
def test_rule_12_6_2_snap_election_vote_now(support: int, points: int, later: int) -> None:
    """12.6.2 Vote now: an election at once by 11.4 and 11.5; support is 1 lower by then."""
    t = Table()
    t.put("state", "support", support, 3)
    asked("snap_election", t, state=3)
    entries = t.play("choose vote_now")
    assert t.get("state", "points", 3) == points
    assert t.get("state", "support", 3) == later
    assert t.get("state", "fallen", 3) == (points < 0)
    assert t.cites(entries, "points", "11.5" if points < 0 else "11.4")


def test_rule_12_6_2_snap_election_date_stays() -> None:
    """12.6.2 Vote now: an election at once; the state's own date (2.3) stays."""
    t = Table()
    dates = [t.get("state", "election", seat) for seat in range(4)]
    asked("snap_election", t)
    t.play("choose vote_now")
    assert [t.get("state", "election", seat) for seat in range(4)] == dates


def test_rule_12_6_3_leadership_change() -> None:
    """12.6.3 Leadership change: random state. New course (f): support +1, trust -1 with every other state."""
    offers("leadership_change", "12.6.3", "new_course", "continuity")
    assert who_decides("leadership_change") == {0, 1, 2, 3}
    t = asked("leadership_change", state=1)
    assert chosen(t, "new_course", "12.6.3") == [("support", (1,), 1), *trusts(1, -1)]


def test_rule_12_6_3_leadership_change_continuity() -> None:
    """12.6.3 Continuity (1 coin): coins -1."""
    assert chosen(asked("leadership_change", state=1), "continuity", "12.6.3") == [("coins", (1,), -1)]
    needs("leadership_change", "continuity", 1)


def needs(card: str, option: str, coins: int) -> None:
    """The option needs so many coins, and is not offered with one less; the fallback always is."""
    for purse, possible in ((coins, True), (coins - 1, False)):
        t = Table()
        t.put("state", "coins", purse)
        asked(card, t)
        assert (f"choose {option}" in t.moves) is possible
        known = t.rules.cards[t.rules.card_names.index(card)].choices
        assert f"choose {next(choice.id for choice in known if choice.fallback)}" in t.moves


def test_rule_12_6_4_old_grievance_who() -> None:
    """12.6.4 Old grievance: random state, about its least trusted; both are settled, and shown, before the choice."""
    offers("old_grievance", "12.6.4", "insist", "bury_it")
    assert who_decides("old_grievance") == {0, 1, 2, 3}
    t = Table()
    t.put("pair", "trust", 1, 1, 3)
    t.put("pair", "trust", 0, 0, 2)
    asked("old_grievance", t, state=1)
    assert next(entry.seats for entry in t.entries if entry.kind == "card") == (1, 3)


def test_rule_12_6_4_old_grievance_ties() -> None:
    """12.6.4 … about its least trusted: ties at random, and never itself."""
    about = set()
    for seed in range(LOTS):
        t = Table(seed=seed)
        t.put("pair", "trust", 5, 1, 0)
        asked("old_grievance", t, state=1)
        about.add(next(entry.seats[1] for entry in t.entries if entry.kind == "card"))
    assert about == {2, 3}


def test_rule_12_6_4_old_grievance() -> None:
    """12.6.4 Insist (f): support +1, trust -2 with it. Bury it: support -1."""
    insist: list[Effect] = [("support", (1,), 1), ("trust", (1, 3), -2)]
    for option, effects in (("insist", insist), ("bury_it", [("support", (1,), -1)])):
        t = Table()
        t.put("pair", "trust", 2, 1, 3)
        asked("old_grievance", t, state=1)
        assert t.moves == ["choose insist", "choose bury_it"]
        assert chosen(t, option, "12.6.4") == effects


def test_rule_12_6_5_burden_sharing_row_who() -> None:
    """12.6.5 Burden-sharing row: fewest coins given to crises in this game."""
    offers("burden_sharing_row", "12.6.5", "argue", "pay_up")
    assert who_decides("burden_sharing_row", put("given", 4, 2, 3, 7)) == {1}
    assert who_decides("burden_sharing_row", put("given", 4, 2, 2, 7)) == {1, 2}


def test_rule_12_6_5_commitments_not_missions() -> None:
    """12.6.5 … (commitments, not missions)."""
    t = Table()
    t.open("piracy", demand=20)
    t.play("play peace_operation crisis=piracy")
    t.put("state", "coins", 4)
    t.enter("pledge")
    t.play(*["pledge 0 on=piracy"] * 4)
    for seat in range(4):
        t.play(f"commit {(0, 2, 1, 3)[seat]} on=piracy", seat=seat)
    assert [t.get("state", "given", seat) for seat in range(4)] == [0, 2, 1, 3]


def test_rule_12_6_5_burden_sharing_row() -> None:
    """12.6.5 Argue (f): trust -1 with every other state. Pay up (2 coins): coins -2, standing +1."""
    assert chosen(asked("burden_sharing_row", state=2), "argue", "12.6.5") == trusts(2, -1)
    paid = chosen(asked("burden_sharing_row", state=2), "pay_up", "12.6.5")
    assert paid == [("coins", (2,), -2), ("standing", (2,), 1)]
    needs("burden_sharing_row", "pay_up", 2)


def test_rule_12_6_6_contractor_offer_who() -> None:
    """12.6.6 Contractor offer: fewest coins."""
    offers("contractor_offer", "12.6.6", "decline", "accept")
    assert who_decides("contractor_offer", put("coins", 4, 5, 2, 3)) == {2}
    assert who_decides("contractor_offer", put("coins", 2, 5, 2, 3)) == {0, 2}


def test_rule_12_6_6_contractor_offer() -> None:
    """12.6.6 Decline (f): nothing. Accept: coins +3, standing -1, support -1."""
    t = Table()
    t.put("state", "coins", 0, 1)
    asked("contractor_offer", t)
    assert t.moves == ["choose decline", "choose accept"]
    assert chosen(t, "accept", "12.6.6") == [("coins", (1,), 3), ("standing", (1,), -1), ("support", (1,), -1)]
    assert chosen(asked("contractor_offer"), "decline", "12.6.6") == []


def test_rule_12_6_7_ngo_report_who() -> None:
    """12.6.7 NGO report: highest might."""
    offers("ngo_report", "12.6.7", "publish", "bury_it")
    assert who_decides("ngo_report", put("might", 4, 5, 2, 3)) == {1}
    assert who_decides("ngo_report", put("might", 4, 5, 2, 5)) == {1, 3}


def test_rule_12_6_7_ngo_report_publish() -> None:
    """12.6.7 Publish (f): standing -1, order +1."""
    assert chosen(asked("ngo_report", state=1), "publish", "12.6.7") == [("standing", (1,), -1), ("order", (), 1)]


def test_rule_12_6_7_ngo_report_bury_it() -> None:
    """12.6.7 Bury it: 1 in 3: standing -2, order -1; otherwise nothing."""
    found: Counter[tuple[Effect, ...]] = Counter()
    for seed in range(600):
        found[tuple(chosen(asked("ngo_report", Table(seed=seed), state=1), "bury_it", "12.6.7"))] += 1
    assert set(found) == {(), (("standing", (1,), -2), ("order", (), -1))}
    assert 160 <= 600 - found[()] <= 240


def test_rule_12_6_8_wedge_campaign_who() -> None:
    """12.6.8 Wedge campaign: lowest-trust pair, a random one of the two."""
    offers("wedge_campaign", "12.6.8", "stay_silent", "answer")

    def one_pair(t: Table) -> None:
        t.put("pair", "trust", 5)
        t.put("pair", "trust", 4, 1, 3)

    def two_pairs(t: Table) -> None:
        one_pair(t)
        t.put("pair", "trust", 4, 0, 3)

    assert who_decides("wedge_campaign", one_pair) == {1, 3}
    assert who_decides("wedge_campaign", two_pairs) == {0, 1, 3}
    shown = set()
    for seed in range(LOTS):
        t = Table(seed=seed)
        two_pairs(t)
        asked("wedge_campaign", t)
        shown.add(next(entry.seats for entry in t.entries if entry.kind == "card"))
    assert shown == {(1, 3), (3, 1), (0, 3), (3, 0)}


def test_rule_12_6_8_wedge_campaign() -> None:
    """12.6.8 Stay silent (f): trust -2 between them. Answer (1 coin): coins -1."""
    for option in ("stay_silent", "answer"):
        t = Table()
        t.put("pair", "trust", 2, 1, 3)
        asked("wedge_campaign", t)
        seat = t.ask.seat
        expected = [("trust", (1, 3), -2)] if option == "stay_silent" else [("coins", (seat,), -1)]
        assert chosen(t, option, "12.6.8") == expected
    needs("wedge_campaign", "answer", 1)


def test_rule_12_6_9_nationalist_wave_who() -> None:
    """12.6.9 Nationalist wave (horizon): lowest support."""
    offers("nationalist_wave", "12.6.9", "face_it", "ride_it", horizon=True)
    assert who_decides("nationalist_wave", put("support", 6, 7, 7, 5)) == {3}
    assert who_decides("nationalist_wave", put("support", 5, 7, 7, 5)) == {0, 3}


def test_rule_12_6_9_nationalist_wave() -> None:
    """12.6.9 Face it (f): support -1, standing +1. Ride it: support +2, trust -1 with every other state."""
    t = asked("nationalist_wave", state=0)
    assert t.moves == ["choose face_it", "choose ride_it"]
    assert chosen(t, "face_it", "12.6.9") == [("support", (0,), -1), ("standing", (0,), 1)]
    ridden = chosen(asked("nationalist_wave", state=0), "ride_it", "12.6.9")
    assert ridden == [("support", (0,), 2), *trusts(0, -1)]


def test_rule_12_6_10_company_scandal_who() -> None:
    """12.6.10 Private military company scandal (horizon): highest might."""
    offers("pmc_scandal", "12.6.10", "look_away", "inquiry", horizon=True)
    assert who_decides("pmc_scandal", put("might", 3, 7, 4, 5)) == {1}
    assert who_decides("pmc_scandal", put("might", 7, 7, 4, 5)) == {0, 1}


def test_rule_12_6_10_company_scandal() -> None:
    """12.6.10 Look away (f): standing -2. Inquiry (1 coin): coins -1, support -1."""
    assert chosen(asked("pmc_scandal", state=3), "look_away", "12.6.10") == [("standing", (3,), -2)]
    inquiry = chosen(asked("pmc_scandal", state=3), "inquiry", "12.6.10")
    assert inquiry == [("coins", (3,), -1), ("support", (3,), -1)]
    needs("pmc_scandal", "inquiry", 1)


def test_rule_12_6_11_summit_who() -> None:
    """12.6.11 Summit: the first seat of this round is host."""
    offers("summit", "12.6.11", "modest", "grand")
    for seat in range(4):
        t = Table()
        t.first(seat)
        assert asked("summit", t).ask.seat == seat


def test_rule_12_6_11_summit() -> None:
    """12.6.11 Modest (f): order +1. Grand (1 coin): coins -1, order +1, standing +1."""
    assert chosen(asked("summit"), "modest", "12.6.11") == [("order", (), 1)]
    grand = chosen(asked("summit"), "grand", "12.6.11")
    assert grand == [("coins", (0,), -1), ("order", (), 1), ("standing", (0,), 1)]
    needs("summit", "grand", 1)


def happens(card: str, rule: str, table: Table | None = None) -> list[Effect]:
    """What an incident without a choice changes."""
    t = table or Table()
    before = len(t.entries)
    t.arrive(card)
    entries = t.entries[before:]
    assert {entry.cause.rule for entry in entries if entry.kind in ("card", "change")} == {rule}
    assert not t.rules.cards[t.rules.card_names.index(card)].choices
    return t.effects(entries)


def test_rule_12_6_12_disinformation() -> None:
    """12.6.12 Disinformation: every state without a shield: support -1."""
    t = Table()
    t.put("state", "shield", 1, 2)
    assert happens("disinformation", "12.6.12", t) == [("support", (seat,), -1) for seat in (0, 1, 3)]
    assert t.get("state", "shield", 2) == 1


def test_rule_12_6_13_arms_race() -> None:
    """12.6.13 Arms race: rival +1, tension +1."""
    assert happens("arms_race", "12.6.13") == [("rival", (), 1), ("tension", (), 1)]


@pytest.mark.parametrize(("order", "loss"), [(0, -2), (5, -2), (6, -1), (10, -1)])
def test_rule_12_6_14_economic_downturn(order: int, loss: int) -> None:
    """12.6.14 Economic downturn: every state coins -2; if order is 6 or more: only -1."""
    t = Table()
    t.put("world", "order", order)
    t.put("state", "coins", 1, 3)
    assert happens("economic_downturn", "12.6.14", t) == [("coins", (seat,), loss) for seat in range(4)]
    assert t.get("state", "coins", 3) == 0


def left(t: Table, card: str, *, met: bool) -> None:
    """A crisis leaves the table in this round's resolution."""
    slot = t.open(card, demand=21, progress=21 if met else 0, deadline=1)
    for seat in range(4):
        t.put("crisis_state", "share", 1, slot, seat)


@pytest.mark.parametrize(
    ("order", "by"), [((), 0), ((True,), 1), ((False,), -1), ((True, False), -1), ((False, True), 1)]
)
def test_rule_12_6_15_front_page(order: tuple[bool, ...], by: int) -> None:
    """12.6.15 Front page: the crisis judged last was met: every state support +1; failed: -1; none: nothing."""
    t = Table()
    for card, met in zip(("far_theatre", "insurgent_haven"), order, strict=False):
        left(t, card, met=met)
    if order:
        t.only("resolution")
    effects = [("support", (seat,), by) for seat in range(4)] if by else []
    before = len(t.entries)
    t.arrive("front_page")
    entries = t.entries[before:]
    assert t.effects(entries) == effects
    assert t.cites(entries, "support", "12.6.15") == bool(by)


def test_rule_12_6_15_front_page_remembers() -> None:
    """12.6.15 … the crisis that left the table last: also rounds ago, and one that only grew does not count."""
    t = Table()
    left(t, "far_theatre", met=True)
    t.only("resolution", 1)
    slot = t.open("piracy", demand=21, progress=0, deadline=2)
    for seat in range(4):
        t.put("crisis_state", "share", 1, slot, seat)
    t.only("resolution", 3)
    before = len(t.entries)
    t.arrive("front_page")
    assert t.effects(t.entries[before:]) == [("support", (seat,), 1) for seat in range(4)]


def test_rule_12_6_15_a_full_table_does_not_count() -> None:
    """12.6.15 … (judged last; 4.5 does not count)."""
    t = Table()
    left(t, "far_theatre", met=True)
    t.only("resolution")
    for card in ("piracy", "pandemic", "border_clash", "terror_attack"):
        t.open(card)
    t.arrive("displacement")
    assert t.crises == ["piracy", "pandemic", "border_clash", "terror_attack"]
    before = len(t.entries)
    t.arrive("front_page")
    assert t.effects(t.entries[before:]) == [("support", (seat,), 1) for seat in range(4)]


def test_rule_12_6_16_calm() -> None:
    """12.6.16 Calm: tension -1."""
    assert happens("calm", "12.6.16") == [("tension", (), -1)]


def test_rule_12_3_in_the_order_written() -> None:
    """12.3 A card with several effects does them in the order written."""
    orders = {
        ("contractor_offer", "accept"): ["coins", "standing", "support"],
        ("ngo_report", "publish"): ["standing", "order"],
        ("nationalist_wave", "ride_it"): ["support", "trust", "trust", "trust"],
        ("summit", "grand"): ["coins", "order", "standing"],
    }
    for (card, option), order in orders.items():
        entries = asked(card).play(f"choose {option}")
        assert [entry.name for entry in entries if entry.kind == "change"] == order


def test_rule_12_3_first_what_is_written_first() -> None:
    """12.3 … in the order written: the snap election takes 1 of support, and the vote counts what is left."""
    t = Table()
    t.put("state", "support", 8)
    asked("snap_election", t, state=0)
    t.play("choose vote_now")
    assert t.changes("support") == [((0,), 8, 7)]
    assert t.get("state", "points", 0) == 2


def test_rule_12_4_ending_an_agreement_is_no_breach() -> None:
    """12.4 An option that ends an agreement is no breach."""
    t = Table()
    t.put("two", "pact", 1, 2, 1)
    t.put("two", "conflict_management", 1, 2, 1)
    t.open("border_clash", 1)
    asked("domestic_backlash", t, state=2)
    t.play("choose bow")
    assert t.get("two", "pact", 1, 2) == 0
    assert t.get("two", "conflict_management", 1, 2) == 1
    assert [t.get("state", name, 2) for name in ("face", "support", "standing")] == [0, 6, 3]
    assert [t.get("pair", "trust", 2, other) for other in (0, 1, 3)] == [3, 2, 3]
