"""A sandbox: a game in which one card comes first, dealt again whenever its files change."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from ...content import Problem, base_folder, load_in_use, packs_folder
from ...content.folders import MANIFEST
from ...errors import AllianceError, ContentError
from ...saves import Game
from ..check.baseline import place_on_disk
from ..check.caret import told
from ..check.watching import Times, note, times
from .dealing import Deal, Wish, deal

LONGEST = 60
"""Letters of a title."""


class Sandbox:
    """A table whose card is read again from its files. Everything that is saved goes when it is closed."""

    def __init__(self, wish: Wish) -> None:
        """Lay the table. Raises ``ContentError`` for files with problems, and what ``deal`` raises."""
        self.wish = wish
        self._folder = TemporaryDirectory(prefix="alliance-game-")
        self._times = self.times()
        try:
            self.deal = self.dealt()
        except BaseException:
            self.close()
            raise

    @property
    def folder(self) -> Path:
        """Where its games are saved while it is open."""
        return Path(self._folder.name)

    def game(self) -> Game:
        """A game at this table; whoever calls this closes it."""
        return self.deal.play(self.folder)

    def dealt(self) -> Deal:
        """The table, as the files are now."""
        library = load_in_use(self.wish.packs).library
        held = library.cards.get(self.wish.card)
        return deal(library, self.wish, f"Sandbox: {held.card.title}"[:LONGEST] if held is not None else "")

    def times(self) -> Times:
        """When each file of content was changed."""
        roots = (base_folder(), *self.wish.packs)
        folders = [folder / top for folder in roots for top in ("cards", "rules")]
        found = times(folder for folder in (*folders, packs_folder()) if folder.is_dir())
        for folder in self.wish.packs:
            note(found, folder / MANIFEST)
        return found

    def changed(self) -> bool:
        """Whether a file of the packs has been changed since this was last asked."""
        found = self.times()
        changed, self._times = found != self._times, found
        return changed

    def again(self) -> tuple[str, ...]:
        """Read the files anew and lay the table; if they have problems, those, and the table stays as it was.

        A problem has several lines: what is wrong, the line of the file with a caret below it, and the cure.
        """
        try:
            self.deal = self.dealt()
        except ContentError as error:
            return tuple(shown(problem) for problem in error.problems)
        except AllianceError as error:
            return (str(error),)
        return ()

    def close(self) -> None:
        """Everything that was saved here goes."""
        self._folder.cleanup()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def shown(problem: object) -> str:
    """A problem as ``check`` shows it."""
    return told(problem, line_of(problem)) if isinstance(problem, Problem) else str(problem)


def line_of(problem: Problem) -> str | None:
    """The line that a problem is about; ``None`` if the file cannot be read as text."""
    try:
        lines = place_on_disk(problem.place.file).read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return None
    return lines[problem.place.line - 1] if problem.place.line <= len(lines) else ""
