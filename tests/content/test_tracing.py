"""Where the fields of a thing come from, when several files have a part in it."""

from alliance_game.content.folders import File, Key
from alliance_game.content.loader import workshop_of
from alliance_game.content.problems import Problems
from alliance_game.content.tracing import traced

from .packed import beside, pack

SQUALL = "cards/weather/squall.yaml"
LAKE = "rules/lake/ruleset.yaml"
CHANGES = "packs/gusts/cards/mine/changes.yaml"


def told(key: Key, name: str, text: str) -> dict[str, tuple[str, str]]:
    """Each field of a thing of the lake after a pack has changed it: what it holds, and where that is written."""
    files = beside(pack("gusts", {name: text}))
    made = workshop_of([File(each, each, files[each]) for each in sorted(files)], Problems())
    return {each.path: (each.value, str(each.place)) for each in traced(made.sources[key])}


def test_every_field_has_the_file_that_gave_it() -> None:
    """A list that two files have a part in is told entry by entry, anything else whole."""
    text = "patch: squall\nset: {failed.1.by: -2, title: Gale}\nadd: {failed: {change: world.fish, by: -1}}\n"
    assert told(("card", "squall"), "cards/mine/changes.yaml", text) == {
        "title": ("Gale", f"{CHANGES}:2:31"),
        "kind": ("crisis", f"{SQUALL}:2:7"),
        "text": ("A squall comes down on {target}.", f"{SQUALL}:3:7"),
        "tags": ("[storm]", f"{SQUALL}:4:7"),
        "target": ("{most: it.boats, chance: 50}", f"{SQUALL}:5:9"),
        "start": ("{severity: 3}", f"{SQUALL}:6:8"),
        "failed.1.change": ("target.boats", f"{SQUALL}:8:12"),
        "failed.1.by": ("-2", f"{CHANGES}:2:20"),
        "failed.2": ("{change: world.fish, by: -1}", f"{CHANGES}:3:15"),
    }


def test_what_is_too_long_for_a_line_is_told_by_its_parts() -> None:
    """Entries that have an id go by it, as in a patch."""
    found = told(("ruleset", "lake"), "rules/gusts/unused.yaml", "")
    assert found["constants"] == ("{stock: 12, price: 2}", f"{LAKE}:10:12")
    assert found["phases.weather.draw"] == ("{deck: weather, count: 1}", f"{LAKE}:30:23")
    assert found["options.fog.title"][0] == "Fog"
    assert "phases" not in found
