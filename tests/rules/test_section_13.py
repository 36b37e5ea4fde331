"""Section 13 of the rulebook: difficulty, lesson length, practice and options."""

import pytest

from alliance_game.engine import Outcome, Position, apply, decision, new_game, outcome

from ..table import Table, library

NUMBERS = {
    "actions": 2,
    "cards_per_round": 2,
    "cards_first": 1,
    "start_tension": 3,
    "start_order": 5,
    "start_rival": 3,
    "start_support": 6,
    "start_coins": 4,
    "start_might": 3,
    "start_standing": 3,
    "start_trust": 3,
    "collapse_tension": 10,
    "income": 4,
    "income_high": 5,
    "income_low": 3,
    "order_high": 8,
    "order_low": 2,
    "rival_growth_every": 2,
    "balance_band": 2,
    "distrust": 2,
    "agreement_trust": 4,
    "calm_low": 5,
    "calm_high": 6,
    "demand_per_state": 5,
    "two_state_relief": 2,
    "many_state_load": 2,
    "deadline": 2,
    "fail_tension": 3,
    "fail_support": 1,
    "fail_target_support": 2,
    "fail_target_coins": 2,
    "together_cap": 3,
    "weary_coins": 4,
    "weak_support": 2,
    "breach_trust": 3,
    "ready_effort": 2,
    "levy_coins": 3,
    "levy_support": 2,
    "lead_points": 3,
    "share_points": 1,
    "programme_points": 2,
    "election_good": 5,
    "election_great": 8,
    "election_points": 2,
    "election_points_great": 4,
    "fall_points": -2,
    "fall_support": 5,
    "agreement_points": 2,
    "pacts_counted": 2,
    "standing_per_point": 2,
    "coins_per_point": 3,
    "agenda_points": 8,
    "agenda_points_part": 4,
    "preparation_cap": 2,
    "mission_effort": 2,
    "mission_effort_strong": 3,
}
"""The table of section 13, by the names that the ruleset gives its numbers."""


@pytest.mark.parametrize(("difficulty", "pressure"), [("gentle", 0), ("standard", 1), ("hard", 2)])
@pytest.mark.parametrize(
    ("card", "severity"), [("terror_attack", 3), ("cascade_breach", 4), ("climate_emergency", 5), ("pandemic", 4)]
)
def test_rule_13_pressure(card: str, severity: int, difficulty: str, pressure: int) -> None:
    """13 `pressure`, times states, halved (down), is added to every demand: gentle 0, standard 1, hard 2."""
    t = Table(difficulty=difficulty)
    assert t.get("crisis", "demand", t.open(card)) == 20 + severity + 2 * pressure


@pytest.mark.parametrize(("states", "demand"), [(2, 13), (3, 21), (5, 35), (6, 41)])
def test_rule_13_pressure_for_any_number_of_states(states: int, demand: int) -> None:
    """13 `pressure`, times states, halved, at hard: with any number of states (two: 2 lower, 6.4.2)."""
    t = Table(states=states, difficulty="hard")
    assert t.get("crisis", "demand", t.open("terror_attack")) == demand


def test_rule_13_the_only_dial() -> None:
    """13 That is the only dial for difficulty. All other numbers are the same at every level."""
    levels = [Table(difficulty=level) for level in ("gentle", "standard", "hard")]
    constants = [dict(t.rules.program.symbols.constants) for t in levels]
    assert [each.pop("pressure") for each in constants] == [0, 1, 2]
    assert constants[0] == constants[1] == constants[2]
    assert levels[0].cells == levels[1].cells == levels[2].cells
    assert {level: set(dial) for level, dial in library().rules_of("concert").ruleset.difficulties.items()} == {
        level: {"pressure"} for level in ("gentle", "standard", "hard")
    }


@pytest.mark.parametrize(("number", "value"), NUMBERS.items())
def test_rule_13_numbers(number: str, value: int) -> None:
    """13 All other numbers of a ruleset file."""
    assert Table().rules.program.symbols.constants[number] == value


def test_rule_13_numbers_that_stand_elsewhere() -> None:
    """13 `rounds` 8, `max_crises` 4, `programme_cost` 2."""
    t = Table()
    assert t.rules.program.symbols.constants["rounds"] == 8
    for card in ("piracy", "pandemic", "border_clash", "terror_attack", "displacement"):
        t.arrive(card)
    assert len(t.crises) == 4
    t.enter("diplomacy")
    t.play("play domestic_programme")
    assert t.changes("points") == [((0,), 0, 2)]
    assert t.changes("coins")[-1][1:] == (3, 1), "the pandemic took one before"


def test_rule_13_1_lesson_changes_only_this() -> None:
    """13.1 Lesson of 45 minutes: only the dates, the deck split, the agenda marks and the grade marks change."""
    standard, lesson = Table(), Table(length="lesson")
    constants = [dict(t.rules.program.symbols.constants) for t in (standard, lesson)]
    assert [each.pop("rounds") for each in constants] == [8, 5]
    assert [each.pop("held") for each in constants] == [9, 5]
    assert constants[0] == constants[1]
    for name in ("support", "coins", "might", "standing", "points"):
        assert standard.get("state", name, 0) == lesson.get("state", name, 0)
    assert standard.rules.card_names == lesson.rules.card_names
    assert [str(move) for move in standard.ask.moves] == [str(move) for move in lesson.ask.moves]


def test_rule_13_1_lesson_dates() -> None:
    """13.1 5 rounds; the election dates (2.3): 2, 3, 2, 3, 2, 3."""
    for states in (2, 4, 6):
        t = Table(states=states, length="lesson")
        dates = sorted(t.get("state", "election", seat) for seat in range(states))
        assert dates == sorted([2, 3, 2, 3, 2, 3][:states])


@pytest.mark.parametrize(("length", "held"), [("standard", 9), ("lesson", 5)])
def test_rule_13_1_lesson_deck(length: str, held: int) -> None:
    """13.1 … the deck split (2.5): horizon cards come after 9 cards, in a lesson after 5."""
    for drawn, crises in ((held - 1, []), (held, ["orbit_crisis"])):
        t = Table(length=length)
        t.stack("orbit_crisis")
        t.put("deck", "drawn", drawn, 0)
        t.enter("situation", 1)
        assert t.crises == crises


# Practice


def practice(states: int = 4, difficulty: str = "standard") -> Position:
    return new_game(library(), scenario="practice", states=states, difficulty=difficulty, seed=3)


def to_the_end(position: Position, coins: int) -> Position:
    """Everybody passes, pledges nothing and gives so many coins, or what it can."""
    while (question := decision(position)) is not None:
        wanted = coins if question.phase == "commitment" else 0
        position, _ = apply(position, question.moves[min(wanted, len(question.moves) - 1)], question.seat)
    return position


def crisis(position: Position, name: str) -> int:
    return position.cells[position.rules.layout.start("crisis", name)]


def ending(position: Position) -> Outcome:
    found = outcome(position)
    assert found is not None
    return found


@pytest.mark.parametrize("states", [2, 3, 4, 5, 6])
@pytest.mark.parametrize("difficulty", ["gentle", "hard"])
def test_rule_13_2_practice_card(states: int, difficulty: str) -> None:
    """13.2 Practice round 0: one round in which the only card is a `natural_disaster` with demand 3 x states."""
    position = practice(states, difficulty)
    cards = position.cells[position.rules.machine.slot_cards :][: position.rules.layout.slots]
    assert [position.rules.card_names[card] for card in cards if card >= 0] == ["natural_disaster"]
    assert crisis(position, "demand") == 3 * states
    question = decision(position)
    assert question is not None
    assert question.phase == "diplomacy"


@pytest.mark.parametrize("scenario", ["concert", "nato_today", "delian_league", "us_japan", "asean_forum"])
@pytest.mark.parametrize("coins", [3, 0])
def test_rule_13_2_in_other_scenarios(scenario: str, coins: int) -> None:
    """13.2 The same with the option `practice`: one easy crisis, no upkeep, no score, in any scenario."""
    position = new_game(library(), scenario=scenario, options=("practice",), seed=3)
    cards = position.cells[position.rules.machine.slot_cards :][: position.rules.layout.slots]
    assert len([card for card in cards if card >= 0]) == 1
    assert crisis(position, "demand") == 3 * position.rules.players
    found = ending(to_the_end(position, coins))
    assert (found.reason, found.ranking) == ("practice", ())


@pytest.mark.parametrize(("coins", "tally"), [(3, "crises_met"), (0, "crises_failed")])
def test_rule_13_2_practice_has_one_round(coins: int, tally: str) -> None:
    """13.2 … one round … no upkeep, no score. (Its crisis has no second chance, 9.7.)"""
    position = to_the_end(practice(), coins)
    t = Table(scenario="practice")
    t.position = position
    phases = [entry.name for entry in t.chronicle() if entry.kind == "phase"]
    assert phases == ["situation", "diplomacy", "pledge", "commitment", "resolution"]
    assert t.get("tally", tally) == 1
    assert t.crises == []
    assert t.cells[0] == 1


def test_rule_13_2_practice_has_no_score() -> None:
    """13.2 … no score: nobody is ranked, and there are no grades."""
    ended = ending(to_the_end(practice(), 3))
    assert ended.reason == "practice"
    assert (ended.ranking, ended.scores, ended.winners) == ((), (), ())
    assert {ended.alliance_grade, *ended.grades} == {""}


def test_rule_13_2_practice_is_no_collapse() -> None:
    """13.2 … no upkeep: tension 10 at the end of practice is no collapse."""
    position = practice()
    position.cells[position.rules.layout.start("world", "tension")] = 9
    assert ending(to_the_end(position, 0)).reason == "practice"


def test_rule_13_2_nothing_is_carried_over() -> None:
    """13.2 Then set-up (2) starts afresh; nothing is carried over."""
    before = new_game(library(), seed=9).cells
    to_the_end(practice(), 3)
    assert new_game(library(), seed=9).cells == before


# Options


def test_rule_13_3_options_are_off() -> None:
    """13.3 Options, off by default."""
    t = Table()
    assert t.position.setup.options == ()
    assert set(library().rules_of("concert").ruleset.options) == {"fog", "hegemon", "practice"}


def foggy(seed: int, *options: str, card: str = "far_theatre") -> Table:
    t = Table(seed=seed, options=options)
    slot = t.open(card, demand=30, progress=4)
    for seat in range(4):
        t.put("crisis_state", "share", 1, slot, seat)
    t.only("resolution")
    return t


def test_rule_13_3_1_fog_of_destiny() -> None:
    """13.3.1 After 8.5 each crisis gets 0, 1 or 2 progress at random (equally likely) that is nobody's share."""
    found = {0: 0, 1: 0, 2: 0}
    for seed in range(300):
        t = foggy(seed, "fog")
        found[t.get("crisis", "progress", 0) - 4] += 1
        assert [t.get("crisis_state", "share", 0, seat) for seat in range(4)] == [1, 1, 1, 1]
    assert all(70 <= count <= 130 for count in found.values())


def test_rule_13_3_1_fog_cites_its_number() -> None:
    """13.3.1 Fog of destiny: the chronicle gives it as the reason."""
    thick = [t for seed in range(20) if (t := foggy(seed, "fog")).changes("progress")]
    assert thick
    assert all(t.cites(t.entries, "progress", "13.3.1") for t in thick)


def test_rule_13_3_1_fog_for_each_crisis() -> None:
    """13.3.1 … each crisis gets 0, 1 or 2: every crisis for itself."""
    pairs = set()
    for seed in range(60):
        t = Table(seed=seed, options=("fog",))
        for card in ("far_theatre", "piracy"):
            slot = t.open(card, demand=30)
            for seat in range(4):
                t.put("crisis_state", "share", 1, slot, seat)
        t.only("resolution")
        pairs.add((t.get("crisis", "progress", 0), t.get("crisis", "progress", 1)))
    assert pairs == {(a, b) for a in range(3) for b in range(3)}


def test_rule_13_3_1_fog_before_judging() -> None:
    """13.3.1 After 8.5 …: before the crisis is judged, so that it can be met by it."""
    lines = set()
    for seed in range(20):
        t = Table(seed=seed, options=("fog",))
        slot = t.open("far_theatre", demand=21, progress=20)
        for seat in range(4):
            t.put("crisis_state", "share", 1, slot, seat)
        lines.update(t.lines(t.only("resolution")))
    assert lines == {"Far theatre is met; nobody leads.", "Far theatre grows to 22."}


def test_rule_13_3_1_no_fog_by_default() -> None:
    """13.3 Options, off by default: no fog."""
    assert {foggy(seed).get("crisis", "progress", 0) for seed in range(20)} == {4}


def hegemon(lead: int, order: int, *options: str) -> str:
    """The alliance grade when the first is so many points ahead; tension is 0 and nobody meets an agenda."""
    t = Table(options=options)
    for seat, agenda in enumerate(("guarantor", "broker", "arsenal", "beacon")):
        t.put("agenda", "agenda", [each.id for each in t.rules.program.agendas].index(agenda), seat)
    t.put("state", "points", 10)
    t.put("state", "points", 0, 1)
    t.put("state", "points", 10 + lead, 2)
    t.put("world", "tension", 0)
    t.put("world", "order", order)
    t.only("upkeep", 8)
    ended = ending(t.position)
    first, second = sorted(ended.scores)[:-3:-1]
    assert first - second == lead
    return ended.alliance_grade


@pytest.mark.parametrize(("lead", "expected"), [(0, "A"), (12, "A"), (13, "B"), (20, "B")])
def test_rule_13_3_2_hegemon(lead: int, expected: str) -> None:
    """13.3.2 Hegemon rule: if the first is more than 12 points ahead of the second, the alliance grade is one lower."""
    assert hegemon(lead, 6, "hegemon") == expected


@pytest.mark.parametrize(("order", "expected"), [(6, "B"), (2, "C"), (0, "D")])
def test_rule_13_3_2_hegemon_one_lower(order: int, expected: str) -> None:
    """13.3.2 … the alliance grade is one lower."""
    assert hegemon(13, order, "hegemon") == expected


def test_rule_13_3_2_hegemon_d_stays_d() -> None:
    """13.3.2 … (D stays D)."""
    t = Table(options=("hegemon",))
    t.put("state", "points", 40, 0)
    t.put("world", "tension", 9)
    t.only("upkeep", 8)
    assert ending(t.position).alliance_grade == "D"


def test_rule_13_3_2_no_hegemon_by_default() -> None:
    """13.3 Options, off by default: no hegemon rule."""
    assert hegemon(20, 6) == "A"
