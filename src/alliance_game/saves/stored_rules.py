"""The rules that games were started with, stored by hash beside the saves: later edits change no running game."""

import os
import re
from pathlib import Path

from .. import disk
from ..content import digest_of, load, load_sources
from ..definitions import Library
from ..errors import ContentError, SaveError
from ..wording import say
from .canonical import BadText, canonical, parsed

FOLDER = "rules"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def keep(folder: Path, library: Library) -> None:
    """Store the rules of a library, unless they lie there already. Raises ``SaveError``."""
    path = rules_path(folder, library.digest)
    if library.digest != digest_of(library.sources):
        raise SaveError(
            say("These rules do not have their own hash, so no game can be saved with them: load them anew.")
        )
    disk.make_folder(path.parent)
    with disk.explained(say("The rules of the game cannot be stored in {path}", path=path)):
        if isinstance(_sources(path, library.digest), str):
            disk.put(path, canonical(dict(library.sources)))
        # Whoever stored them may have been killed before their names were safe.
        for each in (path.parent, path.parent.parent):
            disk.sync_folder(each)


def library_of(folder: Path, digest: str, at_hand: Library | None = None) -> Library:
    """The rules with this hash: those ``at_hand`` if they are the ones, the stored ones, or else the present content.

    Raises ``SaveError`` in one sentence if none of them has that hash.
    """
    if at_hand is not None and at_hand.digest == digest:
        return at_hand
    found = _sources(rules_path(folder, digest), digest)
    if not isinstance(found, str):
        try:
            # Nothing in them has changed since they were surveyed to begin the game: their hash fits.
            return load_sources(found, surveyed=True)
        except ContentError as error:
            found = say(
                "The rules that this game was started with cannot be used by this version ({problem})",
                problem=error.problems[0],
            )
    try:
        present = load()
    except ContentError as error:
        raise SaveError(
            say(
                "{found}, and the present content cannot be used instead: {problem}",
                found=found,
                problem=error.problems[0],
            )
        ) from error
    if present.digest != digest:
        raise SaveError(
            say("{found}, and the present content has other rules: put back a copy of that file.", found=found)
        )
    return present


def rules_path(folder: Path, digest: str) -> Path:
    """Where the rules with this hash lie. Raises ``SaveError`` if that is no hash."""
    if not _DIGEST.fullmatch(digest):
        raise SaveError(say("'{digest}' is no hash of rules.", digest=digest[:80]))
    return Path(os.path.realpath(folder)) / FOLDER / f"{digest}.json"


def _sources(path: Path, digest: str) -> dict[str, str] | str:
    """The texts of stored rules by name; or why they cannot be used, the beginning of a sentence."""
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a folder cannot be searched
        return say("The rules that this game was started with are missing ({path})", path=path)
    try:
        sources = parsed(disk.read_whole(path))
        if not isinstance(sources, dict) or not all(isinstance(text, str) for text in sources.values()):
            raise BadText(say("it holds no rules"))
        if digest_of(sources) != digest:
            raise BadText(say("its hash is wrong"))
        return sources
    except BadText as error:
        return say("The rules that this game was started with are damaged ({path}: {error})", path=path, error=error)
    except SaveError as error:
        return say("The rules that this game was started with cannot be read ({error})", error=str(error).rstrip("."))
