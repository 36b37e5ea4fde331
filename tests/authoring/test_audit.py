"""The audit as a whole: silent where all is well, careful where a file is broken, and never surer than it may be."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from alliance_game.authoring.audit.audit import Audit, audit, audited
from alliance_game.authoring.audit.codes import CODES
from alliance_game.content import Problem, Problems
from alliance_game.content.folders import File
from alliance_game.content.loader import assembled
from alliance_game.definitions.library import Place

from ..content.lake import LAKE

RULES = "rules/lake/ruleset.yaml"
TIDY = {
    **LAKE,
    RULES: LAKE[RULES].replace(
        "  - {change: world.fish, by: growth}\n", "  - {for_each: {c: crises}, do: [{close: c}]}\n"
    ),
}
"""The lake with an end to its crises."""
ODD = Path(__file__).parent / "odd"
FISHERY = Path(__file__).parents[2] / "examples" / "fishery"
CALM = "cards/weather/calm.yaml"


def lake(files: Mapping[str, str]) -> Audit:
    """The audit of the lake with some files added or replaced."""
    problems = Problems()
    whole = {**TIDY, **files}
    library = assembled([File(name, name, text) for name, text in sorted(whole.items())], problems)
    return audited(library, problems)


def codes(found: Audit) -> list[tuple[str, str]]:
    return [(problem.place.file, problem.code) for problem in found.problems]


def test_nothing_is_found_in_the_base_packs_and_the_fishery() -> None:
    found = audit([FISHERY])
    assert [str(problem) for problem in found.problems] == []
    assert len(found.library.cards) > 40


def test_the_lake_is_right_but_for_its_crises() -> None:
    assert codes(lake({})) == []
    assert codes(lake(LAKE)) == [(RULES, "crisis-unmeetable")]


def test_what_was_looked_at_is_there_to_be_shown() -> None:
    odd = "title: Calm\nkind: incident\ntext: Nothing moves.\neffects: [{change: world.fish, by: 0}]\n"
    found = lake({CALM: odd})
    (problem,) = found.problems
    assert (problem.code, problem.place) == ("no-effect", Place(CALM, 4, 36))
    assert found.line(problem) == "effects: [{change: world.fish, by: 0}]"
    assert found.sources["card", "calm"].data == {
        "title": "Calm",
        "kind": "incident",
        "text": "Nothing moves.",
        "effects": ({"change": "world.fish", "by": 0},),
    }
    assert found.texts[CALM] == odd


def test_a_place_beyond_the_text_has_no_line() -> None:
    found = lake({})
    assert found.line(Problem(Place("nowhere.yaml", 1, 1), "x", "X.")) == ""
    assert found.line(Problem(Place("cards/weather/gale.yaml", 999, 1), "x", "X.")) == ""


def test_a_file_with_an_error_is_left_alone() -> None:
    odd = "title: Calm\nkind: incident\ntext: 'Two  blanks.'\neffects: [{change: world.fsh, by: 0}]\n"
    assert codes(lake({CALM: odd})) == [(CALM, "unknown-track")]


def test_whom_a_council_asks_is_left_alone_where_it_cannot_be_read() -> None:
    """What stands there is no condition; as one it would stop the audit."""
    odd = (
        "title: Dig\nparams: {partner: other}\nconsent: {ask: others, where: Who digs; who pays, passes: yes >= 1}\n"
        "effects: [{change: self.coins, by: 1}]\n"
    )
    dig = "rules/lake/tactics/dig.yaml"
    assert codes(lake({dig: odd})) == [(dig, "bad-character")]


def test_cards_of_a_ruleset_with_an_error_are_not_judged_by_it() -> None:
    broken = TIDY[RULES].replace("{change: self.coins, by: 1}", "{change: self.coin, by: 1}")
    odd = "title: Calm\nkind: incident\ntext: Nothing moves.\neffects: [{change: world.fish, by: 0}]\n"
    assert codes(lake({RULES: broken, CALM: odd})) == [(RULES, "unknown-track")]


def test_only_what_is_certain_is_an_error() -> None:
    for code in CODES.values():
        assert code.confidence == "certain" or code.severity == "warning", code
    with pytest.raises(ValueError, match="only likely"):
        Problem(Place("a.yaml", 1, 1), "no-effect", "Nothing.", confidence="likely")


def test_codes_are_told_apart_by_family_and_in_words() -> None:
    assert {code.family for code in CODES.values()} == {"logic", "balance", "text"}
    assert all(code.name == name and code.title[0].isupper() and "." not in code.title for name, code in CODES.items())
    assert all(code.severity == "warning" for code in CODES.values() if code.family == "balance")


def test_an_inherited_tactic_is_odd_only_if_it_is_odd_everywhere() -> None:
    """The pond has more room than the lake: what never fits into the lake may fit into the pond."""
    pond = {
        "rules/pond/ruleset.yaml": "extends: lake\ntitle: Pond\ntracks: {state: {coins: {max: 30}}}\n",
        "rules/lake/tactics/dig.yaml": "title: Dig\nwhen: self.coins > 20\neffects: [{change: self.coins, by: 1}]\n",
    }
    alone = {key: text for key, text in pond.items() if "pond" not in key}
    dig = "rules/lake/tactics/dig.yaml"
    assert (dig, "never-true") in codes(lake(alone))
    assert (dig, "never-true") not in codes(lake(pond))


def test_no_broken_file_stops_the_audit() -> None:
    for path in sorted((Path(__file__).parents[1] / "content" / "bad").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        name = text.splitlines()[0].removeprefix("# file: ")
        assert lake({name: text}).problems, path.name


def test_files_that_lost_a_line_do_not_stop_the_audit() -> None:
    odd = {path.relative_to(ODD).as_posix(): path for path in sorted(ODD.rglob("*.yaml")) if "harbour" in str(path)}
    texts = {name: path.read_text(encoding="utf-8") for name, path in odd.items()}
    for name, text in texts.items():
        lines = text.splitlines(keepends=True)
        for index in range(0, len(lines), 3):
            found = lake({**texts, name: "".join(lines[:index] + lines[index + 1 :])})
            assert all(problem.severity == "warning" or problem.confidence == "certain" for problem in found.problems)


def test_of_too_many_kinds_of_games_nothing_is_said() -> None:
    many = ", ".join(f"l{number}: {{rounds: {number % 9 + 1}, hauls: [1, 2, 3]}}" for number in range(60))
    rules = TIDY[RULES].replace("long: {rounds: 6, hauls: [1, 2, 3]}", many)
    rules = rules.replace("lean: {growth: 2}", ", ".join(f"d{number}: {{growth: {number}}}" for number in range(60)))
    odd = "title: Calm\nkind: incident\ntext: Nothing moves.\nwhen: round > 9 and world.fish > 30\n"
    odd += "effects: [{change: world.fish, by: 1}]\n"
    assert (CALM, "never-true") in codes(lake({CALM: odd}))
    assert [file for file, _ in codes(lake({RULES: rules, CALM: odd})) if file == CALM] == []
