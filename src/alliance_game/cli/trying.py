"""A card before anybody plays it: on the table, and in a game of its own."""

import sys
from collections.abc import Iterable
from pathlib import Path

from ..authoring.table import preview
from ..authoring.table.dealing import Deal, Wish, deal
from ..authoring.table.sandbox import Sandbox
from ..authoring.table.undrawn import Game, at_the_start, heading, in_a_game
from ..authoring.table.whereabouts import file_of, meant
from ..content import InUse, load_in_use
from ..engine.layout import ROUND
from ..language.words import counted
from ..saves import replay, saves_folder
from .app import data
from .near import near
from .packing import tell_refused


def wish(
    card: str,
    scenario: str | None,
    state: str | None,
    states: int | None,
    length: str | None,
    difficulty: str | None,
    seed: int | None,
    packs: list[Path],
) -> Wish:
    """What somebody wants to see, from the options of a command."""
    found = meant(card, packs)
    return Wish(found.card, scenario, state, states, length, difficulty, seed, found.packs)


def preview_card(wanted: Wish, size: str, lines: bool) -> int:
    """The card as the table shows it."""
    from . import frames

    room = frames.size_of(size)
    in_use = in_use_with(wanted.packs)
    found = deal(in_use.library, wanted)
    data(preview.heading(found, near(file_of(in_use.library, wanted.card, in_use.folders))))
    for note in found.notes:
        data(note)
    for part in (plain_part(found),) if lines else frames.frames(found, room):
        data(f"\n{part}")
    data("\n".join(["", *preview.in_words(found)]) if lines else "")
    return 0


def plain_part(found: Deal) -> str:
    """What a game as lines of text writes when the card has come."""
    from tempfile import TemporaryDirectory

    from ..plain import sandbox

    with TemporaryDirectory(prefix="alliance-game-") as folder, found.play(Path(folder)) as game:
        return sandbox.arrival(game)


def try_card(wanted: Wish, lines: bool) -> int:
    """A game in which the card comes first."""
    from .playing import as_lines

    lines = as_lines(lines)
    with Sandbox(wanted) as sandbox:
        if not lines:
            from ..tui.games.sandbox import run

            return run(sandbox)
        from ..plain.sandbox import play

        is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
        return play(sandbox, input=input, output=sys.stdout, is_terminal=is_terminal)


def why_card(card: str, packs: list[Path], game: Game, save: str | None) -> int:
    """What keeps a card from being drawn."""
    found = meant(card, packs)
    if save is None:
        in_use = in_use_with(found.packs)
        data(heading(in_use.library, found.card, in_use.folders))
        data("\n".join(at_the_start(in_use.library, found.card, game)))
        return 0
    *_, last = replay(saves_folder(), save)
    data(f"In {save}, after {counted(last.number, 'moves')}, round {last.position.cells[ROUND]}:")
    data("\n".join(f"  {line}" for line in in_a_game(last.position, found.card)))
    return 0


def in_use_with(packs: Iterable[Path]) -> InUse:
    """Everything that a game with these packs has; what is refused is told on stderr."""
    found = load_in_use(packs)
    tell_refused(found)
    return found
