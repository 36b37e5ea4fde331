"""What content is refused for, because a game could not be played with it; and what a stale move is refused for."""

from pathlib import Path

import pytest

from alliance_game.engine import apply, chronicle, decision, new_game, position_hash, view, violations
from alliance_game.errors import ContentError, IllegalMove
from alliance_game.sim import simulate

from .lab import QUIET, RULESET, lab


def refusal(folder: Path, **parts: object) -> str:
    """What is said of a laboratory that cannot be used."""
    with pytest.raises(ContentError) as refused:
        lab(folder, **parts)  # type: ignore[arg-type]
    return str(refused.value)


def changed(before: str, after: str) -> str:
    assert before in RULESET
    return RULESET.replace(before, after)


def test_a_list_that_is_dealt_has_a_value_for_every_state(tmp_path: Path) -> None:
    rules = changed("draws: 1,", "draws: 1, dates: [1, 2],").replace(
        "purse: {max: 4, start: 1}", "purse: {max: 4, deal: dates}"
    )
    assert "error[short-list]: The list has 2 values for 3 states." in refusal(tmp_path, ruleset=rules)


def test_a_list_that_is_dealt_keeps_within_borders(tmp_path: Path) -> None:
    rules = changed("draws: 1,", "draws: 1, dates: [1, 2, 9],").replace(
        "purse: {max: 4, start: 1}", "purse: {max: 4, deal: dates}"
    )
    assert "error[out-of-range]" in refusal(tmp_path, ruleset=rules)


def test_a_track_starts_within_its_borders(tmp_path: Path) -> None:
    said = refusal(tmp_path, ruleset=changed("purse: {max: 4, start: 1}", "purse: {max: 4, start: 7}"))
    assert "error[out-of-range]: 7 is outside 0 to 4." in said


def test_a_state_starts_within_the_borders_of_the_track(tmp_path: Path) -> None:
    states = "states: [{id: ash, title: Ash, start: {purse: 5}}, {id: elm, title: Elm}, {id: oak, title: Oak}]\n"
    scenario = "title: Other\nruleset: lab\nseats: {min: 2, max: 3}\n" + states
    folder = tmp_path / "pack" / "rules" / "scenarios"
    folder.mkdir(parents=True)
    (folder / "other.yaml").write_text(scenario)
    assert "other.yaml:4:47: error[out-of-range]: 5 is outside 0 to 4." in refusal(tmp_path)


def test_a_tactic_has_at_most_400_combinations(tmp_path: Path) -> None:
    tactic = "title: T\nparams: {a: {number: 100}, b: {number: 100}}\neffects: [{tell: T.}]\n"
    assert "error[too-many-moves]" in refusal(tmp_path, tactics={"t": tactic})


def test_a_price_is_not_below_0(tmp_path: Path) -> None:
    assert "error[out-of-range]" in refusal(
        tmp_path, tactics={"t": "title: T\ncost: {coins: -3}\neffects: [{tell: T.}]\n"}
    )


def test_a_sealed_answer_does_not_depend_on_what_others_seal(tmp_path: Path) -> None:
    ask = "- {id: give, ask: {sealed: true, number: self.hunger, to: 'max(s.hunger for s in states) + 1'}}\n- {id: act,"
    assert "error[reads-secret]" in refusal(tmp_path, ruleset=changed("- {id: act,", ask))


@pytest.mark.parametrize(
    "ask",
    [
        "to: 'max(s.debts for s in states)'",
        "to: 9, default: 'min(s.debts for s in states)'",
        "to: 'self.debts', because: [{if: 'any(s in states where s.debts > 3)', text: Debts.}]",
    ],
)
def test_an_answer_does_not_depend_on_what_is_anothers_secret(tmp_path: Path, ask: str) -> None:
    """Whoever is asked sees the highest answer: it would tell what the others hide."""
    tracks = changed("hunger: {max: 9,", "debts: {max: 9, secret: owner}, hunger: {max: 9,")
    phase = tracks.replace("- {id: act,", f"- {{id: give, ask: {{number: self.hunger, {ask}}}}}\n- {{id: act,")
    said = refusal(tmp_path, ruleset=phase)
    assert said.count("error[reads-secret]: 'debts' is secret") == 1, said


def test_who_votes_does_not_depend_on_what_is_anothers_secret(tmp_path: Path) -> None:
    tracks = changed("hunger: {max: 9,", "debts: {max: 9, secret: owner}, hunger: {max: 9,")
    vote = "title: T\nconsent: {ask: others, where: it.debts > 3, passes: yes >= 1}\neffects: [{tell: T.}]\n"
    assert "error[reads-secret]: 'debts' is secret" in refusal(tmp_path, ruleset=tracks, tactics={"t": vote})


def test_values_on_values_end_somewhere(tmp_path: Path) -> None:
    chain = ", ".join(f"v{number}: world.v{number - 1} + 1" for number in range(1, 200))
    rules = changed("decks:", f"values: {{world: {{v0: world.heat, {chain}}}}}\ndecks:").replace(
        "score: {of: self.coins}", "score: {of: world.v199}"
    )
    assert "error[too-deep]" in refusal(tmp_path, ruleset=rules)


def test_a_card_that_only_a_tactic_schedules_is_part_of_the_scenario(tmp_path: Path) -> None:
    cards = {"main/quiet": QUIET, "away/bell": QUIET.replace("Quiet", "Bell")}
    call = "title: Call\neffects: [{schedule: bell, in: 0}]\n"
    position = new_game(lab(tmp_path, cards, {"call": call}), scenario="lab", states=2)
    position, entries = apply(position, "play call")
    assert [entry.name for entry in entries if entry.kind == "card"] == ["bell"]
    assert violations(position) == []


def test_two_dated_cards_of_one_round_both_come(tmp_path: Path) -> None:
    cards = {
        "main/quiet": QUIET,
        "away/ice": QUIET.replace("Quiet", "Ice"),
        "away/flood": QUIET.replace("Quiet", "Flood"),
    }
    dated = "dated: [{round: 1, card: ice}, {round: 1, card: flood}]\n"
    library = lab(tmp_path, cards, ruleset=changed("draws: 1,", "draws: 3,"), scenario=dated)
    found = [entry.name.split(".")[0] for entry in chronicle(new_game(library, scenario="lab")) if entry.kind == "card"]
    assert found == ["ice", "flood", "quiet"]


def test_a_move_kept_from_another_position_is_refused(tmp_path: Path) -> None:
    """Its number may mean another crisis by then."""
    cards = {f"main/{name}": f"title: {name}\nkind: crisis\ntext: T.\n" for name in ("ice", "flood")}
    cards["other/nothing"] = QUIET
    tactics = {"close": "title: Close\nparams: {crisis: crisis}\neffects: [{close: crisis}]\n"}
    library = lab(
        tmp_path, cards, tactics, ruleset=changed("draws: 1,", "draws: 2,").replace("actions: 1}", "actions: 3}", 1)
    )
    position = new_game(library, scenario="lab", states=2)
    ask = decision(position)
    assert ask is not None
    first, second = ask.moves[1], ask.moves[2]
    position, _ = apply(position, first)
    with pytest.raises(IllegalMove):
        apply(position, first)
    with pytest.raises(IllegalMove):
        apply(position, second)
    position, _ = apply(position, second.text)
    assert violations(position) == []


def test_a_crisis_whose_target_nobody_fits_comes_to_nothing(tmp_path: Path) -> None:
    """It is drawn and out of the deck; nothing is changed for a state that does not exist."""
    flood = "title: Flood\nkind: crisis\ntext: T.\ntarget: {where: it.coins > 90}\n"
    cards = {"main/flood": flood + "opens: [{change: target.coins, by: -1}]\n"}
    position = new_game(lab(tmp_path, cards), scenario="lab", states=2)
    found = chronicle(position)
    assert [entry.name for entry in found if entry.kind == "card"] == ["flood"]
    assert not [entry for entry in found if entry.kind in ("open", "change")]
    assert violations(position) == []


def test_an_incident_whose_second_state_nobody_fits_comes_to_nothing(tmp_path: Path) -> None:
    quarrel = "title: Quarrel\nkind: incident\ntext: T.\nwho: any\nabout: {where: it.coins > 90}\n"
    cards = {"main/quarrel": quarrel + "effects: [{change: about.coins, by: 2}]\n"}
    position = new_game(lab(tmp_path, cards), scenario="lab", states=2)
    assert not [entry for entry in chronicle(position) if entry.kind == "change"]
    assert violations(position) == []


def test_constants_of_a_difficulty_that_nobody_chose_do_not_count(tmp_path: Path) -> None:
    rules = changed("tags:", "difficulties: {standard: {}, hard: {actions: 2}}\ntags:")
    library = lab(tmp_path, ruleset=rules)
    for difficulty, actions in (("standard", 1), ("hard", 2)):
        position = new_game(library, scenario="lab", states=2, difficulty=difficulty)
        turns = 0
        while (ask := decision(position)) is not None and ask.seat == 0:
            position, _ = apply(position, "play wait")
            turns += 1
        assert turns == actions


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("heat: {max: 99, min: -99}", "heat: {max: 99, min: -99, secret: owner}"),
        ("trust: {max: 9, start: 3}", "trust: {max: 9, start: 3, secret: owner}"),
        ("purse: {max: 4, start: 1}", "purse: {max: 4, start: 1, directed: true}"),
    ],
)
def test_only_a_state_has_secrets_and_only_a_pair_a_direction(tmp_path: Path, before: str, after: str) -> None:
    assert "error[" in refusal(tmp_path, ruleset=changed(before, after))


def test_what_folds_to_nonsense_with_two_states_is_found_by_the_check(tmp_path: Path) -> None:
    """Four states would never show it."""
    said = refusal(tmp_path, ruleset=changed("score: {of: self.coins}", "score: {of: self.coins // (players - 2)}"))
    assert "error[division]" in said


def test_a_game_that_ends_before_half_time_is_counted(tmp_path: Path) -> None:
    library = lab(tmp_path, scenario="stop: {after: rest, ending: finished}\n")
    report = simulate(library, 3, ("random", "random"), scenario="lab")
    assert (report["games"], report["rounds_mean"]) == (3, 1.0)


def test_a_game_that_no_rule_ends_is_over_in_the_last_phase_of_its_last_round(tmp_path: Path) -> None:
    """It can be looked at, and kept, like any other."""
    position = new_game(lab(tmp_path), scenario="lab", states=2)
    while (ask := decision(position)) is not None:
        position, _ = apply(position, ask.moves[0])
    assert violations(position) == []
    assert view(position, 0).phase == position.rules.program.phases[-1].id
    assert position_hash(position) == position_hash(position.copy())
