"""Looking things up: problems, schemas, lists, the codex, this machine."""

import json
import platform
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

from .. import __version__
from ..bots import BOTS
from ..content import KINDS, base_folder, examine, load, schema_text
from ..definitions import CodexEntry, Library
from ..describe import lookup
from ..engine import compile_rules
from ..errors import AllianceError, UnknownName


def check_content(paths: list[Path], as_json: bool, strict: bool) -> int:
    """Every problem, one a line; exit 1 if there is an error (with ``strict``, a warning)."""
    packs, wanted = [], []
    for path in paths:
        if not path.exists():
            raise AllianceError(f"There is no file or folder '{path}'.")
        if path.is_file() and path.suffix != ".yaml":
            raise AllianceError(f"'{path}' is no file of content: those end in .yaml.")
        root = pack_of(path)
        if root.resolve() != base_folder().resolve() and root not in packs:
            packs.append(root)
        wanted.append(path.resolve())
    library, problems = examine(packs)
    found = [problem for problem in problems if concerns(problem.place.file, wanted)]
    if as_json:
        sys.stdout.write(json.dumps([as_data(problem) for problem in found], indent=1) + "\n")
    else:
        sys.stdout.writelines(f"{problem}\n" for problem in found)
    errors = sum(problem.severity == "error" or strict for problem in found)
    sys.stderr.write(f"{len(library.sources)} files, {len(found) or 'no'} problem{'s' if len(found) != 1 else ''}.\n")
    return 1 if errors else 0


def pack_of(path: Path) -> Path:
    """The pack that a file or folder belongs to: the nearest folder that holds ``rules`` or ``cards``."""
    start = path if path.is_dir() else path.parent
    for folder in (start, *start.resolve().parents):
        if (folder / "rules").is_dir() or (folder / "cards").is_dir():
            return folder
    if path.is_file():
        raise AllianceError(f"'{path}' is in no pack: put it into PACK/cards/DECK/ or PACK/rules/RULESET/.")
    return start


def concerns(file: str, wanted: list[Path]) -> bool:
    """Whether a problem's file is one that was asked for."""
    if not wanted:
        return True
    places = {(base_folder() / file).resolve(), Path(file).resolve()}
    return any(place == path or path in place.parents for place in places for path in wanted)


def as_data(problem: object) -> dict[str, object]:
    """A problem for other programs."""
    place = problem.place  # type: ignore[attr-defined]
    said = {name: getattr(problem, name) for name in ("code", "message", "hint", "severity")}
    return {"file": place.file, "line": place.line, "column": place.column, **said}


def print_schema(kind: str, ruleset: str, packs: list[Path]) -> int:
    """The JSON Schema of a kind."""
    if kind not in KINDS:
        raise UnknownName("kind", kind, KINDS)
    library = load(packs)
    if ruleset not in library.rulesets:
        raise UnknownName("ruleset", ruleset, library.rulesets)
    sys.stdout.write(schema_text(kind, library, ruleset))
    return 0


def list_things(what: str, packs: list[Path]) -> int:
    """One a line, id first, then title."""
    lists = _lists(load(packs))
    if what not in lists:
        raise UnknownName("list", what, lists)
    things = lists[what]
    width = max((len(name) for name in things), default=0)
    for name in sorted(things):
        sys.stdout.write(f"{name:<{width}}  {things[name]}\n")
    return 0


def _lists(library: Library) -> Mapping[str, Mapping[str, str]]:
    """Everything that can be listed, by kind and id."""
    folders = [folder for _, folder in sorted(library.rulesets.items())]
    scenarios = library.scenarios
    return {
        "agendas": {name: agenda.title for folder in folders for name, agenda in folder.agendas.items()},
        "bots": {name: about for name, (_, about) in BOTS.items()},
        "cards": {name: each.card.title for name, each in library.cards.items()},
        "options": {name: option.about for folder in folders for name, option in folder.ruleset.options.items()},
        "scenarios": {name: each.title for name, each in scenarios.items()},
        "states": {state.id: state.title for _, each in sorted(scenarios.items()) for state in each.states},
        "tactics": {name: tactic.title for folder in folders for name, tactic in folder.tactics.items()},
    }


def look_up(term: str | None, packs: list[Path]) -> int:
    """An entry of the codex, or the list of all."""
    library = load(packs)
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
        lines.append(f"See also: {', '.join(entry.see)}")
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
        "saves": str(saves_folder()),
    }
    for name, fact in facts.items():
        sys.stdout.write(f"{name}: {fact}\n")
    return 0


def terminal() -> str:
    """What the terminal is."""
    import os
    import shutil

    size = shutil.get_terminal_size()
    kind = os.environ.get("TERM", "no TERM")
    talks = "yes" if sys.stdin.isatty() and sys.stdout.isatty() else "no"
    return f"{kind}, {size.columns}x{size.lines}, interactive: {talks}"
