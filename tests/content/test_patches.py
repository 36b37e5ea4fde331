"""Files that extend, patch and replace things of other files."""

from typing import Any

import pytest

from alliance_game.content import KINDS, load_sources
from alliance_game.content.folders import PARTS
from alliance_game.content.schema import schema
from alliance_game.definitions import Library

from .lake import LAKE
from .packed import faults, lake, pack, warnings
from .test_schema import misfit

CARD = "cards/mine/changes.yaml"
SQUALL = ("card", "squall")


def patch(text: str, file: str = CARD) -> dict[str, str]:
    """A pack with one file."""
    return pack("gusts", {file: text})


def dumped(library: Library, card: str) -> dict[str, Any]:
    """A card as plain data."""
    return library.cards[card].card.model_dump(mode="json", by_alias=True, exclude_unset=True)


def test_a_patch_sets_adds_and_removes_by_path_and_leaves_the_rest() -> None:
    text = """\
patch: squall
set:
  title: Great squall
  start.severity: 4
  failed.1.by: -2
add:
  weight: 3
  failed: {change: world.fish, by: -1}
  failed.1: {change: target.coins, by: -1}
  tags: [calm]
remove: [target.chance]
"""
    library = lake(patch(text))
    before, after = dumped(lake(), "squall"), dumped(library, "squall")
    assert after == before | {
        "title": "Great squall",
        "start": {"severity": "4"},
        "target": {"most": "it.boats"},
        "weight": 3,
        "tags": ["storm", "calm"],
        "failed": [
            {"change": "target.coins", "by": "-1"},
            {"change": "target.boats", "by": "-2"},
            {"change": "world.fish", "by": "-1"},
        ],
    }
    assert library.cards["squall"].deck == "weather"
    assert dumped(library, "still_water") == dumped(lake(), "still_water")


def test_every_part_of_a_patched_thing_has_the_place_where_it_is_written() -> None:
    text = "patch: squall\nset: {title: Great squall}\nadd:\n  failed:\n  - {change: world.fish, by: -1}\n"
    library = lake(patch(text))
    places = {
        (): "cards/weather/squall.yaml:1:1",
        ("title",): "packs/gusts/cards/mine/changes.yaml:2:14",
        ("text",): "cards/weather/squall.yaml:3:7",
        ("failed", 0, "by"): "cards/weather/squall.yaml:8:30",
        ("failed", 1, "change"): "packs/gusts/cards/mine/changes.yaml:5:14",
    }
    assert {path: str(library.place(SQUALL, path)) for path in places} == places


def test_paths_mean_the_thing_as_it_was_before_the_file() -> None:
    base = pack("more", {CARD: "patch: squall\nadd: {failed: [{tell: two}, {tell: three}]}\n"})
    text = "patch: squall\nset: {failed.2.tell: second}\nadd: {failed.3: {tell: between}}\nremove: [failed.1]\n"
    after = dumped(lake(base, pack("winds", {CARD: text}, needs="[more]")), "squall")
    assert [effect["tell"] for effect in after["failed"]] == ["second", "between", "three"]


def test_entries_that_have_an_id_are_called_by_it() -> None:
    text = """\
patch: north_shore
set: {states.ash.title: Ashland}
add: {states.no: {id: oak, title: Oak}}
"""
    scenario = lake(patch(text, "rules/scenarios/names.yaml")).scenarios["north_shore"]
    assert [(state.id, state.title) for state in scenario.states] == [
        ("elm", "Elm"),
        ("ash", "Ashland"),
        ("oak", "Oak"),
        ("no", "Norway"),
    ]


PATCHED_KINDS = {
    "rules/lake/tactics/x.yaml": ("tactic", "lake", "cast_nets"),
    "rules/lake/agreements/x.yaml": ("agreement", "lake", "pool"),
    "rules/lake/agendas/x.yaml": ("agenda", "lake", "fleet"),
    "rules/scenarios/x.yaml": ("scenario", "north_shore"),
    "rules/codex/x.yaml": ("codex", "pool"),
    "rules/x/ruleset.yaml": ("ruleset", "lake"),
    "cards/x/x.yaml": ("card", "squall"),
}


def title(library: Library, *key: str) -> str:
    """The title of a thing of any kind."""
    if key[0] in PARTS.values():
        part = next(part for part, kind in PARTS.items() if kind == key[0])
        things = getattr(library.rulesets[key[1]], part)
        return str(things[key[2]].title)
    if key[0] == "ruleset":
        return library.rulesets[key[1]].ruleset.title
    if key[0] == "card":
        return library.cards[key[1]].card.title
    return library.codex[key[1]].title if key[0] == "codex" else library.scenarios[key[1]].title


@pytest.mark.parametrize("file", PATCHED_KINDS)
def test_one_way_for_all_kinds(file: str) -> None:
    """Patch, replace and extend each kind of thing."""
    key, before = PATCHED_KINDS[file], lake()
    name = key[-1]
    original = LAKE[before.origins[key].file].replace(f"title: {title(before, *key)}", "title: Other")
    assert title(lake(patch(f"patch: {name}\nset: {{title: Mended}}\n", file)), *key) == "Mended"
    replaced = lake(patch(f"replace: {name}\n{original}", file))
    assert title(replaced, *key) == "Other"
    assert replaced.origins[key].file == f"packs/gusts/{file}"
    extended = lake(patch(f"extends: {name}\ntitle: Like it\n", file))
    assert title(extended, *key[:-1], "x") == "Like it"
    assert title(extended, *key) == title(before, *key)


def test_an_extension_copies_fields_merges_mappings_and_replaces_lists() -> None:
    text = "extends: squall\ntitle: Gale\nstart: {age: 2}\nfailed: []\ntarget: {chance: null}\n"
    after = dumped(lake(pack("gusts", {"cards/weather/gale.yaml": text})), "gale")
    assert after == dumped(lake(), "squall") | {
        "title": "Gale",
        "start": {"severity": "3", "age": "2"},
        "failed": [],
        "target": {"most": "it.boats", "chance": None},
    }


def test_an_extension_knows_what_patches_do_to_its_parent_and_is_patched_itself() -> None:
    files = {
        "cards/weather/gale.yaml": "extends: squall\ntitle: Gale\n",
        "cards/weather/a.yaml": "patch: squall\nset: {text: 'Wind, and more of it.'}\n",
        "cards/weather/b.yaml": "patch: gale\nset: {failed.1.by: -3}\n",
    }
    library = lake(pack("gusts", files))
    assert library.cards["gale"].card.text == "Wind, and more of it."
    assert dumped(library, "gale")["failed"][0]["by"] == "-3"
    assert dumped(library, "squall")["failed"][0]["by"] == "-1"
    assert str(library.place(("card", "gale"), ("text",))) == "packs/gusts/cards/weather/a.yaml:2:13"
    assert str(library.place(("card", "gale"), ("failed", 0, "by"))) == "packs/gusts/cards/weather/b.yaml:2:20"
    assert str(library.place(("card", "gale"), ("kind",))) == "cards/weather/squall.yaml:2:7"


def test_what_a_ruleset_hands_down_can_be_patched_before_and_after() -> None:
    files = {
        "rules/deep/ruleset.yaml": "extends: lake\ntitle: Deep\n",
        "rules/abyss/ruleset.yaml": "extends: deep\ntitle: Abyss\n",
        "rules/lake/tactics/a.yaml": "patch: cast_nets\nset: {title: Cast}\n",
        "rules/deep/tactics/b.yaml": "patch: cast_nets\nadd: {about: Deep down.}\n",
        "rules/abyss/tactics/c.yaml": "extends: cast_nets\ntitle: Cast deeper\n",
    }
    library = lake(pack("deep", files))
    found = {name: library.rulesets[name].tactics["cast_nets"] for name in ("lake", "deep", "abyss")}
    assert {name: tactic.title for name, tactic in found.items()} == dict.fromkeys(found, "Cast")
    assert {name: tactic.about for name, tactic in found.items()} == {
        "lake": None,
        "deep": "Deep down.",
        "abyss": "Deep down.",
    }
    assert library.rulesets["abyss"].tactics["c"].title == "Cast deeper"
    assert library.rulesets["lake"].tactics["share_chart"] is library.rulesets["abyss"].tactics["share_chart"]


def test_a_patched_ruleset_hands_its_changes_on() -> None:
    files = {
        "rules/deep/ruleset.yaml": "extends: lake\ntitle: Deep\n",
        "rules/prices/ruleset.yaml": "patch: lake\nset: {constants.price: 3, phases.night.do.1.by: growth + 1}\n"
        "add: {phases.day: {id: dawn, do: []}}\n",
    }
    rules = lake(pack("prices", files)).rulesets
    for name in ("lake", "deep"):
        assert rules[name].ruleset.constants["price"] == 3
        assert [phase.id for phase in rules[name].ruleset.phases] == ["weather", "dawn", "day", "night"]
    assert "prices" not in rules


def test_patches_of_several_packs_come_in_the_order_of_the_packs() -> None:
    first = pack("zephyr", {CARD: "patch: squall\nset: {title: Zephyr}\n"})
    second = pack("breeze", {CARD: "patch: squall\nset: {title: Breeze}\n"}, after="[zephyr]")
    assert lake(first, second).cards["squall"].card.title == "Breeze"
    assert warnings(first, second) == []
    open_order = pack("breeze", {CARD: "patch: squall\nset: {title: Breeze}\n"})
    assert lake(first, open_order).cards["squall"].card.title == "Zephyr"
    (told,) = warnings(first, open_order)
    assert told == (
        "packs/zephyr/cards/mine/changes.yaml:2:7: warning[patch-clash]: The same is changed at "
        "packs/breeze/cards/mine/changes.yaml:2:7, and nothing says which of the two packs comes first. "
        "Name the other pack in `after` in `pack.yaml`."
    )


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ("patch: squall\nset: {failed.1.by: -2}\n", "patch: squall\nremove: [failed.1]\n", True),
        ("patch: squall\nremove: [failed]\n", "replace: squall\n" + LAKE["cards/weather/squall.yaml"], True),
        ("patch: squall\nset: {target.chance: 5}\n", "patch: squall\nset: {target.most: it.coins}\n", False),
        ("patch: squall\nadd: {failed: {tell: a}}\n", "patch: squall\nadd: {failed: {tell: b}}\n", False),
        ("patch: squall\nset: {title: A}\n", "patch: still_water\nset: {title: B}\n", False),
    ],
)
def test_a_clash_is_the_same_field_or_a_part_of_it(first: str, second: str, clash: bool) -> None:
    found = warnings(pack("a", {CARD: first}), pack("b", {CARD: second}))
    assert [("patch-clash" in line) for line in found] == [True] * clash


MISSES = [
    (
        "set: {titel: A}",
        "2:7",
        "patch-misses",
        "There is nothing at `titel` in the card 'squall'. Did you mean 'title'?",
    ),
    (
        "set: {weight: 2}",
        "2:7",
        "patch-misses",
        "There is nothing at `weight` in the card 'squall'. Something new comes with `add`.",
    ),
    (
        "set: {failed.2.by: 1}",
        "2:7",
        "patch-misses",
        "There is nothing at `failed.2.by` in the card 'squall'. The list there has 1 entry, counted from 1.",
    ),
    (
        "set: {failed.0.by: 1}",
        "2:7",
        "patch-misses",
        "There is nothing at `failed.0.by` in the card 'squall'. The list there has 1 entry, counted from 1.",
    ),
    (
        "set: {title.it: 1}",
        "2:7",
        "patch-misses",
        "There is nothing at `title.it` in the card 'squall'. What stands there has no parts.",
    ),
    (
        "set: {target.mots: 1}",
        "2:7",
        "patch-misses",
        "There is nothing at `target.mots` in the card 'squall'. Did you mean 'most'?",
    ),
    (
        "set: {'': 1}",
        "2:7",
        "patch-misses",
        "There is nothing at `` in the card 'squall'. Something new comes with `add`.",
    ),
    (
        "remove: [tags.2]",
        "2:10",
        "patch-misses",
        "There is nothing at `tags.2` in the card 'squall'. The list there has 1 entry, counted from 1.",
    ),
    (
        "remove: [strat]",
        "2:10",
        "patch-misses",
        "There is nothing at `strat` in the card 'squall'. Did you mean 'start'?",
    ),
    (
        "add: {opens.then: [a]}",
        "2:7",
        "patch-misses",
        (
            "There is nothing at `opens.then` in the card 'squall'. "
            "There are: failed, kind, start, tags, target, text, title."
        ),
    ),
    ("add: {title: A}", "2:7", "already-there", "There is something at `title` already. Change it with `set`."),
    (
        "set: {target: any, target.most: it.coins}",
        "2:20",
        "patch-twice",
        "`target.most` would be lost: this file sets or removes what it is in. Do one of the two.",
    ),
    ("add: {failed: []}\nremove: [failed]", "2:7", "patch-twice", ""),
    ("add: {when: 1 = 2}", "2:15", "bad-character", ""),
    (
        "add: {failed: {change: world.fsh, by: 1}}",
        "2:30",
        "unknown-track",
        "'fsh' is not a track or value. Did you mean 'fish'?",
    ),
    ("add: {start.severty: 1}", "2:7", "unknown-track", ""),
    ("add: {copes: 1}", "2:7", "unknown-field", "The file has no field `copes`. Did you mean 'copies'?"),
    ("set: {title: 5}", "2:14", "wrong-type", ""),
    ("remove: [title]", "2:10", "missing-field", "The file lacks `title`."),
    ("add: {target.least: it.coins}", "2:7", "does-not-fit", ""),
    ("sett: {title: A}", "2:1", "unknown-field", "The file has no field `sett`. Did you mean 'set'?"),
    ("set: [title]", "2:6", "wrong-type", ""),
    ("remove: title", "2:9", "wrong-type", ""),
    ("remove: [[title]]", "2:10", "wrong-type", ""),
    ("", "1:1", "does-not-fit", "A `patch` needs `set`, `add` or `remove`."),
    ("title: Squall", "2:1", "unknown-field", ""),
    (
        "replace: squall",
        "2:1",
        "does-not-fit",
        "A file has only one of `extends`, `patch` and `replace`. Make two files of it.",
    ),
]


@pytest.mark.parametrize(("lines", "place", "code", "said"), MISSES)
def test_what_is_wrong_with_a_patch_is_told_in_its_line(lines: str, place: str, code: str, said: str) -> None:
    found = faults(patch(f"patch: squall\n{lines}\n"))
    start = f"packs/gusts/cards/mine/changes.yaml:{place}: error[{code}]: "
    assert [line for line in found if line.startswith(start)] == found
    assert found[0].removeprefix(start) == said or not said


@pytest.mark.parametrize("way", ["extends", "patch", "replace"])
@pytest.mark.parametrize(
    ("name", "place", "problem"),
    [
        ("squal", "", "error[unknown-card]: There is no card 'squal'. Did you mean 'squall'?"),
        ("5", "", "error[wrong-type]: `{way}` must be text: the id of the card that is meant."),
        ("", "", "error[wrong-type]: `{way}` must be text: the id of the card that is meant."),
        ("[squall]", "", "error[wrong-type]: `{way}` must be text: the id of the card that is meant."),
    ],
)
def test_what_is_built_on_must_be_there(way: str, name: str, place: str, problem: str) -> None:
    rest = "set: {title: A}\n" if way == "patch" else LAKE["cards/weather/squall.yaml"] if way == "replace" else ""
    (found,) = faults(patch(f"{way}: {name}\n{rest}"))
    assert found.startswith("packs/gusts/cards/mine/changes.yaml:1:")
    assert found.split(": ", 1)[1] == problem.format(way=way)


def test_what_ruleset_a_ruleset_extends_cannot_be_patched() -> None:
    files = {
        "rules/deep/ruleset.yaml": "extends: lake\ntitle: Deep\n",
        "rules/x/ruleset.yaml": "patch: deep\nset: {extends: deep}\n",
    }
    told = "packs/deep/rules/x/ruleset.yaml:2:7: error[does-not-fit]: What a ruleset extends cannot be changed."
    assert faults(pack("deep", files)) == [told]
    files["rules/x/ruleset.yaml"] = "patch: lake\nadd: {extends: deep}\n"
    assert faults(pack("deep", files)) == [told]


def test_what_a_replaced_ruleset_extended_hands_nothing_down_to_it() -> None:
    files = {
        "rules/deep/ruleset.yaml": "extends: lake\ntitle: Deep\n",
        "rules/other/ruleset.yaml": "replace: deep\n" + LAKE["rules/lake/ruleset.yaml"].split("record:")[0],
        "rules/lake/tactics/nets.yaml": "replace: cast_nets\ntitle: Nets\neffects: [{tell: Nets.}]\n",
        "rules/north/ruleset.yaml": "extends: lake\ntitle: North\n",
        "rules/north/tactics/nets.yaml": "patch: cast_nets\nset: {title: Cold nets}\n",
    }
    library = lake(pack("deep", files))
    assert library.rulesets["deep"].tactics == {}
    assert library.rulesets["north"].tactics["cast_nets"].title == "Cold nets"
    assert library.origins["tactic", "north", "cast_nets"].file == "packs/deep/rules/lake/tactics/nets.yaml"


def test_rings_of_extensions_are_told_for_every_kind() -> None:
    files = {f"rules/lake/agreements/{a}.yaml": f"extends: {b}\n" for a, b in (("a", "b"), ("b", "a"), ("c", "b"))}
    told = ":1:10: error[extends-itself]: An agreement cannot extend itself: "
    assert faults(pack("ring", files)) == [
        f"packs/ring/rules/lake/agreements/a.yaml{told}a → b → a.",
        f"packs/ring/rules/lake/agreements/b.yaml{told}b → a → b.",
    ]


def test_a_very_long_line_of_extensions_is_no_trouble() -> None:
    files = {f"cards/long/c{number}.yaml": f"extends: c{number + 1}\n" for number in range(1500)}
    library = lake(pack("long", files | {"cards/long/c1500.yaml": "extends: squall\ntitle: Last\n"}))
    assert library.cards["c0"].card.title == "Last"


def test_small_files_cannot_copy_without_end() -> None:
    big = LAKE["cards/weather/squall.yaml"] + "".join("- {change: target.boats, by: -1}\n" for _ in range(9000))
    files = {f"cards/big/c{number}.yaml": "extends: big\n" for number in range(40)}
    found = faults(pack("big", files | {"cards/big/big.yaml": big}))
    assert found
    assert all("error[too-big]: More than 500,000 values would be copied in all." in line for line in found)


def test_patches_cannot_nest_without_end() -> None:
    deep = "[" * 25 + "]" * 25
    files = {
        "cards/a/a.yaml": f"patch: squall\nadd: {{failed: [{{one_of: {deep}}}]}}\n",
        "cards/a/b.yaml": f"patch: squall\nset: {{failed.2.one_of.1.1.1.1.1.1.1.1.1.1.1.1.1: {deep}}}\n",
    }
    assert any(
        "b.yaml:2:7: error[too-deep]: More than 32 lists and mappings" in line for line in faults(pack("deep", files))
    )


def test_a_broken_file_that_is_built_on_is_one_fault() -> None:
    files = {
        "cards/a/broken.yaml": "title: [\n",
        "cards/a/heir.yaml": "extends: broken\n",
        "cards/a/x.yaml": "patch: broken\nset: {title: A}\n",
    }
    assert [line.split(": ")[0] for line in faults(pack("a", files))] == ["packs/a/cards/a/broken.yaml:1:8"]


def test_patch_files_are_in_the_sources_and_give_the_same_library_again() -> None:
    library = lake(
        patch("patch: squall\nset: {title: A}\n"),
        pack("other", {CARD: "patch: squall\nset: {weight: 2}\n".replace("set", "add")}),
    )
    again = load_sources(library.sources)
    assert again == library
    assert len([name for name in library.sources if name.endswith("/changes.yaml")]) == 2


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "pack"])
def test_editors_know_the_three_ways(kind: str) -> None:
    whole = schema(kind, lake())
    sound: tuple[dict[str, Any], ...] = (
        {"extends": "a"},
        {"patch": "a", "set": {"b.c": 1}, "add": {"d": ()}, "remove": ("e",)},
    )
    for data in sound:
        assert misfit(data, whole, whole) is None
    for data in ({"replace": "a"}, {"patch": 1}, {"patch": "a", "sets": {}}, {"patch": "a", "remove": "e"}, {}):
        assert misfit(data, whole, whole) is not None


def test_editors_know_a_pack() -> None:
    whole = schema("pack", lake())
    needs = ("a", {"id": "b", "version": ">=1"})
    assert misfit({"id": "a", "title": "A", "version": "1.0", "needs": needs}, whole, whole) is None
    assert misfit({"id": "a", "title": "A"}, whole, whole) is not None
    assert whole["properties"]["conflicts"]["description"] == "Packs that it cannot be used with."
