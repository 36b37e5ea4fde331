"""JSON Schemas: equal to the committed files, with names in them, and true of the base content."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from alliance_game.authoring import skeletons
from alliance_game.content import KINDS, base_folder, load, load_sources
from alliance_game.content.folders import key_of
from alliance_game.content.problems import Problems
from alliance_game.content.schema import FILES, schema, schema_text
from alliance_game.content.snippets import _EFFECTS
from alliance_game.content.source import read
from alliance_game.definitions.effects import VERBS
from alliance_game.errors import UnknownName

from .lake import LAKE

SKELETONS = Path(skeletons.__file__).parent


@pytest.mark.parametrize("kind", FILES)
def test_committed_schemas_are_up_to_date(kind: str) -> None:
    committed = base_folder() / "schema" / f"{kind}.schema.json"
    expected = schema_text(kind, load())
    assert committed.read_text(encoding="utf-8") == expected, "run: python -m alliance_game.content schema"


def test_a_schema_has_the_names_of_its_ruleset() -> None:
    library = load_sources({**LAKE, "rules/deep/ruleset.yaml": "extends: lake\ntags: {fog: fog}\n"})
    card = schema("card", library, "lake")["$defs"]["CrisisCard"]["properties"]
    assert card["tags"]["items"] == {"enum": ["calm", "storm"]}
    assert card["start"]["propertyNames"] == {"enum": ["age", "severity"]}
    together = schema("card", library)["$defs"]["CrisisCard"]["properties"]
    assert together["tags"]["items"] == {"enum": ["calm", "fog", "storm"]}
    tactic = schema("tactic", library, "lake")
    assert tactic["properties"]["cost"]["propertyNames"] == {"enum": ["boats", "coins"]}
    assert tactic["$defs"]["Sign"]["properties"]["sign"]["enum"] == ["pool"]
    assert schema("scenario", library, "lake")["properties"]["decks"]["propertyNames"] == {"enum": ["weather"]}


def test_unknown_kinds_and_rulesets_are_told() -> None:
    library = load_sources(LAKE)
    with pytest.raises(UnknownName, match=r"Did you mean 'card'\?"):
        schema("cards", library)
    with pytest.raises(UnknownName, match=r"Did you mean 'lake'\?"):
        schema("card", library, "lakes")


@pytest.mark.parametrize("kind", KINDS)
def test_the_base_content_and_the_lake_are_as_the_schema_says(kind: str) -> None:
    for library in (load(), load_sources(LAKE)):
        whole = schema(kind, library)
        for name, text in library.sources.items():
            if key_of(name)[0] == kind:
                source = read(name, text, Problems())
                assert source is not None
                assert misfit(source.data, whole, whole) is None, name


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "titel:"),
        ("kind: crisis", "kind: crises"),
        ("[storm]", "[strom]"),
        ("chance: 50", "chance: 500"),
        ("{change:", "{chnge:"),
        ("severity: 3", "severty: 3"),
    ],
)
def test_a_schema_notices_mistakes(old: str, new: str) -> None:
    whole = schema("card", load_sources(LAKE))
    source = read("x", LAKE["cards/weather/squall.yaml"].replace(old, new), Problems())
    assert source is not None
    assert misfit(source.data, whole, whole) is not None


@pytest.mark.parametrize("kind", ["card", "tactic", "agreement", "scenario"])
def test_the_fishery_has_schemas_with_its_own_names(kind: str) -> None:
    pack = base_folder() / "examples" / "fishery"
    expected = schema_text(kind, load([pack]), "fishery")
    again = f"alliance-game schema {kind} --ruleset fishery --pack examples/fishery"
    assert (pack / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8") == expected, f"run: {again}"


@pytest.mark.parametrize("kind", FILES)
def test_every_field_is_explained(kind: str) -> None:
    made = schema(kind, load())
    parts = [made, *made.get("$defs", {}).values()]
    fields = [(part.get("title"), name, field) for part in parts for name, field in part.get("properties", {}).items()]
    assert fields
    assert [(title, name) for title, name, field in fields if not field.get("description")] == []


def test_every_verb_has_a_snippet() -> None:
    assert {*_EFFECTS} == {*VERBS}
    offered = schema("card", load())["$defs"]["Effect"]["defaultSnippets"]
    assert [each["label"] for each in offered] == [f"{verb} …" for verb in _EFFECTS]
    assert all(each["description"] for each in offered)


def test_snippets_and_tracks_are_those_of_the_ruleset() -> None:
    card = schema("card", load_sources(LAKE), "lake")
    bodies = [each["bodyText"] for each in card["defaultSnippets"]]
    assert all("coins" in body for body in bodies if "cost" in body)
    assert not any("tension" in body or "<" in body for body in bodies)
    offered = [each["label"] for each in card["$defs"]["Change"]["properties"]["change"]["defaultSnippets"]]
    assert {"who.boats", "target.coins"} <= {*offered}
    assert len(offered) == len({*offered})


def test_what_is_not_there_is_no_default() -> None:
    """An editor would write it."""
    for kind in FILES:
        assert '"default": null' not in schema_text(kind, load())
        assert '"default": []' not in schema_text(kind, load())


@pytest.mark.parametrize("top", ["cards", "rules", "examples"])
def test_every_file_says_which_schema_is_its_own(top: str) -> None:
    """Without that line an editor checks nothing, and says nothing of it."""
    files = sorted((base_folder() / top).rglob("*.yaml"))
    assert files
    for path in files:
        line = path.read_text(encoding="utf-8").split("\n", 1)[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
        assert named is not None, path
        assert (path.parent / named[1]).resolve().parent.name == "schema", path
        assert (path.parent / named[1]).is_file(), path


def test_settings_of_editors_name_schemas_that_are_there() -> None:
    for folder in (base_folder() / ".vscode", SKELETONS):
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        assert {*settings["yaml.schemas"]} == {f"schema/{kind}.schema.json" for kind in FILES}
        assert settings["yaml.schemaStore.enable"] is False
        extensions = json.loads((folder / "extensions.json").read_text(encoding="utf-8"))
        assert extensions["recommendations"] == ["redhat.vscode-yaml"]


TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": tuple,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}


def misfit(data: object, wanted: dict[str, Any], whole: dict[str, Any]) -> str | None:
    """Why data is not as a schema says; a validator just large enough for our own schemas."""
    if "$ref" in wanted:
        return misfit(data, whole["$defs"][wanted["$ref"].rsplit("/", 1)[1]], whole)
    if "anyOf" in wanted and all(misfit(data, part, whole) for part in wanted["anyOf"]):
        return f"none of anyOf: {data!r}"
    if "oneOf" in wanted and sum(misfit(data, part, whole) is None for part in wanted["oneOf"]) != 1:
        return f"not one of oneOf: {data!r}"
    if "type" in wanted and not isinstance(data, TYPES[wanted["type"]]):
        return f"{data!r} is no {wanted['type']}"
    if data not in wanted.get("enum", [data]) or data != wanted.get("const", data):
        return f"{data!r} is none of {wanted.get('enum', wanted.get('const'))}"
    if isinstance(data, dict):
        return misfit_of_mapping(data, wanted, whole)
    if isinstance(data, tuple):
        return next((why for part in data if (why := misfit(part, wanted.get("items", {}), whole))), None)
    if isinstance(data, str):
        fits = re.search(wanted.get("pattern", ""), data) and len(data) <= wanted.get("maxLength", len(data))
        return None if fits else f"{data!r} does not fit"
    too_high = isinstance(data, int) and data > wanted.get("maximum", data)
    return f"{data} is too high" if too_high else None


def misfit_of_mapping(data: dict[str, object], wanted: dict[str, Any], whole: dict[str, Any]) -> str | None:
    known = wanted.get("properties", {})
    if missing := set(wanted.get("required", ())) - set(data):
        return f"lacks {missing}"
    for key, value in data.items():
        if why := misfit(key, wanted.get("propertyNames", {}), whole):
            return why
        patterns = wanted.get("patternProperties", {})
        part = known.get(key) or next((patterns[p] for p in patterns if re.search(p, key)), None)
        if part is None and wanted.get("additionalProperties") is False:
            return f"strange {key}"
        if part is not None and (why := misfit(value, part, whole)):
            return f"{key}: {why}"
    return None
