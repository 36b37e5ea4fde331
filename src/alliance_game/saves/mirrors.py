"""Mirrors: copies of a journal, made as rounds begin, that stand in where it is damaged."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from .. import disk
from ..errors import SaveError
from ..wording import say
from .canonical import BadText
from .chain import Contents, LaterFormat, read, unlinked

FOLDER = "mirrors"
ENDING = ".mirror"
KEPT = 3
"""So many mirrors of a save are kept, the latest ones."""


def keep(save: Path, round_: int, data: bytes) -> None:
    """Mirror a save as its lines are now, and let older mirrors go, also those of what it no longer says.

    Raises ``OSError`` or ``SaveError``; the mirrors that were there are there still then.
    """
    folder = save.parent / FOLDER
    disk.make_folder(folder)
    disk.put(folder / f"{save.stem}.round-{round_}{ENDING}", data)
    known = {each: disk.read_whole(each) for each in _of(save)}
    ours = sorted((each for each in known if data.startswith(known[each])), key=lambda each: -len(known[each]))
    # Whoever writes the save is the only one who mirrors it: half a copy was left by a program that was killed.
    halves = sorted(folder.glob(f".{save.stem}.round-*.new"))
    _remove([*(each for each in known if each not in ours[:KEPT]), *halves])


def forget(save: Path) -> None:
    """Remove the mirrors of an earlier game of this name. Raises ``OSError``."""
    _remove(_of(save))


def contents_of(save: Path) -> Contents:
    """What a save holds; nothing is changed. Raises ``SaveError`` when not even the set-up can be had."""
    return healed(save, disk.read_whole(save))


def healed(save: Path, whole: bytes) -> Contents:
    """What the bytes of a save say; what is damaged in them is taken from its mirrors, as far as these go.

    Raises ``SaveError`` when not even the set-up can be had.
    """
    try:
        found = read(whole, save.name)
    except SaveError as error:
        best = _best(save, whole, of_same_game=isinstance(error, LaterFormat))
        if best is None:
            raise
        return replace(best, damage=say("{file} is damaged from its first line on.", file=save.name))
    best = _best(save, whole, found.good) if found.damage else None
    if best is None or len(best.good) <= len(found.good):
        return found
    return replace(best, damage=found.damage)


def _best(save: Path, whole: bytes, sound: bytes = b"", *, of_same_game: bool = True) -> Contents | None:
    """The most that a mirror and the sound lines after it give, of those that say what the sound beginning says."""
    joined = (_joined(save, each, whole.split(b"\n"), of_same_game) for each in _of(save))
    fitting = [each for each in joined if each is not None and each.good.startswith(sound)]
    return max(fitting, key=lambda each: len(each.good), default=None)


def _joined(save: Path, mirror: Path, lines: list[bytes], of_same_game: bool) -> Contents | None:
    """A mirror and the lines of the save that go on from it; ``None`` for one that is of no use."""
    try:
        copy = read(disk.read_whole(mirror), save.name)
    except SaveError as error:
        if isinstance(error.__cause__, OSError):
            # To go on without it would give up what it may hold, and perhaps only for this moment.
            raise
        return None
    mirrored = copy.good.split(b"\n")[:-1]
    # Each line stands for all before it, so one in common is enough.
    if of_same_game and set(mirrored).isdisjoint(lines):
        return None
    tail = lines[_following(lines, mirrored[-1], copy.chain) :]
    lost = max(0, len([line for line in lines if line]) - len(mirrored))
    whole = read(copy.good + b"\n".join(tail), save.name) if tail else replace(copy, lost=lost)
    return replace(whole, mirrored=True)


def _following(lines: list[bytes], last: bytes, chain: str) -> int:
    """Where the lines that follow a last one begin; at their end if none does."""
    if last in lines:
        return lines.index(last) + 1
    return next((at for at, line in enumerate(lines) if _follows(line, chain)), len(lines))


def _follows(line: bytes, chain: str) -> bool:
    try:
        unlinked(line, chain)
    except BadText:
        return False
    return True


def _of(save: Path) -> list[Path]:
    return sorted((save.parent / FOLDER).glob(f"{save.stem}.round-*{ENDING}"))


def _remove(files: Iterable[Path]) -> None:
    for each in list(files):
        with suppress(FileNotFoundError):
            each.unlink()
