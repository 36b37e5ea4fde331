"""Cards: drawing, weights, conditions, copies, waiting cards, looking ahead, gaps between crises."""

from collections import Counter
from pathlib import Path

import pytest

from alliance_game.engine import Position, apply, chronicle, decision, view, violations

from .lab import QUIET, RULESET, WAIT, get, lab, open_cards, start


def crisis(title: str, **more: str) -> str:
    """A crisis card."""
    keys = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"title: {title}\nkind: crisis\ntext: It is open.\n{keys}"


def incident(title: str, effects: str = "[]", **more: str) -> str:
    """An incident card."""
    keys = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"title: {title}\nkind: incident\ntext: It happens.\neffects: {effects}\n{keys}"


def tactic(effects: str, **more: str) -> str:
    """A tactic."""
    return "title: Tactic\n" + "".join(f"{key}: {value}\n" for key, value in more.items()) + f"effects: {effects}\n"


def passed(position: Position, phase_ends: int = 1) -> Position:
    """Everybody passes until so many more rounds have begun."""
    goal = position.cells[0] + phase_ends
    while position.cells[0] < goal and not position.over:
        position, _ = apply(position, "pass")
        assert violations(position) == []
    return position


ASKS = """\
title: Asks
kind: incident
text: Say.
who: any
choices:
  yes_: {text: Y, effects: [{change: world.heat, by: 1}]}
  no_: {text: N, fallback: true, effects: []}
"""


class TestDrawing:
    def test_a_weight_makes_a_card_likelier(self, tmp_path: Path) -> None:
        library = lab(
            tmp_path,
            {"main/one": incident("One", "[{tell: a}]"), "main/nine": incident("Nine", "[{tell: b}]", weight="9")},
        )
        drawn = Counter(
            next(e.name for e in chronicle(start(library, seed)) if e.kind == "card") for seed in range(400)
        )
        assert 340 <= drawn["nine"] <= 380

    def test_a_card_whose_condition_fails_is_not_drawn(self, tmp_path: Path) -> None:
        cards = {
            "main/quiet": QUIET,
            "main/hot": incident("Hot", "[{tell: a}]", when="round >= 3", weight="20", copies="9"),
        }
        for seed in range(12):
            position = passed(start(lab(tmp_path, cards), seed), 4)
            early = [e.round for e in chronicle(position) if e.kind == "card" and e.name.startswith("hot")]
            assert min(early) >= 3

    def test_late_cards_wait_until_enough_were_drawn(self, tmp_path: Path) -> None:
        cards = {
            "main/quiet": QUIET,
            "main/dusk": incident("Dusk", "[{tell: a}]", tags="[late]", weight="20", copies="9"),
        }
        for seed in range(12):
            position = passed(start(lab(tmp_path, cards), seed), 4)
            assert min(e.round for e in chronicle(position) if e.kind == "card" and e.name.startswith("dusk")) >= 3

    def test_copies_come_lowest_first_and_the_deck_runs_out(self, tmp_path: Path) -> None:
        position = start(lab(tmp_path, {"main/twin": incident("Twin", "[{tell: a}]", copies="3")}))
        position = passed(position, 5)
        assert [e.name for e in chronicle(position) if e.kind == "card"] == ["twin", "twin.2", "twin.3"]

    def test_a_full_table_overflows(self, tmp_path: Path) -> None:
        cards = {f"main/{name}": crisis(name.title()) for name in ("ice", "fog", "mud")}
        position = passed(start(lab(tmp_path, cards)), 2)
        assert len(open_cards(position)) == 2
        assert (get(position, "world", "heat"), get(position, "world", "opened")) == (10, 2)

    def test_a_dated_card_comes_instead_of_the_first(self, tmp_path: Path) -> None:
        cards = {"main/quiet": QUIET, "other/flood": crisis("Flood", start="{size: 3}")}
        library = lab(tmp_path, cards, scenario="dated: [{round: 2, card: flood, start: {size: 7}}]\n")
        position = passed(start(library))
        assert open_cards(position) == ["flood"]
        assert get(position, "crisis", "size", 0) == 7
        assert [e.kind for e in chronicle(position) if e.round == 2 and e.kind in ("card", "open")] == ["open"]

    @pytest.mark.parametrize(("state", "hit"), [("", 1), (", state: ash", 0)])
    def test_a_dated_card_can_be_about_a_certain_state(self, tmp_path: Path, state: str, hit: int) -> None:
        cards = {"main/quiet": QUIET, "other/flood": crisis("Flood", target="{where: it == first}")}
        library = lab(tmp_path, cards, scenario=f"dated: [{{round: 2, card: flood{state}}}]\n")
        position = passed(start(library))
        assert [e.seats for e in chronicle(position) if e.kind == "open"] == [(hit,)]

    def test_a_dated_card_about_a_state_that_does_not_play_does_not_come(self, tmp_path: Path) -> None:
        cards = {"main/quiet": QUIET, "other/flood": crisis("Flood", target="{where: it == first}")}
        library = lab(tmp_path, cards, scenario="dated: [{round: 2, card: flood, state: oak}]\n")
        position = passed(start(library))
        assert open_cards(position) == []

    def test_a_dated_card_takes_the_place_of_one_that_was_drawn(self, tmp_path: Path) -> None:
        """Late cards come after two draws: they do not wait longer because one of the two was a dated card."""
        late = incident("Dusk", "[{tell: a}]", tags="[late]", weight="20", copies="9")
        cards = {"main/quiet": QUIET, "main/dusk": late, "other/bell": QUIET}
        counting = RULESET.replace("after: 2", "after: 2, dated: count")
        library = lab(tmp_path, cards, ruleset=counting, scenario="dated: [{round: 2, card: bell}]\n")
        games = [chronicle(passed(start(library, seed), 3)) for seed in range(12)]
        assert min(e.round for game in games for e in game if e.kind == "card" and e.name.startswith("dusk")) == 3

    def test_a_dated_start_is_set_even_when_a_card_that_follows_asks(self, tmp_path: Path) -> None:
        cards = {
            "main/quiet": QUIET,
            "other/flood": crisis("Flood", opens="[{schedule: asks, in: 0}]"),
            "other/asks": ASKS,
        }
        library = lab(tmp_path, cards, scenario="dated: [{round: 2, card: flood, start: {size: 7}}]\n")
        position = passed(start(library))
        assert (asked := decision(position)) is not None
        assert asked.kind == "choice"
        assert get(position, "crisis", "size", 0) == 7

    def test_a_dated_card_comes_once_with_two_draw_phases(self, tmp_path: Path) -> None:
        phases = RULESET.replace("- {id: act,", "- {id: more, draw: {deck: other, count: 1}}\n- {id: act,")
        cards = {"main/quiet": QUIET, "other/quiet_too": QUIET, "main/flood": crisis("Flood", when="round > 9")}
        library = lab(tmp_path, cards, ruleset=phases, scenario="dated: [{round: 2, card: flood}]\n")
        position = passed(start(library))
        assert open_cards(position) == ["flood"]


class TestWaiting:
    def test_a_card_for_now_interrupts_the_acting_state_and_hands_back(self, tmp_path: Path) -> None:
        ruleset = RULESET.replace("actions: 1}", "actions: 2}")
        tactics = {"call": tactic("[{schedule: asks, in: 0, for: other}]", params="{other: other}")}
        position = start(lab(tmp_path, {"main/quiet": QUIET, "other/asks": ASKS}, tactics, ruleset))
        before = decision(position)
        assert before is not None
        assert before.seat == 0
        position, _ = apply(position, "play call other=elm")
        asked = decision(position)
        assert asked is not None
        assert (asked.kind, asked.seat, asked.about, asked.phase) == ("choice", 1, "asks", "act")
        position, _ = apply(position, "choose yes_")
        after = decision(position)
        assert after is not None
        assert (after.kind, after.seat) == ("act", 0)
        assert get(position, "world", "heat") == 1

    def test_a_card_comes_in_the_round_it_is_due(self, tmp_path: Path) -> None:
        tactics = {"call": tactic("[{schedule: bell, in: 2}]", once_per="[game]")}
        cards = {"main/quiet": QUIET, "other/bell": incident("Bell", "[{change: world.heat, by: 5}]")}
        position, entries = apply(start(lab(tmp_path, cards, tactics)), "play call")
        assert [(e.name, e.new) for e in entries if e.kind == "scheduled"] == [("bell", 3)]
        position = passed(position)
        assert get(position, "world", "heat") == 0
        position = passed(position)
        assert get(position, "world", "heat") == 5
        assert get(passed(position), "world", "heat") == 5

    def test_the_queue_stays_packed_and_in_order(self, tmp_path: Path) -> None:
        effects = "[{schedule: bell, in: 2}, {schedule: gong, in: 1}, {schedule: bell, in: 1}, {schedule: gong, in: 3}]"
        cards = {
            "main/quiet": QUIET,
            "other/bell": incident("Bell", "[{tell: bell}]"),
            "other/gong": incident("Gong", "[{tell: gong}]"),
        }
        position, _ = apply(start(lab(tmp_path, cards, {"call": tactic(effects, once_per="[game]")})), "play call")
        heard: list[list[str]] = []
        for _ in range(3):
            position = passed(position)
            number = position.cells[0]
            heard.append(
                [
                    e.text[0]
                    for e in chronicle(position)
                    if e.kind == "tell" and e.round == number and e.text[0] != "Quiet."
                ]
            )
        assert heard == [["gong", "bell"], ["bell"], ["gong"]]

    def test_the_ninth_waiting_card_is_lost_and_not_told(self, tmp_path: Path) -> None:
        nine = "[" + ", ".join(["{schedule: bell, in: 1}"] * 9) + "]"
        cards = {"main/quiet": QUIET, "other/bell": incident("Bell", "[{change: world.heat, by: 1}]")}
        position, entries = apply(start(lab(tmp_path, cards, {"call": tactic(nine, once_per="[game]")})), "play call")
        assert sum(entry.kind == "scheduled" for entry in entries) == 8
        assert violations(position) == []
        assert get(passed(position), "world", "heat") == 8

    def test_the_end_of_the_game_ends_waiting(self, tmp_path: Path) -> None:
        cards = {"main/quiet": QUIET, "other/bell": incident("Bell", "[{end_game: gone}]")}
        tactics = {"call": tactic("[{schedule: bell, in: 0}, {change: world.heat, by: 1}]")}
        position, _ = apply(start(lab(tmp_path, cards, tactics)), "play call")
        assert position.over
        assert get(position, "world", "heat") == 1
        assert violations(position) == []


SIX = {f"main/card{n}": incident(f"Card {n}", f"[{{tell: card{n}}}]") for n in range(6)}


class TestLookingAhead:
    def test_the_card_that_was_seen_is_the_next(self, tmp_path: Path) -> None:
        library = lab(tmp_path, SIX, {"look": tactic("[{peek: main, by: self}]")})
        for seed in range(10):
            position, entries = apply(start(library, seed), "play look")
            seen = next(entry.crisis for entry in entries if entry.kind == "peek")
            again, entries = apply(position, "play look")
            assert [entry.crisis for entry in entries if entry.kind == "peek"] == [seen]
            assert [e.name for e in chronicle(passed(again)) if e.kind == "card" and e.round == 2] == [seen]

    def test_each_seat_knows_only_after_its_own_look(self, tmp_path: Path) -> None:
        position, _ = apply(start(lab(tmp_path, SIX, {"look": tactic("[{peek: main, by: self}]")})), "play look")
        known = [view(position, seat).value("deck", "next", 0) is not None for seat in range(2)]
        assert known == [True, False]
        position, _ = apply(position, "pass")
        assert view(position, 0).value("deck", "next", 0) is not None or get(position, "deck", "next", 0) == -1

    def test_each_deck_has_a_next_card_of_its_own(self, tmp_path: Path) -> None:
        cards = SIX | {f"other/bell{n}": incident(f"Bell {n}", "[{tell: a}]") for n in range(4)}
        library = lab(tmp_path, cards, {"listen": tactic("[{peek: other, by: self}]")})
        for seed in range(6):
            position, entries = apply(start(library, seed), "play listen")
            (heard,) = [entry.crisis for entry in entries if entry.kind == "peek"]
            assert heard.startswith("bell")
            assert position.rules.card_names[get(position, "deck", "next", 1)] == heard
            assert get(position, "deck", "next", 0) == -1
            assert [get(position, "deck", "seen", deck) for deck in range(2)] == [0, 1]

    def test_a_look_into_an_empty_deck_shows_nothing(self, tmp_path: Path) -> None:
        library = lab(
            tmp_path, {"main/only": incident("Only", "[{tell: a}]")}, {"look": tactic("[{peek: main, by: self}]")}
        )
        position, entries = apply(start(library), "play look")
        assert not [entry for entry in entries if entry.kind == "peek"]
        assert violations(position) == []

    def test_a_card_that_was_seen_and_came_by_itself_does_not_come_again(self, tmp_path: Path) -> None:
        tactics = {"look": tactic("[{peek: main, by: self}, {schedule: flood, in: 0}]")}
        cards = {"main/quiet": QUIET.replace("copies: 9", "copies: 1"), "main/flood": crisis("Flood")}
        for seed in range(6):
            position = start(lab(tmp_path, cards, tactics), seed)
            if open_cards(position):
                continue
            position, _ = apply(position, "play look")
            position = passed(position)
            assert open_cards(position) == ["flood"]
            assert violations(position) == []


class TestGaps:
    CLOSING = "[{for_each: {c: crises}, do: [{close: c}]}]"

    def test_a_new_crisis_does_not_inherit_from_one_that_left(self, tmp_path: Path) -> None:
        """The same draw phase closes a crisis and opens another."""
        cards = {
            "main/quiet": QUIET,
            "other/flood": crisis("Flood", start="{size: 5, age: 4}"),
            "other/end": incident("End", self.CLOSING),
            "other/drought": crisis("Drought", start="{size: 1}"),
        }
        tactics = {
            "flood": tactic("[{schedule: flood, in: 0}]"),
            "turn": tactic("[{schedule: end, in: 0}, {schedule: drought, in: 0}]"),
        }
        position, _ = apply(start(lab(tmp_path, cards, tactics)), "play flood")
        position, _ = apply(position, "play turn")
        assert open_cards(position) == ["drought"]
        assert (get(position, "crisis", "size", 0), get(position, "crisis", "age", 0)) == (1, 0)
        assert violations(position) == []

    def test_a_question_never_stands_above_a_gap(self, tmp_path: Path) -> None:
        cards = {
            "main/quiet": QUIET,
            "other/flood": crisis("Flood"),
            "other/drought": crisis("Drought"),
            "other/asks": ASKS.replace(
                "choices:", "effects: [{pick: {c: crises}, most: c.size, do: [{close: c}]}]\nchoices:"
            ),
        }
        two = "[{schedule: flood, in: 0}, {schedule: drought, in: 0}]"
        tactics = {"open": tactic(two), "ask": tactic("[{schedule: asks, in: 0}]")}
        for seed in range(4):
            position, _ = apply(start(lab(tmp_path, cards, tactics), seed), "play open")
            position, _ = apply(position, "play ask")
            assert (asked := decision(position)) is not None
            assert asked.kind == "choice"
            assert violations(position) == []
            assert len(open_cards(position)) == 1

    def test_a_phase_that_closes_a_crisis_before_somebody_is_asked(self, tmp_path: Path) -> None:
        sweep = "- {id: sweep, do: [{pick: {c: crises}, least: c.size, do: [{close: c}]}]}\n- {id: act,"
        ruleset = RULESET.replace("draws: 1", "draws: 2").replace("- {id: act,", sweep)
        cards = {
            "main/flood": crisis("Flood", start="{size: 4}"),
            "main/drought": crisis("Drought", start="{size: 8}"),
        }
        for seed in range(4):
            position = start(lab(tmp_path, cards, {"wait": WAIT}, ruleset), seed)
            assert open_cards(position) == ["drought"]
            assert violations(position) == []

    def test_a_turn_that_begins_by_closing_a_crisis(self, tmp_path: Path) -> None:
        closing = "[{pick: {c: crises}, least: c.size, do: [{close: c}]}]"
        ruleset = (
            RULESET.replace("draws: 1", "draws: 2")
            + f"hooks: [{{at: turn_starts, if: self == first, do: {closing}}}]\n"
        )
        cards = {"main/flood": crisis("Flood", start="{size: 4}"), "main/drought": crisis("Drought", start="{size: 8}")}
        for seed in range(4):
            position = start(lab(tmp_path, cards, {"wait": WAIT}, ruleset), seed)
            assert open_cards(position) == ["drought"]
            assert violations(position) == []

    def test_a_round_that_ends_by_closing_a_crisis(self, tmp_path: Path) -> None:
        closing = "[{pick: {c: crises}, least: c.size, do: [{close: c}]}]"
        ruleset = RULESET.replace("draws: 1", "draws: 2") + f"hooks: [{{at: round_ends, do: {closing}}}]\n"
        cards = {"main/flood": crisis("Flood", start="{size: 4}"), "main/drought": crisis("Drought", start="{size: 8}")}
        for seed in range(4):
            position = passed(start(lab(tmp_path, cards, {"wait": WAIT}, ruleset), seed))
            assert open_cards(position) == ["drought"]
            assert violations(position) == []

    def test_later_crises_move_up_with_all_that_is_theirs(self, tmp_path: Path) -> None:
        cards = {
            "main/quiet": QUIET,
            "other/flood": crisis("Flood"),
            "other/drought": crisis("Drought", target="any", start="{size: 8}"),
        }
        tactics = {
            "open": tactic("[{schedule: flood, in: 0}, {schedule: drought, in: 0}]"),
            "end": tactic(
                "[{change: which.given(self), by: 2}, {pick: {c: crises}, least: c.size, do: [{close: c}]}]",
                params="{which: crisis}",
            ),
        }
        position, _ = apply(start(lab(tmp_path, cards, tactics)), "play open")
        target = get(position, "slot", "target", 1)
        position, _ = apply(position, "play end which=drought")
        assert open_cards(position) == ["drought"]
        assert get(position, "crisis", "size", 0) == 8
        assert get(position, "crisis_state", "given", 0, 1) == 2
        assert get(position, "slot", "target", 0) == target

    def test_closing_what_is_closed_does_nothing(self, tmp_path: Path) -> None:
        ruleset = RULESET + "hooks: [{at: crisis_leaves, do: [{change: world.heat, by: 1}]}]\n"
        cards = {"main/quiet": QUIET, "other/flood": crisis("Flood", failed="[{close: crisis}]")}
        failing = "[{for_each: {c: crises}, do: [{outcome: failed, of: c}, {close: c}]}]"
        tactics = {"open": tactic("[{schedule: flood, in: 0}]"), "fail": tactic(failing)}
        cards["other/flood"] = crisis("Flood", failed="[{for_each: {c: crises}, do: [{close: c}]}]")
        position, _ = apply(start(lab(tmp_path, cards, tactics, ruleset)), "play open")
        position, entries = apply(position, "play fail")
        assert get(position, "world", "heat") == 1
        assert [entry.crisis for entry in entries if entry.kind == "close"] == ["flood"]
