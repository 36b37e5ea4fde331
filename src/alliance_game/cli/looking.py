"""Looking things up: schemas, lists, the codex, this machine."""

import platform
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

from .. import __version__
from ..bots import BOTS
from ..content import base_folder, examine, packs_folder
from ..content.installed import looked_at
from ..content.schema import FILES, schema_text
from ..definitions import CodexEntry, Library
from ..describe import lookup
from ..engine import compile_rules
from ..errors import UnknownName
from ..wording import say, translated
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
        "scenarios": {name: each.title for name, each in scenarios.items()},
        "states": {state.id: state.title for _, each in sorted(scenarios.items()) for state in each.states},
        "tactics": {name: tactic.title for folder in folders for name, tactic in folder.tactics.items()},
        "tracks": tracks_listed(library),
    }


def look_up(term: str | None, packs: list[Path]) -> int:
    """An entry of the codex, or the list of all."""
    library = library_with(packs)
    if term is None:
        for name, entry in sorted(library.codex.items()):
            sys.stdout.write(f"{name}  {entry.title}\n")
        return 0
    found = entry_of(library, term)
    if found is not None:
        sys.stdout.write(page(*found))
        return 0
    rules = compile_rules(library, "concert" if "concert" in library.scenarios else min(library.scenarios))
    sys.stdout.writelines(f"{line}\n" for line in lookup.explained(rules, term))
    return 0


def entry_of(library: Library, term: str) -> tuple[str, CodexEntry] | None:
    """The entry of an id, a title, or of the thing it explains."""
    plain = term.strip().lower().replace(" ", "_").replace("-", "_")
    for name, entry in sorted(library.codex.items()):
        titled = entry.title.lower().replace(" ", "_").replace("-", "_")
        if plain in (name, entry.of, titled):
            return name, entry
    return None


def page(name: str, entry: CodexEntry) -> str:
    """An entry as text."""
    lines = [f"{entry.title} ({name})", *textwrap.wrap(entry.text, 78)]
    if entry.see:
        lines.append(say("See also: {entries}", entries=", ".join(entry.see)))
    return "\n".join(lines) + "\n"


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
