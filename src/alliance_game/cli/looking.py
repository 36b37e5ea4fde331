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
from ..engine import compile_rules
from ..errors import AllianceError, UnknownName
from ..wording import say, translated
from .app import talk
from .packing import library_with

MOST_REPORTS = 3
"""The newest reports of faults that are named."""


def print_schema(kind: str, ruleset: str, packs: list[Path]) -> int:
    """The JSON Schema of a kind."""
    if kind not in FILES:
        raise UnknownName("kind", kind, FILES)
    library = library_with(packs)
    if ruleset not in library.rulesets:
        raise UnknownName("ruleset", ruleset, library.rulesets)
    sys.stdout.write(schema_text(kind, library, ruleset))
    return 0


def list_things(what: str, packs: list[Path], scenario: str | None = None) -> int:
    """One a line, id first, then title."""
    library = library_with(packs)
    lists = _lists(library)
    if scenario is not None and what in lists:
        lists = {**lists, what: _only_of(library, scenario, what, lists)}
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


def _only_of(library: Library, scenario: str, what: str, lists: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """What one scenario has of a kind; its own words for it."""
    rules = compile_rules(library, scenario)
    folder = rules.program.symbols.folder
    own = {
        "agendas": {name: agenda.title for name, agenda in folder.agendas.items()},
        "cards": {card.id: card.title for card in rules.program.cards},
        "options": {name: option.about for name, option in folder.ruleset.options.items()},
        "scenarios": {scenario: lists["scenarios"][scenario]},
        "states": {state.id: state.title for state in library.scenario(scenario).states},
        "tactics": {name: folder.tactics[name].title for name in dict.fromkeys(f.tactic for f in rules.program.forms)},
    }
    if what not in own:
        raise AllianceError(
            say("A scenario has no '{what}' of its own: it has {lists}.", what=what, lists=", ".join(own))
        )
    return own[what]


def examine_machine() -> int:
    """What a bug report needs; nothing of it leaves the machine."""
    from importlib.metadata import version

    from ..faults import reports
    from ..saves import saves_folder

    versions = {name: version(name) for name in ("pydantic", "PyYAML", "typer", "textual", "platformdirs")}
    library, problems = examine(())
    found = reports(saves_folder())
    facts = {
        "alliance-game": __version__,
        # More of the system would be asked of another program.
        "python": f"{platform.python_version()} on {platform.system()} {platform.release()} {platform.machine()}",
        "libraries": ", ".join(f"{name} {number}" for name, number in versions.items()),
        "terminal": terminal(),
        "encoding": f"{sys.stdout.encoding}, files {sys.getfilesystemencoding()}",
        "content": f"{base_folder()}, {len(library.sources)} files, {len(list(problems)) or 'no'} problems",
        "packs": packs_in_words(),
        "saves": str(saves_folder()),
        "cache": str(cache_file()),
        "reports": ", ".join(str(each) for each in found[:MOST_REPORTS]) or "none",
    }
    for name, fact in facts.items():
        sys.stdout.write(f"{name}: {fact}\n")
    return talk(
        say(
            "If the program has failed, send these lines and the newest report, and say what you did last. Reports name"
            " places in the program and nothing of a game. Do not send the save: whoever has it can read everything"
            " that is secret in the game."
        )
    )


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
