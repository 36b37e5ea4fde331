"""Section 10 of the rulebook: agreements."""

import pytest

from alliance_game.engine import Entry, view
from alliance_game.engine.outcome import standing_scores

from ..table import Table

AGREEMENTS = ("pact", "intelligence", "conflict_management")


def called(
    shares: list[int], target: int = 1, card: str = "border_clash", table: Table | None = None, **tracks: int
) -> tuple[Table, list[Entry]]:
    """A crisis against a state leaves the table, failed unless ``tracks`` say otherwise; fair share 6."""
    t = table or Table()
    slot = t.open(card, target, **({"demand": 21, "progress": 20, "deadline": 1} | tracks))
    for seat, share in enumerate(shares):
        t.put("crisis_state", "share", share, slot, seat)
    return t, t.only("resolution")


def duties(t: Table, entries: list[Entry]) -> list[str]:
    return [line for line in t.lines(entries) if "pact with" in line]


@pytest.mark.parametrize("agreement", AGREEMENTS)
def test_rule_10_1_agreements_last(agreement: str) -> None:
    """10.1 Agreements last until breach, withdrawal, lapse (11.6) or a card ends them."""
    t = Table()
    t.put("two", agreement, 1, 0, 1)
    t.put("many", "treaty", 1)
    t.stack("calm", "arms_race")
    t.play(*["pass"] * 4)
    assert t.cells[0] == 2, "the next round"
    assert t.get("two", agreement, 0, 1) == 1
    assert [t.get("many", "treaty", seat) for seat in range(4)] == [1, 1, 1, 1]


def test_rule_10_1_no_limit_on_their_number() -> None:
    """10.1 There is no limit on their number."""
    t = Table(states=6)
    t.put("pair", "trust", 5)
    for other in range(2, 6):
        for agreement in AGREEMENTS:
            t.put("two", agreement, 1, 0, other)
    t.put("many", "treaty", 1)
    t.play("play bilateral_pact partner=germany", "accept", "play intelligence_sharing partner=germany", "accept")
    assert [t.get("two", "pact", 0, other) for other in range(1, 6)] == [1] * 5
    assert [t.get("two", "intelligence", 0, other) for other in range(1, 6)] == [1] * 5


@pytest.mark.parametrize(
    ("tactic", "agreement"),
    [
        ("bilateral_pact", "pact"),
        ("intelligence_sharing", "intelligence"),
        ("conflict_management", "conflict_management"),
    ],
)
def test_rule_10_1_one_of_each_kind(tactic: str, agreement: str) -> None:
    """10.1 … two states have at most one of each kind."""
    t = Table()
    t.put("pair", "trust", 5)
    t.put("two", agreement, 1, 0, 1)
    assert f"play {tactic} partner=germany" not in t.moves
    assert t.why_not(f"play {tactic} partner=germany")
    assert f"play {tactic} partner=japan" in t.moves
    for other in AGREEMENTS:
        assert t.get("two", other, 0, 1) == (other == agreement)


def test_rule_10_1_one_treaty() -> None:
    """10.1 … and there is at most one treaty."""
    t = Table()
    t.put("pair", "trust", 5)
    assert "play multilateral_treaty form=found" in t.moves
    t.put("many", "treaty", 1, 2)
    t.put("many", "treaty", 1, 3)
    assert "play multilateral_treaty form=found" not in t.moves
    assert "play multilateral_treaty form=join" in t.moves


@pytest.mark.parametrize("agreement", AGREEMENTS)
def test_rule_10_2_being_a_party_is_public(agreement: str) -> None:
    """10.2 Being a party is public."""
    t = Table()
    t.put("two", agreement, 1, 0, 1)
    t.put("many", "treaty", 1, 2)
    t.put("many", "treaty", 1, 3)
    for seat in range(4):
        seen = view(t.position, seat)
        assert seen.value("two", agreement, 0, 1) == 1
        assert [seen.value("many", "treaty", each) for each in range(4)] == [0, 0, 1, 1]


@pytest.mark.parametrize(("progress", "outcome"), [(21, "is met"), (20, "fails")])
def test_rule_10_3_a_fair_share_is_owed(progress: int, outcome: str) -> None:
    """10.3 If a crisis targets your pact partner, you owe a fair share in it by the time it leaves the table."""
    t = Table()
    t.put("two", "pact", 1, 1, 0)
    t.put("two", "pact", 1, 1, 2)
    _, entries = called([6, 1, 5, 1], table=t, progress=progress)
    assert any(outcome in line for line in t.lines(entries))
    assert duties(t, entries) == ["France kept its pact with Germany.", "Japan broke its pact with Germany."]


def test_rule_10_3_demand_at_that_time() -> None:
    """10.3 … with the demand at that time: 24 asks 6 of four states, 25 asks 7."""
    for demand, word in ((24, "kept"), (25, "broke")):
        t = Table()
        t.put("two", "pact", 1, 0, 1)
        _, entries = called([6, 1, 1, 1], table=t, demand=demand, progress=0)
        assert duties(t, entries) == [f"France {word} its pact with Germany."]


def test_rule_10_3_not_before_it_leaves() -> None:
    """10.3 … by the time it leaves the table: not while it grows, and what was given before counts."""
    t = Table()
    t.put("two", "pact", 1, 0, 1)
    _, entries = called([5, 1, 1, 1], table=t, deadline=2)
    assert duties(t, entries) == []
    assert t.get("tally", "pacts_called") == 0
    t.put("crisis_state", "share", 6, 0, 0)
    assert duties(t, t.only("resolution", 2)) == ["France kept its pact with Germany."]


def test_rule_10_3_partners_in_seat_order() -> None:
    """10.3 Partners are checked in seat order from the first seat."""
    orders = {0: ["France", "Japan", "Brazil"], 2: ["Japan", "Brazil", "France"], 3: ["Brazil", "France", "Japan"]}
    for first, order in orders.items():
        t = Table()
        t.first(first)
        for partner in (0, 2, 3):
            t.put("two", "pact", 1, 1, partner)
        _, entries = called([1, 1, 1, 1], table=t)
        assert duties(t, entries) == [f"{name} broke its pact with Germany." for name in order]


def test_rule_10_3_only_pacts_call() -> None:
    """10.3 If a crisis targets your pact partner …: intelligence, conflict management and the treaty call nobody."""
    t = Table()
    t.put("many", "treaty", 1)
    t.put("two", "intelligence", 1)
    t.put("two", "conflict_management", 1)
    _, entries = called([1, 1, 1, 1], table=t)
    assert duties(t, entries) == []
    assert all(t.get("two", "conflict_management", a, b) for a in range(4) for b in range(a))


def test_rule_10_3_1_kept() -> None:
    """10.3.1 Owed and given: the chronicle says so."""
    t = Table()
    t.put("two", "pact", 1, 0, 1)
    t.put("two", "conflict_management", 1, 0, 1)
    _, entries = called([6, 1, 1, 1], table=t)
    kept = next(entry for entry in entries if entry.kind == "tell" and "kept" in t.said(entry))
    assert t.said(kept) == "France kept its pact with Germany."
    assert "10.3.1" in kept.cause.rule
    assert t.get("two", "pact", 0, 1) == t.get("two", "conflict_management", 0, 1) == 1
    assert t.get("pair", "trust", 0, 1) == 3
    assert (t.get("tally", "pacts_called"), t.get("tally", "pacts_honoured")) == (1, 1)


def test_rule_10_3_2_conflict_management_absorbs() -> None:
    """10.3.2 Owed and not given, and conflict management exists between the two: it is used up. Nothing else."""
    t = Table()
    t.put("two", "pact", 1, 0, 1)
    t.put("two", "conflict_management", 1, 0, 1)
    t.put("two", "conflict_management", 1, 0, 2)
    _, entries = called([5, 1, 1, 1], table=t)
    assert t.get("two", "conflict_management", 0, 1) == 0
    assert t.cites(entries, "conflict_management", "10.3.2")
    assert t.get("two", "conflict_management", 0, 2) == 1
    assert t.get("two", "pact", 0, 1) == 1
    assert all(t.get("pair", "trust", a, b) == 3 for a in range(4) for b in range(a))
    assert t.get("state", "standing", 0) == 3
    assert t.get("state", "face", 0) == 0
    assert t.get("state", "support", 0) == 5, "only the failed crisis"
    assert (t.get("tally", "pacts_called"), t.get("tally", "pacts_honoured")) == (1, 0)


def test_rule_10_3_3_breach() -> None:
    """10.3.3 Breach: the pact ends; trust -3 between the two; the breaker loses face; trust -1 with all others."""
    t = Table()
    t.put("pair", "trust", 6)
    t.put("two", "pact", 1, 0, 1)
    t.put("two", "pact", 1, 0, 2)
    _, entries = called([5, 1, 1, 1], table=t)
    breach = entries[next(i for i, entry in enumerate(entries) if entry.kind == "tell" and "broke" in t.said(entry)) :]
    assert t.effects(breach) == [
        ("pact", (0, 1), -1),
        ("trust", (0, 1), -3),
        ("support", (0,), -1),
        ("standing", (0,), -1),
        ("face", (0,), 1),
        ("trust", (0, 2), -1),
        ("trust", (0, 3), -1),
    ]
    assert t.get("two", "pact", 0, 1) == 0
    assert t.get("two", "pact", 0, 2) == 1
    assert t.get("pair", "trust", 0, 1) == 3
    assert t.cites(breach, "pact", "10.3.3")
    assert t.cites(breach, "trust", "10.3.3")


def test_rule_10_3_3_once_per_breach() -> None:
    """10.3.3 … the breaker loses face (once per breach): two breaches, twice."""
    t = Table()
    t.put("pair", "trust", 9)
    t.put("two", "pact", 1, 0, 1)
    t.put("two", "pact", 1, 0, 2)
    for card, target in (("border_clash", 1), ("displacement", 2)):
        slot = t.open(card, target, demand=21, progress=21)
        for seat in range(4):
            t.put("crisis_state", "share", 1, slot, seat)
    t.only("resolution")
    assert t.get("state", "standing", 0) == 1
    assert t.get("state", "support", 0) == 4
    assert t.get("pair", "trust", 0, 1) == t.get("pair", "trust", 0, 2) == 5
    assert t.get("pair", "trust", 0, 3) == 7


def test_rule_10_3_3_two_breakers() -> None:
    """10.3.3 … trust -1 between the breaker and every other state: for each breaker on its own."""
    t = Table()
    t.put("pair", "trust", 9)
    t.put("two", "pact", 1, 0, 1)
    t.put("two", "pact", 1, 2, 1)
    called([1, 1, 1, 1], table=t, progress=21)
    expected = {(0, 1): 6, (0, 2): 7, (0, 3): 8, (1, 2): 6, (1, 3): 9, (2, 3): 8}
    assert {pair: t.get("pair", "trust", *pair) for pair in expected} == expected


def test_rule_10_3_4_signed_while_open() -> None:
    """10.3.4 A pact signed while the crisis is open binds like any other."""
    t = Table()
    t.put("pair", "trust", 4)
    t.open("border_clash", 1, demand=21, deadline=1)
    t.play("play bilateral_pact partner=germany", "accept", *["pass"] * 4)
    t.play(*["pledge 0 on=border_clash"] * 4)
    for seat in range(4):
        t.play("commit 1 on=border_clash", seat=seat)
    assert "France broke its pact with Germany." in t.told()
    assert t.changes("pact") == [((0, 1), 0, 1), ((0, 1), 1, 0)]


def test_rule_10_3_4_the_target_owes_nothing() -> None:
    """10.3.4 The target owes nothing under its own pacts for its own crisis."""
    t = Table()
    for partner in (0, 2, 3):
        t.put("two", "pact", 1, 1, partner)
    _, entries = called([6, 1, 6, 6], table=t)
    assert duties(t, entries) == [f"{name} kept its pact with Germany." for name in ("France", "Japan", "Brazil")]
    assert t.get("state", "face", 1) == 0


def test_rule_10_3_5_example() -> None:
    """10.3.5 Naxos is the target, demand 24 after growing, fair share 6. Samos: mission 3, effort 2: 5. Breach."""
    t = Table()
    samos, naxos = 0, 1
    t.put("two", "pact", 1, samos, naxos)
    t.put("state", "standing", 1, samos)
    t.open("natural_disaster", naxos, demand=23, deadline=2)
    for seat in range(4):
        t.put("crisis_state", "share", int(seat != samos), 0, seat)
    t.stack()
    t.play("play humanitarian_mission crisis=natural_disaster", *["pass"] * 4)
    t.play(*["pledge 0 on=natural_disaster"] * 4)
    for seat in range(4):
        t.play("commit 0 on=natural_disaster", seat=seat)
    assert (t.get("crisis", "demand", 0), t.get("crisis", "deadline", 0)) == (24, 1)
    assert t.get("crisis_state", "share", 0, samos) == 3
    t.first(0)
    t.put("state", "standing", 3, samos)
    t.enter("pledge")
    t.play(*["pledge 0 on=natural_disaster"] * 4)
    t.play("commit 1 on=natural_disaster", seat=samos)
    for seat in (1, 2, 3):
        t.play("commit 0 on=natural_disaster", seat=seat)
    assert [new for whose, _, new in t.changes("share") if whose == (samos,)] == [3, 5]
    assert "France broke its pact with Germany." in t.told()
    assert t.get("two", "pact", samos, naxos) == 0


def looks(t: Table) -> list[tuple[tuple[int, ...], str]]:
    return [(entry.seats, entry.crisis) for entry in t.entries if entry.kind == "peek"]


def test_rule_10_4_parties_see_the_next_card() -> None:
    """10.4 At the start of its turn each party is shown the next card of the deck: no move, no action."""
    t = Table()
    t.put("two", "intelligence", 1, 1, 2)
    t.stack("calm", "arms_race", "summit")
    t.play("pass")
    ((seats, card),) = looks(t)
    assert seats == (1,)
    assert t.ask.seat == 1
    t.play("play domestic_programme", "pass")
    assert looks(t) == [((1,), card), ((2,), card)]
    t.play("pass")
    assert len(looks(t)) == 2, "no agreement, no look"


def test_rule_10_4_each_party_once_a_turn() -> None:
    """10.4 At the start of its turn …: a state with several agreements looks once, and only then."""
    t = Table()
    t.put("two", "intelligence", 1, 1, 2)
    t.put("two", "intelligence", 1, 1, 3)
    t.play("pass", "play domestic_programme", "play levy")
    assert [seats for seats, _ in looks(t)] == [(1,), (2,)]


def test_rule_10_4_what_is_looked_at_stays() -> None:
    """10.4 What is looked at stays the next card."""
    for seed in range(12):
        t = Table(seed=seed)
        t.put("two", "intelligence", 1, 2, 3)
        t.stack("calm", "arms_race", "disinformation", "economic_downturn", "front_page")
        t.play("pass", "pass", "pass")
        card = looks(t)[0][1]
        found = t.play("pass")
        drawn = [entry.name for entry in found if entry.kind == "card"]
        assert drawn[0] == card
        assert len(set(drawn)) == 2


def test_rule_10_4_who_knows() -> None:
    """10.4 … each party is shown the next card; that it looked is public."""
    t = Table()
    t.put("two", "intelligence", 1, 1, 2)
    t.stack("calm", "arms_race", "summit")
    t.play("pass")
    card = looks(t)[0][1]
    for seat, expected in ((0, ""), (1, card), (2, ""), (3, "")):
        seen = view(t.position, seat)
        assert [(entry.seats, entry.crisis) for entry in seen.chronicle if entry.kind == "peek"] == [((1,), expected)]
        assert (seen.value("deck", "next", 0) is None) == (seat != 1)
    t.play("pass")
    assert view(t.position, 2).value("deck", "next", 0) == t.rules.card_names.index(card)
    assert view(t.position, 3).value("deck", "next", 0) is None


def test_rule_10_4_not_in_the_last_round() -> None:
    """10.4 … unless it is the last round."""
    for length, last in (("standard", 8), ("lesson", 5)):
        t = Table(length=length)
        t.put("two", "intelligence", 1)
        t.enter("diplomacy", last)
        t.play("pass", "pass")
        assert looks(t) == []
        t = Table(length=length)
        t.put("two", "intelligence", 1)
        t.enter("diplomacy", last - 1)
        assert len(looks(t)) == 1


def test_rule_10_4_an_empty_deck() -> None:
    """10.4 … the next card of the deck: if it is empty (2.5), there is nothing to see."""
    t = Table()
    t.put("two", "intelligence", 1)
    t.stack()
    t.enter("diplomacy", 3)
    assert looks(t) == []


def test_rule_10_4_cites_its_number() -> None:
    """10.4 … is shown the next card: the entry says why."""
    t = Table()
    t.put("two", "intelligence", 1, 0, 1)
    t.enter("diplomacy")
    (look,) = (entry for entry in t.entries if entry.kind == "peek")
    assert "10.4" in look.cause.rule


def test_rule_10_5_absorbs_one_breach() -> None:
    """10.5 Absorbs one breach between its parties (10.3.2): one, not two."""
    t = Table()
    t.put("two", "pact", 1, 0, 1)
    t.put("two", "conflict_management", 1, 0, 1)
    for card in ("border_clash", "displacement"):
        slot = t.open(card, 1, demand=21, progress=21)
        for seat in range(4):
            t.put("crisis_state", "share", 1, slot, seat)
    t.only("resolution")
    assert t.get("two", "conflict_management", 0, 1) == 0
    assert t.get("two", "pact", 0, 1) == 0
    assert t.told().count("France broke its pact with Germany.") == 1
    assert t.get("state", "standing", 0) == 2


def test_rule_10_5_between_its_parties() -> None:
    """10.5 Absorbs one breach between its parties: another's agreement does not help."""
    t = Table()
    t.put("two", "pact", 1, 0, 1)
    t.put("two", "conflict_management", 1, 0, 2)
    t.put("two", "conflict_management", 1, 1, 3)
    _, entries = called([1, 1, 1, 1], table=t)
    assert duties(t, entries) == ["France broke its pact with Germany."]
    assert t.get("two", "conflict_management", 0, 2) == t.get("two", "conflict_management", 1, 3) == 1


def test_rule_10_6_signatories_may_not_shirk() -> None:
    """10.6 Signatories may not shirk (8.6.2)."""
    t = Table()
    for seat in (0, 1, 2):
        t.put("many", "treaty", 1, seat)
    slot = t.open("far_theatre", demand=21, progress=0)
    for seat in (1, 2, 3):
        t.put("crisis_state", "share", 1, slot, seat)
    entries = t.only("resolution")
    assert [t.get("many", "treaty", seat) for seat in range(4)] == [0, 1, 1, 0]
    assert t.cites(entries, "treaty", "8.6.2")
    assert [t.get("pair", "trust", 0, other) for other in (1, 2, 3)] == [2, 2, 3]


def test_rule_10_6_effects_of_the_treaty() -> None:
    """10.6 Effects: 8.5, 5.7.15, 14.1."""
    t = Table()
    t.put("many", "treaty", 1)
    t.put("state", "might", 1)
    t.put("state", "might", 4, 0)
    t.play("play defence_investment")
    assert all(t.get("pair", "trust", 0, other) == 3 for other in (1, 2, 3)), "5.7.15"
    t.open("far_theatre", demand=21, progress=0)
    t.put("crisis_state", "committed", 1, 0, 1)
    t.put("crisis_state", "committed", 1, 0, 2)
    t.only("resolution")
    assert t.get("crisis", "progress", 0) == 1 + 1 + 1, "8.5"
    with_treaty = standing_scores(t.rules, t.cells)
    t.put("many", "treaty", 0)
    without = standing_scores(t.rules, t.cells)
    # The two that gave nothing were expelled.
    assert [a - b for a, b in zip(with_treaty, without, strict=True)] == [0, 2, 2, 0], "14.1"
