"""What an author wrote: the effect at a place of a definition, and how it looks on one line."""

import json
import re
from collections.abc import Mapping

from pydantic import BaseModel

from ...definitions import Library
from ...definitions.base import Definition
from ...definitions.effects import VERBS, EffectBase
from ...definitions.library import Path
from ...language.steps import Site

PLAIN = re.compile(r"-?[0-9]+|[A-Za-z_][A-Za-z0-9_ .()<>=+*/-]*(?<! )")
RESERVED = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
"""Words that YAML may take for something else."""


def effect_at(library: Library, site: Site) -> EffectBase | None:
    """The effect that is written at a place: the site names the effect, or the key of its verb."""
    root = definition(library, site.kind)
    paths = [site.path[:end] for end in range(len(site.path), max(-1, len(site.path) - 3), -1)]
    found = (value_at(root, path) for path in paths)
    return next((value for value in found if isinstance(value, EffectBase)), None)


def definition(library: Library, kind: tuple[str, ...]) -> Definition | None:
    """What the first part of a site names."""
    match kind:
        case ("ruleset", name):
            return library.rulesets[name].ruleset
        case ("tactic", ruleset, name):
            return library.rulesets[ruleset].tactics[name]
        case ("agreement", ruleset, name):
            return library.rulesets[ruleset].agreements[name]
        case ("card", name):
            return library.cards[name].card
    return None


def value_at(value: object, path: Path) -> object:
    """What stands at a path inside a definition; ``None`` if there is nothing."""
    for key in path:
        if isinstance(value, BaseModel):
            names = {each.alias or name: name for name, each in type(value).model_fields.items()}
            value = getattr(value, names.get(str(key), ""), None)
        elif isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, tuple) and isinstance(key, int):
            value = value[key]
        else:
            return None
    return value


def one_line(effect: EffectBase) -> str:
    """An effect as it is written on one line, its verb first, without the number of its rule."""
    return flow(in_order(effect.model_dump(by_alias=True, exclude_unset=True)))


def in_order(value: object) -> object:
    """Effects with their verbs first, those inside them too."""
    if isinstance(value, list | tuple):
        return [in_order(each) for each in value]
    if isinstance(value, Mapping):
        verb = next((name for name in VERBS if name in value), None)
        keys = [*([verb] if verb else []), *(key for key in value if key not in (verb, "rule"))]
        return {key: in_order(value[key]) for key in keys}
    return value


def flow(value: object) -> str:
    """A value as it is written on one line of YAML."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {flow(each)}' for key, each in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(flow(each) for each in value)}]"
    if isinstance(value, str) and (value.lower() in RESERVED or not PLAIN.fullmatch(value)):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value)
