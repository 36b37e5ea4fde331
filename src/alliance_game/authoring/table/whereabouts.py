"""Which card is meant: an id, or a file of a pack."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ...content import base_folder
from ...content.folders import in_pack
from ...definitions import Library
from ...errors import AllianceError, UnknownName, did_you_mean
from ...letters import visible


class UnknownCard(UnknownName):
    """A card that none of the packs in use has; the hint is for one that is in a pack of somebody's own."""

    def __init__(self, card: str, known: Iterable[str]) -> None:
        known = tuple(known)
        super().__init__("card", card, known)
        if not did_you_mean(card, known):
            self.args = (f"{self} {OWN}",)


OWN = "If it is in a pack of your own, add --pack DIR, name the card by its file, or go into the folder of the pack."


class Meant(NamedTuple):
    """A card by its id, and the packs to find it in."""

    card: str
    packs: tuple[Path, ...]


def meant(card: str, packs: list[Path]) -> Meant:
    """The card that somebody named: its id, or the path of its file, whose pack is then among the packs.

    Raises ``AllianceError`` for a path that is no file of a card in a pack.
    """
    path = Path(card)
    if path.suffix != ".yaml" and path.name == card:
        return Meant(card, tuple(packs))
    if not path.is_file():
        raise AllianceError(f"There is no file '{card}'. Name a card by its id, or by its file in PACK/cards/DECK/.")
    *_, top, _, _ = (*[""] * 3, *path.resolve().parts)
    if top != "cards":
        raise AllianceError(f"'{card}' is in no pack: a card lies in PACK/cards/DECK/, any folder can be a pack.")
    root = path.resolve().parents[2]
    known = {each.resolve() for each in (base_folder(), *packs)}
    return Meant(path.stem, tuple(packs) if root in known else (*packs, pack_path(path)))


def file_of(library: Library, card: str, folders: Iterable[Path]) -> str:
    """The file that a card is written in, as people see it; ``folders`` are those of the packs in use."""
    name = library.place(("card", card)).file
    pack, inside = in_pack(name)
    found = (folder / inside for folder in folders if pack and (folder / inside).is_file())
    return next((visible(path.as_posix()) for path in found), inside)


def pack_path(card: Path) -> Path:
    """The pack of a card's file, written as short as the file was."""
    return Path(*card.parts[:-3]) if len(card.parts) > 3 else Path(os.path.relpath(card.resolve().parents[2]))
