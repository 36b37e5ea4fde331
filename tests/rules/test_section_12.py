"""Section 12 of the rulebook: the base deck, its crises one by one."""

from collections.abc import Callable

import pytest

from alliance_game.definitions import IncidentCard
from alliance_game.engine import Entry

from ..table import Table, library

KINDS = {"hard", "soft", "mixed"}
MISSIONS = {
    "cyber": {"cyber_defence"},
    "conflict": {"mediation", "peace_operation"},
    "terror": {"peace_operation"},
    "relief": {"humanitarian_mission"},
}
STRENGTH = {"hard": (5, 3), "soft": (4, 6), "mixed": (5, 6)}
"""The limit of a state with might 5 and standing 4, and of one with might 3 and standing 6."""
LOTS = 40
Effect = tuple[str, tuple[int, ...], int]


# Crises


def targets(card: str, prepare: Callable[[Table], None] = lambda t: None) -> set[int]:
    """Whom a crisis hits, whatever the lot says."""
    found = set()
    for seed in range(LOTS):
        t = Table(seed=seed)
        prepare(t)
        found.add(t.get("slot", "target", t.open(card)))
    return found


def hits(card: str, target: str) -> None:
    """The target is as on the card: none, random, or the weakest in a track, ties by lot."""
    if target in ("none", "random"):
        assert targets(card) == ({-1} if target == "none" else {0, 1, 2, 3})
        return

    def one_weakest(t: Table) -> None:
        for track in ("might", "standing", "support"):
            for seat in range(4):
                t.put("state", track, 5 + (seat + 1) % 4, seat)
        for seat in range(4):
            t.put("state", target, 4 + (seat + 2) % 4, seat)

    def two_weakest(t: Table) -> None:
        one_weakest(t)
        t.put("state", target, 4, 1)

    assert targets(card, one_weakest) == {2}
    assert targets(card, two_weakest) == {1, 2}


def is_a_crisis(
    card: str,
    rule: str,
    kind: str,
    tag: str,
    severity: int,
    target: str,
    copies: int = 1,
    horizon: bool = False,
    deadline: int = 2,
) -> None:
    """One line of the table of crises."""
    t = Table()
    slot = t.open(card)
    assert t.get("crisis", "demand", slot) == 5 * 4 + severity + 2
    assert t.get("crisis", "deadline", slot) == deadline
    opened = next(entry for entry in t.entries if entry.kind == "open")
    assert (opened.crisis, opened.cause.rule) == (card, rule)
    rules = t.rules.cards[t.rules.card_names.index(card)]
    assert rules.tags == {kind, tag} | ({"horizon"} if horizon else set())
    assert [name for name in t.rules.card_names if name.partition(".")[0] == card] == [card, f"{card}.2"][:copies]
    has_strength(card, kind)
    takes_missions(card, tag)
    is_drawn(card, horizon)
    hits(card, target)


def has_strength(card: str, kind: str) -> None:
    """The kind decides which strength counts (6.1)."""
    t = Table()
    t.put("state", "coins", 10)
    for seat, (might, standing) in enumerate(((5, 4), (3, 6))):
        t.put("state", "might", might, seat)
        t.put("state", "standing", standing, seat)
    t.open(card)
    t.enter("pledge")
    limits = []
    for _ in range(2):
        limits.append(len(t.moves) - 1)
        t.play(f"pledge 0 on={card}")
    assert tuple(limits) == STRENGTH[kind]


def takes_missions(card: str, tag: str) -> None:
    """The tag decides which missions fit (6.2)."""
    t = Table()
    t.put("state", "coins", 4)
    t.open(card)
    fitting = {move.split()[1] for move in t.moves if f"crisis={card}" in move}
    assert fitting == MISSIONS[tag]


def is_drawn(card: str, horizon: bool) -> None:
    """A horizon card comes only after nine others (2.5)."""
    for drawn in (8, 9):
        t = Table()
        t.stack(card)
        t.put("deck", "drawn", drawn, 0)
        t.enter("situation", 1)
        assert t.crises == ([card] if drawn == 9 or not horizon else [])


def fails(card: str, **tracks: int) -> tuple[Table, list[Entry]]:
    """What happens when this crisis fails and every state has a share in it."""
    t = Table()
    slot = t.open(card, **({"demand": 21, "progress": 0, "deadline": 1} | tracks))
    for seat in range(4):
        t.put("crisis_state", "share", 1, slot, seat)
    return t, t.only("resolution")


def own_harm(card: str) -> list[Effect]:
    """What the card itself does when it fails, and nothing else."""
    t, entries = fails(card)
    changes = [entry for entry in entries if entry.kind == "change" and entry.cause.site]
    harm = [entry for entry in changes if entry.cause.site and entry.cause.site.kind == ("card", card)]
    assert all(entry.cause.rule.startswith("12.5.") for entry in harm)
    return t.effects(harm)


def test_rule_12_5_1_cyber_attack() -> None:
    """12.5.1 Cyber attack: hard, cyber, severity 3, weakest might, 2 copies."""
    is_a_crisis("cyber_attack", "12.5.1", "hard", "cyber", 3, "might", copies=2)
    assert own_harm("cyber_attack") == []


def test_rule_12_5_2_cascade_breach() -> None:
    """12.5.2 Cascade breach: hard, cyber, severity 4, no target, 1 horizon copy."""
    is_a_crisis("cascade_breach", "12.5.2", "hard", "cyber", 4, "none", horizon=True)
    assert own_harm("cascade_breach") == []


@pytest.mark.parametrize(("agreements", "demand"), [(0, 26), (1, 27), (2, 28), (3, 28), (6, 28)])
def test_rule_12_5_2_sharing_raises_the_demand(agreements: int, demand: int) -> None:
    """12.5.2 When drawn, intelligence agreements raise the demand (at most +2) instead of lowering it."""
    t = Table()
    pairs = [(a, b) for a in range(4) for b in range(a)]
    for pair in pairs[:agreements]:
        t.put("two", "intelligence", 1, *pair)
    assert t.get("crisis", "demand", t.open("cascade_breach")) == demand


def test_rule_12_5_2_shields_lower_it_still() -> None:
    """12.5.2 … intelligence agreements raise the demand …: shields lower it as in any cyber crisis."""
    t = Table()
    t.put("state", "shield", 1)
    assert t.get("crisis", "demand", t.open("cascade_breach")) == 24


def test_rule_12_5_2_a_new_agreement_lowers_it() -> None:
    """12.5.2 … 5.7.3 holds for it as for any cyber crisis: demand -1."""
    t = Table()
    t.put("pair", "trust", 4)
    slot = t.open("cascade_breach")
    t.play("play intelligence_sharing partner=japan", "accept")
    assert t.get("crisis", "demand", slot) == 25


def test_rule_12_5_2_fails() -> None:
    """12.5.2 Fails: all of them end."""
    t = Table()
    t.put("two", "intelligence", 1)
    t.put("two", "pact", 1)
    slot = t.open("cascade_breach", deadline=1)
    for seat in range(4):
        t.put("crisis_state", "share", 1, slot, seat)
    entries = t.only("resolution")
    assert not any(t.get("two", "intelligence", a, b) for a in range(4) for b in range(4))
    assert t.get("two", "pact", 0, 1) == 1
    assert t.cites(entries, "intelligence", "12.5.2")
    assert t.get("pair", "trust", 0, 1) == 3
    assert own_harm("cascade_breach") == [], "nothing to end"


def test_rule_12_5_3_hybrid_campaign() -> None:
    """12.5.3 Hybrid campaign: mixed, cyber, severity 4, lowest support."""
    is_a_crisis("hybrid_campaign", "12.5.3", "mixed", "cyber", 4, "support")
    assert own_harm("hybrid_campaign") == []


def test_rule_12_5_4_trouble_in_orbit() -> None:
    """12.5.4 Trouble in orbit: mixed, cyber, severity 4, no target, 1 horizon copy."""
    is_a_crisis("orbit_crisis", "12.5.4", "mixed", "cyber", 4, "none", horizon=True)
    assert own_harm("orbit_crisis") == []


def test_rule_12_5_5_regional_conflict() -> None:
    """12.5.5 Regional conflict: hard, conflict, severity 4, random, 2 copies."""
    is_a_crisis("regional_conflict", "12.5.5", "hard", "conflict", 4, "random", copies=2)
    assert own_harm("regional_conflict") == []


def test_rule_12_5_6_border_clash() -> None:
    """12.5.6 Border clash: hard, conflict, severity 3, weakest might."""
    is_a_crisis("border_clash", "12.5.6", "hard", "conflict", 3, "might")
    assert own_harm("border_clash") == []


def test_rule_12_5_7_far_theatre() -> None:
    """12.5.7 Far theatre: hard, conflict, severity 5, no target."""
    is_a_crisis("far_theatre", "12.5.7", "hard", "conflict", 5, "none")
    assert own_harm("far_theatre") == []


def test_rule_12_5_8_maritime_claim() -> None:
    """12.5.8 Maritime claim: mixed, conflict, severity 3, random. Fails: rival +1."""
    is_a_crisis("maritime_claim", "12.5.8", "mixed", "conflict", 3, "random")
    assert own_harm("maritime_claim") == [("rival", (), 1)]


def test_rule_12_5_9_resource_scramble() -> None:
    """12.5.9 Resource scramble: soft, conflict, severity 3, no target. Fails: every state coins -1."""
    is_a_crisis("resource_scramble", "12.5.9", "soft", "conflict", 3, "none")
    assert own_harm("resource_scramble") == [("coins", (seat,), -1) for seat in range(4)]


def test_rule_12_5_10_ceasefire_in_danger() -> None:
    """12.5.10 Ceasefire in danger: soft, conflict, severity 3, random."""
    is_a_crisis("ceasefire_in_danger", "12.5.10", "soft", "conflict", 3, "random")
    assert own_harm("ceasefire_in_danger") == []


def test_rule_12_5_11_terror_attack() -> None:
    """12.5.11 Terror attack: hard, terror, severity 3, random."""
    is_a_crisis("terror_attack", "12.5.11", "hard", "terror", 3, "random")
    assert own_harm("terror_attack") == []


def test_rule_12_5_12_insurgent_haven() -> None:
    """12.5.12 Insurgent haven: hard, terror, severity 4, no target. Fails: rival +1."""
    is_a_crisis("insurgent_haven", "12.5.12", "hard", "terror", 4, "none")
    assert own_harm("insurgent_haven") == [("rival", (), 1)]


def test_rule_12_5_13_piracy() -> None:
    """12.5.13 Piracy: mixed, terror, severity 3, no target. Fails: every state coins -1."""
    is_a_crisis("piracy", "12.5.13", "mixed", "terror", 3, "none")
    assert own_harm("piracy") == [("coins", (seat,), -1) for seat in range(4)]


def test_rule_12_5_14_trafficking_network() -> None:
    """12.5.14 Trafficking network: mixed, terror, severity 3, no target. Fails: order -1 more."""
    is_a_crisis("trafficking_network", "12.5.14", "mixed", "terror", 3, "none")
    assert own_harm("trafficking_network") == [("order", (), -1)]
    t, _ = fails("trafficking_network")
    assert t.get("world", "order") == 3


def test_rule_12_5_15_natural_disaster() -> None:
    """12.5.15 Natural disaster: soft, relief, severity 3, random, 2 copies."""
    is_a_crisis("natural_disaster", "12.5.15", "soft", "relief", 3, "random", copies=2)
    assert own_harm("natural_disaster") == []


def test_rule_12_5_16_displacement() -> None:
    """12.5.16 Displacement: soft, relief, severity 3, weakest standing."""
    is_a_crisis("displacement", "12.5.16", "soft", "relief", 3, "standing")
    assert own_harm("displacement") == []


def test_rule_12_5_17_pandemic() -> None:
    """12.5.17 Pandemic: soft, relief, severity 4, no target. Opens: every state coins -1. Deadline 3."""
    is_a_crisis("pandemic", "12.5.17", "soft", "relief", 4, "none", deadline=3)
    assert own_harm("pandemic") == []
    t = Table()
    t.put("state", "coins", 0, 3)
    t.open("pandemic")
    assert [t.get("state", "coins", seat) for seat in range(4)] == [3, 3, 3, 0]
    assert t.cites(t.entries, "coins", "12.5.17")


def test_rule_12_5_18_climate_emergency() -> None:
    """12.5.18 Climate emergency: soft, relief, severity 5, no target, 1 horizon copy. Deadline 3."""
    is_a_crisis("climate_emergency", "12.5.18", "soft", "relief", 5, "none", horizon=True, deadline=3)
    assert own_harm("climate_emergency") == []


@pytest.mark.parametrize("card", ["cyber_attack", "far_theatre", "pandemic"])
def test_rule_12_5_nothing_but_the_demand_when_drawn(card: str) -> None:
    """12.5 The column "special": a card without "opens" changes no track of a state or of the world when drawn."""
    t = Table()
    t.open(card)
    changed = [effect for effect in t.effects(t.entries) if effect[0] not in ("severity", "deadline", "demand", "bias")]
    assert changed == ([("coins", (seat,), -1) for seat in range(4)] if card == "pandemic" else [])


# The deck


def test_rule_12_1_one_copy_of_each_incident() -> None:
    """12.1 One copy of each incident."""
    held = {name: card.card for name, card in library().cards_of("concert")}
    incidents = {name: card for name, card in held.items() if isinstance(card, IncidentCard)}
    assert len(incidents) == 16
    assert all(card.copies == 1 for card in incidents.values())


def test_rule_12_2_deck() -> None:
    """12.2 Deck: 32 base cards and 5 horizon cards (18 crises in 21 cards, 16 incidents)."""
    cards = Table().rules.cards
    assert len(cards) == 37
    assert sum("horizon" in card.tags for card in cards) == 5
    assert sum(card.crisis for card in cards) == 21
    assert len({card.id for card in cards if card.crisis}) == 18


@pytest.mark.parametrize(("length", "rounds", "cards"), [("standard", 8, 15), ("lesson", 5, 9)])
def test_rule_12_2_how_many_are_seen(length: str, rounds: int, cards: int) -> None:
    """12.2 An 8-round game sees 15, a 5-round game 9."""
    t = Table(length=length)
    for in_round in range(1, rounds + 1):
        t.enter("situation", in_round)
        while t.ask.kind == "choice":
            t.play(t.ask.moves[0])
    assert t.get("deck", "drawn", 0) == cards
    seen = [entry.name for entry in t.entries if entry.kind in ("card", "open", "overflow")]
    assert len(seen) == len(set(seen)) == cards
