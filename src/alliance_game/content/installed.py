"""Packs in the user's own folder: in use in every game, unless they are broken."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_data_path

from ..definitions import Library
from ..definitions.library import Place
from ..definitions.pack import Pack
from ..errors import ContentError
from ..letters import visible
from .folders import MANIFEST, is_pack, manifest_in
from .languages import in_spoken, learn_packs
from .loader import examine, load
from .packs import in_order, manifest_of, shown_as
from .problems import Problem, Problems
from .source import Source
from .validation import validated

OVERRIDE = "ALLIANCE_GAME_PACKS"


class Found(NamedTuple):
    """A pack on the disk."""

    folder: Path
    id: str | None = None
    """Its id, if its ``pack.yaml`` says one."""
    pack: Pack | None = None
    """What it says of itself, if all of that is right."""
    problems: tuple[Problem, ...] = ()
    """Why it is not used; nothing, if it is."""

    @property
    def name(self) -> str:
        """What people call it."""
        return self.id or visible(self.folder.name)

    def ahead(self) -> set[str]:
        """The packs that come before it."""
        return {*self.needs(), *self.pack.after} if self.pack is not None else set()

    def needs(self) -> set[str]:
        """The packs that must be there."""
        return {need.id for need in self.pack.needed()} if self.pack is not None else set()


class InUse(NamedTuple):
    """What is played with: the library, the packs in it, and those that are refused."""

    library: Library
    used: tuple[Found, ...]
    refused: tuple[Found, ...]

    @property
    def folders(self) -> list[Path]:
        """Where the packs in use lie."""
        return _folders(self.used)


def packs_folder() -> Path:
    """Where installed packs lie, each in a folder of its own; it need not exist.

    The environment variable ``ALLIANCE_GAME_PACKS`` names another one.
    """
    if chosen := os.environ.get(OVERRIDE):
        return Path(chosen).absolute()
    return user_data_path("alliance-game", appauthor=False) / "packs"


def installed(problems: Problems) -> list[Path]:
    """The folders of installed packs, in an order that does not depend on the disk.

    It is a problem if they cannot be looked at, but none if there are no packs.
    """
    folder = packs_folder()
    try:
        names = sorted(each.name for each in folder.iterdir() if each.is_dir() and not each.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        place = Place(visible(folder.as_posix()), 1, 1)
        problems.add(place, "unreadable", f"The folder of packs cannot be read ({error.strerror}).")
        return []
    return [folder / name for name in names]


def found_in(folder: Path) -> Found:
    """A pack as it says it is; with problems, if it cannot be used by its own."""
    problems = Problems()
    source, name = _said(folder, problems)
    pack = validated("pack", source, problems) if source is not None else None
    return Found(folder, name, pack, tuple(problems.errors()))


def learn_installed() -> None:
    """Speak the texts of the installed packs too, as long as nobody knows yet which of them are used."""
    learn_packs(found.folder for found in map(found_in, installed(Problems())) if found.pack and not found.problems)


def said_by(found: Found) -> Source | None:
    """The ``pack.yaml`` of a pack, if it has one."""
    return _said(found.folder, Problems())[0]


def _said(folder: Path, problems: Problems) -> tuple[Source | None, str | None]:
    file = manifest_in(folder, shown_as(folder), problems) if is_pack(folder, problems) else None
    return manifest_of(file, problems)


def with_needs(packs: Iterable[Path | str]) -> list[Path]:
    """The folders of packs, and of those installed ones that they need."""
    given = [found_in(Path(pack)) for pack in packs]
    return _folders([*_needed(given, _others(given, Problems())), *given])


def load_in_use(packs: Iterable[Path | str] = ()) -> InUse:
    """The base content, the installed packs and these ones.

    An installed pack that is broken, or does not go with the others, is refused whole. One that has the id of a given
    pack makes room for it. Raises ``ContentError`` with every problem of the base content and of given packs.
    """
    problems = Problems()
    given = [found_in(Path(pack)) for pack in packs]
    others = _others(given, problems)
    fixed = [*_needed(given, others), *(found._replace(problems=()) for found in given)]
    wrong = [Found(packs_folder(), problems=tuple(problems))] if problems.errors() else []
    wrong += [_told(found) for found in others if found.pack is None]
    optional = _in_order([found for found in others if found.pack is not None and found not in fixed])
    library, problems = examine(_folders([*fixed, *optional]), again=False)
    if problems.errors():
        library, optional, refused = _one_by_one(fixed, optional)
        wrong += refused
    used = (*fixed, *optional)
    learn_packs(_folders(used))
    return InUse(in_spoken(library), used, tuple(wrong))


def looked_at(packs: Iterable[Path | str] = ()) -> InUse:
    """The same, but given packs that are broken are refused too.

    Raises ``ContentError`` for faults of the base content.
    """
    given = [Path(pack) for pack in packs]
    try:
        return load_in_use(given)
    except ContentError as error:
        without = load_in_use()
        refused = [_blamed(found_in(folder), error) for folder in given]
        return without._replace(refused=(*without.refused, *refused))


def _blamed(found: Found, error: ContentError) -> Found:
    """A given pack with the problems in its files, or with all, if none is in them."""
    told = tuple(problem for problem in error.problems if isinstance(problem, Problem))
    shown = visible(shown_as(found.folder))
    return found._replace(problems=tuple(each for each in told if each.place.file.startswith(shown)) or told)


def _one_by_one(fixed: Sequence[Found], optional: Sequence[Found]) -> tuple[Library, list[Found], list[Found]]:
    """The library with those optional packs that go with what is there, these packs, and the others.

    Only so it is plain whose fault a fault is: what a pack changes may break what others wrote.
    """
    library, used, refused = load(_folders(fixed)), list[Found](), list[Found]()
    there = {found.id for found in (*fixed, *optional)}
    # Those that lack something come last: by then it is known what else there is that they may have meant.
    for found in sorted(optional, key=lambda found: not found.needs() <= there):
        more, problems = examine(_folders([*fixed, *used, found]), again=False)
        if errors := problems.errors():
            refused.append(found._replace(problems=tuple(errors)))
        else:
            library = more
            used.append(found)
    return library, used, refused


def _others(given: Sequence[Found], problems: Problems) -> list[Found]:
    """The installed packs besides given ones; one with the id of a given pack makes room for it."""
    ids = {found.id for found in given if found.id is not None}
    # A link to itself leads nowhere, and `resolve` would not have it.
    folders = {os.path.realpath(found.folder) for found in given}
    others = [found_in(folder) for folder in installed(problems)]
    return [found for found in others if found.id not in ids and os.path.realpath(found.folder) not in folders]


def _needed(given: Iterable[Found], others: Sequence[Found]) -> list[Found]:
    """The installed packs that given ones need, and those that these need."""
    by_id = {found.id: found for found in reversed(others) if found.id is not None}
    found: dict[str, Found] = {}
    ahead = [need for each in given for need in each.needs()]
    while ahead:
        need = ahead.pop()
        if need in by_id and need not in found:
            found[need] = by_id[need]
            ahead += by_id[need].needs()
    return [found[name] for name in sorted(found)]


def _in_order(packs: Iterable[Found]) -> list[Found]:
    """Packs so that each comes after those that it needs."""
    named: dict[str, list[Found]] = {}
    for found in packs:
        named.setdefault(found.name, []).append(found)
    order = in_order({name: set().union(*(found.ahead() for found in same)) for name, same in named.items()})
    return [found for name in order for found in named[name]]


def _told(found: Found) -> Found:
    """A pack that cannot be used at all, with at least one reason."""
    if found.problems:
        return found
    place = Place(f"{visible(shown_as(found.folder))}{MANIFEST}", 1, 1)
    message = "An installed pack needs a `pack.yaml` that says who it is."
    return found._replace(problems=(Problem(place, "missing-file", message),))


def _folders(packs: Iterable[Found]) -> list[Path]:
    return [found.folder for found in packs]
