"""Beginning a card, a tactic, a pack …: what was written, and what to do next."""

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from ..authoring.new import KINDS, Draft, Plan, checked_name, drafts, ruleset_for, scenarios_with, schemas_for, write
from ..content import base_folder, examine, load_in_use, with_needs
from ..content.schema import write_schemas
from ..definitions import Library
from ..errors import AllianceError, ContentError, UnknownName
from .app import data

_TOPS = ("cards", "rules")
_NAMING = ("ruleset", "agreement")
"""Kinds whose names editors have to learn."""


def begin(plan: Plan) -> int:
    """Write the first files of a thing, and say what comes next."""
    library = library_of(plan.root)
    files = drafts(plan, library)
    write(files)
    refreshed = refresh_schemas(plan, library)
    data("\n".join(["Written:", *(shown(each.path) for each in files)]))
    if refreshed is not None:
        data(f"Editors find the names of the rules in {shown(refreshed)}.")
    data("\n".join(["Next:", *(f"  {line}" for line in next_steps(plan, files))]))
    for note in notes(plan, library, files):
        data(note)
    return 0


def planned(
    kind: str, name: str, title: str | None, ruleset: str | None, deck: str | None, card: str | None, pack: Path | None
) -> Plan:
    """What is to be begun, and where. Raises ``AllianceError`` if there is no place for it."""
    if kind not in KINDS:
        raise UnknownName("kind", kind, KINDS)
    if card is not None and kind not in ("card", "patch"):
        raise AllianceError("`--kind` is for cards and patches.")
    if deck is not None and kind not in ("card", "scenario", "pack"):
        raise AllianceError("`--deck` is for cards and scenarios.")
    checked_name(name)
    root = pack_to_be(name, pack) if kind == "pack" else home_of(pack)
    return Plan(kind, name, root, title or "", ruleset or "", deck or "", card or "")


def pack_to_be(name: str, pack: Path | None) -> Path:
    """The folder of a new pack."""
    if pack is not None:
        raise AllianceError("A new pack is a folder in the working folder: leave out `--pack`.")
    return Path(name)


def home_of(pack: Path | None) -> Path:
    """The pack that a new thing goes into: the one named, or the one around the working folder."""
    if pack is not None:
        if not is_pack(pack):
            raise AllianceError(f"'{pack}' is no pack. Begin with: alliance-game new pack NAME")
        return pack
    here = Path.cwd()
    for folder in (here, *here.parents):
        if is_pack(folder):
            return Path(os.path.relpath(folder))
    raise AllianceError("The working folder is in no pack. Begin with: alliance-game new pack NAME")


def is_pack(folder: Path) -> bool:
    """Whether a folder is a pack, or the top of a checkout."""
    return (folder / "pack.yaml").is_file() or any((folder / top).is_dir() for top in _TOPS)


def library_of(root: Path) -> Library:
    """All that there is, the pack itself and what it needs; a fault in the pack is no reason not to go on."""
    packs = [] if is_base(root) or not root.is_dir() else [root]
    try:
        return load_in_use(packs).library
    except ContentError:
        return examine(with_needs(packs))[0]


def is_base(root: Path) -> bool:
    """Whether this is the base content, and no pack."""
    return root.resolve() == base_folder().resolve()


def refresh_schemas(plan: Plan, library: Library) -> Path | None:
    """Write what editors read: for a pack without it, or after there are new names; the folder, if it was written."""
    folder = schemas_for(plan)
    is_own = folder == plan.root / "schema" and not is_base(plan.root)
    if not is_own or (folder.is_dir() and plan.kind not in _NAMING):
        return None
    now = library_of(plan.root) if plan.kind in _NAMING else library
    try:
        write_schemas(folder, now, plan.name if plan.kind == "ruleset" else ruleset_for(plan, library))
    except OSError as error:
        raise AllianceError(f"'{shown(folder)}' cannot be written ({error.strerror}).") from error
    return folder


def next_steps(plan: Plan, files: list[Draft]) -> Iterator[str]:
    """The commands that come next."""
    first = next(each.path for each in files if plan.kind != "pack" or "cards" in each.path.parts)
    yield f"edit {shown(first)}: what stands behind # explains it"
    pack = "" if is_base(plan.root) else shown(plan.root)
    yield command("check", pack)
    if plan.kind in ("card", "pack"):
        yield command("preview", shown(first))
        yield command("try", shown(first))
        if pack:
            yield command("test", pack)
    elif plan.kind == "patch":
        yield command("packs", "explain", plan.name, "--pack", pack)
        yield command("play", "--pack", pack)
    else:
        scenario = plan.name if plan.kind in ("scenario", "ruleset") else ""
        yield command("play", *(["--scenario", scenario] if scenario else []), *(["--pack", pack] if pack else []))


def notes(plan: Plan, library: Library, files: list[Draft]) -> Iterator[str]:
    """What might surprise."""
    ruleset = ruleset_for(plan, library)
    if plan.kind in ("card", "pack"):
        deck = next(each.path.parent.name for each in files if "cards" in each.path.parts)
        tables = scenarios_with(library, ruleset, deck)
        if tables:
            titles = " and ".join(library.scenarios[name].title for name in tables)
            yield f"It is in the deck of {titles}, because it lies in cards/{deck}/."
        else:
            begun = command("new", "scenario", "NAME", "--deck", deck)
            yield f"No scenario deals from cards/{deck}/: it comes only when another card schedules it."
            yield f"To deal it, name '{deck}' in the `decks` of a scenario, or begin one: {begun}"
    if plan.kind in _NAMING and is_base(plan.root):
        yield "For editors and tests, write the schemas again: python -m alliance_game.content schema"


def command(*words: str) -> str:
    """A command line to copy."""
    return shlex.join(["alliance-game", *(word for word in words if word)])


def shown(path: Path) -> str:
    """A path as people type it."""
    return path.as_posix()
