"""Rulesets that extend others."""

from alliance_game.content import load_sources

from .lake import LAKE, lake_with, problems_of

DEEP = """\
extends: lake
title: Deep water
constants: {stock: 20}
without: [share_chart]
tracks:
  state:
    boats: {max: 9}
hooks:
- {at: round_starts, do: [{change: world.fish, by: 2}]}
phases:
- id: day
  act: {actions: 1}
- id: dusk
  after: day
  do: []
- id: late_dusk
  after: day
  do: []
- id: last
  do: []
groups: {work: {title: Labour}}
"""
NETS = "title: Cast wide nets\ngroup: work\neffects: [{change: world.fish, by: -2}]\n"
FILES = {**LAKE, "rules/deep/ruleset.yaml": DEEP, "rules/deep/tactics/cast_nets.yaml": NETS}


def test_mappings_merge_and_lists_replace() -> None:
    rules = load_sources(FILES).rulesets["deep"].ruleset
    assert rules.title == "Deep water"
    assert dict(rules.constants) == {"stock": 20, "price": 2}
    assert rules.tracks.state["boats"].max == 9
    assert rules.tracks.state["boats"].start == "1"
    assert list(rules.lengths) == ["long", "short"]
    assert rules.groups["work"].title == "Labour"


def test_hooks_are_added_and_phases_go_where_they_say() -> None:
    rules = load_sources(FILES).rulesets["deep"].ruleset
    assert [hook.at for hook in rules.hooks] == ["turn_starts", "round_starts"]
    assert [phase.id for phase in rules.phases] == ["weather", "day", "dusk", "late_dusk", "night", "last"]
    day = rules.phases[1].act
    assert day is not None
    assert day.actions == "1"


def test_tactics_are_inherited_replaced_and_left_out() -> None:
    library = load_sources(FILES)
    assert [tactic.title for tactic in library.rulesets["deep"].tactics.values()] == ["Cast wide nets"]
    assert sorted(library.rulesets["lake"].tactics) == ["cast_nets", "share_chart"]
    assert library.rulesets["deep"].agreements == library.rulesets["lake"].agreements
    assert library.rulesets["deep"].agendas == library.rulesets["lake"].agendas


def test_every_part_keeps_the_place_where_it_is_written() -> None:
    library = load_sources(FILES)
    places = {
        ("constants", "stock"): "rules/deep/ruleset.yaml:3:20",
        ("constants", "price"): "rules/lake/ruleset.yaml:10:31",
        ("tracks", "state", "boats", "max"): "rules/deep/ruleset.yaml:7:18",
        ("tracks", "state", "boats", "start"): "rules/lake/ruleset.yaml:16:28",
        ("hooks", 0, "do", 0, "change"): "rules/lake/ruleset.yaml:28:35",
        ("hooks", 1, "do", 0, "change"): "rules/deep/ruleset.yaml:9:36",
        ("phases", 3, "do"): "rules/deep/ruleset.yaml:18:7",
        ("phases", 4, "do", 0, "by"): "rules/lake/ruleset.yaml:34:30",
        ("score", "of"): "rules/lake/ruleset.yaml:36:13",
    }
    for path, place in places.items():
        assert str(library.place(("ruleset", "deep"), path)) == place
    assert str(library.place(("tactic", "deep", "cast_nets"))).startswith("rules/deep/")
    assert str(library.place(("agreement", "deep", "pool"))).startswith("rules/lake/agreements/")


def test_chains_hand_everything_down_to_the_last() -> None:
    files = {**FILES, "rules/abyss/ruleset.yaml": "extends: deep\ntitle: Abyss\nconstants: {price: 5}\n"}
    library = load_sources(files)
    abyss = library.rulesets["abyss"]
    assert dict(abyss.ruleset.constants) == {"stock": 20, "price": 5}
    assert [tactic.title for tactic in abyss.tactics.values()] == ["Cast wide nets"]
    origin = ("ruleset", "abyss")
    assert str(library.place(origin, ("constants", "price"))) == "rules/abyss/ruleset.yaml:3:20"
    assert str(library.place(origin, ("constants", "stock"))) == "rules/deep/ruleset.yaml:3:20"
    assert str(library.place(origin, ("score", "of"))) == "rules/lake/ruleset.yaml:36:13"
    assert str(library.place(origin, ("phases", 0, "draw", "deck"))) == "rules/lake/ruleset.yaml:30:30"


def test_a_ring_is_told_at_each_of_its_members_only() -> None:
    files = {
        **LAKE,
        "rules/a/ruleset.yaml": "extends: b\n",
        "rules/b/ruleset.yaml": "extends: a\n",
    }
    texts = lake_with("rules/c/ruleset.yaml", "extends: c2\n")
    assert texts == ["rules/c/ruleset.yaml:1:10: error[unknown-ruleset]: There is no ruleset 'c2'. There are: lake."]
    files["rules/hangs_on/ruleset.yaml"] = "extends: a\n"
    assert problems_of(files) == [
        "rules/a/ruleset.yaml:1:10: error[extends-itself]: A ruleset cannot extend itself: a → b → a.",
        "rules/b/ruleset.yaml:1:10: error[extends-itself]: A ruleset cannot extend itself: b → a → b.",
    ]


def test_a_fault_in_an_inherited_part_is_told_where_it_is_written() -> None:
    files = {**LAKE, "rules/deep/ruleset.yaml": "extends: lake\ntitle: Deep\nconstants: {price: [1, 2]}\n"}
    assert [line.split(": ")[0] for line in problems_of(files)] == ["rules/lake/tactics/cast_nets.yaml:5:28"]
