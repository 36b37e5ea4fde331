"""Packs on the command line: which are in use, and what in them gave each field of a thing."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..content import InUse, examine, load_in_use, packs_folder
from ..content.folders import Key
from ..content.installed import Found, installed, looked_at, said_by
from ..content.problems import Problems
from ..content.source import Source
from ..content.touches import word_of
from ..content.tracing import traced
from ..definitions import Library
from ..errors import UnknownName
from ..wording import say
from .app import talk
from .near import near


def library_with(packs: list[Path]) -> Library:
    """The library with installed packs and these ones; what is refused is told on stderr."""
    found = load_in_use(packs)
    tell_refused(found)
    return found.library


def menu_with_packs() -> tuple[Library | None, str]:
    """The library for the games that a menu begins, and a line about packs that are refused; nothing without packs."""
    return library_and_notice([]) if installed(Problems()) else (None, "")


def library_and_notice(packs: list[Path]) -> tuple[Library, str]:
    """The library with installed packs and these ones, and a line for the screen about those that are refused."""
    found = load_in_use(packs)
    tell_refused(found)
    names = ", ".join(f"'{each.name}'" for each in found.refused)
    return found.library, say("Not used: {names}. `alliance-game packs list` says why.", names=names) if names else ""


def tell_refused(found: InUse) -> None:
    """Every problem of every pack that is not used."""
    for pack in found.refused:
        talk(say("The pack '{pack}' is not used:", pack=pack.name))
        for problem in pack.problems:
            talk(f"  {problem}")


def list_packs(packs: list[Path]) -> int:
    """One pack a line, its id first; exit 1 if one is refused."""
    found = looked_at(packs)
    tell_refused(found)
    rows = [(each, "used") for each in found.used] + [(each, _reason(each)) for each in found.refused]
    cells = [
        (each.name, each.pack.version if each.pack else "-", near(str(each.folder)), state) for each, state in rows
    ]
    widths = [max((len(row[column]) for row in cells), default=0) for column in range(3)]
    for row in sorted(cells):
        columns = [f"{text:<{width}}" for text, width in zip(row, widths, strict=False)]
        sys.stdout.write("  ".join([*columns, row[-1]]) + "\n")
    if not cells:
        talk(f"No packs in {packs_folder()}.")
    return 1 if found.refused else 0


def _reason(found: Found) -> str:
    first, *more = found.problems
    rest = f", and {len(more)} more" if more else ""
    return f"refused: {first.code}{rest}"


def explain(name: str, packs: list[Path]) -> int:
    """Every field of everything that has this id, and the file and line that gave it."""
    found = load_in_use(packs)
    tell_refused(found)
    sources = examine(found.folders)[1].sources
    blocks = [_block(head, source) for head, source in _things(name, sources)]
    blocks += [_block(f"pack {name}", source) for each in found.used if each.id == name and (source := said_by(each))]
    if not blocks:
        raise UnknownName("definition", name, {*(key[-1] for key in sources), *found.library.packs})
    sys.stdout.write("\n".join(blocks))
    return 0


def _things(name: str, sources: Mapping[Key, Source]) -> Iterator[tuple[str, Source]]:
    """What has this id: what it is called, and how it is in the end. What rulesets share is told once."""
    shared: dict[int, list[Key]] = {}
    for key in sorted(sources):
        if key[-1] == name:
            shared.setdefault(id(sources[key]), []).append(key)
    for keys in shared.values():
        rulesets = [key[1] for key in keys if len(key) == 3]
        whose = f" of {', '.join(rulesets)}" if rulesets else ""
        yield f"{word_of(keys[0])} {name}{whose}", sources[keys[0]]


def _block(head: str, source: Source) -> str:
    """The fields of one thing, one a line."""
    rows = [(indented(each.path), each.value, f"{near(each.place.file)}:{each.place.line}") for each in traced(source)]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)] if rows else [0, 0]
    lines = [f"  {path:<{widths[0]}}  {value:<{widths[1]}}  {place}" for path, value, place in rows]
    return "".join(f"{line}\n" for line in [f"{head}, {near(source.file)}", *lines])


def indented(path: str) -> str:
    """The path of a part, set in below the fields of the thing itself."""
    return f"  {path}" if "." in path else path
