"""Folders of content: the base content and packs, and what each file in them is by its name."""

import re
import stat
from collections.abc import Iterator
from difflib import get_close_matches
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from ..definitions.base import ID_PATTERN
from ..definitions.library import Place
from ..errors import ContentError, did_you_mean
from ..letters import visible
from .problems import Problem, Problems
from .source import MAX_BYTES, decoded

Key = tuple[str, ...]
"""What a file defines, as in ``Library.origins``: ``("card", "drought")``, ``("tactic", "concert", "summit")``."""

PARTS = {"tactics": "tactic", "agreements": "agreement", "agendas": "agenda"}
MANIFEST = "pack.yaml"
"""The file in the root of a pack that says who it is."""
_ID = re.compile(ID_PATTERN)
_IN_PACK = re.compile(r"packs/([a-z0-9_]{1,48})/(.*)", re.DOTALL)
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
_TOP = ("cards", "rules")
_FOLDERS = (*_TOP, "tests", "text")
"""The folders of a pack in which anything is looked for."""
_DEEPEST = 6


class File(NamedTuple):
    """One file of content: its name, how people see it, and its text.

    Files of the base content are named from its folder, ``cards/base/drought.yaml``; those of a pack by its id, or by
    a number if it has none: ``packs/storms/cards/base/hail.yaml``, ``packs/1/cards/sea/calm.yaml``.
    """

    name: str
    shown: str
    text: str


def base_folder() -> Path:
    """The folder with the base content: inside an installed wheel, or the top of a checkout.

    Raises ``ContentError`` if there is neither.
    """
    package = Path(str(resources.files("alliance_game")))
    for folder in (package / "_data", package.parent.parent):
        if (folder / "rules").is_dir():
            return folder
    place = Place(str(package / "_data"), 1, 1)
    raise ContentError([Problem(place, "no-base-content", "The base content is missing.", "Install the game again.")])


def in_pack(name: str) -> tuple[str, str]:
    """The pack of a file, empty for the base content, and its name in there."""
    found = _IN_PACK.fullmatch(name)
    return (found[1], found[2]) if found else ("", name)


def key_of(name: str) -> Key | str:
    """What a file defines, by its name; or a sentence that says why it cannot be anything."""
    pack, name = in_pack(name)
    *folders, last = name.split("/")
    stem, dot, ending = last.rpartition(".")
    if f"{dot}{ending}" != ".yaml":
        return "A file of content ends in `.yaml`."
    match folders:
        case [] if pack and name == MANIFEST:
            return ("pack", pack)
        case ["cards", deck]:
            key: Key = ("card", stem)
            ids = [deck, stem]
        case ["rules", "scenarios"]:
            key, ids = ("scenario", stem), [stem]
        case ["rules", "codex"] | ["rules", "codex", _]:
            key, ids = ("codex", stem), [stem]
        case ["rules", ruleset] if stem == "ruleset":
            key, ids = ("ruleset", ruleset), [ruleset]
        case ["rules", ruleset, part] if part in PARTS:
            key, ids = (PARTS[part], ruleset, stem), [ruleset, stem]
        case ["cards"]:
            return f"A card lies in the folder of its deck: cards/DECK/{visible(last)}."
        case ["rules", ruleset, part] if part not in ("scenarios", "codex"):
            hint = did_you_mean(part, PARTS) or f" There are: {', '.join(PARTS)}."
            return f"Nothing is expected in rules/{visible(ruleset)}/{visible(part)}/.{hint}"
        case _:
            return "Nothing is expected here: cards lie in cards/DECK/, rules in rules/RULESET/."
    if wrong := [name for name in ids if not is_id(name)]:
        return _no_id(wrong[0])
    if wrong := [name for name in ids if _DEVICE.fullmatch(name)]:
        return f"Windows has no files called '{wrong[0]}', and packs are handed on: take another name."
    return key


def _no_id(name: str) -> str:
    """What is wrong with a name, and one that would do."""
    tab = "a tab stands in it" if "\t" in name else "a to z, 0 to 9 and _, a letter first, 48 at most"
    better = re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_")
    return f"'{visible(name)}' is not an id: {tab}.{f' Call it {better}.' if is_id(better) else ''}"


def is_id(name: str) -> bool:
    """Whether a thing can be called this."""
    return _ID.fullmatch(name) is not None


def is_pack(folder: Path, problems: Problems) -> bool:
    """Whether a folder can be a pack; if not, the reason is among the problems."""
    place = Place(visible(folder.as_posix()), 1, 1)
    try:
        if not folder.exists():
            problems.add(place, "no-such-folder", "There is no such folder.")
        elif not folder.is_dir():
            problems.add(place, "not-a-pack", "This is a file; a pack is a folder.", "Name the folder.")
        elif not (any((folder / top).is_dir() for top in _TOP) or (folder / MANIFEST).is_file()):
            hint = " ".join(f"Rename `{visible(name)}` to `{meant}`." for name, meant in _misnamed(folder))
            problems.add(place, "not-a-pack", "A pack is a folder with `rules` or `cards` inside.", hint)
        else:
            return True
    except (OSError, ValueError) as error:
        problems.add(place, "unreadable", f"The folder cannot be read ({_reason(error)}).")
    return False


def files_in(folder: Path, shown: str, problems: Problems) -> Iterator[File]:
    """The files of one pack, named from its folder; what cannot be read is a problem."""
    root = folder.resolve()
    if shown:
        _note_misnamed(folder, shown, problems)
    if shown and (manifest := manifest_in(folder, shown, problems)) is not None:
        yield manifest
    for top in _TOP:
        if (folder / top).is_dir():
            for name in _names(folder, top, shown, problems):
                text = _text_of(folder / name, root, visible(shown + name), problems)
                if text is not None:
                    yield File(name, visible(shown + name), text)


def _note_misnamed(folder: Path, shown: str, problems: Problems) -> None:
    """Warn of folders that nothing is read from, but whose names say that something should be."""
    try:
        for name, meant in _misnamed(folder):
            message = f"Nothing is read from the folder `{visible(name)}`."
            place, hint = Place(visible(shown + name), 1, 1), f"Did you mean '{meant}'?"
            problems.note(Problem(place, "unexpected-folder", message, hint, "warning", "likely"))
    except OSError as error:
        problems.add(Place(visible(shown), 1, 1), "unreadable", f"The folder cannot be read ({_reason(error)}).")


def _misnamed(folder: Path) -> Iterator[tuple[str, str]]:
    """Folders of a pack whose names are nearly those of others, with these."""
    for name in sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name not in _FOLDERS):
        near = get_close_matches(name.lower(), _FOLDERS, n=1, cutoff=0.75)
        # Where capitals make no difference, it is the same folder.
        if near and not ((folder / near[0]).exists() and (folder / near[0]).samefile(folder / name)):
            yield name, near[0]


def manifest_in(folder: Path, shown: str, problems: Problems) -> File | None:
    """What a pack says of itself, if it says anything and that can be read."""
    return file_in(folder, MANIFEST, shown, problems)


def file_in(folder: Path, name: str, shown: str, problems: Problems) -> File | None:
    """A file of a pack that need not be there; why it cannot be read is among the problems."""
    if not (folder / name).exists():
        return None
    text = _text_of(folder / name, folder.resolve(), visible(shown + name), problems)
    return File(name, visible(shown + name), text) if text is not None else None


def _names(folder: Path, under: str, shown: str, problems: Problems) -> Iterator[str]:
    """Names of files in a folder and the folders in it; README files and hidden ones are nobody's business."""
    try:
        entries = sorted(entry.name for entry in (folder / under).iterdir())
    except OSError as error:
        problems.add(
            Place(visible(shown + under), 1, 1), "unreadable", f"The folder cannot be read ({_reason(error)})."
        )
        return
    for entry in entries:
        name = f"{under}/{entry}"
        if entry.startswith(".") or entry == "README.md":
            continue
        if not (folder / name).is_dir():
            yield name
        elif name.count("/") >= _DEEPEST:
            problems.add(Place(visible(shown + name), 1, 1), "unexpected-file", "Folders are too deep here.")
        else:
            yield from _names(folder, name, shown, problems)


def _text_of(path: Path, root: Path, shown: str, problems: Problems) -> str | None:
    place = Place(shown, 1, 1)
    try:
        if not path.resolve().is_relative_to(root):
            problems.add(place, "link-outside", "This link leads out of the pack.", "Put the file itself here.")
        elif not stat.S_ISREG(path.stat().st_mode):
            problems.add(place, "not-a-file", "This is not an ordinary file.", "Remove it.")
        else:
            with path.open("rb") as stream:
                return decoded(stream.read(MAX_BYTES + 1), shown, problems)
    except (OSError, RuntimeError) as error:
        problems.add(place, "unreadable", f"The file cannot be read ({_reason(error)}).")
    return None


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
