"""Card tests: what holds passes, what does not fails at its place, and nothing is passed over."""

from functools import cache
from pathlib import Path

import pytest

from alliance_game.authoring.trials.files import found_in, read_file
from alliance_game.authoring.trials.trials import run_file
from alliance_game.content import Problems, load
from alliance_game.definitions import Library
from alliance_game.errors import AllianceError
from alliance_game.saves import Verification

from .my_pack import laid_out, put

FISHERY = Path(__file__).parents[2] / "examples" / "fishery"


@cache
def fishery() -> Library:
    """The base content and the example pack."""
    return load([FISHERY])


def faults(tmp_path: Path, test: str, library: Library | None = None) -> list[str]:
    """What a test finds, each fault as ``line:column: message``; the test begins in line 3."""
    pack = laid_out(tmp_path)
    body = "".join(f"    {line}\n" for line in test.strip("\n").split("\n"))
    path = put(pack / "tests" / "mine.yaml", f"tests:\n  it:\n{body}")
    problems = Problems()
    file = read_file(path, pack, problems)
    assert file is not None, [str(problem) for problem in problems]
    (verdict,) = run_file(library or load([pack]), file, tmp_path / "saves")
    assert verdict.name == "it"
    return [str(fault).removeprefix(f"{path}:") for fault in verdict.faults]


def test_the_example_pack_keeps_its_tests(tmp_path: Path) -> None:
    pack, files = found_in(FISHERY)
    assert [file.name for file in files] == ["cut_nets.yaml", "storm.yaml"]
    for path in files:
        problems = Problems()
        file = read_file(path, pack, problems)
        assert file is not None
        assert {verdict.name: verdict.faults for verdict in run_file(fishery(), file, tmp_path)} == {
            name: () for name, _ in file.each()
        }


SILENCE = """
card: radio_silence
given:
  who: brazil
  tracks: {brazil.coins: %s, world.order: 7}
open: [wait]
"""


def test_tracks_choices_changes_and_lines(tmp_path: Path) -> None:
    test = (
        SILENCE % 3
        + """
choose: repair
expect:
  tracks: {brazil.coins: 1, world.order: 8}
  changes: {brazil.coins: -2, world.order: 1, world.tension: 0}
  holds: [brazil.coins == 1 and world.order > world.tension, brazil.trust(japan) == 3]
  who: brazil
  log: [The line of Brazil to everybody is dead., "Brazil chooses: Pay for a technician."]
  not_log: [Japan, Go on, Ready, Done]
"""
    )
    assert faults(tmp_path, test) == []


def test_every_difference_is_told_with_its_place(tmp_path: Path) -> None:
    test = (
        SILENCE % 3
        + """
choose: wait
expect:
  tracks: {brazil.coins: 4}
  changes: {brazil.standing: 1}
  holds: [brazil.coins > 1 and world.order > 8]
  scheduled: {blockade: 2}
  opened: [blockade]
  log: [a technician]
  not_log: [somebody, is at lunch]
  who: japan
"""
    )
    assert faults(tmp_path, test) == [
        "11:30: `brazil.coins`: expected 4, seen 3.",
        "12:34: `brazil.standing`: expected 1, seen -1 (from 3 to 2).",
        "13:15: This does not hold: order is above 8 (it is 7).",
        "14:29: 'blockade': expected in 2 rounds, seen not at all.",
        "15:16: expected 'blockade', seen no crisis.",
        (
            "16:13: expected a line with 'a technician', seen “Radio silence. Brazil decides.” “The line of Brazil to "
            "everybody is dead. Somebody in the exchange is at lunch.” “Brazil chooses: Wait. standing 3 → 2”."
        ),
        (
            "17:27: expected no line with 'is at lunch', seen “The line of Brazil to everybody is dead. Somebody "
            "in the exchange is at lunch.”."
        ),
        "18:12: expected japan, seen brazil.",
    ]


def test_locked_choices_have_their_reason(tmp_path: Path) -> None:
    assert faults(tmp_path, SILENCE % 1 + "locked: {repair: 'costs 2 coins, Brazil has 1'}") == []


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("locked: {repair: needs gold}", "8:22: expected 'needs gold', seen 'costs 2 coins, Brazil has 1'."),
        ("locked: {wait: costs}", "8:20: Expected 'wait' to be locked, but it is open."),
        ("choose: repair", "8:13: 'choose repair' is not possible now: costs 2 coins, Brazil has 1."),
        ("choose: wiat", "8:13: The card has no choice 'wiat'. Did you mean 'wait'?"),
        ("locked: {repiar: costs}", "8:22: The card has no choice 'repiar'. Did you mean 'repair'?"),
    ],
)
def test_choices_that_are_otherwise(rest: str, said: str, tmp_path: Path) -> None:
    assert faults(tmp_path, (SILENCE % 1).rstrip("\n") + f"\n{rest}") == [said]


def test_a_choice_that_is_gone_is_the_only_fault_and_says_which_there_are(tmp_path: Path) -> None:
    """Not what would have come of it, too."""
    test = "card: radio_silence\ngiven: {who: brazil}\nchoose: bow\nexpect: {changes: {brazil.standing: -1}}"
    assert faults(tmp_path, test) == ["5:13: The card has no choice 'bow'. It has wait, repair."]


def test_an_open_choice_that_is_locked(tmp_path: Path) -> None:
    assert faults(tmp_path, (SILENCE % 1).replace("[wait]", "[wait, repair]")) == [
        "7:18: Expected 'repair' to be open, but it is locked: costs 2 coins, Brazil has 1."
    ]


CRISES = """
card: blockade
given:
  states: 3
  round: 2
  tracks: {japan.might: 9, france.pact.germany: 1, france.trust.japan: 7, world.rival: 4, world.tension: 0}
  crises:
  - {card: piracy, tracks: {demand: 20, progress: 5, share.japan: 2}}
  - {card: maritime_claim, target: germany}
"""


def test_crises_pairs_agreements_and_rounds_are_laid(tmp_path: Path) -> None:
    test = (
        CRISES
        + """
expect:
  target: japan
  opened: [blockade]
  holds:
  - round == 2 and piracy.demand == 20 and piracy.progress == 5 and piracy.share(japan) == 2
  - maritime_claim.target == germany and blockade.target == japan
  - france.pact(germany) and not france.pact(japan)
  tracks: {blockade.severity: 2, france.trust.japan: 7, japan.trust.france: 7}
"""
    )
    assert faults(tmp_path, test) == []


@pytest.mark.parametrize(("in_round", "tension"), [(7, 10), (8, 5)])
def test_a_late_round_is_laid_and_the_game_ends_as_always_from_then_on(
    in_round: int, tension: int, tmp_path: Path
) -> None:
    """An alliance in which nobody does anything would collapse before; then it does, if it is not held any more."""
    test = f"""
card: calm
given: {{round: {in_round}, difficulty: hard, tracks: {{world.tension: {tension}}}}}
expect: {{holds: [round == {in_round}], changes: {{world.tension: -1}}}}
then:
  rounds: 1
  expect: {{holds: [round == {in_round}]}}
"""
    assert faults(tmp_path, test) == []


def test_until_then_the_numbers_that_would_end_it_go_back(tmp_path: Path) -> None:
    test = "card: calm\ngiven: {round: 8, difficulty: hard}\nexpect: {holds: [world.tension < 10, world.order == 0]}"
    assert faults(tmp_path, test) == []


LONELY = """\
extends: concert
title: Lonely
hooks:
- {at: round_ends, if: any(s in states where s.support < 6), do: [{end_game: collapse}]}
"""


def test_numbers_of_states_go_back_for_all_of_them(tmp_path: Path) -> None:
    put(tmp_path / "pack" / "rules" / "lonely" / "ruleset.yaml", LONELY)
    put(
        tmp_path / "pack" / "rules" / "scenarios" / "alone.yaml",
        "extends: concert\ntitle: Alone\nruleset: lonely\n",
    )
    given = "{scenario: alone, round: 4, difficulty: hard}"
    test = f"card: calm\ngiven: {given}\nexpect: {{holds: [all(s in states where s.support == 6)]}}"
    assert faults(tmp_path, test) == []


@pytest.mark.parametrize(
    ("part", "changes"),
    [("met", "{world.rival: -1, japan.support: 0}"), ("failed", "{world.rival: 0, japan.support: -2}")],
)
def test_a_crisis_is_met_or_fails_by_its_own_list_alone(part: str, changes: str, tmp_path: Path) -> None:
    """It leaves the table; the others stay."""
    holds = "[count(c in crises) == 2, piracy.demand == 20]"
    assert faults(tmp_path, f"{CRISES}\ncrisis: {part}\nexpect:\n  changes: {changes}\n  holds: {holds}") == []


def test_what_comes_of_it_comes_in_time(tmp_path: Path) -> None:
    """The crisis, met in round 2, sends its target a card for round 3."""
    test = (
        CRISES
        + """
crisis: met
expect: {scheduled: {radio_silence: 1}}
then:
  moves: [next round, "japan: choose repair"]
  expect: {holds: [round == 3], log: ["Japan chooses: Pay for a technician."]}
"""
    )
    assert faults(tmp_path, test) == []


def test_moves_are_made_by_whom_they_name_and_rounds_go_by(tmp_path: Path) -> None:
    test = """
card: calm
given: {states: 3}
then:
  moves: ["germany: play defence_investment"]
  rounds: 1
  expect:
    holds: [round == 2, germany.might > 3]
"""
    assert faults(tmp_path, test) == []


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ('["germany: choose bow"]', "6:15: 'choose' is not an answer here: play, pass."),
        (
            '["germany: play withdrawal form=pact partner=france"]',
            "6:15: 'play withdrawal form=pact partner=france' is not possible now: needs a pact with France.",
        ),
        ('["pass"]', "6:15: Say whose move it is: 'STATE: pass'."),
        ('["narnia: pass"]', "6:15: There is no state 'narnia' at this table."),
    ],
)
def test_an_illegal_step_fails(moves: str, said: str, tmp_path: Path) -> None:
    (found,) = faults(tmp_path, f"card: calm\ngiven: {{states: 3}}\nthen:\n  moves: {moves}")
    assert found.startswith(said)


@pytest.mark.parametrize(
    ("test", "said"),
    [
        ("card: radio_silense", "3:11: There is no card 'radio_silense'. Did you mean 'radio_silence'?"),
        ("card: calm\ngiven: {scenario: concerto}", "4:23: There is no scenario 'concerto'. Did you mean 'concert'?"),
        ("card: calm\ngiven: {length: lesso}", "4:21: There is no length 'lesso'. Did you mean 'lesson'?"),
        ("card: calm\ngiven: {options: [fogg]}", "4:22: There is no option 'fogg'. Did you mean 'fog'?"),
        ("card: calm\ngiven: {states: 1}", "4:12: Scenario 'concert' is played by 2 to 6 states, not 1."),
        (
            "card: calm\ngiven: {tracks: {world.tenson: 3}}",
            "4:36: 'tenson' is not a track or value. Did you mean 'tension'?",
        ),
        ("card: calm\ngiven: {tracks: {world.tension: 11}}", "4:37: `tension` goes from 0 to 10: it cannot be 11."),
        ("card: calm\ngiven: {tracks: {france.trust.france: 1}}", "4:43: `france.trust.france` names one state twice."),
        (
            "card: calm\ngiven: {tracks: {france.pact.japan: 2}}",
            "4:41: An agreement is in force (1) or not (0), not 2.",
        ),
        ("card: calm\ngiven: {tracks: {round: 2}}", "4:29: `round` is not a track that can be set here."),
        ("card: calm\ngiven: {tracks: {players: 2}}", "4:31: `players` is not a track that can be set."),
        ("card: calm\ngiven: {who: japan}", "4:18: 'calm' has no `who`."),
        ("card: summit\ngiven: {target: japan}", "4:21: 'summit' has no `target`."),
        ("card: summit\ngiven: {who: japn}", "4:18: There is no state 'japn' at this table. Did you mean 'japan'?"),
        ("card: summit\ngiven: {crises: [{card: calm}]}", "4:29: 'calm' is no crisis."),
        ("card: summit\ngiven: {crises: [{card: pircy}]}", "4:29: There is no card 'pircy'. Did you mean 'piracy'?"),
        (
            "card: summit\ngiven: {crises: [{card: piracy, target: japan}]}",
            "4:45: 'piracy' has no `target`.",
        ),
        (
            "card: summit\ngiven: {crises: [{card: piracy, tracks: {demnd: 3}}]}",
            "4:53: 'demnd' is not a track or value. Did you mean 'demand'?",
        ),
        ("card: calm\ncrisis: met", "4:13: 'calm' is an incident: it has no list `met`."),
        ("card: calm\nchoose: modest", "4:13: The card asks nothing: it has no choices, or no state fits it."),
        ("card: calm\ngiven: {round: 30}", "4:20: The game is over before this round begins: it has 8 rounds."),
        (
            "card: calm\nexpect: {tracks: {world.tenson: 3}}",
            "4:37: 'tenson' is not a track or value. Did you mean 'tension'?",
        ),
    ],
)
def test_what_cannot_be_is_told_with_its_place(test: str, said: str, tmp_path: Path) -> None:
    assert faults(tmp_path, test) == [said]


def test_a_seed_is_looked_for_that_gives_the_second_state(tmp_path: Path) -> None:
    """Any of the others can be meant, by lot."""
    for about in ("iceland", "ireland"):
        test = f"card: cut_nets\ngiven: {{states: 3, who: norway, about: {about}}}\nexpect: {{about: {about}}}"
        assert faults(tmp_path, test, fishery()) == []


def test_a_second_state_that_the_card_never_chooses(tmp_path: Path) -> None:
    test = "card: cut_nets\ngiven: {who: norway, about: ireland, tracks: {iceland.grudge.norway: 5}}"
    assert faults(tmp_path, test, fishery()) == ["4:33: With none of 64 seeds the card chooses ireland."]


def test_a_seed_that_is_named_has_to_fit(tmp_path: Path) -> None:
    given = "{states: 3, who: norway, about: ireland, tracks: {iceland.grudge.norway: 5}, seed: 4}"
    assert faults(tmp_path, f"card: cut_nets\ngiven: {given}", fishery()) == [
        "4:44: With this seed the card chooses iceland."
    ]


def test_each_run_is_loaded_and_replayed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save that leads elsewhere is a fault of the test, at its name."""
    seen: list[str] = []

    def differs(folder: Path, name: str) -> Verification:
        seen.append(name)
        return Verification(name, 3, "Move 3 leads to another position.")

    monkeypatch.setattr("alliance_game.authoring.trials.trials.verify", differs)
    (found,) = faults(tmp_path, "card: calm")
    assert found == "3:5: Saved and loaded, it does not lead to the same: Move 3 leads to another position."
    assert len(seen) == 1
    assert (tmp_path / "saves" / f"{seen[0]}.journal").exists()


def test_the_library_is_not_changed(tmp_path: Path) -> None:
    before = fishery().digest
    assert faults(tmp_path, "card: calm_sea", fishery()) == []
    assert fishery().digest == before
    assert "sandbox" not in fishery().scenarios


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tests: {}\n", "too-few"),
        ("tests:\n  a: {crd: calm}\n", "unknown-field"),
        ("tests:\n  a: {card: calm, given: {states: 9}}\n", "out-of-range"),
        ("tests:\n  a: {card: calm, crisis: won}\n", "unknown-word"),
        ("tests:\n  a: {card: calm, crisis: met, choose: x}\n", "does-not-fit"),
        ("tests:\n  a: {card: calm}\n  a: {card: calm}\n", "duplicate-key"),
        ("tests: [\n", "open-bracket"),
        ("\x00", "forbidden-character"),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    path = put(laid_out(tmp_path) / "tests" / "bad.yaml", text)
    problems = Problems()
    assert read_file(path, path.parents[1], problems) is None
    (problem,) = problems
    assert problem.place.file == str(path)
    assert problem.code == said


def test_a_link_out_of_the_pack_is_refused(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside.yaml", "tests: {a: {card: calm}}\n")
    pack = laid_out(tmp_path)
    (pack / "tests").mkdir()
    (pack / "tests" / "link.yaml").symlink_to(outside)
    problems = Problems()
    assert read_file(pack / "tests" / "link.yaml", pack, problems) is None
    assert [problem.code for problem in problems] == ["link-outside"]


def test_tests_are_found_by_pack_folder_and_file(tmp_path: Path) -> None:
    pack = laid_out(tmp_path, tests={"a": "tests: {x: {card: calm}}", "b": "tests: {x: {card: calm}}"})
    both = [pack / "tests" / "a.yaml", pack / "tests" / "b.yaml"]
    assert found_in(pack) == (pack, both)
    assert found_in(pack / "tests") == (pack, both)
    assert found_in(both[1]) == (pack, both[1:])
    with pytest.raises(AllianceError, match="There is no file or folder"):
        found_in(tmp_path / "nothing")
    with pytest.raises(AllianceError, match="no file of card tests"):
        found_in(pack / "cards" / "mine" / "blockade.yaml")


def test_nothing_is_written_into_the_pack(tmp_path: Path) -> None:
    pack = laid_out(tmp_path, tests={"a": "tests: {x: {card: calm}}"})
    before = sorted(pack.rglob("*"))
    file = read_file(pack / "tests" / "a.yaml", pack, Problems())
    assert file is not None
    assert [verdict.faults for verdict in run_file(load([pack]), file, tmp_path / "saves")] == [()]
    assert sorted(pack.rglob("*")) == before
