"""Looking things up: schemas, lists, the codex, this machine."""

import platform
import sys
from collections.abc import Mapping
from pathlib import Path

from .. import __version__
from ..bots import BOTS
from ..content import base_folder, examine, packs_folder
from ..content.installed import looked_at
from ..content.passed import cache_file
from ..content.schema import FILES, schema_text
from ..definitions import Library
from ..describe.scenarios import in_short
from ..errors import UnknownName
from ..wording import translated
from .packing import library_with


def print_schema(kind: str, ruleset: str, packs: list[Path]) -> int:
    """The JSON Schema of a kind."""
    if kind not in FILES:
        raise UnknownName("kind", kind, FILES)
    library = library_with(packs)
    if ruleset not in library.rulesets:
        raise UnknownName("ruleset", ruleset, library.rulesets)
    sys.stdout.write(schema_text(kind, library, ruleset))
    return 0


def list_things(what: str, packs: list[Path]) -> int:
    """One a line, id first, then title."""
    lists = _lists(library_with(packs))
    if what not in lists:
        raise UnknownName("list", what, lists)
    things = lists[what]
    width = max((len(name) for name in things), default=0)
    for name in sorted(things):
        sys.stdout.write(f"{name:<{width}}  {things[name]}\n")
    return 0


def _lists(library: Library) -> Mapping[str, Mapping[str, str]]:
    """Everything that can be listed, by kind and id."""
    from ..authoring.manual.listing import effects_listed, tracks_listed

    folders = [folder for _, folder in sorted(library.rulesets.items())]
    scenarios = library.scenarios
    return {
        "agendas": {name: agenda.title for folder in folders for name, agenda in folder.agendas.items()},
        "bots": {name: translated(about) for name, (_, about) in BOTS.items()},
        "cards": {name: each.card.title for name, each in library.cards.items()},
        "effects": effects_listed(),
        "options": {name: option.about for folder in folders for name, option in folder.ruleset.options.items()},
        "scenarios": {name: f"{each.title} ({in_short(library, name)})" for name, each in scenarios.items()},
        "states": {state.id: state.title for _, each in sorted(scenarios.items()) for state in each.states},
        "tactics": {name: tactic.title for folder in folders for name, tactic in folder.tactics.items()},
        "tracks": tracks_listed(library),
    }


def examine_machine() -> int:
    """What a bug report needs; nothing of it leaves the machine."""
    from importlib.metadata import version

    from ..saves import saves_folder

    versions = {name: version(name) for name in ("pydantic", "PyYAML", "typer", "textual", "platformdirs")}
    library, problems = examine(())
    facts = {
        "alliance-game": __version__,
        "python": f"{platform.python_version()} on {platform.platform()}",
        "libraries": ", ".join(f"{name} {number}" for name, number in versions.items()),
        "terminal": terminal(),
        "encoding": f"{sys.stdout.encoding}, files {sys.getfilesystemencoding()}",
        "content": f"{base_folder()}, {len(library.sources)} files, {len(list(problems)) or 'no'} problems",
        "packs": packs_in_words(),
        "saves": str(saves_folder()),
        "cache": str(cache_file()),
    }
    for name, fact in facts.items():
        sys.stdout.write(f"{name}: {fact}\n")
    return 0


def packs_in_words() -> str:
    """Where installed packs lie, and which there are."""
    found = looked_at()
    named = [f"{each.name} {each.pack.version}" for each in found.used if each.pack is not None]
    refused = [f"{each.name} refused" for each in found.refused]
    return f"{packs_folder()}, {', '.join([*named, *refused]) or 'none'}"


def terminal() -> str:
    """What the terminal is."""
    import os
    import shutil

    size = shutil.get_terminal_size()
    kind = os.environ.get("TERM", "no TERM")
    talks = "yes" if sys.stdin.isatty() and sys.stdout.isatty() else "no"
    return f"{kind}, {size.columns}x{size.lines}, interactive: {talks}"
