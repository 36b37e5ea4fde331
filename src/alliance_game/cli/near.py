"""Where a person at the keyboard is: the pack around, and files as seen from there."""

import os
from pathlib import Path


def here(packs: list[Path] | None) -> list[Path]:
    """The packs that are named, or else the one that the working folder is in."""
    return packs or pack_around()


def pack_around() -> list[Path]:
    """The pack that the working folder is in; nothing, if none of the folders around it has a ``pack.yaml``."""
    folder = Path.cwd()
    found = next((each for each in (folder, *folder.parents) if (each / "pack.yaml").is_file()), None)
    return [Path(os.path.relpath(found))] if found is not None else []


def near(file: str) -> str:
    """A file as seen from the working folder, if it is below; otherwise as it was named."""
    path = Path(file)
    if not path.is_absolute() and ".." not in path.parts:
        return file
    here, whole = Path.cwd().resolve(), path.resolve()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else file
