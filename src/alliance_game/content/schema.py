"""JSON Schemas of the kinds of definition, for editors: they complete and underline while an author types."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from ..definitions import Library, RulesFolder
from ..definitions.base import Definition
from ..definitions.effects import VERBS
from ..definitions.pack import Patch
from ..definitions.texts import Texts
from ..definitions.trials import CardTests
from ..errors import UnknownName
from .remarks import remarks
from .samples import sample_of
from .snippets import ROLES, names_in, put_places, put_snippets
from .validation import KINDS

FILES: dict[str, Any] = {**KINDS, "tests": CardTests, "texts": Texts}
"""Every kind of file that an author writes."""
DIALECT = "http://json-schema.org/draft-07/schema#"
_COMPLETE_IN_LISTS = frozenset({"Ruleset", "Phase", "Draw", "Act", "Ask", "Hook", "Worth", "Beside"})


def schema(kind: str, library: Library, ruleset: str | None = None) -> dict[str, Any]:
    """The JSON Schema of a kind of file, with the names of a ruleset in it; without one, of all rulesets together.

    Raises ``UnknownName`` for a kind or ruleset that does not exist.
    """
    if kind not in FILES:
        raise UnknownName("kind of definition", kind, FILES)
    if ruleset is not None and ruleset not in library.rulesets:
        raise UnknownName("ruleset", ruleset, library.rulesets)
    made = TypeAdapter(FILES[kind]).json_schema(by_alias=True, schema_generator=_Untitled)
    definitions = dict(made.get("$defs", {}))
    if isinstance(FILES[kind], type):
        definitions[FILES[kind].__name__] = made
    _put_remarks(definitions)
    _share_effects(made, definitions)
    # Where rulesets call a track by different words, those of the one that the others extend come last, and stay.
    heirs_first = sorted(library.rulesets, key=lambda name: (library.rulesets[name].ruleset.extends is None, name))
    chosen = [ruleset] if ruleset is not None else heirs_first
    if kind == "ruleset":
        _loosen(definitions)
    else:
        _put_names(definitions, _names(library.rulesets[name] for name in chosen))
    if kind not in ("pack", "tests", "texts"):
        _open(made, definitions)
        _offer(kind, made, definitions, library, chosen)
    return {"$schema": DIALECT, **made}


def schema_text(kind: str, library: Library, ruleset: str | None = None) -> str:
    """The schema as the text of a file, the same every time."""
    # Keys stay in the order of the models: editors write what is required in the order of the schema.
    return json.dumps(schema(kind, library, ruleset), indent=1, ensure_ascii=False) + "\n"


def write_schemas(folder: Path, library: Library, ruleset: str | None = None) -> None:
    """Write ``<kind>.schema.json`` for every kind into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in FILES:
        text = schema_text(kind, library, ruleset)
        (folder / f"{kind}.schema.json").write_text(text, encoding="utf-8", newline="\n")


class _Untitled(GenerateJsonSchema):
    """Without a title on every field: it would only repeat the field's name above its description.

    Nothing is not told as a default either: an editor would write the word ``null``. A number is one, even where it
    could be an expression.
    """

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: Any) -> dict[str, Any]:
        made = super().default_schema(schema)
        if str(made.get("default")).isdecimal():
            made["default"] = int(made["default"])
        return {key: value for key, value in made.items() if key != "default" or value not in (None, [])}


def _put_remarks(definitions: Mapping[str, Any]) -> None:
    models = {each.__name__: each for each in _models(Definition)}
    for name, definition in definitions.items():
        for field, text in remarks(models[name]).items():
            definition["properties"][field]["description"] = text


def _models(base: type[Definition]) -> Iterator[type[Definition]]:
    for each in base.__subclasses__():
        yield each
        yield from _models(each)


def _loosen(definitions: Mapping[str, Any]) -> None:
    """A ruleset that extends another may leave out anything but what stands in lists, which are taken whole."""
    for name, definition in definitions.items():
        is_effect = set(definition.get("properties", ())) >= {"if", "rule"} and name not in _COMPLETE_IN_LISTS
        if name == "Ruleset":
            whole = definition.pop("required")
            definition["anyOf"] = [{"required": ["extends"]}, {"required": whole}]
        elif not is_effect and name not in _COMPLETE_IN_LISTS:
            definition.pop("required", None)


def _share_effects(made: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Effects are named once, instead of being listed wherever some can stand."""
    listed = [{"$ref": f"#/$defs/{model.__name__}"} for model in VERBS.values()]
    if "Change" in definitions:
        for part in (made, *definitions.values()):
            _put_for(part, {"oneOf": listed}, {"$ref": "#/$defs/Effect"})
        definitions["Effect"] = {"description": "Something that happens.", "oneOf": listed}
        made["$defs"] = {name: definitions[name] for name in ("Effect", *made["$defs"])}


def _put_for(part: Any, old: dict[str, Any], new: dict[str, Any]) -> None:
    """Put one part of a schema in the place of another, wherever that stands."""
    for key, value in part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ():
        if value == old:
            part[key] = new
        else:
            _put_for(value, old, new)


def _offer(kind: str, made: dict[str, Any], definitions: dict[str, Any], library: Library, chosen: list[str]) -> None:
    """What an editor offers to write, with the names of the first ruleset; tracks with those of all."""
    if kind in ROLES:
        put_places(kind, definitions, (library.rulesets[name].ruleset for name in chosen))
    if chosen:
        folder = library.rulesets[chosen[0]]
        names = names_in(kind, folder.ruleset, sample_of(library, chosen[0]), folder.agreements)
        put_snippets(kind, made, definitions, names)


def _open(made: dict[str, Any], definitions: Mapping[str, Any]) -> None:
    """A file may also extend, patch or replace another one; a patch has none of the fields of what it changes."""
    building = {
        "extends": {"type": "string", "description": "The id of what this is like: its fields are copied."},
        "replace": {"type": "string", "description": "The id of what this takes the place of."},
        **TypeAdapter(Patch).json_schema(by_alias=True, schema_generator=_Untitled)["properties"],
    }
    for field, text in remarks(Patch).items():
        building[field]["description"] = text
    tops = [made]
    if "oneOf" in made:
        # What leaves out its `kind` fits more than one kind.
        made["anyOf"] = made.pop("oneOf")
        tops = [definitions[part["$ref"].rsplit("/", 1)[1]] for part in made["anyOf"]]
    for top in tops:
        top["properties"] |= {field: building[field] for field in building if field not in top["properties"]}
        whole = {"required": top.pop("required")} if "required" in top else top["anyOf"][-1]
        top["anyOf"] = [whole, {"required": ["extends"]}, {"required": ["patch"]}]


def _names(folders: Iterable[RulesFolder]) -> dict[tuple[str, str], list[str]]:
    """For fields that hold or have as keys names of the ruleset: those names."""
    found: dict[tuple[str, str], set[str]] = {}
    for folder in folders:
        rules = folder.ruleset
        state, crisis = rules.tracks.state, rules.tracks.crisis
        for field, names in (
            (("CrisisCard", "tags"), rules.tags),
            (("IncidentCard", "tags"), rules.tags),
            (("CrisisCard", "start"), crisis),
            (("Dated", "start"), crisis),
            (("Choice", "cost"), state),
            (("Form", "cost"), state),
            (("Tactic", "cost"), state),
            (("StateOf", "start"), state),
            (("Tactic", "group"), rules.groups),
            (("Scenario", "decks"), rules.decks),
            (("Agenda", "marks"), rules.lengths),
            (("Sign", "sign"), folder.agreements),
            (("End", "end"), folder.agreements),
            (("Run", "run"), rules.blocks),
            (("Tally", "tally"), rules.tallies),
            (("Peek", "peek"), rules.decks),
            (("EndGame", "end_game"), rules.endings),
        ):
            found.setdefault(field, set()).update(names)
    return {field: sorted(names) for field, names in found.items() if names}


def _put_names(definitions: Mapping[str, Any], names: Mapping[tuple[str, str], list[str]]) -> None:
    for (model, field), known in names.items():
        if model in definitions:
            _put(definitions[model]["properties"][field], known)


def _put(field: dict[str, Any], known: list[str]) -> None:
    """Names go to the entries of a list, to the keys of a mapping, or to the text itself."""
    for part in (field, *field.get("anyOf", ())):
        match part.get("type"):
            case "array":
                part["items"] = {"enum": known}
            case "object":
                part["propertyNames"] = {"enum": known}
            case "string":
                part.pop("pattern", None)
                part["enum"] = known
