"""JSON Schemas of the kinds of definition, for editors: they complete and underline while an author types."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from ..definitions import Library, RulesFolder
from ..definitions.base import Definition
from ..errors import UnknownName
from .remarks import remarks
from .validation import KINDS

DIALECT = "http://json-schema.org/draft-07/schema#"
_COMPLETE_IN_LISTS = frozenset({"Ruleset", "Phase", "Draw", "Act", "Ask", "Hook", "Worth", "Beside"})


def schema(kind: str, library: Library, ruleset: str | None = None) -> dict[str, Any]:
    """The JSON Schema of a kind of file, with the names of a ruleset in it; without one, of all rulesets together.

    Raises ``UnknownName`` for a kind or ruleset that does not exist.
    """
    if kind not in KINDS:
        raise UnknownName("kind of definition", kind, KINDS)
    if ruleset is not None and ruleset not in library.rulesets:
        raise UnknownName("ruleset", ruleset, library.rulesets)
    made = TypeAdapter(KINDS[kind]).json_schema(by_alias=True, schema_generator=_Untitled)
    definitions = dict(made.get("$defs", {}))
    if isinstance(KINDS[kind], type):
        definitions[KINDS[kind].__name__] = made
    _put_remarks(definitions)
    if kind == "ruleset":
        _loosen(definitions)
    else:
        chosen = [library.rulesets[ruleset]] if ruleset is not None else list(library.rulesets.values())
        _put_names(definitions, _names(chosen))
    return {"$schema": DIALECT, **made}


def schema_text(kind: str, library: Library, ruleset: str | None = None) -> str:
    """The schema as the text of a file, the same every time."""
    return json.dumps(schema(kind, library, ruleset), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def write_schemas(folder: Path, library: Library) -> None:
    """Write ``<kind>.schema.json`` for every kind into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        (folder / f"{kind}.schema.json").write_text(schema_text(kind, library), encoding="utf-8", newline="\n")


class _Untitled(GenerateJsonSchema):
    """Without a title on every field: it would only repeat the field's name above its description."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


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
